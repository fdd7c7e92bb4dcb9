// What the conditions of one entry may name: the figures and attributes of its item kinds, the groups of its regime.
// Used by the loader. Knows the closed lists, no law.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qgauge/components.hpp"
#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {

struct Vocabulary {
  std::vector<std::string> item_kinds;
  std::span<const CountryGroup> groups;
  std::string confidence;  ///< of the entry or exception
};

/// A figure that a bound may name, with the numbers that it can be (infinite: no end is known).
struct FigureMeaning {
  core::Dimension dimension = core::Dimension::one;
  double low = 0;
  double high = 0;
  bool low_open = false;  ///< `low` is no limit: what no machine reaches
};
/// Of the first item kind that has it.
std::optional<FigureMeaning> find_figure_meaning(const Vocabulary& vocabulary, const std::string& name);
/// Error: no figure of the item kinds, with those that are.
core::Status check_figure(const std::string& where, const std::string& name, const Vocabulary& vocabulary);

/// An attribute that a test may name; `words` are those that it can be, empty: any text.
struct AttributeMeaning {
  components::ParameterType type = components::ParameterType::text;
  std::vector<std::string> words;
};
std::optional<AttributeMeaning> find_attribute_meaning(const Vocabulary& vocabulary, const std::string& name);
/// Error: no attribute of the item kinds, with those that are.
core::Status check_attribute(const std::string& where, const std::string& name, const Vocabulary& vocabulary);

/// Whether it is where the item comes from or goes to: a country code.
bool is_country(std::string_view attribute);
/// Error: no code of ISO 3166-1. The European Union is no country but a group. `what`: "the country", for the message.
core::Status check_country(const std::string& where, std::string_view what, const std::string& code);

/// Whether items of some of these kinds work by a paradigm.
bool have_paradigms(const std::vector<std::string>& item_kinds);
/// Error: neither a computer nor a kind of component.
core::Status check_item_kind(const std::string& where, const std::string& kind);
/// Error: an unknown group, with the known ones.
core::Result<std::vector<std::string>> countries_of(std::span<const CountryGroup> groups, const std::string& where,
                                                    const std::string& name);

}  // namespace qgauge::thresholds

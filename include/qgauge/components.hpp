// components: the closed table of parts and other items beside complete computers, and the parameters that rules ask of
// them. Read by device (descriptions), thresholds (rules) and assess. Knows no description and no rule.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qgauge/core.hpp"

namespace qgauge::components {

/// Greatest number that a parameter may hold; bounds absurd input.
inline constexpr double largest_number = 1e15;

/// What a parameter of a component holds: a number in SI, a whole number, one of some words, any text, yes or no.
enum class ParameterType { number, count, word, text, flag };

struct ParameterSpec {
  std::string_view name;
  ParameterType type = ParameterType::number;
  core::Dimension dimension = core::Dimension::one;  ///< of a number
  double low = 0;                                    ///< smallest and largest number or count, in SI
  double high = 0;
  std::string_view words = {};  ///< those that a word may be, separated by blanks
  std::string_view meaning = {};
};

/// What a parameter is called in sentences; a name means the same for every kind of component that has it. A noun
/// without its article; of a count what it is a number of, in the plural; of a flag what is so where it is true.
struct ParameterPhrase {
  std::string_view name;
  std::string_view phrase;
  std::string_view unit = {};  ///< of a number in a unit that is none of core's, such as degrees/h; else empty
};

struct ComponentKind {
  std::string_view name;
  std::string_view meaning;
  std::span<const ParameterSpec> parameters;  ///< beside parameters_of_any_component()
};

/// The closed table of components, sorted by name.
std::span<const ComponentKind> component_kinds();
std::span<const ParameterSpec> parameters_of_any_component();
/// Null for an unknown name.
const ComponentKind* find_component_kind(std::string_view name);
/// The kind's own parameter of that name or one of any component; null for an unknown name.
const ParameterSpec* find_parameter(const ComponentKind& kind, std::string_view name);

/// The words that a parameter of type `word` may hold.
std::vector<std::string_view> words_of(const ParameterSpec& spec);
/// What a value must be, in words: "a number from 0 to 1", "one of: silicon, germanium".
std::string expected_of(const ParameterSpec& spec);
/// Whether the number may stand for the parameter (in SI; whole for a count).
bool contains(const ParameterSpec& spec, double value);

/// One a parameter, sorted by name.
std::span<const ParameterPhrase> parameter_phrases();
/// Null for an unknown name.
const ParameterPhrase* find_phrase(std::string_view parameter);

/// Names for messages about an unknown one.
std::vector<std::string_view> component_kind_names();
std::vector<std::string_view> parameter_names(const ComponentKind& kind);

}  // namespace qgauge::components

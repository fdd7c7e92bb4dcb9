// Names that conditions may use: see vocabulary.hpp. Called by the loader; must not know how conditions are written.
#include "thresholds/vocabulary.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/figures.hpp"
#include "thresholds/load_words.hpp"

namespace qgauge::thresholds {
namespace {

using components::ComponentKind;
using components::ParameterSpec;
using components::ParameterType;

constexpr std::string_view computer = "computer";
constexpr double infinity = std::numeric_limits<double>::infinity();

bool is_figure(const ParameterSpec& spec) {
  return spec.type == ParameterType::number || spec.type == ParameterType::count;
}

bool has_computer(const Vocabulary& vocabulary) {
  return std::ranges::find(vocabulary.item_kinds, computer) != vocabulary.item_kinds.end();
}

const ParameterSpec* find_spec(const Vocabulary& vocabulary, const std::string& name) {
  for (const std::string& item_kind : vocabulary.item_kinds) {
    const ComponentKind* kind = components::find_component_kind(item_kind);
    const ParameterSpec* spec = kind != nullptr ? components::find_parameter(*kind, name) : nullptr;
    if (spec != nullptr) return spec;
  }
  return nullptr;
}

std::set<std::string_view> parameters(const Vocabulary& vocabulary, bool figures) {
  std::set<std::string_view> names;
  for (const std::string& item_kind : vocabulary.item_kinds) {
    const ComponentKind* kind = components::find_component_kind(item_kind);
    if (kind == nullptr) continue;
    for (const auto specs : {kind->parameters, components::parameters_of_any_component()}) {
      for (const ParameterSpec& spec : specs) {
        if (is_figure(spec) == figures) names.insert(spec.name);
      }
    }
  }
  return names;
}

/// Words may differ between kinds that share a parameter: all of them count.
std::vector<std::string> words_of(const Vocabulary& vocabulary, const std::string& name) {
  std::vector<std::string> words;
  for (const std::string& item_kind : vocabulary.item_kinds) {
    const ComponentKind* kind = components::find_component_kind(item_kind);
    const ParameterSpec* spec = kind != nullptr ? components::find_parameter(*kind, name) : nullptr;
    if (spec == nullptr || spec->type != ParameterType::word) continue;
    for (const std::string_view word : components::words_of(*spec)) {
      if (std::ranges::find(words, word) == words.end()) words.emplace_back(word);
    }
  }
  return words;
}

}  // namespace

std::optional<FigureMeaning> find_figure_meaning(const Vocabulary& vocabulary, const std::string& name) {
  const figures::FigureSpec* figure = has_computer(vocabulary) ? figures::find_figure(name) : nullptr;
  if (figure != nullptr) return FigureMeaning{core::find_unit(figure->unit)->dimension, -infinity, infinity};
  const ParameterSpec* spec = find_spec(vocabulary, name);
  if (spec == nullptr || !is_figure(*spec)) return std::nullopt;
  return FigureMeaning{spec->dimension, spec->low, spec->high};
}

std::string known_figures(const Vocabulary& vocabulary) {
  const auto names = parameters(vocabulary, true);
  if (!has_computer(vocabulary)) return fmt::format("{}", fmt::join(names, ", "));
  return fmt::format("a name that `qgauge figures` prints{}{}", names.empty() ? "" : ", or ", fmt::join(names, ", "));
}

std::optional<AttributeMeaning> find_attribute_meaning(const Vocabulary& vocabulary, const std::string& name) {
  if (is_country(name)) return AttributeMeaning{ParameterType::text, {}};
  if (name == "item_kind") return AttributeMeaning{ParameterType::word, vocabulary.item_kinds};
  if (name == "paradigm") return AttributeMeaning{ParameterType::word, {paradigms.begin(), paradigms.end()}};
  const ParameterSpec* spec = find_spec(vocabulary, name);
  if (spec == nullptr || is_figure(*spec)) return std::nullopt;
  return AttributeMeaning{spec->type, words_of(vocabulary, name)};
}

std::string known_attributes(const Vocabulary& vocabulary) {
  auto names = parameters(vocabulary, false);
  names.insert({"item_kind", "paradigm", "destination", "exporter"});
  return fmt::format("{}", fmt::join(names, ", "));
}

bool is_country(std::string_view attribute) { return attribute == "destination" || attribute == "exporter"; }

bool is_country_code(std::string_view word) {
  return word.size() == 2 && word != "EU" && std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
}

core::Status check_item_kind(const std::string& where, const std::string& kind) {
  if (kind == computer || components::find_component_kind(kind) != nullptr) return {};
  return core::unusable(where, fmt::format("the item kind \"{}\"", kind),
                        fmt::format("{} or one of {}", computer, fmt::join(components::component_kind_names(), ", ")));
}

core::Result<std::vector<std::string>> countries_of(std::span<const CountryGroup> groups, const std::string& where,
                                                    const std::string& name) {
  const auto found = std::ranges::find(groups, name, &CountryGroup::name);
  if (found != groups.end()) return found->countries;
  std::vector<std::string> known;
  for (const CountryGroup& group : groups) known.push_back(group.name);
  return core::unusable(
      where, fmt::format("the group \"{}\"", name),
      known.empty() ? "a group of this file, which has none" : fmt::format("one of {}", fmt::join(known, ", ")),
      "write its countries as [groups.NAME]");
}

}  // namespace qgauge::thresholds

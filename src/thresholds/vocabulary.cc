// Names that conditions may use: see vocabulary.hpp. Called by the loader; must not know how conditions are written.
#include "thresholds/vocabulary.hpp"

#include <algorithm>
#include <cctype>
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

bool is_figure(const ParameterSpec& spec) {
  return spec.type == ParameterType::number || spec.type == ParameterType::count;
}

bool has_computer(const Vocabulary& vocabulary) { return have_paradigms(vocabulary.item_kinds); }

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

std::vector<std::string_view> figure_names(const Vocabulary& vocabulary) {
  const auto of_parts = parameters(vocabulary, true);
  std::vector<std::string_view> names(of_parts.begin(), of_parts.end());
  if (!has_computer(vocabulary)) return names;
  for (const figures::FigureSpec& spec : figures::figure_list()) names.push_back(spec.name);
  return names;
}

std::string known_figures(const Vocabulary& vocabulary) {
  const auto names = parameters(vocabulary, true);
  if (!has_computer(vocabulary)) return fmt::format("{}", fmt::join(names, ", "));
  return fmt::format("a name that `qgauge figures` prints{}{}", names.empty() ? "" : ", or ", fmt::join(names, ", "));
}

/// A limit of nothing would decide nothing: no error is 0, and what counts nothing is no machine.
FigureMeaning meaning_of(const figures::FigureSpec& figure) {
  const figures::Interval range = figures::domain_of(figure).range;
  return {core::find_unit(figure.unit)->dimension, range.low, range.high, true};
}

std::set<std::string_view> attribute_names(const Vocabulary& vocabulary) {
  auto names = parameters(vocabulary, false);
  names.insert({"item_kind", "destination", "exporter"});
  if (have_paradigms(vocabulary.item_kinds)) names.insert("paradigm");
  return names;
}

std::string advice_for_country(const std::string& code) {
  if (code == "EU") return "the European Union is a group: name its countries in [groups.EU]";
  if (const auto meant = core::country_meant(code)) return fmt::format("write \"{}\"", *meant);
  std::string capitals(code);
  std::ranges::transform(capitals, capitals.begin(), [](unsigned char letter) { return std::toupper(letter); });
  return fmt::format("write {}",
                     core::is_country(capitals) ? fmt::format("\"{}\"", capitals) : "its code, as FR for France");
}

}  // namespace

std::optional<FigureMeaning> find_figure_meaning(const Vocabulary& vocabulary, const std::string& name) {
  const figures::FigureSpec* figure = has_computer(vocabulary) ? figures::find_figure(name) : nullptr;
  if (figure != nullptr) return meaning_of(*figure);
  const ParameterSpec* spec = find_spec(vocabulary, name);
  if (spec == nullptr || !is_figure(*spec)) return std::nullopt;
  return FigureMeaning{spec->dimension, spec->low, spec->high};
}

core::Status check_figure(const std::string& where, const std::string& name, const Vocabulary& vocabulary) {
  if (find_figure_meaning(vocabulary, name)) return {};
  const bool is_attribute = find_attribute_meaning(vocabulary, name).has_value();
  return core::unusable(
      where, fmt::format("the figure \"{}\"", name),
      fmt::format("a figure of {}: {}", fmt::join(vocabulary.item_kinds, ", "), known_figures(vocabulary)),
      is_attribute ? fmt::format("it is a word or a flag: write attribute = \"{}\"", name)
                   : advice_for(name, figure_names(vocabulary)));
}

std::optional<AttributeMeaning> find_attribute_meaning(const Vocabulary& vocabulary, const std::string& name) {
  if (is_country(name)) return AttributeMeaning{ParameterType::text, {}};
  if (name == "item_kind") return AttributeMeaning{ParameterType::word, vocabulary.item_kinds};
  if (name == "paradigm" && have_paradigms(vocabulary.item_kinds)) {
    return AttributeMeaning{ParameterType::word, {paradigms.begin(), paradigms.end()}};
  }
  const ParameterSpec* spec = find_spec(vocabulary, name);
  if (spec == nullptr || is_figure(*spec)) return std::nullopt;
  return AttributeMeaning{spec->type, words_of(vocabulary, name)};
}

core::Status check_attribute(const std::string& where, const std::string& name, const Vocabulary& vocabulary) {
  if (find_attribute_meaning(vocabulary, name)) return {};
  const bool is_number = find_figure_meaning(vocabulary, name).has_value();
  const auto known = attribute_names(vocabulary);
  return core::unusable(
      where, fmt::format("the attribute \"{}\"", name),
      fmt::format("an attribute of {}: {}", fmt::join(vocabulary.item_kinds, ", "), fmt::join(known, ", ")),
      is_number ? fmt::format("it is a number: write figure = \"{}\"", name) : advice_for(name, views_of(known)));
}

bool is_country(std::string_view attribute) { return attribute == "destination" || attribute == "exporter"; }

core::Status check_country(const std::string& where, std::string_view what, const std::string& code) {
  if (core::is_country(code)) return {};
  return core::unusable(where, fmt::format("{} \"{}\"", what, code), "two capital letters of ISO 3166 such as CA",
                        advice_for_country(code));
}

bool have_paradigms(const std::vector<std::string>& item_kinds) {
  return std::ranges::find(item_kinds, computer) != item_kinds.end();
}

core::Status check_item_kind(const std::string& where, const std::string& kind) {
  if (kind == computer || components::find_component_kind(kind) != nullptr) return {};
  std::vector<std::string_view> known = components::component_kind_names();
  const std::string components = fmt::format("{}", fmt::join(known, ", "));
  known.push_back(computer);
  return core::unusable(where, fmt::format("the item kind \"{}\"", kind),
                        fmt::format("{} or one of {}", computer, components), advice_for(kind, known));
}

core::Result<std::vector<std::string>> countries_of(std::span<const CountryGroup> groups, const std::string& where,
                                                    const std::string& name) {
  const auto found = std::ranges::find(groups, name, &CountryGroup::name);
  if (found != groups.end()) return found->countries;
  std::vector<std::string_view> known;
  for (const CountryGroup& group : groups) known.push_back(group.name);
  const std::string meant = core::suggestion(name, known);
  return core::unusable(
      where, fmt::format("the group \"{}\"", name),
      known.empty() ? "a group of this file, which has none" : fmt::format("one of {}", fmt::join(known, ", ")),
      meant.empty() ? fmt::format("name its countries in [groups.{}]", name) : meant);
}

}  // namespace qgauge::thresholds

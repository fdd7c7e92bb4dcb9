// Look-ups in the table of components and what a parameter may hold, in words. Used by device and thresholds.
// Knows no component of a description.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/components.hpp"

namespace qgauge::components {
namespace {

const ParameterSpec* find_in(std::span<const ParameterSpec> parameters, std::string_view name) {
  const auto found = std::ranges::find(parameters, name, &ParameterSpec::name);
  return found == parameters.end() ? nullptr : &*found;
}

}  // namespace

const ComponentKind* find_component_kind(std::string_view name) {
  const auto kinds = component_kinds();
  const auto found = std::ranges::find(kinds, name, &ComponentKind::name);
  return found == kinds.end() ? nullptr : &*found;
}

const ParameterSpec* find_parameter(const ComponentKind& kind, std::string_view name) {
  const ParameterSpec* own = find_in(kind.parameters, name);
  return own != nullptr ? own : find_in(parameters_of_any_component(), name);
}

std::vector<std::string_view> words_of(const ParameterSpec& spec) {
  std::vector<std::string_view> words;
  for (std::string_view rest = spec.words; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    words.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return words;
}

std::string expected_of(const ParameterSpec& spec) {
  switch (spec.type) {
    case ParameterType::number:
      return fmt::format("a number from {} to {}", spec.low, spec.high);
    case ParameterType::count:
      return fmt::format("a whole number from {} to {}", spec.low, spec.high);
    case ParameterType::word:
      return fmt::format("one of: {}", fmt::join(words_of(spec), ", "));
    case ParameterType::text:
      return "a text";
    case ParameterType::flag:
      return "true or false";
  }
  return "";
}

bool contains(const ParameterSpec& spec, double value) {
  return value >= spec.low && value <= spec.high && (spec.type == ParameterType::number || value == std::floor(value));
}

std::vector<std::string_view> component_kind_names() {
  std::vector<std::string_view> names;
  for (const ComponentKind& kind : component_kinds()) names.push_back(kind.name);
  return names;
}

std::vector<std::string_view> parameter_names(const ComponentKind& kind) {
  std::vector<std::string_view> names;
  for (const auto parameters : {kind.parameters, parameters_of_any_component()}) {
    for (const ParameterSpec& parameter : parameters) names.push_back(parameter.name);
  }
  return names;
}

}  // namespace qgauge::components

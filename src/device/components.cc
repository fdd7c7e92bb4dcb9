// Whether the components of a description keep to the closed table: see components.hpp.

#include "device/components.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace qgauge::device {
namespace {

using components::ParameterSpec;
using components::ParameterType;

/// Whether the value is of the parameter's type and within its bounds.
bool fits(const ParameterSpec& spec, const ComponentParameter& parameter) {
  switch (spec.type) {
    case ParameterType::number:
    case ParameterType::count: {
      const auto* quantity = std::get_if<Quantity>(&parameter.value);
      return quantity != nullptr && (!quantity->known() || components::contains(spec, quantity->value));
    }
    case ParameterType::word: {
      const auto* given = std::get_if<std::string>(&parameter.value);
      return given != nullptr && std::ranges::count(components::words_of(spec), *given) == 1;
    }
    case ParameterType::text:
      return std::holds_alternative<std::string>(parameter.value);
    case ParameterType::flag:
      return std::holds_alternative<bool>(parameter.value);
  }
  return false;
}

}  // namespace

const ComponentParameter* find_parameter(const Component& component, std::string_view name) {
  const auto found = std::ranges::find(component.parameters, name, &ComponentParameter::name);
  return found == component.parameters.end() ? nullptr : &*found;
}

core::Status check_component(const Component& component, const std::string& where) {
  const components::ComponentKind* kind = components::find_component_kind(component.kind);
  if (kind == nullptr) {
    return core::unusable(where, fmt::format("the kind \"{}\"", component.kind),
                          fmt::format("one of: {}", fmt::join(components::component_kind_names(), ", ")));
  }
  std::set<std::string_view> seen;
  for (const ComponentParameter& parameter : component.parameters) {
    const std::string place = fmt::format("{}: {}", where, parameter.name);
    const ParameterSpec* spec = components::find_parameter(*kind, parameter.name);
    if (spec == nullptr) {
      return core::unusable(place, "a parameter that a " + component.kind + " does not have",
                            fmt::format("one of: {}", fmt::join(components::parameter_names(*kind), ", ")));
    }
    if (!seen.insert(parameter.name).second) return core::unusable(place, "the same parameter twice", "every one once");
    if (!fits(*spec, parameter)) return core::unusable(place, "another value", components::expected_of(*spec));
  }
  return {};
}

}  // namespace qgauge::device

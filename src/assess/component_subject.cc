// Components as subjects: see components.hpp.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "assess/components.hpp"
#include "assess/internal.hpp"

namespace qgauge::assess {
namespace {

using components::ParameterType;
using figures::Figure;

/// The SI unit of a dimension, which is the first of it in the table of units.
std::string_view si_unit(core::Dimension dimension) {
  return std::ranges::find(core::units(), dimension, &core::Unit::dimension)->name;
}

Figure figure_of(const components::ParameterSpec& spec, const device::Quantity& quantity, const std::string& method) {
  Figure figure = figures::exact_figure(std::string(spec.name), quantity.value, figures::Origin::reported, method);
  figure.unit = si_unit(spec.dimension);
  if (quantity.sigma.value_or(0) > 0) set_deviation(figure, *quantity.sigma, {spec.low, spec.high});
  return figure;
}

void add_parameter(const components::ParameterSpec& spec, const device::ComponentParameter& parameter,
                   const std::string& method, subject::Subject& subject) {
  switch (spec.type) {
    case ParameterType::number:
    case ParameterType::count: {
      const auto& quantity = std::get<device::Quantity>(parameter.value);
      if (quantity.known()) subject.figures[parameter.name] = figure_of(spec, quantity, method);
      return;
    }
    case ParameterType::word:
    case ParameterType::text:
      subject.attributes[parameter.name] = std::get<std::string>(parameter.value);
      return;
    case ParameterType::flag:
      subject.attributes[parameter.name] = std::get<bool>(parameter.value);
      return;
  }
}

}  // namespace

subject::Subject component_subject(const device::Component& component, const std::string& method) {
  subject::Subject subject;
  subject.name = component.name.empty() ? component.kind : component.name;
  subject.attributes["item_kind"] = component.kind;
  const components::ComponentKind* kind = components::find_component_kind(component.kind);
  for (const device::ComponentParameter& parameter : component.parameters) {
    add_parameter(*components::find_parameter(*kind, parameter.name), parameter, method, subject);
  }
  add_consequences(subject);
  return subject;
}

std::vector<subject::Subject> component_subjects(const std::vector<device::Component>& components) {
  std::vector<subject::Subject> subjects;
  std::set<std::string> taken;
  for (const device::Component& component : components) {
    subjects.push_back(component_subject(component, "as the description gives it"));
    std::string& name = subjects.back().name;
    const std::string plain = name;
    for (int number = 2; !taken.insert(name).second; ++number) name = fmt::format("{} #{}", plain, number);
  }
  return subjects;
}

}  // namespace qgauge::assess

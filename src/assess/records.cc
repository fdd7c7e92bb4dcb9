// Sources and assumptions of records: see records.hpp.

#include "assess/records.hpp"

#include <algorithm>
#include <set>

namespace qgauge::assess {
namespace {

/// `source`: a key in the description's sources, or empty for its own.
bool has_address(const device::DeviceDescription& description, const std::string& source) {
  if (source.empty()) return !description.source.url.empty();
  const auto named = std::ranges::find(description.sources, source, &std::pair<std::string, device::Provenance>::first);
  return named != description.sources.end() && !named->second.url.empty();
}

}  // namespace

std::vector<std::string> unsourced_figures(const device::DeviceDescription& description) {
  if (description.record == device::Record{}) return {};
  std::set<std::string> names;
  if (description.qubit_count && !has_address(description, "")) {
    for (const char* count : {"described", "operational", "working", "connected"}) {
      names.insert(std::string("physical_qubits.") + count);
    }
  }
  for (const device::PublishedFigure& figure : description.published) {
    if (!has_address(description, figure.source)) names.insert(figure.name);
  }
  return {names.begin(), names.end()};
}

std::vector<std::string> unsourced_parameters(const device::DeviceDescription& description,
                                              const device::Component& component) {
  if (component.record == device::Record{}) return {};
  std::set<std::string> names;
  for (const device::ComponentParameter& parameter : component.parameters) {
    const auto* quantity = std::get_if<device::Quantity>(&parameter.value);
    if (!has_address(description, quantity ? quantity->source : "")) names.insert(parameter.name);
  }
  return {names.begin(), names.end()};
}

std::vector<std::string> record_assumptions(const std::vector<figures::Figure>& figures) {
  std::vector<std::string> assumptions;
  for (const figures::Figure& figure : figures) {
    const bool taken = figure.method.starts_with("taken equal") || figure.method.starts_with("as published");
    if (figure.subject || !taken) continue;
    for (const std::string& assumption : figure.assumptions) {
      if (!assumption.starts_with("dated ")) assumptions.push_back(assumption);
    }
  }
  return assumptions;
}

}  // namespace qgauge::assess

// The small parts of a description and lookups in a model: names of enumerations, quantities, couplings.

#include <algorithm>

#include "device/native_names.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device {

std::string_view name_of(Paradigm paradigm) { return name_in(paradigm_names, paradigm); }

std::optional<Paradigm> find_paradigm(std::string_view name) {
  for (const auto& [paradigm, known] : paradigm_names) {
    if (known == name) return paradigm;
  }
  return std::nullopt;
}

std::string_view name_of(Confidence confidence) { return name_in(confidence_names, confidence); }

Quantity reported(double value) {
  return {.state = State::reported, .value = value, .sigma = {}, .date = {}, .source = {}};
}

Quantity sentinel() { return {.state = State::sentinel, .value = 0, .sigma = {}, .date = {}, .source = {}}; }

const Coupling* find_coupling(const DeviceModel& model, int a, int b) {
  const auto found = std::ranges::find_if(model.couplings, [&](const Coupling& coupling) {
    return (coupling.a == a && coupling.b == b) || (coupling.a == b && coupling.b == a);
  });
  return found == model.couplings.end() ? nullptr : &*found;
}

std::vector<int> calibrated_couplings(const DeviceModel& model, const std::vector<int>& qubits) {
  std::vector<bool> inside(model.qubits.size());
  for (int qubit : qubits) inside[static_cast<std::size_t>(qubit)] = true;
  std::vector<int> indices;
  for (std::size_t i = 0; i < model.couplings.size(); ++i) {
    const Coupling& coupling = model.couplings[i];
    const auto a = static_cast<std::size_t>(coupling.a);
    const auto b = static_cast<std::size_t>(coupling.b);
    if (coupling.usable == Usable::yes && inside[a] && inside[b]) indices.push_back(static_cast<int>(i));
  }
  return indices;
}

}  // namespace qgauge::device

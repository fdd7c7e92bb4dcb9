// Bounds on circuit layers a second: see clops.hpp. Must not know what runs circuits.
#include "qgauge/protocols/clops.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "protocols/works.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;

constexpr int pulses_of_a_unitary = 2;  // any one-qubit unitary is two pi/2 pulses between virtual rotations

std::optional<double> finite(double shortest) {
  return shortest < std::numeric_limits<double>::infinity() ? std::optional(shortest) : std::nullopt;
}

std::optional<double> shortest_pulse_s(const device::DeviceModel& model) {
  double shortest = std::numeric_limits<double>::infinity();
  for (const device::ModelQubit& qubit : model.qubits) {
    if (qubit.gate && qubit.gate->duration_s > 0) shortest = std::min(shortest, qubit.gate->duration_s);
  }
  return finite(shortest);
}

std::optional<double> shortest_entangler_s(const device::DeviceModel& model) {
  double shortest = std::numeric_limits<double>::infinity();
  for (const device::Coupling& coupling : model.couplings) {
    if (coupling.gate && coupling.gate->duration_s > 0) shortest = std::min(shortest, coupling.gate->duration_s);
  }
  return finite(shortest);
}

/// Two uses of the native gate make four SU(4) in five where two make a C-NOT; three are needed where one does (Huang
/// et al., PRL 130, 070601; Vidal and Dawson, PRA 69, 010301).
int uses_per_su4(const device::DeviceModel& model) {
  int uses = 3;
  for (const device::Coupling& coupling : model.couplings) {
    if (coupling.gate && circuit::spec_of(coupling.gate->kind).uses_per_cnot != 1) uses = 2;
  }
  return uses;
}

Figure bound(const device::DeviceModel& model, const char* name, int pulses, int entanglers) {
  const auto layer_s = shortest_layer_s(model, pulses, entanglers);
  if (!layer_s) {
    return figures::missing_figure(name, figures::Origin::derived, "no durations of one- and two-qubit gates");
  }
  Figure figure = figures::bounded_figure(
      name, 1 / *layer_s, 0, 1 / *layer_s, figures::Origin::derived,
      fmt::format("one layer: {} pulses and {} two-qubit gates in a row, shortest durations", pulses, entanglers));
  figure.assumptions.emplace_back("readout, reset, repetition delay and classical work take no time: an upper bound");
  return figure;
}

}  // namespace

std::optional<double> shortest_layer_s(const device::DeviceModel& model, int pulses, int entanglers) {
  const auto pulse_s = shortest_pulse_s(model), entangler_s = shortest_entangler_s(model);
  if (!pulse_s || !entangler_s) return std::nullopt;
  return pulses * *pulse_s + entanglers * *entangler_s;
}

std::vector<Figure> clops_figures(const device::DeviceModel& model) {
  const int uses = uses_per_su4(model);
  return {bound(model, "clops.bound", pulses_of_a_unitary, 1),
          bound(model, "clops_v.bound", pulses_of_a_unitary, uses)};
}

core::Result<Work> clops_work(const Setting& setting) {
  Work work;
  work.summarise = [figures = clops_figures(setting.model)](const FigureLists&) { return figures; };
  return work;
}

}  // namespace qgauge::protocols

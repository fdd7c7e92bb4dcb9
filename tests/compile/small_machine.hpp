// Made-up machines of a few qubits in a ring, one native gate kind each, and random circuits for them.
// Used by the tests of compile.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <vector>

#include "qgauge/circuit.hpp"
#include "qgauge/core.hpp"
#include "qgauge/device.hpp"

namespace qgauge::test {

inline constexpr std::array native_kinds{
    circuit::GateKind::cx,    circuit::GateKind::cz,         circuit::GateKind::ecr,     circuit::GateKind::rzz,
    circuit::GateKind::iswap, circuit::GateKind::sqrt_iswap, circuit::GateKind::sycamore};

/// Qubit q's pulse takes (q + 1) * 10 ns.
inline double pulse_s(int qubit) { return (qubit + 1) * 10e-9; }
inline constexpr double pair_s = 100e-9;

inline device::Coupling coupling(int first, int second, circuit::GateKind kind) {
  device::TwoQubitGate gate{.name = std::string(circuit::spec_of(kind).name),
                            .kind = kind,
                            .first = first,
                            .second = second,
                            .infidelity = 0.01,
                            .duration_s = pair_s};
  return {.a = std::min(first, second),
          .b = std::max(first, second),
          .gate = gate,
          .usable = device::Usable::yes,
          .infidelity_sigma = {}};
}

/// Every pair is coupled; `ascending`: native gates run from the lower to the higher qubit.
inline device::DeviceModel machine(int qubits, circuit::GateKind kind, bool ascending) {
  device::DeviceModel model;
  model.qubits.resize(static_cast<std::size_t>(qubits));
  for (int q = 0; q < qubits; ++q)
    model.qubits[static_cast<std::size_t>(q)].gate =
        device::OneQubitGate{.infidelity = 0.001, .duration_s = pulse_s(q)};
  for (int a = 0; a < qubits; ++a)
    for (int b = a + 1; b < qubits; ++b)
      model.couplings.push_back(ascending ? coupling(a, b, kind) : coupling(b, a, kind));
  return model;
}

/// On the highest device qubits first, so that register and device numbers differ.
inline circuit::Circuit on_machine(int qubits, const device::DeviceModel& model) {
  circuit::Circuit circuit;
  circuit.qubits = qubits;
  for (int q = 0; q < qubits; ++q) circuit.layout.push_back(static_cast<int>(model.qubits.size()) - 1 - q);
  return circuit;
}

/// An angle that is a multiple of pi/2 half of the time, as in Clifford circuits, else anything in [-2 pi, 2 pi).
inline double random_angle(core::Random& random) {
  using std::numbers::pi;
  if (random.below(2) == 0) return (static_cast<double>(random.below(9)) - 4) * pi / 2;
  return (random.uniform() - 0.5) * 4 * pi;
}

/// Gates of the whole table but measure, on random qubits.
inline void append_random(circuit::Circuit& circuit, int count, core::Random& random) {
  const auto gates = circuit::gate_list();
  const auto qubits = static_cast<std::uint64_t>(circuit.qubits);
  for (int i = 0; i < count; ++i) {
    const auto& spec = gates[random.below(gates.size() - 1)];
    const auto a = static_cast<std::uint32_t>(random.below(qubits));
    const auto b = static_cast<std::uint32_t>((a + 1 + random.below(qubits - 1)) % qubits);
    const double parameter = spec.kind == circuit::GateKind::delay ? 50e-9 : spec.parameter ? random_angle(random) : 0;
    circuit.operations.push_back({spec.kind, {a, b}, parameter});
  }
}

inline int count_of(const circuit::Circuit& circuit, circuit::GateKind kind) {
  int count = 0;
  for (const auto& operation : circuit.operations) count += operation.gate == kind;
  return count;
}

}  // namespace qgauge::test

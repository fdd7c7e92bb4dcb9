// A small machine with a different figure for everything, and native circuits for it. Used by the executors' tests.
#pragma once

#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "qgauge/device.hpp"
#include "qgauge/noise.hpp"
#include "simulator/oracle.hpp"

namespace machine {

/// A line of qubits with cz between neighbours (0, 1), (2, 1), (2, 3) ...; the last qubit has no calibrated gate.
inline qgauge::device::DeviceModel line(int qubits) {
  qgauge::device::DeviceModel model;
  for (int q = 0; q < qubits; ++q) {
    qgauge::device::ModelQubit qubit;
    qubit.t1_s = 100e-6 + 20e-6 * q;
    qubit.t2_s = 80e-6 + 30e-6 * q;
    qubit.p1_given_0 = 0.01 + 0.01 * q;
    qubit.p0_given_1 = 0.05 + 0.01 * q;
    if (q + 1 < qubits) qubit.gate = qgauge::device::OneQubitGate{4e-4 + 1e-4 * q, 40e-9, 0.01};
    model.qubits.push_back(qubit);
  }
  for (int q = 0; q + 1 < qubits; ++q) {
    qgauge::device::Coupling coupling{q, q + 1, {}, qgauge::device::Usable::yes, {}};
    qgauge::device::TwoQubitGate gate{"cz", qgauge::circuit::GateKind::cz, q, q + 1, 8e-3 + 1e-3 * q, 90e-9, 0.02};
    if (q % 2 == 1) std::swap(gate.first, gate.second);
    coupling.gate = gate;
    model.couplings.push_back(coupling);
  }
  return model;
}

/// The same without any noise.
inline qgauge::device::DeviceModel perfect_line(int qubits) {
  qgauge::device::DeviceModel model = line(qubits);
  for (auto& qubit : model.qubits) {
    qubit = {};
    qubit.gate = qgauge::device::OneQubitGate{0, 0, 0};
  }
  for (auto& coupling : model.couplings) {
    coupling.gate->infidelity = coupling.gate->duration_s = coupling.gate->over_rotation_rad = 0;
  }
  return model;
}

inline qgauge::noise::NoiseModel noise_of(const qgauge::device::DeviceModel& model) {
  std::vector<qgauge::core::Finding> findings;
  auto noise = qgauge::noise::NoiseModel::from(model, findings);
  REQUIRE(noise);
  return std::move(*noise);
}

/// Pulses, virtual rotations, waits and cz between neighbours of a line that starts at device qubit layout[0].
inline qgauge::circuit::Circuit random_native(std::vector<int> layout, int gates, oracle::Engine& engine) {
  using qgauge::circuit::GateKind;
  qgauge::circuit::Circuit circuit;
  circuit.qubits = static_cast<int>(layout.size());
  circuit.layout = std::move(layout);
  for (int g = 0; g < gates; ++g) {
    const auto q = static_cast<std::uint32_t>(oracle::below(circuit.qubits, engine));
    const auto next = (q + 1) % static_cast<std::uint32_t>(circuit.qubits);
    const bool neighbours = circuit.qubits > 1 && std::abs(circuit.layout[q] - circuit.layout[next]) == 1;
    switch (oracle::below(neighbours ? 6 : 4, engine)) {
      case 0:
        circuit.append(GateKind::rz, q, 3 * oracle::symmetric(engine));
        break;
      case 1:
        circuit.append(GateKind::x, q);
        break;
      case 2:
        circuit.append(GateKind::delay, q, 1e-7 * oracle::below(50, engine));
        break;
      case 3:
        circuit.append(GateKind::sx, q);
        break;
      case 4:
        circuit.append(GateKind::cz, q, next);
        break;
      case 5:
        circuit.append(GateKind::cz, next, q);
        break;
    }
  }
  return circuit;
}

}  // namespace machine

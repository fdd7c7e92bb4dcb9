// Small machines made by hand, without relaxation unless a test adds it, so that what acts between gates stands alone.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "noise/random_channels.hpp"

namespace qgauge::noise::testing {

inline constexpr double pulse_s = 40e-9, gate_s = 200e-9;

/// Qubits in a row with perfect pulses of 40 ns, and cz of 200 ns between neighbours with this infidelity.
inline device::DeviceModel row_of(int qubits, double infidelity = 0) {
  device::DeviceModel model;
  device::ModelQubit qubit;
  qubit.operational = true;
  qubit.p1_given_0 = qubit.p0_given_1 = 0;
  qubit.gate = device::OneQubitGate{0, pulse_s};
  model.qubits.assign(static_cast<std::size_t>(qubits), qubit);
  for (int q = 0; q + 1 < qubits; ++q) {
    const device::TwoQubitGate gate{"cz", circuit::GateKind::cz, q, q + 1, infidelity, gate_s};
    model.couplings.push_back({q, q + 1, gate, device::Usable::yes, {}});
  }
  return model;
}

inline NoiseModel noise_of(const device::DeviceModel& model, std::vector<core::Finding>& findings) {
  auto noise = NoiseModel::from(model, findings);
  REQUIRE(noise.has_value());
  return std::move(*noise);
}

inline NoiseModel noise_of(const device::DeviceModel& model) {
  std::vector<core::Finding> findings;
  return noise_of(model, findings);
}

inline const core::Finding* find(const std::vector<core::Finding>& findings, std::string_view code) {
  const auto found = std::ranges::find(findings, code, &core::Finding::code);
  return found == findings.end() ? nullptr : &*found;
}

}  // namespace qgauge::noise::testing

// An oddity of IBM's files that only the noise model can see: errors below what T1 and T2 of the same file allow.

#include <cmath>

#include <catch2/catch.hpp>

#include "qgauge/noise.hpp"

namespace qgauge::noise {
namespace {

/// Two qubits with T1 = T2 = 20 us and a cz of 500 ns: relaxation alone costs about 2 %, the file says 0.4 %.
device::DeviceModel machine() {
  device::DeviceDescription description;
  description.name = "odd";
  description.qubit_count = 2;
  description.couplings = {{0, 1}};
  for (int q = 0; q < 2; ++q) {
    device::Qubit qubit;
    qubit.t1_s = qubit.t2_s = device::reported(20e-6);
    qubit.assignment_error = device::reported(0.01);
    description.qubits.push_back(qubit);
    device::Gate& pulse = description.gates.emplace_back();
    pulse.name = "sx";
    pulse.qubits = {q};
    pulse.infidelity = device::reported(2e-3);
    pulse.duration_s = device::reported(32e-9);
  }
  device::Gate& gate = description.gates.emplace_back();
  gate.name = "cz";
  gate.qubits = {0, 1};
  gate.infidelity = device::reported(4e-3);
  gate.duration_s = device::reported(500e-9);
  return device::validate(description).value();
}

}  // namespace

TEST_CASE("Oddity coherence_limit_above_error: relaxation is scaled down to the reported error and counted") {
  std::vector<core::Finding> findings;
  const auto noise = NoiseModel::from(machine(), findings);
  REQUIRE(noise.has_value());
  const GateNoise* gate = noise->two_qubit(0, 1);
  REQUIRE(gate != nullptr);
  CHECK(gate->full_relaxation_infidelity > 4e-3);
  CHECK(gate->relaxation_scale < 1);
  CHECK(std::abs(average_infidelity(gate->channel) - 4e-3) < 1e-12);
  CHECK(noise->one_qubit(0)->relaxation_scale == 1);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].code == "echo_time_used");
  CHECK(findings[1].code == "error_below_coherence_limit");
  CHECK(findings[1].message.find("1 of 1") != std::string::npos);
}

}  // namespace qgauge::noise

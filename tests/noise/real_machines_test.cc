// Five real machines from calibration files to channels: every calibrated gate has exactly its reported error.

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "qgauge/noise.hpp"

namespace qgauge::noise {
namespace {

const std::filesystem::path folder = QGAUGE_SOURCE_DIR "/../shared/devices/ibm";

struct Machine {
  device::DeviceModel model;
  NoiseModel noise;
  std::vector<core::Finding> findings;
};

Machine read(const std::string& name) {
  const auto description = device::read(folder / name, QGAUGE_SOURCE_DIR "/devices");
  REQUIRE(description.has_value());
  auto model = device::validate(*description);
  REQUIRE(model.has_value());
  std::vector<core::Finding> findings;
  auto noise = NoiseModel::from(*model, findings);
  REQUIRE(noise.has_value());
  return {std::move(*model), std::move(*noise), std::move(findings)};
}

/// Calibrated gates of one kind, and those of them whose relaxation is scaled down.
struct Tally {
  int gates = 0;
  int scaled = 0;
  void add(const GateNoise& noise) {
    ++gates;
    scaled += noise.relaxation_scale < 1;
  }
  bool operator==(const Tally&) const = default;
};

Tally check_one_qubit_gates(const Machine& machine) {
  Tally tally;
  for (int q = 0; q < machine.noise.qubits(); ++q) {
    const auto& gate = machine.model.qubits[q].gate;
    const GateNoise* noise = machine.noise.one_qubit(q);
    REQUIRE((noise != nullptr) == gate.has_value());
    if (!gate) continue;
    REQUIRE(std::abs(average_infidelity(noise->channel) - gate->infidelity) < 1e-12);
    REQUIRE(is_cptp(noise->channel));
    tally.add(*noise);
  }
  return tally;
}

/// The reported error without the layer of one-qubit Cliffords that it holds since 2025.
double alone(const device::TwoQubitGate& gate, const NoiseModel& noise) {
  const GateNoise *first = noise.one_qubit(gate.first), *second = noise.one_qubit(gate.second);
  if (pulses_in_figure(gate.metric) == 0 || first == nullptr || second == nullptr) return gate.infidelity;
  const auto layer = [](const GateNoise& pulse) { return 1 - 5.0 / 6 * (1 - process_fidelity(pulse.channel)); };
  return std::max(0.0, infidelity_without_one_qubit_gates(gate.infidelity, layer(*first), layer(*second)));
}

Tally check_two_qubit_gates(const Machine& machine) {
  Tally tally;
  for (const device::Coupling& coupling : machine.model.couplings) {
    const auto& gate = coupling.gate;
    const GateNoise* forward = machine.noise.two_qubit(coupling.a, coupling.b);
    const GateNoise* backward = machine.noise.two_qubit(coupling.b, coupling.a);
    REQUIRE((forward != nullptr) == gate.has_value());
    if (!gate) continue;
    const double expected = alone(*gate, machine.noise);
    REQUIRE(std::abs(average_infidelity(forward->channel) - expected) < 1e-12);
    REQUIRE(std::abs(average_infidelity(backward->channel) - expected) < 1e-12);
    REQUIRE(is_cptp(forward->channel));
    tally.add(*forward);
  }
  return tally;
}

// Counts of gates below their coherence limit: counted directly in the files from T1, min(T2, 2 T1), length and error,
// with 2/3 (1 - F) for one qubit and 4/5 (1 - F F') for two, whose error is without 5/6 of a pulse on each qubit where
// it is of 2025 or later; with those of which nothing is left then, 2 of brisbane and 5 of sherbrooke.
TEST_CASE("every calibrated gate of five IBM machines realises its reported error") {
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: ../shared is absent");
    return;
  }
  struct Expected {
    std::string name;
    Tally one_qubit;
    Tally two_qubit;
  };
  for (const Expected& expected : {Expected{"torino", {133, 7}, {139, 0}},
                                   {"brisbane", {127, 41}, {143, 45}},
                                   {"sherbrooke", {127, 37}, {135, 32}},
                                   {"brussels", {123, 32}, {138, 56}},
                                   {"kingston", {151, 24}, {169, 16}}}) {
    INFO(expected.name);
    const Machine machine = read(expected.name);
    CHECK(check_one_qubit_gates(machine) == expected.one_qubit);
    CHECK(check_two_qubit_gates(machine) == expected.two_qubit);
  }
}

TEST_CASE("brisbane has findings that count its errors below the coherence limit") {
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: ../shared is absent");
    return;
  }
  const Machine machine = read("brisbane");
  std::string messages;
  for (const core::Finding& finding : machine.findings) messages += finding.message + '\n';
  CHECK_THAT(messages, Catch::Contains("41 of 127 one-qubit gates") && Catch::Contains("ratio 6.74"));
  CHECK_THAT(messages, Catch::Contains("43 of 143 two-qubit gates") && Catch::Contains("ratio 4.20"));
}

}  // namespace
}  // namespace qgauge::noise

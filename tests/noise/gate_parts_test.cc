// What a reported error already holds is not added to it again: leakage, one-qubit gates, decay; and what a
// simultaneous figure adds to an isolated one.

#include <algorithm>
#include <array>
#include <cmath>

#include <catch2/catch.hpp>

#include "noise/machines.hpp"

namespace qgauge::noise {
namespace {

using namespace testing;
using Metric = device::ErrorMetric;

constexpr std::array<std::optional<core::Coherence>, 2> no_coherence{};

device::DeviceModel pair_with(double pulse, double gate, Metric metric) {
  device::DeviceModel model = row_of(2, gate);
  for (device::ModelQubit& qubit : model.qubits) qubit.gate->infidelity = pulse;
  model.couplings[0].gate->metric = metric;
  return model;
}

Metric metric_of(Metric::Per per, Metric::OneQubitPart part) {
  Metric metric;
  metric.per = per;
  metric.one_qubit_part = part;
  return metric;
}

double realised_with_pulses(const NoiseModel& noise) {
  return infidelity_with_one_qubit_gates(average_infidelity(noise.two_qubit(0, 1)->channel),
                                         process_fidelity(noise.one_qubit(0)->channel),
                                         process_fidelity(noise.one_qubit(1)->channel));
}

TEST_CASE("leakage is a part of the reported error and is not added to it") {
  const std::array<std::optional<core::Coherence>, 2> qubits{core::Coherence{100e-6, 80e-6},
                                                             core::Coherence{120e-6, 150e-6}};
  const Eigen::MatrixXcd turn = over_rotation_unitary(circuit::GateKind::cz, 0.03);
  for (const double leakage : {0.0, 1e-3, 4e-3}) {
    const auto noise = gate_noise({0.01, 100e-9, qubits, turn, leakage});
    REQUIRE(noise.has_value());
    CHECK(noise->leakage == leakage);
    CHECK(std::abs(average_infidelity(noise->channel) - 0.01) < 1e-12);
    CHECK(is_cptp(noise->channel));
  }
}

TEST_CASE("a gate that leaks fully depolarizes one of its qubits with that probability") {
  const auto noise = gate_noise({0.006, 0, no_coherence, {}, 0.01});  // F = 1 - 3/4 L, so r = 3/5 L
  REQUIRE(noise.has_value());
  CHECK(std::abs(noise->depolarizing_lambda) < 1e-12);
  const Channel first = tensor(identity_channel(1), depolarizing_channel(1, 1));
  const Channel second = tensor(depolarizing_channel(1, 1), identity_channel(1));
  const Eigen::MatrixXcd expected =
      0.99 * identity_channel(2).superoperator + 0.005 * (first.superoperator + second.superoperator);
  CHECK(distance(noise->channel.superoperator, expected) < 1e-12);
}

TEST_CASE("leakage that the reported error does not hold is cut and the finding says so") {
  device::DeviceModel model = row_of(2, 0.003);
  model.couplings[0].gate->leakage = 0.02;
  std::vector<core::Finding> findings;
  const NoiseModel noise = noise_of(model, findings);
  CHECK(std::abs(average_infidelity(noise.two_qubit(0, 1)->channel) - 0.003) < 1e-12);
  CHECK(std::abs(noise.two_qubit(0, 1)->leakage - 0.005) < 1e-12);
  REQUIRE(find(findings, "leakage_as_depolarization") != nullptr);
  CHECK(find(findings, "leakage_as_depolarization")->where == "cz on qubits 0 and 1");
  CHECK(find(findings, "error_below_its_parts") != nullptr);
}

TEST_CASE("decay during a gate is a part of the reported error") {
  device::DeviceModel model = row_of(2, 0.01);
  for (device::ModelQubit& qubit : model.qubits) qubit.t1_s = qubit.t2_s = 50e-6;
  const NoiseModel noise = noise_of(model);
  CHECK(noise.two_qubit(0, 1)->relaxation_scale == 1);
  CHECK(std::abs(average_infidelity(noise.two_qubit(0, 1)->channel) - 0.01) < 1e-12);
}

TEST_CASE("decay during readout is a part of the readout error") {
  device::DeviceModel model = row_of(1);
  model.qubits[0].t1_s = model.qubits[0].t2_s = 50e-6;
  model.qubits[0].p0_given_1 = 0.02;
  circuit::Circuit native{1, {0}, {}};
  native.append(circuit::GateKind::measure, 0u);
  const auto circuit = noisy_circuit(native, noise_of(model));
  REQUIRE(circuit.has_value());
  CHECK(circuit->steps.empty());
  CHECK(circuit->readout[0]->p0_given_1 == 0.02);
}

TEST_CASE("a gate and the one-qubit gates of its cycle together have the error of the cycle") {
  for (const auto per : {Metric::Per::cycle, Metric::Per::gate}) {
    const auto model = pair_with(1e-3, 0.01, metric_of(per, Metric::OneQubitPart::included));
    std::vector<core::Finding> findings;
    const NoiseModel noise = noise_of(model, findings);
    CHECK(std::abs(realised_with_pulses(noise) - 0.01) < 1e-12);
    CHECK(average_infidelity(noise.two_qubit(0, 1)->channel) < 0.0081);
    REQUIRE(find(findings, "one_qubit_part_removed") != nullptr);
    CHECK_THAT(find(findings, "one_qubit_part_removed")->message, Catch::Contains("reports 0.01 and is"));
  }
}

// McKay et al., PRA 96, 022330 (2017): 20 of 24 Cliffords take one pulse, 4 none.
TEST_CASE("a figure of layers of one-qubit Cliffords and of the gate holds 5/6 of a pulse on each qubit") {
  Metric metric = metric_of(Metric::Per::cycle, Metric::OneQubitPart::included);
  CHECK(pulses_in_figure(metric) == 1);
  metric.method = "RB";
  CHECK(std::abs(pulses_in_figure(metric) - 5.0 / 6) < 1e-15);
  const NoiseModel noise = noise_of(pair_with(1e-3, 0.01, metric));
  const double pulse = 1 - process_fidelity(noise.one_qubit(0)->channel);
  const double alone = average_infidelity(noise.two_qubit(0, 1)->channel);
  CHECK(std::abs(infidelity_with_one_qubit_gates(alone, 1 - 5.0 / 6 * pulse, 1 - 5.0 / 6 * pulse) - 0.01) < 1e-12);
  metric.one_qubit_part = Metric::OneQubitPart::subtracted;
  CHECK(pulses_in_figure(metric) == 0);
}

// Depolarizing parameters multiply: p_cycle = p_gate p_pair with p_pair from F_a F_b.
TEST_CASE("the gate of a cycle is what the decay of the cycle leaves over that of its one-qubit gates") {
  const double first = 1 - 0.002, second = 1 - 0.003, pair = (16 * first * second - 1) / 15;
  const double alone = infidelity_without_one_qubit_gates(0.01, first, second);
  CHECK(std::abs((1 - 4.0 / 3 * alone) * pair - (1 - 4.0 / 3 * 0.01)) < 1e-14);
  CHECK(std::abs(infidelity_with_one_qubit_gates(alone, first, second) - 0.01) < 1e-14);
}

TEST_CASE("a figure whose one-qubit part was subtracted, or is not known to be in it, is the gate's") {
  for (const auto part : {Metric::OneQubitPart::subtracted, Metric::OneQubitPart::unknown}) {
    std::vector<core::Finding> findings;
    const NoiseModel noise = noise_of(pair_with(1e-3, 0.01, metric_of(Metric::Per::gate, part)), findings);
    CHECK(std::abs(average_infidelity(noise.two_qubit(0, 1)->channel) - 0.01) < 1e-12);
    CHECK(find(findings, "one_qubit_part_removed") == nullptr);
  }
}

TEST_CASE("a cycle with less error than its one-qubit gates has a perfect gate and the finding says so") {
  std::vector<core::Finding> findings;
  const auto model = pair_with(0.01, 0.005, metric_of(Metric::Per::cycle, Metric::OneQubitPart::included));
  const NoiseModel noise = noise_of(model, findings);
  CHECK(average_infidelity(noise.two_qubit(0, 1)->channel) < 1e-15);
  REQUIRE(find(findings, "error_below_its_parts") != nullptr);
}

TEST_CASE("crosstalk turns the isolated into the simultaneous error exactly") {
  device::DeviceModel model = row_of(2, 0.005);
  model.couplings[0].gate->simultaneous_infidelity = 0.012;
  const NoiseModel noise = noise_of(model);
  const GateNoise& gate = *noise.two_qubit(0, 1);
  CHECK(std::abs(average_infidelity(gate.channel) - 0.005) < 1e-12);
  const Channel together = compose(gate.channel, depolarizing_channel(2, gate.crosstalk_lambda));
  CHECK(std::abs(average_infidelity(together) - 0.012) < 1e-12);
  model.couplings[0].gate->simultaneous_infidelity = 0.004;
  CHECK(noise_of(model).two_qubit(0, 1)->crosstalk_lambda == 0);
}

TEST_CASE("idling at an echo time is one finding for the machine") {
  device::DeviceModel model = row_of(3, 0.01);
  for (device::ModelQubit& qubit : model.qubits) {
    qubit.t1_s = qubit.t2_s = 50e-6;
    qubit.t2_is_echo = true;
  }
  std::vector<core::Finding> findings;
  noise_of(model, findings);
  CHECK(std::ranges::count(findings, "echo_time_used", &core::Finding::code) == 1);
}

}  // namespace
}  // namespace qgauge::noise

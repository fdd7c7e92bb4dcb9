// The channels of whole machines, small ones made by hand: who gets which noise, and what is told about gaps.

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "noise/random_channels.hpp"

namespace qgauge::noise {
namespace {

using namespace testing;
using circuit::GateKind;
using core::Finding;

device::ModelQubit qubit(double t1_s, double t2_s) {
  device::ModelQubit made;
  made.t1_s = t1_s;
  made.t2_s = t2_s;
  made.p1_given_0 = 0.01;
  made.p0_given_1 = 0.03;
  made.gate = device::OneQubitGate{5e-4, 35e-9};  // limit of the worst qubit: 3.9e-4
  return made;
}

device::Coupling coupling(GateKind kind, int first, int second, double infidelity, double over_rotation_rad = 0) {
  const std::string name(circuit::spec_of(kind).name);
  return {std::min(first, second),
          std::max(first, second),
          device::TwoQubitGate{name, kind, first, second, infidelity, 300e-9, over_rotation_rad},
          device::Usable::yes,
          {}};
}

/// Three qubits in a row: 0-1 with cx from 1 to 0, 1-2 with cz.
device::DeviceModel row_of_three() {
  device::DeviceModel model;
  model.qubits = {qubit(50e-6, 70e-6), qubit(60e-6, 40e-6), qubit(100e-6, 80e-6)};
  model.couplings = {coupling(GateKind::cx, 1, 0, 0.01, 0.05), coupling(GateKind::cz, 1, 2, 0.012)};
  return model;
}

NoiseModel build(const device::DeviceModel& model, std::vector<Finding>& findings) {
  auto noise = NoiseModel::from(model, findings);
  REQUIRE(noise.has_value());
  return std::move(*noise);
}

const Finding* find(const std::vector<Finding>& findings, std::string_view code) {
  const auto found = std::ranges::find(findings, code, &Finding::code);
  return found == findings.end() ? nullptr : &*found;
}

TEST_CASE("every gate of a machine realises its reported error") {
  std::vector<Finding> findings;
  const NoiseModel noise = build(row_of_three(), findings);
  CHECK(noise.qubits() == 3);
  for (int q = 0; q < 3; ++q) CHECK(std::abs(average_infidelity(noise.one_qubit(q)->channel) - 5e-4) < 1e-12);
  CHECK(std::abs(average_infidelity(noise.two_qubit(1, 0)->channel) - 0.01) < 1e-12);
  CHECK(std::abs(average_infidelity(noise.two_qubit(1, 2)->channel) - 0.012) < 1e-12);
  CHECK(noise.two_qubit(0, 2) == nullptr);
  CHECK(noise.two_qubit(1, 1) == nullptr);
}

TEST_CASE("a machine whose errors lie above its coherence limits has no finding") {
  std::vector<Finding> findings;
  build(row_of_three(), findings);
  CHECK(findings.empty());
}

TEST_CASE("noise of a coupling belongs to the qubits that the caller names first and second") {
  std::vector<Finding> findings;
  const NoiseModel noise = build(row_of_three(), findings);
  const std::optional<core::Coherence> zero = core::Coherence{50e-6, 70e-6};
  const std::optional<core::Coherence> one = core::Coherence{60e-6, 40e-6};
  const auto forward = gate_noise(0.01, 300e-9, std::array{one, zero}, over_rotation_unitary(GateKind::cx, 0.05));
  REQUIRE(forward.has_value());
  CHECK(distance(noise.two_qubit(1, 0)->channel.superoperator, forward->channel.superoperator) < rounding);
  // In the other order the same channel: relaxation of 0 on the low qubit, the rotation's X on the low one, its Z on
  // the high.
  const Eigen::MatrixXcd hadamard = circuit::unitary_of(GateKind::h);
  const Eigen::MatrixXcd on_low = Eigen::kroneckerProduct(Eigen::Matrix2cd::Identity(), hadamard);
  const Eigen::MatrixXcd overshoot = on_low * circuit::unitary_of(GateKind::rzz, 0.05) * on_low;
  const auto backward = gate_noise(0.01, 300e-9, std::array{zero, one}, overshoot);
  REQUIRE(backward.has_value());
  CHECK(distance(noise.two_qubit(0, 1)->channel.superoperator, backward->channel.superoperator) < 1e-12);
}

TEST_CASE("a described over-rotation of a pulse turns about x") {
  device::DeviceModel model = row_of_three();
  model.qubits[0].gate = device::OneQubitGate{3e-4, 0, 0.03};
  std::vector<Finding> findings;
  const NoiseModel noise = build(model, findings);
  const Channel expected = compose(unitary_channel(circuit::unitary_of(GateKind::rx, 0.03)),
                                   depolarizing_channel(1, noise.one_qubit(0)->depolarizing_lambda));
  CHECK(distance(noise.one_qubit(0)->channel.superoperator, expected.superoperator) < rounding);
  CHECK(std::abs(average_infidelity(noise.one_qubit(0)->channel) - 3e-4) < 1e-12);
}

TEST_CASE("errors below the coherence limit are one finding a kind of gate that names the worst") {
  device::DeviceModel model = row_of_three();
  model.qubits[2].gate->infidelity = 1e-4;  // limit 2.04e-4
  model.couplings[0] = coupling(GateKind::cx, 1, 0, 0.005);
  model.couplings[1] = coupling(GateKind::cz, 1, 2, 0.001);
  std::vector<Finding> findings;
  const NoiseModel noise = build(model, findings);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].code == "error_below_coherence_limit");
  CHECK(findings[0].where == "one-qubit gate of qubit 2");
  CHECK_THAT(findings[0].message, Catch::Contains("1 of 3 one-qubit gates") && Catch::Contains("ratio 2.04"));
  CHECK(findings[1].code == "error_below_coherence_limit");
  CHECK(findings[1].where == "cz on qubits 1 and 2");
  CHECK_THAT(findings[1].message, Catch::Contains("2 of 2 two-qubit gates") && Catch::Contains("reports 0.001 where"));
  CHECK(noise.two_qubit(1, 2)->relaxation_scale < 1);
  CHECK(std::abs(average_infidelity(noise.two_qubit(1, 2)->channel) - 0.001) < 1e-12);
}

TEST_CASE("a gate without a duration is depolarizing alone and the finding says so") {
  device::DeviceModel model = row_of_three();
  model.couplings[1].gate->duration_s = 0;
  std::vector<Finding> findings;
  const NoiseModel noise = build(model, findings);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "default_used");
  CHECK(findings[0].where == "cz on qubits 1 and 2");
  CHECK_THAT(findings[0].message, Catch::Contains("1 of 2 two-qubit gates have no duration"));
  CHECK(distance(noise.two_qubit(1, 2)->channel.superoperator, depolarizing_channel(2, 0.016).superoperator) < 1e-12);
}

TEST_CASE("a gate reported with an error of zero is perfect and the finding says so") {
  device::DeviceModel model = row_of_three();
  model.qubits[1].gate->infidelity = 0;
  std::vector<Finding> findings;
  const NoiseModel noise = build(model, findings);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "zero_error");
  CHECK(findings[0].where == "one-qubit gate of qubit 1");
  CHECK(noise.one_qubit(1)->channel.superoperator == identity_channel(1).superoperator);
}

TEST_CASE("qubits idle at their own T1 and T2") {
  std::vector<Finding> findings;
  const NoiseModel noise = build(row_of_three(), findings);
  const Channel expected = relaxation_channel({60e-6, 40e-6}, 1e-6);
  CHECK(noise.idle(1, 1e-6).superoperator == expected.superoperator);
  CHECK(noise.idle(1, 0).superoperator == identity_channel(1).superoperator);
}

TEST_CASE("a T2 that rounding puts above twice T1 is cut") {
  device::DeviceModel model = row_of_three();
  model.qubits[0] = qubit(50e-6, 101e-6);
  std::vector<Finding> findings;
  const NoiseModel noise = build(model, findings);
  CHECK(noise.idle(0, 1e-6).superoperator == relaxation_channel({50e-6, 100e-6}, 1e-6).superoperator);
}

TEST_CASE("a qubit of unknown coherence idles without error") {
  device::DeviceModel model = row_of_three();
  model.qubits[0].t1_s.reset();
  model.qubits[0].t2_s.reset();
  std::vector<Finding> findings;
  const NoiseModel noise = build(model, findings);
  CHECK(noise.idle(0, 1e-3).superoperator == identity_channel(1).superoperator);
  REQUIRE(find(findings, "default_used") != nullptr);
  CHECK(find(findings, "default_used")->where == "qubit 0");
  CHECK_THAT(find(findings, "default_used")->message, Catch::Contains("1 of 3 qubits have neither T1 nor T2"));
}

TEST_CASE("a qubit of which only T1 is known keeps as much coherence as T1 allows") {
  device::DeviceModel model = row_of_three();
  model.qubits[0].t2_s.reset();
  std::vector<Finding> findings;
  const NoiseModel noise = build(model, findings);
  CHECK(noise.idle(0, 1e-6).superoperator == relaxation_channel({50e-6, 100e-6}, 1e-6).superoperator);
  REQUIRE(find(findings, "default_used") != nullptr);
  CHECK_THAT(find(findings, "default_used")->message, Catch::Contains("T2 = 2 T1"));
}

TEST_CASE("a qubit of which only T2 is known dephases and does not decay") {
  device::DeviceModel model = row_of_three();
  model.qubits[0].t1_s.reset();
  std::vector<Finding> findings;
  const Channel idle = build(model, findings).idle(0, 7e-6);
  const Eigen::Vector4d expected(1, std::exp(-0.1), std::exp(-0.1), 1);
  CHECK(distance(idle.superoperator, Eigen::MatrixXd(expected.asDiagonal())) < rounding);
  REQUIRE(find(findings, "default_used") != nullptr);
  CHECK_THAT(find(findings, "default_used")->message, Catch::Contains("do not decay"));
}

TEST_CASE("readout keeps its two error probabilities apart and counts an unknown one as zero") {
  device::DeviceModel model = row_of_three();
  model.qubits[2].p0_given_1.reset();
  std::vector<Finding> findings;
  const NoiseModel noise = build(model, findings);
  CHECK(noise.readout(0).p1_given_0 == 0.01);
  CHECK(noise.readout(0).p0_given_1 == 0.03);
  CHECK(noise.readout(2).p1_given_0 == 0.01);
  CHECK(noise.readout(2).p0_given_1 == 0);
  REQUIRE(find(findings, "default_used") != nullptr);
  CHECK(find(findings, "default_used")->where == "qubit 2");
}

TEST_CASE("qubits and couplings without a calibrated gate have no noise") {
  device::DeviceModel model = row_of_three();
  model.qubits[0].gate.reset();
  model.couplings[0].gate.reset();
  std::vector<Finding> findings;
  const NoiseModel noise = build(model, findings);
  CHECK(noise.one_qubit(0) == nullptr);
  CHECK(noise.one_qubit(1) != nullptr);
  CHECK(noise.two_qubit(0, 1) == nullptr);
  CHECK(noise.two_qubit(1, 0) == nullptr);
}

TEST_CASE("a qubit that is out of operation is not told to lack anything") {
  device::DeviceModel model = row_of_three();
  model.qubits[0] = device::ModelQubit{};
  model.qubits[0].operational = false;
  model.couplings.erase(model.couplings.begin());
  std::vector<Finding> findings;
  build(model, findings);
  CHECK(findings.empty());
}

TEST_CASE("findings and errors call qubits as their source does") {
  device::DeviceModel model = row_of_three();
  for (int q = 0; q < 3; ++q) model.qubits[q].label = "QB" + std::to_string(q + 1);
  model.couplings[1].gate->infidelity = 0;
  std::vector<Finding> findings;
  build(model, findings);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].where == "cz on qubits QB2 and QB3");
}

TEST_CASE("one stored coupling of a machine of averages stands for all pairs") {
  device::DeviceModel model = row_of_three();
  model.averages_only = true;
  model.couplings = {coupling(GateKind::cz, 0, 1, 0.01)};
  std::vector<Finding> findings;
  const NoiseModel noise = build(model, findings);
  CHECK(noise.two_qubit(2, 1) == noise.two_qubit(0, 1));
  CHECK(noise.two_qubit(2, 1) != nullptr);
}

TEST_CASE("a machine of averages with all-to-all couplings has one noise for every pair") {
  device::DeviceModel model;
  model.averages_only = model.all_to_all = true;
  device::ModelQubit ion;
  ion.gate = device::OneQubitGate{3e-5, 0};
  model.qubits.assign(56, ion);
  model.couplings = {coupling(GateKind::rzz, 0, 1, 1.3e-3)};
  std::vector<Finding> findings;
  const NoiseModel noise = build(model, findings);
  REQUIRE(noise.two_qubit(40, 7) != nullptr);
  CHECK(noise.two_qubit(40, 7) == noise.two_qubit(0, 55));
  CHECK(noise.two_qubit(40, 40) == nullptr);
  CHECK(std::abs(average_infidelity(noise.two_qubit(7, 40)->channel) - 1.3e-3) < 1e-12);
  CHECK(std::abs(average_infidelity(noise.one_qubit(55)->channel) - 3e-5) < 1e-12);
}

TEST_CASE("a gate whose noise cannot be built is an error that names the gate") {
  device::DeviceModel model = row_of_three();
  model.couplings[0] = coupling(GateKind::cx, 1, 0, 1e-4, 0.05);
  std::vector<Finding> findings;
  const auto noise = NoiseModel::from(model, findings);
  REQUIRE_FALSE(noise.has_value());
  CHECK(noise.error().where == "cx on qubits 1 and 0");
  CHECK_THAT(noise.error().message, Catch::Contains("over-rotation"));
}

TEST_CASE("every finding of the noise model is in the closed list") {
  device::DeviceModel model = row_of_three();
  model.qubits[0].t1_s.reset();
  model.qubits[0].t2_s.reset();
  model.qubits[1].t2_s.reset();
  model.qubits[1].gate->infidelity = 0;
  model.qubits[2].p1_given_0.reset();
  model.qubits[2].gate->duration_s = 0;
  model.couplings[1].gate->infidelity = 1e-5;
  std::vector<Finding> findings;
  build(model, findings);
  CHECK(findings.size() == 6);
  for (const Finding& finding : findings) CHECK(core::find_finding(finding.code) != nullptr);
}

}  // namespace
}  // namespace qgauge::noise

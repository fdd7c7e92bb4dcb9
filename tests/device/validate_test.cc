// From a description to a model: what is clamped, left out, chosen and reported.

#include <cmath>

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

void check_count(const Count& count, int low, int high) {
  CHECK(count.value == low);
  CHECK(count.low == low);
  CHECK(count.high == high);
}

DeviceDescription averages(std::optional<int> count) {
  DeviceDescription description;
  description.name = "averages";
  description.all_to_all = true;
  description.qubit_count = count;
  description.average_qubit = line(1).qubits[0];
  description.average_one_qubit_gate = gate("u1q", {}, reported(3e-5));
  description.average_two_qubit_gate = gate("rzz", {}, reported(1e-3));
  return description;
}

}  // namespace

TEST_CASE("a calibrated line becomes a model without findings") {
  const DeviceModel model = must_validate(line(4));
  CHECK(model.findings.empty());
  CHECK(model.connected == std::vector{0, 1, 2, 3});
  check_count(model.counts->connected, 4, 4);
  CHECK(model.qubits[2].gate->infidelity == 3e-4);
  CHECK(model.qubits[2].gate->duration_s == 3e-8);
  const Coupling* coupling = find_coupling(model, 2, 1);
  REQUIRE(coupling != nullptr);
  CHECK(coupling->gate->kind == circuit::GateKind::cz);
  CHECK(coupling->gate->infidelity == 4e-3);
  CHECK(find_coupling(model, 0, 2) == nullptr);
  CHECK(calibrated_couplings(model, {0, 1, 3}) == std::vector{0});
}

TEST_CASE("T2 above twice T1 is cut to it with a finding") {
  DeviceDescription description = line(2);
  description.qubits[1].t1_s = reported(10e-6);
  description.qubits[1].t2_s = reported(139e-6);
  const DeviceModel model = must_validate(description);
  CHECK(model.qubits[1].t2_s == 20e-6);
  CHECK(model.qubits[0].t2_s == 80e-6);
  REQUIRE(find(model.findings, "t2_exceeds_twice_t1") != nullptr);
  CHECK(find(model.findings, "t2_exceeds_twice_t1")->where == "qubits 1");
}

TEST_CASE("times that are not positive are left out with a finding") {
  DeviceDescription description = line(3);
  description.qubits[0].t1_s = reported(0);
  description.qubits[2].t2_s = reported(-1e-6);
  const DeviceModel model = must_validate(description);
  CHECK_FALSE(model.qubits[0].t1_s);
  CHECK(model.qubits[0].t2_s == 80e-6);
  CHECK_FALSE(model.qubits[2].t2_s);
  CHECK(find(model.findings, "unusable_coherence")->where == "qubits 0, 2");
}

TEST_CASE("a sentinel leaves a coupling unknown and the counts an interval") {
  DeviceDescription description = line(4);
  gate_on(description, {2, 3}).infidelity = sentinel();
  const DeviceModel model = must_validate(description);
  CHECK(find_coupling(model, 2, 3)->usable == Usable::unknown);
  CHECK_FALSE(find_coupling(model, 2, 3)->gate);
  CHECK(find(model.findings, "uncalibrated_gate")->where == "couplings 2-3");
  check_count(model.counts->working, 3, 4);
  check_count(model.counts->connected, 3, 4);
  CHECK(model.connected == std::vector{0, 1, 2});
  CHECK(model.connected_if_unknown_work == std::vector{0, 1, 2, 3});
}

TEST_CASE("a coupling without any gate is unknown like one with a sentinel") {
  DeviceDescription description = line(3);
  std::erase_if(description.gates, [](const Gate& one) { return one.qubits == std::vector{1, 2}; });
  const DeviceModel model = must_validate(description);
  CHECK(find(model.findings, "uncalibrated_gate")->where == "couplings 1-2");
  check_count(model.counts->connected, 2, 3);
}

TEST_CASE("a qubit without calibrated pulse or readout counts in the upper end only") {
  DeviceDescription description = line(5);
  gate_on(description, {0}).infidelity = sentinel();
  description.qubits[4].p0_given_1 = description.qubits[4].p1_given_0 = Quantity{};
  const DeviceModel model = must_validate(description);
  CHECK(find(model.findings, "uncalibrated_qubit")->where == "qubits 0, 4");
  check_count(model.counts->operational, 5, 5);
  check_count(model.counts->working, 3, 5);
  check_count(model.counts->connected, 3, 5);
}

TEST_CASE("a qubit that the source marks unusable is in no count but the described") {
  DeviceDescription description = line(5);
  description.qubits[2].operational = false;
  const DeviceModel model = must_validate(description);
  check_count(model.counts->described, 5, 5);
  check_count(model.counts->operational, 4, 4);
  check_count(model.counts->working, 4, 4);
  check_count(model.counts->connected, 2, 2);
  CHECK(model.connected == std::vector{0, 1});
  CHECK(find_coupling(model, 1, 2)->usable == Usable::no);
  CHECK(find(model.findings, "not_operational") != nullptr);
  CHECK(find(model.findings, "disconnected_graph") != nullptr);
}

TEST_CASE("gates that the source marks unusable are neither used nor unknown") {
  DeviceDescription description = line(3);
  gate_on(description, {1, 2}).operational = false;
  const DeviceModel model = must_validate(description);
  CHECK(find_coupling(model, 1, 2)->usable == Usable::no);
  check_count(model.counts->connected, 2, 2);
  gate_on(description, {0}).operational = false;
  check_count(must_validate(description).counts->working, 1, 1);  // qubit 1: its coupling to 0 is calibrated
}

TEST_CASE("one qubit alone does not work because working needs a coupling") {
  const DeviceModel model = must_validate(line(1));
  check_count(model.counts->operational, 1, 1);
  check_count(model.counts->working, 0, 0);
  check_count(model.counts->connected, 0, 0);
}

TEST_CASE("the better usable direction of a coupling is used and a difference is one finding") {
  DeviceDescription description = line(3);
  description.gates.push_back(gate("cz", {1, 0}, reported(2e-3)));
  description.gates.push_back(gate("cz", {2, 1}, sentinel()));
  const DeviceModel model = must_validate(description);
  const TwoQubitGate& better = *find_coupling(model, 0, 1)->gate;
  CHECK(better.first == 1);
  CHECK(better.second == 0);
  CHECK(better.infidelity == 2e-3);
  CHECK(find_coupling(model, 1, 2)->gate->infidelity == 4e-3);
  CHECK(find(model.findings, "direction_differs")->where == "couplings 0-1, 1-2");
  CHECK(find(model.findings, "direction_differs")->message.find("0.002, the other way 0.004") != std::string::npos);
}

TEST_CASE("of equal directions the shorter one is used without a finding") {
  DeviceDescription description = line(2);
  description.gates.push_back(gate("cz", {1, 0}, reported(4e-3), 4e-8));
  const DeviceModel model = must_validate(description);
  CHECK(find_coupling(model, 0, 1)->gate->first == 1);
  CHECK(model.findings.empty());
}

TEST_CASE("of several gates on a coupling the one with the lowest error per CNOT is used") {
  DeviceDescription description = line(2);
  description.gates.push_back(gate("iswap", {0, 1}, reported(3e-3)));  // two uses: 6e-3 to first order
  const DeviceModel model = must_validate(description);
  CHECK(find_coupling(model, 0, 1)->gate->name == "cz");
  CHECK(find(model.findings, "several_gates") != nullptr);
}

TEST_CASE("the error bar of a gate comes with its coupling") {
  DeviceDescription description = line(2);
  gate_on(description, {0, 1}).infidelity.sigma = 2e-4;
  CHECK(find_coupling(must_validate(description), 0, 1)->infidelity_sigma == 2e-4);
}

TEST_CASE("the two readout probabilities win over the assignment error") {
  DeviceDescription description = line(3);
  description.qubits[0].assignment_error = reported(0.015);          // their mean
  description.qubits[1].assignment_error = reported(0.015 * 1.002);  // beyond the agreement of 1e-3
  description.qubits[2].assignment_error = reported(0.015 * 1.0005);
  const DeviceModel model = must_validate(description);
  CHECK(model.qubits[1].p1_given_0 == 0.01);
  CHECK(model.qubits[1].p0_given_1 == 0.02);
  CHECK(find(model.findings, "readout_disagrees")->where == "qubits 1");
}

TEST_CASE("an assignment error alone serves as both probabilities with a finding") {
  DeviceDescription description = line(2);
  description.qubits[0].p1_given_0 = description.qubits[0].p0_given_1 = Quantity{};
  description.qubits[0].assignment_error = reported(0.03);
  const DeviceModel model = must_validate(description);
  CHECK(model.qubits[0].p1_given_0 == 0.03);
  CHECK(model.qubits[0].p0_given_1 == 0.03);
  CHECK(model.qubits[0].readout_usable == Usable::yes);
  CHECK(find(model.findings, "default_used")->where == "qubits 0");
}

TEST_CASE("a readout worse than chance is kept as it stands and reported") {
  DeviceDescription description = line(2);
  description.qubits[1].p0_given_1 = reported(0.846);
  const DeviceModel model = must_validate(description);
  CHECK(model.qubits[1].p0_given_1 == 0.846);
  CHECK(find(model.findings, "readout_worse_than_chance")->where == "qubits 1");
}

TEST_CASE("a gate of two pulses gives each pulse half its duration and the root of its decay") {
  DeviceDescription description = line(1);
  description.gates = {gate("u3", {0}, reported(2e-3), 100e-9)};
  const OneQubitGate pulse = *must_validate(description).qubits[0].gate;
  CHECK(pulse.duration_s == Approx(50e-9));
  // Decay p = 1 - 2 r of one qubit: two pulses of r' have p = (1 - 2 r')^2.
  CHECK(std::pow(1 - 2 * pulse.infidelity, 2) == Approx(1 - 2 * 2e-3).epsilon(1e-14));
}

TEST_CASE("the pulse that stands first in the table of pulses is used") {
  DeviceDescription description = line(1);
  description.gates = {gate("u3", {0}, reported(1e-3)), gate("u2", {0}, reported(5e-4))};
  CHECK(must_validate(description).qubits[0].gate->infidelity == 5e-4);
  description.gates[1].infidelity = sentinel();
  CHECK(must_validate(description).qubits[0].gate->infidelity == Approx(5e-4).epsilon(1e-3));  // half of u3
}

TEST_CASE("missing times and durations are findings and not errors") {
  DeviceDescription description = line(2);
  description.qubits[0].t1_s = description.qubits[0].t2_s = Quantity{};
  gate_on(description, {0}).duration_s = Quantity{};
  gate_on(description, {0, 1}).duration_s = Quantity{};
  const DeviceModel model = must_validate(description);
  CHECK(std::ranges::count(model.findings, "missing_quantity", &core::Finding::code) == 4);
  CHECK(model.qubits[0].gate->duration_s == 0);
  check_count(model.counts->connected, 2, 2);
}

TEST_CASE("two-qubit gates better than one-qubit gates are suspicious") {
  DeviceDescription description = line(2);
  gate_on(description, {0, 1}).infidelity = reported(1e-4);
  CHECK(find(must_validate(description).findings, "two_qubit_better_than_one_qubit") != nullptr);
}

TEST_CASE("durations beyond those of superconducting machines are suspicious only there") {
  DeviceDescription description = line(2);
  gate_on(description, {0, 1}).duration_s = reported(100e-6);
  CHECK(find(must_validate(description).findings, "implausible_duration") == nullptr);
  description.modality = "superconducting";
  CHECK(find(must_validate(description).findings, "implausible_duration")->where == "couplings 0-1");
}

TEST_CASE("every native name maps to its kind of gate") {
  using circuit::GateKind;
  const std::pair<std::string, GateKind> expected[] = {
      {"cx", GateKind::cx},  {"cz", GateKind::cz},  {"ecr", GateKind::ecr},    {"rzz", GateKind::rzz},
      {"zz", GateKind::rzz}, {"ms", GateKind::rzz}, {"iswap", GateKind::iswap}};
  for (const auto& [name, kind] : expected) {
    DeviceDescription description = line(2);
    gate_on(description, {0, 1}).name = name;
    CHECK(must_validate(description).couplings[0].gate->kind == kind);
  }
}

TEST_CASE("averages without a number of qubits give one representative pair and no counts") {
  const DeviceModel model = must_validate(averages(std::nullopt));
  CHECK(model.averages_only);
  CHECK(model.all_to_all);
  CHECK_FALSE(model.counts);
  CHECK(model.qubits.size() == 2);
  REQUIRE(model.couplings.size() == 1);
  CHECK(model.couplings[0].gate->infidelity == 1e-3);
  CHECK(model.connected.empty());
}

TEST_CASE("averages with a number of qubits hold for every qubit and pair") {
  const DeviceModel model = must_validate(averages(56));
  for (const Count& count :
       {model.counts->described, model.counts->operational, model.counts->working, model.counts->connected}) {
    check_count(count, 56, 56);
  }
  CHECK(model.qubits.size() == 56);
  CHECK(model.couplings.size() == 56 * 55 / 2);
  const Coupling* coupling = find_coupling(model, 41, 17);
  REQUIRE(coupling != nullptr);
  CHECK(coupling->gate->first == 17);
  CHECK(coupling->gate->second == 41);
  CHECK(model.connected.size() == 56);
}

TEST_CASE("a large machine of averages does not list its pairs") {
  const DeviceModel model = must_validate(averages(max_qubits));
  check_count(model.counts->connected, max_qubits, max_qubits);
  CHECK(model.couplings.size() == 1);
}

TEST_CASE("averages without a calibrated entangler count in the upper end only") {
  DeviceDescription description = averages(20);
  description.average_two_qubit_gate.reset();
  const DeviceModel model = must_validate(description);
  check_count(model.counts->operational, 20, 20);
  check_count(model.counts->working, 0, 20);
  check_count(model.counts->connected, 0, 20);
  CHECK(model.connected_if_unknown_work.size() == 20);
  CHECK(find(model.findings, "uncalibrated_gate")->where == "average of the machine");
}

TEST_CASE("averages with a list of couplings hold for these only") {
  DeviceDescription description = averages(4);
  description.all_to_all = false;
  description.couplings = {{0, 1}, {3, 2}, {1, 2}};
  const DeviceModel model = must_validate(description);
  CHECK(model.couplings.size() == 3);
  CHECK(find_coupling(model, 2, 3)->gate->infidelity == 1e-3);
  check_count(model.counts->connected, 4, 4);
  description.couplings.pop_back();
  check_count(must_validate(description).counts->connected, 2, 2);
}

TEST_CASE("every pair of an all-to-all machine with its own qubits is a coupling") {
  DeviceDescription description = line(4);
  description.couplings.clear();
  description.all_to_all = true;
  const DeviceModel model = must_validate(description);
  CHECK(model.couplings.size() == 6);
  CHECK(find_coupling(model, 0, 3)->usable == Usable::unknown);
  check_count(model.counts->connected, 4, 4);
}

TEST_CASE("an error that no channel has is not used and leaves the gate unknown") {
  DeviceDescription description = line(3);
  gate_on(description, {0, 1}).infidelity = reported(0.81);
  gate_on(description, {2}).infidelity = reported(0.67);
  gate_on(description, {1, 2}).infidelity = reported(0.79);
  const DeviceModel model = must_validate(description);
  CHECK(find_coupling(model, 0, 1)->usable == Usable::unknown);
  CHECK(find_coupling(model, 1, 2)->usable == Usable::yes);
  CHECK(model.qubits[2].gate_usable == Usable::unknown);
  CHECK(std::ranges::count(model.findings, "impossible_error", &core::Finding::code) == 2);
}

TEST_CASE("coherence that no machine of the kind reaches is a finding and stays as reported") {
  DeviceDescription description = line(2);
  description.modality = "superconducting";
  description.qubits[0].t1_s = reported(0.04);
  description.qubits[1].t2_s = reported(2e-11);
  REQUIRE(find(must_validate(description).findings, "implausible_coherence"));
  CHECK(find(must_validate(description).findings, "implausible_coherence")->where == "qubits 0, 1");
  CHECK(must_validate(description).qubits[0].t1_s == 0.04);
  description.modality = "trapped_ion";
  CHECK(find(must_validate(description).findings, "implausible_coherence") == nullptr);
}

TEST_CASE("an average stands in only where nothing is given for a single qubit or coupling") {
  DeviceDescription description = line(3);
  description.qubits[0].t1_s = {};
  description.qubits[1].t1_s = sentinel();
  description.gates.erase(std::ranges::find(description.gates, std::vector{0, 1}, &Gate::qubits));
  description.average_qubit.emplace().t1_s = reported(70e-6);
  description.average_two_qubit_gate = gate("cz", {}, reported(6e-3));
  const DeviceModel model = must_validate(description);
  CHECK(model.qubits[0].t1_s == 70e-6);
  CHECK_FALSE(model.qubits[1].t1_s);
  CHECK(model.qubits[2].t1_s == 100e-6);
  CHECK(find_coupling(model, 0, 1)->gate->infidelity == 6e-3);
  CHECK(find_coupling(model, 1, 2)->gate->infidelity == 4e-3);
  const core::Finding* finding = find(model.findings, "average_used");
  REQUIRE(finding);
  CHECK(finding->message.ends_with("coupling: t1_s, two-qubit gate"));
}

TEST_CASE("averages of an all-to-all machine with listed qubits reach every pair") {
  DeviceDescription description = line(4);
  description.couplings.clear();
  std::erase_if(description.gates, [](const Gate& one) { return one.qubits.size() == 2; });
  description.all_to_all = true;
  description.average_two_qubit_gate = gate("ms", {}, reported(2e-3));
  const DeviceModel model = must_validate(description);
  REQUIRE(model.couplings.size() == 6);
  for (const Coupling& coupling : model.couplings) CHECK(coupling.gate->infidelity == 2e-3);
  CHECK(model.counts->connected.value == 4);
}

TEST_CASE("a Ramsey time stands in for a missing echo time and says so") {
  DeviceDescription description = line(2);
  description.qubits[0].t2_s = {};
  description.qubits[0].t2_star_s = reported(30e-6);
  description.qubits[1].t2_star_s = reported(30e-6);
  const DeviceModel model = must_validate(description);
  CHECK(model.qubits[0].t2_s == 30e-6);
  CHECK(model.qubits[1].t2_s == 80e-6);
  REQUIRE(find(model.findings, "default_used"));
  CHECK(find(model.findings, "default_used")->where == "qubits 0");
}

TEST_CASE("only an echo time is marked as one") {
  DeviceDescription description = line(2);
  description.qubits[0].t2_star_s = description.qubits[0].t2_s;
  description.qubits[0].t2_s = {};
  const DeviceModel model = must_validate(description);
  CHECK_FALSE(model.qubits[0].t2_is_echo);
  CHECK(model.qubits[1].t2_is_echo);
}

TEST_CASE("couplings that are always on reach the model where they are known") {
  DeviceDescription description = line(4);
  description.zz = {{2, 1, reported(-4e3)}, {0, 1, sentinel()}, {2, 3, reported(0)}};
  const DeviceModel model = must_validate(description);
  REQUIRE(model.zz.size() == 1);
  CHECK(model.zz[0].a == 1);
  CHECK(model.zz[0].b == 2);
  CHECK(model.zz[0].zeta_hz == -4e3);
}

TEST_CASE("a preparation error is kept beside a readout error and not beside one of both") {
  DeviceDescription description = line(2);
  for (Qubit& qubit : description.qubits) qubit.preparation_error = reported(2e-3);
  description.qubits[1].readout_metric.field = "fidelity.SPAM.mean";
  const DeviceModel model = must_validate(description);
  CHECK(model.qubits[0].preparation_error == 2e-3);
  CHECK(model.qubits[1].preparation_error == 0);
  const core::Finding* finding = find(model.findings, "unused_quantity");
  REQUIRE(finding != nullptr);
  CHECK(finding->message.find("not added again") != std::string::npos);
}

TEST_CASE("leakage of a gate reaches the model") {
  DeviceDescription description = line(2);
  for (Gate& gate : description.gates) gate.leakage = reported(1e-4);
  const DeviceModel model = must_validate(description);
  CHECK(model.qubits[0].gate->leakage == 1e-4);
  CHECK(model.couplings[0].gate->leakage == 1e-4);
}

TEST_CASE("a simultaneous error counts beside an isolated one of the same kind only") {
  using Metric = ErrorMetric;
  DeviceDescription description = line(2);
  Gate& entangler = *std::ranges::find_if(description.gates, [](const Gate& gate) { return gate.qubits.size() == 2; });
  GateError together{reported(9e-3), {}};
  together.metric.operation = Metric::Operation::simultaneous;
  entangler.other_errors = {together};
  CHECK_FALSE(must_validate(description).couplings[0].gate->simultaneous_infidelity);
  entangler.metric.operation = Metric::Operation::isolated;
  CHECK(must_validate(description).couplings[0].gate->simultaneous_infidelity == 9e-3);
  entangler.other_errors[0].metric.per = Metric::Per::cycle;
  CHECK_FALSE(must_validate(description).couplings[0].gate->simultaneous_infidelity);
}

TEST_CASE("a machine without gates is described by its count alone") {
  DeviceDescription description;
  description.name = "annealer";
  description.paradigm = Paradigm::annealing;
  description.qubit_count = 5000;
  const DeviceModel model = must_validate(description);
  REQUIRE(model.counts);
  CHECK(model.counts->described.value == 5000);
  CHECK(model.counts->connected.value == 0);
  CHECK(model.couplings.empty());
}

TEST_CASE("a description that contradicts itself is refused") {
  DeviceDescription outside = line(2);
  outside.couplings.emplace_back(1, 2);
  DeviceDescription same = line(2);
  gate_on(same, {0, 1}).qubits = {1, 1};
  DeviceDescription endless = line(2);
  endless.qubits[0].t1_s = reported(std::nan(""));
  DeviceDescription negative = line(2);
  gate_on(negative, {0, 1}).infidelity = reported(-1e-3);
  DeviceDescription miscounted = line(2);
  miscounted.qubit_count = 3;
  DeviceDescription without_qubits = line(2);
  without_qubits.qubits.clear();
  DeviceDescription twisted = line(2);
  twisted.gates[0].over_rotation_rad = INFINITY;
  for (const auto& description :
       {outside, same, endless, negative, miscounted, without_qubits, twisted, DeviceDescription{}}) {
    const auto model = validate(description);
    REQUIRE_FALSE(model);
    CHECK(model.error().code == core::ErrorCode::unusable_input);
    CHECK_FALSE(model.error().where.empty());
  }
}

// Rigetti's QCS architecture: a small document, the public ones, and documents that break the rules.

#include "device/rigetti_files.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

DeviceDescription read_small(const std::string& text = small_isa) {
  const Folder files;
  return must_read(files.write("isa.json", text));
}

core::Error refusal_of(const std::string& text) {
  const Folder files;
  const auto description = read(files.write("isa.json", text), catalogue);
  REQUIRE_FALSE(description);
  return description.error();
}

}  // namespace

TEST_CASE("a QCS architecture gives labels in numeric order and couplings by index") {
  const DeviceDescription description = read_small();
  CHECK(description.format == "rigetti_qcs");
  CHECK(description.name == "Small-1");
  REQUIRE(description.qubits.size() == 4);
  CHECK(description.qubits[1].label == "7");
  CHECK(description.qubits[2].label == "21");
  CHECK(description.couplings == std::vector<std::pair<int, int>>{{0, 1}, {1, 2}});
}

TEST_CASE("a QCS fidelity becomes an infidelity with the same standard error and its date") {
  const DeviceDescription description = read_small();
  const Gate& cz = gate_named(description, "cz", "0", "7");
  CHECK(cz.infidelity.value == Approx(0.02).epsilon(1e-12));
  CHECK(cz.infidelity.sigma == 0.002);
  CHECK(cz.infidelity.date->text() == "2026-01-07");
  CHECK(cz.metric.method == "IRB");
  CHECK(cz.metric.field == "fCZ");
  CHECK(cz.metric.one_qubit_part == ErrorMetric::OneQubitPart::subtracted);
  CHECK(cz.metric.operation == ErrorMetric::Operation::unknown);
  CHECK_FALSE(cz.duration_s.known());
  CHECK(description.as_of->text() == "2026-01-07");
}

TEST_CASE("isolated benchmarking is the error of a pulse and the simultaneous one stands beside it") {
  const DeviceDescription description = read_small();
  const Gate& both = gate_named(description, "rx", "0");
  CHECK(both.infidelity.value == Approx(0.001).epsilon(1e-9));
  CHECK(both.metric.operation == ErrorMetric::Operation::isolated);
  CHECK(both.metric.per == ErrorMetric::Per::unknown);
  REQUIRE(both.other_errors.size() == 1);
  CHECK(both.other_errors[0].infidelity.value == Approx(0.004).epsilon(1e-9));
  CHECK(both.other_errors[0].metric.operation == ErrorMetric::Operation::simultaneous);
  const Gate& alone = gate_named(description, "rx", "7");
  CHECK(alone.infidelity.value == Approx(0.005).epsilon(1e-9));
  CHECK(alone.metric.operation == ErrorMetric::Operation::simultaneous);
  CHECK(alone.other_errors.empty());
}

TEST_CASE("free induction decay is a Ramsey time and no echo") {
  const Qubit& qubit = read_small().qubits[2];
  CHECK(qubit.t1_s.value == 2e-05);
  CHECK(qubit.t1_s.sigma == 1e-06);
  CHECK(qubit.t2_star_s.value == 1e-05);
  CHECK(qubit.t2_s.state == State::absent);
}

TEST_CASE("the readout fidelity is the complement of the assignment error") {
  const DeviceDescription description = read_small();
  CHECK(description.qubits[0].assignment_error.value == Approx(0.05).epsilon(1e-12));
  CHECK_FALSE(description.qubits[0].assignment_error.date);  // 1970-01-01 is no date
  CHECK_FALSE(description.qubits[0].p1_given_0.known());
  CHECK(description.qubits[0].readout_metric.field == "fRO");
  CHECK(description.qubits[1].readout_metric.field.empty());  // nothing was measured
}

TEST_CASE("a parametric gate counts at the angle pi only and its metric says so") {
  const DeviceDescription description = read_small();
  CHECK(gate_named(description, "cphase", "0", "7").metric.conversion == "1 - F at theta = pi");
  CHECK(find_gate(description, "xy", "0", "7") == nullptr);
  const core::Finding* unused = find(description.findings, "unused_quantity");
  REQUIRE(unused != nullptr);
  CHECK(unused->message == "not read: fAR of RESET, fXY of XY at an angle other than pi");
  const std::string unstated = replaced(small_isa, ", \"parameter_values\": [3.141592653589793]", "");
  CHECK(gate_named(read_small(unstated), "cphase", "0", "7").metric.conversion == "1 - F, F averaged over the angles");
}

TEST_CASE("a node and an edge without any instruction are out of use") {
  const DeviceDescription description = read_small();
  CHECK_FALSE(qubit_named(description, "30").operational);
  CHECK(qubit_named(description, "21").operational);
  const core::Finding* dead = find(description.findings, "not_operational");
  REQUIRE(dead != nullptr);
  CHECK(dead->where == "couplings 21-30");
}

TEST_CASE("a QCS document that contradicts itself is refused at its place") {
  const auto twice = refusal_of(replaced(small_isa, "{\"node_id\": 30}", "{\"node_id\": 7}"));
  CHECK(twice.where.ends_with("/architecture/nodes/3/node_id"));
  const auto dangling = refusal_of(replaced(small_isa, "\"node_ids\": [21, 30]", "\"node_ids\": [21, 31]"));
  CHECK(dangling.where.ends_with("/architecture/edges/2/node_ids/1"));
  CHECK(dangling.message.find("the qubit \"31\"") != std::string::npos);
  const auto self = refusal_of(replaced(small_isa, "\"node_ids\": [7, 0]", "\"node_ids\": [7, 7]"));
  CHECK(self.message.find("two different qubits") != std::string::npos);
  const auto range = refusal_of(replaced(small_isa, "0.98", "1.98"));
  CHECK(range.message.find("a probability") != std::string::npos);
  const auto negative = refusal_of(replaced(small_isa, "\"error\": 0.002", "\"error\": -0.002"));
  CHECK(negative.where.ends_with("/error"));
  const auto again = refusal_of(replaced(small_isa, "\"node_ids\": [7]}", "\"node_ids\": [0]}"));
  CHECK(again.message.find("once on each qubit") != std::string::npos);
  CHECK(refusal_of(replaced(small_isa, "\"name\": \"Small-1\"", "\"name\": 1")).where.ends_with("/name"));
}

TEST_CASE("the values of the Aspen-9 architecture are those of its file") {
  if (!have_rigetti()) return;
  const DeviceDescription description = must_read(isa_aspen_9);
  CHECK(description.qubits.size() == 32);
  CHECK(description.couplings.size() == 36);  // of 38 edges; 1-2 and 15-16 have no instruction
  CHECK_FALSE(description.as_of);
  const Gate& rx = gate_named(description, "rx", "0");
  CHECK(rx.infidelity.value == Approx(1 - 0.9990014768242277).epsilon(1e-12));
  CHECK(rx.infidelity.sigma == 8.73150855778037e-05);
  CHECK(rx.other_errors.at(0).infidelity.value == Approx(1 - 0.9956911241370838).epsilon(1e-12));
  CHECK(gate_named(description, "xy", "0", "1").infidelity.value == Approx(1 - 0.9705950060139689).epsilon(1e-12));
  CHECK(find_gate(description, "cz", "0", "1") == nullptr);
  CHECK(qubit_named(description, "37").assignment_error.value == Approx(0.045).epsilon(1e-12));
  CHECK(qubit_named(description, "37").t1_s.state == State::absent);
}

TEST_CASE("the values of the Aspen-M-3 architecture are those of its file") {
  if (!have_rigetti()) return;
  const DeviceDescription description = must_read(isa_aspen_m_3);
  CHECK(description.qubits.size() == 80);
  CHECK(description.couplings.size() == 99);  // of 106 edges; 7 have no instruction
  CHECK_FALSE(qubit_named(description, "136").operational);
  const Qubit& first = description.qubits[0];
  CHECK(first.t1_s.value == 1.0019627401991473e-05);
  CHECK(first.t2_star_s.value == 1.8156447816365015e-05);
  const Gate& wide = gate_named(description, "rx", "116");
  CHECK(wide.infidelity.known());  // a poor fit is a value with a large standard error
  CHECK(wide.infidelity.value == Approx(1 - 0.8533846136315436).epsilon(1e-12));
  CHECK(wide.infidelity.sigma == 0.12896366510002477);
  CHECK(gate_named(description, "cphase", "0", "1").metric.conversion == "1 - F at theta = pi");
  const DeviceModel model = must_validate(description);
  CHECK(model.counts->described.value == 80);
  CHECK(model.counts->operational.value == 79);
}

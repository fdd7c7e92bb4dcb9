// A Qiskit Target in its JSON form: a real one of five qubits (FakeManilaV2 of qiskit-ibm-runtime, written by the lines
// of docs/qiskit-target.md), and small documents.

#include <algorithm>

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

const std::string manila = QGAUGE_SOURCE_DIR "/tests/device/import/qiskit_target_fake5.json";

constexpr std::string_view small =
    R"({"format": "qgauge.qiskit_target/1", "name": "small", "date": null, "num_qubits": 3, "dt": 2.2e-10,
 "qubit_properties": [{"t1": 1e-4, "t2": 8e-5, "frequency": 4.9e9}, {"t1": 9e-5, "t2": null}, null],
 "operations": {
  "cz": [{"qubits": [0, 1], "error": 0.004, "duration": 6.8e-08}, {"qubits": [1, 2], "error": 1, "duration": 6.8e-08},
         {"qubits": [2, 1], "error": null, "duration": 6.8e-08}],
  "rzz": [{"qubits": [0, 1], "error": 0.002, "duration": 6.8e-08}],
  "sx": [{"qubits": [0], "error": 2e-4, "duration": 3.2e-08}, {"qubits": [1], "error": 3e-4, "duration": 3.2e-08}],
  "rz": [{"qubits": [0], "error": 0.0, "duration": 0.0}],
  "measure": [{"qubits": [0], "error": 0.02, "duration": 1.5e-06}, {"qubits": [1], "error": 1, "duration": null}],
  "delay": [{"qubits": [0], "error": null, "duration": null}], "reset": [{"qubits": [0]}],
  "if_else": [{"qubits": null, "error": null, "duration": null}]}})";

DeviceDescription read_text(const std::string& text) {
  const Folder files;
  return must_read(files.write("target", text));
}

std::string replaced(const std::string& from, const std::string& to) {
  std::string text(small);
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a real Target of five qubits has the values that Qiskit wrote") {
  DeviceDescription description = must_read(manila);
  CHECK(description.format == "qiskit_target");
  CHECK(description.name == "fake_manila");
  CHECK(description.as_of->text() == "2024-05-27");
  REQUIRE(description.qubits.size() == 5);
  CHECK(description.couplings == std::vector<std::pair<int, int>>{{0, 1}, {1, 2}, {2, 3}, {3, 4}});
  CHECK(description.qubits[0].t1_s.value == 0.0001315286444531517);
  CHECK(description.qubits[0].frequency_hz.value == 4962356469.801912);
  CHECK(description.qubits[0].assignment_error.value == 0.0353);
  CHECK(description.qubits[0].readout_duration_s.value == 5.35111111111111e-06);
  CHECK(gate_on(description, {0, 1}).name == "cx");
  CHECK(gate_on(description, {0, 1}).infidelity.value == 0.008827712070629129);
  CHECK(gate_on(description, {1, 0}).duration_s.value == 3.1288888888888885e-07);
  CHECK(gate_on(description, {0}).name == "sx");
  CHECK(must_validate(description).counts->connected.value == 5);
}

TEST_CASE("a Target gives the gates of the properties that it was made from") {
  if (!have_shared()) return;
  const DeviceDescription target = must_read(manila);
  DeviceDescription original = must_read((ibm_files / "manila").string());
  CHECK(target.gates.size() == original.gates.size());
  for (const Gate& gate : target.gates) {
    const Gate& same = gate_on(original, gate.qubits);
    CHECK(gate.name == same.name);
    CHECK(gate.infidelity.value == same.infidelity.value);
    CHECK(gate.duration_s.value == Approx(same.duration_s.value).epsilon(1e-12));
  }
  for (std::size_t q = 0; q < 5; ++q) {
    CHECK(target.qubits[q].t2_s.value == Approx(original.qubits[q].t2_s.value).epsilon(1e-12));
    CHECK(target.qubits[q].assignment_error.value == original.qubits[q].assignment_error.value);
  }
}

TEST_CASE("an error of None is missing in a Target and an error of 1 is not calibrated") {
  DeviceDescription description = read_text(std::string(small));
  CHECK(gate_on(description, {0, 1}).infidelity.value == 0.004);
  CHECK(gate_on(description, {1, 2}).infidelity.state == State::sentinel);
  CHECK(gate_on(description, {2, 1}).infidelity.state == State::absent);
  CHECK(gate_on(description, {2, 1}).duration_s.value == 6.8e-08);
  CHECK(description.qubits[1].assignment_error.state == State::sentinel);
  CHECK(description.qubits[2].assignment_error.state == State::absent);
  CHECK(description.qubits[1].t2_s.state == State::absent);
  CHECK(description.qubits[2].t1_s.state == State::absent);
  CHECK_FALSE(description.as_of);
}

TEST_CASE("operations of a Target that are no calibrated gates leave no trace") {
  const DeviceDescription description = read_text(std::string(small));
  const auto is_used = [](const Gate& gate) { return gate.name == "cz" || gate.name == "sx"; };
  CHECK(description.gates.size() == 5);
  CHECK(std::ranges::all_of(description.gates, is_used));
  CHECK(find(description.findings, "several_gates") != nullptr);  // rzz is named
  CHECK(description.couplings.size() == 2);
}

TEST_CASE("a Target does not say how its errors were measured") {
  const DeviceDescription description = read_text(std::string(small));
  CHECK(find(description.findings, "metric_unknown") != nullptr);
  CHECK(description.gates[0].metric.method.empty());
  CHECK(description.gates[0].metric.operation == ErrorMetric::Operation::unknown);
  CHECK(description.gates[0].metric.field == "error of cz");
}

TEST_CASE("a global entangler couples every pair and has no error") {
  const DeviceDescription description = read_text(
      R"({"format": "qgauge.qiskit_target/1", "name": "g", "num_qubits": 3, "qubit_properties": null, "operations":
          {"cx": [{"qubits": null, "error": null, "duration": null}], "sx": [{"qubits": null}]}})");
  CHECK(description.all_to_all);
  CHECK(description.gates.empty());
  const DeviceModel model = must_validate(description);
  CHECK(model.couplings.size() == 3);
  CHECK(model.couplings[0].usable == Usable::unknown);
  CHECK_FALSE(read_text(std::string(small)).all_to_all);
}

TEST_CASE("a damaged Target is refused with its path") {
  struct Case {
    std::string from, to, where;
  };
  const Case cases[] = {
      {"0.004", "-0.004", "/operations/cz/0/error"},
      {"0.004", "\"low\"", "/operations/cz/0/error"},
      {"[0, 1]", "[0, 3]", "/operations/cz/0/qubits/1"},
      {"[0, 1]", "[0, 0]", "/operations/cz/0/qubits/1"},
      {"[0, 1]", "[0]", "/operations/cz/0"},
      {"[1, 2]", "[0, 1]", "/operations/cz/1"},
      {"\"qubits\": [0, 1], \"error\"", "\"qubits\": [0, 1], \"eror\"", "/operations/cz/0"},
      {"\"num_qubits\": 3", "\"num_qubits\": 4", "/qubit_properties"},
      {"\"num_qubits\": 3", "\"num_qubits\": null", "/"},
      {"\"num_qubits\": 3", "\"num_qubits\": 1e9", "/num_qubits"},
      {"\"t1\": 1e-4", "\"t1\": 1e308", "/qubit_properties/0/t1"},
      {"\"t1\": 1e-4", "\"T1\": 1e-4", "/qubit_properties/0"},
      {"\"dt\"", "\"delta_t\"", "/"},
      {"\"date\": null", "\"date\": \"today\"", "/date"},
  };
  for (const Case& one : cases) {
    INFO(one.from << " -> " << one.to);
    const Folder files;
    const auto description = read(files.write("target", replaced(one.from, one.to)), catalogue);
    REQUIRE_FALSE(description);
    CHECK(description.error().where.ends_with("target: " + one.where));
  }
}

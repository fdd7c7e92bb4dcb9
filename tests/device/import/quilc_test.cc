// The machine description of quilc: a small document, the public one, and documents that break the rules.

#include "device/rigetti_files.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

const std::string small_quilc = R"({"1Q": {
  "10": {"id": 10, "gates": [
    {"operator": "RX", "parameters": [0.0], "duration": 50.0, "fidelity": 1.0},
    {"operator": "RX", "parameters": [3.141592653589793], "duration": 80.0, "fidelity": 0.99},
    {"operator": "RX", "parameters": [-1.5707963267948966], "duration": 40.0, "fidelity": 0.998},
    {"operator": "RZ", "parameters": ["_"], "duration": 0.01, "fidelity": 1.0},
    {"operator": "MEASURE", "duration": 1500.0, "fidelity": 0.96, "qubit": 10, "target": "_"},
    {"operator": "MEASURE", "duration": 1500.0, "fidelity": 0.96, "qubit": 10, "target": null}]},
  "2": {"id": 2, "gates": [{"operator": "RX", "parameters": ["_"], "duration": 40.0, "fidelity": 0.997}]},
  "11": {"id": 11, "dead": true, "gates": []},
  "3": {"id": 3, "gates": []}},
  "2Q": {"2-10": {"ids": [2, 10], "gates": [
      {"operator": "CZ", "parameters": [], "arguments": ["_", "_"], "duration": 176.0, "fidelity": 0.97},
      {"operator": "XY", "parameters": ["theta"], "arguments": ["_", "_"], "duration": 176.0, "fidelity": 0.86}]},
    "10-11": {"ids": [10, 11], "dead": true, "gates": []},
    "3-2": {"ids": [2, 3], "gates": [{"operator": "WILDCARD", "duration": 0.1, "fidelity": 1.0}]}}})";

DeviceDescription read_small(const std::string& text = small_quilc) {
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

TEST_CASE("quilc durations are in nanoseconds and fidelities become infidelities") {
  const DeviceDescription description = read_small();
  CHECK(description.format == "quilc");
  const Gate& rx = gate_named(description, "rx", "10");  // by pi/2: neither the perfect 0 nor the pi pulse
  CHECK(rx.infidelity.value == Approx(0.002).epsilon(1e-9));
  CHECK(rx.duration_s.value == Approx(40e-9).epsilon(1e-12));
  CHECK(rx.metric.operation == ErrorMetric::Operation::unknown);
  CHECK(find(description.findings, "metric_unknown") != nullptr);
  CHECK(gate_named(description, "rx", "2").infidelity.value == Approx(0.003).epsilon(1e-9));
  const Gate& cz = gate_named(description, "cz", "2", "10");
  CHECK(cz.infidelity.value == Approx(0.03).epsilon(1e-12));
  CHECK(cz.duration_s.value == Approx(176e-9).epsilon(1e-12));
  const Qubit& qubit = qubit_named(description, "10");
  CHECK(qubit.assignment_error.value == Approx(0.04).epsilon(1e-12));
  CHECK(qubit.readout_duration_s.value == Approx(1500e-9).epsilon(1e-12));
}

TEST_CASE("what quilc marks as dead is out of use and what has no gate is unknown") {
  const DeviceDescription description = read_small();
  CHECK_FALSE(qubit_named(description, "11").operational);
  CHECK(qubit_named(description, "3").operational);
  CHECK(description.couplings == std::vector<std::pair<int, int>>{{0, 2}, {0, 1}});
  const core::Finding* dead = find(description.findings, "not_operational");
  REQUIRE(dead != nullptr);
  CHECK(dead->where == "couplings 10-11");
  CHECK(find(description.findings, "unused_quantity")->message == "not read: WILDCARD");
}

TEST_CASE("the fidelity that stands for a missing one is no calibration") {
  const DeviceDescription description = read_small();
  CHECK(gate_named(description, "xy", "2", "10").infidelity.state == State::sentinel);
  const DeviceDescription measured = read_small(replaced(small_quilc, "0.86", "0.861"));
  CHECK(gate_named(measured, "xy", "2", "10").infidelity.value == Approx(0.139).epsilon(1e-12));
}

TEST_CASE("durations that may be defaults of the source are reported") {
  CHECK(find(read_small().findings, "default_used") != nullptr);  // RX by 0
  CHECK(find(read_small(replaced(small_quilc, "50.0", "40.0")).findings, "default_used") == nullptr);
}

TEST_CASE("a quilc description that contradicts itself is refused at its place") {
  CHECK(refusal_of(replaced(small_quilc, "\"2-10\"", "\"2-12\"")).where.ends_with("/2Q/2-12"));
  CHECK(refusal_of(replaced(small_quilc, "\"2-10\"", "\"2:10\"")).message.find("hyphen") != std::string::npos);
  CHECK(refusal_of(replaced(small_quilc, "\"3-2\"", "\"10-2\"")).message.find("every pair once") != std::string::npos);
  CHECK(refusal_of(replaced(small_quilc, "\"fidelity\": 0.96", "\"fidelity\": 0.95")).message.find("MEASURE") !=
        std::string::npos);
  CHECK(refusal_of(replaced(small_quilc, "0.998", "\"0.998\"")).where.ends_with("/1Q/10/gates/2/fidelity"));
  CHECK(refusal_of(replaced(small_quilc, "176.0", "-176.0")).where.ends_with("/duration"));
  CHECK(refusal_of(replaced(small_quilc, "\"XY\"", "\"CZ\"")).message.find("every gate once") != std::string::npos);
  CHECK(refusal_of(replaced(small_quilc, "true", "1")).where.ends_with("/1Q/11/dead"));
}

TEST_CASE("the values of the Aspen-8 description are those of its file") {
  if (!have_rigetti()) return;
  const DeviceDescription description = must_read(quilc_aspen_8);
  CHECK(description.qubits.size() == 32);
  CHECK(description.couplings.size() == 34);  // of 38 pairs, 4 are dead
  CHECK_FALSE(qubit_named(description, "10").operational);
  CHECK_FALSE(qubit_named(description, "31").operational);
  CHECK(gate_named(description, "rx", "0").infidelity.value == Approx(1 - 0.989821537688075).epsilon(1e-12));
  CHECK(gate_named(description, "rx", "0").duration_s.value == Approx(50e-9).epsilon(1e-12));
  CHECK(gate_named(description, "cz", "0", "7").infidelity.value == Approx(1 - 0.827373529811633).epsilon(1e-12));
  CHECK(gate_named(description, "xy", "32", "33").infidelity.value == Approx(1 - 0.989990859777998).epsilon(1e-12));
  CHECK(gate_named(description, "xy", "32", "33").duration_s.value == Approx(200e-9).epsilon(1e-12));
  CHECK(qubit_named(description, "0").assignment_error.value == Approx(0.019).epsilon(1e-12));
  CHECK(must_validate(description).counts->operational.value == 30);
}

// Device files of MQT Core's QDMI devices: units, defaults and overrides, couplings, operations.

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

const fs::path garnet_file = fs::path(QGAUGE_SOURCE_DIR) / "../shared/devices/mqt-qdmi/iqm-garnet.json";

constexpr std::string_view device_text = R"({
  "schema-version": 1, "name": "IQM Test", "numQubits": 3, "durationUnit": {"unit": "us", "scaleFactor": 0.001},
  "qubitProperties": {"defaults": {"t1": 30000, "t2": 10000},
                      "overrides": [{"qubit": 1, "name": "QB2", "t1": 26626}, {"qubit": 0, "t2": null}]},
  "couplings": [[0, 1], [1, 0], [2, 1]],
  "operations": [
    {"name": "r", "numQubits": 1, "numParameters": 2, "duration": 20, "fidelity": 0.999,
     "siteOverrides": [{"sites": [2], "fidelity": 0.998}]},
    {"name": "cz", "numQubits": 2, "numParameters": 0, "duration": 40,
     "siteOverrides": [{"sites": [1, 0], "fidelity": 0.99, "duration": 60}, {"sites": [1, 2], "fidelity": 0.98}]},
    {"name": "measure", "numQubits": 1, "numParameters": 0, "fidelity": 0.97,
     "siteOverrides": [{"sites": [0], "fidelity": 0.96}]},
    {"name": "barrier", "numQubits": 0, "numParameters": 0}]})";

DeviceDescription parse(std::string_view text) { return must_read(Folder().write("a.json", text)); }

std::string changed(const std::string& from, const std::string& to) {
  std::string text(device_text);
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

core::Error refusal(const std::string& from, const std::string& to) {
  const Folder files;
  const auto description = read(files.write("a.json", changed(from, to)), catalogue);
  INFO(to);
  REQUIRE_FALSE(description);
  return description.error();
}

}  // namespace

TEST_CASE("a QDMI device has labels couplings and coherence with its scale factor applied") {
  const DeviceDescription description = parse(device_text);
  CHECK(description.format == "qdmi");
  CHECK(description.name == "IQM Test");
  CHECK(description.vendor == "IQM");
  CHECK(description.modality == "superconducting");
  CHECK(description.couplings == std::vector<std::pair<int, int>>{{0, 1}, {1, 2}});
  CHECK(description.qubits[1].label == "QB2");
  CHECK(description.qubits[2].label == "2");
  CHECK(description.qubits[1].t1_s.value == Approx(26.626e-6).epsilon(1e-12));  // 26626 * 0.001 us
  CHECK(description.qubits[0].t1_s.state == State::absent);
  CHECK(description.average_qubit->t1_s.value == Approx(30e-6));
  CHECK(find(description.findings, "third_party_source"));
  CHECK(find(description.findings, "metric_unknown"));
}

TEST_CASE("sites of a QDMI operation fall back to its own values") {
  const DeviceDescription description = parse(device_text);
  REQUIRE(description.gates.size() == 3);
  CHECK(description.gates[0].name == "r");
  CHECK(description.gates[0].qubits == std::vector<int>{2});
  CHECK(description.gates[0].infidelity.value == Approx(0.002));
  CHECK(description.gates[0].duration_s.value == Approx(20e-9));  // of the operation
  CHECK(description.gates[1].name == "cz");
  CHECK(description.gates[1].qubits == std::vector<int>{1, 0});
  CHECK(description.gates[1].duration_s.value == Approx(60e-9));
  CHECK(description.gates[2].infidelity.value == Approx(0.02));
  CHECK(description.gates[2].duration_s.value == Approx(40e-9));
  CHECK(description.qubits[0].assignment_error.value == Approx(0.04));
  CHECK(description.average_one_qubit_gate->infidelity.value == Approx(0.001));
  CHECK(description.average_qubit->assignment_error.value == Approx(0.03));
  const DeviceModel model = must_validate(description);
  CHECK(find(model.findings, "average_used"));
  CHECK(model.qubits[0].gate->infidelity == Approx(0.001));
  CHECK(*model.qubits[0].t1_s == Approx(30e-6));
  CHECK(*model.qubits[2].p1_given_0 == Approx(0.03));
}

TEST_CASE("a QDMI device without any value is described and nothing in it is calibrated") {
  const DeviceDescription description = parse(R"({"schema-version": 1, "name": "IBM Heron 156", "numQubits": 2,
      "couplings": [[0, 1], [1, 0]], "operations": [{"name": "sx", "numQubits": 1}, {"name": "cz", "numQubits": 2}],
      "durationUnit": {"unit": "ns", "scaleFactor": 1.0}, "qubitProperties": {"defaults": {}, "overrides": []}})");
  CHECK(description.vendor == "IBM");
  CHECK(description.gates.empty());
  CHECK_FALSE(description.average_qubit);
  CHECK_FALSE(description.average_one_qubit_gate);
  CHECK_FALSE(find(description.findings, "metric_unknown"));
  CHECK(must_validate(description).couplings.at(0).usable == Usable::unknown);
}

TEST_CASE("QDMI operations that are no native gate are named") {
  const DeviceDescription description =
      parse(changed("\"name\": \"barrier\"", "\"name\": \"move\", \"fidelity\": 0.9"));
  CHECK(find(description.findings, "unused_quantity")->message == "the values of move");
}

TEST_CASE("broken QDMI devices are refused with their place") {
  CHECK(refusal("\"schema-version\": 1", "\"schema-version\": 2").where.ends_with("/schema-version"));
  CHECK(refusal("\"unit\": \"us\"", "\"unit\": \"parsec\"").where.ends_with("/durationUnit/unit"));
  CHECK(refusal("\"unit\": \"us\"", "\"unit\": \"GHz\"").where.ends_with("/durationUnit/unit"));
  CHECK(refusal("0.001", "0").where.ends_with("/durationUnit/scaleFactor"));
  CHECK(refusal("0.001", "\"0.001\"").where.ends_with("/durationUnit/scaleFactor"));
  CHECK(refusal("\"durationUnit\"", "\"timeUnit\"").message.find("durationUnit") != std::string::npos);
  CHECK(refusal("26626", "-1").where.ends_with("/qubitProperties/overrides/0/t1"));
  CHECK(refusal("26626", "1e308").where.ends_with("/qubitProperties/overrides/0/t1"));
  CHECK(refusal("\"qubit\": 0", "\"qubit\": 1").where.ends_with("/qubitProperties/overrides/1/qubit"));
  CHECK(refusal("\"qubit\": 0", "\"qubit\": 3").where.ends_with("/qubitProperties/overrides/1/qubit"));
  CHECK(refusal("\"QB2\"", "\"2\"").where.ends_with("/qubitProperties"));
  CHECK(refusal("[2, 1]]", "[0, 1]]").where.ends_with("/couplings/2"));
  CHECK(refusal("[1, 2], \"fid", "[0, 2], \"fid").where.ends_with("/operations/1/siteOverrides/1/sites"));
  CHECK(refusal("[1, 2], \"fid", "[1, 0], \"fid").where.ends_with("/operations/1/siteOverrides/1/sites"));
  CHECK(refusal("[1, 2], \"fid", "[1], \"fid").where.ends_with("/operations/1/siteOverrides/1/sites"));
  CHECK(refusal("[1, 2], \"fid", "[1, 1], \"fid").where.ends_with("/operations/1/siteOverrides/1/sites/1"));
  CHECK(refusal("0.998", "99.8").where.ends_with("/operations/0/siteOverrides/0/fidelity"));
  CHECK(refusal("\"numQubits\": 2", "\"numQubits\": 1").where.ends_with("/operations/1/numQubits"));
  CHECK(refusal("\"name\": \"cz\"", "\"name\": \"r\"").where.ends_with("/operations/1/name"));
  CHECK(refusal("\"numQubits\": 3", "\"numQubits\": 1000000").where.ends_with("/numQubits"));
}

TEST_CASE("the public QDMI file of Garnet gives these figures") {
  if (!fs::exists(garnet_file)) {
    WARN("skipped: ../shared/devices/mqt-qdmi is absent");
    return;
  }
  const DeviceDescription garnet = must_read(garnet_file.string());
  CHECK(garnet.qubit_count == 20);
  CHECK(garnet.couplings.size() == 30);
  CHECK(garnet.qubits[0].label == "QB1");
  CHECK(garnet.qubits[0].t1_s.value == Approx(26.626e-6).epsilon(1e-12));   // 26626 * 0.001 us
  CHECK(garnet.qubits[19].t2_s.value == Approx(22.737e-6).epsilon(1e-12));  // 22737 * 0.001 us
  CHECK(garnet.qubits[0].assignment_error.value == Approx(0.0183));         // 1 - 0.9817
  REQUIRE(garnet.gates.size() == 50);                                       // 20 r and 30 cz
  CHECK(garnet.gates[0].infidelity.value == Approx(1 - 0.9989764855541426));
  CHECK(garnet.gates[20].name == "cz");
  CHECK(garnet.gates[20].qubits == std::vector<int>{0, 1});
  CHECK(garnet.gates[20].infidelity.value == Approx(1 - 0.9943350602403423));
  CHECK(garnet.gates[0].duration_s.state == State::absent);
  const DeviceModel model = must_validate(garnet);
  CHECK(model.counts->connected.value == 20);
}

// Amazon Braket's documents of machines that run no gates, and of vendors without an importer of their own.

#include "device/braket_files.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

nlohmann::json small_annealer() {
  auto document = braket_document("dwave", "{}");
  document.erase("paradigm");
  document["provider"] = nlohmann::json::parse(R"({"qubitCount": 6, "qubits": [0, 1, 2, 4],
    "couplers": [[0, 1], [1, 2]], "topology": {"type": "pegasus"}})");
  return document;
}

/// The document of IQM's form under the name of a vendor that is not known.
nlohmann::json unknown_vendor() {
  auto document = small_garnet();
  document["braketSchemaHeader"]["name"] = "braket.device_schema.acme.acme_device_capabilities";
  document.erase("provider");
  return document;
}

}  // namespace

TEST_CASE("an annealer is described by its number of qubits") {
  const DeviceDescription description = must_read_json(small_annealer());
  CHECK(description.format == "braket_other");
  CHECK(description.vendor == "D-Wave");
  CHECK(description.paradigm == Paradigm::annealing);
  CHECK(description.qubit_count == 6);
  CHECK(find(description.findings, "not_operational")->message.find("4 of the 6") != std::string::npos);
}

TEST_CASE("a damaged document of a machine without gates is refused at the place of the damage") {
  check_damage(small_annealer(), {"/provider/qubitCount", "\"many\"", "qubitCount"});
  check_damage(small_annealer(), {"/provider/qubitCount", "1e6", "qubitCount"});
  check_damage(small_annealer(), {"/provider/qubits", "7", "qubits"});
  check_damage(braket_document("quera", "{\"qubitCount\": 256}"), {"/paradigm/qubitCount", "-1", "qubitCount"});
  check_damage(braket_document("xanadu", "{\"modes\": {}}"), {"/paradigm/modes", "{\"spatial\": \"x\"}", "spatial"});
}

TEST_CASE("a Braket document of an unknown vendor is read by its standardized section") {
  const DeviceDescription description = must_read_json(unknown_vendor());
  CHECK(description.format == "braket_standardized");
  CHECK(description.vendor == "acme");
  CHECK(description.qubits[0].t1_s.value == 4e-5);
  CHECK(description.qubits[0].t2_s.value == 8e-6);
  CHECK(description.qubits[0].p1_given_0.value == 0.01);
  CHECK(description.qubits[0].assignment_error.sigma == 0.0007);
  const Gate& cz = gate_named(description, "cz", "1", "2");
  CHECK(cz.infidelity.value == Approx(0.01).epsilon(1e-12));
  REQUIRE(cz.other_errors.size() == 1);
  CHECK(cz.other_errors[0].metric.per == ErrorMetric::Per::clifford);
  CHECK(gate_named(description, "prx", "1").metric.operation == ErrorMetric::Operation::simultaneous);
}

TEST_CASE("version 3 of the standardized section gives an unknown vendor its averages") {
  auto document = unknown_vendor();
  document["standardized"] = nlohmann::json::parse(R"({"braketSchemaHeader": {"version": "3"},
    "T1": {"value": 50, "unit": "us"}, "readoutFidelity": [{"fidelity": 0.98, "unit": "fraction"}],
    "singleQubitGateDuration": {"value": 30, "unit": "ns"}, "twoQubitGateFidelity": [{"fidelity": 0.99}]})");
  const DeviceDescription description = must_read_json(document);
  CHECK(description.qubits.size() == 3);
  CHECK(description.average_qubit->t1_s.value == Approx(5e-5).epsilon(1e-12));
  CHECK(description.average_one_qubit_gate->duration_s.value == Approx(3e-8).epsilon(1e-12));
  const DeviceModel model = must_validate(description);
  CHECK(model.qubits[2].t1_s == Approx(5e-5).epsilon(1e-12));
  CHECK(model.couplings[1].gate->infidelity == Approx(0.01).epsilon(1e-12));
  CHECK(find(model.findings, "average_used") != nullptr);
}

TEST_CASE("the isolated figure is used and the simultaneous one stands beside it") {
  auto document = unknown_vendor();
  document["standardized"]["oneQubitProperties"]["1"]["oneQubitFidelity"].push_back(
      {{"fidelityType", {{"name", "RANDOMIZED_BENCHMARKING"}}}, {"fidelity", 0.9995}});
  const DeviceDescription description = must_read_json(document);
  const Gate& prx = gate_named(description, "prx", "1");
  CHECK(prx.infidelity.value == Approx(5e-4).epsilon(1e-10));
  REQUIRE(prx.other_errors.size() == 1);
  CHECK(prx.other_errors[0].infidelity.value == Approx(1e-3).epsilon(1e-10));
}

TEST_CASE("an unknown vendor without a standardized section of a known version is refused in words") {
  auto document = unknown_vendor();
  document["standardized"]["braketSchemaHeader"]["version"] = "9";
  CHECK(refusal_of_text(document.dump()).message.find("version \"9\"") != std::string::npos);
  document.erase("standardized");
  CHECK(refusal_of_text(document.dump()).message.find("a standardized section") != std::string::npos);
  document["paradigm"].erase("connectivity");
  CHECK(refusal_of_text(document.dump()).message.find("gate-model") != std::string::npos);
}

TEST_CASE("a damaged standardized section is refused at the place of the damage") {
  const std::string one = "/standardized/oneQubitProperties/1/", two = "/standardized/twoQubitProperties/";
  for (const Damage& damage : {
           Damage{one + "T1/unit", "\"parsec\"", "T1/unit"},
           Damage{one + "T1/value", "true", "T1/value"},
           Damage{one + "oneQubitFidelity/0/fidelity", "2", "oneQubitFidelity/0/fidelity"},
           Damage{one + "oneQubitFidelity/0/fidelityType", "\"RB\"", "fidelityType"},
           Damage{one + "oneQubitFidelity", "{}", "oneQubitFidelity"},
           Damage{two + "1-2/twoQubitGateFidelity/0/direction", "{\"control\": 1, \"target\": 3}", "1-2"},
           Damage{two + "1:2", "{}", "1:2"},
           Damage{two + "1-77", "{}", "1-77"},
       }) {
    check_damage(unknown_vendor(), damage);
  }
}

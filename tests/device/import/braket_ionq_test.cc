// Amazon Braket's documents of IonQ: the form of older documents, the public one of Forte Enterprise, and broken ones.

#include "device/braket_files.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

TEST_CASE("an older Braket document of IonQ is read as averages of all pairs") {
  const DeviceDescription description = must_read_json(small_ionq());
  CHECK(description.format == "braket_ionq");
  CHECK(description.modality == "trapped_ion");
  CHECK(description.all_to_all);
  CHECK(description.qubit_count == 11);
  CHECK(description.qubits.empty());
  REQUIRE(description.average_two_qubit_gate);
  CHECK(description.average_two_qubit_gate->name == "ms");
  CHECK(description.average_two_qubit_gate->infidelity.value == Approx(1 - 0.9696).epsilon(1e-12));
  CHECK(description.average_two_qubit_gate->duration_s.value == 0.00021);
  CHECK(description.average_one_qubit_gate->name == "gpi2");
  CHECK(description.average_one_qubit_gate->infidelity.value == Approx(1 - 0.99717).epsilon(1e-12));
  CHECK(description.average_qubit->assignment_error.value == Approx(1 - 0.9961).epsilon(1e-12));
  CHECK(description.average_qubit->readout_metric.conversion.find("preparation") != std::string::npos);
  CHECK(description.average_qubit->readout_duration_s.value == 0.000175);
  CHECK(find(description.findings, "converted_definition") != nullptr);
  CHECK(find(description.findings, "metric_unknown") != nullptr);
}

TEST_CASE("coherence times of IonQ that no machine has in seconds are read as microseconds") {
  const DeviceDescription description = must_read_json(small_ionq());
  CHECK(description.average_qubit->t1_s.value == Approx(1e4).epsilon(1e-12));  // 10000000000 us
  CHECK(description.average_qubit->t2_s.value == Approx(0.5).epsilon(1e-12));  // 500000 us
  const core::Finding* finding = find(description.findings, "unit_assumed");
  REQUIRE(finding != nullptr);
  CHECK(finding->message.find("T2 500000") != std::string::npos);
  auto document = small_ionq();
  document["provider"]["timing"]["T1"] = 10000.0;
  document["provider"]["timing"]["T2"] = 0.2;
  const DeviceDescription seconds = must_read_json(document);
  CHECK(seconds.average_qubit->t1_s.value == 10000);
  CHECK(seconds.average_qubit->t2_s.value == 0.2);
  CHECK(find(seconds.findings, "unit_assumed") == nullptr);
}

TEST_CASE("the standardized section fills what IonQ's own section leaves out") {
  auto document = small_ionq();
  document["provider"]["fidelity"].erase("2Q");
  document["provider"]["timing"] = {{"T1", 100.0}};
  document["standardized"] = nlohmann::json::parse(R"({"braketSchemaHeader": {"version": "3"},
    "T1": {"value": 100, "unit": "s"}, "T2": {"value": 900, "unit": "ms"},
    "singleQubitFidelity": [{"fidelity": 0.99717, "standardError": 0.0001, "unit": "fraction"}],
    "twoQubitGateDuration": {"value": 650, "standardError": 10, "unit": "us"},
    "twoQubitGateFidelity": [{"fidelity": 0.99, "standardError": 0.0, "unit": "fraction",
      "fidelityType": {"name": "RANDOMIZED_BENCHMARKING", "description": "by Direct Randomized Benchmarking"}}]})");
  const DeviceDescription description = must_read_json(document);
  CHECK(description.average_qubit->t2_s.value == Approx(0.9).epsilon(1e-12));
  const Gate& two = *description.average_two_qubit_gate;
  CHECK(two.infidelity.value == Approx(0.01).epsilon(1e-12));
  CHECK_FALSE(two.infidelity.sigma);  // 0.0 is no standard error
  CHECK(two.metric.method == "DRB");
  CHECK(two.duration_s.value == Approx(650e-6).epsilon(1e-12));
  CHECK(two.duration_s.sigma == Approx(10e-6).epsilon(1e-12));
  CHECK(description.average_one_qubit_gate->infidelity.sigma == 0.0001);  // the same figure
  CHECK(find(description.findings, "duplicate_disagrees") == nullptr);
}

TEST_CASE("one-qubit fidelities that a newer document lists by ion keep their qubits") {
  auto document = small_ionq();
  document["paradigm"]["qubitCount"] = 2;
  document["paradigm"]["connectivity"] =
      nlohmann::json::parse(R"({"fullyConnected": false, "connectivityGraph": {"0": ["1"], "1": ["0"]}})");
  document["standardized"] = nlohmann::json::parse(R"({"braketSchemaHeader": {"version": "3"}, "oneQubitProperties": {
    "1": {"oneQubitFidelity": [{"fidelity": 0.998, "fidelityType": {"name": "RANDOMIZED_BENCHMARKING"}}]}}})");
  const DeviceDescription description = must_read_json(document);
  CHECK(description.all_to_all);  // the graph holds every pair
  REQUIRE(description.qubits.size() == 2);
  const Gate& gate = gate_named(description, "gpi2", "1");
  CHECK(gate.infidelity.value == Approx(0.002).epsilon(1e-10));
  CHECK(gate.duration_s.value == 1.1e-05);
  const DeviceModel model = must_validate(description);
  CHECK(model.qubits[0].gate->infidelity == Approx(1 - 0.99717).epsilon(1e-12));
  CHECK(model.couplings[0].gate->infidelity == Approx(1 - 0.9696).epsilon(1e-12));
}

TEST_CASE("the values of Forte Enterprise are those of its file") {
  if (!have_rigetti()) return;
  const DeviceDescription description = must_read(forte);
  CHECK(description.as_of->text() == "2026-05-03");
  CHECK(description.qubit_count == 36);
  CHECK(description.qubits.empty());
  CHECK(description.all_to_all);
  CHECK(description.average_qubit->t1_s.value == 188);
  CHECK(description.average_qubit->t2_s.value == 0.95);
  CHECK(description.average_qubit->assignment_error.value == Approx(1 - 0.9955).epsilon(1e-12));
  CHECK(description.average_qubit->readout_duration_s.value == 0.00025);
  CHECK(description.average_one_qubit_gate->infidelity.value == Approx(1e-4).epsilon(1e-10));
  CHECK(description.average_one_qubit_gate->duration_s.value == 6.3e-05);
  const Gate& two = *description.average_two_qubit_gate;
  CHECK(two.name == "zz");
  CHECK(two.infidelity.value == Approx(1 - 0.9925).epsilon(1e-12));
  CHECK(two.duration_s.value == 0.00065);
  CHECK(two.metric.method == "DRB");
  CHECK(two.metric.per == ErrorMetric::Per::gate);
  CHECK(find(description.findings, "duplicate_disagrees") == nullptr);
  CHECK(find(description.findings, "metric_unknown") == nullptr);
  CHECK(must_validate(description).counts->connected.value == 36);
}

TEST_CASE("a damaged Braket document of IonQ is refused at the place of the damage") {
  for (const Damage& damage : {
           Damage{"/provider/fidelity/2Q/mean", "1.2", "fidelity/2Q/mean"},
           Damage{"/provider/fidelity/spam/mean", "\"0.99\"", "spam/mean"},
           Damage{"/provider/timing/2Q", "-1", "timing/2Q"},
           Damage{"/provider/timing/T1", "1e300", "timing/T1"},
           Damage{"/paradigm/qubitCount", "1e9", "qubitCount"},
           Damage{"/paradigm/connectivity/fullyConnected", "\"yes\"", "fullyConnected"},
           Damage{"/paradigm/nativeGateSet", "[1]", "nativeGateSet/0"},
           Damage{"/provider", "null", "neither provider.fidelity"},
       }) {
    check_damage(small_ionq(), damage);
  }
}

TEST_CASE("a native gate set that names no known gate of ions is a finding") {
  auto document = small_ionq();
  document["paradigm"]["nativeGateSet"] = {"ccnot", "cy"};
  const DeviceDescription description = must_read_json(document);
  CHECK(description.average_two_qubit_gate->name == "ms");
  CHECK(find(description.findings, "default_used") != nullptr);
}

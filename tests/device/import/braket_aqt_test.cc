// Amazon Braket's documents of AQT. No public one is known: the small document follows the schema
// aqt_provider_properties of amazon-braket-schemas, with percent, seconds and microseconds.

#include "device/braket_files.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

nlohmann::json small_aqt() {
  auto document = braket_document("aqt", R"({"qubitCount": 3, "nativeGateSet": ["prx", "xx", "rz"],
    "connectivity": {"fullyConnected": true, "connectivityGraph": {}}})");
  document["provider"] = nlohmann::json::parse(R"({"properties": {
    "single_qubit_gate_fidelity": {"0": {"value": 99.97, "uncertainty": 0.01},
                                   "1": {"value": 99.95, "uncertainty": 0.02},
                                   "2": {"value": 0, "uncertainty": 0}},
    "mean_two_qubit_gate_fidelity": {"value": 98.5, "uncertainty": 0.3}, "spam_fidelity_lower_bound": 99.6,
    "t1_s": {"value": 1.168, "uncertainty": 0.007}, "t2_coherence_time_s": {"value": 0.18, "uncertainty": 0.01},
    "readout_time_micros": 2000.0, "single_qubit_gate_duration_micros": 15.0, "two_qubit_gate_duration_micros": 200.0,
    "updated_at": "2026-03-01T10:00:00+00:00"}})");
  return document;
}

}  // namespace

TEST_CASE("a Braket document of AQT is read from percent and microseconds") {
  const DeviceDescription description = must_read_json(small_aqt());
  CHECK(description.format == "braket_aqt");
  CHECK(description.as_of->text() == "2026-03-01");
  CHECK(description.all_to_all);
  CHECK(description.qubit_count == 3);
  const Gate& one = gate_named(description, "prx", "1");
  CHECK(one.infidelity.value == Approx(5e-4).epsilon(1e-9));  // 100 % - 99.95 %
  CHECK(one.infidelity.sigma == Approx(2e-4).epsilon(1e-12));
  CHECK(one.duration_s.value == Approx(15e-6).epsilon(1e-12));
  CHECK(one.metric.per == ErrorMetric::Per::gate);
  CHECK(gate_named(description, "prx", "2").infidelity.state == State::sentinel);
  const Gate& two = *description.average_two_qubit_gate;
  CHECK(two.infidelity.value == Approx(0.015).epsilon(1e-9));
  CHECK(two.infidelity.sigma == Approx(0.003).epsilon(1e-12));
  CHECK(two.duration_s.value == Approx(200e-6).epsilon(1e-12));
}

TEST_CASE("the coherence time of AQT is a Ramsey time and its readout an upper bound") {
  const Qubit average = *must_read_json(small_aqt()).average_qubit;
  CHECK(average.t1_s.value == 1.168);
  CHECK(average.t2_star_s.value == 0.18);
  CHECK(average.t2_star_s.sigma == 0.01);
  CHECK(average.t2_s.state == State::absent);
  CHECK(average.assignment_error.value == Approx(0.004).epsilon(1e-9));
  CHECK(average.readout_metric.conversion.find("lower bound") != std::string::npos);
  CHECK(average.readout_duration_s.value == Approx(2e-3).epsilon(1e-12));
}

TEST_CASE("the standardized section of AQT is held against its own") {
  auto document = small_aqt();
  document["standardized"] = nlohmann::json::parse(R"({"braketSchemaHeader": {"version": "3"},
    "T2": {"value": 180, "unit": "ms"}, "twoQubitGateFidelity": [{"fidelity": 0.95, "unit": "fraction"}]})");
  const DeviceDescription description = must_read_json(document);
  const core::Finding* finding = find(description.findings, "duplicate_disagrees");
  REQUIRE(finding != nullptr);
  CHECK(finding->where.find("two qubits") != std::string::npos);
  CHECK(finding->where.find("T2") == std::string::npos);  // the same time in another unit
  CHECK(must_validate(description).couplings[0].gate->infidelity == Approx(0.015).epsilon(1e-9));
}

TEST_CASE("a damaged Braket document of AQT is refused at the place of the damage") {
  const std::string properties = "/provider/properties/";
  for (const Damage& damage : {
           Damage{properties + "single_qubit_gate_fidelity/0/value", "100.5", "single_qubit_gate_fidelity/0/value"},
           Damage{properties + "mean_two_qubit_gate_fidelity/value", "-1", "mean_two_qubit_gate_fidelity"},
           Damage{properties + "mean_two_qubit_gate_fidelity", "98.5", "mean_two_qubit_gate_fidelity"},
           Damage{properties + "spam_fidelity_lower_bound", "\"99\"", "spam_fidelity_lower_bound"},
           Damage{properties + "readout_time_micros", "-3", "readout_time_micros"},
           Damage{properties + "updated_at", "17", "updated_at"},
       }) {
    check_damage(small_aqt(), damage);
  }
}

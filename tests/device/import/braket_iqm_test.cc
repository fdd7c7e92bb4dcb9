// Amazon Braket's documents of IQM: a small document, the public ones of Garnet, and broken ones.

#include "device/braket_files.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

using Operation = ErrorMetric::Operation;
using Per = ErrorMetric::Per;

TEST_CASE("a Braket document of IQM is read with echo and Ramsey times apart") {
  const DeviceDescription description = must_read_json(small_garnet());
  CHECK(description.format == "braket_iqm");
  CHECK(description.vendor == "IQM");
  CHECK(description.as_of->text() == "2026-05-05");
  CHECK(description.qubit_count == 3);
  CHECK(description.couplings == std::vector<std::pair<int, int>>{{0, 1}, {1, 2}});
  const Qubit& first = description.qubits[0];
  CHECK(first.label == "1");
  CHECK(first.t1_s.value == 4e-5);
  CHECK(first.t1_s.sigma == 1e-6);
  CHECK(first.t2_s.value == 1.5e-5);
  CHECK(first.t2_s.sigma == 2e-6);
  CHECK(first.t2_star_s.value == 8e-6);
  CHECK(first.t2_star_s.sigma == 4e-7);  // from the standardized section, which gives the same time
  CHECK(first.p1_given_0.value == 0.01);
  CHECK(first.p0_given_1.value == 0.02);
  CHECK(first.assignment_error.value == Approx(0.015).epsilon(1e-12));
  CHECK(find(description.findings, "duplicate_disagrees") == nullptr);
}

TEST_CASE("the figure per Clifford of IQM stands beside the figure of the gate") {
  const DeviceDescription description = must_read_json(small_garnet());
  const Gate& cz = gate_named(description, "cz", "1", "2");
  CHECK(cz.infidelity.value == Approx(0.01).epsilon(1e-12));
  CHECK(cz.infidelity.sigma == 0.001);
  CHECK(cz.metric.field == "fCZ");
  CHECK(cz.metric.method == "IRB");  // the standardized section says so of the same number
  CHECK(cz.metric.operation == Operation::simultaneous);
  CHECK(cz.metric.per == Per::gate);
  REQUIRE(cz.other_errors.size() == 1);
  CHECK(cz.other_errors[0].infidelity.value == Approx(0.03).epsilon(1e-12));
  CHECK(cz.other_errors[0].metric.per == Per::clifford);
  const Gate& prx = gate_named(description, "prx", "1");
  CHECK(prx.infidelity.value == Approx(0.001).epsilon(1e-12));
  CHECK(prx.metric.operation == Operation::simultaneous);
  CHECK(prx.metric.per == Per::unknown);
}

TEST_CASE("what IQM leaves out stays absent and a fidelity of 0 is a marker") {
  const DeviceDescription description = must_read_json(small_garnet());
  CHECK(description.qubits[1].t2_s.state == State::absent);
  CHECK(description.qubits[1].t2_star_s.state == State::absent);  // 0.0 in the standardized section
  CHECK(description.qubits[2].t1_s.state == State::absent);
  CHECK(gate_named(description, "prx", "2").infidelity.state == State::sentinel);
  CHECK(find_gate(description, "prx", "3") == nullptr);
  CHECK(find_gate(description, "cz", "2", "3") == nullptr);
  CHECK(must_validate(description).couplings[1].usable == Usable::unknown);
}

TEST_CASE("sections of a Braket document that differ are a finding and the provider's is used") {
  auto document = small_garnet();
  document["standardized"]["oneQubitProperties"]["1"]["T1"]["value"] = 5e-5;
  const DeviceDescription description = must_read_json(document);
  CHECK(description.qubits[0].t1_s.value == 4e-5);
  const core::Finding* finding = find(description.findings, "duplicate_disagrees");
  REQUIRE(finding != nullptr);
  CHECK(finding->where.find("T1 of 1") != std::string::npos);
}

TEST_CASE("the values of Garnet of July 2025 are those of its file") {
  if (!have_rigetti()) return;
  const DeviceDescription description = must_read(garnet_2025_07);
  CHECK(description.as_of->text() == "2025-07-06");
  CHECK(description.qubits.size() == 20);
  CHECK(description.couplings.size() == 30);
  const Qubit& last = qubit_named(description, "20");
  CHECK(last.t1_s.value == 3.7026072226129416e-05);
  CHECK(last.t1_s.sigma == 5.055791121038717e-06);
  CHECK(last.t2_s.value == 2.4439563224797446e-05);
  CHECK(last.t2_star_s.value == 1.461561312747013e-05);
  CHECK(last.p1_given_0.value == 0.0235);
  CHECK(last.p0_given_1.value == 0.0255);
  const Gate& cz = gate_named(description, "cz", "10", "15");
  CHECK(cz.infidelity.value == Approx(1 - 0.9280981886794738).epsilon(1e-14));
  CHECK(cz.infidelity.sigma == 0.011388950145979519);
  CHECK(cz.other_errors[0].infidelity.value == Approx(1 - 0.8606443781299434).epsilon(1e-14));
  CHECK(find(description.findings, "duplicate_disagrees") == nullptr);
}

TEST_CASE("the values of Garnet of August 2025 and May 2026 are those of their files") {
  if (!have_rigetti()) return;
  const DeviceDescription august = must_read(garnet_2025_08), may = must_read(garnet_2026);
  CHECK(august.as_of->text() == "2025-08-14");
  CHECK(gate_named(august, "cz", "10", "15").infidelity.value == Approx(1 - 0.9890404496834628).epsilon(1e-14));
  CHECK(gate_named(august, "cz", "10", "15").other_errors.empty());
  CHECK(gate_named(august, "prx", "12").infidelity.value == Approx(1 - 0.9993253208312064).epsilon(1e-14));
  CHECK(august.couplings.size() == 30);
  CHECK(may.as_of->text() == "2026-05-05");
  CHECK(may.couplings == august.couplings);  // listed both ways, and one way
  CHECK(gate_named(may, "cz", "10", "15").infidelity.value == Approx(1 - 0.9962580497519709).epsilon(1e-14));
  CHECK(qubit_named(may, "12").t2_s.value == 2.0704951144751803e-05);
  CHECK(qubit_named(may, "12").t2_star_s.state == State::absent);  // the only qubit without
  CHECK(must_validate(may).counts->connected.value == 20);
}

TEST_CASE("a damaged Braket document of IQM is refused at the place of the damage") {
  const std::string qubit = "/provider/properties/one_qubit/1/";
  for (const Damage& damage : {
           Damage{qubit + "T1", "\"40 us\"", "one_qubit/1/T1"},
           Damage{qubit + "T1", "1e308", "one_qubit/1/T1"},
           Damage{qubit + "fRO", "1.5", "one_qubit/1/fRO"},
           Damage{qubit + "f1Q_simultaneous_RB", "-0.1", "f1Q_simultaneous_RB"},
           Damage{qubit + "readout_error_0_to_1", "[]", "readout_error_0_to_1"},
           Damage{"/provider/properties/two_qubit/1-9", "{\"fCZ\": 0.9}", "two_qubit/1-9"},
           Damage{"/provider/properties/two_qubit/1-1", "{\"fCZ\": 0.9}", "two_qubit/1-1"},
           Damage{"/provider/properties", "null", "properties"},
           Damage{"/paradigm/connectivity/connectivityGraph/1", "[\"1\"]", "connectivityGraph"},
           Damage{"/service/updatedAt", "\"yesterday\"", "updatedAt"},
           Damage{"/standardized/oneQubitProperties/1/T1/unit", "\"furlong\"", "T1/unit"},
       }) {
    check_damage(small_garnet(), damage);
  }
}

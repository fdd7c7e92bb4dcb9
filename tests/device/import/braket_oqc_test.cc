// Amazon Braket's documents of OQC: a small document, the public one of Lucy, and broken ones.

#include "device/braket_files.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

TEST_CASE("a Braket document of OQC is read in microseconds with its gate in one direction") {
  const DeviceDescription description = must_read_json(small_lucy());
  CHECK(description.format == "braket_oqc");
  CHECK(description.qubits[0].t1_s.value == Approx(20e-6).epsilon(1e-12));
  CHECK(description.qubits[1].t2_s.value == Approx(51e-6).epsilon(1e-12));
  CHECK(description.qubits[1].assignment_error.value == Approx(0.26).epsilon(1e-12));
  const Gate& ecr = gate_named(description, "ecr", "0", "1");
  CHECK(ecr.qubits == std::vector{1, 0});
  CHECK(ecr.infidelity.value == Approx(0.05).epsilon(1e-12));
  CHECK(ecr.metric.field == "fCX");
  CHECK(ecr.metric.method == "RB");
  CHECK(gate_named(description, "sx", "0").infidelity.value == Approx(8e-4).epsilon(1e-10));  // v is sx
  CHECK(description.findings.empty());
}

TEST_CASE("the microseconds of OQC are a finding where no section names the unit") {
  auto document = small_lucy();
  document.erase("standardized");
  const DeviceDescription description = must_read_json(document);
  CHECK(description.qubits[0].t1_s.value == Approx(20e-6).epsilon(1e-12));
  CHECK(find(description.findings, "unit_assumed") != nullptr);
}

TEST_CASE("the values of Lucy are those of its file") {
  if (!have_rigetti()) return;
  const DeviceDescription description = must_read(lucy);
  CHECK(description.as_of->text() == "2022-12-07");
  CHECK(description.qubits.size() == 8);
  CHECK(description.couplings.size() == 8);
  CHECK(description.qubits[0].t1_s.value == Approx(20.332293813859128e-6).epsilon(1e-14));
  CHECK(description.qubits[3].t2_s.value == Approx(60.01746600795253e-6).epsilon(1e-14));
  CHECK(description.qubits[1].assignment_error.value == Approx(1 - 0.7415).epsilon(1e-14));
  const Gate& ecr = gate_named(description, "ecr", "4", "3");
  CHECK(ecr.qubits == std::vector{4, 3});
  CHECK(ecr.infidelity.value == Approx(1 - 0.9594188204098719).epsilon(1e-14));
  CHECK(gate_named(description, "sx", "7").infidelity.value == Approx(1 - 0.9994932125562057).epsilon(1e-12));
  CHECK(must_validate(description).counts->connected.value == 8);
}

TEST_CASE("a damaged Braket document of OQC is refused at the place of the damage") {
  const std::string pair = "/provider/properties/two_qubit/1-0/";
  for (const Damage& damage : {
           Damage{pair + "coupling/control_qubit", "0.5", "control_qubit"},
           Damage{pair + "coupling/control_qubit", "7.0", "control_qubit"},
           Damage{pair + "coupling/control_qubit", "0.0", "coupling"},
           Damage{pair + "fCX", "\"NaN\"", "fCX"},
           Damage{"/provider/properties/one_qubit/0/T1", "1e300", "one_qubit/0/T1"},
           Damage{"/provider/properties/one_qubit", "[]", "one_qubit"},
           Damage{"/paradigm/qubitCount", "0", "qubitCount"},
       }) {
    check_damage(small_lucy(), damage);
  }
}

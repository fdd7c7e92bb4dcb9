// What-if values: scaling, setting, and refusals that leave the description as it was.

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

DeviceDescription averages() {
  DeviceDescription description;
  description.name = "averages";
  description.source.description = "made for a test";
  description.all_to_all = true;
  description.average_qubit = line(1).qubits[0];
  description.average_one_qubit_gate = gate("u1q", {}, reported(3e-5));
  description.average_two_qubit_gate = gate("rzz", {}, reported(1e-3));
  return description;
}

}  // namespace

TEST_CASE("a number of qubits can be given to averages and is a finding") {
  DeviceDescription description = averages();
  REQUIRE(override_value(description, "physical_qubits", "56"));
  const DeviceModel model = must_validate(description);
  CHECK(model.counts->described.value == 56);
  CHECK(model.counts->connected.value == 56);
  CHECK(find(model.findings, "overridden_value")->where == "physical_qubits");
}

TEST_CASE("a file that describes each qubit keeps its number") {
  DeviceDescription description = line(3);
  CHECK(override_value(description, "physical_qubits", "3"));
  for (const std::string count : {"2", "4"}) {
    const auto status = override_value(description, "physical_qubits", count);
    REQUIRE_FALSE(status);
    CHECK(status.error().where == "--set physical_qubits");
    CHECK(description.qubit_count == 3);
  }
}

TEST_CASE("a factor scales what is known with its error bar and nothing else") {
  DeviceDescription description = line(3);
  description.qubits[1].t1_s = Quantity{};
  description.qubits[2].t1_s.sigma = 1e-6;
  gate_on(description, {0, 1}).infidelity = sentinel();
  REQUIRE(override_value(description, "t1", "2x"));
  REQUIRE(override_value(description, "cnot_infidelity", "0.5x"));
  CHECK(description.qubits[0].t1_s.value == 200e-6);
  CHECK(description.qubits[1].t1_s.state == State::absent);
  CHECK(description.qubits[2].t1_s.sigma == 2e-6);
  CHECK(gate_on(description, {0, 1}).infidelity.state == State::sentinel);
  CHECK(gate_on(description, {1, 2}).infidelity.value == 2e-3);
  CHECK(gate_on(description, {1}).infidelity.value == 3e-4);
}

TEST_CASE("a value is set everywhere also where none was known") {
  DeviceDescription description = line(3);
  description.qubits[1].t2_s = Quantity{};
  gate_on(description, {0, 1}).infidelity = sentinel();
  REQUIRE(override_value(description, "t2", "50us"));
  REQUIRE(override_value(description, "cnot_infidelity", "1e-3"));
  for (const Qubit& qubit : description.qubits) CHECK(qubit.t2_s.value == Approx(50e-6));
  CHECK(gate_on(description, {0, 1}).infidelity.value == 1e-3);
  CHECK(std::ranges::count(description.findings, "overridden_value", &core::Finding::code) == 2);
}

TEST_CASE("averages take overrides like single values") {
  DeviceDescription description = averages();
  REQUIRE(override_value(description, "cnot_infidelity", "2x"));
  REQUIRE(override_value(description, "t1", "10"));
  CHECK(description.average_two_qubit_gate->infidelity.value == 2e-3);
  CHECK(description.average_qubit->t1_s.value == 10);
}

TEST_CASE("an unknown key is refused with the known ones") {
  DeviceDescription description = line(2);
  const auto status = override_value(description, "physical_qubit", "2");
  REQUIRE_FALSE(status);
  CHECK(status.error().message.find("did you mean \"physical_qubits\"?") != std::string::npos);
  CHECK(status.error().message.find("cnot_infidelity") != std::string::npos);
}

TEST_CASE("unusable values are refused and change nothing") {
  DeviceDescription description = line(2);
  const std::string before = write_native(description);
  const std::pair<std::string, std::string> bad[] = {{"t1", ""},
                                                     {"t1", "-1"},
                                                     {"t1", "0x"},
                                                     {"t1", "nan"},
                                                     {"t1", "2 x"},
                                                     {"t1", "3GHz"},
                                                     {"t1", "1e999"},
                                                     {"t2", "x"},
                                                     {"physical_qubits", "0"},
                                                     {"physical_qubits", "2.5"},
                                                     {"physical_qubits", "1000000"},
                                                     {"cnot_infidelity", "1"},
                                                     {"cnot_infidelity", "1000x"}};
  for (const auto& [key, value] : bad) {
    INFO(key << "=" << value);
    const auto status = override_value(description, key, value);
    REQUIRE_FALSE(status);
    CHECK(status.error().where == "--set " + key);
    CHECK(write_native(description) == before);
  }
}

TEST_CASE("an override without anything to change is refused") {
  DeviceDescription description = line(1);
  CHECK_FALSE(override_value(description, "cnot_infidelity", "1e-3"));
}

TEST_CASE("one_qubit_infidelity is that of the physical pulse also where the gate is two pulses") {
  DeviceDescription description = line(2);
  for (Gate& one : description.gates) {
    if (one.qubits == std::vector<int>{1}) one.name = "u3";
  }
  REQUIRE(override_value(description, "one_qubit_infidelity", "1e-3"));
  DeviceModel model = must_validate(description);
  CHECK(model.qubits[0].gate->infidelity == 1e-3);
  CHECK(model.qubits[1].gate->infidelity == Approx(1e-3));
  REQUIRE(override_value(description, "one_qubit_infidelity", "0.5x"));
  model = must_validate(description);
  CHECK(model.qubits[0].gate->infidelity == 5e-4);
  CHECK(model.qubits[1].gate->infidelity == Approx(5e-4));
  CHECK(gate_on(description, {0, 1}).infidelity.value == 4e-3);
}

TEST_CASE("cnot_infidelity is that of a C-NOT also where two native gates make one") {
  DeviceDescription description = line(2);
  gate_on(description, {0, 1}).name = "iswap";
  REQUIRE(override_value(description, "cnot_infidelity", "1e-3"));
  const auto cnot = [&] { return core::cnot_infidelity_from_native(gate_on(description, {0, 1}).infidelity.value, 2); };
  CHECK(cnot() == Approx(1e-3).epsilon(1e-12));
  gate_on(description, {0, 1}).infidelity.sigma = 1e-4;
  REQUIRE(override_value(description, "cnot_infidelity", "3x"));
  CHECK(cnot() == Approx(3e-3).epsilon(1e-12));
  CHECK(*gate_on(description, {0, 1}).infidelity.sigma == Approx(3e-4).epsilon(1e-2));
}

TEST_CASE("every figure that a source gives of the same error follows an override") {
  DeviceDescription description = line(2);
  gate_on(description, {0, 1}).other_errors.push_back({reported(8e-3), {}});
  description.qubits[0].other_readouts.push_back({reported(0.02), reported(0.04), {}, {}});
  REQUIRE(override_value(description, "cnot_infidelity", "0.5x"));
  REQUIRE(override_value(description, "readout_error", "0.5x"));
  CHECK(gate_on(description, {0, 1}).other_errors[0].infidelity.value == 4e-3);
  CHECK(description.qubits[0].other_readouts[0].p0_given_1.value == 0.02);
}

TEST_CASE("readout_error sets or scales the assignment error with both of its probabilities") {
  DeviceDescription description = line(1);
  REQUIRE(override_value(description, "readout_error", "2x"));
  CHECK(description.qubits[0].p1_given_0.value == 0.02);
  CHECK(description.qubits[0].p0_given_1.value == 0.04);
  CHECK(description.qubits[0].assignment_error.state == State::absent);
  REQUIRE(override_value(description, "readout_error", "0.01"));
  CHECK(description.qubits[0].p1_given_0.value == 0.01);
  CHECK(description.qubits[0].p0_given_1.value == 0.01);
  CHECK(description.qubits[0].assignment_error.value == 0.01);
  CHECK_FALSE(override_value(description, "readout_error", "200x"));
}

TEST_CASE("a factor on t2 holds for the Ramsey time that stands in for it") {
  DeviceDescription description = line(1);
  description.qubits[0].t2_s = Quantity{};
  description.qubits[0].t2_star_s = reported(30e-6);
  REQUIRE(override_value(description, "t2", "2x"));
  CHECK(must_validate(description).qubits[0].t2_s == 60e-6);
  REQUIRE(override_value(description, "t2", "50us"));
  CHECK(*must_validate(description).qubits[0].t2_s == Approx(50e-6));
}

// Building circuits, and the errors of check with their places.
#include "qgauge/circuit.hpp"

#include <limits>
#include <string>

#include <catch2/catch.hpp>

using namespace qgauge;
using Catch::Matchers::Contains;
using circuit::GateKind;

namespace {

circuit::Circuit register_of(int qubits) {
  circuit::Circuit circuit;
  circuit.qubits = qubits;
  return circuit;
}

}  // namespace

TEST_CASE("appending keeps the order and the operands of operations") {
  auto circuit = register_of(3);
  circuit.append(GateKind::rz, 2, 0.25);
  circuit.append(GateKind::rzz, 2, 1, 0.5);
  circuit.append_barrier();
  circuit.measure_all();
  REQUIRE(circuit.operations.size() == 6);
  CHECK(circuit.operations[0].gate == GateKind::rz);
  CHECK(circuit.operations[0].qubits[0] == 2);
  CHECK(circuit.operations[0].parameter == 0.25);
  CHECK(circuit.operations[1].qubits == std::array<std::uint32_t, 2>{2, 1});
  CHECK(circuit.operations[1].parameter == 0.5);
  CHECK(circuit.operations[2].gate == GateKind::barrier);
  for (std::uint32_t q = 0; q < 3; ++q) {
    CHECK(circuit.operations[3 + q].gate == GateKind::measure);
    CHECK(circuit.operations[3 + q].qubits[0] == q);
  }
  CHECK(check(circuit));
}

TEST_CASE("an empty register with barriers passes the check") {
  auto circuit = register_of(0);
  circuit.append_barrier();
  circuit.measure_all();
  CHECK(check(circuit));
}

TEST_CASE("an operation beyond the register is refused with its number and its name") {
  auto circuit = register_of(2);
  circuit.append(GateKind::h, 1);
  circuit.append(GateKind::cx, 0, 2);
  const auto status = check(circuit);
  REQUIRE_FALSE(status);
  CHECK(status.error().code == core::ErrorCode::unusable_input);
  CHECK(status.error().where == "operation 1 (cx)");
  CHECK_THAT(status.error().message, Contains("qubit 2") && Contains("below 2"));
}

TEST_CASE("a two-qubit gate on one qubit is refused") {
  auto circuit = register_of(2);
  circuit.append(GateKind::cz, 1, 1);
  const auto status = check(circuit);
  REQUIRE_FALSE(status);
  CHECK_THAT(status.error().message, Contains("qubit 1 twice"));
}

TEST_CASE("a parameter that is not finite is refused") {
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    auto circuit = register_of(1);
    circuit.append(GateKind::rx, 0, bad);
    const auto status = check(circuit);
    REQUIRE_FALSE(status);
    CHECK_THAT(status.error().message, Contains("a finite number"));
  }
}

TEST_CASE("a negative delay is refused and a delay of zero is not") {
  auto circuit = register_of(1);
  circuit.append(GateKind::delay, 0, 0.0);
  CHECK(check(circuit));
  circuit.append(GateKind::delay, 0, -1e-9);
  const auto status = check(circuit);
  REQUIRE_FALSE(status);
  CHECK(status.error().where == "operation 1 (delay)");
}

TEST_CASE("a layout must name one device qubit for each register qubit and none twice") {
  auto circuit = register_of(2);
  circuit.layout = {7, 3};
  CHECK(check(circuit));
  circuit.layout = {7};
  CHECK_FALSE(check(circuit));
  circuit.layout = {7, 7};
  REQUIRE_FALSE(check(circuit));
  CHECK_THAT(check(circuit).error().message, Contains("qubit 7 twice"));
  circuit.layout = {-1, 7};
  CHECK_FALSE(check(circuit));
}

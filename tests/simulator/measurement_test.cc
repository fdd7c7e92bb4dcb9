// Measurement: which qubits are read, what becomes of the others, and readout error.

#include "simulator/measurement.hpp"

#include <vector>

#include <catch2/catch.hpp>

using namespace qgauge;
using circuit::GateKind;

TEST_CASE("Measured qubits are those that a circuit reads") {
  circuit::Circuit circuit;
  circuit.qubits = 5;
  circuit.append(GateKind::h, 1u);
  circuit.append(GateKind::measure, 1u);
  circuit.append_barrier();
  circuit.append(GateKind::x, 4u);
  circuit.append(GateKind::measure, 4u);
  REQUIRE(simulator::measured_qubits(circuit).value() == 0b10010);
}

TEST_CASE("An operation after the measurement of its qubit is an error that names it") {
  for (const GateKind gate : {GateKind::x, GateKind::delay, GateKind::measure, GateKind::rz}) {
    circuit::Circuit circuit;
    circuit.qubits = 2;
    circuit.append(GateKind::measure, 0u);
    circuit.append(GateKind::x, 1u);
    circuit.append(gate, 0u);
    const auto refused = simulator::measured_qubits(circuit);
    REQUIRE_FALSE(refused);
    REQUIRE(refused.error().where == "operation 2 (" + std::string(circuit::spec_of(gate).name) + ")");
  }
}

TEST_CASE("A two qubit gate after the measurement of its second qubit is an error") {
  circuit::Circuit circuit;
  circuit.qubits = 2;
  circuit.append(GateKind::measure, 1u);
  circuit.append(GateKind::cz, 0u, 1u);
  REQUIRE_FALSE(simulator::measured_qubits(circuit));
}

TEST_CASE("Qubits that are not measured are summed over and read zero") {
  std::vector<double> probabilities = {0.1, 0.2, 0.3, 0.4};
  simulator::marginalise(probabilities, 0b10);
  REQUIRE(probabilities[0] == Approx(0.3));
  REQUIRE(probabilities[2] == Approx(0.7));
  REQUIRE((probabilities[1] == 0 && probabilities[3] == 0));
}

TEST_CASE("Readout error mixes the two values of its qubit only") {
  std::vector<double> probabilities = {0.1, 0.2, 0.3, 0.4};
  simulator::confuse(probabilities, 1, {0.1, 0.25});
  REQUIRE(probabilities[0] == Approx(0.9 * 0.1 + 0.25 * 0.3));
  REQUIRE(probabilities[2] == Approx(0.1 * 0.1 + 0.75 * 0.3));
  REQUIRE(probabilities[1] == Approx(0.9 * 0.2 + 0.25 * 0.4));
  REQUIRE(probabilities[3] == Approx(0.1 * 0.2 + 0.75 * 0.4));
}

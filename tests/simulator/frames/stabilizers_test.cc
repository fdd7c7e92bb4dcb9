// The reference outcome, held against state vectors of random Clifford circuits.
#include "simulator/frames/stabilizers.hpp"

#include <catch2/catch.hpp>

#include "simulator/frames/fusion.hpp"
#include "simulator/frames/noisy_oracle.hpp"

using namespace qgauge;
using namespace qgauge::simulator;

namespace {

Eigen::VectorXd outcome_probabilities(const noise::NoisyCircuit& circuit) {
  Eigen::VectorXcd state = Eigen::VectorXcd::Unit(1 << circuit.qubits, 0);
  for (const noise::Step& step : circuit.steps) {
    std::vector<int> targets{static_cast<int>(step.qubits[0]), static_cast<int>(step.qubits[1])};
    targets.resize(step.operands);
    oracle::apply(circuit.unitaries[step.index], targets, state);
  }
  return state.cwiseAbs2();
}

std::size_t index_of(const std::vector<bool>& bits) {
  std::size_t index = 0;
  for (std::size_t q = 0; q < bits.size(); ++q) index |= std::size_t{bits[q]} << q;
  return index;
}

Stabilizers state_of(const noise::NoisyCircuit& circuit) {
  const auto steps = fused_steps(circuit);
  REQUIRE(steps);
  Stabilizers state(circuit.qubits);
  for (const FusedStep& step : *steps) state.apply(step.gate, step.qubits[0], step.qubits[1]);
  return state;
}

}  // namespace

TEST_CASE("The reference outcome of random Clifford circuits is one of the likeliest outcomes of the state vector") {
  oracle::Engine engine(4);
  for (int qubits = 1; qubits <= 8; ++qubits) {
    for (int i = 0; i < 60; ++i) {
      // Few gates leave many outcomes certain, many gates few.
      const auto circuit = noisy_oracle::random_clifford_circuit(qubits, 1 + i, 0, engine);
      const Eigen::VectorXd exact = outcome_probabilities(circuit);
      const auto outcome = index_of(state_of(circuit).outcome());
      REQUIRE(exact(static_cast<Eigen::Index>(outcome)) == Approx(exact.maxCoeff()).epsilon(1e-9));
    }
  }
}

TEST_CASE("A certain outcome of 130 qubits is found across words") {
  oracle::Engine engine(5);
  for (int i = 0; i < 5; ++i) {
    const auto forth = noisy_oracle::random_clifford_circuit(130, 1000, 0, engine);
    Stabilizers state = state_of(forth);
    std::vector<bool> expected(130);
    noise::NoisyCircuit back(130);
    for (int q = 0; q < 130; ++q) {
      if (oracle::below(2, engine) == 0) continue;
      expected[static_cast<std::size_t>(q)] = true;
    }
    for (auto step = forth.steps.rbegin(); step != forth.steps.rend(); ++step) {
      const Eigen::MatrixXcd inverse = forth.unitaries[step->index].adjoint();
      const int a = static_cast<int>(step->qubits[0]), b = static_cast<int>(step->qubits[1]);
      step->operands == 1 ? back.add_unitary({a}, inverse) : back.add_unitary({a, b}, inverse);
    }
    for (int q = 0; q < 130; ++q) {
      if (expected[static_cast<std::size_t>(q)]) back.add_unitary({q}, circuit::unitary_of(circuit::GateKind::x));
    }
    const auto steps = fused_steps(back);
    REQUIRE(steps);
    for (const FusedStep& step : *steps) state.apply(step.gate, step.qubits[0], step.qubits[1]);
    REQUIRE(state.outcome() == expected);
  }
}

// The noiseless executor: any unitary circuit of the gate table by state vector, in single or double precision.
// Knows no machine: a layout is ignored, and a wait does nothing.
#include <array>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "qgauge/simulator.hpp"
#include "simulator/batch.hpp"
#include "simulator/measurement.hpp"
#include "simulator/memory.hpp"

namespace qgauge::simulator {
namespace {

template <class Real>
void apply(StateVector<Real>& state, const circuit::Operation& operation) {
  const circuit::GateSpec& spec = circuit::spec_of(operation.gate);
  if (!spec.unitary) return;
  const std::array targets{static_cast<int>(operation.qubits[0]), static_cast<int>(operation.qubits[1])};
  const std::span used(targets.data(), static_cast<std::size_t>(spec.qubits));
  const Eigen::MatrixXcd unitary = circuit::unitary_of(operation.gate, operation.parameter);
  spec.diagonal ? state.apply_diagonal(used, unitary.diagonal()) : state.apply(used, unitary);
}

/// Amplitudes, probabilities, and the tree of sums that draw() makes of them.
template <class Real>
Demand demand_of(int qubits) {
  return {"a simulation by state vector", qubits, 1, static_cast<int>(2 * sizeof(Real) + 3 * sizeof(double))};
}

template <class Real>
core::Result<std::vector<double>> probabilities_of(const circuit::Circuit& circuit) {
  QGAUGE_CHECK(circuit::check(circuit));
  QGAUGE_CHECK(check_memory(demand_of<Real>(circuit.qubits)));
  QGAUGE_TRY(const std::uint64_t measured, measured_qubits(circuit));
  QGAUGE_TRY(auto state, StateVector<Real>::create(circuit.qubits));
  for (const circuit::Operation& operation : circuit.operations) apply(state, operation);
  std::vector<double> result = state.probabilities();
  marginalise(result, measured);
  return result;
}

/// Column by column: what the circuit makes of each basis state.
core::Result<Eigen::MatrixXcd> unitary_of(const circuit::Circuit& circuit) {
  const Eigen::Index d = Eigen::Index{1} << circuit.qubits;
  Eigen::MatrixXcd unitary(d, d);
  QGAUGE_TRY(auto state, StateVector<double>::create(circuit.qubits));
  for (Eigen::Index column = 0; column < d; ++column) {
    state.reset();
    state.set_amplitude(0, 0);
    state.set_amplitude(static_cast<std::uint64_t>(column), 1);
    for (const circuit::Operation& operation : circuit.operations) apply(state, operation);
    for (Eigen::Index row = 0; row < d; ++row) unitary(row, column) = state.amplitude(static_cast<std::uint64_t>(row));
  }
  return unitary;
}

template <class Real>
class IdealExecutor final : public execution::Executor {
 public:
  core::Result<execution::Samples> run(const execution::CircuitBatch& batch) const override {
    return run_batch(batch, worth_circuit_threads(batch, 1), [&](std::size_t i) -> core::Result<std::vector<double>> {
      auto result = probabilities_of<Real>(batch.circuits[i]);
      if (!result) result.error().where = fmt::format("circuit {}, {}", i, result.error().where);
      return result;
    });
  }

  std::optional<Eigen::MatrixXd> pauli_transfer_matrix(const circuit::Circuit& circuit) const override {
    constexpr int most_qubits = 2;
    if (circuit.qubits < 1 || circuit.qubits > most_qubits || !circuit::check(circuit)) return std::nullopt;
    const auto unitary = unitary_of(circuit);
    return unitary ? std::optional(noise::pauli_transfer_matrix(noise::unitary_channel(*unitary))) : std::nullopt;
  }
};

}  // namespace

std::unique_ptr<execution::Executor> ideal_executor(Precision precision) {
  if (precision == Precision::single_precision) return std::make_unique<IdealExecutor<float>>();
  return std::make_unique<IdealExecutor<double>>();
}

}  // namespace qgauge::simulator

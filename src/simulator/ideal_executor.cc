// The noiseless executor: any unitary circuit of the gate table by state vector, in single or double precision.
// Knows no machine: a layout is ignored, and a wait does nothing.
#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "qgauge/simulator.hpp"
#include "simulator/batch.hpp"
#include "simulator/measurement.hpp"

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

/// From here on a plan is cheaper than its gates one by one, and shots are drawn from the state itself.
constexpr int planned_qubits = 12;

template <class Real>
core::Result<StateVector<Real>> state_of(const circuit::Circuit& circuit) {
  QGAUGE_TRY(auto state, StateVector<Real>::create(circuit.qubits));
  if (circuit.qubits < planned_qubits) {
    for (const circuit::Operation& operation : circuit.operations) apply(state, operation);
    return state;
  }
  QGAUGE_TRY(const auto plan, Plan<Real>::make(circuit));
  QGAUGE_CHECK(state.run(plan));
  return state;
}

/// Shots in the order of their bits, those of qubits that are not measured left out.
template <class Real>
execution::CircuitSamples draw_from(const StateVector<Real>& state, std::uint64_t measured, std::uint64_t shots,
                                    core::Random& random) {
  std::vector<std::uint64_t> drawn = state.sample(shots, random);
  for (std::uint64_t& bits : drawn) bits &= measured;
  std::ranges::sort(drawn);
  execution::CircuitSamples samples{{}, static_cast<double>(shots)};
  for (const std::uint64_t bits : drawn) {
    if (samples.outcomes.empty() || samples.outcomes.back().bits != bits) samples.outcomes.push_back({bits, 0});
    ++samples.outcomes.back().weight;
  }
  return samples;
}

template <class Real>
core::Result<execution::CircuitSamples> samples_of(const circuit::Circuit& circuit, std::uint64_t shots,
                                                   core::Random random) {
  QGAUGE_CHECK(circuit::check(circuit));
  QGAUGE_TRY(const std::uint64_t measured, measured_qubits(circuit));
  QGAUGE_TRY(const auto state, state_of<Real>(circuit));
  if (circuit.qubits >= planned_qubits) return draw_from(state, measured, shots, random);
  std::vector<double> probabilities = state.probabilities();
  marginalise(probabilities, measured);
  return execution::draw(probabilities, shots, random);
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
    return run_batch(batch, worth_circuit_threads(batch, 1), [&](std::size_t i, const core::Random& random) {
      auto result = samples_of<Real>(batch.circuits[i], batch.shots, random);
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

  std::optional<std::vector<double>> probabilities(const circuit::Circuit& circuit) const override {
    if (!circuit::check(circuit)) return std::nullopt;
    const auto state = state_of<Real>(circuit);
    return state ? std::optional(state->probabilities()) : std::nullopt;
  }
};

}  // namespace

std::unique_ptr<execution::Executor> ideal_executor(Precision precision) {
  if (precision == Precision::single_precision) return std::make_unique<IdealExecutor<float>>();
  return std::make_unique<IdealExecutor<double>>();
}

}  // namespace qgauge::simulator

// The undisturbed path: see undisturbed_path.hpp.
#include "simulator/ensemble/undisturbed_path.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace qgauge::simulator {
namespace {

using State = StateVector<float>;

/// A function of the register alone: where a trajectory starts decides how it rounds.
std::size_t states_to_keep(const FusedCircuit& circuit, std::size_t most) {
  constexpr std::uint64_t budget_bytes = std::uint64_t{1} << 30;
  const std::uint64_t fit = budget_bytes / state_bytes(circuit.qubits(), false);
  return static_cast<std::size_t>(std::clamp<std::uint64_t>(fit, 1, most));
}

core::Status keep(PathStates& states, const State& state) {
  QGAUGE_TRY(State copy, State::create(state.qubits()));
  copy.copy_from(state);
  states.kept.push_back(std::move(copy));
  return {};
}

/// However unlikely the path has become, its amplitudes stay within single precision.
void normalise(State& state) {
  const double norm = state.norm_squared();
  constexpr double unlikely = 1e-6;
  if (norm > 0 && norm < unlikely) state.scale(1 / std::sqrt(norm));
}

/// From here on the gates of several blocks are planned together; below, one by one is faster.
constexpr int planned_qubits = 17;

/// Runs block `b`, at once or later with others: its pair's state must be known where outcomes depend on it.
core::Status advance(PathStates& states, const FusedCircuit& circuit, std::size_t b, State& state,
                     std::vector<Gate>& waiting) {
  const Block& block = circuit.blocks()[b];
  if (block.by_state) {
    QGAUGE_CHECK(flush(state, waiting));
    states.pairs[b] = state.reduced_density(block.qubits[0], block.qubits[1]);
  }
  if (block.by_state || circuit.qubits() < planned_qubits) {
    state.apply(block.qubits, block.undisturbed);
  } else {
    waiting.push_back(gate_of(block, block.undisturbed));
  }
  std::ranges::move(circuit.fault_probabilities(block, states.pairs[b]), std::back_inserter(states.path.faults));
  return {};
}

}  // namespace

core::Result<PathStates> run_undisturbed(const FusedCircuit& circuit,
                                         std::span<const execution::Observable> observables, std::size_t most_kept) {
  PathStates states;
  const std::size_t blocks = circuit.blocks().size(), keeping = states_to_keep(circuit, most_kept);
  states.stride = std::max<std::size_t>(1, (blocks + keeping - 1) / keeping);
  states.pairs.resize(blocks, PairState::Zero());
  QGAUGE_TRY(State state, State::create(circuit.qubits()));
  std::vector<Gate> waiting;
  for (std::size_t b = 0; b < blocks; ++b) {
    if (b % states.stride == 0) {
      QGAUGE_CHECK(flush(state, waiting));
      normalise(state);
      QGAUGE_CHECK(keep(states, state));
    }
    QGAUGE_CHECK(advance(states, circuit, b, state, waiting));
  }
  QGAUGE_CHECK(flush(state, waiting));
  states.path.values = values_of(state, observables);
  states.final_state.emplace(std::move(state));
  return states;
}

std::vector<double> values_of(const State& state, std::span<const execution::Observable> observables) {
  const double norm = state.norm_squared();
  if (norm == 0) return std::vector<double>(observables.size(), 0.0);  // a path that ends in a certain fault
  std::vector<double> values;
  for (const auto& observable : observables) {
    if (const auto* diagonal = std::get_if<execution::DiagonalObservable>(&observable)) {
      values.push_back(state.weighted_norm(diagonal->weights) / norm);
      continue;
    }
    std::complex<double> overlap = 0;
    for (const auto& [x, amplitude] : std::get<execution::StateFidelity>(observable).amplitudes) {
      overlap += std::conj(amplitude) * state.amplitude(x);
    }
    values.push_back(std::norm(overlap) / norm);
  }
  return values;
}

Gate gate_of(const Block& block, const Eigen::Matrix4cd& matrix) {
  return {{block.qubits[0], block.qubits[1]}, matrix};
}

core::Status flush(State& state, std::vector<Gate>& gates) {
  if (gates.empty()) return {};
  auto status = state.run_gates(gates);
  gates.clear();
  return status;
}

}  // namespace qgauge::simulator

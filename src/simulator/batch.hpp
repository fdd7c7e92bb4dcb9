// Running the circuits of a batch one by one or side by side, each from its own random stream. Used by the executors.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "qgauge/execution.hpp"
#include "simulator/parallel.hpp"

namespace qgauge::simulator {

/// Whether the circuits are so small that threads are better spent on circuits than inside gates.
inline bool worth_circuit_threads(const execution::CircuitBatch& batch, int bits_per_qubit) {
  if (batch.circuits.size() < 2 || omp_in_parallel() || omp_get_max_threads() < 2) return false;
  const auto small = [=](const circuit::Circuit& circuit) { return circuit.qubits * bits_per_qubit < parallel_qubits; };
  return std::ranges::all_of(batch.circuits, small);
}

/// probabilities(i) is the Result of the exact outcome probabilities of circuit i. The error of the first circuit that
/// fails, or counts drawn for all of them.
template <class Probabilities>
core::Result<execution::Samples> run_batch(const execution::CircuitBatch& batch, bool side_by_side,
                                           const Probabilities& probabilities) {
  execution::Samples samples;
  samples.circuits.resize(batch.circuits.size());
  std::vector<core::Status> statuses(batch.circuits.size());
#pragma omp parallel for schedule(dynamic) if (side_by_side)
  for (std::size_t i = 0; i < batch.circuits.size(); ++i) {
    auto exact = probabilities(i);
    if (exact) {
      core::Random random({batch.seed, batch.domain, i, 0});
      samples.circuits[i] = execution::draw(*exact, batch.shots, random);
    } else {
      statuses[i] = std::unexpected(std::move(exact).error());
    }
  }
  for (core::Status& outcome : statuses) QGAUGE_CHECK(std::move(outcome));
  return samples;
}

}  // namespace qgauge::simulator

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

/// From the outcomes of whole registers, which are then let go.
inline void answer_questions(const execution::CircuitBatch& batch, execution::Samples& samples) {
  samples.answers.resize(batch.questions.size());
  for (std::size_t i = 0; i < batch.questions.size(); ++i) {
    for (const execution::Question& question : batch.questions[i]) {
      samples.answers[i].push_back(execution::answer(samples.circuits[i], question));
    }
    if (!batch.questions[i].empty()) samples.circuits[i] = {};
  }
}

/// draw(i, random) is the Result of the shots of circuit i, drawn from its own stream. The error of the first circuit
/// that fails, or the shots of all of them.
template <class Draw>
core::Result<execution::Samples> run_batch(const execution::CircuitBatch& batch, bool side_by_side, const Draw& draw) {
  execution::Samples samples;
  samples.circuits.resize(batch.circuits.size());
  std::vector<core::Status> statuses(batch.circuits.size());
#pragma omp parallel for schedule(dynamic) if (side_by_side)
  for (std::size_t i = 0; i < batch.circuits.size(); ++i) {
    auto drawn = draw(i, core::Random({batch.seed, batch.domain, i, 0}));
    if (drawn) {
      samples.circuits[i] = std::move(*drawn);
    } else {
      statuses[i] = std::unexpected(std::move(drawn).error());
    }
  }
  for (core::Status& outcome : statuses) QGAUGE_CHECK(std::move(outcome));
  answer_questions(batch, samples);
  return samples;
}

}  // namespace qgauge::simulator

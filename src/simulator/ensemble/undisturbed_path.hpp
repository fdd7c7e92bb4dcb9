// The trajectory on which nothing happens: run once, with what every other one needs of it. Used by the engines. Knows
// no statistics.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "qgauge/simulator.hpp"
#include "simulator/ensemble/engine.hpp"

namespace qgauge::simulator {

/// The path and states on the way.
struct PathStates {
  UndisturbedPath path;
  std::size_t stride = 1;
  std::vector<StateVector<float>> kept;  ///< before every stride-th block
  std::vector<PairState> pairs;          ///< before each block that is by_state
  std::optional<StateVector<float>> final_state;

  const StateVector<float>& kept_before(int block) const { return kept[static_cast<std::size_t>(block) / stride]; }
  std::size_t first_block(int block) const { return static_cast<std::size_t>(block) / stride * stride; }
};

/// Keeps `most_kept` states at most, and no more than a gibibyte of them. Error (missing_resource).
core::Result<PathStates> run_undisturbed(const FusedCircuit& circuit,
                                         std::span<const execution::Observable> observables, std::size_t most_kept);

/// Of the normalised state; zeros where there is none.
std::vector<double> values_of(const StateVector<float>& state, std::span<const execution::Observable> observables);

Gate gate_of(const Block& block, const Eigen::Matrix4cd& matrix);

/// Runs the gates and empties the list.
core::Status flush(StateVector<float>& state, std::vector<Gate>& gates);

}  // namespace qgauge::simulator

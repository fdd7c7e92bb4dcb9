// Shots of one noisy circuit by trajectories. Used by the trajectory executor and the machine executor.
// Knows no machine.
#pragma once

#include "qgauge/execution.hpp"
#include "qgauge/noise.hpp"

namespace qgauge::simulator {

/// Every shot has a trajectory of its own, equal ones are simulated once. Error: no memory for the state.
core::Result<execution::CircuitSamples> trajectory_shots(const noise::NoisyCircuit& circuit, std::uint64_t shots,
                                                         core::Random& random);

}  // namespace qgauge::simulator

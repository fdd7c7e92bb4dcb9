// Observables of noisy circuits: exactly by density matrix, or to a given precision by trajectories of state vectors.
// Used by executors, protocols' benches and assess. Knows no machine: noise is in the circuit.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "qgauge/execution.hpp"
#include "qgauge/noise.hpp"

namespace qgauge::simulator {

/// How noise is simulated. `automatic` takes the density matrix of small registers, Pauli frames where the circuit is
/// Clifford and its noise Pauli noise as it stands, else trajectories: each is exact about every channel that it takes,
/// and no channel is ever twirled to fit.
enum class Method : std::uint8_t { automatic, density_matrix, trajectories, pauli_frames };

/// "density_matrix", "trajectories", "pauli_frames" or "automatic".
std::string_view name_of(Method method);
/// What `automatic` takes for a circuit; any other method as it is.
Method method_for(const noise::NoisyCircuit& circuit, Method asked);

struct EstimateOptions {
  Method method = Method::automatic;
  double precision = 0.005;  ///< half width of the interval that is asked for
  double level = 0.95;       ///< of the interval
  /// Trajectories or shots at most, at least 2; fewer where the precision is reached.
  std::uint64_t most_trajectories = 1'000'000;
  core::RandomKey key = {};  ///< stream of the circuit; its trajectories count in key.trajectory, from 0
};

/// Estimates of all observables of one noisy circuit. Trajectories are stratified: the one on which nothing happens is
/// simulated once and counts with its exact probability, the others by where their first fault happens and by how many
/// candidate events follow; effort goes to strata in proportion to weight times standard deviation (Neyman 1934). It
/// stops when every half width is within the precision, and looks only at 128, 192, 256, 384... trajectories. All
/// estimates are unbiased but for the rule of stopping. Errors: no observable or one that does not fit the register or
/// the method (unusable); no memory (missing_resource).
core::Result<execution::Estimates> estimate(const noise::NoisyCircuit& circuit,
                                            std::span<const execution::Observable> observables,
                                            const EstimateOptions& options);

/// Native, scheduled circuits of any size under a noise model by trajectories: every shot has a trajectory of its own,
/// equal ones are simulated once. The noise model must outlive the executor.
std::unique_ptr<execution::Executor> trajectory_executor(const noise::NoiseModel& model);

}  // namespace qgauge::simulator

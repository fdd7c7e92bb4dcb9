// Randomized benchmarking of many pairs, or of all qubits, at the same time (Gambetta et al., PRL 109, 240504). Used by
// assess. Knows no simulator.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

/// Sequences of disjoint parts, each its own and scheduled by itself; circuit c runs the parts' circuits c side by
/// side, all ending together, without barriers between parts. Lengths are common. Answers: a marginal a part.
struct SimultaneousPlan {
  std::vector<RbPlan> parts;  ///< without circuits
  execution::CircuitBatch batch;
};

/// `couplings` are indices of model.couplings, no qubit in two of them, at least one. Error: one without a gate.
core::Result<SimultaneousPlan> plan_rb_simultaneous_2q(const device::DeviceModel& model, std::span<const int> couplings,
                                                       const Options& options);
/// Of different qubits, at least one. Error: one without a pulse.
core::Result<SimultaneousPlan> plan_rb_simultaneous_1q(const device::DeviceModel& model, std::span<const int> qubits,
                                                       const Options& options);

/// The part that the removal of pulses needs of a device qubit.
using PartOfQubit = std::function<OneQubitPart(int qubit)>;

/// Of each part what estimate_rb_1q or estimate_rb_2q says of its answers, as figures called `.simultaneous`. Error:
/// samples of another plan.
core::Result<std::vector<figures::Figure>> estimate_rb_simultaneous(const SimultaneousPlan& plan,
                                                                    const execution::Samples& samples,
                                                                    const PartOfQubit& part);

}  // namespace qgauge::protocols

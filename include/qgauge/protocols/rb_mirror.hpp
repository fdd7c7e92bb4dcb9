// Mirror randomized benchmarking of a chain (Proctor et al., PRL 129, 150502). Used by assess. Knows no simulator.
#pragma once

#include <vector>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

/// Circuit c: a layer of random one-qubit Cliffords, lengths[c]/2 random layers, their inverses in reverse order, the
/// inverse of the first layer; a layer of random Paulis before each of the lengths[c] layers and before the last.
/// Answers: one, the distances from the outcome that the Paulis make of |0...0>.
struct MirrorRbPlan {
  std::vector<int> chain;
  execution::CircuitBatch batch;
  std::vector<int> lengths;  ///< even
};
/// Of at least two device qubits. Error: not a chain of calibrated couplings.
core::Result<MirrorRbPlan> plan_rb_mirror(const device::DeviceModel& model, const std::vector<int>& chain,
                                          const Options& options);

/// rb_mirror.process_infidelity.<N> and rb_mirror.average_infidelity.<N> of a random layer, (4^N-1)/4^N (1 - p) and
/// (2^N-1)/2^N (1 - p), from the decay p of the effective polarization to 0; missing where it does not decay. Error:
/// samples of another plan.
core::Result<std::vector<figures::Figure>> estimate_rb_mirror(const MirrorRbPlan& plan,
                                                              const execution::Samples& samples);

/// 4^n/(4^n-1) sum_k (-1/2)^k h_k - 1/(4^n-1), h_k the share of shots at distance k (Proctor et al., PRL 129, 150502,
/// eq. 2); in [-1, 1], 1 where every shot has distance 0. `distances` holds shots.
double effective_polarization(const execution::CircuitSamples& distances, int qubits);

}  // namespace qgauge::protocols

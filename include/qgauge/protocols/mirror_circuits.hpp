// Mirror circuits (Proctor et al., Nature Phys. 18, 75, arXiv:2008.11294) as metriq-gym publishes them: how often
// random Clifford layers, undone, end where they should. Used by assess. Knows no simulator.
#pragma once

#include <optional>
#include <vector>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

/// Width in qubits, and layers of the forward half: a circuit runs twice as many.
struct MirrorShape {
  int width;
  int layers;
  bool operator==(const MirrorShape&) const = default;
};

/// Circuits of one shape on the connected qubits that the reported errors predict the most of. Circuit c reads
/// targets[c] ideally and is asked for its distance from that.
struct MirrorPlan {
  MirrorShape shape;
  std::vector<int> qubits;  ///< of the device; register qubit k is qubits[k]
  execution::CircuitBatch batch;
  std::vector<std::vector<bool>> targets;
};
/// Error: no connected set of this width.
core::Result<MirrorPlan> plan_mirror_circuits(const device::DeviceModel& model, const MirrorShape& shape,
                                              const Options& options);

/// mirror_success.<w>x<l> and mirror_polarization.<w>x<l>, (S - 2^-w)/(1 - 2^-w) with S the mean success over circuits.
/// Error: samples of another plan.
core::Result<std::vector<figures::Figure>> estimate_mirror_circuits(const MirrorPlan& plan,
                                                                    const execution::Samples& samples);

/// mirror_capability.<w> from polarizations of one width at ascending numbers of layers: the most layers up to which
/// the polarization is at least 1/e. Low and high: the same of the lower and the upper ends. Where even the shallowest
/// fails it is 0; where the deepest still succeeds, more may be possible, which the assumptions say.
figures::Figure mirror_capability(int width, std::span<const int> layers,
                                  std::span<const figures::Figure> polarizations);

}  // namespace qgauge::protocols

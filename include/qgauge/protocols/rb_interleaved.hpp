// Interleaved randomized benchmarking of a pair's C-NOT (Magesan et al., PRL 109, 080505). Used by assess. Knows no
// simulator.
#pragma once

#include <vector>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

/// Sequences of random Cliffords, and others with the pair's gate behind every random Clifford. `batch` holds the
/// circuits of the reference first, then those with the gate; the series hold none.
struct InterleavedPlan {
  RbPlan reference;
  RbPlan interleaved;
  bool composite;  ///< the gate is a CX made of native gates that are not like it
  execution::CircuitBatch batch;
};
/// Error: no calibrated gates.
core::Result<InterleavedPlan> plan_rb_interleaved(const device::DeviceModel& model, const device::Coupling& coupling,
                                                  const Options& options);

/// rb_interleaved.cnot_infidelity, (d-1)/d (1 - p_C/p) with the sampling interval of both decays, and
/// rb_interleaved.systematic_bound; missing where either series does not decay. Error: samples of another plan.
core::Result<std::vector<figures::Figure>> estimate_rb_interleaved(const InterleavedPlan& plan,
                                                                   const execution::Samples& samples);

/// How far the estimate may lie from the gate's infidelity, d = 2^n: the smaller one of
/// (d-1)/d (|p - p_C/p| + 1 - p) and 2 (d^2-1)(1-p)/(p d^2) + 4 sqrt(1-p) sqrt(d^2-1)/p (Magesan et al., eq. 5), with p
/// the decay of the reference and p_C that of the interleaved series. A p above 1 counts as 1.
double interleaved_bound(double p, double p_c, int d);

}  // namespace qgauge::protocols

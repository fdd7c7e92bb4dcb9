// Direct randomized benchmarking of a pair (Proctor et al., PRL 123, 030503). Used by assess. Knows no simulator.
#pragma once

#include <vector>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

/// A uniformly random two-qubit Clifford, which prepares a random stabilizer state, then random layers (one-qubit
/// Cliffords, or a C-NOT on a quarter of them), then the Clifford that takes the state to a random computational one.
/// Lengths count layers. Error: no calibrated gates.
core::Result<RbPlan> plan_rb_direct(const device::DeviceModel& model, const device::Coupling& coupling,
                                    const Options& options);
/// rb_direct.process_infidelity.2 and rb_direct.average_infidelity.2 of a layer, 15/16 (1 - p) and 3/4 (1 - p); missing
/// where nothing survives. Error: samples of another plan.
core::Result<std::vector<figures::Figure>> estimate_rb_direct(const RbPlan& plan, const execution::Samples& samples);

}  // namespace qgauge::protocols

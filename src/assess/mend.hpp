// Where a mended qubit or coupling would improve a machine most. Called by the pipeline, which puts the findings into
// the report; knows no protocol and no rule.
#pragma once

#include <vector>

#include "assess/internal.hpp"

namespace qgauge::assess {

/// Up to three findings of each code, the largest gain first, of equals the lowest index: `largest_gain_error`, the
/// mean C-NOT error with a coupling at the median; `largest_gain_connected`, the connected qubits with what does not
/// work mended; `largest_gain_coherence`, the coherence limited mean with the times of a qubit at the medians. Each
/// figure is recomputed, none linearised. Nothing of a machine of averages, whose parts are all the same.
std::vector<core::Finding> what_to_mend(const device::DeviceDescription& description, const device::DeviceModel& model);

}  // namespace qgauge::assess

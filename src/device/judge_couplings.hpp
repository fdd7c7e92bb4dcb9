// Judges the couplings of a description: the best calibrated gate of each pair. A step of validate().
#pragma once

#include "qgauge/device.hpp"

namespace qgauge::device {

/// Fills model.couplings, sorted by pair, and appends findings. A two-qubit gate makes its pair a coupling.
void judge_couplings(const DeviceDescription& description, DeviceModel& model);

}  // namespace qgauge::device

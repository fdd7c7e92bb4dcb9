// Values that are possible but not believable: durations off by a factor, columns exchanged. A step of validate().
#pragma once

#include "qgauge/device.hpp"

namespace qgauge::device {

/// Appends findings; durations that are all 16 times too long become a sixteenth, other values stay. The description
/// has a qubit for each of the model.
void report_implausible(const DeviceDescription& description, DeviceModel& model);

}  // namespace qgauge::device

// Judges the qubits of a description: coherence, pulse and readout of the model. A step of validate().
#pragma once

#include "qgauge/device.hpp"

namespace qgauge::device {

/// Fills model.qubits and appends findings.
void judge_qubits(const DeviceDescription& description, DeviceModel& model);

}  // namespace qgauge::device

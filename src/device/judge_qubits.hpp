// Judges the qubits of a description: coherence, pulse and readout of the model. A step of validate().
#pragma once

#include "qgauge/device.hpp"

namespace qgauge::device {

/// Fills model.qubits and appends findings.
void judge_qubits(const DeviceDescription& description, DeviceModel& model);

/// Of the gates of one qubit the usable one that comes first in the table of pulses; null where none is usable.
const Gate* best_pulse(const std::vector<const Gate*>& gates);

}  // namespace qgauge::device

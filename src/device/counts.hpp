// The counts of qubits that rules read, and the largest connected set of working qubits. Used by validation.
// Must not know how qubits and couplings were judged usable.
#pragma once

#include "qgauge/device.hpp"

namespace qgauge::device {

/// Fills `counts`, `connected` and `connected_if_unknown_work` from the qubits and couplings of the model, and appends
/// the finding disconnected_graph where calibrated couplings leave several components.
void count_qubits(DeviceModel& model);

/// The same for a machine of `count` equal qubits with all pairs coupled, from its representative pair; does not look
/// at the other couplings.
void count_equal_qubits(DeviceModel& model, int count);

}  // namespace qgauge::device

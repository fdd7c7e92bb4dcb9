// Averages over a machine, given to the qubits and couplings that the source says nothing of. A step of validate().
#pragma once

#include "qgauge/device.hpp"

namespace qgauge::device {

/// The description with every quantity of a listed qubit that is absent, and every gate that a qubit or coupling lacks,
/// taken from the averages of the machine; says so in the finding average_used. A sentinel is not absent: it stays.
DeviceDescription with_averages(const DeviceDescription& description);

}  // namespace qgauge::device

// What a machine would be without some of its qubits: a what-if on a description. Called by cli for --drop-qubit. Knows
// no figure.
#pragma once

#include <string_view>

#include "qgauge/device.hpp"

namespace qgauge::device {

/// Marks qubits as not operational, as if the source did; their couplings fall with them. `names`: one qubit, or
/// several joined by commas, each by its label or, where no label is a number, by its index. One finding
/// `overridden_value` for all. Error: a qubit that the description does not list, or one that lists none; then the
/// description is unchanged.
core::Status drop_qubits(DeviceDescription& description, std::string_view names);

}  // namespace qgauge::device

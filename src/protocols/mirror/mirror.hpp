// What the work of mirror circuits needs of the circuits' plan. Private to the folder.
#pragma once

#include <optional>

#include "protocols/qubit_set.hpp"
#include "qgauge/protocols/mirror_circuits.hpp"

namespace qgauge::protocols {

/// The qubits on which circuits of this shape run, and the success that the reported errors predict.
std::optional<QubitSet> mirror_set(const device::DeviceModel& model, const MirrorShape& shape);

}  // namespace qgauge::protocols

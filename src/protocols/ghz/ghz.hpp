// What the work of GHZ states needs of the plan of one size. Private to the folder.
#pragma once

#include <optional>

#include "protocols/qubit_set.hpp"
#include "qgauge/protocols/ghz.hpp"

namespace qgauge::protocols {

/// The qubits of the state of this size, and the success that the reported errors predict.
std::optional<QubitSet> ghz_set(const device::DeviceModel& model, int size);

/// What reported errors and waits let expect of the fidelity of a state of this size: the set's success times what
/// relaxation leaves of every qubit in its waits. Error: what plan_ghz refuses.
core::Result<double> expected_ghz_fidelity(const device::DeviceModel& model, int size);

}  // namespace qgauge::protocols

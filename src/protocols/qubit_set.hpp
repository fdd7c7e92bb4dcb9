// Which qubits a wide protocol runs on: the connected set that reported errors predict the most of. Used by protocols
// that choose their own qubits. Private to the room. Must not know what runs on them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "qgauge/device.hpp"

namespace qgauge::protocols {

/// How often a protocol uses each member of its set.
struct SetUses {
  double gates = 1;   ///< of each coupling by which the set was grown
  double pulses = 0;  ///< of each qubit
};

struct QubitSet {
  std::vector<int> qubits;  ///< of the device, in the order in which they joined
  double log_success = 0;   ///< predicted, of all uses and of reading every qubit once
};

/// Whether the coupling has a gate that entangles, between operational qubits with a pulse.
bool is_usable(const device::DeviceModel& model, const device::Coupling& coupling);

/// `size` >= 2 qubits with known readout that usable couplings connect: from each coupling the set grows by the qubit
/// that costs least (Prim, Bell Syst. Tech. J. 36, 1389, 1957), and the best of those sets is taken. Process fidelities
/// 1 - 5/4 r of gates and 1 - 3/2 r of pulses and 1 minus the assignment errors are multiplied. Empty where there is no
/// set of this size.
std::optional<QubitSet> best_connected_set(const device::DeviceModel& model, int size, const SetUses& uses);

/// The usable couplings between `qubits`, as places in them.
std::vector<std::array<std::uint32_t, 2>> pairs_within(const device::DeviceModel& model,
                                                       const std::vector<int>& qubits);

/// The largest size for which there is one.
int largest_connected_size(const device::DeviceModel& model);
/// The largest width of Clifford circuits that can be simulated: that size, but at most 12 where a native gate is no
/// Clifford gate (like sqrt(iSWAP) and Sycamore), because those circuits need a state.
int largest_clifford_width(const device::DeviceModel& model);

}  // namespace qgauge::protocols

// compile: from circuits over any gate of the table to circuits over what a machine has, with the waiting made
// explicit. Used by protocols. Knows no noise and no simulator.
#pragma once

#include <vector>

#include "qgauge/circuit.hpp"
#include "qgauge/core.hpp"
#include "qgauge/device.hpp"

namespace qgauge::compile {

/// Rewrites `circuit`, whose layout names qubits of the device, into the machine's native gates: rz (virtual), sx and
/// x, and the two-qubit gate of each coupling in its usable direction (rzz with the angle pi/2).
/// One-qubit gates between barriers and entanglers are merged, with as few pulses as possible (none, one x or sx, or
/// two sx). Equal to the original up to a global phase. Errors: a pair without a calibrated coupling; a coupling whose
/// native gate entangles nothing (swap).
core::Result<circuit::Circuit> to_native(const circuit::Circuit& circuit, const device::DeviceModel& model);

/// As late as possible, barriers kept: every wait of a qubit between its first gate and the end of its barrier segment
/// becomes a delay in seconds. Virtual z rotations take no time; measurements start together at the end. A qubit waits
/// from its first operation to its last if that is a measurement, else to the end of the circuit: before, it is in |0>.
/// The operations stay in their order; waits below a picosecond are left out.
circuit::Circuit schedule(const circuit::Circuit& native, const device::DeviceModel& model);

/// Seconds that an operation of a native circuit takes on its qubits: the device's for pulses and entanglers (0 where
/// unknown), its parameter for a delay, 0 for z rotations, barriers and measurements.
double duration_of(const circuit::Operation& operation, const circuit::Circuit& circuit,
                   const device::DeviceModel& model);

}  // namespace qgauge::compile

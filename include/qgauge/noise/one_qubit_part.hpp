// How much of a reported two-qubit error belongs to the one-qubit gates of its benchmark. Used by the noise model,
// which takes that part out, by assess, which says so, and by tests. Knows metrics, no channel.
#pragma once

#include "qgauge/device.hpp"

namespace qgauge::noise {

/// How many pulses on each of the two qubits an error of this meaning holds, on average, beside its gate; 0 where it is
/// not said to hold any, and for figures of a whole Clifford, which are not taken apart.
/// - per cycle, RB: layers of random one-qubit Cliffords and of the gate alternate. With virtual z rotations 20 of the
///   24 Cliffords take one pulse, the other 4 none (McKay et al., PRA 96, 022330 (2017)): 5/6.
/// - per cycle, else: 1, as in cross-entropy benchmarking, where each qubit gets one pulse a cycle.
/// - per gate: 1, as in randomized benchmarking, where between two entanglers of a random two-qubit Clifford each qubit
///   gets one one-qubit gate.
double pulses_in_figure(const device::ErrorMetric& metric);

}  // namespace qgauge::noise

// Dynamical decoupling: pulses in the waits of a scheduled circuit that undo what always-on couplings do meanwhile.
// Used by protocols whose rules leave compilation free. Knows no noise and no simulator.
#pragma once

#include "qgauge/circuit.hpp"
#include "qgauge/device.hpp"

namespace qgauge::compile {

/// Puts X pulses into delays of a native, scheduled circuit whose layout names qubits of the device: two at a quarter
/// and three quarters of the wait or, on every other qubit of the coupling graph, four at its odd eighths, so that
/// couplings between two qubits that wait are undone too, and those to the control of an echoed gate (sign functions
/// that are orthogonal: Leung, Chuang, Yamaguchi and Yamamoto, PRA 61, 042310; Seif et al., arXiv 2403.06852). A delay
/// gets pulses where it has room for them and their process infidelity is less than that of the couplings, with
/// neighbours in random states. Equal to the original up to a global phase, and as long.
circuit::Circuit decoupled(const circuit::Circuit& scheduled, const device::DeviceModel& model);

}  // namespace qgauge::compile

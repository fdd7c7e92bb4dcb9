// Translation gate by gate, as to_native does it, also for machines that turn ZZ by any angle; and what it costs.
// Used by to_native and compile. Knows no routing and no fusion of two-qubit gates.
#pragma once

#include "qgauge/compile.hpp"

namespace qgauge::compile {

/// As to_native; with `any_zz_angle` a native rzz takes every angle in (0, pi/2], so that a rotation about XX, YY or ZZ
/// is one use.
core::Result<circuit::Circuit> translate(const circuit::Circuit& circuit, const device::DeviceModel& model,
                                         bool any_zz_angle);

/// Uses of the native gate that `translate` makes for a two-qubit operation.
int native_uses(const circuit::Operation& operation, circuit::GateKind native, bool any_zz_angle);

}  // namespace qgauge::compile

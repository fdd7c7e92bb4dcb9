// One-qubit unitaries as virtual z rotations and as few sx and x pulses as possible.
// Used by to_native. Knows no device: every machine's pulse is the same here.
#pragma once

#include <cstdint>
#include <vector>

#include "compile/rotation.hpp"

namespace qgauge::compile {

/// Appends the rotation on `qubit`: rz if it is diagonal, one x or sx between rz if its polar angle is pi or pi/2, else
/// rz sx rz sx rz (McKay et al., PRA 96, 022330, eqs. 8 and 9). Rotations by 0 are left out.
void append_pulses(std::vector<circuit::Operation>& operations, std::uint32_t qubit, const Rotation& rotation);

}  // namespace qgauge::compile

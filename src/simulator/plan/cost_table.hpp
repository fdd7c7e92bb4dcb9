// What a plan weighs: times of kernels for each SIMD target and precision. Committed data; nothing
// is timed when a plan is made, so that the same circuit always gets the same plan.
#pragma once

#include <array>
#include <string_view>

namespace qgauge::simulator {

/// Nanoseconds an amplitude and thread, inside a tile.
struct Costs {
  double rotation;              ///< of one qubit, three to a sweep
  double phase_share;           ///< of one phase that shares a diagonal with others
  std::array<double, 5> dense;  ///< by number of targets; [0] is not used
};

/// Of the named SIMD target, or of the nearest one that was measured.
const Costs& costs_of(std::string_view target, bool double_precision);

}  // namespace qgauge::simulator

// The order inside a segment: steps of one merged diagonal and the gates that follow it. Called by plan.cc.
// Knows no coordinates and no kernel.
#pragma once

#include <vector>

#include "simulator/plan/program.hpp"

namespace qgauge::simulator {

struct Step {
  std::vector<Item> phases;  ///< first
  std::vector<Item> gates;   ///< on different slots
};

/// Gates as early as they can be; phases in as few steps as possible: each may stand anywhere between the gates before
/// and after it on its slots, and an interval that no chosen step meets chooses its end. Phases that no gate of the
/// segment waits for go into `deferred`, where that is given, else into a last step of their own.
std::vector<Step> steps_of(const std::vector<Item>& segment, int slots, std::vector<Item>* deferred);

}  // namespace qgauge::simulator

// What the model's own channels say, exactly, of what a protocol estimated, and what the source reports of the same
// quantity. Private to the room.
#pragma once

#include <vector>

#include "qgauge/device.hpp"
#include "qgauge/execution.hpp"
#include "qgauge/figures.hpp"
#include "qgauge/noise.hpp"

namespace qgauge::assess {

/// Fills `truth` and `reported` of the figures of single qubits and pairs that have them.
void add_truths(const device::DeviceModel& model, const noise::NoiseModel& noise, const execution::Executor& executor,
                std::vector<figures::Figure>& figures);

}  // namespace qgauge::assess

// What the model's own channels say, exactly, of what a protocol estimated, and what the source reports of the same
// quantity. Private to the room.
#pragma once

#include <vector>

#include "qgauge/device.hpp"
#include "qgauge/execution.hpp"
#include "qgauge/figures.hpp"
#include "qgauge/noise.hpp"
#include "qgauge/protocols.hpp"

namespace qgauge::assess {

/// Fills `truth` and `reported` of the figures of single qubits and pairs that have them. The twirl over the 11,520
/// Cliffords of a pair, the truth of its error per Clifford, costs as much as the experiment: not at quick effort.
void add_truths(const device::DeviceModel& model, const noise::NoiseModel& noise, const execution::Executor& executor,
                protocols::Effort effort, std::vector<figures::Figure>& figures);

}  // namespace qgauge::assess

// Circuit layers a second that the described durations allow at most (CLOPS: Wack et al., arXiv:2110.14108; CLOPS_h:
// layers that fit the machine). Used by assess. No circuits are run.
#pragma once

#include <optional>
#include <vector>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

/// The least seconds that a layer takes: `pulses` pulses in a row of one qubit, then `entanglers` gates of a pair, by
/// the shortest durations described. Empty where the device gives no duration of a pulse or of a gate.
std::optional<double> shortest_layer_s(const device::DeviceModel& model, int pulses, int entanglers);

/// clops.bound and clops_v.bound in layers a second, 1/t of the shortest layer; bounds from 0, because readout, reset,
/// the repetition delay and everything classical only make a machine slower. Missing where durations are.
std::vector<figures::Figure> clops_figures(const device::DeviceModel& model);

}  // namespace qgauge::protocols

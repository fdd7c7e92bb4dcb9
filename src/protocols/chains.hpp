// Chains of qubits for protocols that run random layers: which they are, what a layer on them is expected to lose, and
// figures of its decay. Private to the room. Must not know the protocol.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

/// The best chain of so many qubits (see best_chain); of a machine of averages, where all are alike, the first qubits,
/// if they are coupled. Empty where there is none.
std::optional<std::vector<int>> chain_of(const device::DeviceModel& model, int qubits);
/// The error of a machine without any.
std::unexpected<core::Error> no_chain(const device::DeviceModel& model);

/// Of a random layer (random_layers.hpp) as the description predicts it, for the choice of lengths only. Error: not a
/// chain of calibrated couplings.
core::Result<double> expected_layer_decay(const device::DeviceModel& model, const std::vector<int>& chain);

/// scale (1 - p) with the interval of the fit.
figures::Figure decay_figure(const std::string& name, double scale, const figures::DecayFit& fit);

}  // namespace qgauge::protocols

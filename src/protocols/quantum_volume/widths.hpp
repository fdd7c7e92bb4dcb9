// Which widths of quantum volume circuits are worth running. Private to the room; called by the plan.
// Must not know what runs the circuits.
#pragma once

#include <vector>

#include "qgauge/protocols/quantum_volume.hpp"

namespace qgauge::protocols {

/// For the qubits that the errors make best, with the approximation that is worthwhile.
core::Result<compile::Compiled> compile_volume(const circuit::Circuit& circuit, const device::DeviceModel& model,
                                               const Options& options);

/// What the reported errors let expect of a compiled circuit: the product of the average fidelities of what was
/// synthesised and of all gates, of 1 minus the assignment errors, and of those of relaxation in all waits.
double expected_fidelity(const compile::Compiled& compiled, const device::DeviceModel& model);

/// How many qubits calibrated couplings connect.
int coupled_qubits(const device::DeviceModel& model);

struct VolumeWidths {
  std::vector<int> widths;  ///< ascending
  VolumeLimits limits;
};
/// Those that were asked for; else from a few below to a few above the one where the predicted heavy-output
/// probability 1/2 + (h - 1/2) F crosses what the rule asks for, up to the most qubits of the effort. Error: fewer than
/// two coupled qubits; a width that the machine has not.
core::Result<VolumeWidths> choose_widths(const device::DeviceModel& model, const Options& options);

}  // namespace qgauge::protocols

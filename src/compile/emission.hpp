// From placed blocks to operations that translation turns into native ones without loss: each pair block is synthesised
// over its coupling's gate, or kept where that is no worse. Called by compile. Knows no routing.
#pragma once

#include <span>
#include <vector>

#include "compile/blocks.hpp"
#include "compile/synthesis.hpp"

namespace qgauge::compile {

/// Whether rzz takes every angle: the options say so, or the device reports how its error depends on the angle.
bool takes_any_angle(const device::DeviceModel& model, const Options& options);

/// What synthesis knows of the native gate between two device qubits, which are coupled.
Entangler entangler_of(const device::DeviceModel& model, int a, int b, const Options& options);

struct Emission {
  std::vector<circuit::Operation> operations;  ///< on the wires of the blocks
  double synthesis_fidelity = 1;
};

/// `layout` names the device qubit of each wire.
Emission emission_of(const std::vector<Block>& blocks, std::span<const int> layout, const device::DeviceModel& model,
                     const Options& options);

/// Product of the average fidelities of the native circuit's gates, pulses and measurements, as reported.
double reported_fidelity(const circuit::Circuit& native, const device::DeviceModel& model, const Options& options);

}  // namespace qgauge::compile

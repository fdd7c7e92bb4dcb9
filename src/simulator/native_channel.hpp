// What one operation of a native circuit does on a noisy machine: gate and noise as one channel. Used by both ways of
// the density matrix executor. Knows no state.
#pragma once

#include <cstddef>

#include "qgauge/circuit.hpp"
#include "qgauge/core.hpp"
#include "qgauge/noise.hpp"

namespace qgauge::simulator {

/// An operation with its qubits named as the machine does.
struct NativeOperation {
  circuit::GateKind gate;
  int first;
  int second;  ///< of two-qubit gates
  double parameter;
};

/// Register qubit q of a circuit on the machine; an empty layout maps a register onto itself.
inline int device_qubit(const circuit::Circuit& circuit, std::uint32_t q) {
  return circuit.layout.empty() ? static_cast<int>(q) : circuit.layout[q];
}

NativeOperation native_operation(const circuit::Circuit& circuit, const circuit::Operation& operation);

/// The noise after the ideal gate: a pulse (sx, x), an entangling gate of a coupling, a virtual rz, or a wait.
/// Error: a gate that is not native, or one that the machine has no calibration for.
core::Result<noise::Channel> native_channel(const noise::NoiseModel& model, const NativeOperation& operation);

/// The circuit is well formed, small enough, and laid out on qubits of the machine.
core::Status check_noisy(const circuit::Circuit& circuit, const noise::NoiseModel& model);

}  // namespace qgauge::simulator

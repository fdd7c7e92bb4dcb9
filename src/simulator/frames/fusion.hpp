// A noisy circuit as few steps of one Clifford gate and one Pauli fault each: what acts on the same one or two qubits
// in a row becomes one step. Used by pauli_frames.cc. Knows no frame and no shot.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "qgauge/noise.hpp"
#include "simulator/frames/clifford.hpp"

namespace qgauge::simulator {

/// The gate, then the fault. A step on one qubit leaves operand 1 alone and names its qubit twice.
struct FusedStep {
  std::array<std::uint32_t, 2> qubits;
  bool pair;
  Clifford gate;
  PauliDistribution faults;
};

/// The same distribution of outcomes. Error (unusable): the first step that is neither a Clifford gate nor Pauli noise.
core::Result<std::vector<FusedStep>> fused_steps(const noise::NoisyCircuit& circuit);

}  // namespace qgauge::simulator

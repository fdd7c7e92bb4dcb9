// Native circuits on density matrices of any size that fits, through the SIMD kernels. Used by the density matrix
// executor for registers beyond two qubits, and by tests against the Pauli vectors of smaller ones.
#pragma once

#include <vector>

#include "simulator/native_channel.hpp"

namespace qgauge::simulator {

/// Exact probabilities of the register's 2^n values after a native circuit from |0...0>, without readout error. The
/// circuit has passed check_noisy. Errors: native_channel's, with the operation; memory.
core::Result<std::vector<double>> density_probabilities(const circuit::Circuit& circuit,
                                                        const noise::NoiseModel& model);

}  // namespace qgauge::simulator

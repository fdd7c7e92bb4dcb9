// Noisy circuits on density matrices. Used by the density-matrix executor and by estimates.
#pragma once

#include "qgauge/noise.hpp"
#include "qgauge/simulator.hpp"

namespace qgauge::simulator {

/// The state before readout. Errors: too many qubits (unusable), no memory (missing_resource).
core::Result<DensityMatrix> final_density_matrix(const noise::NoisyCircuit& circuit);

}  // namespace qgauge::simulator

// The density matrix of one or two qubits through a noisy circuit, by fixed-size arithmetic: what clusters of large
// registers mostly are. Used by density_evolution and machine_executor. Knows no machine.
#pragma once

#include <Eigen/Core>

#include "qgauge/noise.hpp"

namespace qgauge::simulator {

inline constexpr int max_pair_density_qubits = 2;

/// The state before readout, from |0...0>; index bit q is qubit q. Of one qubit the upper left 2x2 block.
Eigen::Matrix4cd pair_density(const noise::NoisyCircuit& circuit);

/// R_ij = tr(P_i E(P_j))/d of all steps together, Paulis I X Y Z per qubit, qubit 0 fastest.
Eigen::MatrixXd pair_transfer_matrix(const noise::NoisyCircuit& circuit);

}  // namespace qgauge::simulator

// Density matrices of one or two qubits as real vectors r_i = tr(P_i rho) over the Paulis I X Y Z, qubit 0 fastest:
// exact, and much cheaper than complex amplitudes, for randomized benchmarking runs millions of gates on such
// registers.
#pragma once

#include <array>
#include <vector>

#include <Eigen/Core>

#include "simulator/transfer_table.hpp"

namespace qgauge::simulator {

inline constexpr int max_pauli_register_qubits = 2;

/// Exact probabilities of the register's 2^n values after a native circuit from |0...0>, as measured without readout
/// error. The circuit has passed check_noisy. Errors: native_channel's, with the operation.
core::Result<std::vector<double>> pauli_probabilities(const circuit::Circuit& circuit, TransferTable& table);

/// The Pauli transfer matrix of a native circuit; measurements are left out.
core::Result<Eigen::MatrixXd> pauli_transfer_of(const circuit::Circuit& circuit, TransferTable& table);

}  // namespace qgauge::simulator

// Clifford operations on at most two qubits by what they do to Pauli operators, signs included, packed into integers.
// Used by the randomized benchmarking protocols. Must not know machines or circuits beyond their gates.
//
// Aaronson and Gottesman, PRA 70, 052328 (2004), with phases i^k X^x Z^z instead of signed rows.
#pragma once

#include <array>
#include <cstdint>

#include <Eigen/Core>

#include "qgauge/circuit.hpp"

namespace qgauge::protocols {

/// i^phase X^x Z^z, bit q of x and z for qubit q; Hermitian where phase and the number of Y agree in parity.
struct Pauli {
  std::uint8_t x = 0;
  std::uint8_t z = 0;
  std::uint8_t phase = 0;
  bool operator==(const Pauli&) const = default;
};

/// first times second as operators.
Pauli product(Pauli first, Pauli second);

/// Images U P U^dagger of X0, X1, Z0, Z1. A one-qubit operation leaves X1 and Z1 as they are.
struct Tableau {
  std::array<Pauli, 4> images;
  bool operator==(const Tableau&) const = default;
};

Tableau identity_tableau();
/// X on every qubit whose bit is set: takes |0...0> to |bits>.
Tableau flip_tableau(std::uint64_t bits);
/// Of a Clifford unitary of two qubits (4x4, qubit 0 least significant); asserts that it is one.
Tableau tableau_of(const Eigen::Matrix4cd& unitary);
/// Of a Clifford operation of the gate table on qubits 0 and 1.
Tableau tableau_of(const circuit::Operation& operation);
Pauli image_of(const Tableau& tableau, Pauli pauli);
/// `first`, then `second` in time.
Tableau then(const Tableau& first, const Tableau& second);
Tableau inverse_of(const Tableau& tableau);
/// Injective, 24 bits.
std::uint32_t key_of(const Tableau& tableau);
/// Pauli transfer matrix on one or two qubits (Paulis I X Y Z per qubit, qubit 0 fastest): a permutation with signs.
Eigen::MatrixXd transfer_matrix_of(const Tableau& tableau, int qubits);
/// The same of the unitary gates of a circuit of one or two qubits, which need not be Clifford gates.
Eigen::MatrixXd transfer_matrix_of(const circuit::Circuit& circuit);

}  // namespace qgauge::protocols

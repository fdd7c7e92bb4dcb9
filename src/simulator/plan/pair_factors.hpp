// Two-qubit gates that are a phase between one-qubit gates, up to an exchange of the qubits: CX, CZ, ECR, controlled
// rotations, SWAP, iSWAP, the Sycamore gate. Used by lowering.cc. Knows no circuit.
#pragma once

#include <optional>

#include <Eigen/Core>

namespace qgauge::simulator {

/// (after[1] (x) after[0]) SWAP^swap P (before[1] (x) before[0]); P multiplies |11> by exp(i angle).
struct PairFactors {
  Eigen::Matrix2cd before[2];
  double angle;
  bool swap;
  Eigen::Matrix2cd after[2];
};

/// Of a unitary that maps every value of one of its qubits to one value (a controlled gate, perhaps with a NOT), or
/// that is diagonal, perhaps after SWAP; index bit k is qubit k. Empty for any other. Exact within rounding.
std::optional<PairFactors> factor_pair(const Eigen::Matrix4cd& unitary);

bool is_unitary(const Eigen::MatrixXcd& matrix);

}  // namespace qgauge::simulator

// Exact figures of a channel: fidelities, unitarity, Pauli transfer matrix, Choi matrix. Used by protocols'
// self-checks, assess and tests through noise.hpp. Knows no gate and no machine.

#include <cassert>
#include <unsupported/Eigen/KroneckerProduct>

#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include "noise/paulis.hpp"
#include "qgauge/noise.hpp"

namespace qgauge::noise {
namespace {

int dimension(const Channel& channel) {
  assert(channel.superoperator.rows() == Eigen::Index{1} << (2 * channel.qubits));
  return 1 << channel.qubits;
}

/// Column k is vec(P_k), base-4 digit q of k the Pauli of qubit q.
Eigen::MatrixXcd pauli_basis(int qubits) {
  const Eigen::Index size = Eigen::Index{1} << (2 * qubits);
  Eigen::MatrixXcd basis(size, size);
  for (Eigen::Index k = 0; k < size; ++k) {
    Eigen::MatrixXcd product = Eigen::MatrixXcd::Identity(1, 1);
    for (int qubit = 0; qubit < qubits; ++qubit) {
      product = Eigen::kroneckerProduct(pauli_matrices[(k >> (2 * qubit)) & 3], product).eval();
    }
    basis.col(k) = product.reshaped();
  }
  return basis;
}

double distance_from_trace_preserving(const Channel& channel) {
  const Eigen::Index d = dimension(channel);
  const Eigen::RowVectorXcd trace = Eigen::MatrixXcd::Identity(d, d).reshaped().transpose();
  return (trace * channel.superoperator - trace).cwiseAbs().maxCoeff();
}

}  // namespace

double process_fidelity(const Channel& channel) {
  const double d = dimension(channel);
  return channel.superoperator.trace().real() / (d * d);
}

double average_infidelity(const Channel& channel) {
  return core::average_infidelity_from_process(1 - process_fidelity(channel), dimension(channel));
}

Eigen::MatrixXd pauli_transfer_matrix(const Channel& channel) {
  const Eigen::MatrixXcd basis = pauli_basis(channel.qubits);
  return (basis.adjoint() * channel.superoperator * basis).real() / dimension(channel);
}

double unitarity(const Channel& channel) {
  const Eigen::MatrixXd transfer = pauli_transfer_matrix(channel);
  const Eigen::Index unital = transfer.rows() - 1;
  return transfer.bottomRightCorner(unital, unital).squaredNorm() / static_cast<double>(unital);
}

// <r| E(|i><k|) |c> stands in the superoperator at (r + d c, i + d k) and in the Choi matrix at (r + d i, c + d k).
Eigen::MatrixXcd choi(const Channel& channel) {
  const Eigen::Index d = dimension(channel);
  Eigen::MatrixXcd matrix(d * d, d * d);
  for (Eigen::Index out = 0; out < d * d; ++out) {
    for (Eigen::Index in = 0; in < d * d; ++in) {
      matrix(out % d + d * (in % d), out / d + d * (in / d)) = channel.superoperator(out, in);
    }
  }
  return matrix;
}

bool is_cptp(const Channel& channel, double tolerance) {
  const Eigen::MatrixXcd matrix = choi(channel);
  if (!matrix.allFinite() || !(distance_from_trace_preserving(channel) <= tolerance)) return false;
  if ((matrix - matrix.adjoint()).cwiseAbs().maxCoeff() > tolerance) return false;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXcd> solver(matrix, Eigen::EigenvaluesOnly);
  return solver.eigenvalues().minCoeff() > -tolerance;
}

}  // namespace qgauge::noise

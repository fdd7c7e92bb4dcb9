// The representations of a channel and the ways between them; how far a map is from a channel; Pauli twirls.
// Used through channel.hpp. Knows no gate and no machine.

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <unsupported/Eigen/KroneckerProduct>

#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include "noise/paulis.hpp"
#include "qgauge/noise/channel.hpp"

namespace qgauge::noise {
namespace {

int qubits_of_entries(Eigen::Index entries) {
  int qubits = 0;
  while ((Eigen::Index{1} << (2 * qubits)) < entries) ++qubits;
  assert(Eigen::Index{1} << (2 * qubits) == entries && qubits > 0);
  return qubits;
}

Eigen::Index dimension(const Channel& channel) {
  assert(channel.superoperator.rows() == Eigen::Index{1} << (2 * channel.qubits));
  return Eigen::Index{1} << channel.qubits;
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

// <r| E(|i><k|) |c> stands in the superoperator at (r + d c, i + d k) and in the Choi matrix at (r + d i, c + d k).
// The same exchange of i and c leads back.
Eigen::MatrixXcd reshuffled(const Eigen::MatrixXcd& matrix, Eigen::Index d) {
  Eigen::MatrixXcd result(d * d, d * d);
  for (Eigen::Index row = 0; row < d * d; ++row) {
    for (Eigen::Index col = 0; col < d * d; ++col) {
      result(row % d + d * (col % d), row / d + d * (col / d)) = matrix(row, col);
    }
  }
  return result;
}

double trace_deviation(const Channel& channel) {
  const Eigen::Index d = dimension(channel);
  const Eigen::RowVectorXcd trace = Eigen::MatrixXcd::Identity(d, d).reshaped().transpose();
  return (trace * channel.superoperator - trace).cwiseAbs().maxCoeff();
}

}  // namespace

Eigen::MatrixXd pauli_transfer_matrix(const Channel& channel) {
  const Eigen::MatrixXcd basis = pauli_basis(channel.qubits);
  return (basis.adjoint() * channel.superoperator * basis).real() / static_cast<double>(dimension(channel));
}

Channel channel_from_pauli_transfer_matrix(const Eigen::MatrixXd& transfer) {
  const int qubits = qubits_of_entries(transfer.rows());
  const Eigen::MatrixXcd basis = pauli_basis(qubits);
  return {qubits, basis * transfer * basis.adjoint() / static_cast<double>(1 << qubits)};
}

Eigen::MatrixXcd choi(const Channel& channel) { return reshuffled(channel.superoperator, dimension(channel)); }

Channel channel_from_choi(const Eigen::MatrixXcd& choi) {
  const int qubits = qubits_of_entries(choi.rows());
  return {qubits, reshuffled(choi, Eigen::Index{1} << qubits)};
}

std::vector<Eigen::MatrixXcd> kraus_of(const Channel& channel) {
  const Eigen::Index d = dimension(channel);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXcd> solver(choi(channel));
  const double rounding = 1e-14 * static_cast<double>(d);
  std::vector<Eigen::MatrixXcd> kraus;
  for (Eigen::Index k = d * d - 1; k >= 0 && solver.eigenvalues()[k] > rounding; --k) {
    kraus.emplace_back(std::sqrt(solver.eigenvalues()[k]) * solver.eigenvectors().col(k).reshaped(d, d));
  }
  return kraus;
}

Channel channel_from_kraus(std::span<const Eigen::MatrixXcd> kraus) {
  assert(!kraus.empty());
  const Eigen::Index entries = kraus.front().size();
  Channel channel{qubits_of_entries(entries), Eigen::MatrixXcd::Zero(entries, entries)};
  for (const Eigen::MatrixXcd& k : kraus) channel.superoperator += Eigen::kroneckerProduct(k.conjugate(), k);
  return channel;
}

Deviation deviation_from_channel(const Channel& channel) {
  const Eigen::MatrixXcd matrix = choi(channel);
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  if (!matrix.allFinite()) return {unknown, unknown, unknown};
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXcd> solver(matrix, Eigen::EigenvaluesOnly);
  return {std::max(0.0, -solver.eigenvalues().minCoeff()), (matrix - matrix.adjoint()).cwiseAbs().maxCoeff(),
          trace_deviation(channel)};
}

bool is_cptp(const Channel& channel, double tolerance) {
  const Deviation deviation = deviation_from_channel(channel);
  return deviation.negativity < tolerance && deviation.hermiticity <= tolerance && deviation.trace <= tolerance;
}

std::vector<double> twirled_probabilities(const Channel& channel) {
  const Eigen::MatrixXcd basis = pauli_basis(channel.qubits), matrix = choi(channel);
  const auto square = static_cast<double>(dimension(channel) * dimension(channel));
  std::vector<double> probabilities;
  for (Eigen::Index k = 0; k < basis.cols(); ++k) {
    probabilities.push_back(std::max(0.0, basis.col(k).dot(matrix * basis.col(k)).real() / square));
  }
  return probabilities;
}

Channel pauli_twirl(const Channel& channel) { return pauli_channel(twirled_probabilities(channel)); }

}  // namespace qgauge::noise

// Factors of controlled and diagonal two-qubit gates: see pair_factors.hpp.
#include "simulator/plan/pair_factors.hpp"

#include <cmath>
#include <complex>

#include <Eigen/Eigenvalues>

namespace qgauge::simulator {
namespace {

using Eigen::Matrix2cd;
using Eigen::Matrix4cd;

constexpr double negligible = 1e-14;  // entries of unitaries are at most 1

Matrix4cd swap_rows(const Matrix4cd& m) {
  Matrix4cd swapped = m;
  swapped.row(1).swap(swapped.row(2));
  return swapped;
}

/// Qubit 0 becomes qubit 1 in rows and columns.
Matrix4cd exchange_qubits(const Matrix4cd& m) {
  Matrix4cd exchanged = swap_rows(m);
  exchanged.col(1).swap(exchanged.col(2));
  return exchanged;
}

Matrix2cd diagonal(std::complex<double> zero, std::complex<double> one) {
  Matrix2cd m = Matrix2cd::Zero();
  m.diagonal() << zero, one;
  return m;
}

PairFactors identity_factors() {
  const Matrix2cd one = Matrix2cd::Identity();
  return {{one, one}, 0, false, {one, one}};
}

std::optional<PairFactors> factor_diagonal(const Matrix4cd& m) {
  if (Matrix4cd(m - Matrix4cd(m.diagonal().asDiagonal())).cwiseAbs().maxCoeff() > negligible) return std::nullopt;
  PairFactors factors = identity_factors();
  factors.before[0] = diagonal(m(0, 0), m(1, 1));
  factors.before[1] = diagonal(1, m(2, 2) / m(0, 0));
  factors.angle = std::arg(m(3, 3) * m(0, 0) / (m(1, 1) * m(2, 2)));
  return factors;
}

/// Block `value` of the control, qubit 1, from the control's value `from`.
Matrix2cd block(const Matrix4cd& m, int to, int from) { return m.block<2, 2>(2 * to, 2 * from); }

/// exp(i phase) where qubit 1 reads 1, and W on qubit 0 there; W = V diag(1, exp(i angle)) V^dagger.
PairFactors controlled(const Matrix2cd& zero, const Matrix2cd& one) {
  // A unitary is normal: its complex Schur form is diagonal, and the Schur vectors are orthonormal.
  const Eigen::ComplexSchur<Matrix2cd> schur(zero.adjoint() * one);
  const Matrix2cd v = schur.matrixU();
  const std::complex<double> first = schur.matrixT()(0, 0), second = schur.matrixT()(1, 1);
  PairFactors factors = identity_factors();
  factors.before[0] = v.adjoint();
  factors.angle = std::arg(second / first);
  factors.after[0] = zero * v;
  factors.after[1] = diagonal(1, std::polar(1.0, std::arg(first)));
  return factors;
}

std::optional<PairFactors> factor_control_on_1(const Matrix4cd& m) {
  if (block(m, 1, 0).cwiseAbs().maxCoeff() <= negligible && block(m, 0, 1).cwiseAbs().maxCoeff() <= negligible) {
    return controlled(block(m, 0, 0), block(m, 1, 1));
  }
  if (block(m, 0, 0).cwiseAbs().maxCoeff() > negligible || block(m, 1, 1).cwiseAbs().maxCoeff() > negligible) {
    return std::nullopt;
  }
  PairFactors factors = controlled(block(m, 1, 0), block(m, 0, 1));
  factors.after[1] = factors.after[1].colwise().reverse().eval();  // NOT on the control
  return factors;
}

}  // namespace

std::optional<PairFactors> factor_pair(const Matrix4cd& unitary) {
  if (auto factors = factor_diagonal(unitary)) return factors;
  if (auto factors = factor_diagonal(swap_rows(unitary))) {
    factors->swap = true;
    return factors;
  }
  if (auto factors = factor_control_on_1(unitary)) return factors;
  auto factors = factor_control_on_1(exchange_qubits(unitary));
  if (!factors) return std::nullopt;
  std::swap(factors->before[0], factors->before[1]);
  std::swap(factors->after[0], factors->after[1]);
  return factors;
}

bool is_unitary(const Eigen::MatrixXcd& matrix) {
  constexpr double tolerance = 1e-12;
  const auto one = Eigen::MatrixXcd::Identity(matrix.rows(), matrix.cols());
  return (matrix.adjoint() * matrix - one).cwiseAbs().maxCoeff() <= tolerance;
}

}  // namespace qgauge::simulator

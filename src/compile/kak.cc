// The canonical form: the magic basis turns local gates into real rotations, so that U^T U is symmetric there and its
// real eigenvectors are the inner locals. Called through canonical_form. Knows no native gate.
// Sources: Tucci, quant-ph/0507171; Zhang, Vala, Sastry and Whaley, PRA 67, 042313; Watts et al., PRA 91, 062306.
#include "compile/kak.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <complex>
#include <numbers>
#include <utility>

#include <Eigen/Eigenvalues>
#include <Eigen/LU>

namespace qgauge::compile {
namespace {

using Complex = std::complex<double>;
using Eigen::Matrix2cd;
using Eigen::Matrix4cd;
using Eigen::Matrix4d;
using std::numbers::pi;
constexpr Complex i{0, 1};
/// What counts as lying on the face x = pi/4 or as c = 0 there: far above rounding, far below what a gate resolves.
constexpr double face_tolerance = 1e-12;

/// Bell states with phases: XX, YY and ZZ are diagonal, and local gates of determinant 1 are real.
const Matrix4cd& magic_basis() {
  static const Matrix4cd basis = [] {
    Matrix4cd m;
    m << 1, 0, 0, i, 0, i, 1, 0, 0, i, -1, 0, 1, 0, 0, -i;
    return Matrix4cd(m / std::numbers::sqrt2);
  }();
  return basis;
}

/// Eigenvalues of XX, YY and ZZ on the four states of the basis.
constexpr std::array<std::array<int, 4>, 3> signs{{{1, 1, -1, -1}, {-1, 1, -1, 1}, {1, -1, -1, 1}}};

double off_diagonal(const Matrix4cd& m) { return (m - Matrix4cd(m.diagonal().asDiagonal())).cwiseAbs().maxCoeff(); }

/// Real eigenvectors, of determinant 1, of a symmetric unitary: those of a mixture of its real and imaginary part,
/// which commute. A mixture in which different eigenvalues happen to meet mixes their vectors; another one is tried
/// then.
Matrix4d real_eigenvectors(const Matrix4cd& symmetric) {
  constexpr int tries = 16;
  constexpr double good = 2e-15;
  Matrix4d best;
  double least = 4;
  for (int k = 0; k < tries && least > good; ++k) {
    const double angle = 0.8 + 2.399963229728653 * k;  // the golden angle: no two mixtures are alike
    const Matrix4d mixture = std::cos(angle) * symmetric.real() + std::sin(angle) * symmetric.imag();
    const Eigen::SelfAdjointEigenSolver<Matrix4d> solver(mixture);
    const double rest = off_diagonal(solver.eigenvectors().transpose() * symmetric * solver.eigenvectors());
    if (rest >= least) continue;
    least = rest;
    best = solver.eigenvectors();
  }
  if (best.determinant() < 0) best.col(0) = -best.col(0);
  return best;
}

/// The factors of a tensor product, of determinant 1 each, and the phase that is left.
std::pair<LocalPair, double> factors(const Matrix4cd& product) {
  Eigen::Index row = 0, column = 0;
  product.cwiseAbs().maxCoeff(&row, &column);
  Matrix2cd first, second;
  for (int r = 0; r < 2; ++r)
    for (int c = 0; c < 2; ++c) {
      first(r, c) = product(2 * (row / 2) + r, 2 * (column / 2) + c);
      second(r, c) = product(2 * r + row % 2, 2 * c + column % 2);
    }
  first /= std::sqrt(first.determinant());
  second /= std::sqrt(second.determinant());
  const double phase = std::arg(product(row, column) / (first(row % 2, column % 2) * second(row / 2, column / 2)));
  return {LocalPair{first, second}, phase};
}

/// x, y, z and a common phase of the four angles: the signs are orthogonal to each other and to (1, 1, 1, 1).
Coordinates coordinates_of(const std::array<double, 4>& angles) {
  Coordinates coordinates{};
  for (std::size_t axis = 0; axis < 3; ++axis)
    for (std::size_t state = 0; state < 4; ++state) coordinates[axis] += signs[axis][state] * angles[state] / 4;
  return coordinates;
}

/// U = e^{i phase} after exp(...) before, with coordinates anywhere.
CanonicalForm raw_form(const Matrix4cd& unitary) {
  const double root_phase = std::arg(unitary.determinant()) / 4;
  const Matrix4cd& basis = magic_basis();
  const Matrix4cd m = basis.adjoint() * (unitary * std::polar(1.0, -root_phase)) * basis;
  const Matrix4d inner = real_eigenvectors(m.transpose() * m);
  const Matrix4cd squares = inner.transpose() * (m.transpose() * m) * inner;
  std::array<double, 4> angles;
  for (int k = 0; k < 4; ++k) angles[static_cast<std::size_t>(k)] = std::arg(squares(k, k)) / 2;
  Eigen::Vector4cd phases;
  const auto outer = [&] {
    for (int k = 0; k < 4; ++k) phases[k] = std::polar(1.0, -angles[static_cast<std::size_t>(k)]);
    return Matrix4d((m * inner * phases.asDiagonal()).real());
  };
  if (outer().determinant() < 0) angles[0] += pi;
  const auto [after, after_phase] = factors(basis * outer() * basis.adjoint());
  const auto [before, before_phase] = factors(basis * inner.transpose() * basis.adjoint());
  const double common = (angles[0] + angles[1] + angles[2] + angles[3]) / 4;
  return {root_phase + common + after_phase + before_phase, after, coordinates_of(angles), before};
}

Matrix2cd pauli(std::size_t axis) {
  constexpr std::array kinds{circuit::GateKind::x, circuit::GateKind::y, circuit::GateKind::z};
  return circuit::unitary_of(kinds[axis]);
}

/// exp(i pi/2 PP) = i PP is local.
void shift(CanonicalForm& form, std::size_t axis, int half_turns) {
  form.coordinates[axis] -= half_turns * pi / 2;
  form.phase += half_turns * pi / 2;
  if (half_turns % 2 != 0)
    for (Matrix2cd& local : form.after) local *= pauli(axis);
}

/// A Pauli matrix on one qubit turns the sign of the two other letters.
void flip_all_but(CanonicalForm& form, std::size_t kept) {
  for (std::size_t axis = 0; axis < 3; ++axis)
    if (axis != kept) form.coordinates[axis] = -form.coordinates[axis];
  form.after[0] *= pauli(kept);
  form.before[0] = pauli(kept) * form.before[0];
}

/// (P + Q)/sqrt 2 on both qubits exchanges the letters P and Q; the sign of the third letter cancels.
void exchange(CanonicalForm& form, std::size_t p, std::size_t q) {
  const Matrix2cd turn = (pauli(p) + pauli(q)) / std::numbers::sqrt2;
  std::swap(form.coordinates[p], form.coordinates[q]);
  for (Matrix2cd& local : form.after) local *= turn;
  for (Matrix2cd& local : form.before) local = turn * local;
}

void sort_by_size(CanonicalForm& form) {
  const auto order = [&](std::size_t p, std::size_t q) {
    if (std::abs(form.coordinates[p]) < std::abs(form.coordinates[q])) exchange(form, p, q);
  };
  order(0, 1);
  order(1, 2);
  order(0, 1);
}

/// Zhang et al., section III: the Weyl group, generated by shifts, exchanges and pairs of signs.
void move_into_chamber(CanonicalForm& form) {
  for (std::size_t axis = 0; axis < 3; ++axis)
    shift(form, axis, static_cast<int>(std::nearbyint(form.coordinates[axis] / (pi / 2))));
  sort_by_size(form);
  auto& [x, y, z] = form.coordinates;
  if (x < 0 && y < 0)
    flip_all_but(form, 2);
  else if (x < 0)
    flip_all_but(form, 1);
  else if (y < 0)
    flip_all_but(form, 0);
  if (z < 0 && x > pi / 4 - face_tolerance) form = reflected(form);
}

}  // namespace

Matrix4cd tensor(const Matrix2cd& first, const Matrix2cd& second) {
  Matrix4cd product;
  for (int r = 0; r < 2; ++r)
    for (int c = 0; c < 2; ++c) product.block<2, 2>(2 * r, 2 * c) = second(r, c) * first;
  return product;
}

Matrix4cd canonical_gate(const Coordinates& coordinates) {
  Eigen::Vector4cd phases;
  for (std::size_t state = 0; state < 4; ++state) {
    double angle = 0;
    for (std::size_t axis = 0; axis < 3; ++axis) angle += signs[axis][state] * coordinates[axis];
    phases[static_cast<Eigen::Index>(state)] = std::polar(1.0, angle);
  }
  return magic_basis() * phases.asDiagonal() * magic_basis().adjoint();
}

CanonicalForm reflected(const CanonicalForm& form) {
  CanonicalForm other = form;
  shift(other, 0, 1);
  flip_all_but(other, 1);
  return other;
}

Matrix4cd exchanged(const Matrix4cd& unitary) {
  Matrix4cd other = unitary;
  other.row(1).swap(other.row(2));
  other.col(1).swap(other.col(2));
  return other;
}

Matrix4cd swapped(const Matrix4cd& unitary) {
  Matrix4cd other = unitary;
  other.row(1).swap(other.row(2));
  return other;
}

double average_fidelity(const Coordinates& difference) {
  double cosines = 1, sines = 1;
  for (const double angle : difference) {
    cosines *= std::cos(angle) * std::cos(angle);
    sines *= std::sin(angle) * std::sin(angle);
  }
  return (4 + 16 * (cosines + sines)) / 20;
}

CanonicalForm canonical_form(const Matrix4cd& unitary) {
  CanonicalForm form = raw_form(unitary);
  move_into_chamber(form);
  return form;
}

Matrix4cd unitary_of(const CanonicalForm& form) {
  return std::polar(1.0, form.phase) * tensor(form.after) * canonical_gate(form.coordinates) * tensor(form.before);
}

}  // namespace qgauge::compile

// Gauss-Newton on Makhlin's local invariants (Quantum Inf. Process. 1, 243), from fixed starts. Called by word_of.
// Between three uses six angles matter: z rotations commute with E = exp(i 5 pi/24 ZZ), so that an Rx on each qubit, a
// z rotation and another Rx is all that local gates can add (see word.cc for E). About one start in two converges
// where a solution exists; on faces of the chamber the invariants are stationary, and no answer is given there.
#include "compile/sycamore_triple.hpp"

#include <array>
#include <cmath>
#include <complex>
#include <numbers>

#include <Eigen/Cholesky>

namespace qgauge::compile {
namespace {

using Eigen::Matrix2cd;
using Eigen::Matrix4cd;
using std::numbers::pi;
using Angles = Eigen::Matrix<double, 6, 1>;
using Invariants = Eigen::Vector3d;
using Jacobian = Eigen::Matrix<double, 3, 6>;
constexpr int starts = 10;
constexpr int iterations = 20;
constexpr double solved = 1e-13;

/// Of a unitary of determinant 1. U^T U in the magic basis has the trace of (Y x Y) U^T (Y x Y) U.
Invariants invariants_of(const Matrix4cd& u) {
  static const Eigen::Vector4d spin_flip(-1, 1, 1, -1);
  const Matrix4cd g = spin_flip.asDiagonal() * u.transpose().reverse() * spin_flip.asDiagonal() * u;
  const std::complex<double> trace = g.trace(), square = trace * trace;
  return {square.real() / 16, square.imag() / 16, (square - (g * g).trace()).real() / 4};
}

Matrix2cd rx(double angle) {
  const double c = std::cos(angle / 2), s = std::sin(angle / 2);
  return Matrix2cd{{c, {0, -s}}, {{0, -s}, c}};
}

Matrix2cd rz(double angle) { return Matrix2cd{{std::polar(1.0, -angle / 2), 0}, {0, std::polar(1.0, angle / 2)}}; }

/// What stands between the uses of E.
std::array<LocalPair, 2> middles(const Angles& p) {
  return {LocalPair{rx(p[0]), rx(p[1])}, LocalPair{rx(p[4]) * rz(p[2]), rx(p[5]) * rz(p[3])}};
}

Matrix4cd word_unitary(const Angles& p) {
  static const Matrix4cd e = canonical_gate({0, 0, 5 * pi / 24});
  const auto [first, second] = middles(p);
  return e.diagonal().asDiagonal() * tensor(second) * e.diagonal().asDiagonal() * tensor(first) *
         e.diagonal().asDiagonal();
}

Jacobian slope(const Angles& p) {
  constexpr double h = 1e-5;
  Jacobian jacobian;
  for (int k = 0; k < 6; ++k) {
    Angles up = p, down = p;
    up[k] += h;
    down[k] -= h;
    jacobian.col(k) = (invariants_of(word_unitary(up)) - invariants_of(word_unitary(down))) / (2 * h);
  }
  return jacobian;
}

/// The shortest step that would solve the linear problem; a little damping keeps it short where the slope vanishes.
Angles newton_step(const Jacobian& jacobian, const Invariants& miss) {
  const Eigen::Matrix3d normal = jacobian * jacobian.transpose() + 1e-3 * miss.norm() * Eigen::Matrix3d::Identity();
  return jacobian.transpose() * normal.ldlt().solve(miss);
}

std::optional<Angles> solve(const Invariants& wanted, Angles p) {
  Invariants miss = wanted - invariants_of(word_unitary(p));
  for (int k = 0; k < iterations; ++k) {
    if (miss.norm() < solved) return p;
    Angles step = newton_step(slope(p), miss);
    step *= std::min(1.0, 1 / step.norm());
    p += step;
    miss = wanted - invariants_of(word_unitary(p));
  }
  return {};
}

/// Spread evenly over the angles by the generalised golden ratio of six dimensions.
Angles start(int index) {
  constexpr double ratio = 1.1347241384015194;  // the root of g^7 = g + 1
  Angles p;
  double power = 1;
  for (int k = 0; k < 6; ++k) {
    power /= ratio;
    p[k] = 2 * pi * std::fmod(0.5 + (index + 1) * power, 1.0);
  }
  return p;
}

bool reaches(const Angles& p, const Coordinates& coordinates) {
  const auto made = canonical_form(word_unitary(p));
  const auto wanted = canonical_form(canonical_gate(coordinates));
  for (std::size_t axis = 0; axis < 3; ++axis)
    if (std::abs(made.coordinates[axis] - wanted.coordinates[axis]) > 1e-12) return false;
  return true;
}

/// Sycamore = SWAP E (R x R): the SWAPs move outwards and exchange the local gates that they pass.
std::vector<LocalPair> between_sycamores(const Angles& p) {
  const Matrix2cd undo = rz(pi / 12);
  const auto [first, second] = middles(p);
  return {LocalPair{undo * first[1], undo * first[0]}, LocalPair{undo * second[0], undo * second[1]}};
}

}  // namespace

std::optional<std::vector<LocalPair>> sycamore_triple(const Coordinates& coordinates) {
  const auto [x, y, z] = coordinates;
  const Coordinates beyond_swap{x + pi / 4, y + pi / 4, z + pi / 4};
  const Invariants wanted = invariants_of(canonical_gate(beyond_swap));
  for (int k = 0; k < starts; ++k)
    if (const auto p = solve(wanted, start(k)); p && reaches(*p, beyond_swap)) return between_sycamores(*p);
  return {};
}

}  // namespace qgauge::compile

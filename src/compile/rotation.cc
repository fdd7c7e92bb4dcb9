// Quaternions of the gates and their Euler angles. Used by to_native. The gates' matrices stand in circuit alone: here
// they are only stripped of their phase.
#include "compile/rotation.hpp"

#include <array>
#include <cassert>
#include <cmath>
#include <complex>
#include <cstddef>
#include <numbers>

#include <Eigen/LU>

namespace qgauge::compile {
namespace {

using circuit::GateKind;
using std::numbers::pi;
constexpr double snap_tolerance_rad = 1e-12;

using GateRotations = std::array<Rotation, static_cast<std::size_t>(GateKind::measure) + 1>;

/// Of the gates without a parameter, indexed by kind.
GateRotations fixed_rotations() {
  GateRotations rotations;
  for (const auto& spec : circuit::gate_list())
    if (spec.unitary && spec.qubits == 1 && !spec.parameter)
      rotations[static_cast<std::size_t>(spec.kind)] = rotation_of(Eigen::Matrix2cd(circuit::unitary_of(spec.kind)));
  return rotations;
}

}  // namespace

// Dividing by a square root of the determinant leaves SU(2): [[w - iz, -y - ix], [y - ix, w + iz]].
Rotation rotation_of(const Eigen::Matrix2cd& unitary) {
  const Eigen::Matrix2cd u = unitary / std::sqrt(unitary.determinant());
  return {(u(0, 0).real() + u(1, 1).real()) / 2, -(u(0, 1).imag() + u(1, 0).imag()) / 2,
          (u(1, 0).real() - u(0, 1).real()) / 2, (u(1, 1).imag() - u(0, 0).imag()) / 2};
}

Rotation rotation_of(GateKind gate, double parameter) {
  static const GateRotations fixed = fixed_rotations();
  const auto& spec = circuit::spec_of(gate);
  assert(spec.qubits == 1 && spec.unitary);
  if (!spec.parameter) return fixed[static_cast<std::size_t>(gate)];
  const double c = std::cos(parameter / 2), s = std::sin(parameter / 2);
  if (gate == GateKind::rx) return {c, s, 0, 0};
  if (gate == GateKind::ry) return {c, 0, s, 0};
  assert(gate == GateKind::rz || gate == GateKind::p);
  return {c, 0, 0, s};
}

// Multiplying out Rz Ry Rz gives w + iz = cos(theta/2) e^{i sum/2} and y - ix = sin(theta/2) e^{i difference/2}.
EulerAngles euler_angles(const Rotation& rotation) {
  const auto& [w, x, y, z] = rotation;
  const double cosine = std::sqrt(w * w + z * z), sine = std::sqrt(x * x + y * y);
  return {2 * std::atan2(sine, cosine), 2 * std::atan2(z, w), 2 * std::atan2(-x, y)};
}

double snapped(double angle) {
  double reduced = angle - 2 * pi * std::nearbyint(angle / (2 * pi));
  const double quarter_turns = std::nearbyint(reduced / (pi / 2));
  if (std::abs(reduced - quarter_turns * (pi / 2)) < snap_tolerance_rad) reduced = quarter_turns * (pi / 2);
  return reduced <= -pi ? reduced + 2 * pi : reduced;
}

}  // namespace qgauge::compile

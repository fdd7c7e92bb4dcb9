// A one-qubit unitary up to its phase, as a unit quaternion: cheap to multiply, exact about what a pulse sequence
// needs. Used by to_native. Knows no circuit and no device.
#pragma once

#include "qgauge/circuit.hpp"

namespace qgauge::compile {

/// w I - i (x X + y Y + z Z) with w^2 + x^2 + y^2 + z^2 = 1. q and -q are the same rotation.
struct Rotation {
  double w = 1;
  double x = 0;
  double y = 0;
  double z = 0;
};

/// `second` after `first`: the matrix product second * first (Hamilton's product, as -iX, -iY, -iZ multiply like i, j,
/// k).
inline Rotation compose(const Rotation& second, const Rotation& first) {
  const auto& [w, x, y, z] = second;
  return {w * first.w - x * first.x - y * first.y - z * first.z, w * first.x + x * first.w + y * first.z - z * first.y,
          w * first.y - x * first.z + y * first.w + z * first.x, w * first.z + x * first.y - y * first.x + z * first.w};
}

/// The rotation of a one-qubit unitary gate of the table.
Rotation rotation_of(circuit::GateKind gate, double parameter);

/// The rotation of any 2x2 unitary.
Rotation rotation_of(const Eigen::Matrix2cd& unitary);

/// U = Rz(sum/2 + difference/2) Ry(theta) Rz(sum/2 - difference/2), angles in radians. theta is in [0, pi].
/// Where theta is 0 only `sum` means anything, where it is pi only `difference`.
struct EulerAngles {
  double theta;
  double sum;
  double difference;
};
EulerAngles euler_angles(const Rotation& rotation);

/// The angle in (-pi, pi], and exactly k pi/2 where it lies within 1e-12 of it: so that Clifford gates stay Clifford
/// gates however often circuits are rewritten. 1e-12 is far above the rounding of a merged run (about 1e-16 times the
/// root of its length) and far below any angle that a pulse could resolve.
double snapped(double angle);

}  // namespace qgauge::compile

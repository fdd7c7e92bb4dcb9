// The Euler angles of a rotation as rz, sx and x. Used by to_native. Equal up to a global phase.
#include "compile/pulses.hpp"

#include <numbers>

namespace qgauge::compile {
namespace {

using circuit::GateKind;
using std::numbers::pi;

/// Appends operations on one qubit.
struct Line {
  std::vector<circuit::Operation>& operations;
  std::uint32_t qubit;

  void rz(double angle) const {
    if (const double exact = snapped(angle); exact != 0) operations.push_back({GateKind::rz, {qubit, 0}, exact});
  }
  void pulse(GateKind gate) const { operations.push_back({gate, {qubit, 0}, 0}); }
};

}  // namespace

// Ry(theta) = Rz(pi/2) Rx(theta) Rz(-pi/2), and x turns the sign of a z rotation that passes it.
void append_pulses(std::vector<circuit::Operation>& operations, std::uint32_t qubit, const Rotation& rotation) {
  const EulerAngles angles = euler_angles(rotation);
  const Line line{operations, qubit};
  const double theta = snapped(angles.theta);
  if (theta == 0) return line.rz(angles.sum);
  if (theta == pi) {
    line.pulse(GateKind::x);
    return line.rz(angles.difference + pi);
  }
  const double last = (angles.sum + angles.difference) / 2, first = (angles.sum - angles.difference) / 2;
  if (theta == pi / 2) {
    line.rz(first - pi / 2);
    line.pulse(GateKind::sx);
    return line.rz(last + pi / 2);
  }
  line.rz(first);
  line.pulse(GateKind::sx);
  line.rz(theta - pi);
  line.pulse(GateKind::sx);
  line.rz(last + pi);
}

}  // namespace qgauge::compile

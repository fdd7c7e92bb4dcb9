// Quaternions against matrices, Euler angles, and what snapping keeps.
#include "compile/rotation.hpp"

#include <cmath>
#include <complex>
#include <numbers>

#include <catch2/catch.hpp>

#include "circuit/dense_unitary.hpp"
#include "compile/small_machine.hpp"

using namespace qgauge;
using circuit::GateKind;
using std::numbers::pi;

namespace {

// A handful of products of 2x2 matrices with entries of at most 1.
constexpr double rounding = 1e-14;

Eigen::MatrixXcd matrix(const compile::Rotation& r) {
  const std::complex<double> i{0, 1};
  Eigen::MatrixXcd m(2, 2);
  m << r.w - i * r.z, -r.y - i * r.x, r.y - i * r.x, r.w + i * r.z;
  return m;
}

}  // namespace

TEST_CASE("the rotation of every one-qubit gate is its matrix up to a phase") {
  for (const auto& spec : circuit::gate_list()) {
    if (!spec.unitary || spec.qubits != 1) continue;
    CAPTURE(spec.name);
    for (const double angle : {0.0, 0.3, -2.0, pi}) {
      const auto expected = circuit::unitary_of(spec.kind, angle);
      CHECK(test::distance_up_to_phase(matrix(compile::rotation_of(spec.kind, angle)), expected) < rounding);
    }
  }
}

TEST_CASE("composing rotations is multiplying matrices") {
  for (const auto& first : circuit::gate_list())
    for (const auto& second : circuit::gate_list()) {
      if (!first.unitary || first.qubits != 1 || !second.unitary || second.qubits != 1) continue;
      const auto a = compile::rotation_of(first.kind, 0.4), b = compile::rotation_of(second.kind, 1.9);
      CHECK(test::distance_up_to_phase(matrix(compose(b, a)), matrix(b) * matrix(a)) < rounding);
    }
}

TEST_CASE("Euler angles give the rotation back") {
  core::Random random({.seed = 7});
  for (int i = 0; i < 1000; ++i) {
    compile::Rotation r;
    for (int k = 0; k < 6; ++k)
      r = compose(compile::rotation_of(k % 2 == 0 ? GateKind::rx : GateKind::rz, test::random_angle(random)), r);
    const auto angles = euler_angles(r);
    CHECK(angles.theta >= 0);
    CHECK(angles.theta <= pi);
    const Eigen::MatrixXcd rebuilt = circuit::unitary_of(GateKind::rz, (angles.sum + angles.difference) / 2) *
                                     circuit::unitary_of(GateKind::ry, angles.theta) *
                                     circuit::unitary_of(GateKind::rz, (angles.sum - angles.difference) / 2);
    CHECK(test::distance_up_to_phase(rebuilt, matrix(r)) < rounding);
  }
}

TEST_CASE("angles near a multiple of a right angle become exactly that multiple") {
  for (int k = -9; k <= 9; ++k)
    for (const double error : {0.0, 4e-13, -4e-13}) {
      const int quarter = ((k % 4) + 4) % 4;  // 0, 1, 2, 3 stand for 0, pi/2, pi, -pi/2
      const double expected = quarter == 3 ? -pi / 2 : quarter * (pi / 2);
      CHECK(compile::snapped(k * pi / 2 + error) == expected);
    }
}

TEST_CASE("other angles are only brought into the range from minus pi to pi") {
  CHECK(compile::snapped(pi / 4) == pi / 4);
  CHECK(compile::snapped(pi / 2 + 1e-9) == pi / 2 + 1e-9);
  CHECK(compile::snapped(5.0) == Approx(5.0 - 2 * pi).margin(rounding));
  CHECK(compile::snapped(-4.0) == Approx(2 * pi - 4.0).margin(rounding));
}

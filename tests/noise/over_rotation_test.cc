// Over-rotation unitaries against the matrices of the gates whose generators they share.

#include <cmath>
#include <complex>
#include <numbers>

#include <Eigen/SVD>
#include <catch2/catch.hpp>

#include "noise/random_channels.hpp"

namespace qgauge::noise {
namespace {

using namespace testing;
using circuit::GateKind;
using std::numbers::pi;

/// How far a 4x4 matrix is from a product of one-qubit matrices: its second operator-Schmidt coefficient.
double entangling_part(const Eigen::MatrixXcd& matrix) {
  Eigen::MatrixXcd rows(4, 4);  // row: entry of the high factor, column: entry of the low one
  for (int r = 0; r < 4; ++r) {
    for (int c = 0; c < 4; ++c) rows(r / 2 + 2 * (c / 2), r % 2 + 2 * (c % 2)) = matrix(r, c);
  }
  return Eigen::JacobiSVD<Eigen::MatrixXcd>(rows).singularValues()(1);
}

TEST_CASE("a one-qubit pulse overshoots about x") {
  for (const double a : {0.0, 0.01, -0.3, pi}) {
    const std::complex<double> off(0, -std::sin(a / 2));
    const Eigen::Matrix2cd expected{{std::cos(a / 2), off}, {off, std::cos(a / 2)}};
    CHECK(distance(over_rotation_unitary(GateKind::sx, a), expected) < rounding);
    CHECK(distance(over_rotation_unitary(GateKind::x, a), circuit::unitary_of(GateKind::rx, a)) < rounding);
  }
}

TEST_CASE("cz and rzz overshoot about ZZ") {
  const Eigen::MatrixXcd expected = circuit::unitary_of(GateKind::rzz, 0.07);
  CHECK(distance(over_rotation_unitary(GateKind::cz, 0.07), expected) < rounding);
  CHECK(distance(over_rotation_unitary(GateKind::rzz, 0.07), expected) < rounding);
}

TEST_CASE("cx and ecr overshoot about Z on the first qubit and X on the second") {
  const Eigen::MatrixXcd hadamard = circuit::unitary_of(GateKind::h);
  const Eigen::MatrixXcd on_second = Eigen::kroneckerProduct(hadamard, Eigen::Matrix2cd::Identity());
  const Eigen::MatrixXcd expected = on_second * circuit::unitary_of(GateKind::rzz, 0.07) * on_second;
  CHECK(distance(over_rotation_unitary(GateKind::cx, 0.07), expected) < rounding);
  CHECK(distance(over_rotation_unitary(GateKind::ecr, 0.07), expected) < rounding);
}

// cz, cx and ecr are rotations by pi/2 about their generator, iswap and swap by pi, up to one-qubit gates and the
// sense.
TEST_CASE("rotating back about the generator takes the entanglement out of every entangler") {
  for (const auto& [gate, angle] : {std::pair(GateKind::cz, pi / 2),
                                    {GateKind::cx, pi / 2},
                                    {GateKind::ecr, pi / 2},
                                    {GateKind::iswap, pi},
                                    {GateKind::swap, pi}}) {
    const Eigen::MatrixXcd ideal = circuit::unitary_of(gate);
    const double forth = entangling_part(ideal * over_rotation_unitary(gate, angle));
    const double back = entangling_part(ideal * over_rotation_unitary(gate, -angle));
    INFO(circuit::spec_of(gate).name);
    CHECK(std::min(forth, back) < rounding);
    CHECK(entangling_part(ideal) > 0.5);
  }
}

// From F_pro = |tr U|^2 / d^2 = cos^2(a/2): r = 2/3 sin^2(a/2) for one qubit, 4/5 sin^2(a/2) for two.
TEST_CASE("average infidelity of an over-rotation is its closed form") {
  const double square = std::pow(std::sin(0.05), 2);
  const auto infidelity = [](GateKind gate) {
    return average_infidelity(unitary_channel(over_rotation_unitary(gate, 0.1)));
  };
  CHECK(std::abs(infidelity(GateKind::sx) - 2.0 / 3 * square) < rounding);
  for (const GateKind gate : {GateKind::cz, GateKind::rxx, GateKind::ryy, GateKind::rzz, GateKind::cx, GateKind::ecr}) {
    CHECK(std::abs(infidelity(gate) - 4.0 / 5 * square) < rounding);
  }
}

}  // namespace
}  // namespace qgauge::noise

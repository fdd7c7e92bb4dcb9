// The canonical form gives back its unitary and lies in the chamber, for random, special and nearly degenerate ones.
#include "compile/kak.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include <catch2/catch.hpp>

#include "compile/random_unitary.hpp"
#include "compile/small_machine.hpp"

using namespace qgauge;
using circuit::GateKind;
using compile::CanonicalForm;
using compile::Coordinates;
using Eigen::Matrix4cd;
using std::numbers::pi;

namespace {

// Some thirty products of 4x4 matrices with entries of at most 1, each rounding 8 terms.
constexpr double rounding = 1e-13;

Matrix4cd dressed(const Matrix4cd& core, core::Random& random) {
  const auto locals = [&] { return compile::tensor(test::local_of(random), test::local_of(random)); };
  const Matrix4cd after = locals();
  return after * core * locals();
}

bool in_chamber(const Coordinates& c) {
  const double z = std::abs(c[2]);
  if (c[0] > pi / 4 - 1e-12 && c[2] < 0) return false;
  return c[0] <= pi / 4 + 1e-12 + rounding && c[0] >= c[1] - rounding && c[1] >= z - rounding;
}

void check_form(const Matrix4cd& unitary) {
  const CanonicalForm form = compile::canonical_form(unitary);
  CHECK((compile::unitary_of(form) - unitary).cwiseAbs().maxCoeff() < rounding);
  CHECK(in_chamber(form.coordinates));
  for (const auto* locals : {&form.after, &form.before})
    for (const auto& local : *locals)
      CHECK((local * local.adjoint() - Eigen::Matrix2cd::Identity()).cwiseAbs().maxCoeff() < rounding);
}

/// Every corner, edge and face of the chamber, and points beside them.
std::vector<Coordinates> special_coordinates() {
  std::vector<Coordinates> all;
  for (const double x : {0.0, pi / 8, pi / 4})
    for (const double y : {0.0, pi / 16, pi / 8, pi / 4})
      for (const double z : {0.0, pi / 24, -pi / 8, pi / 8, pi / 4})
        for (const double off : {0.0, 1e-15, 1e-12, 1e-9, 1e-6}) all.push_back({x - off, y + off, z + 2 * off});
  return all;
}

}  // namespace

TEST_CASE("the canonical form of a random unitary gives it back and lies in the Weyl chamber") {
  core::Random random({.seed = 11});
  for (int trial = 0; trial < 2000; ++trial) check_form(test::haar_unitary(random));
}

TEST_CASE("degenerate and nearly degenerate unitaries have a canonical form as exact as any") {
  core::Random random({.seed = 12});
  for (const Coordinates& coordinates : special_coordinates()) {
    check_form(compile::canonical_gate(coordinates));
    check_form(dressed(compile::canonical_gate(coordinates), random));
  }
  check_form(Matrix4cd::Identity());
  check_form(dressed(Matrix4cd::Identity(), random));
}

TEST_CASE("the coordinates of the table's gates are those that the literature gives") {
  const auto check = [](GateKind gate, const Coordinates& expected) {
    CAPTURE(circuit::spec_of(gate).name);
    const auto form = compile::canonical_form(circuit::unitary_of(gate, pi / 2));
    for (std::size_t axis = 0; axis < 3; ++axis) CHECK(std::abs(form.coordinates[axis] - expected[axis]) < rounding);
  };
  for (const auto gate : {GateKind::cx, GateKind::cz, GateKind::ecr, GateKind::rxx, GateKind::ryy, GateKind::rzz})
    check(gate, {pi / 4, 0, 0});
  check(GateKind::swap, {pi / 4, pi / 4, pi / 4});
  check(GateKind::iswap, {pi / 4, pi / 4, 0});
  check(GateKind::sqrt_iswap, {pi / 8, pi / 8, 0});
  check(GateKind::sycamore, {pi / 4, pi / 4, pi / 24});
}

TEST_CASE("local gates do not change the coordinates") {
  core::Random random({.seed = 13});
  for (int trial = 0; trial < 300; ++trial) {
    const Matrix4cd unitary = test::haar_unitary(random);
    const auto plain = compile::canonical_form(unitary), other = compile::canonical_form(dressed(unitary, random));
    for (std::size_t axis = 0; axis < 3; ++axis)
      CHECK(std::abs(plain.coordinates[axis] - other.coordinates[axis]) < 1e-12);
  }
}

TEST_CASE("the reflected form is the same unitary") {
  core::Random random({.seed = 14});
  for (int trial = 0; trial < 100; ++trial) {
    const Matrix4cd unitary = test::haar_unitary(random);
    const auto form = compile::reflected(compile::canonical_form(unitary));
    CHECK((compile::unitary_of(form) - unitary).cwiseAbs().maxCoeff() < rounding);
  }
}

TEST_CASE("the average fidelity from coordinates is that of the matrices") {
  core::Random random({.seed = 15});
  for (int trial = 0; trial < 200; ++trial) {
    const auto angle = [&] { return pi * (random.uniform() - 0.5); };
    const Coordinates a{angle(), angle(), angle()}, b{angle(), angle(), angle()};
    const double trace = std::abs((compile::canonical_gate(a).adjoint() * compile::canonical_gate(b)).trace());
    CHECK(std::abs(compile::average_fidelity({a[0] - b[0], a[1] - b[1], a[2] - b[2]}) - (4 + trace * trace) / 20) <
          rounding);
  }
}

// One-qubit unitaries as pulses: equality, the number of pulses, and no drift.
#include "compile/pulses.hpp"

#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <vector>

#include <catch2/catch.hpp>

#include "circuit/dense_unitary.hpp"
#include "compile/small_machine.hpp"

using namespace qgauge;
using circuit::GateKind;
using std::numbers::pi;

namespace {

/// Each of at most three z rotations is moved by at most the snapping tolerance, and half of that in the matrix.
constexpr double tolerance = 3 * 0.5e-12 + 1e-14;

circuit::Circuit pulses_of(const compile::Rotation& rotation) {
  circuit::Circuit circuit;
  circuit.qubits = 1;
  compile::append_pulses(circuit.operations, 0, rotation);
  return circuit;
}

int pulse_count(const circuit::Circuit& circuit) {
  return test::count_of(circuit, GateKind::sx) + test::count_of(circuit, GateKind::x);
}

struct Word {
  std::vector<GateKind> gates;
  Eigen::MatrixXcd unitary = Eigen::MatrixXcd::Identity(2, 2);
};

/// The 24 one-qubit Clifford gates as shortest words over h and s, by breadth-first search.
std::vector<Word> cliffords() {
  std::vector<Word> found{Word{}};
  for (std::size_t next = 0; next < found.size(); ++next)
    for (const auto gate : {GateKind::h, GateKind::s}) {
      Word word = found[next];
      word.gates.push_back(gate);
      word.unitary = circuit::unitary_of(gate) * word.unitary;
      bool known = false;
      for (const Word& other : found) known |= test::distance_up_to_phase(word.unitary, other.unitary) < 1e-9;
      if (!known) found.push_back(word);
    }
  return found;
}

compile::Rotation rotation_of(const Word& word) {
  compile::Rotation rotation;
  for (const auto gate : word.gates) rotation = compose(compile::rotation_of(gate, 0), rotation);
  return rotation;
}

}  // namespace

TEST_CASE("4 of the 24 one-qubit Clifford gates need no pulse and 20 need exactly one") {
  const auto group = cliffords();
  REQUIRE(group.size() == 24);
  std::map<int, int> with_pulses;
  int with_x = 0;
  for (const Word& word : group) {
    const auto native = pulses_of(rotation_of(word));
    ++with_pulses[pulse_count(native)];
    with_x += test::count_of(native, GateKind::x);
    CHECK(test::distance_up_to_phase(test::dense_unitary(native), word.unitary) < tolerance);
  }
  CHECK(with_pulses == std::map<int, int>{{0, 4}, {1, 20}});
  CHECK(with_x == 4);
}

TEST_CASE("the z rotations of a Clifford gate are exact multiples of a right angle") {
  for (const Word& word : cliffords())
    for (const auto& operation : pulses_of(rotation_of(word)).operations)
      if (operation.gate == GateKind::rz)
        CHECK((operation.parameter == pi || operation.parameter == pi / 2 || operation.parameter == -pi / 2));
}

TEST_CASE("any rotation is its pulses up to a phase with at most two of them") {
  core::Random random({.seed = 11});
  for (int i = 0; i < 2000; ++i) {
    compile::Rotation rotation;
    for (const auto gate : {GateKind::rz, GateKind::rx, GateKind::ry, GateKind::rz})
      rotation = compose(compile::rotation_of(gate, test::random_angle(random)), rotation);
    const auto native = pulses_of(rotation);
    CHECK(pulse_count(native) <= 2);
    const auto angles = compile::euler_angles(rotation);
    const Eigen::MatrixXcd expected = circuit::unitary_of(GateKind::rz, (angles.sum + angles.difference) / 2) *
                                      circuit::unitary_of(GateKind::ry, angles.theta) *
                                      circuit::unitary_of(GateKind::rz, (angles.sum - angles.difference) / 2);
    CHECK(test::distance_up_to_phase(test::dense_unitary(native), expected) < tolerance);
  }
}

TEST_CASE("a long run of Clifford gates still needs at most one pulse") {
  core::Random random({.seed = 13});
  compile::Rotation rotation;
  for (int i = 0; i < 100'000; ++i)
    rotation = compose(compile::rotation_of(random.below(2) == 0 ? GateKind::h : GateKind::s, 0), rotation);
  CHECK(pulse_count(pulses_of(rotation)) <= 1);
}

TEST_CASE("nothing is written for the identity and one rotation for a diagonal gate") {
  CHECK(pulses_of({}).operations.empty());
  CHECK(pulses_of({-1, 0, 0, 0}).operations.empty());
  const auto t = pulses_of(compile::rotation_of(GateKind::t, 0)).operations;
  REQUIRE(t.size() == 1);
  CHECK(t[0].gate == GateKind::rz);
  CHECK(t[0].parameter == Approx(pi / 4).epsilon(1e-15));
}

// The conventions of the unitaries: order of qubits, global phases, inverses, and what ECR and iSWAP are made of.
#include <array>
#include <cmath>
#include <complex>
#include <numbers>
#include <utility>

#include <catch2/catch.hpp>

#include "circuit/dense_unitary.hpp"
#include "qgauge/circuit.hpp"

using namespace qgauge;
using circuit::GateKind;
using circuit::unitary_of;
using std::numbers::pi;

namespace {

// Products of a few 4x4 matrices with entries of at most 1 in double precision.
constexpr double rounding = 1e-14;
const std::complex<double> i{0, 1};

bool equal(const Eigen::MatrixXcd& a, const Eigen::MatrixXcd& b) { return (a - b).cwiseAbs().maxCoeff() < rounding; }

circuit::Circuit pair_circuit() {
  circuit::Circuit pair;
  pair.qubits = 2;
  return pair;
}

}  // namespace

TEST_CASE("self-inverse gates and pairs of inverses multiply to the identity with its phase") {
  constexpr std::array pairs{std::pair{GateKind::id, GateKind::id},   std::pair{GateKind::x, GateKind::x},
                             std::pair{GateKind::y, GateKind::y},     std::pair{GateKind::z, GateKind::z},
                             std::pair{GateKind::h, GateKind::h},     std::pair{GateKind::s, GateKind::sdg},
                             std::pair{GateKind::t, GateKind::tdg},   std::pair{GateKind::sx, GateKind::sxdg},
                             std::pair{GateKind::cx, GateKind::cx},   std::pair{GateKind::cz, GateKind::cz},
                             std::pair{GateKind::ecr, GateKind::ecr}, std::pair{GateKind::swap, GateKind::swap}};
  for (const auto& [gate, inverse] : pairs) {
    CAPTURE(circuit::spec_of(gate).name);
    const Eigen::MatrixXcd product = unitary_of(inverse) * unitary_of(gate);
    CHECK(equal(product, Eigen::MatrixXcd::Identity(product.rows(), product.cols())));
  }
}

TEST_CASE("rotations compose by adding their angles") {
  for (const auto gate :
       {GateKind::rx, GateKind::ry, GateKind::rz, GateKind::p, GateKind::rxx, GateKind::ryy, GateKind::rzz}) {
    CAPTURE(circuit::spec_of(gate).name);
    CHECK(equal(unitary_of(gate, 0.4) * unitary_of(gate, 0.9), unitary_of(gate, 1.3)));
  }
}

TEST_CASE("square roots square to the gate with its phase") {
  CHECK(equal(unitary_of(GateKind::sx) * unitary_of(GateKind::sx), unitary_of(GateKind::x)));
  CHECK(equal(unitary_of(GateKind::s) * unitary_of(GateKind::s), unitary_of(GateKind::z)));
  CHECK(equal(unitary_of(GateKind::t) * unitary_of(GateKind::t), unitary_of(GateKind::s)));
}

TEST_CASE("rotations by pi are the Pauli gates times minus i") {
  CHECK(equal(unitary_of(GateKind::rx, pi), -i * unitary_of(GateKind::x)));
  CHECK(equal(unitary_of(GateKind::ry, pi), -i * unitary_of(GateKind::y)));
  CHECK(equal(unitary_of(GateKind::rz, pi), -i * unitary_of(GateKind::z)));
  CHECK(equal(unitary_of(GateKind::p, pi / 2), unitary_of(GateKind::s)));
  CHECK(equal(unitary_of(GateKind::sx), std::polar(1.0, pi / 4) * unitary_of(GateKind::rx, pi / 2)));
}

TEST_CASE("cx flips its second qubit where its first reads 1") {
  const auto u = unitary_of(GateKind::cx);
  for (int control : {0, 1})
    for (int target : {0, 1}) {
      const int from = control + 2 * target, to = control + 2 * (target ^ control);
      CHECK(u(to, from) == 1.0);
    }
}

TEST_CASE("ecr is (IX - XY) over root two with the right letter on its first qubit") {
  Eigen::MatrixXcd expected(4, 4);
  expected << 0, 1, 0, i, 1, 0, -i, 0, 0, i, 0, 1, -i, 0, 1, 0;
  CHECK(equal(unitary_of(GateKind::ecr), expected / std::sqrt(2.0)));
}

TEST_CASE("ecr is a cx between local Clifford gates") {
  auto from_cx = pair_circuit();
  from_cx.append(GateKind::s, 0);
  from_cx.append(GateKind::sx, 1);
  from_cx.append(GateKind::cx, 0, 1);
  from_cx.append(GateKind::x, 0);
  CHECK(test::distance_up_to_phase(test::dense_unitary(from_cx), unitary_of(GateKind::ecr)) < rounding);
}

TEST_CASE("iswap exchanges its qubits and multiplies what it exchanged by i") {
  auto from_swap = pair_circuit();
  from_swap.append(GateKind::swap, 0, 1);
  from_swap.append(GateKind::cz, 0, 1);
  from_swap.append(GateKind::s, 0);
  from_swap.append(GateKind::s, 1);
  CHECK(equal(test::dense_unitary(from_swap), unitary_of(GateKind::iswap)));
}

TEST_CASE("two sqrt_iswap gates are an iswap with its phase") {
  CHECK(equal(unitary_of(GateKind::sqrt_iswap) * unitary_of(GateKind::sqrt_iswap), unitary_of(GateKind::iswap)));
}

TEST_CASE("sycamore is the inverse of iswap and a controlled phase of minus a sixth of pi") {
  Eigen::MatrixXcd controlled_phase = Eigen::MatrixXcd::Identity(4, 4);
  controlled_phase(3, 3) = std::polar(1.0, -pi / 6);
  CHECK(equal(unitary_of(GateKind::iswap) * unitary_of(GateKind::sycamore), controlled_phase));
}

TEST_CASE("rxx and ryy are rzz with the letters of both qubits turned") {
  auto xx = pair_circuit(), yy = pair_circuit();
  for (const int q : {0, 1}) xx.append(GateKind::h, q);
  for (const int q : {0, 1}) yy.append(GateKind::sx, q);
  xx.append(GateKind::rzz, 0, 1, 0.7);
  yy.append(GateKind::rzz, 0, 1, 0.7);
  for (const int q : {0, 1}) xx.append(GateKind::h, q);
  for (const int q : {0, 1}) yy.append(GateKind::sxdg, q);
  CHECK(equal(test::dense_unitary(xx), unitary_of(GateKind::rxx, 0.7)));
  CHECK(equal(test::dense_unitary(yy), unitary_of(GateKind::ryy, 0.7)));
}

TEST_CASE("rotations by pi about two letters are their product times minus i") {
  const auto both = [](GateKind letter) {
    auto circuit = pair_circuit();
    for (const int q : {0, 1}) circuit.append(letter, q);
    return test::dense_unitary(circuit);
  };
  CHECK(equal(unitary_of(GateKind::rxx, pi), -i * both(GateKind::x)));
  CHECK(equal(unitary_of(GateKind::ryy, pi), -i * both(GateKind::y)));
  CHECK(equal(unitary_of(GateKind::rzz, pi), -i * both(GateKind::z)));
}

TEST_CASE("rzz at a right angle is a cz between local z rotations") {
  auto from_cz = pair_circuit();
  from_cz.append(GateKind::cz, 0, 1);
  from_cz.append(GateKind::rz, 0, pi / 2);
  from_cz.append(GateKind::rz, 1, pi / 2);
  CHECK(test::distance_up_to_phase(test::dense_unitary(from_cz), unitary_of(GateKind::rzz, pi / 2)) < rounding);
}

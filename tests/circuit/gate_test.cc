// The columns of the gate table against each other and against the unitaries.
#include <array>
#include <complex>
#include <set>
#include <string>

#include <Eigen/LU>
#include <catch2/catch.hpp>

#include "circuit/dense_unitary.hpp"
#include "qgauge/circuit.hpp"

using namespace qgauge;
using circuit::GateKind;

namespace {

// Products of at most three 4x4 matrices with entries of at most 1: 3 * 4 roundings of 2^-53 each stay far below this.
constexpr double rounding = 1e-14;
constexpr double generic_angle = 0.7;

Eigen::MatrixXcd unitary(const circuit::GateSpec& spec) {
  return circuit::unitary_of(spec.kind, spec.parameter ? generic_angle : 0);
}

Eigen::MatrixXcd pauli(int index, int qubits) {
  constexpr std::array letters{GateKind::id, GateKind::x, GateKind::y, GateKind::z};
  Eigen::MatrixXcd low = circuit::unitary_of(letters[index % 4]);
  if (qubits == 1) return low;
  const Eigen::MatrixXcd high = circuit::unitary_of(letters[index / 4]);
  Eigen::MatrixXcd product(4, 4);
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 4; ++j) product(i, j) = high(i / 2, j / 2) * low(i % 2, j % 2);
  return product;
}

/// A Clifford gate maps every Pauli operator to plus or minus one.
bool maps_paulis_to_paulis(const Eigen::MatrixXcd& u, int qubits) {
  const int count = qubits == 1 ? 4 : 16;
  for (int p = 0; p < count; ++p) {
    const Eigen::MatrixXcd image = u * pauli(p, qubits) * u.adjoint();
    bool found = false;
    for (int q = 0; q < count; ++q)
      for (const double sign : {1.0, -1.0}) found |= (image - sign * pauli(q, qubits)).cwiseAbs().maxCoeff() < rounding;
    if (!found) return false;
  }
  return true;
}

/// Makhlin's invariants (Quantum Inf. Process. 1, 243) in the magic basis: equal exactly for locally equivalent gates.
std::array<std::complex<double>, 2> local_invariants(const Eigen::MatrixXcd& u) {
  const std::complex<double> i{0, 1};
  Eigen::Matrix4cd magic;
  magic << 1, 0, 0, i, 0, i, 1, 0, 0, i, -1, 0, 1, 0, 0, -i;
  magic /= std::sqrt(2.0);
  const Eigen::Matrix4cd m = magic.adjoint() * u * magic;
  const Eigen::Matrix4cd g = m.transpose() * m;
  const std::complex<double> trace = g.trace(), determinant = u.determinant();
  return {trace * trace / (16.0 * determinant), (trace * trace - (g * g).trace()) / (4.0 * determinant)};
}

}  // namespace

TEST_CASE("every gate is found by its name and no name occurs twice") {
  std::set<std::string_view> names;
  for (const auto& spec : circuit::gate_list()) {
    CAPTURE(spec.name);
    CHECK(names.insert(spec.name).second);
    CHECK(circuit::find_gate(spec.name) == &spec);
    CHECK(&circuit::spec_of(spec.kind) == &spec);
  }
  CHECK(circuit::find_gate("CX") == nullptr);
  CHECK(circuit::find_gate("") == nullptr);
}

TEST_CASE("every gate marked unitary is unitary and as large as its number of qubits says") {
  for (const auto& spec : circuit::gate_list()) {
    if (!spec.unitary) continue;
    CAPTURE(spec.name);
    const auto u = unitary(spec);
    REQUIRE(u.rows() == (1 << spec.qubits));
    REQUIRE(u.cols() == u.rows());
    CHECK((u * u.adjoint() - Eigen::MatrixXcd::Identity(u.rows(), u.cols())).cwiseAbs().maxCoeff() < rounding);
  }
}

TEST_CASE("exactly the gates with a diagonal matrix are marked diagonal") {
  for (const auto& spec : circuit::gate_list()) {
    CAPTURE(spec.name);
    if (!spec.unitary) {
      CHECK_FALSE(spec.diagonal);
      continue;
    }
    Eigen::MatrixXcd off_diagonal = unitary(spec);
    off_diagonal.diagonal().setZero();
    CHECK(spec.diagonal == (off_diagonal.cwiseAbs().maxCoeff() < rounding));
  }
}

TEST_CASE("exactly the gates that map Pauli operators to Pauli operators at every angle are marked Clifford") {
  for (const auto& spec : circuit::gate_list()) {
    if (!spec.unitary) continue;
    CAPTURE(spec.name);
    CHECK(spec.clifford == maps_paulis_to_paulis(unitary(spec), spec.qubits));
  }
}

TEST_CASE("exactly the gates whose matrix depends on the angle have a parameter") {
  for (const auto& spec : circuit::gate_list()) {
    if (!spec.unitary) continue;
    CAPTURE(spec.name);
    const Eigen::MatrixXcd change = circuit::unitary_of(spec.kind, 0.1) - circuit::unitary_of(spec.kind, 0.7);
    CHECK(spec.parameter == (change.cwiseAbs().maxCoeff() > rounding));
  }
}

TEST_CASE("the uses per CNOT follow from the local equivalence class of each two-qubit gate") {
  // Makhlin: CX has (0, 1), iSWAP (0, -1), SWAP (-1, -3). A gate with |G1| below 1 that is not CX-like needs two uses.
  const auto cnot = local_invariants(circuit::unitary_of(GateKind::cx));
  CHECK(std::abs(cnot[0]) < rounding);
  CHECK(std::abs(cnot[1] - 1.0) < rounding);
  for (const auto& spec : circuit::gate_list()) {
    CAPTURE(spec.name);
    if (spec.qubits != 2) {
      CHECK(spec.uses_per_cnot == 0);
      continue;
    }
    const auto u = circuit::unitary_of(spec.kind, spec.parameter ? std::acos(0.0) : 0);
    const auto invariants = local_invariants(u);
    const bool like_cnot = std::abs(invariants[0]) < rounding && std::abs(invariants[1] - 1.0) < rounding;
    CHECK((spec.uses_per_cnot == 1) == like_cnot);
    const bool like_swap = std::abs(invariants[0] + 1.0) < rounding && std::abs(invariants[1] + 3.0) < rounding;
    CHECK((spec.uses_per_cnot == 0) == like_swap);
  }
}

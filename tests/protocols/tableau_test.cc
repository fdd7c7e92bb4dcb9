// Claims about tableaux: they act on Paulis as the unitaries that they stand for.
#include "protocols/tableau.hpp"

#include <vector>

#include <catch2/catch.hpp>

#include "protocols/oracle_executor.hpp"

using namespace qgauge;
using namespace qgauge::protocols;
using circuit::GateKind;
using circuit::Operation;

namespace {

std::vector<Operation> clifford_operations() {
  std::vector<Operation> out;
  for (const circuit::GateSpec& row : circuit::gate_list()) {
    if (!row.unitary || !row.clifford) continue;
    out.push_back({row.kind, {0, 1}});
    out.push_back({row.kind, {1, 0}});
  }
  return out;
}

}  // namespace

TEST_CASE("the transfer matrix of a tableau is that of the unitary for every Clifford gate on either qubit") {
  for (const Operation& operation : clifford_operations()) {
    CAPTURE(circuit::spec_of(operation.gate).name, operation.qubits[0]);
    const Eigen::MatrixXd expected = test::transfer_of_unitary(test::unitary_in_register(operation, 2));
    REQUIRE((transfer_matrix_of(tableau_of(operation), 2) - expected).norm() < 1e-12);
  }
}

TEST_CASE("tableaux compose and invert as the circuits do that they stand for") {
  const std::vector<Operation> gates = clifford_operations();
  core::Random random({1, 2, 3, 4});
  for (int trial = 0; trial < 200; ++trial) {
    Tableau total = identity_tableau();
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(16, 16);
    for (int k = 0; k < 12; ++k) {
      const Operation& gate = gates[random.below(gates.size())];
      total = then(total, tableau_of(gate));
      matrix = transfer_matrix_of(tableau_of(gate), 2) * matrix;
    }
    REQUIRE((transfer_matrix_of(total, 2) - matrix).norm() == 0);
    REQUIRE(then(total, inverse_of(total)) == identity_tableau());
    REQUIRE(then(inverse_of(total), total) == identity_tableau());
  }
}

TEST_CASE("a flip is X on the qubits whose bits are set") {
  REQUIRE(flip_tableau(0) == identity_tableau());
  REQUIRE(flip_tableau(1) == tableau_of(Operation{GateKind::x, {0, 0}}));
  REQUIRE(flip_tableau(3) == then(flip_tableau(1), tableau_of(Operation{GateKind::x, {1, 0}})));
}

TEST_CASE("products of Paulis carry the phases of X and Z that do not commute") {
  const Pauli x{1, 0, 0}, z{0, 1, 0};
  REQUIRE(product(x, z) == Pauli{1, 1, 0});
  REQUIRE(product(z, x) == Pauli{1, 1, 2});
}

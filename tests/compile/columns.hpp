// The action of a circuit on the basis states of its first qubits, the others in |0>: an oracle for compiled circuits,
// whose registers may be larger than the original's. Used by the tests of compile.
#pragma once

#include <cstddef>
#include <vector>

#include "qgauge/compile.hpp"

namespace qgauge::test {

/// The operation on the rows of `columns`, one basis state a row.
inline void apply(const circuit::Operation& operation, Eigen::MatrixXcd& columns) {
  const auto& spec = circuit::spec_of(operation.gate);
  if (!spec.unitary) return;
  const Eigen::MatrixXcd gate = circuit::unitary_of(operation.gate, operation.parameter);
  const auto size = gate.rows();
  const auto row_of = [&](Eigen::Index rest, Eigen::Index local) {
    Eigen::Index row = rest;
    for (int k = 0; k < spec.qubits; ++k) row |= (local >> k & 1) << operation.qubits[static_cast<std::size_t>(k)];
    return row;
  };
  const Eigen::Index mask = row_of(0, size - 1);
  for (Eigen::Index rest = 0; rest < columns.rows(); ++rest) {
    if ((rest & mask) != 0) continue;
    Eigen::MatrixXcd before(size, columns.cols());
    for (Eigen::Index local = 0; local < size; ++local) before.row(local) = columns.row(row_of(rest, local));
    const Eigen::MatrixXcd after = gate * before;
    for (Eigen::Index local = 0; local < size; ++local) columns.row(row_of(rest, local)) = after.row(local);
  }
}

/// 2^register x 2^qubits: column x is what becomes of |x>.
inline Eigen::MatrixXcd columns_of(const circuit::Circuit& circuit, int qubits) {
  const auto rows = Eigen::Index{1} << circuit.qubits, count = Eigen::Index{1} << qubits;
  Eigen::MatrixXcd columns = Eigen::MatrixXcd::Identity(rows, count);
  for (const auto& operation : circuit.operations) apply(operation, columns);
  return columns;
}

/// What a compiled circuit should do: the original, with qubit q read at position[q] of a register of `register_size`.
inline Eigen::MatrixXcd moved_columns(const circuit::Circuit& original, const std::vector<int>& position,
                                      int register_size) {
  const Eigen::MatrixXcd small = columns_of(original, original.qubits);
  Eigen::MatrixXcd columns = Eigen::MatrixXcd::Zero(Eigen::Index{1} << register_size, small.cols());
  for (Eigen::Index row = 0; row < small.rows(); ++row) {
    Eigen::Index target = 0;
    for (std::size_t q = 0; q < position.size(); ++q) target |= (row >> q & 1) << position[q];
    columns.row(target) = small.row(row);
  }
  return columns;
}

}  // namespace qgauge::test

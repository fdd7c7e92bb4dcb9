// The slow, obvious oracle: the 2^n x 2^n unitary of a circuit, entry by entry, and comparison up to a global phase.
// Used by the tests of circuit and compile. delay and barrier do nothing; measure must not occur.
#pragma once

#include <cassert>
#include <complex>
#include <cstddef>

#include "qgauge/circuit.hpp"

namespace qgauge::test {

/// The gate on its qubits, identity elsewhere: rows and columns that agree on all other qubits.
inline Eigen::MatrixXcd dense_unitary(const circuit::Operation& operation, int qubits) {
  const auto& spec = circuit::spec_of(operation.gate);
  const std::size_t size = std::size_t{1} << qubits;
  const Eigen::MatrixXcd small = circuit::unitary_of(operation.gate, operation.parameter);
  std::size_t mask = 0;
  for (int k = 0; k < spec.qubits; ++k) mask |= std::size_t{1} << operation.qubits[k];
  const auto index_of = [&](std::size_t state) {
    Eigen::Index index = 0;
    for (int k = 0; k < spec.qubits; ++k) index |= static_cast<Eigen::Index>(state >> operation.qubits[k] & 1) << k;
    return index;
  };
  Eigen::MatrixXcd full = Eigen::MatrixXcd::Zero(size, size);
  for (std::size_t row = 0; row < size; ++row)
    for (std::size_t column = 0; column < size; ++column)
      if ((row & ~mask) == (column & ~mask)) full(row, column) = small(index_of(row), index_of(column));
  return full;
}

inline Eigen::MatrixXcd dense_unitary(const circuit::Circuit& circuit) {
  const auto size = Eigen::Index{1} << circuit.qubits;
  Eigen::MatrixXcd unitary = Eigen::MatrixXcd::Identity(size, size);
  for (const auto& operation : circuit.operations) {
    assert(operation.gate != circuit::GateKind::measure);
    if (circuit::spec_of(operation.gate).unitary) unitary = dense_unitary(operation, circuit.qubits) * unitary;
  }
  return unitary;
}

/// Largest entry of a - e^{i phi} b, with the phase that aligns the largest entry of b.
inline double distance_up_to_phase(const Eigen::MatrixXcd& a, const Eigen::MatrixXcd& b) {
  Eigen::Index row = 0, column = 0;
  b.cwiseAbs().maxCoeff(&row, &column);
  const std::complex<double> ratio = a(row, column) / b(row, column);
  if (std::abs(ratio) == 0) return 1;
  return (a - ratio / std::abs(ratio) * b).cwiseAbs().maxCoeff();
}

}  // namespace qgauge::test

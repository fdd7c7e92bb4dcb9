// The slow, obvious simulator that the real one is held against: dense Eigen vectors and matrices, one explicit loop
// over indices for each gate. Used by the simulator's tests only.
#pragma once

#include <cmath>
#include <complex>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include <Eigen/Core>
#include <Eigen/QR>

#include "qgauge/circuit.hpp"

namespace oracle {

using Engine = std::mt19937_64;  // raw bits only, whose sequence the standard fixes

/// Uniform in [-1, 1).
inline double symmetric(Engine& engine) { return std::ldexp(static_cast<double>(engine() >> 11), -52) - 1; }

inline int below(int n, Engine& engine) { return static_cast<int>(engine() % static_cast<std::uint64_t>(n)); }

/// The matrix on the whole register whose index bit targets[k] is index bit k of `matrix`.
inline Eigen::MatrixXcd embed(const Eigen::MatrixXcd& matrix, std::span<const int> targets, int qubits) {
  const int size = 1 << qubits;
  Eigen::MatrixXcd whole = Eigen::MatrixXcd::Zero(size, size);
  for (int row = 0; row < size; ++row) {
    for (int column = 0; column < size; ++column) {
      int small_row = 0, small_column = 0, others = row ^ column;
      for (std::size_t k = 0; k < targets.size(); ++k) {
        small_row |= ((row >> targets[k]) & 1) << k;
        small_column |= ((column >> targets[k]) & 1) << k;
        others &= ~(1 << targets[k]);
      }
      if (others == 0) whole(row, column) = matrix(small_row, small_column);
    }
  }
  return whole;
}

/// The matrix on some qubits of a state, element by element.
inline void apply(const Eigen::MatrixXcd& matrix, std::span<const int> targets, Eigen::VectorXcd& state) {
  const Eigen::VectorXcd before = state;
  for (Eigen::Index x = 0; x < state.size(); ++x) {
    Eigen::Index row = 0;
    for (std::size_t k = 0; k < targets.size(); ++k) row |= ((x >> targets[k]) & 1) << k;
    state(x) = 0;
    for (Eigen::Index column = 0; column < matrix.cols(); ++column) {
      Eigen::Index from = x;
      for (std::size_t k = 0; k < targets.size(); ++k) {
        from &= ~(Eigen::Index{1} << targets[k]);
        from |= ((column >> k) & 1) << targets[k];
      }
      state(x) += matrix(row, column) * before(from);
    }
  }
}

inline std::vector<int> targets_of(const qgauge::circuit::Operation& operation) {
  std::vector<int> targets;
  for (int k = 0; k < qgauge::circuit::spec_of(operation.gate).qubits; ++k)
    targets.push_back(static_cast<int>(operation.qubits[k]));
  return targets;
}

/// U|0...0> of a unitary circuit.
inline Eigen::VectorXcd run(const qgauge::circuit::Circuit& circuit) {
  Eigen::VectorXcd state = Eigen::VectorXcd::Unit(1 << circuit.qubits, 0);
  for (const auto& operation : circuit.operations) {
    if (!qgauge::circuit::spec_of(operation.gate).unitary) continue;
    const auto unitary = qgauge::circuit::unitary_of(operation.gate, operation.parameter);
    apply(unitary, targets_of(operation), state);
  }
  return state;
}

/// A channel as its Kraus operators.
using Kraus = std::vector<Eigen::MatrixXcd>;

/// sum_k K rho K^dagger on some qubits of a register.
inline Eigen::MatrixXcd evolve(const Eigen::MatrixXcd& rho, const Kraus& kraus, std::span<const int> targets,
                               int qubits) {
  Eigen::MatrixXcd result = Eigen::MatrixXcd::Zero(rho.rows(), rho.cols());
  for (const auto& one : kraus) {
    const Eigen::MatrixXcd whole = embed(one, targets, qubits);
    result += whole * rho * whole.adjoint();
  }
  return result;
}

/// Element (row + d col, row' + d col') of the superoperator is sum_k K(row, row') conj(K(col, col')).
inline Eigen::MatrixXcd superoperator(const Kraus& kraus) {
  const Eigen::Index d = kraus.front().rows();
  Eigen::MatrixXcd result = Eigen::MatrixXcd::Zero(d * d, d * d);
  for (const auto& one : kraus) {
    for (Eigen::Index out = 0; out < d * d; ++out) {
      for (Eigen::Index in = 0; in < d * d; ++in)
        result(out, in) += one(out % d, in % d) * std::conj(one(out / d, in / d));
    }
  }
  return result;
}

/// A random channel: the blocks of a random isometry from d to `count` times d dimensions (Stinespring).
inline Kraus random_kraus(int qubits, int count, Engine& engine) {
  const Eigen::Index d = Eigen::Index{1} << qubits;
  Eigen::MatrixXcd random(count * d, d);
  for (Eigen::Index i = 0; i < random.size(); ++i) random(i) = {symmetric(engine), symmetric(engine)};
  const Eigen::MatrixXcd isometry =
      Eigen::HouseholderQR<Eigen::MatrixXcd>(random).householderQ() * Eigen::MatrixXcd::Identity(count * d, d);
  Kraus kraus;
  for (int k = 0; k < count; ++k) kraus.emplace_back(isometry.middleRows(k * d, d));
  return kraus;
}

/// Unitary gates drawn from the whole table, on random qubits with random parameters.
inline qgauge::circuit::Circuit random_circuit(int qubits, int gates, Engine& engine) {
  const auto table = qgauge::circuit::gate_list();
  qgauge::circuit::Circuit circuit;
  circuit.qubits = qubits;
  while (static_cast<int>(circuit.operations.size()) < gates) {
    const auto& spec = table[static_cast<std::size_t>(below(static_cast<int>(table.size()), engine))];
    if (!spec.unitary || spec.qubits > qubits) continue;
    const double parameter = spec.parameter ? 4 * symmetric(engine) : 0;
    const auto a = static_cast<std::uint32_t>(below(qubits, engine));
    if (spec.qubits == 1) {
      circuit.append(spec.kind, a, parameter);
    } else {
      const auto b = (a + 1 + static_cast<std::uint32_t>(below(qubits - 1, engine))) % static_cast<unsigned>(qubits);
      circuit.append(spec.kind, a, b, parameter);
    }
  }
  return circuit;
}

}  // namespace oracle

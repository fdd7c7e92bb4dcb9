// A slow and obvious executor for one or two qubits: multiplies Pauli transfer matrices made from traces. The oracle of
// the tests of randomized benchmarking; its noise is written down here, independently of the noise room.
#pragma once

#include <array>
#include <cmath>
#include <complex>
#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include <Eigen/Dense>

#include "qgauge/execution.hpp"

namespace qgauge::test {

/// Product over qubits of I X Y Z by the base-4 digits of `index`, qubit 0 least significant.
inline Eigen::MatrixXcd pauli_matrix(int index, int qubits) {
  using namespace std::complex_literals;
  const std::array<Eigen::Matrix2cd, 4> letters{Eigen::Matrix2cd{{1, 0}, {0, 1}}, Eigen::Matrix2cd{{0, 1}, {1, 0}},
                                                Eigen::Matrix2cd{{0, -1i}, {1i, 0}}, Eigen::Matrix2cd{{1, 0}, {0, -1}}};
  const Eigen::Matrix2cd& low = letters[static_cast<std::size_t>(index % 4)];
  if (qubits == 1) return low;
  const Eigen::Matrix2cd& high = letters[static_cast<std::size_t>(index / 4)];
  Eigen::MatrixXcd out(4, 4);
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) out.block(2 * row, 2 * column, 2, 2) = high(row, column) * low;
  }
  return out;
}

inline Eigen::MatrixXd transfer_of_unitary(const Eigen::MatrixXcd& unitary) {
  const int qubits = unitary.rows() == 2 ? 1 : 2;
  const int size = qubits == 1 ? 4 : 16;
  Eigen::MatrixXd out(size, size);
  for (int column = 0; column < size; ++column) {
    const Eigen::MatrixXcd image = unitary * pauli_matrix(column, qubits) * unitary.adjoint();
    for (int row = 0; row < size; ++row) {
      out(row, column) = (pauli_matrix(row, qubits) * image).trace().real() / static_cast<double>(unitary.rows());
    }
  }
  return out;
}

/// The unitary of an operation on a register of `qubits`.
inline Eigen::MatrixXcd unitary_in_register(const circuit::Operation& operation, int qubits) {
  const Eigen::MatrixXcd gate = circuit::unitary_of(operation.gate, operation.parameter);
  const int size = 1 << qubits;
  Eigen::MatrixXcd out = Eigen::MatrixXcd::Zero(size, size);
  const auto bit = [](int state, std::uint32_t q) { return state >> q & 1; };
  for (int column = 0; column < size; ++column) {
    for (int row = 0; row < size; ++row) {
      const auto [a, b] = operation.qubits;
      const bool pair = gate.rows() == 4;
      const int acted = pair ? (1 << a | 1 << b) : 1 << a;
      if ((row ^ column) & ~acted) continue;
      const int i = bit(row, a) + (pair ? 2 * bit(row, b) : 0), j = bit(column, a) + (pair ? 2 * bit(column, b) : 0);
      out(row, column) = gate(i, j);
    }
  }
  return out;
}

/// What goes wrong: depolarizing and over-rotation of pulses and entanglers, relaxation while waiting, readout.
struct OracleNoise {
  double pulse_depolarizing = 0;
  double pulse_angle = 0;
  double entangler_depolarizing = 0;
  double entangler_angle = 0;  ///< exp(-i angle/2 ZZ) after it
  double t1_s = 0;             ///< 0: no relaxation
  double t2_s = 0;
  double p1_given_0 = 0;
  double p0_given_1 = 0;
};

class OracleExecutor final : public execution::Executor {
 public:
  explicit OracleExecutor(const OracleNoise& noise) : noise_(noise) {}

  /// Exact: outcomes carry shots times their probabilities.
  core::Result<execution::Samples> run(const execution::CircuitBatch& batch) const override {
    execution::Samples out;
    for (const circuit::Circuit& circuit : batch.circuits) {
      execution::CircuitSamples samples{{}, static_cast<double>(batch.shots)};
      const std::vector<double> read = outcome_probabilities(circuit);
      for (std::size_t bits = 0; bits < read.size(); ++bits)
        samples.outcomes.push_back({bits, read[bits] * samples.shots});
      out.circuits.push_back(std::move(samples));
    }
    return out;
  }

  std::optional<Eigen::MatrixXd> pauli_transfer_matrix(const circuit::Circuit& circuit) const override {
    const int size = circuit.qubits == 1 ? 4 : 16;
    Eigen::MatrixXd out = Eigen::MatrixXd::Identity(size, size);
    for (const circuit::Operation& operation : circuit.operations) out = transfer_of(operation, circuit.qubits) * out;
    return out;
  }

  std::vector<double> outcome_probabilities(const circuit::Circuit& circuit) const {
    const int size = circuit.qubits == 1 ? 4 : 16;
    Eigen::VectorXd state = Eigen::VectorXd::Zero(size);  // of |0...0>: I and Z components
    for (int k = 0; k < size; ++k) state[k] = (k % 4 == 0 || k % 4 == 3) && (k / 4 == 0 || k / 4 == 3) ? 1 : 0;
    for (const circuit::Operation& operation : circuit.operations)
      state = transfer_of(operation, circuit.qubits) * state;
    std::vector<double> out;
    for (int bits = 0; bits < 1 << circuit.qubits; ++bits) out.push_back(read_probability(state, bits, circuit.qubits));
    return out;
  }

 private:
  /// Readout turns <Z> into a <Z> + b: P(1) = p1_given_0 (1 + <Z>)/2 + (1 - p0_given_1)(1 - <Z>)/2.
  double read_probability(const Eigen::VectorXd& state, int bits, int qubits) const {
    const double slope = 1 - noise_.p1_given_0 - noise_.p0_given_1, offset = noise_.p0_given_1 - noise_.p1_given_0;
    double sum = 0;
    for (int k = 0; k < 1 << qubits; ++k) {  // which qubits contribute their Z
      double term = 1;
      for (int q = 0; q < qubits; ++q) {
        const double sign = bits >> q & 1 ? -1 : 1;
        term *= k >> q & 1 ? sign * slope : 1 + sign * offset;
      }
      const int index = (k & 1 ? 3 : 0) + (k & 2 ? 12 : 0);
      sum += term * state[index];
    }
    return sum / (1 << qubits);
  }

  const Eigen::MatrixXd& transfer_of(const circuit::Operation& operation, int qubits) const {
    const auto key = std::tuple(operation.gate, operation.qubits, operation.parameter, qubits);
    const auto known = known_.find(key);
    if (known != known_.end()) return known->second;
    return known_.emplace(key, make_transfer(operation, qubits)).first->second;
  }

  Eigen::MatrixXd make_transfer(const circuit::Operation& operation, int qubits) const {
    using circuit::GateKind;
    const int size = qubits == 1 ? 4 : 16;
    if (operation.gate == GateKind::delay) return relaxation(operation, qubits);
    if (!circuit::spec_of(operation.gate).unitary) return Eigen::MatrixXd::Identity(size, size);
    const Eigen::MatrixXd ideal = transfer_of_unitary(unitary_in_register(operation, qubits));
    const auto rotated = [&](GateKind gate, double angle) -> Eigen::MatrixXd {
      return transfer_of_unitary(unitary_in_register({gate, operation.qubits, angle}, qubits)) * ideal;
    };
    if (circuit::spec_of(operation.gate).qubits == 2) {
      return depolarizing(noise_.entangler_depolarizing, 15) * rotated(GateKind::rzz, noise_.entangler_angle);
    }
    if (operation.gate != GateKind::sx && operation.gate != GateKind::x) return ideal;
    const int acted = operation.qubits[0] == 0 ? 3 : 12;
    return depolarizing(noise_.pulse_depolarizing, acted, size) * rotated(GateKind::rx, noise_.pulse_angle);
  }

  /// Shrinks the Paulis that act on the qubits whose digits `acted` masks (3: qubit 0, 12: qubit 1, 15: both).
  static Eigen::MatrixXd depolarizing(double lambda, int acted, int size = 16) {
    Eigen::MatrixXd out = Eigen::MatrixXd::Identity(size, size);
    for (int k = 0; k < size; ++k) {
      if (k & acted) out(k, k) = 1 - lambda;
    }
    return out;
  }

  Eigen::MatrixXd relaxation(const circuit::Operation& operation, int qubits) const {
    const int size = qubits == 1 ? 4 : 16, step = operation.qubits[0] == 0 ? 1 : 4;
    Eigen::MatrixXd out = Eigen::MatrixXd::Identity(size, size);
    if (noise_.t1_s == 0) return out;
    const double keep1 = std::exp(-operation.parameter / noise_.t1_s),
                 keep2 = std::exp(-operation.parameter / noise_.t2_s);
    for (int k = 0; k < size; ++k) {
      const int letter = k / step % 4;
      if (letter == 1 || letter == 2) out(k, k) = keep2;
      if (letter != 3) continue;
      out(k, k) = keep1;
      out(k, k - 3 * step) = 1 - keep1;
    }
    return out;
  }

  OracleNoise noise_;
  mutable std::map<std::tuple<circuit::GateKind, std::array<std::uint32_t, 2>, double, int>, Eigen::MatrixXd> known_;
};

}  // namespace qgauge::test

// One or two qubits through a noisy circuit: see pair_density.hpp.
#include "simulator/pair_density.hpp"

#include <array>
#include <cassert>
#include <complex>

namespace qgauge::simulator {
namespace {

using Eigen::Matrix2cd;
using Eigen::Matrix4cd;
using noise::Step;
using noise::StepKind;

/// body(i, j) for the four places (row, column) with bit `qubit` clear; the other value of the bit is `1 << qubit` on.
template <class Body>
void for_blocks(int qubit, const Body& body) {
  const int other = 1 << (1 - qubit);
  for (const int row : {0, other}) {
    for (const int column : {0, other}) body(row, column);
  }
}

/// Sum of K rho K^dagger over the operators, on one qubit.
template <class Matrices>
void apply_one(Matrix4cd& rho, int qubit, const Matrices& operators) {
  const int on = 1 << qubit;
  for_blocks(qubit, [&](int i, int j) {
    Matrix2cd block;
    block << rho(i, j), rho(i, j + on), rho(i + on, j), rho(i + on, j + on);
    Matrix2cd sum = Matrix2cd::Zero();
    for (const Eigen::MatrixXcd* k : operators) {
      const Matrix2cd fixed = *k;
      sum.noalias() += fixed * block * fixed.adjoint();
    }
    rho(i, j) = sum(0, 0);
    rho(i, j + on) = sum(0, 1);
    rho(i + on, j) = sum(1, 0);
    rho(i + on, j + on) = sum(1, 1);
  });
}

/// The matrix with its qubits in the order (0, 1).
Matrix4cd in_order(const Eigen::MatrixXcd& matrix, const Step& step) {
  if (step.qubits[0] == 0) return matrix;
  Matrix4cd out;
  const auto exchange = [](int index) { return (index & 1) << 1 | index >> 1; };
  for (int i = 0; i < 4; ++i) {
    for (int j = 0; j < 4; ++j) out(exchange(i), exchange(j)) = matrix(i, j);
  }
  return out;
}

template <class Matrices>
void apply(Matrix4cd& rho, const Step& step, const Matrices& operators) {
  if (step.operands == 1) return apply_one(rho, static_cast<int>(step.qubits[0]), operators);
  Matrix4cd sum = Matrix4cd::Zero();
  for (const Eigen::MatrixXcd* k : operators) {
    const Matrix4cd fixed = in_order(*k, step);
    sum.noalias() += fixed * rho * fixed.adjoint();
  }
  rho = sum;
}

/// p0 M + px X M X + py Y M Y + pz Z M Z entry by entry.
void apply_pauli_one(Matrix4cd& rho, int qubit, const std::vector<double>& p) {
  const int on = 1 << qubit;
  for_blocks(qubit, [&](int i, int j) {
    const auto a = rho(i, j), b = rho(i, j + on), c = rho(i + on, j), d = rho(i + on, j + on);
    rho(i, j) = (p[0] + p[3]) * a + (p[1] + p[2]) * d;
    rho(i + on, j + on) = (p[0] + p[3]) * d + (p[1] + p[2]) * a;
    rho(i, j + on) = (p[0] - p[3]) * b + (p[1] - p[2]) * c;
    rho(i + on, j) = (p[0] - p[3]) * c + (p[1] - p[2]) * b;
  });
}

/// Weights w[x][a] = sum_b p(X^a Z^b) (-1)^(b.x): what the entries at (i, i ^ x) get from those at (i ^ a, i ^ a ^ x).
using Shifts = std::array<std::array<double, 4>, 4>;
Shifts shifts_of(const Step& step, const std::vector<double>& p) {
  constexpr std::array<unsigned, 4> flips{0, 1, 1, 0}, phases{0, 0, 1, 1};  // of I, X, Y, Z
  const unsigned first = step.qubits[0], second = step.qubits[1];
  Shifts weights{};
  for (std::size_t pauli = 0; pauli < 16; ++pauli) {
    const std::size_t low = pauli % 4, high = pauli / 4;
    const unsigned a = flips[low] << first | flips[high] << second;
    const unsigned b = phases[low] << first | phases[high] << second;
    for (unsigned x = 0; x < 4; ++x) {
      weights[x][a] += __builtin_parity(b & x) != 0 ? -p[pauli] : p[pauli];
    }
  }
  return weights;
}

void apply_pauli_two(Matrix4cd& rho, const Step& step, const std::vector<double>& p) {
  const Shifts weights = shifts_of(step, p);
  const Matrix4cd before = rho;
  for (unsigned i = 0; i < 4; ++i) {
    for (unsigned x = 0; x < 4; ++x) {
      std::complex<double> sum = 0;
      for (unsigned a = 0; a < 4; ++a) sum += weights[x][a] * before(i ^ a, i ^ a ^ x);
      rho(i, i ^ x) = sum;
    }
  }
}

void apply(Matrix4cd& rho, const noise::NoisyCircuit& circuit, const Step& step) {
  switch (step.kind) {
    case StepKind::unitary:
      return apply(rho, step, std::array{&circuit.unitaries[step.index]});
    case StepKind::pauli: {
      const std::vector<double>& p = circuit.paulis[step.index].probabilities;
      return step.operands == 1 ? apply_pauli_one(rho, static_cast<int>(step.qubits[0]), p)
                                : apply_pauli_two(rho, step, p);
    }
    case StepKind::kraus: {
      const noise::KrausChannel& kraus = circuit.krauses[step.index];
      std::vector<const Eigen::MatrixXcd*> operators{&kraus.otherwise};
      for (const Eigen::MatrixXcd& fault : kraus.faults) operators.push_back(&fault);
      return apply(rho, step, operators);
    }
  }
}

}  // namespace

Eigen::Matrix4cd pair_density(const noise::NoisyCircuit& circuit) {
  assert(circuit.qubits >= 1 && circuit.qubits <= max_pair_density_qubits);
  Matrix4cd rho = Matrix4cd::Zero();
  rho(0, 0) = 1;
  for (const Step& step : circuit.steps) apply(rho, circuit, step);
  return rho;
}

}  // namespace qgauge::simulator

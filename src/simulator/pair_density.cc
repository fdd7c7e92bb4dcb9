// One or two qubits through a noisy circuit: see pair_density.hpp. Operators act entry by entry, those that are zero
// left out, because most gates are diagonal or permutations.
#include "simulator/pair_density.hpp"

#include <array>
#include <cassert>
#include <complex>

namespace qgauge::simulator {
namespace {

using Eigen::Matrix4cd;
using noise::Step;
using noise::StepKind;
using Complex = std::complex<double>;

/// Without the checks for infinities that the standard's product makes.
Complex product(Complex a, Complex b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

/// An operator on one or two qubits as the entries of each row that are not zero, qubits in the order (0, 1).
struct Operator {
  struct Entry {
    int column;
    Complex value;
  };
  int size = 0;
  std::array<std::array<Entry, 4>, 4> rows;
  std::array<int, 4> counts{};
};

Operator operator_of(const Eigen::MatrixXcd& matrix, bool exchanged) {
  const auto place = [=](Eigen::Index index) { return exchanged ? (index & 1) << 1 | index >> 1 : index; };
  Operator out;
  out.size = static_cast<int>(matrix.rows());
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    const auto row = static_cast<std::size_t>(place(i));
    for (Eigen::Index j = 0; j < matrix.cols(); ++j) {
      const Complex value = matrix(i, j);
      if (value == 0.0) continue;
      out.rows[row][static_cast<std::size_t>(out.counts[row]++)] = {static_cast<int>(place(j)), value};
    }
  }
  return out;
}

/// Adds K M K^dagger of the `size` x `size` entries of M that start at (row, column) and lie `stride` apart.
void add_conjugated(const Operator& k, const Matrix4cd& before, int row, int column, int stride, Matrix4cd& sum) {
  std::array<std::array<Complex, 4>, 4> half{};  // K M
  const auto size = static_cast<std::size_t>(k.size);
  for (std::size_t i = 0; i < size; ++i) {
    for (int e = 0; e < k.counts[i]; ++e) {
      const auto& [from, value] = k.rows[i][static_cast<std::size_t>(e)];
      for (std::size_t j = 0; j < size; ++j) {
        half[i][j] += product(value, before(row + from * stride, column + static_cast<int>(j) * stride));
      }
    }
  }
  for (std::size_t j = 0; j < size; ++j) {
    for (int e = 0; e < k.counts[j]; ++e) {
      const auto& [from, value] = k.rows[j][static_cast<std::size_t>(e)];
      for (std::size_t i = 0; i < size; ++i) {
        sum(row + static_cast<int>(i) * stride, column + static_cast<int>(j) * stride) +=
            product(half[i][static_cast<std::size_t>(from)], std::conj(value));
      }
    }
  }
}

/// body(i, j) for the four places (row, column) with bit `qubit` clear; the other value of the bit is `1 << qubit` on.
template <class Body>
void for_blocks(int qubit, const Body& body) {
  const int other = 1 << (1 - qubit);
  for (const int row : {0, other}) {
    for (const int column : {0, other}) body(row, column);
  }
}

void add_operator(const Step& step, const Eigen::MatrixXcd& matrix, const Matrix4cd& before, Matrix4cd& sum) {
  const Operator k = operator_of(matrix, step.operands == 2 && step.qubits[0] == 1);
  if (step.operands == 2) return add_conjugated(k, before, 0, 0, 1, sum);
  const auto qubit = static_cast<int>(step.qubits[0]);
  for_blocks(qubit, [&](int row, int column) { add_conjugated(k, before, row, column, 1 << qubit, sum); });
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
      Complex sum = 0;
      for (unsigned a = 0; a < 4; ++a) sum += weights[x][a] * before(i ^ a, i ^ a ^ x);
      rho(i, i ^ x) = sum;
    }
  }
}

void apply(Matrix4cd& rho, const noise::NoisyCircuit& circuit, const Step& step) {
  if (step.kind == StepKind::pauli) {
    const std::vector<double>& p = circuit.paulis[step.index].probabilities;
    return step.operands == 1 ? apply_pauli_one(rho, static_cast<int>(step.qubits[0]), p)
                              : apply_pauli_two(rho, step, p);
  }
  const Matrix4cd before = rho;
  rho.setZero();
  if (step.kind == StepKind::unitary) return add_operator(step, circuit.unitaries[step.index], before, rho);
  const noise::KrausChannel& kraus = circuit.krauses[step.index];
  add_operator(step, kraus.otherwise, before, rho);
  for (const Eigen::MatrixXcd& fault : kraus.faults) add_operator(step, fault, before, rho);
}

/// The Pauli of base-4 digits `index` on two qubits.
Matrix4cd pauli_product(int index) {
  static const std::array<Eigen::Matrix2cd, 4> single{
      Eigen::Matrix2cd{{1, 0}, {0, 1}}, Eigen::Matrix2cd{{0, 1}, {1, 0}}, Eigen::Matrix2cd{{0, {0, -1}}, {{0, 1}, 0}},
      Eigen::Matrix2cd{{1, 0}, {0, -1}}};
  const Eigen::Matrix2cd &low = single[static_cast<std::size_t>(index % 4)],
                         &high = single[static_cast<std::size_t>(index / 4)];
  Matrix4cd out;
  for (int i = 0; i < 4; ++i) {
    for (int j = 0; j < 4; ++j) out(i, j) = low(i & 1, j & 1) * high(i >> 1, j >> 1);
  }
  return out;
}

const Matrix4cd& pauli_matrix(int index) {
  static const std::array<Matrix4cd, 16> all = [] {
    std::array<Matrix4cd, 16> out;
    for (int k = 0; k < 16; ++k) out[static_cast<std::size_t>(k)] = pauli_product(k);
    return out;
  }();
  return all[static_cast<std::size_t>(index)];
}

}  // namespace

Eigen::Matrix4cd pair_density(const noise::NoisyCircuit& circuit) {
  assert(circuit.qubits >= 1 && circuit.qubits <= max_pair_density_qubits);
  Matrix4cd rho = Matrix4cd::Zero();
  rho(0, 0) = 1;
  for (const Step& step : circuit.steps) apply(rho, circuit, step);
  return rho;
}

Eigen::MatrixXd pair_transfer_matrix(const noise::NoisyCircuit& circuit) {
  assert(circuit.qubits >= 1 && circuit.qubits <= max_pair_density_qubits);
  const int paulis = circuit.qubits == 1 ? 4 : 16;
  Eigen::MatrixXd transfer(paulis, paulis);
  for (int column = 0; column < paulis; ++column) {
    Matrix4cd image = pauli_matrix(column);
    for (const Step& step : circuit.steps) apply(image, circuit, step);
    for (int row = 0; row < paulis; ++row) {
      transfer(row, column) = (pauli_matrix(row).transpose().cwiseProduct(image)).sum().real() / 4;
    }
  }
  return transfer;
}

}  // namespace qgauge::simulator

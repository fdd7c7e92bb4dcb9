// Clifford gates recognised by their matrices alone: see clifford.hpp.

#include "simulator/frames/clifford.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <complex>

namespace qgauge::simulator {
namespace {

constexpr double clifford_tolerance = 1e-9;

/// I X Y Z as 0 1 2 3 to the bits x z, for both operands at once.
std::size_t bits_of_digits(std::size_t digits) { return digits ^ ((digits >> 1) & 5); }

PauliBits exchange(PauliBits pauli) { return ((pauli << 2) | (pauli >> 2)) & 15; }

/// The matrix of i^(x.z) X^x Z^z, Hermitian: |c> -> i^(x.z) (-1)^(z.c) |c + x>.
Eigen::MatrixXcd matrix_of(PauliBits pauli, Eigen::Index dimension) {
  const unsigned x = (pauli & 1) | ((pauli >> 1) & 2), z = ((pauli >> 1) & 1) | ((pauli >> 2) & 2);
  const std::complex<double> phase = std::pow(std::complex<double>(0, 1), std::popcount(x & z));
  Eigen::MatrixXcd matrix = Eigen::MatrixXcd::Zero(dimension, dimension);
  for (Eigen::Index c = 0; c < dimension; ++c) {
    const auto column = static_cast<unsigned>(c);
    matrix(static_cast<Eigen::Index>(column ^ x), c) = std::popcount(z & column) % 2 == 0 ? phase : -phase;
  }
  return matrix;
}

struct SignedPauli {
  PauliBits pauli;
  bool negative;
};

std::optional<SignedPauli> signed_pauli_of(const Eigen::MatrixXcd& matrix, PauliBits count) {
  for (PauliBits pauli = 0; pauli < count; ++pauli) {
    const Eigen::MatrixXcd candidate = matrix_of(pauli, matrix.rows());
    const double overlap = candidate.cwiseProduct(matrix.conjugate()).sum().real();
    const double sign = overlap < 0 ? -1 : 1;
    if ((matrix - sign * candidate).cwiseAbs().maxCoeff() <= clifford_tolerance) return SignedPauli{pauli, sign < 0};
  }
  return std::nullopt;
}

}  // namespace

Clifford identity_clifford() {
  Clifford gate{{}, 0};
  for (std::size_t p = 0; p < pauli_count; ++p) gate.image[p] = static_cast<std::uint8_t>(p);
  return gate;
}

std::optional<Clifford> clifford_of(const Eigen::MatrixXcd& unitary) {
  assert(unitary.rows() == 2 || unitary.rows() == 4);
  const auto count = static_cast<PauliBits>(unitary.size());
  Clifford gate = identity_clifford();
  for (PauliBits p = 0; p < pauli_count; ++p) {
    const PauliBits bystander = p & ~(count - 1);  // of operand 1 where the matrix has one operand
    const Eigen::MatrixXcd conjugated = unitary * matrix_of(p & (count - 1), unitary.rows()) * unitary.adjoint();
    const auto image = signed_pauli_of(conjugated, count);
    if (!image) return std::nullopt;
    gate.image[p] = static_cast<std::uint8_t>(image->pauli | bystander);
    if (image->negative) gate.negative = static_cast<std::uint16_t>(gate.negative | 1u << p);
  }
  return gate;
}

Clifford compose(const Clifford& second, const Clifford& first) {
  Clifford gate{{}, 0};
  for (std::size_t p = 0; p < pauli_count; ++p) {
    const std::size_t between = first.image[p];
    gate.image[p] = second.image[between];
    const unsigned negative = ((first.negative >> p) ^ (second.negative >> between)) & 1u;
    gate.negative = static_cast<std::uint16_t>(gate.negative | negative << p);
  }
  return gate;
}

PauliDistribution no_fault() { return {1}; }

PauliDistribution distribution_of(const noise::PauliChannel& channel) {
  PauliDistribution faults{};
  for (std::size_t digits = 0; digits < channel.probabilities.size(); ++digits) {
    faults[bits_of_digits(digits)] = channel.probabilities[digits];
  }
  return faults;
}

PauliDistribution convolve(const PauliDistribution& a, const PauliDistribution& b) {
  PauliDistribution product{};
  for (std::size_t i = 0; i < pauli_count; ++i) {
    for (std::size_t j = 0; j < pauli_count; ++j) product[i ^ j] += a[i] * b[j];
  }
  return product;
}

PauliDistribution carried_through(const Clifford& gate, const PauliDistribution& before) {
  PauliDistribution after{};
  for (std::size_t p = 0; p < pauli_count; ++p) after[gate.image[p]] = before[p];
  return after;
}

Clifford exchanged(const Clifford& gate) {
  Clifford other{{}, 0};
  for (PauliBits p = 0; p < pauli_count; ++p) {
    other.image[exchange(p)] = static_cast<std::uint8_t>(exchange(gate.image[p]));
    other.negative = static_cast<std::uint16_t>(other.negative | ((gate.negative >> p) & 1u) << exchange(p));
  }
  return other;
}

PauliDistribution exchanged(const PauliDistribution& faults) {
  PauliDistribution other{};
  for (PauliBits p = 0; p < pauli_count; ++p) other[exchange(p)] = faults[p];
  return other;
}

}  // namespace qgauge::simulator

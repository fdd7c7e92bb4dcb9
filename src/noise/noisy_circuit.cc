// Channels in the form in which they are simulated, and circuits made of them. Used by attach.cc and by tests.
// Knows no machine.

#include <algorithm>
#include <cassert>
#include <cmath>
#include <unsupported/Eigen/KroneckerProduct>
#include <utility>

#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include "noise/paulis.hpp"
#include "qgauge/noise.hpp"

namespace qgauge::noise {
namespace {

[[maybe_unused]] Eigen::Index dimension(std::size_t operands) { return Eigen::Index{1} << operands; }

/// Asserts what a step's operands must be.
Step step_on([[maybe_unused]] const NoisyCircuit& circuit, StepKind kind, std::initializer_list<int> operands,
             std::size_t index) {
  assert(operands.size() == 1 || operands.size() == 2);
  Step step{kind, static_cast<std::uint8_t>(operands.size()), {}, static_cast<std::uint32_t>(index)};
  std::ranges::transform(operands, step.qubits.begin(), [&](int qubit) {
    assert(qubit >= 0 && qubit < circuit.qubits);
    return static_cast<std::uint32_t>(qubit);
  });
  assert(operands.size() == 1 || step.qubits[0] != step.qubits[1]);
  return step;
}

Channel zero_channel(int qubits) {
  const Eigen::Index size = Eigen::Index{1} << (2 * qubits);
  return {qubits, Eigen::MatrixXcd::Zero(size, size)};
}

void add_term(Channel& channel, const Eigen::MatrixXcd& kraus, double weight = 1) {
  channel.superoperator += weight * Eigen::kroneckerProduct(kraus.conjugate(), kraus);
}

Eigen::MatrixXcd pauli_matrix(std::size_t index, int qubits) {
  if (qubits == 1) return pauli_matrices[index];
  return Eigen::kroneckerProduct(pauli_matrices[index / 4], pauli_matrices[index % 4]);
}

Channel of_paulis(const PauliChannel& paulis, int qubits) {
  Channel channel = zero_channel(qubits);
  for (std::size_t p = 0; p < paulis.probabilities.size(); ++p) {
    add_term(channel, pauli_matrix(p, qubits), paulis.probabilities[p]);
  }
  return channel;
}

Channel of_kraus(const KrausChannel& kraus, int qubits) {
  Channel channel = zero_channel(qubits);
  add_term(channel, kraus.otherwise);
  for (const Eigen::MatrixXcd& fault : kraus.faults) add_term(channel, fault);
  return channel;
}

}  // namespace

KrausChannel damping(double gamma) {
  assert(gamma >= 0 && gamma <= 1);
  const Eigen::Matrix2cd otherwise{{1, 0}, {0, std::sqrt(1 - gamma)}};
  const Eigen::Matrix2cd jump{{0, std::sqrt(gamma)}, {0, 0}};
  return {otherwise, gamma, {jump}};
}

KrausChannel reset_to_zero(double p) {
  assert(p >= 0 && p <= 1);
  const double root = std::sqrt(p);
  const Eigen::Matrix2cd stays{{root, 0}, {0, 0}}, falls{{0, root}, {0, 0}};
  return {std::sqrt(1 - p) * Eigen::Matrix2cd::Identity(), p, {stays, falls}};
}

KrausChannel from_kraus(const std::vector<Eigen::MatrixXcd>& kraus) {
  assert(!kraus.empty());
  const auto largest =
      std::ranges::max_element(kraus, {}, [](const Eigen::MatrixXcd& k) { return std::abs(k.trace()); });
  KrausChannel channel{*largest, 0, {}};
  Eigen::MatrixXcd faulty = Eigen::MatrixXcd::Zero(largest->rows(), largest->cols());
  for (auto it = kraus.begin(); it != kraus.end(); ++it) {
    if (it == largest) continue;
    channel.faults.push_back(*it);
    faulty += it->adjoint() * *it;
  }
  assert((faulty + channel.otherwise.adjoint() * channel.otherwise).isIdentity(1e-9));
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXcd> solver(faulty, Eigen::EigenvaluesOnly);
  channel.candidate = std::clamp(solver.eigenvalues().maxCoeff(), 0.0, 1.0);
  return channel;
}

void NoisyCircuit::add_unitary(std::initializer_list<int> operands, const Eigen::MatrixXcd& matrix) {
  assert(matrix.rows() == dimension(operands.size()) && matrix.cols() == matrix.rows());
  steps.push_back(step_on(*this, StepKind::unitary, operands, unitaries.size()));
  unitaries.push_back(matrix);
}

void NoisyCircuit::add_pauli(std::initializer_list<int> operands, PauliChannel channel) {
  assert(channel.probabilities.size() == std::size_t{1} << (2 * operands.size()));
  steps.push_back(step_on(*this, StepKind::pauli, operands, paulis.size()));
  paulis.push_back(std::move(channel));
}

void NoisyCircuit::add_kraus(std::initializer_list<int> operands, KrausChannel channel) {
  assert(channel.otherwise.rows() == dimension(operands.size()));
  steps.push_back(step_on(*this, StepKind::kraus, operands, krauses.size()));
  krauses.push_back(std::move(channel));
}

Channel channel_of(const NoisyCircuit& circuit, const Step& step) {
  switch (step.kind) {
    case StepKind::unitary:
      return unitary_channel(circuit.unitaries[step.index]);
    case StepKind::pauli:
      return of_paulis(circuit.paulis[step.index], step.operands);
    case StepKind::kraus:
      return of_kraus(circuit.krauses[step.index], step.operands);
  }
  std::unreachable();
}

}  // namespace qgauge::noise

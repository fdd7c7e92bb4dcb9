// Channels in the form in which they are simulated, and circuits made of them. Used by attach.cc and by tests.
// Knows no machine.

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include <Eigen/Core>
#include <Eigen/Eigenvalues>

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

/// The channel of a step on a register of one or two qubits.
Channel on_register(const Channel& channel, const Step& step, int qubits) {
  assert(qubits == 1 || qubits == 2);
  if (step.operands == 2) return step.qubits[0] == 0 ? channel : exchanged(channel);
  if (qubits == 1) return channel;
  const Channel spectator = identity_channel(1);
  return step.qubits[0] == 0 ? tensor(spectator, channel) : tensor(channel, spectator);
}

/// The first is the one that takes part in no fault.
std::vector<Eigen::MatrixXcd> operators_of(const KrausChannel& kraus) {
  std::vector<Eigen::MatrixXcd> all{kraus.otherwise};
  all.insert(all.end(), kraus.faults.begin(), kraus.faults.end());
  return all;
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

void NoisyCircuit::add_unitary_noise(std::initializer_list<int> operands, const Eigen::MatrixXcd& matrix) {
  add_unitary(operands, matrix);
  steps.back().is_noise = true;
}

void NoisyCircuit::add_pauli(std::initializer_list<int> operands, PauliChannel channel) {
  assert(channel.probabilities.size() == std::size_t{1} << (2 * operands.size()));
  steps.push_back(step_on(*this, StepKind::pauli, operands, paulis.size()));
  steps.back().is_noise = true;
  paulis.push_back(std::move(channel));
}

void NoisyCircuit::add_kraus(std::initializer_list<int> operands, KrausChannel channel) {
  assert(channel.otherwise.rows() == dimension(operands.size()));
  steps.push_back(step_on(*this, StepKind::kraus, operands, krauses.size()));
  steps.back().is_noise = true;
  krauses.push_back(std::move(channel));
}

Channel channel_of(const NoisyCircuit& circuit, const Step& step) {
  switch (step.kind) {
    case StepKind::unitary:
      return unitary_channel(circuit.unitaries[step.index]);
    case StepKind::pauli:
      return pauli_channel(circuit.paulis[step.index].probabilities);
    case StepKind::kraus:
      return channel_from_kraus(operators_of(circuit.krauses[step.index]));
  }
  std::unreachable();
}

Channel channel_of(const NoisyCircuit& circuit) {
  Channel all = identity_channel(circuit.qubits);
  for (const Step& step : circuit.steps)
    all = compose(on_register(channel_of(circuit, step), step, circuit.qubits), all);
  return all;
}

NoisyCircuit twirled(const NoisyCircuit& circuit) {
  NoisyCircuit result(circuit.qubits);
  result.readout = circuit.readout;
  result.unitaries = circuit.unitaries;
  result.paulis = circuit.paulis;
  for (Step step : circuit.steps) {
    if (step.is_noise && step.kind != StepKind::pauli) {
      result.paulis.push_back({twirled_probabilities(channel_of(circuit, step))});
      step.kind = StepKind::pauli;
      step.index = static_cast<std::uint32_t>(result.paulis.size() - 1);
    }
    result.steps.push_back(step);
  }
  return result;
}

}  // namespace qgauge::noise

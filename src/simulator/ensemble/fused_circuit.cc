// Fusing a noisy circuit: see fused_circuit.hpp. A step joins the open block of its qubits; steps on other qubits in
// between commute with it.
#include "simulator/ensemble/fused_circuit.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <unsupported/Eigen/KroneckerProduct>
#include <utility>

#include <Eigen/SVD>

namespace qgauge::simulator {
namespace {

using Eigen::Matrix4cd;
using noise::Step;
using noise::StepKind;

Matrix4cd exchanged(const Matrix4cd& matrix) {
  constexpr std::array<Eigen::Index, 4> order{0, 2, 1, 3};
  return matrix(order, order);
}

/// Over its largest singular value: states never grow, and shrink no faster than the path becomes unlikely. Zero stays.
Eigen::MatrixXcd bounded(const Eigen::MatrixXcd& matrix) {
  const double largest = Eigen::JacobiSVD<Eigen::MatrixXcd>(matrix).singularValues()(0);
  return largest > 0 ? Eigen::MatrixXcd(matrix / largest) : matrix;
}

const std::array<Eigen::Matrix2cd, 4>& paulis() {
  using circuit::GateKind;
  static const std::array<Eigen::Matrix2cd, 4> matrices{
      circuit::unitary_of(GateKind::id), circuit::unitary_of(GateKind::x), circuit::unitary_of(GateKind::y),
      circuit::unitary_of(GateKind::z)};
  return matrices;
}

Eigen::MatrixXcd pauli_of(int index, int operands) {
  const auto low = static_cast<std::size_t>(index % 4), high = static_cast<std::size_t>(index / 4);
  if (operands == 1) return paulis()[low];
  return Eigen::kroneckerProduct(paulis()[high], paulis()[low]);
}

}  // namespace

int draw_index(std::span<const double> probabilities, core::Random& random) {
  double sum = 0;
  for (const double p : probabilities) sum += p;
  double left = random.uniform() * sum;
  std::size_t index = 0;
  while (index + 1 < probabilities.size() && (left -= probabilities[index]) >= 0) ++index;
  return static_cast<int>(index);
}

FusedCircuit::FusedCircuit(const noise::NoisyCircuit& noisy) : noisy_(noisy), qubits_(std::max(2, noisy.qubits)) {
  fuse();
  number_sites();
  for (Block& block : blocks_) {
    block.undisturbed = Matrix4cd::Identity();
    for (const std::size_t step : block.steps) {
      block.undisturbed = (undisturbed(block, noisy_.steps[step]) * block.undisturbed).eval();
    }
  }
}

void FusedCircuit::fuse() {
  constexpr std::size_t none = ~std::size_t{0};
  std::vector<std::size_t> open(static_cast<std::size_t>(qubits_), none);
  std::vector<std::vector<std::size_t>> waiting(open.size());  // steps on a qubit before its first block
  const auto open_block = [&](std::size_t a, std::size_t b) {
    Block block{{static_cast<int>(a), static_cast<int>(b)}, {}, 0, 0, false, {}};
    for (const std::size_t q : {a, b}) {
      block.steps.insert(block.steps.end(), waiting[q].begin(), waiting[q].end());
      waiting[q].clear();
      open[q] = blocks_.size();
    }
    blocks_.push_back(std::move(block));
  };
  for (std::size_t i = 0; i < noisy_.steps.size(); ++i) {
    const Step& step = noisy_.steps[i];
    const std::size_t a = step.qubits[0], b = step.qubits[1];
    if (step.operands == 1) {
      open[a] == none ? waiting[a].push_back(i) : blocks_[open[a]].steps.push_back(i);
      continue;
    }
    if (open[a] == none || open[a] != open[b]) open_block(a, b);
    blocks_[open[a]].steps.push_back(i);
  }
  for (std::size_t q = 0; q < waiting.size(); ++q) {
    if (!waiting[q].empty()) open_block(q, q == 0 ? 1 : q - 1);
  }
}

void FusedCircuit::number_sites() {
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    Block& block = blocks_[b];
    block.first_site = static_cast<int>(sites_.size());
    for (const std::size_t i : block.steps) {
      const Step& step = noisy_.steps[i];
      if (step.kind == StepKind::unitary) continue;
      const bool kraus = step.kind == StepKind::kraus;
      const double candidate =
          kraus ? noisy_.krauses[step.index].candidate : 1 - noisy_.paulis[step.index].probabilities.front();
      block.by_state |= kraus;
      sites_.push_back({static_cast<int>(b), i, candidate});
    }
    block.last_site = static_cast<int>(sites_.size());
  }
}

Matrix4cd FusedCircuit::on_block(const Block& block, const Step& step, const Eigen::MatrixXcd& matrix) const {
  const bool first = static_cast<int>(step.qubits[0]) == block.qubits[0];
  if (step.operands == 2) return first ? Matrix4cd(matrix) : exchanged(matrix);
  const Eigen::Matrix2cd one = Eigen::Matrix2cd::Identity();
  if (first) return Eigen::kroneckerProduct(one, matrix);
  return Eigen::kroneckerProduct(matrix, one);
}

Matrix4cd FusedCircuit::undisturbed(const Block& block, const Step& step) const {
  switch (step.kind) {
    case StepKind::unitary:
      return on_block(block, step, noisy_.unitaries[step.index]);
    case StepKind::pauli:
      return Matrix4cd::Identity();
    case StepKind::kraus:
      return on_block(block, step, bounded(noisy_.krauses[step.index].otherwise));
  }
  std::unreachable();
}

std::vector<double> FusedCircuit::candidates() const {
  std::vector<double> probabilities;
  probabilities.reserve(sites_.size());
  for (const Site& site : sites_) probabilities.push_back(site.candidate);
  return probabilities;
}

FaultProbabilities FusedCircuit::faults_of(const Block& block, const Step& step, const PairState& state) const {
  if (step.kind == StepKind::pauli) {
    const std::vector<double>& all = noisy_.paulis[step.index].probabilities;
    return {all.begin() + 1, all.end()};
  }
  FaultProbabilities probabilities;
  for (const Eigen::MatrixXcd& fault : noisy_.krauses[step.index].faults) {
    const Matrix4cd matrix = on_block(block, step, fault);
    const double norm = state.trace().real();  // 0 beyond a fault that was certain
    probabilities.push_back(norm > 0 ? (matrix * state * matrix.adjoint()).trace().real() / norm : 0);
  }
  return probabilities;
}

std::vector<FaultProbabilities> FusedCircuit::fault_probabilities(const Block& block, const PairState& state) const {
  std::vector<FaultProbabilities> all;
  PairState here = state;
  for (const std::size_t i : block.steps) {
    const Step& step = noisy_.steps[i];
    if (step.kind != StepKind::unitary) all.push_back(faults_of(block, step, here));
    if (!block.by_state) continue;
    const Matrix4cd matrix = undisturbed(block, step);
    here = (matrix * here * matrix.adjoint()).eval();
  }
  return all;
}

Event FusedCircuit::draw_event(int site, core::Random& random) const {
  const Step& step = noisy_.steps[sites_[static_cast<std::size_t>(site)].step];
  if (step.kind == StepKind::kraus) return {site, Event::by_state};
  const std::vector<double>& all = noisy_.paulis[step.index].probabilities;
  return {site, draw_index(std::span(all).subspan(1), random)};
}

Matrix4cd FusedCircuit::fault_matrix(const Block& block, const Step& step, int fault) const {
  if (step.kind == StepKind::pauli) return on_block(block, step, pauli_of(fault + 1, step.operands));
  const Matrix4cd matrix = on_block(block, step, noisy_.krauses[step.index].faults[static_cast<std::size_t>(fault)]);
  return matrix / matrix.norm();
}

Matrix4cd FusedCircuit::draw_fault(const Block& block, const Step& step, const PairState& state,
                                   core::Random& random) const {
  const FaultProbabilities faults = faults_of(block, step, state);
  double left = random.uniform() * noisy_.krauses[step.index].candidate;
  for (std::size_t k = 0; k < faults.size(); ++k) {
    if ((left -= faults[k]) < 0) return fault_matrix(block, step, static_cast<int>(k));
  }
  return undisturbed(block, step);
}

Matrix4cd FusedCircuit::resolve(const Block& block, std::span<const Event> events, const PairState& state,
                                core::Random& random) const {
  Matrix4cd product = Matrix4cd::Identity();
  auto next = events.begin();
  for (int site = block.first_site; const std::size_t i : block.steps) {
    const Step& step = noisy_.steps[i];
    Matrix4cd matrix;
    if (step.kind == StepKind::unitary || next == events.end() || next->site != site) {
      matrix = undisturbed(block, step);
    } else if (const Event event = *next++; event.fault != Event::by_state) {
      matrix = fault_matrix(block, step, event.fault);
    } else {
      matrix = draw_fault(block, step, product * state * product.adjoint(), random);
    }
    site += step.kind != StepKind::unitary;
    product = (matrix * product).eval();
  }
  return product;
}

}  // namespace qgauge::simulator

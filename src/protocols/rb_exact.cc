// The decay that randomized benchmarking converges to under an executor's noise, exactly. Called by assess, which sets
// it beside the estimate. Must not know where the noise comes from: it asks the executor for transfer matrices.
//
// With noise that depends on the gate the survival is A p^m + B plus terms that vanish fast, p being the largest
// eigenvalue of A -> E_g[G(g)^T A R(g)] on traceless operators (Proctor et al., PRL 119, 130502; Wallman, Quantum 2,
// 47). The mean over 11,520 Cliffords is taken in two steps: every class is a few fronts, up to its last native
// entangler, each followed by every local layer. What compilation leaves after that entangler is local and merges with
// the layer into another one, so the layers average over the same 576 whatever the front.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "protocols/rb.hpp"

namespace qgauge::protocols {

namespace {

using circuit::Circuit;
using circuit::GateKind;
using Eigen::MatrixXd;

/// A part of a Clifford as it is meant, and as it is done.
struct Piece {
  MatrixXd ideal;
  MatrixXd real;
};

/// Elements of one class share a weight, their part of the group.
struct Front {
  double weight;
  Piece piece;
};

/// E[G^T A R] over the pieces.
MatrixXd twirl(const std::vector<Piece>& pieces, const MatrixXd& a) {
  MatrixXd sum = MatrixXd::Zero(a.rows(), a.cols());
  MatrixXd right = a;
  for (const Piece& piece : pieces) {
    right.noalias() = a * piece.real;
    sum.noalias() += piece.ideal.transpose() * right;
  }
  return sum / static_cast<double>(pieces.size());
}

MatrixXd twirl_with_fronts(const std::vector<Piece>& layers, const std::vector<Front>& fronts, const MatrixXd& a) {
  const MatrixXd inner = twirl(layers, a);
  MatrixXd sum = MatrixXd::Zero(a.rows(), a.cols());
  for (const Front& front : fronts) {
    sum += front.weight * front.piece.ideal.transpose() * inner * front.piece.real;
  }
  return sum;
}

/// The largest eigenvalue by power iteration from the projector on traceless Paulis, which it is close to: the other
/// eigenvalues are of the order of the noise, so every round adds as many digits as the error per Clifford has zeros.
double largest_decay(int size, auto&& map) {
  constexpr int most_rounds = 60;
  constexpr double tolerance = 1e-12;
  MatrixXd a = MatrixXd::Identity(size, size);
  a(0, 0) = 0;
  double decay = 0;
  for (int round = 0; round < most_rounds; ++round) {
    MatrixXd next = map(a);
    next.col(0).setZero();  // what noise adds to the identity's image never returns
    const double ratio = (next.trace() - next(0, 0)) / (a.trace() - a(0, 0));
    a = next / next.norm();
    const bool settled = std::abs(ratio - decay) < tolerance;
    decay = ratio;
    if (settled) break;
  }
  return decay;
}

/// `gates` as they are compiled in the middle of a sequence, where every qubit is in use already.
std::optional<Circuit> compiled_within(const Circuit& gates, const device::DeviceModel& model) {
  Circuit sequence{gates.qubits, gates.layout, {}};
  for (int q = 0; q < gates.qubits; ++q) sequence.append(GateKind::sx, static_cast<std::uint32_t>(q));
  sequence.append_barrier();
  sequence.operations.insert(sequence.operations.end(), gates.operations.begin(), gates.operations.end());
  core::Result<Circuit> native = compiled(sequence, model);
  if (!native) return std::nullopt;
  auto& operations = native->operations;
  const auto barrier = std::ranges::find(operations, GateKind::barrier, &circuit::Operation::gate);
  operations.erase(operations.begin(), std::next(barrier));
  return std::move(*native);
}

/// Cut after the last entangler; a local circuit is left empty.
Circuit front_of(Circuit circuit) {
  auto& operations = circuit.operations;
  while (!operations.empty() && !is_entangler(operations.back())) operations.pop_back();
  return circuit;
}

Tableau tableau_of_unitaries(const Circuit& circuit) {
  Tableau out = identity_tableau();
  for (const circuit::Operation& operation : circuit.operations) {
    if (circuit::spec_of(operation.gate).unitary) out = then(out, tableau_of(operation));
  }
  return out;
}

/// Everything about one register that pieces are made with.
struct Workshop {
  const device::DeviceModel& model;
  const execution::Executor& executor;
  const CliffordGroup& group;
  std::vector<int> layout;

  Circuit gates(const CliffordElement& element) const {
    Circuit out{group.qubits(), layout, {}};
    append_element(out, element);
    return out;
  }
  std::optional<Piece> piece(const Circuit& native, const Tableau& meant) const {
    std::optional<MatrixXd> real = executor.pauli_transfer_matrix(native);
    if (!real) return std::nullopt;
    return Piece{transfer_matrix_of(meant, group.qubits()), std::move(*real)};
  }
};

/// Every local element of the group.
std::optional<std::vector<Piece>> local_layers(const Workshop& workshop) {
  std::vector<Piece> out;
  for (std::size_t i = 0; i < workshop.group.size(); ++i) {
    const CliffordElement& element = workshop.group.element(i);
    if (element.entangler != GateKind::id) break;  // local ones come first
    const std::optional<Circuit> native = compiled_within(workshop.gates(element), workshop.model);
    if (!native) return std::nullopt;
    std::optional<Piece> piece = workshop.piece(*native, workshop.group.tableau(i));
    if (!piece) return std::nullopt;
    out.push_back(std::move(*piece));
  }
  return out;
}

/// The front of every element whose layer after the entangler is the identity, with that element's part of the group.
std::optional<std::vector<Front>> fronts(const Workshop& workshop, std::size_t layers) {
  const double weight = static_cast<double>(layers) / static_cast<double>(workshop.group.size());
  std::vector<Front> out;
  for (std::size_t i = 0; i < workshop.group.size(); ++i) {
    const CliffordElement& element = workshop.group.element(i);
    if (element.after != std::array<std::uint8_t, 2>{}) continue;
    const std::optional<Circuit> native = compiled_within(workshop.gates(element), workshop.model);
    if (!native) return std::nullopt;
    const Circuit front = front_of(*native);
    std::optional<Piece> piece = workshop.piece(front, tableau_of_unitaries(front));
    if (!piece) return std::nullopt;
    out.push_back({weight, std::move(*piece)});
  }
  return out;
}

}  // namespace

std::optional<double> exact_error_per_clifford_1q(const device::DeviceModel& model, int qubit,
                                                  const execution::Executor& executor) {
  const Workshop workshop{model, executor, one_qubit_cliffords(), {qubit}};
  const auto layers = local_layers(workshop);
  if (!layers) return std::nullopt;
  const double decay = largest_decay(4, [&](const MatrixXd& a) { return twirl(*layers, a); });
  return core::average_infidelity_from_decay(decay, 2);
}

std::optional<double> exact_error_per_clifford_2q(const device::DeviceModel& model, const device::Coupling& coupling,
                                                  const execution::Executor& executor) {
  const Workshop workshop{model, executor, two_qubit_cliffords(), {coupling.a, coupling.b}};
  const auto layers = local_layers(workshop);
  if (!layers) return std::nullopt;
  const auto ends = fronts(workshop, layers->size());
  if (!ends) return std::nullopt;
  const double decay = largest_decay(16, [&](const MatrixXd& a) { return twirl_with_fronts(*layers, *ends, a); });
  return core::average_infidelity_from_decay(decay, 4);
}

}  // namespace qgauge::protocols

// The decay that randomized benchmarking converges to under an executor's noise, exactly. Called by assess, which sets
// it beside the estimate. Must not know where the noise comes from: it asks the executor for transfer matrices.
//
// With noise that depends on the gate the survival is A p^m + B plus terms that vanish fast, p being the largest
// eigenvalue of A -> E_g[G(g)^T A R(g)] on traceless operators (Proctor et al., PRL 119, 130502; Wallman, Quantum 2,
// 47). The mean over 11,520 Cliffords is taken in two steps: every class is a few fronts, up to its last native
// entangler, each followed by every local layer. What compilation leaves after that entangler is local and merges with
// the layer. Where the front is a Clifford, so is what is left, and the layers average over the same 576 whatever the
// front; a class whose fronts are none (over the Sycamore gate) has layers of its own.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "protocols/exact_cycle.hpp"
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

using Layers = std::vector<Piece>;

/// Elements of one class share a weight, their part of the group, and the layers that follow them.
struct Front {
  double weight;
  Piece piece;
  std::size_t layers;  ///< index into Twirl::layers
};

/// Layers 0 are those of the local class.
struct Twirl {
  std::vector<Layers> layers;
  std::vector<Front> fronts;
};

/// E[G^T A R] over the pieces.
MatrixXd twirl(const Layers& pieces, const MatrixXd& a) {
  MatrixXd sum = MatrixXd::Zero(a.rows(), a.cols());
  MatrixXd right = a;
  for (const Piece& piece : pieces) {
    right.noalias() = a * piece.real;
    sum.noalias() += piece.ideal.transpose() * right;
  }
  return sum / static_cast<double>(pieces.size());
}

MatrixXd twirl(const Twirl& parts, const MatrixXd& a) {
  std::vector<MatrixXd> inner;
  for (const Layers& layers : parts.layers) inner.push_back(twirl(layers, a));
  MatrixXd sum = MatrixXd::Zero(a.rows(), a.cols());
  for (const Front& front : parts.fronts) {
    sum += front.weight * front.piece.ideal.transpose() * inner[front.layers] * front.piece.real;
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

/// Cut behind the last entangler; the front of a local circuit is empty.
struct Cut {
  Circuit front;
  Circuit rest;
};
Cut cut(const Circuit& circuit) {
  Cut out{circuit, circuit};
  const auto last = std::ranges::find_if(circuit.operations.rbegin(), circuit.operations.rend(), is_entangler);
  out.front.operations.assign(circuit.operations.begin(), last.base());
  out.rest.operations.assign(last.base(), circuit.operations.end());
  return out;
}

/// Whether a unitary's transfer matrix is that of a Clifford: it permutes the Paulis, with signs.
bool is_clifford(const MatrixXd& transfer) {
  constexpr double rounding = 1e-9;
  return transfer.unaryExpr([](double entry) { return std::abs(entry - std::round(entry)); }).maxCoeff() < rounding;
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
  std::optional<Cut> compiled_element(std::size_t index) const {
    const std::optional<Circuit> native = compiled_within(gates(group.element(index)), model);
    return native ? std::optional(cut(*native)) : std::nullopt;
  }
  std::optional<Piece> piece(const Circuit& native) const {
    std::optional<MatrixXd> real = executor.pauli_transfer_matrix(native);
    if (!real) return std::nullopt;
    return Piece{transfer_matrix_of(native), std::move(*real)};
  }
};

/// Whether two elements differ in their last layer only.
bool same_front(const CliffordElement& a, const CliffordElement& b) {
  return a.entangler == b.entangler && a.before == b.before;
}

/// What follows the front of element `first`, the first of its class, for every element with this front.
std::optional<Layers> layers_behind(const Workshop& workshop, std::size_t first) {
  Layers out;
  for (std::size_t i = first; i < workshop.group.size(); ++i) {
    if (!same_front(workshop.group.element(i), workshop.group.element(first))) continue;
    const std::optional<Cut> native = workshop.compiled_element(i);
    std::optional<Piece> piece = native ? workshop.piece(native->rest) : std::nullopt;
    if (!piece) return std::nullopt;
    out.push_back(std::move(*piece));
  }
  return out;
}

/// Adds the front of element `index`, whose layer after the entangler is the identity. `own` are the layers of classes
/// that have their own.
bool add_front(const Workshop& workshop, std::size_t index, std::map<GateKind, std::size_t>& own, Twirl& twirl) {
  const std::optional<Cut> native = workshop.compiled_element(index);
  std::optional<Piece> piece = native ? workshop.piece(native->front) : std::nullopt;
  if (!piece) return false;
  const auto layers = static_cast<double>(twirl.layers[0].size());
  Front front{layers / static_cast<double>(workshop.group.size()), std::move(*piece), 0};
  if (!is_clifford(front.piece.ideal)) {
    const auto [entry, added] = own.try_emplace(workshop.group.element(index).entangler, twirl.layers.size());
    if (added) {
      std::optional<Layers> behind = layers_behind(workshop, index);
      if (!behind) return false;
      twirl.layers.push_back(std::move(*behind));
    }
    front.layers = entry->second;
  }
  twirl.fronts.push_back(std::move(front));
  return true;
}

std::optional<Twirl> make_twirl(const Workshop& workshop) {
  std::optional<Layers> local = layers_behind(workshop, 0);  // local elements come first
  if (!local) return std::nullopt;
  Twirl out{{std::move(*local)}, {}};
  std::map<GateKind, std::size_t> own;
  for (std::size_t i = 0; i < workshop.group.size(); ++i) {
    if (workshop.group.element(i).after != std::array<std::uint8_t, 2>{}) continue;
    if (!add_front(workshop, i, own, out)) return std::nullopt;
  }
  return out;
}

std::optional<double> exact_error_per_clifford(const Workshop& workshop) {
  const auto parts = make_twirl(workshop);
  if (!parts) return std::nullopt;
  const int dimension = 1 << workshop.group.qubits();
  const double decay = largest_decay(dimension * dimension, [&](const MatrixXd& a) { return twirl(*parts, a); });
  return core::average_infidelity_from_decay(decay, dimension);
}

}  // namespace

std::optional<double> exact_error_per_clifford_1q(const device::DeviceModel& model, int qubit,
                                                  const execution::Executor& executor) {
  return exact_error_per_clifford({model, executor, one_qubit_cliffords(), {qubit}});
}

std::optional<double> exact_error_per_clifford_2q(const device::DeviceModel& model, const device::Coupling& coupling,
                                                  const execution::Executor& executor) {
  return exact_error_per_clifford({model, executor, two_qubit_cliffords(), {coupling.a, coupling.b}});
}

}  // namespace qgauge::protocols

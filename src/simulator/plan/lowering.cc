// Two steps. Gates are gathered into blocks on one pair of qubits; a block that closes becomes either one dense matrix
// or its factors. One-qubit gates wait in `pending_` of their slot until something that does not commute needs them;
// then they become two phases around a real rotation (Euler angles, Nielsen and Chuang, Theorem 4.1).
#include "simulator/plan/lowering.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <optional>
#include <unsupported/Eigen/KroneckerProduct>
#include <utility>

#include "simulator/plan/pair_factors.hpp"

namespace qgauge::simulator {
namespace {

using Complex = std::complex<double>;
using Eigen::Matrix2cd;
using Eigen::Matrix4cd;
using Eigen::MatrixXcd;

constexpr double negligible = 1e-15;

Matrix4cd on_pair(const Matrix2cd& on_1, const Matrix2cd& on_0) { return Eigen::kroneckerProduct(on_1, on_0); }

/// Against the largest entry: products of matrices that are not unitary may be of any size.
bool is_diagonal(const Matrix2cd& m) {
  return std::max(std::abs(m(0, 1)), std::abs(m(1, 0))) <= negligible * m.cwiseAbs().maxCoeff();
}

/// Whether emit_phase makes an item of it: rotations that no phase parts would pile up without one to take their scale.
bool has_phase(const PairFactors& factors) { return std::abs(factors.angle) > negligible; }

/// Gates on a pair and on its two qubits, in order.
struct Block {
  std::array<int, 2> qubits{};
  std::vector<const Gate*> gates;
};

class Lowering {
 public:
  Lowering(int qubits, const Costs& costs)
      : costs_(costs), open_(static_cast<std::size_t>(qubits)), pending_(open_.size(), Matrix2cd::Identity()) {
    program_.qubits = qubits;
    for (int q = 0; q < qubits; ++q) program_.slot_of.push_back(q);
  }

  void take(const Gate& gate) {
    if (gate.targets.size() == 1) return take_single(gate);
    if (gate.targets.size() == 2) return take_pair(gate);
    for (const int q : gate.targets) close(q);
    emit_wide(gate);
  }

  Program finish() {
    for (int q = 0; q < program_.qubits; ++q) close(q);
    for (int slot = 0; slot < program_.qubits; ++slot) {
      flush(slot);  // may leave a phase behind
      flush(slot);
    }
    return std::move(program_);
  }

 private:
  static std::size_t index(int n) { return static_cast<std::size_t>(n); }
  int slot(int qubit) const { return program_.slot_of[index(qubit)]; }

  void take_single(const Gate& gate) {
    const int qubit = gate.targets[0];
    if (open_[index(qubit)]) return open_[index(qubit)]->gates.push_back(&gate);
    apply_single(slot(qubit), gate.matrix);
  }

  void take_pair(const Gate& gate) {
    const std::array<int, 2> qubits{std::min(gate.targets[0], gate.targets[1]),
                                    std::max(gate.targets[0], gate.targets[1])};
    auto& open = open_[index(qubits[0])];
    if (!open || open->qubits != qubits) {
      for (const int q : qubits) close(q);
      open_[index(qubits[0])] = open_[index(qubits[1])] = std::make_shared<Block>(Block{qubits, {}});
    }
    open_[index(qubits[0])]->gates.push_back(&gate);
  }

  void close(int qubit) {
    const std::shared_ptr<Block> block = open_[index(qubit)];
    if (!block) return;
    for (const int q : block->qubits) open_[index(q)].reset();
    if (is_cheaper_dense(*block)) return emit_dense(*block);
    for (const Gate* gate : block->gates) {
      if (gate->targets.size() == 1) {
        apply_single(slot(gate->targets[0]), gate->matrix);
      } else {
        emit_factors(gate->targets, *factor_pair(gate->matrix));
      }
    }
  }

  /// The factors of each gate, with a rotation wherever a one-qubit gate does not commute with a phase.
  bool is_cheaper_dense(const Block& block) const {
    double cost = 0;
    bool rotated[2] = {true, true};  // whether a rotation stands before the next phase: what comes before may do so
    for (const Gate* gate : block.gates) {
      if (gate->targets.size() == 1) {
        rotated[gate->targets[0] == block.qubits[1]] |= !is_diagonal(gate->matrix);
        continue;
      }
      if (!is_unitary(gate->matrix)) return true;
      const auto factors = factor_pair(gate->matrix);
      if (!factors) return true;
      if (has_phase(*factors)) cost += costs_.phase_share;
      for (int k = 0; k < 2; ++k) {
        bool& turn = rotated[gate->targets[index(k)] == block.qubits[1]];
        turn |= !is_diagonal(factors->before[k]);
        if (turn && has_phase(*factors)) cost += costs_.rotation, turn = false;
        turn |= !is_diagonal(factors->after[k]);
      }
    }
    return cost > costs_.dense[2];
  }

  void emit_dense(const Block& block) {
    Matrix4cd product = Matrix4cd::Identity();
    for (const Gate* gate : block.gates) product = on_block(*gate, block.qubits) * product;
    const std::array<int, 2> slots{slot(block.qubits[0]), slot(block.qubits[1])};
    product = (product * on_pair(take_pending(slots[1]), take_pending(slots[0]))).eval();
    emit_matrix({slots[0], slots[1]}, product);
  }

  static Matrix4cd on_block(const Gate& gate, const std::array<int, 2>& qubits) {
    const Matrix2cd one = Matrix2cd::Identity();
    const bool first = gate.targets[0] == qubits[0];
    if (gate.targets.size() == 1) return first ? on_pair(one, gate.matrix) : on_pair(gate.matrix, one);
    if (first) return gate.matrix;
    const Eigen::PermutationMatrix<4> exchange(Eigen::Vector4i(0, 2, 1, 3));
    return exchange * Matrix4cd(gate.matrix) * exchange;
  }

  void emit_factors(const std::vector<int>& qubits, const PairFactors& factors) {
    const std::array<int, 2> slots{slot(qubits[0]), slot(qubits[1])};
    for (int k = 0; k < 2; ++k) apply_single(slots[index(k)], factors.before[k]);
    if (has_phase(factors)) {
      for (const int s : slots) {
        if (!is_diagonal(pending_[index(s)])) flush(s);
      }
      emit_phase({slots[0], slots[1]}, factors.angle);
    }
    if (factors.swap) std::swap(program_.slot_of[index(qubits[0])], program_.slot_of[index(qubits[1])]);
    for (int k = 0; k < 2; ++k) apply_single(slot(qubits[index(k)]), factors.after[k]);
  }

  void emit_wide(const Gate& gate) {
    std::vector<int> slots;
    MatrixXcd waiting = MatrixXcd::Identity(1, 1);
    for (const int q : gate.targets) {
      slots.push_back(slot(q));
      waiting = Eigen::kroneckerProduct(MatrixXcd(take_pending(slots.back())), waiting).eval();
    }
    emit_matrix(slots, gate.matrix * waiting);
  }

  void apply_single(int slot, const Matrix2cd& matrix) {
    pending_[index(slot)] = (matrix * pending_[index(slot)]).eval();
  }

  bool take_flip(int slot) {
    const std::uint64_t bit = std::uint64_t{1} << slot;
    return (std::exchange(program_.flipped, program_.flipped & ~bit) & bit) != 0;
  }

  /// The waiting gate of a slot as it acts on what is stored; nothing waits afterwards and nothing is flipped.
  Matrix2cd take_pending(int slot) {
    Matrix2cd matrix = std::exchange(pending_[index(slot)], Matrix2cd::Identity());
    if (take_flip(slot)) matrix.col(0).swap(matrix.col(1));
    return matrix;
  }

  void flush(int slot) {
    Matrix2cd matrix = take_pending(slot);
    if (!is_unitary(matrix)) return emit_matrix({slot}, matrix);
    // A rotation by more than a right angle is a smaller one and a NOT, which is a label.
    if (std::abs(matrix(0, 0)) < std::abs(matrix(1, 0)) - negligible) {
      matrix.row(0).swap(matrix.row(1));
      program_.flipped |= std::uint64_t{1} << slot;
    }
    const double cosine = std::abs(matrix(0, 0)), sine = std::abs(matrix(1, 0));
    const Complex phase = matrix(0, 0) / cosine;
    if (sine <= negligible) {
      program_.constant *= phase;
      return emit_stored_phase({slot}, std::arg(matrix(1, 1) / phase));
    }
    program_.constant *= phase;  // the cosine is the affair of those who apply the rotation
    // The two phases together from the large entry: those of a small sine are made of rounding.
    const double both = std::arg(matrix(1, 1) / phase), after = std::arg(matrix(1, 0) / phase);
    emit_stored_phase({slot}, std::remainder(both - after, 2 * std::numbers::pi));
    const double tangent = sine / cosine;
    constexpr double rounding = 1e-15;  // a quarter turn is one: its kernel needs no multiplication
    program_.items.push_back({Item::Kind::rotation, 1, {slot}, std::abs(tangent - 1) < rounding ? 1 : tangent, -1});
    emit_after(slot, after);
  }

  /// A phase after a rotation, on the stored value: it waits as part of the next gate.
  void emit_after(int slot, double angle) {
    Matrix2cd phase = Matrix2cd::Identity();
    const bool flipped = (program_.flipped >> slot) & 1;
    phase(flipped ? 0 : 1, flipped ? 0 : 1) = std::polar(1.0, angle);
    apply_single(slot, phase);
  }

  /// exp(i angle) where every qubit of the slots reads 1.
  void emit_phase(const std::array<int, 2>& slots, double angle) {
    const bool first = (program_.flipped >> slots[0]) & 1, second = (program_.flipped >> slots[1]) & 1;
    if (first && second) program_.constant *= std::polar(1.0, angle);
    if (second) emit_stored_phase({slots[0]}, first ? -angle : angle);
    if (first) emit_stored_phase({slots[1]}, second ? -angle : angle);
    emit_stored_phase({slots[0], slots[1]}, first != second ? -angle : angle);
  }

  void emit_stored_phase(const std::vector<int>& slots, double angle) {
    if (std::abs(angle) <= negligible) return;
    Item item{Item::Kind::phase, static_cast<int>(slots.size()), {}, angle, -1};
    std::ranges::copy(slots, item.slots.begin());
    program_.items.push_back(item);
  }

  void emit_matrix(const std::vector<int>& slots, const MatrixXcd& matrix) {
    Item item{Item::Kind::dense, static_cast<int>(slots.size()), {}, 0, static_cast<int>(program_.matrices.size())};
    std::ranges::copy(slots, item.slots.begin());
    program_.matrices.push_back(matrix);
    program_.items.push_back(item);
  }

  const Costs& costs_;
  Program program_;
  std::vector<std::shared_ptr<Block>> open_;  ///< by qubit
  std::vector<Matrix2cd> pending_;            ///< by slot, on the qubit's value
};

}  // namespace

Program lower(int qubits, std::span<const Gate> gates, const Costs& costs) {
  Lowering lowering(qubits, costs);
  for (const Gate& gate : gates) lowering.take(gate);
  return lowering.finish();
}

}  // namespace qgauge::simulator

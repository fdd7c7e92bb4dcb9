// Routing: which qubits to exchange, and when, so that every pair meets on a coupling. Called by placement. Knows
// blocks by their wires alone.
#pragma once

#include <cstdint>
#include <vector>

#include "compile/layout.hpp"

namespace qgauge::compile {

/// Which block must come before which: the order of every wire. `reversed` for a walk from the end.
class Order {
 public:
  Order(const std::vector<Block>& blocks, int wires, bool reversed);

  const std::vector<Block>& blocks() const { return blocks_; }
  const std::vector<std::uint32_t>& next_of(std::uint32_t block) const { return next_[block]; }
  /// For each block, how many others come directly before it.
  const std::vector<int>& waiting() const { return waiting_; }

 private:
  const std::vector<Block>& blocks_;
  std::vector<std::vector<std::uint32_t>> next_;
  std::vector<int> waiting_;
};

/// One step of a routed circuit: a block where its wires are, or an exchange of two device qubits.
struct RoutedStep {
  static constexpr std::uint32_t exchange = ~0u;
  std::uint32_t block = exchange;
  std::array<std::uint32_t, 2> qubits{};
};

struct Routed {
  Layout start;
  Layout end;
  std::vector<RoutedStep> steps;
  int swaps = 0;
};

/// SABRE (Li, Ding and Xie, ASPLOS 2019): of the exchanges beside blocks that wait, the one that brings these and the
/// next ones closest, with a decay that spreads exchanges over qubits. Lengths are those of `distance`, and an exchange
/// counts with its own length, so that bad couplings are walked around; right after a block on the same pair, with
/// which it is fused, it counts with the share `fused_length` of it. Ties are broken by `random`.
Routed route(const Order& order, const Layout& start, const CouplingGraph& graph, const Distances& distance,
             double fused_length, core::Random& random);

}  // namespace qgauge::compile

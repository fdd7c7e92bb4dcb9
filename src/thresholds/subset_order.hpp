// The order in which the frontier programme takes the qubits, and what each of its steps does. Knows no states.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "thresholds/subset_weights.hpp"

namespace qgauge::thresholds {

/// Places for qubits that have been taken and still have neighbours that have not: the frontier.
inline constexpr int frontier_slots = 15;

/// A coupling to a qubit that is in the frontier.
struct FrontierLink {
  int slot;
  Cost cost;
  bool joins;
};

/// One qubit is taken: put into a free slot, linked to earlier ones; then the slots that nothing later links to are
/// freed (its own perhaps among them).
struct FrontierStep {
  int qubit;
  int slot;
  std::vector<FrontierLink> links;  ///< ascending in cost
  std::vector<int> retired;

  // Bounds on what the steps after this one can add, for pruning.
  /// [m]: least cost of couplings that are still to come, m of which close no cycle: all of negative cost, and the
  /// cheapest others of the forest. Beyond the end: there are not that many.
  std::vector<Cost> least_to_come;
  /// By slot: what its qubit's part in that is, sign changed. It is not to be had where the qubit is left out.
  std::array<Cost, frontier_slots> forgone = {};
};

/// Component by component, each with the best of several starts, always next to the frontier where it grows least.
/// Nothing where the frontier does not fit into the slots.
std::optional<std::vector<FrontierStep>> frontier_steps(const WeightedGraph& graph);

}  // namespace qgauge::thresholds

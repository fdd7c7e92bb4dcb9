// A set of qubits that grows and shrinks along a coupling graph while sums over its couplings are kept up to date.
// Used by find_subset. Knows no rule.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "qgauge/subject.hpp"

namespace qgauge::thresholds {

/// Neighbours of each qubit. `excess` = error - limit (an unknown error counts as 1); sums of it are at most zero
/// exactly when the mean is at most the limit, without the rounding of a division.
struct Link {
  int to;
  double excess;
  bool known;
};

class Network {
 public:
  Network(const subject::CouplingGraph& graph, double limit);

  int qubits() const { return static_cast<int>(links_.size()); }
  const std::vector<Link>& links(int qubit) const { return links_[static_cast<std::size_t>(qubit)]; }
  /// The number of qubits in the component of each qubit, along known couplings or along all.
  std::vector<int> component_sizes(bool known_only) const;

 private:
  std::vector<std::vector<Link>> links_;
};

/// Connected along known couplings; its sums are over all induced couplings.
class Growth {
 public:
  Growth(const Network& network, int seed);

  int size() const { return static_cast<int>(members_.size()); }
  const std::vector<int>& members() const { return members_; }
  /// Mean over the induced couplings, less the limit. At least two qubits.
  double mean_excess() const { return excess_ / couplings_; }
  bool meets_limit() const { return couplings_ > 0 && excess_ <= 0; }

  void add(int qubit);
  void remove(int qubit);
  /// The neighbour whose addition gives the least mean (ties: the least number), or -1.
  int best_neighbour(int except = -1) const;
  bool connected_without(int qubit) const;
  /// Replaces one qubit by a neighbour of the rest so that the mean falls. False: no such swap, and nothing changed.
  bool swap_once();

  /// Qubits looked at so far: the cost, in a unit that does not depend on the machine.
  std::uint64_t work() const { return work_; }

 private:
  void shift(int qubit, int sign);
  bool swap_for_better(int out);

  const Network* network_;
  std::vector<int> members_;
  std::vector<char> inside_;
  std::vector<int> known_links_;  ///< of each qubit into the set
  std::vector<int> all_links_;
  std::vector<double> link_excess_;
  double excess_ = 0;
  int couplings_ = 0;
  mutable std::uint64_t work_ = 0;
};

}  // namespace qgauge::thresholds

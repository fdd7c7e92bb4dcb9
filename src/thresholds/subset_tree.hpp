// A tree of known couplings that grows by the cheapest one next to it (Prim 1957) and changes its leaves. Used where
// the couplings of a subset are chosen. Knows no rule.
#pragma once

#include "thresholds/subset_growth.hpp"

namespace qgauge::thresholds {

class TreeGrowth {
 public:
  TreeGrowth(const Network& network, int start);

  int size() const { return static_cast<int>(members_.size()); }
  const std::vector<int>& members() const { return members_; }
  /// Adds the qubit with the cheapest coupling to the tree (ties: the least number); false where there is none.
  bool grow();
  /// grow, where that lowers the mean.
  bool grow_if_better();
  /// Replaces the leaf of the worst coupling by a qubit with a cheaper one; false where there is none.
  bool swap_leaf();
  /// Qubits looked at so far.
  std::uint64_t work() const { return work_; }

 private:
  struct Branch {
    int from;
    int to;
    double excess;
  };
  Branch cheapest_branch(int except) const;
  void add(const Branch& branch);
  void remove_leaf(int leaf);
  /// Ends in the leaf.
  Branch worst_leaf_branch() const;

  const Network* network_;
  std::vector<int> members_;
  std::vector<char> inside_;
  std::vector<int> degree_;
  std::vector<Branch> branches_;
  double excess_ = 0;
  mutable std::uint64_t work_ = 0;
};

}  // namespace qgauge::thresholds

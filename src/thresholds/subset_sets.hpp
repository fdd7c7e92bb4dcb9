// Disjoint sets of small numbers (union by linking, path halving). Used by everything in the subset search that asks
// what is connected. Knows no graph.
#pragma once

#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace qgauge::thresholds {

class DisjointSets {
 public:
  explicit DisjointSets(int count) : parent_(static_cast<std::size_t>(count)) {
    std::iota(parent_.begin(), parent_.end(), 0);
  }

  int find(int item) {
    while (parent(item) != item) item = parent(item) = parent(parent(item));
    return item;
  }
  /// False where the two were in one set already.
  bool unite(int a, int b) {
    a = find(a);
    b = find(b);
    if (a == b) return false;
    parent(a) = b;
    return true;
  }

 private:
  int& parent(int item) { return parent_[static_cast<std::size_t>(item)]; }

  std::vector<int> parent_;
};

}  // namespace qgauge::thresholds

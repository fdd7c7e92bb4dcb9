// The states of the frontier programme between two of its steps. See subset_frontier.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "thresholds/subset_order.hpp"

namespace qgauge::thresholds {

/// Which qubits of the frontier are in the set, and which of them the couplings taken so far connect: four bits a slot,
/// 0 for a qubit that is not in the set, else the number of its part. Canonical: parts are numbered from 1 in the order
/// of their first slots, so that equal partitions are equal numbers.
using Partition = std::uint64_t;

/// A part that no canonical partition uses: for the qubit that is being taken.
inline constexpr int new_part = frontier_slots;

int part_of(Partition partition, int slot);
Partition with_part(Partition partition, int slot, int part);
/// `from` becomes `into`; not canonical.
Partition merged(Partition partition, int from, int into);
Partition canonical(Partition partition);
/// Of a canonical partition.
int count_parts(Partition partition);
/// Canonical, without these slots. Nothing where that would leave a part without any: then it can never be connected to
/// the rest.
std::optional<Partition> without(Partition partition, const std::vector<int>& slots);

/// The cheapest set known of one partition and one number of qubits. `trail`: its qubits, less the one being taken,
/// which is in the set if `takes`.
struct Cell {
  static constexpr Cost unreachable = std::numeric_limits<Cost>::max();
  Cost cost = unreachable;
  std::uint32_t trail = 0;
  std::uint32_t takes = 0;
};

/// Rows of cells by partition, one cell for each count in a range; found by hashing, walked in the order of their
/// making, so that nothing depends on the hash.
class Layer {
 public:
  /// Empty, for counts from `first_count` to `last_count`; keeps its memory.
  void reset(int first_count, int last_count);

  int first_count() const { return first_count_; }
  int last_count() const { return first_count_ + width_ - 1; }
  std::size_t rows() const { return partitions_.size(); }
  Partition partition(std::size_t row) const { return partitions_[row]; }
  std::span<Cell> cells(std::size_t row);
  std::span<Cell> cells() { return cells_; }
  /// The row of the partition, made where there is none.
  std::size_t row_of(Partition partition);

 private:
  std::size_t place_of(Partition partition) const;
  void rehash();

  int first_count_ = 0;
  int width_ = 0;
  std::vector<Partition> partitions_;
  std::vector<Cell> cells_;
  std::vector<std::int32_t> places_;  ///< row, or -1; open addressing
};

/// The sets of all cells as paths in a tree, so that cells share what they have in common. Trail 0 is empty.
class Trails {
 public:
  std::uint32_t extended(std::uint32_t trail, int qubit);
  std::vector<int> qubits(std::uint32_t trail) const;
  std::size_t size() const { return nodes_.size(); }
  /// Forgets what none of these cells leads to, and renumbers their trails.
  void compact(std::span<Cell> cells);

 private:
  struct Node {
    std::uint32_t before;
    int qubit;
  };
  std::vector<Node> nodes_{{0, -1}};
};

}  // namespace qgauge::thresholds

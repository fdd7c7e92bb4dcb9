// The part of a machine that circuits can be placed on: usable qubits joined by calibrated couplings whose native gate
// entangles, with costs from the reported errors. Used by layout, routing and compile. Knows no circuit.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "qgauge/compile.hpp"

namespace qgauge::compile {

/// Costs are negative logarithms of average fidelities, so that they add up.
struct Neighbour {
  std::uint32_t qubit;
  double cost;  ///< of one use of the native gate
};

class CouplingGraph {
 public:
  explicit CouplingGraph(const device::DeviceModel& model);

  std::uint32_t size() const { return static_cast<std::uint32_t>(neighbours_.size()); }
  const std::vector<Neighbour>& neighbours(std::uint32_t qubit) const { return neighbours_[qubit]; }
  /// Null where the qubits are not coupled.
  const Neighbour* find(std::uint32_t a, std::uint32_t b) const;
  bool usable(std::uint32_t qubit) const { return usable_[qubit]; }
  double readout_cost(std::uint32_t qubit) const { return readout_cost_[qubit]; }
  double mean_cost() const { return mean_cost_; }
  /// Every pair of usable qubits is coupled.
  bool complete() const { return complete_; }
  /// Every pair costs the same, and so does every readout.
  bool uniform() const { return uniform_; }
  /// The largest connected part, sorted; of several the one that holds the lowest qubit.
  const std::vector<std::uint32_t>& largest_part() const { return largest_part_; }
  /// Whether all of these are in one part.
  bool connected(const std::vector<std::uint32_t>& qubits) const;
  /// The qubits within reach of `seed`, nearest first, at most `limit`.
  std::vector<std::uint32_t> reached_from(std::uint32_t seed, std::size_t limit) const;

 private:
  void add_couplings(const device::DeviceModel& model);
  void find_parts();
  void describe();
  std::vector<std::uint32_t> usable_qubits() const;

  std::vector<std::vector<Neighbour>> neighbours_;  ///< sorted by qubit
  std::vector<bool> usable_;
  std::vector<double> readout_cost_;
  std::vector<std::uint32_t> part_;  ///< number of the part of each qubit
  std::vector<std::uint32_t> largest_part_;
  std::optional<Neighbour> every_pair_;  ///< where one coupling stands for all; there are no lists then
  double mean_cost_ = 0;
  bool complete_ = false;
  bool uniform_ = false;
};

/// Lengths of the shortest paths between qubits of a part, where an edge of mean cost has length 1, one without
/// cost a half, and none more than 5.
class Distances {
 public:
  Distances(const CouplingGraph& graph, const std::vector<std::uint32_t>& part);
  bool covers(std::uint32_t qubit) const;
  double operator()(std::uint32_t a, std::uint32_t b) const {
    return length_[std::size_t{index_[a]} * count_ + index_[b]];
  }

 private:
  void fill_from(const CouplingGraph& graph, std::uint32_t start);

  std::size_t count_;
  std::vector<std::uint32_t> index_;
  std::vector<float> length_;
};

}  // namespace qgauge::compile

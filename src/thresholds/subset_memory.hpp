// Answers of find_subset for one coupling graph, so that regimes with the same ladder search once. Made by evaluation
// for one subject, used by the subset readings.
#pragma once

#include <map>
#include <tuple>

#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {

class SubsetMemory {
 public:
  /// find_subset, or what it answered before. Always of the same graph.
  const SubsetSearch& find(const subject::CouplingGraph& graph, int at_least, int below, double limit,
                           SubsetScope scope);

 private:
  std::map<std::tuple<int, int, double, SubsetScope>, SubsetSearch> answers_;
};

}  // namespace qgauge::thresholds

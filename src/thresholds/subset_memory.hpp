// Answers of find_subset for the coupling graphs of one subject, so that regimes with the same ladder search once. Made
// by evaluation, used by the subset readings.
#pragma once

#include <map>
#include <string>
#include <tuple>

#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {

class SubsetMemory {
 public:
  /// find_subset, or what it answered before. `name`: of the graph, one for each.
  const SubsetSearch& find(const std::string& name, const subject::CouplingGraph& graph, int at_least, int below,
                           double limit, SubsetScope scope);

 private:
  std::map<std::tuple<std::string, int, int, double, SubsetScope>, SubsetSearch> answers_;
};

}  // namespace qgauge::thresholds

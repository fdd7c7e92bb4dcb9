// What would decide a search of subsets that is left open: which couplings and qubits are not calibrated, or that
// errors are known too inexactly. Used by the subset readings. Knows no rule.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "thresholds/subset_step.hpp"

namespace qgauge::thresholds {

/// Collects over the steps of a rule that are open.
class SubsetNeeds {
 public:
  /// `graph`: null where the couplings are not known one by one.
  void add(const subject::CouplingGraph* graph, const StepSearch& found);
  std::vector<MissingInput> inputs(bool simulated) const;

 private:
  void add_unknown(const subject::CouplingGraph& graph);

  bool every_coupling_ = false;
  bool every_qubit_ = false;
  bool more_exact_ = false;
  std::set<std::pair<int, int>> couplings_;
  std::set<int> qubits_;
};

}  // namespace qgauge::thresholds

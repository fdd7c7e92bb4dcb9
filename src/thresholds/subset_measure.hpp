// A given set of qubits held against a limit: the last word on every subset that a search proposes, and the bound on
// all of them. Used by find_subset and its parts. Knows no search.
#pragma once

#include <optional>
#include <vector>

#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {

struct Measured {
  Subset subset;
  bool meets_limit;  ///< the mean, rounded to a double, is at most the limit
};

/// Nothing where the qubits are not connected by couplings of known error, or are fewer than two. Unknown errors count
/// as 1; where the couplings are chosen, only known ones are, and such that the mean is least.
std::optional<Measured> measure(const subject::CouplingGraph& graph, SubsetScope scope, std::vector<int> qubits,
                                double limit);

/// No connected set of at least `least` qubits has a smaller mean, unknown errors counted as 0; infinite where no such
/// set exists. A connected set holds a forest of least - 1 couplings, and of all sets of couplings that do, the least
/// mean is that of the minimum forest together with all couplings that are below that mean (greedy on the graphic
/// matroid).
double cheapest_couplings_bound(const subject::CouplingGraph& graph, int least);

/// The couplings that the mean of the subset is over; of a complete graph one that stands for all.
std::vector<subject::Edge> couplings_of(const Subset& subset, const subject::CouplingGraph& graph);

}  // namespace qgauge::thresholds

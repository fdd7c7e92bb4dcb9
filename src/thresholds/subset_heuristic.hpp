// Subsets that are grown coupling by coupling and improved by swaps: fast, good, and no proof. Used by find_subset.
#pragma once

#include "thresholds/subset_measure.hpp"
#include "thresholds/subset_weights.hpp"

namespace qgauge::thresholds {

/// The best subset seen: the first one that meets the limit, or else that of the least mean.
struct Grown {
  std::optional<Measured> best;
  std::uint64_t work = 0;
};
Grown grow_subsets(const subject::CouplingGraph& graph, SubsetScope scope, Sizes sizes, double limit,
                   std::uint64_t most_work);

}  // namespace qgauge::thresholds

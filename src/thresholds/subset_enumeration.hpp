// Every subset of a small graph held against the limit: for dense graphs, whose frontier is as wide as they are large.
// Used by find_subset.
#pragma once

#include "thresholds/subset_weights.hpp"

namespace qgauge::thresholds {

/// What enumeration takes: subsets times couplings; more than anything where the subsets are too many to be counted.
std::uint64_t enumeration_work(const WeightedGraph& graph);

ExactSearch enumerate_subsets(const WeightedGraph& graph, Sizes sizes);

}  // namespace qgauge::thresholds

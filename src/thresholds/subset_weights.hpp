// A coupling graph held against a limit: what each coupling costs, in whole numbers, so that sums are exact and a proof
// does not hang on rounding. Made by find_subset for the exact searches. Knows no search.
#pragma once

#include <cstdint>
#include <vector>

#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {

/// error - limit in units of 2^-50, rounded down. A set meets the limit only if the sum over its couplings is at most
/// zero (the step of Dinkelbach 1967 for a ratio, with the limit as the ratio).
using Cost = std::int64_t;

/// What unknown errors count as: for a proof that no subset exists the best (0), to find one the worst (1).
enum class Unknowns { best, worst };

struct WeightedEdge {
  int a;
  int b;
  Cost cost;
  bool joins;  ///< connects its ends; not so one of unknown error where the worst counts
};

/// Couplings of those components (by edges that join) that have at least the least size.
struct WeightedGraph {
  int qubits;
  SubsetScope scope;
  std::vector<WeightedEdge> edges;
};

/// Sizes of the sets in question; a set without a coupling has no mean.
struct Sizes {
  int least;
  int most;
};

WeightedGraph weigh(const subject::CouplingGraph& graph, SubsetScope scope, double limit, Unknowns unknowns, int least);

/// Sums over more couplings than this might not fit.
inline constexpr std::ptrdiff_t max_weighted_edges = 2000;

/// How an exact search ended. not_finished: the work it was allowed did not suffice, or its tables are too small.
struct ExactSearch {
  enum class End { found, none, not_finished };
  End end = End::not_finished;
  std::vector<int> qubits;  ///< where found: meets the limit up to the rounding of Cost
  std::uint64_t work = 0;
};

}  // namespace qgauge::thresholds

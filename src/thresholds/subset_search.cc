// find_subset: a connected set of qubits whose couplings have a small mean error. The best one is NP-hard to find (with
// chosen couplings it is the minimum k-cardinality tree: Fischetti, Hamacher, Jornsten, Maffioli 1994), yet against a
// given limit most cases fall quickly: to a bound, to a subset that a heuristic finds, or to an exact search, which
// real machines are narrow enough for. Called by the subset readings. Deterministic; work is bounded by counts, never
// by time.
#include <algorithm>
#include <limits>
#include <numeric>

#include "qgauge/thresholds.hpp"
#include "thresholds/subset_enumeration.hpp"
#include "thresholds/subset_frontier.hpp"
#include "thresholds/subset_heuristic.hpp"
#include "thresholds/subset_measure.hpp"

namespace qgauge::thresholds {
namespace {

using subject::CouplingGraph;
using subject::Edge;
using Outcome = SubsetSearch::Outcome;
using Proof = SubsetSearch::Proof;
using Obstacle = SubsetSearch::Obstacle;

constexpr double infinity = std::numeric_limits<double>::infinity();

void set_none(SubsetSearch& search, Proof proof, double bound) {
  search.outcome = Outcome::proven_none;
  search.proof = proof;
  search.lower_bound = bound;
}

void set_found(SubsetSearch& search, Subset subset) {
  search.outcome = Outcome::found;
  search.best_mean = subset.mean_cnot_infidelity;
  search.subset = std::move(subset);
}

/// No more than 1 where the qubits are known, whatever the error; null where it hangs on uncalibrated qubits.
std::optional<double> greatest_mean(const CouplingGraph& graph) {
  if (graph.uniform_infidelity || !graph.uncalibrated.empty()) return graph.uniform_infidelity;
  return 1.0;
}

/// Every subset of a complete graph with one error has that error as its mean.
SubsetSearch search_complete(const CouplingGraph& graph, Sizes sizes, double limit, SubsetScope scope) {
  SubsetSearch search{.subset = {},
                      .best_mean = graph.uniform_infidelity,
                      .lower_bound = graph.uniform_infidelity.value_or(graph.uniform_least)};
  const std::optional<double> mean = greatest_mean(graph);
  if (sizes.least > sizes.most) {
    search.best_mean.reset();
    set_none(search, Proof::size, infinity);
  } else if (search.lower_bound > limit) {
    set_none(search, Proof::cheapest_couplings, search.lower_bound);
  } else if (!mean || *mean > limit) {
    search.obstacle = Obstacle::unknown_errors;
  } else {
    Subset subset{.qubits = std::vector<int>(static_cast<std::size_t>(sizes.least)), .mean_cnot_infidelity = *mean};
    std::iota(subset.qubits.begin(), subset.qubits.end(), 0);
    for (int i = 1; scope == SubsetScope::chosen && i < sizes.least; ++i) subset.couplings.emplace_back(i - 1, i);
    set_found(search, std::move(subset));
  }
  return search;
}

/// Small dense graphs are enumerated, all others searched along a frontier; where that fails, enumerated if possible.
ExactSearch search_exactly(const CouplingGraph& graph, SubsetScope scope, Sizes sizes, double limit,
                           Unknowns unknowns) {
  constexpr std::uint64_t little_work = 1ULL << 24;
  constexpr std::uint64_t much_work = 1ULL << 28;
  const WeightedGraph weighted = weigh(graph, scope, limit, unknowns, sizes.least);
  if (std::ssize(weighted.edges) > max_weighted_edges) return {};
  const std::uint64_t enumeration = enumeration_work(weighted);
  if (enumeration <= little_work) return enumerate_subsets(weighted, sizes);
  const ExactSearch search = search_frontier(weighted, sizes, much_work);
  if (search.end != ExactSearch::End::not_finished || enumeration > much_work) return search;
  return enumerate_subsets(weighted, sizes);
}

/// One question, answered step by step.
class Inquiry {
 public:
  Inquiry(const CouplingGraph& graph, SubsetScope scope, Sizes sizes, double limit)
      : graph_(graph), scope_(scope), sizes_(sizes), limit_(limit) {}

  SubsetSearch answer() {
    if (excluded_by_size()) return search_;
    exclude_by_bound();
    grow();
    if (search_.outcome == Outcome::open) decide_exactly();
    return search_;
  }

 private:
  bool excluded_by_size() {
    search_.lower_bound = sizes_.least <= sizes_.most ? cheapest_couplings_bound(graph_, sizes_.least) : infinity;
    if (search_.lower_bound == infinity) set_none(search_, Proof::size, infinity);
    return search_.outcome == Outcome::proven_none;
  }

  void exclude_by_bound() {
    // The bound is a rounded sum: what it exceeds by less than the rounding is not proven.
    const double rounding = static_cast<double>(graph_.edges.size()) * std::numeric_limits<double>::epsilon();
    if (search_.lower_bound > limit_ * (1 + rounding)) {
      set_none(search_, Proof::cheapest_couplings, search_.lower_bound);
    }
  }

  /// Also where a bound has decided: how near the machine comes to the limit is worth telling. The qubits of an induced
  /// subset are connected by the best of its couplings, too.
  void grow() {
    grow_as(scope_);
    if (scope_ == SubsetScope::chosen && search_.outcome != Outcome::found) grow_as(SubsetScope::induced);
  }

  void grow_as(SubsetScope scope) {
    constexpr std::uint64_t some_work = 4'000'000;
    Grown grown = grow_subsets(graph_, scope, sizes_, limit_, some_work);
    search_.work += grown.work;
    if (grown.best && scope != scope_) grown.best = measure(graph_, scope_, grown.best->subset.qubits, limit_);
    if (grown.best) consider(*grown.best);
  }

  bool consider(const Measured& seen) {
    const double mean = seen.subset.mean_cnot_infidelity;
    search_.best_mean = std::min(search_.best_mean.value_or(mean), mean);
    if (seen.meets_limit) set_found(search_, seen.subset);
    return seen.meets_limit;
  }

  ExactSearch::End search(Unknowns unknowns) {
    const ExactSearch exact = search_exactly(graph_, scope_, sizes_, limit_, unknowns);
    search_.work += exact.work;
    if (exact.end == ExactSearch::End::found) {
      if (const auto seen = measure(graph_, scope_, exact.qubits, limit_)) consider(*seen);
    }
    return exact.end;
  }

  /// First as if every unknown error were 0: if nothing is found then, nothing exists. What is found then may do
  /// without; else the search is repeated as if they were 1.
  void decide_exactly() {
    const auto at_best = search(Unknowns::best);
    if (at_best == ExactSearch::End::none) {
      set_none(search_, Proof::exhaustion, std::max(search_.lower_bound, limit_));
    }
    if (search_.outcome != Outcome::open) return;
    const auto known = [](const Edge& edge) { return edge.cnot_infidelity.has_value(); };
    const auto at_worst = std::ranges::all_of(graph_.edges, known) ? at_best : search(Unknowns::worst);
    search_.obstacle = search_.outcome == Outcome::open ? obstacle(at_best, at_worst) : Obstacle::none;
  }

  static Obstacle obstacle(ExactSearch::End at_best, ExactSearch::End at_worst) {
    if (at_best != ExactSearch::End::found || at_worst == ExactSearch::End::not_finished) return Obstacle::work;
    return at_worst == ExactSearch::End::found ? Obstacle::rounding : Obstacle::unknown_errors;
  }

  const CouplingGraph& graph_;
  SubsetScope scope_;
  Sizes sizes_;
  double limit_;
  SubsetSearch search_;
};

}  // namespace

SubsetSearch find_subset(const CouplingGraph& graph, int at_least, int below, double limit, SubsetScope scope) {
  const Sizes sizes{.least = std::max(at_least, 2), .most = std::min(below - 1, graph.qubits)};
  limit = std::min(limit, 1.0);  // an infidelity is at most 1: no limit at all means the same
  if (graph.complete) return search_complete(graph, sizes, limit, scope);
  return Inquiry(graph, scope, sizes, limit).answer();
}

}  // namespace qgauge::thresholds

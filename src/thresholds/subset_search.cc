// find_subset: a connected set of qubits whose couplings have a small mean error. Finding the best one is NP-hard (it
// contains minimum k-trees), so the search is a heuristic with a bound: what it finds meets the limit, what it proves
// impossible is impossible, and the rest stays open. Called by the subset readings. Deterministic.
#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>

#include "qgauge/thresholds.hpp"
#include "thresholds/subset_growth.hpp"

namespace qgauge::thresholds {
namespace {

using subject::CouplingGraph;
using subject::Edge;

/// Sizes of the sets in question; a set without a coupling has no mean.
struct Sizes {
  int least;
  int most;
};

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Every set of k connected qubits has at least k - 1 couplings, and the mean of m or more of them is at least the mean
/// of the m smallest there are. Unknown errors count as zero; qubits of components that are too small do not count.
double bound_on_mean(const CouplingGraph& graph, int least) {
  const std::vector<int> reach = Network(graph, 0).component_sizes(false);
  std::vector<double> errors;
  for (const Edge& edge : graph.edges) {
    if (reach[static_cast<std::size_t>(edge.a)] >= least) errors.push_back(edge.cnot_infidelity.value_or(0.0));
  }
  const auto count = static_cast<std::ptrdiff_t>(least - 1);
  if (std::ssize(errors) < count) return infinity;
  std::ranges::nth_element(errors, errors.begin() + count - 1);
  return std::accumulate(errors.begin(), errors.begin() + count, 0.0) / static_cast<double>(count);
}

Subset subset_of(const Growth& growth, double limit) {
  std::vector<int> qubits = growth.members();
  std::ranges::sort(qubits);
  return {.qubits = std::move(qubits), .mean_cnot_infidelity = limit + growth.mean_excess()};
}

/// Grows to the least size, improves by swaps, then grows on: true as soon as the limit is met at a size in question.
bool grow(Growth& growth, Sizes sizes, std::uint64_t budget) {
  while (growth.size() < sizes.least) {
    const int next = growth.best_neighbour();
    if (next < 0) return false;
    growth.add(next);
  }
  while (!growth.meets_limit() && growth.work() < budget && growth.swap_once()) {
  }
  while (!growth.meets_limit() && growth.size() < sizes.most && growth.work() < budget) {
    const int next = growth.best_neighbour();
    if (next < 0) return false;
    growth.add(next);
  }
  return growth.meets_limit();
}

/// Known couplings from which a set of the least size can grow, best first.
std::vector<Edge> seeds(const CouplingGraph& graph, const Network& network, int least) {
  const std::vector<int> reach = network.component_sizes(true);
  std::vector<Edge> edges;
  std::ranges::copy_if(graph.edges, std::back_inserter(edges), [&](const Edge& edge) {
    return edge.cnot_infidelity && reach[static_cast<std::size_t>(edge.a)] >= least;
  });
  std::ranges::stable_sort(edges, {}, [](const Edge& edge) { return *edge.cnot_infidelity; });
  return edges;
}

std::optional<Subset> search(const CouplingGraph& graph, Sizes sizes, double limit) {
  // About a tenth of a second; each seed may take a fortieth part.
  constexpr std::uint64_t budget = 60'000'000;
  const Network network(graph, limit);
  std::uint64_t work = 0;
  for (const Edge& seed : seeds(graph, network, sizes.least)) {
    if (work > budget) break;
    Growth growth(network, seed.a);
    growth.add(seed.b);
    if (grow(growth, sizes, budget / 40)) return subset_of(growth, limit);
    work += growth.work();
  }
  return std::nullopt;
}

/// Every subset of a complete graph with one error has that error as its mean.
SubsetSearch search_complete(const CouplingGraph& graph, Sizes sizes, double limit) {
  using enum SubsetSearch::Outcome;
  if (sizes.least > sizes.most) return {.outcome = proven_none, .subset = {}, .lower_bound = infinity};
  const double bound = graph.uniform_infidelity.value_or(0.0);
  if (bound > limit) return {.outcome = proven_none, .subset = {}, .lower_bound = bound};
  const double mean = graph.uniform_infidelity.value_or(1.0);
  if (mean > limit) return {.outcome = open, .subset = {}, .lower_bound = bound};
  std::vector<int> qubits(static_cast<std::size_t>(sizes.least));
  std::iota(qubits.begin(), qubits.end(), 0);
  return {.outcome = found, .subset = Subset{std::move(qubits), mean}, .lower_bound = bound};
}

}  // namespace

SubsetSearch find_subset(const CouplingGraph& graph, int at_least, int below, double limit) {
  using enum SubsetSearch::Outcome;
  const Sizes sizes{.least = std::max(at_least, 2), .most = std::min(below - 1, graph.qubits)};
  limit = std::min(limit, 1.0);  // an infidelity is at most 1: no limit at all means the same
  if (graph.complete) return search_complete(graph, sizes, limit);
  const double bound = sizes.least <= sizes.most ? bound_on_mean(graph, sizes.least) : infinity;
  // The bound is a rounded sum: what it exceeds by less than the rounding is not proven.
  const double rounding = static_cast<double>(sizes.least) * std::numeric_limits<double>::epsilon();
  if (bound > limit * (1 + rounding)) return {.outcome = proven_none, .subset = {}, .lower_bound = bound};
  auto subset = search(graph, sizes, limit);
  const auto outcome = subset ? found : open;
  return {.outcome = outcome, .subset = std::move(subset), .lower_bound = bound};
}

}  // namespace qgauge::thresholds

// Growing subsets from every known coupling: see subset_heuristic.hpp.
#include "thresholds/subset_heuristic.hpp"

#include <algorithm>

#include "thresholds/subset_growth.hpp"
#include "thresholds/subset_tree.hpp"

namespace qgauge::thresholds {
namespace {

using subject::CouplingGraph;
using subject::Edge;

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

/// One growth: to the least size, improved by swaps, and on as long as that may meet the limit.
std::uint64_t grow_induced(const Network& network, const Edge& seed, Sizes sizes, std::uint64_t most_work,
                           std::vector<std::vector<int>>& candidates) {
  Growth growth(network, seed.a);
  growth.add(seed.b);
  while (growth.size() < sizes.least) {
    const int next = growth.best_neighbour();
    if (next < 0) return growth.work();
    growth.add(next);
  }
  while (!growth.meets_limit() && growth.work() < most_work && growth.swap_once()) {
  }
  candidates.push_back(growth.members());
  while (!growth.meets_limit() && growth.size() < sizes.most && growth.work() < most_work) {
    const int next = growth.best_neighbour();
    if (next < 0) return growth.work();
    growth.add(next);
  }
  candidates.push_back(growth.members());
  return growth.work();
}

std::uint64_t grow_chosen(const Network& network, const Edge& seed, Sizes sizes, std::uint64_t most_work,
                          std::vector<std::vector<int>>& candidates) {
  TreeGrowth tree(network, seed.a);
  while (tree.size() < sizes.least && tree.grow()) {
  }
  while (tree.work() < most_work && tree.swap_leaf()) {
  }
  candidates.push_back(tree.members());
  while (tree.size() < sizes.most && tree.work() < most_work && tree.grow_if_better()) {
  }
  candidates.push_back(tree.members());
  return tree.work();
}

void keep_better(std::optional<Measured> candidate, Sizes sizes, std::optional<Measured>& best) {
  if (!candidate || std::ssize(candidate->subset.qubits) < sizes.least) return;
  if (!best || candidate->subset.mean_cnot_infidelity < best->subset.mean_cnot_infidelity) best = std::move(candidate);
}

}  // namespace

Grown grow_subsets(const CouplingGraph& graph, SubsetScope scope, Sizes sizes, double limit, std::uint64_t most_work) {
  const Network network(graph, limit);
  const auto grow = scope == SubsetScope::induced ? grow_induced : grow_chosen;
  Grown grown;
  for (const Edge& seed : seeds(graph, network, sizes.least)) {
    if (grown.work > most_work) break;
    std::vector<std::vector<int>> candidates;
    grown.work += grow(network, seed, sizes, most_work / 40, candidates) + graph.edges.size();
    for (std::vector<int>& qubits : candidates) {
      keep_better(measure(graph, scope, std::move(qubits), limit), sizes, grown.best);
      if (grown.best && grown.best->meets_limit) return grown;
    }
  }
  return grown;
}

}  // namespace qgauge::thresholds

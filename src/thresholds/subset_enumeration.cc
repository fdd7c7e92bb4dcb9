// Enumeration of subsets as bit masks: see subset_enumeration.hpp.
#include "thresholds/subset_enumeration.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace qgauge::thresholds {
namespace {

constexpr int most_qubits = 24;

using Mask = std::uint32_t;

/// The graph with its coupled qubits numbered from 0 and its edges ascending in cost.
struct SmallGraph {
  std::vector<int> qubits;
  std::vector<WeightedEdge> edges;
};

std::vector<int> coupled_qubits(const WeightedGraph& graph) {
  std::vector<int> qubits;
  for (const WeightedEdge& edge : graph.edges) qubits.insert(qubits.end(), {edge.a, edge.b});
  std::ranges::sort(qubits);
  const auto repeated = std::ranges::unique(qubits);
  qubits.erase(repeated.begin(), repeated.end());
  return qubits;
}

SmallGraph small_graph(const WeightedGraph& graph) {
  SmallGraph small{.qubits = coupled_qubits(graph), .edges = graph.edges};
  const auto number = [&](int qubit) {
    return static_cast<int>(std::ranges::lower_bound(small.qubits, qubit) - small.qubits.begin());
  };
  for (WeightedEdge& edge : small.edges) {
    edge.a = number(edge.a);
    edge.b = number(edge.b);
  }
  std::ranges::stable_sort(small.edges, {}, &WeightedEdge::cost);
  return small;
}

/// The least cost of couplings that connect the qubits of the mask (Kruskal); nothing less than zero matters, so above
/// that any value stands for qubits that cannot be connected.
Cost cost_of(const std::vector<WeightedEdge>& edges, SubsetScope scope, Mask mask) {
  std::array<Mask, most_qubits> part{};
  for (Mask rest = mask; rest != 0; rest &= rest - 1) {
    part[static_cast<std::size_t>(std::countr_zero(rest))] = rest & -rest;
  }
  Cost cost = 0;
  Mask whole = 0;
  for (const WeightedEdge& edge : edges) {
    Mask& one = part[static_cast<std::size_t>(edge.a)];
    const Mask other = part[static_cast<std::size_t>(edge.b)];
    if (one == 0 || other == 0) continue;
    const bool grows = edge.joins && one != other;
    if (grows || edge.cost < 0 || scope == SubsetScope::induced) cost += edge.cost;
    if (!grows) continue;
    whole = one | other;
    for (Mask rest = whole; rest != 0; rest &= rest - 1) part[static_cast<std::size_t>(std::countr_zero(rest))] = whole;
  }
  return whole == mask ? cost : std::numeric_limits<Cost>::max();
}

}  // namespace

std::uint64_t enumeration_work(const WeightedGraph& graph) {
  const auto qubits = std::ssize(coupled_qubits(graph));
  if (qubits > most_qubits) return std::numeric_limits<std::uint64_t>::max();
  return graph.edges.size() << qubits;
}

ExactSearch enumerate_subsets(const WeightedGraph& graph, Sizes sizes) {
  const SmallGraph small = small_graph(graph);
  ExactSearch search{.end = ExactSearch::End::none, .qubits = {}};
  const Mask end = Mask{1} << small.qubits.size();
  for (Mask mask = 1; mask < end; ++mask) {
    const int size = std::popcount(mask);
    if (size < sizes.least || size > sizes.most) continue;
    search.work += small.edges.size();
    if (cost_of(small.edges, graph.scope, mask) > 0) continue;
    search.end = ExactSearch::End::found;
    for (std::size_t i = 0; i < small.qubits.size(); ++i) {
      if (mask >> i & 1) search.qubits.push_back(small.qubits[i]);
    }
    return search;
  }
  return search;
}

}  // namespace qgauge::thresholds

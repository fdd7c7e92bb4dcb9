// Means of given sets of couplings: see subset_measure.hpp.
#include "thresholds/subset_measure.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "thresholds/subset_growth.hpp"
#include "thresholds/subset_sets.hpp"

namespace qgauge::thresholds {
namespace {

using subject::CouplingGraph;
using subject::Edge;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Couplings and the sum of their errors in units of 2^-100: exact for all errors that occur, so that the mean is
/// rounded once and couplings that all equal a limit have it as their mean.
class Tally {
 public:
  void add(const Edge& edge, double error) {
    sum_ += static_cast<Sum>(std::ldexp(error, 100));
    couplings_.emplace_back(edge.a, edge.b);
  }
  double mean() const { return std::ldexp(static_cast<double>(sum_ / static_cast<Sum>(couplings_.size())), -100); }
  const std::vector<std::pair<int, int>>& couplings() const { return couplings_; }

 private:
  __extension__ using Sum = __int128;
  Sum sum_ = 0;
  std::vector<std::pair<int, int>> couplings_;
};

double at_best(const Edge& edge) { return edge.cnot_infidelity.value_or(edge.least); }

/// `edges` in ascending order of error: the first `forest` that close no cycle, and all others that lower the mean.
/// `sets` are of the graph's qubits; those of `edges` still single.
Tally forest_and_cheaper(const std::vector<Edge>& edges, DisjointSets& sets, int forest) {
  Tally tally;
  std::vector<const Edge*> others;
  for (const Edge& edge : edges) {
    if (std::ssize(tally.couplings()) < forest && sets.unite(edge.a, edge.b)) {
      tally.add(edge, at_best(edge));
    } else {
      others.push_back(&edge);
    }
  }
  for (const Edge* edge : others) {
    const double error = at_best(*edge);
    if (error < tally.mean()) tally.add(*edge, error);
  }
  return tally;
}

std::vector<Edge> induced_edges(const CouplingGraph& graph, const std::vector<int>& qubits) {
  std::vector<char> inside(static_cast<std::size_t>(graph.qubits), 0);
  for (const int qubit : qubits) inside[static_cast<std::size_t>(qubit)] = 1;
  std::vector<Edge> edges;
  std::ranges::copy_if(graph.edges, std::back_inserter(edges), [&](const Edge& edge) {
    return inside[static_cast<std::size_t>(edge.a)] && inside[static_cast<std::size_t>(edge.b)];
  });
  return edges;
}

void sort_by_error(std::vector<Edge>& edges) { std::ranges::stable_sort(edges, {}, at_best); }

bool connected_by_known(const std::vector<Edge>& edges, int qubits, std::ptrdiff_t members) {
  DisjointSets sets(qubits);
  std::ptrdiff_t joined = 1;
  for (const Edge& edge : edges) joined += edge.cnot_infidelity && sets.unite(edge.a, edge.b) ? 1 : 0;
  return joined == members;
}

}  // namespace

std::optional<Measured> measure(const CouplingGraph& graph, SubsetScope scope, std::vector<int> qubits, double limit) {
  const auto members = std::ssize(qubits);
  std::vector<Edge> edges = induced_edges(graph, qubits);
  if (members < 2 || !connected_by_known(edges, graph.qubits, members)) return std::nullopt;
  Tally tally;
  if (scope == SubsetScope::chosen) {
    std::erase_if(edges, [](const Edge& edge) { return !edge.cnot_infidelity; });
    sort_by_error(edges);
    DisjointSets sets(graph.qubits);
    tally = forest_and_cheaper(edges, sets, static_cast<int>(members) - 1);
  } else {
    for (const Edge& edge : edges) tally.add(edge, edge.cnot_infidelity.value_or(1.0));
  }
  std::ranges::sort(qubits);
  Subset subset{.qubits = std::move(qubits), .mean_cnot_infidelity = tally.mean()};
  if (scope == SubsetScope::chosen) {
    subset.couplings = tally.couplings();
    std::ranges::sort(subset.couplings);
  }
  return Measured{.subset = std::move(subset), .meets_limit = tally.mean() <= limit};
}

std::vector<Edge> couplings_of(const Subset& subset, const CouplingGraph& graph) {
  if (graph.complete) return {{0, 1, graph.uniform_infidelity, graph.uniform_least}};
  std::vector<Edge> edges = induced_edges(graph, subset.qubits);
  if (subset.couplings.empty()) return edges;
  std::erase_if(edges, [&](const Edge& edge) {
    return !std::ranges::binary_search(subset.couplings, std::pair(edge.a, edge.b));
  });
  return edges;
}

double cheapest_couplings_bound(const CouplingGraph& graph, int least) {
  const std::vector<int> reach = Network(graph, 0).component_sizes(false);
  DisjointSets components(graph.qubits);
  for (const Edge& edge : graph.edges) components.unite(edge.a, edge.b);
  std::vector<std::vector<Edge>> edges(static_cast<std::size_t>(graph.qubits));
  for (const Edge& edge : graph.edges) {
    if (reach[static_cast<std::size_t>(edge.a)] < least) continue;
    edges[static_cast<std::size_t>(components.find(edge.a))].push_back(edge);
  }
  DisjointSets sets(graph.qubits);
  double bound = infinity;
  for (std::vector<Edge>& component : edges) {
    if (component.empty()) continue;
    sort_by_error(component);
    bound = std::min(bound, forest_and_cheaper(component, sets, least - 1).mean());
  }
  return bound;
}

}  // namespace qgauge::thresholds

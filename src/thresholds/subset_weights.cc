// Costs of couplings: see subset_weights.hpp.
#include "thresholds/subset_weights.hpp"

#include <cmath>
#include <optional>

#include "thresholds/subset_sets.hpp"

namespace qgauge::thresholds {
namespace {

/// Scaling by a power of two is exact; so the cost is at most the true difference, and less than 2^-49 below it.
Cost cost_of(double error, double limit) {
  return static_cast<Cost>(std::floor(std::ldexp(error, 50))) - static_cast<Cost>(std::ceil(std::ldexp(limit, 50)));
}

/// Nothing for a coupling that is never used: of unknown error, where the worst counts and couplings are chosen.
std::optional<WeightedEdge> weighted(const subject::Edge& edge, SubsetScope scope, double limit, Unknowns unknowns) {
  if (edge.cnot_infidelity) return WeightedEdge{edge.a, edge.b, cost_of(*edge.cnot_infidelity, limit), true};
  if (unknowns == Unknowns::best) return WeightedEdge{edge.a, edge.b, cost_of(edge.least, limit), true};
  if (scope == SubsetScope::induced) return WeightedEdge{edge.a, edge.b, cost_of(1.0, limit), false};
  return std::nullopt;
}

}  // namespace

WeightedGraph weigh(const subject::CouplingGraph& graph, SubsetScope scope, double limit, Unknowns unknowns,
                    int least) {
  WeightedGraph result{.qubits = graph.qubits, .scope = scope, .edges = {}};
  DisjointSets sets(graph.qubits);
  for (const subject::Edge& edge : graph.edges) {
    const auto one = weighted(edge, scope, limit, unknowns);
    if (!one) continue;
    result.edges.push_back(*one);
    if (one->joins) sets.unite(edge.a, edge.b);
  }
  std::vector<int> size(static_cast<std::size_t>(graph.qubits), 0);
  for (int qubit = 0; qubit < graph.qubits; ++qubit) ++size[static_cast<std::size_t>(sets.find(qubit))];
  std::erase_if(result.edges, [&](const WeightedEdge& edge) {
    const int set = sets.find(edge.a);
    return set != sets.find(edge.b) || size[static_cast<std::size_t>(set)] < least;
  });
  return result;
}

}  // namespace qgauge::thresholds

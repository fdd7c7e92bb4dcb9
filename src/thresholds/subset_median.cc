// The median error of connected subsets. A median is at most a limit if more than half of the couplings are, and only
// if at least half of them are: both are questions about the mean of a graph whose errors are 0 within the limit and 1
// beyond it. See subset_step.hpp; called by search_step.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "thresholds/reading.hpp"
#include "thresholds/subset_step.hpp"

namespace qgauge::thresholds {
namespace {

using subject::CouplingGraph;
using subject::Edge;

/// Less than a half by less than one coupling of any graph that can be read makes a difference.
constexpr double more_than_half = 0.5 - 1e-7;
constexpr double half = 0.5;

CouplingGraph beyond(const CouplingGraph& graph, double limit) {
  CouplingGraph marked = graph;
  const auto mark = [&](std::optional<double>& error) {
    if (error) error = *error <= limit ? 0.0 : 1.0;
  };
  mark(marked.uniform_infidelity);
  for (Edge& edge : marked.edges) {
    mark(edge.cnot_infidelity);
    edge.least = edge.least <= limit ? 0.0 : 1.0;
  }
  return marked;
}

bool holds_edge(const Subset& subset, const Edge& edge) {
  if (!subset.couplings.empty()) {
    const auto is_edge = [&](std::pair<int, int> coupling) {
      return coupling == std::pair(edge.a, edge.b) || coupling == std::pair(edge.b, edge.a);
    };
    return std::ranges::any_of(subset.couplings, is_edge);
  }
  return std::ranges::binary_search(subset.qubits, edge.a) && std::ranges::binary_search(subset.qubits, edge.b);
}

/// The errors of the subset's couplings, ascending, unknown ones counted as 1.
std::vector<double> errors_of(const Subset& subset, const CouplingGraph& graph) {
  if (graph.complete) return {graph.uniform_infidelity.value_or(1.0)};
  std::vector<double> errors;
  for (const Edge& edge : graph.edges) {
    if (holds_edge(subset, edge)) errors.push_back(edge.cnot_infidelity.value_or(1.0));
  }
  std::ranges::sort(errors);
  return errors;
}

/// Of an even number of values the mean of the two in the middle.
double median_of(const std::vector<double>& sorted) {
  const std::size_t middle = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[middle] : std::midpoint(sorted[middle - 1], sorted[middle]);
}

/// Puts the subset's own errors in the place of the marks.
StepSearch found_subset(SubsetSearch search, const CouplingGraph& graph) {
  const std::vector<double> errors = errors_of(*search.subset, graph);
  search.subset->mean_cnot_infidelity =
      std::accumulate(errors.begin(), errors.end(), 0.0) / static_cast<double>(errors.size());
  return {std::move(search), median_of(errors)};
}

}  // namespace

StepSearch search_median(const Step& step, const CouplingGraph& graph, SubsetScope scope, SubsetMemory& memory) {
  const CouplingGraph marked = beyond(graph, step.limit);
  const std::string name = fmt::format("{} beyond {}", stem_of(step.figure), step.limit);
  const auto search = [&](double share) {
    SubsetSearch found = memory.find(name, marked, step.at_least, step.below, share, scope);
    found.best_mean.reset();  // a share of marks is no error
    found.lower_bound = found.proof == SubsetSearch::Proof::size ? found.lower_bound : 0;
    return found;
  };
  SubsetSearch sure = search(more_than_half);
  if (sure.outcome == SubsetSearch::Outcome::found) return found_subset(std::move(sure), graph);
  SubsetSearch possible = search(half);
  if (possible.outcome != SubsetSearch::Outcome::found) return {std::move(possible), std::nullopt};
  StepSearch found = found_subset(std::move(possible), graph);
  if (*found.value <= step.limit) return found;
  return {.search = {.outcome = SubsetSearch::Outcome::open, .subset = {}, .best_mean = {}}, .value = {}};
}

}  // namespace qgauge::thresholds

// The median error of connected subsets. A median is at most a limit if more than half of the couplings are, and only
// if at least half of them are: both are questions about the mean of a graph whose errors are 0 within the limit and 1
// beyond it. See subset_step.hpp; called by search_step.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "thresholds/subset_measure.hpp"
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
  marked.uniform_least = graph.uniform_least <= limit ? 0.0 : 1.0;
  for (Edge& edge : marked.edges) {
    mark(edge.cnot_infidelity);
    edge.least = edge.least <= limit ? 0.0 : 1.0;
  }
  return marked;
}

/// The errors of the subset's couplings, ascending, unknown ones counted as 1.
std::vector<double> errors_of(const Subset& subset, const CouplingGraph& graph) {
  std::vector<double> errors;
  for (const Edge& edge : couplings_of(subset, graph)) errors.push_back(edge.cnot_infidelity.value_or(1.0));
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
  search.subset->mean_cnot_infidelity = mean_of_subset(*search.subset, graph);
  const double median = median_of_subset(*search.subset, graph);
  return {.search = std::move(search), .value = median};
}

}  // namespace

double mean_of_subset(const Subset& subset, const CouplingGraph& graph) {
  const std::vector<double> errors = errors_of(subset, graph);
  return std::accumulate(errors.begin(), errors.end(), 0.0) / static_cast<double>(errors.size());
}

double median_of_subset(const Subset& subset, const CouplingGraph& graph) {
  return median_of(errors_of(subset, graph));
}

StepSearch search_median(const Step& step, const NamedGraph& named, SubsetScope scope, SubsetMemory& memory) {
  const CouplingGraph marked = beyond(named.graph, step.limit);
  const std::string name = fmt::format("{} beyond {}", named.name, step.limit);
  const auto search = [&](double share) {
    SubsetSearch found = memory.find(name, marked, step.at_least, step.below, share, scope);
    found.best_mean.reset();  // a share of marks is no error
    found.lower_bound = found.proof == SubsetSearch::Proof::size ? found.lower_bound : 0;
    return found;
  };
  SubsetSearch sure = search(more_than_half);
  if (sure.outcome == SubsetSearch::Outcome::found) return found_subset(std::move(sure), named.graph);
  SubsetSearch possible = search(half);
  if (possible.outcome != SubsetSearch::Outcome::found) return {.search = std::move(possible)};
  StepSearch found = found_subset(std::move(possible), named.graph);
  if (*found.value <= step.limit) return found;
  return {.search = {.outcome = SubsetSearch::Outcome::open, .subset = {}, .best_mean = {}}};
}

}  // namespace qgauge::thresholds

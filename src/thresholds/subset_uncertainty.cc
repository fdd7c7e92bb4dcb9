// Moved errors and limits: see subset_uncertainty.hpp.
//
// One factor that all errors share moves every mean and median alike: the limit takes its place, by the posterior that
// the machine's own mean has (posterior.hpp).
//
// Independent errors. The sum over a set S of couplings falls short of, or exceeds, that of the stated errors by at
// most k sqrt(sum of sigma^2 over S): of one given set with k the quantile of the normal distribution, and of all sets
// at once with k^2 that of chi squared with as many degrees of freedom as there are uncertain errors (Cauchy and
// Schwarz). Because sqrt(x) <= (c + x/c)/2 for every c > 0, this is at most kc/2 and k sigma^2/(2c) of each coupling:
// so moved errors and a moved limit, and still a mean. A moved error is cut off at 0 and at 1, which no error can pass.
// Of a median, each error is moved by as many deviations as all of them together exceed with a probability of 0.025 at
// most (Bonferroni).
#include "thresholds/subset_uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include <boost/math/distributions/chi_squared.hpp>
#include <fmt/format.h>

#include "qgauge/figures.hpp"
#include "thresholds/posterior.hpp"
#include "thresholds/subset_measure.hpp"
#include "thresholds/subset_tail.hpp"
#include "thresholds/wording.hpp"

namespace qgauge::thresholds {
namespace {

using subject::CouplingGraph;
using subject::Edge;
using Outcome = SubsetSearch::Outcome;

constexpr double sure = 0.975;

/// Deviations that a normal error exceeds to one side with a probability of at most 0.025.
double normal_deviations() { return figures::normal_quantile_two_sided(2 * sure - 1); }

std::ptrdiff_t uncertain_errors(const CouplingGraph& graph) {
  return std::ranges::count_if(graph.edges, [](const Edge& edge) { return edge.sigma > 0; });
}

double deviations_of_all_sets(const CouplingGraph& graph) {
  const boost::math::chi_squared distribution(static_cast<double>(uncertain_errors(graph)));
  return std::sqrt(boost::math::quantile(distribution, sure));
}

double deviations_of_each(const CouplingGraph& graph) {
  return figures::normal_quantile_two_sided(1 - 2 * (1 - sure) / static_cast<double>(uncertain_errors(graph)));
}

// ---- one factor that all errors share

double chance_within(double limit, double estimate, double relative_sigma) {
  double weights[2];
  posterior_weights(estimate, relative_sigma * estimate, {&limit, 1}, weights);
  return weights[0];
}

/// The estimate, as a multiple of the limit, at which the chance of being within the limit falls to `chance`; nothing
/// where it does nowhere near the limit.
std::optional<double> estimate_at(double chance, double relative_sigma) {
  constexpr double near = 1e-3, far = 1e3;
  if (!std::isfinite(relative_sigma) || chance_within(1, near, relative_sigma) < chance ||
      chance_within(1, far, relative_sigma) > chance) {
    return std::nullopt;
  }
  double below = near, above = far;
  constexpr int halvings = 100;
  for (int i = 0; i < halvings; ++i) {
    const double middle = std::sqrt(below * above);
    (chance_within(1, middle, relative_sigma) >= chance ? below : above) = middle;
  }
  return chance > 0.5 ? below : above;
}

std::optional<HardStep> with_limit_at(double chance, const Step& step, const CouplingGraph& graph) {
  const auto multiple = estimate_at(chance, graph.common_sigma);
  if (!multiple) return std::nullopt;
  HardStep hard{graph, step};
  hard.step.limit = step.limit * *multiple;
  return hard;
}

// ---- independent errors

void move_errors(CouplingGraph& graph, const auto& by) {
  for (Edge& edge : graph.edges) {
    if (edge.cnot_infidelity) edge.cnot_infidelity = std::clamp(*edge.cnot_infidelity + by(edge), 0.0, 1.0);
    edge.least = std::clamp(edge.least + by(edge), 0.0, 1.0);
  }
}

/// The deviation of the sum over the best of the uncertain couplings, which is what c is good for.
double spread_of_best(const CouplingGraph& graph, int couplings) {
  std::vector<Edge> edges = graph.edges;
  std::erase_if(edges, [](const Edge& edge) { return edge.sigma == 0; });
  std::ranges::stable_sort(edges, {}, [](const Edge& edge) { return edge.cnot_infidelity.value_or(edge.least); });
  double squares = 0;
  for (std::size_t i = 0; i < edges.size() && std::cmp_less(i, couplings); ++i)
    squares += edges[i].sigma * edges[i].sigma;
  return std::sqrt(squares);
}

/// `deviations`: upwards where positive.
HardStep with_moved_errors(double deviations, const Step& step, const CouplingGraph& graph) {
  HardStep hard{graph, step};
  if (step.median) {
    move_errors(hard.graph, [&](const Edge& edge) { return deviations * edge.sigma; });
    return hard;
  }
  const int least = std::max(step.at_least, 2) - 1;
  const double spread = spread_of_best(graph, least);
  move_errors(hard.graph, [&](const Edge& edge) { return deviations * edge.sigma * edge.sigma / (2 * spread); });
  hard.step.limit -= deviations * spread / (2 * least);
  return hard;
}

// ---- answers

std::string name_of(const NamedGraph& named, const Step& step, std::string_view how) {
  return fmt::format("{} {} from {}", named.name, how, step.at_least);
}

StepSearch search_hard(const HardStep& hard, const std::string& name, SubsetScope scope, SubsetMemory& memory) {
  return search_stated(hard.step, {name, hard.graph}, scope, memory);
}

void set_interval(const Subset& subset, const CouplingGraph& graph, const Step& step, StepSearch& found) {
  if (step.median) return;
  const double half = normal_deviations() * sigma_of_mean(subset, graph);
  found.low = std::max(*found.value - half, 0.0);
  found.high = std::min(*found.value + half, 1.0);
}

/// Whether even the cheapest couplings, wherever they are, are too bad for a mean.
bool is_far_off(const Step& step, const CouplingGraph& graph) {
  if (step.median || graph.common_sigma > 0) return false;
  return chance_of_cheap(graph, std::max(step.at_least, 2) - 1, step.limit) <= 1 - sure;
}

StepSearch left_open(StepSearch stated) {
  stated.inexact = true;
  stated.search.outcome = Outcome::open;
  stated.search.proof = SubsetSearch::Proof::none;
  stated.seen = std::exchange(stated.search.subset, std::nullopt);
  return stated;
}

/// The subset that was found among raised errors, with its own.
StepSearch as_stated(StepSearch found, const Step& step, const CouplingGraph& graph) {
  Subset& subset = *found.search.subset;
  subset.mean_cnot_infidelity = mean_of_subset(subset, graph);
  found.value = step.median ? median_of_subset(subset, graph) : subset.mean_cnot_infidelity;
  if (!step.median) found.search.best_mean = found.value;
  set_interval(subset, graph, step, found);
  return found;
}

}  // namespace

bool is_uncertain(const CouplingGraph& graph) { return graph.common_sigma > 0 || uncertain_errors(graph) > 0; }

std::optional<HardStep> hard_to_meet(const Step& step, const CouplingGraph& graph) {
  if (graph.common_sigma > 0) return with_limit_at(sure, step, graph);
  HardStep hard = with_moved_errors(step.median ? deviations_of_each(graph) : normal_deviations(), step, graph);
  return hard.step.limit > 0 ? std::optional(std::move(hard)) : std::nullopt;
}

std::optional<HardStep> hard_to_miss(const Step& step, const CouplingGraph& graph) {
  if (graph.common_sigma > 0) return with_limit_at(1 - sure, step, graph);
  return with_moved_errors(step.median ? -deviations_of_each(graph) : -deviations_of_all_sets(graph), step, graph);
}

StepSearch with_uncertainty(StepSearch stated, const Step& step, const NamedGraph& named, SubsetScope scope,
                            SubsetMemory& memory) {
  if (stated.search.outcome == Outcome::open || stated.search.proof == SubsetSearch::Proof::size) return stated;
  if (stated.search.outcome == Outcome::found) {
    if (const auto hard = hard_to_meet(step, named.graph)) {
      StepSearch found = search_hard(*hard, name_of(named, step, "raised"), scope, memory);
      if (found.search.outcome == Outcome::found) return as_stated(std::move(found), step, named.graph);
    }
    set_interval(*stated.search.subset, named.graph, step, stated);
    return left_open(std::move(stated));
  }
  if (is_far_off(step, named.graph)) return stated;
  if (const auto hard = hard_to_miss(step, named.graph)) {
    const StepSearch none = search_hard(*hard, name_of(named, step, "lowered"), scope, memory);
    if (none.search.outcome == Outcome::proven_none) return stated;
  }
  return left_open(std::move(stated));
}

double sigma_of_mean(const Subset& subset, const CouplingGraph& graph) {
  if (graph.common_sigma > 0) return graph.common_sigma * subset.mean_cnot_infidelity;
  const std::vector<Edge> edges = couplings_of(subset, graph);
  double squares = 0;
  for (const Edge& edge : edges) squares += edge.sigma * edge.sigma;
  return std::sqrt(squares) / static_cast<double>(edges.size());
}

std::string dependence_assumption(const CouplingGraph& graph) {
  if (graph.common_sigma > 0) {
    return fmt::format("the errors of all couplings share one uncertainty of {} % (standard deviation)",
                       number_text(100 * graph.common_sigma));
  }
  return "the stated uncertainties of the couplings' errors are independent of each other";
}

}  // namespace qgauge::thresholds

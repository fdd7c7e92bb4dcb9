// Steps as questions about subsets: see subset_step.hpp. The answers in words stand in subset_step_text.cc.
#include "thresholds/subset_step.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "thresholds/condition.hpp"
#include "thresholds/reading.hpp"
#include "thresholds/subset_uncertainty.hpp"

namespace qgauge::thresholds {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

bool is_error(const Condition& part) { return part.kind == Condition::Kind::bound && is_read(part.figure); }

bool about_subset(const Condition& part) {
  return is_error(part) || (part.kind == Condition::Kind::bound && part.figure == count_figure);
}

int clamped(double number) {
  return static_cast<int>(std::clamp(number, 0.0, double{std::numeric_limits<int>::max()}));
}

Condition as_conjunction(const Condition& condition) {
  if (condition.kind == Condition::Kind::all) return condition;
  Condition all;
  all.parts = {condition};
  return all;
}

void set_sizes(const Condition& all, Step& step) {
  const Range count = range_of(all, count_figure);
  step.at_least = clamped(count.low_open ? std::floor(count.low) + 1 : std::ceil(count.low));
  step.below = clamped(count.high_open ? std::ceil(count.high) : std::floor(count.high) + 1);
}

/// The bound that sets the upper limit on the error; null where none does.
const Condition* upper_bound_on_error(const Condition& all, const Range& range) {
  const auto bound = std::ranges::find_if(all.parts, [&](const Condition& part) {
    const bool upper = part.relation == Relation::at_most || part.relation == Relation::below;
    return is_error(part) && upper && part.limit == range.high;
  });
  return bound == all.parts.end() ? nullptr : &*bound;
}

/// False where the error is bounded from below, or mean and median both.
bool set_error(const Condition& all, const Reading& reading, Step& step) {
  const auto part = std::ranges::find_if(all.parts, is_error);
  if (part == all.parts.end()) return true;
  const bool one_figure = std::ranges::all_of(
      all.parts, [&](const Condition& other) { return !is_error(other) || other.figure == part->figure; });
  const Range range = range_of(all, part->figure);
  const Condition* bound = upper_bound_on_error(all, range);
  if (!one_figure || !bound || range.low > 0) return false;
  const FigureUse use = figure_under(reading, part->figure);
  step.error = *bound;
  step.figure = use.figure;
  step.median = reading.median || part->figure.ends_with(".median");
  step.factor = use.factor;
  step.conversion = conversion_of(reading);
  step.limit = range.high / use.factor;
  if (range.high_open) step.limit = std::nextafter(step.limit, 0.0);
  return true;
}

bool asks_about_subset(const Condition& rest) {
  bool asks = false;
  for_each_leaf(rest, [&](const Condition& leaf) { asks = asks || about_subset(leaf); });
  return asks;
}

}  // namespace

std::optional<Step> step_of(const Condition& condition, const Reading& reading) {
  const Condition all = as_conjunction(condition);
  Step step{.clause = condition.clause, .at_least = 0, .below = 0, .error = {}, .limit = infinity};
  set_sizes(all, step);
  if (!set_error(all, reading, step)) return std::nullopt;
  std::ranges::remove_copy_if(all.parts, std::back_inserter(step.rest.parts), about_subset);
  return asks_about_subset(step.rest) ? std::nullopt : std::optional(step);
}

/// Where any error will do, the couplings of any reading tell what is connected.
const subject::CouplingGraph* graph_for(const Step& step, const subject::Subject& subject) {
  const auto found = subject.graphs.find(step.error ? stem_of(step.figure) : std::string(cnot_stem));
  return found == subject.graphs.end() ? nullptr : &found->second;
}

StepSearch search_stated(const Step& step, const NamedGraph& named, SubsetScope scope, SubsetMemory& memory) {
  if (step.median) return search_median(step, named, scope, memory);
  const SubsetSearch& search = memory.find(named.name, named.graph, step.at_least, step.below, step.limit, scope);
  StepSearch found{.search = search};
  if (search.subset) found.value = search.subset->mean_cnot_infidelity;
  return found;
}

StepSearch search_step(const Step& step, const subject::CouplingGraph& graph, SubsetScope scope, SubsetMemory& memory) {
  const NamedGraph named{stem_of(step.figure), graph};
  StepSearch stated = search_stated(step, named, scope, memory);
  if (!step.error || !is_uncertain(graph)) return stated;
  return with_uncertainty(std::move(stated), step, named, scope, memory);
}

}  // namespace qgauge::thresholds

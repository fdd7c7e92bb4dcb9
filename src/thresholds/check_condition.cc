// Checks on conditions that were read: the order of a ladder's steps, and the number of combinations. Called by the
// loader. A ladder is what a text declares with `steps_by`; other combinations may overlap as they like.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "thresholds/ambiguity.hpp"
#include "thresholds/condition.hpp"
#include "thresholds/load_condition.hpp"

namespace qgauge::thresholds {
namespace {

core::Status check_neighbours(const Condition& step, const Condition& next, const std::string& figure) {
  const Range here = counted(range_of(step, figure), figure);
  const Range there = counted(range_of(next, figure), figure);
  const bool touching = here.high == there.low && here.high_open != there.low_open;
  if (touching) return {};
  const bool overlap = here.high > there.low || (here.high == there.low && !here.high_open);
  return core::unusable(
      next.where,
      fmt::format("{} between steps {} and {}: the first, at {}, ends at {} = {}, the second begins at {}",
                  overlap ? "an overlap" : "a gap", step.clause, next.clause, step.where, figure, here.high, there.low),
      "each step to begin where the one before it ends", "correct the limits, or leave out steps_by if it is meant");
}

/// As the count rises, a step may not become stricter in anything else.
core::Status check_monotone(const Condition& step, const Condition& next, const std::string& figure) {
  const Range here = range_of(step, figure);
  const Range there = range_of(next, figure);
  if (there.low <= here.low && there.high >= here.high) return {};
  return core::unusable(
      next.where,
      fmt::format("step {} stricter on {} than step {} at {}", next.clause, figure, step.clause, step.where),
      "a ladder whose later steps are never stricter", "correct the limits, or leave out steps_by if it is meant");
}

core::Status check_step(const Condition& step, const std::string& steps_by) {
  const bool flat = step.kind == Condition::Kind::bound || step.kind == Condition::Kind::all;
  if (flat && range_of(step, steps_by).low >= 0 && !step.clause.empty()) return {};
  return core::unusable(step.where, "a step without a clause number or a lower bound",
                        fmt::format("an \"all\" with a clause and a lower bound on {}", steps_by),
                        "complete the step, or leave out steps_by");
}

core::Status check_steps(const Condition& ladder) {
  for (const Condition& step : ladder.parts) QGAUGE_CHECK(check_step(step, ladder.steps_by));
  for (std::size_t i = 0; i + 1 < ladder.parts.size(); ++i) {
    QGAUGE_CHECK(check_neighbours(ladder.parts[i], ladder.parts[i + 1], ladder.steps_by));
    for (const std::string& figure : figures_of(ladder)) {
      if (figure == ladder.steps_by) continue;
      QGAUGE_CHECK(check_monotone(ladder.parts[i], ladder.parts[i + 1], figure));
    }
  }
  return {};
}

/// Every figure in a cell between or at its limits, every attribute one of the words that are named or another.
double combinations_of(const Condition& condition) {
  double combinations = 1;
  for (const std::string& figure : figures_of(condition)) {
    combinations *= 2.0 * static_cast<double>(limits_of(condition, figure).size()) + 1;
  }
  std::map<std::string, std::set<subject::Attribute>> words;
  for_each_leaf(condition, [&](const Condition& leaf) {
    words[leaf.attribute].insert(leaf.expected.begin(), leaf.expected.end());
    if (leaf.kind == Condition::Kind::unknown) combinations *= 2;
  });
  for (const auto& [attribute, named] : words) combinations *= static_cast<double>(named.size()) + 1;
  for (const auto& [ambiguity, readings] : ambiguities_of(condition)) {
    combinations *= static_cast<double>(readings.size());
  }
  return combinations;
}

}  // namespace

core::Status check_ladders(const Condition& condition) {
  for (const Condition& part : condition.parts) QGAUGE_CHECK(check_ladders(part));
  if (!condition.steps_by.empty()) QGAUGE_CHECK(check_steps(condition));
  return {};
}

core::Status check_size(const Condition& condition) {
  constexpr int most_tests = 1000;
  constexpr double most_combinations = 1e6;
  int tests = 0;
  for_each_leaf(condition, [&](const Condition&) { ++tests; });
  if (tests > most_tests) {
    return core::unusable(condition.where, fmt::format("a condition with {} tests", tests),
                          fmt::format("at most {}", most_tests), "split the entry");
  }
  const double combinations = combinations_of(condition);
  if (combinations <= most_combinations) return {};
  return core::unusable(condition.where, fmt::format("a condition with {:.1e} combinations of limits", combinations),
                        fmt::format("at most {:.0e}", most_combinations), "split the entry");
}

}  // namespace qgauge::thresholds

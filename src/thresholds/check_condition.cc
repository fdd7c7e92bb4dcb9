// Consistency of conditions that were read: bounds that no value meets, and the order of a ladder's steps. Called by
// the loader. A ladder is what a text declares with `steps_by`; other combinations may overlap as they like.
#include <cmath>

#include <fmt/format.h>

#include "thresholds/condition.hpp"
#include "thresholds/load_condition.hpp"

namespace qgauge::thresholds {
namespace {

/// Of a figure that counts, "at most 19" and "below 20" are the same, and so are "above 19" and "at least 20".
Range range_for_checks(const Condition& condition, const std::string& figure) {
  Range range = range_of(condition, figure);
  if (!is_count(figure)) return range;
  if (std::isfinite(range.high)) range.high = range.high_open ? std::ceil(range.high) : std::floor(range.high) + 1;
  if (std::isfinite(range.low)) range.low = range.low_open ? std::floor(range.low) + 1 : std::ceil(range.low);
  range.low_open = false;
  range.high_open = true;
  return range;
}

core::Status check_bounds(const Condition& condition) {
  for (const std::string& figure : figures_of(condition)) {
    const Range range = range_for_checks(condition, figure);
    if (!range.empty()) continue;
    return core::unusable(condition.where,
                          fmt::format("bounds on {} that no value meets: from {} to {}", figure, range.low, range.high),
                          "a lower bound below the upper one", "check for exchanged or mistyped limits");
  }
  return {};
}

core::Status check_neighbours(const Condition& step, const Condition& next, const std::string& figure) {
  const Range here = range_for_checks(step, figure);
  const Range there = range_for_checks(next, figure);
  const bool touching = here.high == there.low && here.high_open != there.low_open;
  if (touching) return {};
  const bool overlap = here.high > there.low || (here.high == there.low && !here.high_open);
  return core::unusable(
      next.where,
      fmt::format("{} between steps {} and {}: the first ends at {} = {}, the second begins at {}",
                  overlap ? "an overlap" : "a gap", step.clause, next.clause, figure, here.high, there.low),
      "each step to begin where the one before it ends", "correct the limits, or leave out steps_by if it is meant");
}

/// As the count rises, a step may not become stricter in anything else.
core::Status check_monotone(const Condition& step, const Condition& next, const std::string& figure) {
  const Range here = range_of(step, figure);
  const Range there = range_of(next, figure);
  if (there.low <= here.low && there.high >= here.high) return {};
  return core::unusable(
      next.where, fmt::format("step {} stricter on {} than step {}", next.clause, figure, step.clause),
      "a ladder whose later steps are never stricter", "correct the limits, or leave out steps_by if it is meant");
}

core::Status check_step(const Condition& step, const std::string& steps_by) {
  const bool flat = step.kind == Condition::Kind::bound || step.kind == Condition::Kind::all;
  if (flat && range_of(step, steps_by).low >= 0 && !step.clause.empty()) return {};
  return core::unusable(step.where, "a step without a clause number or a lower bound",
                        fmt::format("an \"all\" with a clause and a lower bound on {}", steps_by));
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

}  // namespace

core::Status check_consistency(const Condition& condition) {
  QGAUGE_CHECK(check_bounds(condition));
  for (const Condition& part : condition.parts) QGAUGE_CHECK(check_consistency(part));
  if (!condition.steps_by.empty()) QGAUGE_CHECK(check_steps(condition));
  return {};
}

}  // namespace qgauge::thresholds

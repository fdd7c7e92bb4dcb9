// Reasons, margins and missing inputs: see explain.hpp.
#include "thresholds/explain.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "thresholds/condition.hpp"
#include "thresholds/wording.hpp"

namespace qgauge::thresholds {
namespace {

std::string sentence(const std::string& clause, const std::string& text) {
  return clause.empty() ? text : fmt::format("{}: {}", clause, text);
}

Reason leaf_reason(const Condition& leaf, const Knowledge& knowledge, const std::string& clause) {
  Reason reason;
  reason.clause = leaf.clause.empty() ? clause : leaf.clause;
  reason.met = decided(chance_of(leaf, knowledge));
  reason.text = sentence(reason.clause, bounds_text({&leaf, 1}, knowledge));
  if (leaf.kind != Condition::Kind::bound) return reason;
  const Quantity& quantity = *find_quantity(knowledge, leaf.figure);
  reason.figure = quantity.read_as;
  reason.relation = leaf.relation;
  reason.limit = leaf.limit;
  if (quantity.figure) {
    reason.value = quantity.figure->value;
    reason.low = quantity.figure->low;
    reason.high = quantity.figure->high;
  }
  return reason;
}

bool is_leaf(const Condition& condition) {
  return condition.kind == Condition::Kind::bound || condition.kind == Condition::Kind::attribute;
}

bool is_flat(const Condition& condition) {
  return condition.kind == Condition::Kind::all && std::ranges::all_of(condition.parts, is_leaf);
}

/// The bounds of a step on the figure that orders the ladder.
Condition place_of(const Condition& step, const std::string& steps_by) {
  Condition place;
  place.clause = step.clause;
  if (is_leaf(step)) place.parts = {step};
  std::ranges::copy_if(step.parts, std::back_inserter(place.parts),
                       [&](const Condition& part) { return part.figure == steps_by; });
  return place;
}

/// How far a known count lies outside of a step.
double distance(const Condition& step, const std::string& steps_by, double value) {
  const Range range = range_of(step, steps_by);
  return std::max({range.low - value, value - range.high, 0.0});
}

bool can_fall_in(const Condition& step, const Condition& ladder, const Knowledge& knowledge) {
  return decided(chance_of(place_of(step, ladder.steps_by), knowledge)) != std::optional(false);
}

/// A step that the count misses is told by the bound that it misses.
Reason missed_step(const Condition& step, const Condition& ladder, const Knowledge& knowledge) {
  Condition place = place_of(step, ladder.steps_by);
  std::erase_if(place.parts, [&](const Condition& part) { return decided(chance_of(part, knowledge)) == true; });
  return explain(place, knowledge);
}

void explain_steps(const Condition& ladder, const Knowledge& knowledge, Reason& reason) {
  const auto steps = steps_in_question(ladder, knowledge);
  for (const Condition* step : steps) {
    reason.because.push_back(can_fall_in(*step, ladder, knowledge) ? explain(*step, knowledge)
                                                                   : missed_step(*step, ladder, knowledge));
  }
  const std::size_t others = ladder.parts.size() - steps.size();
  if (others == 0) return;
  Reason rest;
  rest.met = false;
  rest.text = fmt::format("the {} other step{} of the ladder {} for other numbers of qubits", others,
                          others == 1 ? "" : "s", others == 1 ? "is" : "are");
  reason.because.push_back(std::move(rest));
}

/// What a combination comes to, in words.
struct Outcomes {
  std::string_view met;
  std::string_view not_met;
};

Outcomes outcomes_of(const Condition& condition) {
  if (!condition.steps_by.empty()) return {"a step of the ladder is met", "no step of the ladder is met"};
  switch (condition.kind) {
    case Condition::Kind::all:
      return {"every condition is met", "not every condition is met"};
    case Condition::Kind::any:
      return {"at least one condition is met", "none of the conditions is met"};
    case Condition::Kind::negation:
      return {"what would exclude it is not met", "what excludes it is met"};
    case Condition::Kind::bound:
    case Condition::Kind::attribute:
      return {"the condition is met", "the condition is not met"};
  }
  std::unreachable();
}

std::string own_text(const Condition& condition, const Knowledge& knowledge, std::optional<bool> met) {
  if (is_flat(condition)) return bounds_text(condition.parts, knowledge);
  const Outcomes outcomes = outcomes_of(condition);
  const std::string lead = condition.text.empty() ? "" : condition.text + ": ";
  if (!met) return fmt::format("{}it is undetermined whether {}", lead, outcomes.met);
  return lead + std::string(*met ? outcomes.met : outcomes.not_met);
}

bool simulated_or_measured(const Quantity& quantity) { return quantity.random || quantity.read_as.starts_with("rb."); }

template <class Visit>
void for_each_bound(const Reason& reason, const Visit& visit) {
  if (reason.limit) visit(reason);
  for (const Reason& child : reason.because) for_each_bound(child, visit);
}

}  // namespace

std::vector<const Condition*> steps_in_question(const Condition& ladder, const Knowledge& knowledge) {
  std::vector<const Condition*> steps;
  for (const Condition& step : ladder.parts) {
    if (can_fall_in(step, ladder, knowledge)) steps.push_back(&step);
  }
  if (!steps.empty()) return steps;
  // Outside of every step the nearest one tells why. The count is known here, or bounded on one side of the ladder.
  const double value = find_quantity(knowledge, ladder.steps_by)->cells.front().value;
  const auto nearest = std::ranges::min_element(
      ladder.parts, {}, [&](const Condition& step) { return distance(step, ladder.steps_by, value); });
  return {&*nearest};
}

Reason explain(const Condition& condition, const Knowledge& knowledge) {
  if (is_leaf(condition)) return leaf_reason(condition, knowledge, {});
  Reason reason;
  reason.clause = condition.clause;
  reason.met = decided(chance_of(condition, knowledge));
  reason.text = sentence(condition.clause, own_text(condition, knowledge, reason.met));
  if (!condition.steps_by.empty()) {
    explain_steps(condition, knowledge, reason);
    return reason;
  }
  for (const Condition& part : condition.parts) {
    reason.because.push_back(is_leaf(part) ? leaf_reason(part, knowledge, condition.clause) : explain(part, knowledge));
  }
  return reason;
}

std::vector<Margin> margins_of(const Reason& reason) {
  std::vector<Margin> margins;
  for_each_bound(reason, [&](const Reason& bound) {
    if (bound.value.value_or(0) != 0 && *bound.limit != 0)
      margins.push_back({bound.figure, *bound.limit, *bound.value / *bound.limit});
  });
  return margins;
}

std::vector<std::string> exactness_conditions(const Reason& reason, const Knowledge& knowledge) {
  std::vector<std::string> conditions;
  for_each_bound(reason, [&](const Reason& bound) {
    const auto same = std::ranges::find(knowledge, bound.figure, &Quantity::read_as);
    if (same == knowledge.end() || !same->figure || !same->figure->value || same->random) return;
    const std::string condition = same->figure->kind == figures::IntervalKind::none
                                      ? fmt::format("the value of {} is exact", bound.figure)
                                      : fmt::format("the known values behind {} are exact", bound.figure);
    if (std::ranges::find(conditions, condition) == conditions.end()) conditions.push_back(condition);
  });
  return conditions;
}

std::vector<MissingInput> missing_for(const Condition& condition, const Knowledge& knowledge) {
  std::vector<MissingInput> missing;
  for (const Quantity* quantity : decisive(condition, knowledge)) {
    const std::string who = !quantity->words.empty()           ? "exporter"
                            : simulated_or_measured(*quantity) ? "measurement"
                                                               : "vendor";
    missing.push_back({quantity->read_as, who});
  }
  return missing;
}

}  // namespace qgauge::thresholds

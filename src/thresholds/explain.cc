// The tree of reasons: see explain.hpp.
#include "thresholds/explain.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "thresholds/condition.hpp"
#include "thresholds/wording.hpp"
#include "thresholds/words.hpp"

namespace qgauge::thresholds {
namespace {

std::string sentence(const std::string& clause, const std::string& text) {
  return clause.empty() ? text : fmt::format("{}: {}", clause, text);
}

/// What a figure is before a reading converts it.
Reason unconverted(const Quantity& quantity) {
  Reason reason;
  reason.figure = quantity.read_as;
  reason.value = quantity.figure->value;
  reason.low = quantity.figure->low;
  reason.high = quantity.figure->high;
  reason.text = fmt::format("{} as it is; what is compared is {} times that, {}",
                            words_with_value(quantity.read_as, number_text(*quantity.figure->value)),
                            number_text(quantity.factor), quantity.conversion);
  return reason;
}

std::optional<double> scaled(std::optional<double> value, double factor) {
  return value ? std::optional(*value * factor) : std::nullopt;
}

void tell_figure(const Condition& bound, const Quantity& quantity, Reason& reason) {
  reason.figure = quantity.read_as;
  reason.relation = bound.relation;
  reason.limit = bound.limit;
  if (!quantity.figure) return;
  reason.value = scaled(quantity.figure->value, quantity.factor);
  reason.low = scaled(quantity.figure->low, quantity.factor);
  reason.high = scaled(quantity.figure->high, quantity.factor);
  if (quantity.factor != 1 && reason.value) reason.because.push_back(unconverted(quantity));
}

Reason leaf_reason(const Condition& leaf, const Knowledge& knowledge, const std::string& clause) {
  Reason reason;
  reason.clause = leaf.clause.empty() ? clause : leaf.clause;
  reason.met = decided(chance_of(leaf, knowledge));
  const bool lead = leaf.kind != Condition::Kind::unknown && !leaf.text.empty();
  const std::string told = leaves_text({&leaf, 1}, knowledge);
  reason.text = sentence(reason.clause, lead ? fmt::format("{}: {}", leaf.text, told) : told);
  if (leaf.kind == Condition::Kind::bound) tell_figure(leaf, quantity_of(leaf, knowledge), reason);
  return reason;
}

bool is_leaf(const Condition& condition) { return condition.parts.empty(); }

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
  std::string_view open;
};

Outcomes outcomes_of(const Condition& condition) {
  if (!condition.steps_by.empty()) {
    return {"a step of the ladder is met", "no step of the ladder is met",
            "it is undetermined whether a step of the ladder is met"};
  }
  switch (condition.kind) {
    case Condition::Kind::all:
      return {"every condition is met", "not every condition is met",
              "it is undetermined whether every condition is met"};
    case Condition::Kind::any:
      return {"at least one condition is met", "none of the conditions is met",
              "it is undetermined whether at least one condition is met"};
    case Condition::Kind::negation:
      return {"what would exclude it is not met", "what excludes it is met",
              "it is undetermined whether what would exclude it is met"};
    case Condition::Kind::any_reading:
      return {"it is met however the text is read", "it is not met however the text is read",
              "the text can be read in several ways, and it hangs on how it is read"};
    case Condition::Kind::bound:
    case Condition::Kind::attribute:
    case Condition::Kind::unknown:
      break;
  }
  std::unreachable();
}

std::string own_text(const Condition& condition, const Knowledge& knowledge, std::optional<bool> met) {
  const std::string lead = condition.text.empty() ? "" : fmt::format("{}: ", condition.text);
  if (is_flat(condition)) return fmt::format("{}{}", lead, leaves_text(condition.parts, knowledge));
  const Outcomes outcomes = outcomes_of(condition);
  if (!met) return fmt::format("{}{}", lead, outcomes.open);
  return fmt::format("{}{}", lead, *met ? outcomes.met : outcomes.not_met);
}

/// The parts of an any_reading that a profile leaves.
std::vector<const Condition*> ways_to_read(const Condition& condition, const Knowledge& knowledge) {
  const auto& ways = quantity_of(condition, knowledge).words;
  std::vector<const Condition*> parts;
  for (const Condition& part : condition.parts) {
    if (std::ranges::find(ways, subject::Attribute(part.reading)) != ways.end()) parts.push_back(&part);
  }
  return parts;
}

Reason way_reason(const Condition& way, const Knowledge& knowledge, const std::string& clause) {
  Reason reason = is_leaf(way) ? leaf_reason(way, knowledge, clause) : explain(way, knowledge);
  reason.text = fmt::format("read as {}: {}", spaced(way.reading), reason.text);
  return reason;
}

/// A text that a profile fixes is told as it is read.
Reason explain_ambiguity(const Condition& condition, const Knowledge& knowledge, const std::string& clause) {
  const auto ways = ways_to_read(condition, knowledge);
  if (ways.size() == 1) return way_reason(*ways.front(), knowledge, clause);
  Reason reason;
  reason.clause = clause;
  reason.met = decided(chance_of(condition, knowledge));
  reason.text = sentence(clause, own_text(condition, knowledge, reason.met));
  for (const Condition* way : ways) reason.because.push_back(way_reason(*way, knowledge, clause));
  return reason;
}

/// `clause`: of the condition around it.
Reason explain_part(const Condition& part, const Knowledge& knowledge, const std::string& clause) {
  if (is_leaf(part)) return leaf_reason(part, knowledge, clause);
  if (part.kind != Condition::Kind::any_reading) return explain(part, knowledge);
  return explain_ambiguity(part, knowledge, part.clause.empty() ? clause : part.clause);
}

void collect_leaves(const Condition& condition, const Knowledge& knowledge, std::vector<const Condition*>& leaves) {
  if (is_leaf(condition)) return leaves.push_back(&condition);
  if (!condition.steps_by.empty()) {
    for (const Condition* step : steps_in_question(condition, knowledge)) collect_leaves(*step, knowledge, leaves);
  } else if (condition.kind == Condition::Kind::any_reading) {
    for (const Condition* way : ways_to_read(condition, knowledge)) collect_leaves(*way, knowledge, leaves);
  } else {
    for (const Condition& part : condition.parts) collect_leaves(part, knowledge, leaves);
  }
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
  if (condition.kind == Condition::Kind::any_reading) return explain_ambiguity(condition, knowledge, condition.clause);
  Reason reason;
  reason.clause = condition.clause;
  reason.met = decided(chance_of(condition, knowledge));
  reason.text = sentence(condition.clause, own_text(condition, knowledge, reason.met));
  if (!condition.steps_by.empty()) {
    explain_steps(condition, knowledge, reason);
    return reason;
  }
  for (const Condition& part : condition.parts) {
    reason.because.push_back(explain_part(part, knowledge, condition.clause));
  }
  return reason;
}

std::vector<const Condition*> leaves_told(const Condition& condition, const Knowledge& knowledge) {
  std::vector<const Condition*> leaves;
  collect_leaves(condition, knowledge, leaves);
  return leaves;
}

}  // namespace qgauge::thresholds

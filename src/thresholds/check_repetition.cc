// Bounds and attribute tests that can never matter, because what must hold with them implies or excludes them: a sign
// of a mistyped limit. Called by the loader. An `all` tells its parts what holds beside them; steps of a ladder may
// overlap.
#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "thresholds/condition.hpp"
#include "thresholds/load_condition.hpp"

namespace qgauge::thresholds {
namespace {

using Kind = Condition::Kind;

/// The values that a figure can have where a condition is asked, and the places that say so (empty: the figure itself).
struct Known {
  Range range;
  std::string low_where;
  std::string high_where;
};
using Context = std::map<std::string, Known>;

bool implied(const Range& known, const Condition& bound) {
  Range narrowed = known;
  narrow(narrowed, bound.relation, bound.limit);
  narrowed = counted(narrowed, bound.figure);
  const Range before = counted(known, bound.figure);
  return narrowed.low == before.low && narrowed.high == before.high && narrowed.low_open == before.low_open &&
         narrowed.high_open == before.high_open;
}

bool from_below(const Condition& bound) {
  return bound.relation == Relation::at_least || bound.relation == Relation::above;
}

void add(Context& context, const Condition& bound) {
  Known& known = context.at(bound.figure);
  if (!implied(known.range, bound)) (from_below(bound) ? known.low_where : known.high_where) = bound.where;
  narrow(known.range, bound.relation, bound.limit);
}

std::string beside(const std::string& place) {
  return place.empty() ? " whatever stands beside it" : fmt::format(" beside the one at {}", place);
}

core::Status refuse(const Condition& leaf, const std::string& name, const std::string& first) {
  return core::unusable(leaf.where, fmt::format("a test of {} that can never matter{}", name, beside(first)),
                        "only tests that some item meets and another does not",
                        "correct the limit or the word, or remove the test");
}

/// The bounds that stand in `parts`, but not the one at `left_out`.
Context with_bounds(Context context, const std::vector<Condition>& parts, const Condition* left_out) {
  for (const Condition& part : parts) {
    if (part.kind == Kind::bound && &part != left_out) add(context, part);
  }
  return context;
}

core::Status check_bound(const Condition& bound, const Context& context) {
  const Known& known = context.at(bound.figure);
  const std::string& same_end = from_below(bound) ? known.low_where : known.high_where;
  const std::string& other_end = from_below(bound) ? known.high_where : known.low_where;
  if (implied(known.range, bound)) return refuse(bound, bound.figure, same_end);
  Range left = known.range;
  narrow(left, bound.relation, bound.limit);
  if (!counted(left, bound.figure).empty()) return {};
  return core::unusable(bound.where,
                        fmt::format("a bound on {} that no value meets{}", bound.figure, beside(other_end)),
                        "bounds that can hold together", "check for exchanged or mistyped limits");
}

bool contains_all(const std::vector<subject::Attribute>& larger, const std::vector<subject::Attribute>& smaller) {
  return std::ranges::all_of(smaller,
                             [&](const auto& value) { return std::ranges::find(larger, value) != larger.end(); });
}

bool share_any(const std::vector<subject::Attribute>& one, const std::vector<subject::Attribute>& other) {
  return std::ranges::any_of(one, [&](const auto& value) { return std::ranges::find(other, value) != other.end(); });
}

/// Two tests of one attribute side by side.
core::Status check_pair(const Condition& first, const Condition& second, Kind kind) {
  if (first.attribute != second.attribute) return {};
  if (kind == Kind::all && !share_any(first.expected, second.expected)) {
    return core::unusable(
        second.where,
        fmt::format("a test of {} that no value meets beside the one at {}", second.attribute, first.where),
        "tests that can hold together", "write \"any\" or one_of if either is enough");
  }
  const bool one_in_other =
      contains_all(first.expected, second.expected) || contains_all(second.expected, first.expected);
  return one_in_other ? refuse(second, second.attribute, first.where) : core::Status();
}

core::Status check_attributes(const Condition& condition) {
  const auto& parts = condition.parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (std::size_t j = i + 1; j < parts.size(); ++j) {
      if (parts[i].kind != Kind::attribute || parts[j].kind != Kind::attribute) continue;
      QGAUGE_CHECK(check_pair(parts[i], parts[j], condition.kind));
    }
  }
  return {};
}

core::Status check(const Condition& condition, const Context& context);

/// Of two bounds of which one implies the other, the later one is named.
core::Status check_all(const Condition& condition, const Context& context) {
  QGAUGE_CHECK(check_attributes(condition));
  for (auto part = condition.parts.rbegin(); part != condition.parts.rend(); ++part) {
    QGAUGE_CHECK(check(*part, with_bounds(context, condition.parts, &*part)));
  }
  return {};
}

bool implies(const Condition& stricter, const Condition& looser) {
  Range range;
  narrow(range, stricter.relation, stricter.limit);
  return implied(range, looser);
}

core::Status check_any(const Condition& condition, const Context& context) {
  QGAUGE_CHECK(check_attributes(condition));
  const auto& parts = condition.parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    QGAUGE_CHECK(check(parts[i], context));
    for (std::size_t j = 0; j < i; ++j) {
      const bool same =
          parts[i].kind == Kind::bound && parts[j].kind == Kind::bound && parts[i].figure == parts[j].figure;
      if (same && (implies(parts[i], parts[j]) || implies(parts[j], parts[i]))) {
        return refuse(parts[i], parts[i].figure, parts[j].where);
      }
    }
  }
  return {};
}

core::Status check(const Condition& condition, const Context& context) {
  switch (condition.kind) {
    case Kind::all:
      return check_all(condition, context);
    case Kind::any:
      return check_any(condition, context);
    case Kind::bound:
      return check_bound(condition, context);
    case Kind::negation:
    case Kind::any_reading:
      for (const Condition& part : condition.parts) QGAUGE_CHECK(check(part, context));
      return {};
    case Kind::attribute:
    case Kind::unknown:
      return {};
  }
  std::unreachable();
}

}  // namespace

core::Status check_repetition(const Condition& condition, const Vocabulary& vocabulary) {
  Context context;
  for (const std::string& figure : figures_of(condition)) {
    const FigureMeaning meaning = find_figure_meaning(vocabulary, figure).value();
    context[figure].range = {.low = meaning.low, .high = meaning.high};
  }
  return check(condition, context);
}

}  // namespace qgauge::thresholds

// Conditions as mathematics: see condition.hpp. Called by loading and evaluation alike, so that both mean the same by a
// bound.
#include "thresholds/condition.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "qgauge/components.hpp"

namespace qgauge::thresholds {

std::string_view name_of(Relation relation) {
  switch (relation) {
    case Relation::at_least:
      return "at_least";
    case Relation::above:
      return "above";
    case Relation::at_most:
      return "at_most";
    case Relation::below:
      return "below";
  }
  std::unreachable();
}

bool holds(double value, Relation relation, double limit) {
  switch (relation) {
    case Relation::at_least:
      return value >= limit;
    case Relation::above:
      return value > limit;
    case Relation::at_most:
      return value <= limit;
    case Relation::below:
      return value < limit;
  }
  std::unreachable();
}

namespace {

std::set<std::string_view> counted_parameters() {
  std::set<std::string_view> names;
  for (const auto& kind : components::component_kinds()) {
    for (const auto& parameter : kind.parameters) {
      if (parameter.type == components::ParameterType::count) names.insert(parameter.name);
    }
  }
  return names;
}

}  // namespace

bool is_count(const std::string& figure) {
  static const std::set<std::string_view> counted = counted_parameters();
  return figure.starts_with("physical_qubits.") || counted.contains(figure);
}

void narrow(Range& range, Relation relation, double limit) {
  const bool open = relation == Relation::above || relation == Relation::below;
  if (relation == Relation::at_least || relation == Relation::above) {
    range.low_open = limit > range.low ? open : range.low_open || (open && limit == range.low);
    range.low = std::max(range.low, limit);
  } else {
    range.high_open = limit < range.high ? open : range.high_open || (open && limit == range.high);
    range.high = std::min(range.high, limit);
  }
}

Range counted(Range range, const std::string& figure) {
  if (!is_count(figure)) return range;
  if (std::isfinite(range.high)) range.high = range.high_open ? std::ceil(range.high) : std::floor(range.high) + 1;
  if (std::isfinite(range.low)) range.low = range.low_open ? std::floor(range.low) + 1 : std::ceil(range.low);
  range.low_open = false;
  range.high_open = true;
  return range;
}

Range range_of(const Condition& condition, const std::string& figure) {
  Range range;
  if (condition.kind == Condition::Kind::bound && condition.figure == figure) {
    narrow(range, condition.relation, condition.limit);
  }
  if (condition.kind != Condition::Kind::all) return range;
  for (const Condition& part : condition.parts) {
    if (part.kind == Condition::Kind::bound && part.figure == figure) narrow(range, part.relation, part.limit);
  }
  return range;
}

void for_each_leaf(const Condition& condition, const std::function<void(const Condition&)>& visit) {
  if (condition.parts.empty()) visit(condition);
  for (const Condition& part : condition.parts) for_each_leaf(part, visit);
}

std::vector<std::string> figures_of(const Condition& condition) {
  std::vector<std::string> names;
  for_each_leaf(condition, [&](const Condition& leaf) {
    if (leaf.kind == Condition::Kind::bound && std::ranges::find(names, leaf.figure) == names.end()) {
      names.push_back(leaf.figure);
    }
  });
  return names;
}

std::vector<double> limits_of(const Condition& condition, const std::string& figure) {
  std::vector<double> limits;
  for_each_leaf(condition, [&](const Condition& leaf) {
    if (leaf.kind == Condition::Kind::bound && leaf.figure == figure) limits.push_back(leaf.limit);
  });
  std::ranges::sort(limits);
  const auto repeated = std::ranges::unique(limits);
  limits.erase(repeated.begin(), repeated.end());
  return limits;
}

bool same_meaning(const Condition& one, const Condition& other) {
  const bool same_leaf = one.kind == other.kind && one.kind != Condition::Kind::unknown && one.figure == other.figure &&
                         one.relation == other.relation && one.limit == other.limit &&
                         one.attribute == other.attribute && one.expected == other.expected;
  const bool named = one.kind == Condition::Kind::any_reading;
  return same_leaf && one.ambiguity == other.ambiguity &&
         std::ranges::equal(one.parts, other.parts, [named](const Condition& part, const Condition& other_part) {
           return same_meaning(part, other_part) && (!named || part.reading == other_part.reading);
         });
}

}  // namespace qgauge::thresholds

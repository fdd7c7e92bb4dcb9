// Conditions as mathematics: see condition.hpp. Called by loading and evaluation alike, so that both mean the same by a
// bound.
#include "thresholds/condition.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

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

bool is_count(const std::string& figure) { return figure.starts_with("physical_qubits."); }

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

}  // namespace qgauge::thresholds

// Counterfactuals: see counterfactual.hpp. Truth changes only at limits, so that a figure is tried at its limits and
// just beside them; an estimate is moved until its probability crosses the decision rule.
#include "thresholds/counterfactual.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "thresholds/condition.hpp"
#include "thresholds/reading.hpp"
#include "thresholds/wording.hpp"
#include "thresholds/words.hpp"

namespace qgauge::thresholds {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A verdict with one quantity changed at a time.
class Trial {
 public:
  Trial(const Condition& condition, const Knowledge& knowledge) : condition_(condition), knowledge_(knowledge) {}

  const Condition& condition() const { return condition_; }
  const Knowledge& knowledge() const { return knowledge_; }
  std::optional<bool> now() const { return decided(chance_of(condition_, knowledge_)); }
  std::optional<bool> with(const Quantity& quantity, Quantity other) const {
    Knowledge changed = knowledge_;
    changed[static_cast<std::size_t>(&quantity - knowledge_.data())] = std::move(other);
    return decided(chance_of(condition_, changed));
  }

 private:
  const Condition& condition_;
  const Knowledge& knowledge_;
};

/// `size`: of the change, relative; infinite where it has none.
struct Change {
  Counterfactual made;
  double size = infinity;
};

Change change_to(bool decision, const std::string& figure, std::optional<double> value, const std::string& text) {
  const std::string_view lead = decision ? "controlled" : "not controlled";
  Counterfactual made{.figure = figure,
                      .value = value,
                      .becomes = decision ? Decision::controlled : Decision::not_controlled,
                      .text = fmt::format("{} {}", lead, text)};
  return {.made = std::move(made)};
}

/// The bound that the rule writes the limit in.
const Condition& bound_at(const Condition& condition, const Quantity& quantity, double limit) {
  const Condition* found = nullptr;
  for_each_leaf(condition, [&](const Condition& leaf) {
    const bool about = leaf.kind == Condition::Kind::bound && leaf.figure == quantity.name;
    if (about && limit_on_figure(leaf, quantity) == limit) found = &leaf;
  });
  return *found;
}

std::string reached_text(double value, const Condition& bound, const Quantity& quantity) {
  const std::string compared = value_text(value * quantity.factor, bound);
  if (quantity.conversion.empty()) return compared;
  return fmt::format("{} ({} {})", number_text(value), compared, quantity.conversion);
}

/// "falls by 18 % to 1e-3", "rises to 1 K, 50 times as much"; nothing by which where it is too small to tell or has no
/// measure.
std::string move_text(double from, double to, const std::string& there) {
  const double percent = from == 0 ? 0 : 100 * std::abs((to - from) / from);
  const std::string_view verb = to < from ? "falls" : "rises";
  if (percent < 1e-3) return fmt::format("{} {}", verb, there);
  if (from > 0 && percent > 100.5) return fmt::format("{} {}, {:.2g} times as much", verb, there, to / from);
  const std::string shown = percent >= 10 ? fmt::format("{:.0f}", percent) : fmt::format("{:.2g}", percent);
  return fmt::format("{} by {} % {}", verb, shown, there);
}

// ---- figures that are known

/// Where an exact figure could be moved to: a limit or just beside it.
struct Place {
  double value;
  double limit;
  std::string_view preposition;
};

std::vector<Place> places(const Quantity& quantity) {
  std::vector<Place> found;
  for (const double limit : quantity.limits) {
    found.push_back({limit, limit, "to"});
    found.push_back({std::nextafter(limit, -infinity), limit, "below"});
    found.push_back({std::nextafter(limit, infinity), limit, "above"});
  }
  return found;
}

/// frequency_high_hz for frequency_low_hz; empty for what is no end of a range.
std::string other_end(const std::string& name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> ends{
      {{"_low_", "_high_"}, {"_high_", "_low_"}}};
  for (const auto& [end, other] : ends) {
    const std::size_t at = name.find(end);
    if (at != std::string::npos) return std::string(name).replace(at, end.size(), other);
  }
  return {};
}

/// An end of a range stays on its side of the other, where that is known.
bool keeps_order(const Quantity& quantity, double value, const Knowledge& knowledge) {
  const Quantity* other = find_quantity(knowledge, other_end(quantity.name));
  if (!other || !other->figure || !other->figure->value) return true;
  const bool lower = quantity.name.find("_low_") != std::string::npos;
  return lower ? value <= *other->figure->value : value >= *other->figure->value;
}

/// A figure of which parts are missing reaches a value only when they are known too.
std::string_view rest_text(const Quantity& quantity) {
  const figures::Figure& figure = *quantity.figure;
  if (figure.kind != figures::IntervalKind::bounds || figure.low == figure.high) return "";
  return is_read(quantity.name) ? ", with every coupling calibrated" : " and is known exactly";
}

/// `from`: the value, which stands beside bounds where parts of it are missing.
void try_value(const Trial& trial, const Quantity& quantity, double from, bool wanted, std::vector<Change>& changes) {
  std::vector<Place> tried = places(quantity);
  std::erase_if(tried, [&](const Place& place) {
    return place.value == from || !keeps_order(quantity, place.value, trial.knowledge()) ||
           trial.with(quantity, exactly(quantity, place.value)) != wanted;
  });
  if (tried.empty()) return;
  const Place& place =
      *std::ranges::min_element(tried, {}, [&](const Place& other) { return std::abs(other.value - from); });
  const std::string reached = reached_text(place.limit, bound_at(trial.condition(), quantity, place.limit), quantity);
  const std::string there = fmt::format("{} {}", place.preposition, reached);
  Change change = change_to(
      wanted, quantity.read_as, place.limit,
      fmt::format("if {} {}{}", words_for(quantity.read_as), move_text(from, place.value, there), rest_text(quantity)));
  if (from != 0) change.size = std::abs((place.value - from) / from);
  changes.push_back(std::move(change));
}

// ---- counts that are known, exactly or within bounds

std::string count_text(const Quantity& quantity, double by) {
  const double more = std::abs(by);
  const std::string words = more == 1 ? singular(counted_words(quantity.read_as)) : counted_words(quantity.read_as);
  return fmt::format("with {} {} {}", number_text(more), by > 0 ? "more" : "fewer", words);
}

/// The same count with everything that it may be moved by as much.
Quantity moved(const Quantity& quantity, Range known, double by) {
  Quantity other = quantity;
  other.cells = possible_cells(known.low + by, known.high + by, quantity.limits, true);
  return other;
}

/// Moves that bring an end of what is possible to a limit or just beside it.
std::vector<double> moves(const Quantity& quantity, Range known) {
  std::vector<double> found;
  for (const double limit : quantity.limits) {
    for (const double place : {std::ceil(limit) - 1, std::ceil(limit), std::floor(limit), std::floor(limit) + 1}) {
      for (const double end : {known.low, known.high}) found.push_back(place - end);
    }
  }
  std::erase_if(found, [&](double by) { return by == 0 || !std::isfinite(by) || known.low + by < 0; });
  return found;
}

void try_count(const Trial& trial, const Quantity& quantity, bool wanted, std::vector<Change>& changes) {
  const double from = *quantity.figure->value;
  const bool bounded = quantity.figure->kind == figures::IntervalKind::bounds;
  const Range known{bounded ? quantity.figure->low.value_or(from) : from,
                    bounded ? quantity.figure->high.value_or(from) : from};
  std::vector<double> tried = moves(quantity, known);
  std::erase_if(tried, [&](double by) { return trial.with(quantity, moved(quantity, known, by)) != wanted; });
  if (tried.empty()) return;
  const double by = *std::ranges::min_element(tried, {}, [](double move) { return std::abs(move); });
  Change change = change_to(wanted, quantity.read_as, from + by, count_text(quantity, by));
  if (from != 0) change.size = std::abs(by / from);
  changes.push_back(std::move(change));
}

// ---- estimates

/// Well inside of every cell, and to both sides of every limit.
std::vector<double> estimates_to_try(const Quantity& quantity) {
  constexpr double far = 8;   // standard deviations: certain on this side of a limit
  constexpr double near = 3;  // beyond the decision rule, unless another limit is as near
  std::vector<double> values;
  for (const double limit : quantity.limits) {
    for (const double distance : {-far, -near, near, far}) values.push_back(limit + distance * quantity.sigma);
  }
  for (std::size_t i = 0; i + 1 < quantity.limits.size(); ++i) {
    values.push_back((quantity.limits[i] + quantity.limits[i + 1]) / 2);
  }
  if (quantity.limits.front() > 0) std::erase_if(values, [](double value) { return value <= 0; });
  return values;
}

/// The value nearest to `from` on the way to `there` at which the estimate decides as it does there.
double nearest_estimate(const Trial& trial, const Quantity& quantity, bool wanted, double from, double there) {
  constexpr int halvings = 32;
  for (int i = 0; i < halvings; ++i) {
    const double middle = from + (there - from) / 2;
    (trial.with(quantity, estimated(quantity, middle)) == wanted ? there : from) = middle;
  }
  return there;
}

/// Of values in any order, the last below `from` and the first above it: what decides farther away is no less a change.
std::vector<double> nearest_on_each_side(const std::vector<double>& values, double from) {
  double below = -infinity;
  double above = infinity;
  for (const double value : values) {
    if (value < from) below = std::max(below, value);
    if (value >= from) above = std::min(above, value);
  }
  std::vector<double> nearest;
  if (std::isfinite(below)) nearest.push_back(below);
  if (std::isfinite(above)) nearest.push_back(above);
  return nearest;
}

void try_estimate(const Trial& trial, const Quantity& quantity, bool wanted, std::vector<Change>& changes) {
  const double from = *quantity.figure->value;
  std::vector<double> tried = estimates_to_try(quantity);
  std::erase_if(tried, [&](double value) { return trial.with(quantity, estimated(quantity, value)) != wanted; });
  if (tried.empty()) return;
  tried = nearest_on_each_side(tried, from);
  for (double& value : tried) value = nearest_estimate(trial, quantity, wanted, from, value);
  const double to = *std::ranges::min_element(tried, {}, [&](double value) { return std::abs(value - from); });
  const Condition& bound = bound_at(trial.condition(), quantity, quantity.limits.front());
  Change change = change_to(wanted, quantity.read_as, to,
                            fmt::format("if {}, as uncertain as it is, {}", words_for(quantity.read_as),
                                        move_text(from, to, "to " + reached_text(to, bound, quantity))));
  if (from != 0) change.size = std::abs((to - from) / from);
  changes.push_back(std::move(change));
}

// ---- figures that are not known

/// The cells [first, last] of a figure, all of which bring the same decision about.
struct Run {
  std::size_t first;
  std::size_t last;
};

/// One that reaches the top or the bottom, else the first.
std::optional<Run> run_of(const std::vector<std::optional<bool>>& decisions, bool wanted) {
  std::optional<Run> found;
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    if (decisions[i] != wanted) continue;
    const std::size_t first = i;
    while (i + 1 < decisions.size() && decisions[i + 1] == wanted) ++i;
    if (!found || i + 1 == decisions.size()) found = Run{first, i};
  }
  return found;
}

/// The end of a run as a bound: a cell is a limit itself or lies strictly between two.
Condition edge(const Trial& trial, const Quantity& quantity, std::size_t cell, bool lower) {
  const double value = quantity.cells[cell].value;
  const auto& limits = quantity.limits;
  const bool at_limit = std::ranges::find(limits, value) != limits.end();
  const auto beyond = std::ranges::upper_bound(limits, value);
  const double limit = at_limit ? value : (lower ? *std::prev(beyond) : *beyond);
  Condition bound = bound_at(trial.condition(), quantity, limit);
  if (lower) bound.relation = at_limit ? Relation::at_least : Relation::above;
  if (!lower) bound.relation = at_limit ? Relation::at_most : Relation::below;
  return bound;
}

/// Whether a part of what is possible brings the decision about; then it is no matter of moving the figure.
bool try_unknown(const Trial& trial, const Quantity& quantity, bool wanted, std::vector<Change>& changes) {
  std::vector<std::optional<bool>> decisions;
  for (const Cell& cell : quantity.cells) decisions.push_back(trial.with(quantity, exactly(quantity, cell.value)));
  const auto run = run_of(decisions, wanted);
  if (!run || run->last - run->first + 1 == decisions.size()) return run.has_value();
  std::vector<Condition> edges;
  if (run->first > 0) edges.push_back(edge(trial, quantity, run->first, true));
  if (run->last + 1 < decisions.size()) edges.push_back(edge(trial, quantity, run->last, false));
  std::string text = fmt::format("if {} is {}", words_for(quantity.read_as), bound_text(edges.front(), true));
  if (edges.size() > 1) text += fmt::format(" and {}", bound_text(edges.back(), true));
  if (!quantity.conversion.empty()) text += fmt::format(" {}", quantity.conversion);
  changes.push_back(change_to(wanted, quantity.read_as, limit_on_figure(edges.front(), quantity), text));
  return true;
}

// ---- words and readings

bool left_as_it_is(const Quantity& quantity) {
  constexpr std::array fixed{"item_kind", "paradigm", "exporter", "destination"};
  return quantity.cells.size() == 1 && std::ranges::find(fixed, quantity.name) != fixed.end();
}

/// A word that the test is, or is not, about.
subject::Attribute word_for(const Condition& test, bool met) {
  if (met) return test.expected.front();
  if (std::holds_alternative<bool>(test.expected.front())) return !std::get<bool>(test.expected.front());
  return std::string();
}

Quantity worded(const Quantity& quantity, const subject::Attribute& word) {
  Quantity other = quantity;
  other.words = {word};
  other.cells = {{0}};
  return other;
}

void try_words(const Trial& trial, const Quantity& quantity, bool wanted, std::vector<Change>& changes) {
  if (left_as_it_is(quantity)) return;
  std::optional<Change> found;
  for_each_leaf(trial.condition(), [&](const Condition& test) {
    if (test.kind != Condition::Kind::attribute || test.attribute != quantity.name) return;
    for (const bool met : {true, false}) {
      if (found || trial.with(quantity, worded(quantity, word_for(test, met))) != wanted) continue;
      found = change_to(wanted, quantity.name, {}, fmt::format("if {}", test_text(test, met)));
    }
  });
  if (found) changes.push_back(std::move(*found));
}

void try_readings(const Trial& trial, const Quantity& quantity, bool wanted, std::vector<Change>& changes) {
  for (const subject::Attribute& way : quantity.words) {
    if (quantity.words.size() == 1 || trial.with(quantity, worded(quantity, way)) != wanted) continue;
    changes.push_back(change_to(wanted, quantity.name, {},
                                fmt::format("if the text is read as {}", spaced(std::get<std::string>(way)))));
  }
}

void try_figure(const Trial& trial, const Quantity& quantity, bool wanted, std::vector<Change>& changes) {
  if (quantity.read_as.empty()) return;
  if (quantity.random) return try_estimate(trial, quantity, wanted, changes);
  if (quantity.cells.size() > 1 && try_unknown(trial, quantity, wanted, changes)) return;
  if (!quantity.figure || !quantity.figure->value) return;
  if (is_count(quantity.name)) return try_count(trial, quantity, wanted, changes);
  try_value(trial, quantity, *quantity.figure->value, wanted, changes);
}

void try_quantity(const Trial& trial, const Quantity& quantity, bool wanted, std::vector<Change>& changes) {
  switch (quantity.kind) {
    case Quantity::Kind::figure:
      return try_figure(trial, quantity, wanted, changes);
    case Quantity::Kind::attribute:
      return try_words(trial, quantity, wanted, changes);
    case Quantity::Kind::ambiguity:
      return try_readings(trial, quantity, wanted, changes);
    case Quantity::Kind::unknown:
      return;
  }
}

}  // namespace

std::vector<Counterfactual> counterfactuals_of(const Condition& condition, const Knowledge& knowledge) {
  const Trial trial(condition, knowledge);
  const std::optional<bool> now = trial.now();
  std::vector<Change> changes;
  for (const Quantity& quantity : knowledge) {
    for (const bool wanted : {true, false}) {
      if (now != wanted) try_quantity(trial, quantity, wanted, changes);
    }
  }
  std::ranges::stable_sort(changes, {}, &Change::size);
  std::vector<Counterfactual> counterfactuals;
  for (Change& change : changes) counterfactuals.push_back(std::move(change.made));
  return counterfactuals;
}

}  // namespace qgauge::thresholds

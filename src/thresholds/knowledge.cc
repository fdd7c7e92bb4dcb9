// Cells and chances: see knowledge.hpp. The normal distribution stands for a figure with an interval of a stated level
// (kinds sampling, propagated, history, assumed); its tail below zero falls into the lowest cell.
#include "thresholds/knowledge.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "thresholds/condition.hpp"

namespace qgauge::thresholds {
namespace {

using figures::Figure;
using figures::IntervalKind;

constexpr double infinity = std::numeric_limits<double>::infinity();

bool has_probability(IntervalKind kind) {
  switch (kind) {
    case IntervalKind::sampling:
    case IntervalKind::propagated:
    case IntervalKind::history:
    case IntervalKind::assumed:
      return true;
    case IntervalKind::bounds:
    case IntervalKind::none:
      return false;
  }
  std::unreachable();
}

/// The wider half of the interval, so that an interval cut off at zero does not look narrower than it is.
double sigma_of(const Figure& figure) {
  if (!figure.low || !figure.high) return std::hypot(figure.uncertainty.sampling, figure.uncertainty.description);
  const double half = std::max(*figure.high - *figure.value, *figure.value - *figure.low);
  return half / figures::normal_quantile_two_sided(figure.level);
}

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

/// A value strictly between `below` and `above` and within [low, high], or nothing.
std::optional<double> inside(double below, double above, double low, double high, bool whole) {
  if (whole) {
    const double least = std::max(std::ceil(low), std::floor(below) + 1);
    const double value = std::isfinite(least) ? least : std::min(std::floor(high), std::ceil(above) - 1);
    return value > below && value < above && value >= low && value <= high ? std::optional(value) : std::nullopt;
  }
  if (low > below && low < above) return low;
  if (high < above && high > below) return high;
  if (high <= below || low >= above) return std::nullopt;
  if (std::isinf(below) || std::isinf(above)) return std::isinf(below) ? above - 1 : below + 1;
  const double middle = below + (above - below) / 2;
  return middle > below && middle < above ? std::optional(middle) : std::nullopt;
}

/// [low, high] cut at every limit: the limits themselves and what lies between them.
std::vector<Cell> possible_cells(double low, double high, const std::vector<double>& limits, bool whole) {
  std::vector<Cell> cells;
  double below = -infinity;
  for (std::size_t i = 0; i <= limits.size(); ++i) {
    const double above = i < limits.size() ? limits[i] : infinity;
    if (const auto value = inside(below, above, low, high, whole)) cells.push_back({*value});
    if (i < limits.size() && above >= low && above <= high) cells.push_back({above});
    below = above;
  }
  return cells;
}

std::vector<Cell> normal_cells(double mean, double sigma, const std::vector<double>& limits) {
  std::vector<Cell> cells;
  double below = -infinity;
  for (std::size_t i = 0; i <= limits.size(); ++i) {
    const double above = i < limits.size() ? limits[i] : infinity;
    const double weight = normal_cdf((above - mean) / sigma) - normal_cdf((below - mean) / sigma);
    const auto value = inside(below, above, -infinity, infinity, false);
    if (value && weight > 0) cells.push_back({*value, weight});
    below = above;
  }
  return cells;
}

Quantity figure_quantity(const std::string& name, const std::vector<double>& limits, const subject::Subject& subject,
                         const Reading& reading) {
  Quantity quantity{.name = name, .cells = {}, .read_as = figure_under(reading, name), .words = {}};
  const Figure* figure = quantity.figure = subject::find_figure(subject, quantity.read_as);
  if (!figure || (figure->value && std::isnan(*figure->value))) {
    quantity.cells = possible_cells(-infinity, infinity, limits, is_count(name));
    return quantity;
  }
  const double sigma = figure->value && has_probability(figure->kind) ? sigma_of(*figure) : 0;
  if (sigma > 0) {
    quantity.random = true;
    quantity.cells = normal_cells(*figure->value, sigma, limits);
  } else if (figure->value && figure->kind != IntervalKind::bounds) {
    quantity.cells = {{*figure->value}};
  } else {
    quantity.cells =
        possible_cells(figure->low.value_or(-infinity), figure->high.value_or(infinity), limits, is_count(name));
  }
  assert(!quantity.cells.empty());
  return quantity;
}

/// A known attribute is one cell. An unknown one may be any word that the rule names, or another (the empty string).
Quantity attribute_quantity(const Condition& rule, const std::string& name, const subject::Subject& subject) {
  Quantity quantity{.name = name, .cells = {}, .read_as = name, .words = {}};
  if (const auto known = subject.attributes.find(name); known != subject.attributes.end()) {
    quantity.words = {known->second};
  } else {
    quantity.words = {std::string()};
    for_each_leaf(rule, [&](const Condition& leaf) {
      if (leaf.kind == Condition::Kind::attribute && leaf.attribute == name) quantity.words.push_back(leaf.expected);
    });
  }
  for (std::size_t i = 0; i < quantity.words.size(); ++i) quantity.cells.push_back({static_cast<double>(i)});
  return quantity;
}

bool names(const Condition& condition, const std::string& name) {
  const bool leaf = (condition.kind == Condition::Kind::bound && condition.figure == name) ||
                    (condition.kind == Condition::Kind::attribute && condition.attribute == name);
  return leaf || std::ranges::any_of(condition.parts, [&](const Condition& part) { return names(part, name); });
}

/// One combination of cells: for each quantity the index of its cell.
using Combination = std::vector<std::size_t>;

bool truth(const Condition& condition, const Knowledge& knowledge, const Combination& cells) {
  const auto part_holds = [&](const Condition& part) { return truth(part, knowledge, cells); };
  const auto value_of = [&](const Quantity& q) {
    return q.cells[cells[static_cast<std::size_t>(&q - knowledge.data())]].value;
  };
  switch (condition.kind) {
    case Condition::Kind::all:
      return std::ranges::all_of(condition.parts, part_holds);
    case Condition::Kind::any:
      return std::ranges::any_of(condition.parts, part_holds);
    case Condition::Kind::negation:
      return !part_holds(condition.parts.front());
    case Condition::Kind::bound:
      return holds(value_of(*find_quantity(knowledge, condition.figure)), condition.relation, condition.limit);
    case Condition::Kind::attribute: {
      const Quantity& quantity = *find_quantity(knowledge, condition.attribute);
      return quantity.words[static_cast<std::size_t>(value_of(quantity))] == condition.expected;
    }
  }
  std::unreachable();
}

Chance chance_from(const Condition& condition, const Knowledge& knowledge, std::span<const std::size_t> open,
                   Combination& cells) {
  if (open.empty()) {
    const double p = truth(condition, knowledge, cells) ? 1 : 0;
    return {p, p};
  }
  const Quantity& quantity = knowledge[open.front()];
  Chance chance = quantity.random ? Chance{0, 0} : Chance{1, 0};
  for (std::size_t i = 0; i < quantity.cells.size(); ++i) {
    cells[open.front()] = i;
    const Chance here = chance_from(condition, knowledge, open.subspan(1), cells);
    const double weight = quantity.cells[i].weight;
    chance.low = quantity.random ? chance.low + weight * here.low : std::min(chance.low, here.low);
    chance.high = quantity.random ? chance.high + weight * here.high : std::max(chance.high, here.high);
  }
  return chance;
}

std::vector<std::size_t> named_in(const Condition& condition, const Knowledge& knowledge) {
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < knowledge.size(); ++i) {
    if (names(condition, knowledge[i].name)) indices.push_back(i);
  }
  return indices;
}

/// Whether some combination of the `open` quantities leaves the truth to the cells of quantity `asked`.
bool matters(const Condition& condition, const Knowledge& knowledge, std::size_t asked,
             std::span<const std::size_t> open, Combination& cells) {
  if (!open.empty()) {
    for (std::size_t i = 0; i < knowledge[open.front()].cells.size(); ++i) {
      cells[open.front()] = i;
      if (matters(condition, knowledge, asked, open.subspan(1), cells)) return true;
    }
    return false;
  }
  cells[asked] = 0;
  const bool first = truth(condition, knowledge, cells);
  for (std::size_t i = 1; i < knowledge[asked].cells.size(); ++i) {
    cells[asked] = i;
    if (truth(condition, knowledge, cells) != first) return true;
  }
  return false;
}

}  // namespace

const Quantity* find_quantity(const Knowledge& knowledge, const std::string& name) {
  const auto found = std::ranges::find(knowledge, name, &Quantity::name);
  return found == knowledge.end() ? nullptr : &*found;
}

Knowledge knowledge_of(const Condition& condition, const subject::Subject& subject, const Reading& reading) {
  Knowledge knowledge;
  for (const std::string& name : figures_of(condition)) {
    knowledge.push_back(figure_quantity(name, limits_of(condition, name), subject, reading));
  }
  for_each_leaf(condition, [&](const Condition& leaf) {
    if (leaf.kind != Condition::Kind::attribute || find_quantity(knowledge, leaf.attribute)) return;
    knowledge.push_back(attribute_quantity(condition, leaf.attribute, subject));
  });
  std::ranges::stable_partition(knowledge, [](const Quantity& quantity) { return !quantity.random; });
  return knowledge;
}

Chance chance_of(const Condition& condition, const Knowledge& knowledge) {
  Combination cells(knowledge.size(), 0);
  return chance_from(condition, knowledge, named_in(condition, knowledge), cells);
}

std::optional<bool> decided(Chance chance) {
  // 1 - 0.025 and sums of tails round in the last places: a verdict may not hang on them.
  constexpr double rounding = 1e-12;
  if (chance.low >= 0.975 - rounding) return true;
  if (chance.high <= 0.025 + rounding) return false;
  return std::nullopt;
}

std::vector<const Quantity*> decisive(const Condition& condition, const Knowledge& knowledge) {
  std::vector<const Quantity*> found;
  for (const std::size_t asked : named_in(condition, knowledge)) {
    std::vector<std::size_t> others = named_in(condition, knowledge);
    std::erase(others, asked);
    Combination cells(knowledge.size(), 0);
    if (matters(condition, knowledge, asked, others, cells)) found.push_back(&knowledge[asked]);
  }
  return found;
}

}  // namespace qgauge::thresholds

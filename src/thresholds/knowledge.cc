// Cells of figures, attributes, readings and unknowns: see knowledge.hpp. A figure with an interval of a stated level
// (kinds sampling, propagated, history, assumed) is an estimate with a known standard deviation; see posterior.hpp.
#include "thresholds/knowledge.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "thresholds/condition.hpp"
#include "thresholds/posterior.hpp"
#include "thresholds/reading.hpp"

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

/// Where the interval may be cut at what the figure can be.
bool may_be_cut(IntervalKind kind) { return kind == IntervalKind::assumed || kind == IntervalKind::propagated; }

/// What the wider half of the interval says; where it may be cut at both ends, no less than the stated uncertainty.
double sigma_of(const Figure& figure) {
  const double stated = std::hypot(figure.uncertainty.sampling, figure.uncertainty.description);
  if (!figure.low || !figure.high) return stated;
  const double half = std::max(*figure.high - *figure.value, *figure.value - *figure.low);
  const double sigma = half / figures::normal_quantile_two_sided(figure.level);
  return may_be_cut(figure.kind) ? std::max(stated, sigma) : sigma;
}

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

/// Counts have no scale on which every factor is as likely: an uncertain one is normal around its estimate.
std::vector<Cell> weighted_cells(const Quantity& quantity, double estimate) {
  const std::vector<double>& limits = quantity.limits;
  std::vector<double> weights(limits.size() + 1);
  const auto weigh = is_count(quantity.name) ? normal_weights : posterior_weights;
  weigh(estimate, quantity.sigma, limits, weights);
  std::vector<Cell> cells;
  double below = -infinity;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double above = i < limits.size() ? limits[i] : infinity;
    const auto value = inside(below, above, -infinity, infinity, false);
    if (value && weights[i] > 0) cells.push_back({*value, weights[i]});
    below = above;
  }
  return cells;
}

void set_figure_cells(Quantity& quantity) {
  const Figure* figure = quantity.figure;
  const bool whole = is_count(quantity.name);
  if (!figure || (figure->value && std::isnan(*figure->value))) {
    quantity.cells = possible_cells(-infinity, infinity, quantity.limits, whole);
    return;
  }
  quantity.sigma = figure->value && has_probability(figure->kind) ? sigma_of(*figure) : 0;
  if (quantity.sigma > 0) {
    quantity.random = true;
    quantity.cells = weighted_cells(quantity, *figure->value);
  } else if (figure->value && figure->kind != IntervalKind::bounds) {
    quantity.cells = {{*figure->value}};
  } else {
    quantity.cells =
        possible_cells(figure->low.value_or(-infinity), figure->high.value_or(infinity), quantity.limits, whole);
  }
}

Quantity figure_quantity(const Condition& rule, const std::string& name, const Item& item) {
  const FigureUse use = figure_under(item.reading, name);
  Quantity quantity{.name = name, .cells = {}, .read_as = use.figure, .factor = use.factor};
  if (is_read(name)) quantity.conversion = conversion_of(item.reading);
  quantity.figure = subject::find_figure(item.subject, use.figure);
  for (const double limit : limits_of(rule, name)) quantity.limits.push_back(limit / use.factor);
  set_figure_cells(quantity);
  assert(!quantity.cells.empty());
  return quantity;
}

void number_cells(Quantity& quantity) {
  for (std::size_t i = 0; i < quantity.words.size(); ++i) quantity.cells.push_back({static_cast<double>(i)});
}

bool is_expected(const subject::Attribute& word, const Condition& test) {
  return std::ranges::find(test.expected, word) != test.expected.end();
}

/// The words that the rule's tests of an attribute tell apart, and one that they do not name: of a flag the other
/// answer, else the empty word.
std::vector<subject::Attribute> words_told_apart(const Condition& rule, const std::string& attribute) {
  std::vector<const Condition*> tests;
  std::vector<subject::Attribute> words;
  for_each_leaf(rule, [&](const Condition& leaf) {
    if (leaf.kind != Condition::Kind::attribute || leaf.attribute != attribute) return;
    tests.push_back(&leaf);
    words.insert(words.end(), leaf.expected.begin(), leaf.expected.end());
  });
  const bool flag = std::ranges::any_of(words, [](const auto& word) { return std::holds_alternative<bool>(word); });
  if (flag) words = {false, true};
  if (!flag) words.emplace_back(std::string());
  std::map<std::vector<bool>, subject::Attribute> told_apart;
  for (const subject::Attribute& word : words) {
    std::vector<bool> answers;
    for (const Condition* test : tests) answers.push_back(is_expected(word, *test));
    told_apart.try_emplace(answers, word);
  }
  words.clear();
  for (const auto& [answers, word] : told_apart) words.push_back(word);
  return words;
}

Quantity attribute_quantity(const Condition& rule, const std::string& name, const Item& item) {
  Quantity quantity{.kind = Quantity::Kind::attribute, .name = name, .cells = {}, .read_as = name};
  if (const auto known = item.subject.attributes.find(name); known != item.subject.attributes.end()) {
    quantity.words = {known->second};
  } else {
    quantity.words = words_told_apart(rule, name);
  }
  number_cells(quantity);
  return quantity;
}

void add_ways(const Condition& condition, Quantity& quantity) {
  if (condition.kind == Condition::Kind::any_reading && condition.ambiguity == quantity.name) {
    for (const Condition& part : condition.parts) {
      const subject::Attribute way = part.reading;
      if (std::ranges::find(quantity.words, way) == quantity.words.end()) quantity.words.push_back(way);
    }
  }
  for (const Condition& part : condition.parts) add_ways(part, quantity);
}

Quantity ambiguity_quantity(const Condition& rule, const std::string& name, const Item& item) {
  Quantity quantity{.kind = Quantity::Kind::ambiguity, .name = name, .cells = {}, .read_as = name};
  if (const auto fixed = item.interpretations.find(name); fixed != item.interpretations.end()) {
    quantity.words = {fixed->second};
  } else {
    add_ways(rule, quantity);
  }
  number_cells(quantity);
  return quantity;
}

/// Nothing for combinations, which hang on what their parts hang on.
std::optional<Quantity::Kind> kind_of(const Condition& condition) {
  switch (condition.kind) {
    case Condition::Kind::bound:
      return Quantity::Kind::figure;
    case Condition::Kind::attribute:
      return Quantity::Kind::attribute;
    case Condition::Kind::any_reading:
      return Quantity::Kind::ambiguity;
    case Condition::Kind::unknown:
      return Quantity::Kind::unknown;
    case Condition::Kind::all:
    case Condition::Kind::any:
    case Condition::Kind::negation:
      return std::nullopt;
  }
  std::unreachable();
}

/// Two places of one file are two unknowns, even if what is not known is told in the same words.
std::string name_of_unknown(const Condition& condition) {
  return fmt::format("{} {}", condition.where, condition.text);
}

Quantity unknown_quantity(const Condition& unknown) {
  return {
      .kind = Quantity::Kind::unknown, .name = name_of_unknown(unknown), .cells = {{0}, {1}}, .read_as = unknown.text};
}

bool is_about(const Condition& condition, const Quantity& quantity) {
  if (kind_of(condition) != quantity.kind) return false;
  switch (quantity.kind) {
    case Quantity::Kind::figure:
      return condition.figure == quantity.name;
    case Quantity::Kind::attribute:
      return condition.attribute == quantity.name;
    case Quantity::Kind::ambiguity:
      return condition.ambiguity == quantity.name;
    case Quantity::Kind::unknown:
      return name_of_unknown(condition) == quantity.name;
  }
  std::unreachable();
}

Quantity make_quantity(const Condition& rule, const Condition& named, const Item& item) {
  switch (*kind_of(named)) {
    case Quantity::Kind::figure:
      return figure_quantity(rule, named.figure, item);
    case Quantity::Kind::attribute:
      return attribute_quantity(rule, named.attribute, item);
    case Quantity::Kind::ambiguity:
      return ambiguity_quantity(rule, named.ambiguity, item);
    case Quantity::Kind::unknown:
      return unknown_quantity(named);
  }
  std::unreachable();
}

const Quantity* find_quantity_of(const Condition& condition, const Knowledge& knowledge) {
  const auto found =
      std::ranges::find_if(knowledge, [&](const Quantity& quantity) { return is_about(condition, quantity); });
  return found == knowledge.end() ? nullptr : &*found;
}

void add_quantities(const Condition& rule, const Condition& part, const Item& item, Knowledge& knowledge) {
  if (kind_of(part) && !find_quantity_of(part, knowledge)) knowledge.push_back(make_quantity(rule, part, item));
  for (const Condition& child : part.parts) add_quantities(rule, child, item, knowledge);
}

}  // namespace

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

const Quantity* find_quantity(const Knowledge& knowledge, const std::string& name) {
  const auto found = std::ranges::find(knowledge, name, &Quantity::name);
  return found == knowledge.end() ? nullptr : &*found;
}

const Quantity& quantity_of(const Condition& condition, const Knowledge& knowledge) {
  const Quantity* quantity = find_quantity_of(condition, knowledge);
  assert(quantity);
  return *quantity;
}

bool hangs_on(const Condition& condition, const Quantity& quantity) {
  return is_about(condition, quantity) ||
         std::ranges::any_of(condition.parts, [&](const Condition& part) { return hangs_on(part, quantity); });
}

double limit_on_figure(const Condition& bound, const Quantity& quantity) { return bound.limit / quantity.factor; }

Quantity exactly(const Quantity& quantity, double value) {
  Quantity exact = quantity;
  exact.random = false;
  exact.cells = {{value}};
  return exact;
}

Quantity estimated(const Quantity& quantity, double value) {
  Quantity other = quantity;
  other.cells = weighted_cells(quantity, value);
  return other;
}

Knowledge knowledge_of(const Condition& condition, const Item& item) {
  Knowledge knowledge;
  add_quantities(condition, condition, item, knowledge);
  std::ranges::stable_partition(knowledge, [](const Quantity& quantity) { return !quantity.random; });
  return knowledge;
}

}  // namespace qgauge::thresholds

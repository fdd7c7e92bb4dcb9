// RuleTable: a condition as a table of truths, for many decisions in a row. The same answers as knowledge.cc gives,
// which is the slow and obvious twin that tests hold it against. Called by sweeps. Knows no regime, no reading.
#include "thresholds/rule_table.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "thresholds/condition.hpp"
#include "thresholds/knowledge.hpp"
#include "thresholds/posterior.hpp"

namespace qgauge::thresholds {
namespace {

using subject::Attribute;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Beyond this many combinations a table would take more room than it saves time.
constexpr std::size_t largest_table = std::size_t{1} << 20;

std::size_t index_of(const std::vector<double>& limits, double limit) {
  return static_cast<std::size_t>(std::ranges::lower_bound(limits, limit) - limits.begin());
}

/// Cuts the line only where a bound changes: at the lower end of a limit, at its upper end, or at both.
FigureCells cut(const Condition& condition, const std::string& figure) {
  FigureCells cells{.whole = is_count(figure), .limits = limits_of(condition, figure), .ends = {}, .interval = {}};
  std::vector<bool> below(cells.limits.size()), above(cells.limits.size());
  for_each_leaf(condition, [&](const Condition& leaf) {
    if (leaf.kind != Condition::Kind::bound || leaf.figure != figure) return;
    const bool before = leaf.relation == Relation::at_least || leaf.relation == Relation::below;
    (before ? below : above)[index_of(cells.limits, leaf.limit)] = true;
  });
  for (std::size_t i = 0; i < cells.limits.size(); ++i) {
    cells.interval.push_back(cells.ends.size());
    if (below[i]) cells.ends.push_back(std::nextafter(cells.limits[i], -infinity));
    if (above[i]) cells.ends.push_back(cells.limits[i]);
  }
  cells.interval.push_back(cells.ends.size());
  cells.ends.push_back(infinity);
  return cells;
}

/// Turns conditions into nodes and gives each thing that they hang on an axis.
class Compiler {
 public:
  Compiler(const Condition& condition, const std::map<std::string, Attribute>& attributes, TruthTable& table)
      : condition_(condition), attributes_(attributes), table_(table), figures_(figures_of(condition)) {
    for (const std::string& figure : figures_) {
      table_.figures.push_back(cut(condition, figure));
      table_.cells.push_back(table_.figures.back().ends.size());
    }
  }

  const std::vector<std::string>& figures() const { return figures_; }

  RuleNode node(const Condition& condition) {
    switch (condition.kind) {
      case Condition::Kind::all:
        return combination(RuleNode::Kind::all, condition);
      case Condition::Kind::any:
        return combination(RuleNode::Kind::any, condition);
      case Condition::Kind::negation:
        return combination(RuleNode::Kind::negation, condition);
      case Condition::Kind::bound:
        return bound(condition);
      case Condition::Kind::attribute:
        return attribute(condition);
      case Condition::Kind::any_reading:
        return any_reading(condition);
      case Condition::Kind::unknown:
        return unknown(condition);
    }
    std::unreachable();
  }

 private:
  /// What an axis that is no figure may be: words of an attribute, names of readings, or no and yes.
  struct Choice {
    std::size_t axis;
    std::vector<Attribute> words;
  };

  static RuleNode leaf(std::size_t axis, std::vector<bool> holds) {
    return {.kind = RuleNode::Kind::leaf, .parts = {}, .axis = axis, .holds = std::move(holds)};
  }

  RuleNode combination(RuleNode::Kind kind, const Condition& condition) {
    RuleNode made{.kind = kind, .parts = {}, .holds = {}};
    for (const Condition& part : condition.parts) made.parts.push_back(node(part));
    return made;
  }

  RuleNode bound(const Condition& condition) {
    const auto axis = static_cast<std::size_t>(std::ranges::find(figures_, condition.figure) - figures_.begin());
    const FigureCells& cells = table_.figures[axis];
    std::vector<bool> met;
    for (const double end : cells.ends) met.push_back(holds(end, condition.relation, condition.limit));
    return leaf(axis, std::move(met));
  }

  /// The axis of an attribute, of an ambiguity, or of what was not read: of the first two what is known, where it is; a
  /// reading that the text does not have settles nothing.
  const Choice& choice(const Condition& asked, const std::string& name, std::vector<Attribute> words) {
    const auto [found, is_new] = choices_.try_emplace({asked.kind, name}, Choice{table_.cells.size(), {}});
    if (!is_new) return found->second;
    const auto known = attributes_.find(name);
    const bool settles = known != attributes_.end() && (asked.kind == Condition::Kind::attribute ||
                                                        std::ranges::find(words, known->second) != words.end());
    found->second.words = settles ? std::vector{known->second} : std::move(words);
    table_.cells.push_back(found->second.words.size());
    return found->second;
  }

  /// A flag is yes or no. Of another attribute: each word that a test names, and one that none does.
  std::vector<Attribute> words_of(const std::string& name) const {
    std::set<Attribute> words;
    for_each_leaf(condition_, [&](const Condition& leaf) {
      if (leaf.kind == Condition::Kind::attribute && leaf.attribute == name) {
        words.insert(leaf.expected.begin(), leaf.expected.end());
      }
    });
    const bool flag = std::ranges::any_of(words, [](const auto& word) { return std::holds_alternative<bool>(word); });
    if (flag) return {false, true};
    words.insert(std::string());
    return {words.begin(), words.end()};
  }

  static void add_readings(const Condition& condition, const std::string& ambiguity, std::set<Attribute>& readings) {
    const bool found = condition.kind == Condition::Kind::any_reading && condition.ambiguity == ambiguity;
    for (const Condition& part : condition.parts) {
      if (found) readings.insert(part.reading);
      add_readings(part, ambiguity, readings);
    }
  }

  RuleNode attribute(const Condition& condition) {
    const Choice& words = choice(condition, condition.attribute, words_of(condition.attribute));
    std::vector<bool> met;
    for (const Attribute& word : words.words) {
      met.push_back(std::ranges::find(condition.expected, word) != condition.expected.end());
    }
    return leaf(words.axis, std::move(met));
  }

  /// The reading that is right, and what it asks.
  RuleNode any_reading(const Condition& condition) {
    std::set<Attribute> all;
    add_readings(condition_, condition.ambiguity, all);
    const Choice readings = choice(condition, condition.ambiguity, {all.begin(), all.end()});
    RuleNode made{.kind = RuleNode::Kind::any, .parts = {}, .holds = {}};
    for (const Condition& part : condition.parts) {
      std::vector<bool> right;
      for (const Attribute& reading : readings.words) right.push_back(reading == Attribute(part.reading));
      RuleNode read{.kind = RuleNode::Kind::all, .parts = {}, .holds = {}};
      read.parts.push_back(leaf(readings.axis, std::move(right)));
      read.parts.push_back(node(part));
      made.parts.push_back(std::move(read));
    }
    return made;
  }

  /// Two places of one file are two unknowns, even if what is not known is told in the same words.
  RuleNode unknown(const Condition& condition) {
    return leaf(choice(condition, condition.where + " " + condition.text, {false, true}).axis, {false, true});
  }

  const Condition& condition_;
  const std::map<std::string, Attribute>& attributes_;
  TruthTable& table_;
  std::vector<std::string> figures_;
  std::map<std::pair<Condition::Kind, std::string>, Choice> choices_;
};

bool holds_in(const RuleNode& node, std::span<const std::size_t> cells) {
  const auto holds_part = [&](const RuleNode& part) { return holds_in(part, cells); };
  switch (node.kind) {
    case RuleNode::Kind::all:
      return std::ranges::all_of(node.parts, holds_part);
    case RuleNode::Kind::any:
      return std::ranges::any_of(node.parts, holds_part);
    case RuleNode::Kind::negation:
      return !holds_part(node.parts.front());
    case RuleNode::Kind::leaf:
      return node.holds[cells[node.axis]];
  }
  std::unreachable();
}

/// The number of combinations, or one more than fit.
std::size_t combinations(const std::vector<std::size_t>& cells) {
  std::size_t product = 1;
  for (const std::size_t count : cells) {
    if (product <= largest_table) product *= std::min(count, largest_table);
  }
  return product;
}

void tabulate(TruthTable& table) {
  const std::size_t size = combinations(table.cells);
  std::size_t stride = 1;
  for (const std::size_t count : table.cells) {
    table.strides.push_back(stride);
    stride *= count;
  }
  if (size > largest_table) return;
  std::vector<std::size_t> cells(table.cells.size(), 0);
  table.truth.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t axis = 0; axis < cells.size(); ++axis) cells[axis] = i / table.strides[axis] % table.cells[axis];
    table.truth[i] = holds_in(table.root, cells);
  }
}

/// One decision: the cells that are possible on each axis, and the least and greatest chance over them.
class Inquiry {
 public:
  Inquiry(const TruthTable& table, std::span<const Belief> beliefs) : table_(table), cells_(table.cells.size()) {
    std::size_t most = 0;
    for (const std::size_t count : table.cells) most += count;
    possible_.reserve(most);
    axes_.reserve(cells_.size());
    for (std::size_t axis = 0; axis < cells_.size(); ++axis) {
      const std::size_t first = possible_.size();
      const bool random = axis < beliefs.size() ? believe(table.figures[axis], beliefs[axis]) : allow_all(axis);
      axes_.push_back({.axis = axis, .first = first, .last = possible_.size(), .random = random});
    }
    std::ranges::stable_partition(axes_, [](const Axis& axis) { return !axis.random; });
  }

  /// Chance of the axes from `depth` on, `index` being that of the cells that were chosen for those before.
  Chance chance(std::size_t depth, std::size_t index) {
    if (depth == axes_.size()) {
      const double p = (table_.truth.empty() ? holds_in(table_.root, cells_) : table_.truth[index]) ? 1 : 0;
      return {p, p};
    }
    const Axis& open = axes_[depth];
    Chance chance = open.random ? Chance{0, 0} : Chance{1, 0};
    for (std::size_t i = open.first; i < open.last; ++i) {
      cells_[open.axis] = possible_[i].cell;
      const Chance here = this->chance(depth + 1, index + possible_[i].cell * table_.strides[open.axis]);
      chance.low = open.random ? chance.low + possible_[i].weight * here.low : std::min(chance.low, here.low);
      chance.high = open.random ? chance.high + possible_[i].weight * here.high : std::max(chance.high, here.high);
    }
    return chance;
  }

  bool has_probability() const { return !axes_.empty() && axes_.back().random; }
  /// False where beliefs contradict themselves: a count between 3.2 and 3.8.
  bool is_possible() const {
    return std::ranges::none_of(axes_, [](const Axis& axis) { return axis.first == axis.last; });
  }

 private:
  struct Possible {
    std::size_t cell;
    double weight;
  };
  struct Axis {
    std::size_t axis;
    std::size_t first;
    std::size_t last;
    bool random;
  };

  /// True where the cells have probabilities.
  bool believe(const FigureCells& figure, const Belief& belief) {
    if (belief.kind == Belief::Kind::between) return allow(figure, belief.low, belief.high);
    if (std::isnan(belief.value)) return allow(figure, -infinity, infinity);
    if (belief.kind == Belief::Kind::exact || !(belief.sigma > 0)) return allow(figure, belief.value);
    weigh(figure, belief);
    return true;
  }

  bool allow_all(std::size_t axis) {
    for (std::size_t cell = 0; cell < table_.cells[axis]; ++cell) possible_.push_back({cell, 1});
    return false;
  }

  bool allow(const FigureCells& figure, double value) {
    possible_.push_back({figure.cell_of(value), 1});
    return false;
  }

  bool allow(const FigureCells& figure, double low, double high) {
    const std::size_t last = figure.cell_of(high);
    for (std::size_t cell = figure.cell_of(low); cell <= last; ++cell) {
      if (figure.reaches(cell, low, high)) possible_.push_back({cell, 1});
    }
    return false;
  }

  /// What has no weight is left out, as it is not possible.
  void weigh(const FigureCells& figure, const Belief& belief) {
    weights_.resize(figure.limits.size() + 1);
    (figure.whole ? normal_weights : posterior_weights)(belief.value, belief.sigma, figure.limits, weights_);
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      if (weights_[i] > 0) possible_.push_back({figure.interval[i], weights_[i]});
    }
  }

  const TruthTable& table_;
  std::vector<std::size_t> cells_;
  std::vector<Possible> possible_;
  std::vector<Axis> axes_;
  std::vector<double> weights_;
};

Decision decision_of(std::optional<bool> met) {
  if (!met) return Decision::undetermined;
  return *met ? Decision::controlled : Decision::not_controlled;
}

}  // namespace

std::size_t FigureCells::cell_of(double value) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(ends, value) - ends.begin());
}

bool FigureCells::reaches(std::size_t cell, double low, double high) const {
  const double least = cell == 0 ? low : std::max(low, std::nextafter(ends[cell - 1], infinity));
  const double most = std::min(high, ends[cell]);
  return whole ? std::ceil(least) <= std::floor(most) : least <= most;
}

RuleTable RuleTable::of(const Condition& condition, const std::map<std::string, subject::Attribute>& attributes) {
  const auto table = std::make_shared<TruthTable>();
  Compiler compiler(condition, attributes, *table);
  table->root = compiler.node(condition);
  tabulate(*table);
  RuleTable made;
  made.figures_ = compiler.figures();
  made.table_ = table;
  return made;
}

RuleTable::Answer RuleTable::decide(std::span<const Belief> beliefs) const {
  assert(beliefs.size() == figures_.size());
  Inquiry inquiry(*table_, beliefs);
  if (!inquiry.is_possible()) return {};
  const Chance chance = inquiry.chance(0, 0);
  Answer answer{.decision = decision_of(decided(chance)), .probability = {}};
  constexpr double rounding = 1e-9;
  if (inquiry.has_probability() && chance.high - chance.low <= rounding) {
    answer.probability = std::clamp(chance.low, 0.0, 1.0);
  }
  return answer;
}

}  // namespace qgauge::thresholds

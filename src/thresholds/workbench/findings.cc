// Cliffs, gaps and steps out of reach of a text: see outcome.hpp. Looks at alternatives that are told apart by a range
// of one figure, as the steps of a ladder are. Holds no number of any text.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/thresholds/outcome.hpp"
#include "thresholds/condition.hpp"
#include "thresholds/wording.hpp"
#include "thresholds/words.hpp"
#include "thresholds/workbench/shared.hpp"

namespace qgauge::thresholds {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A part of an alternative that lists items with a figure from `low` on and below `high`.
struct Step {
  const Condition* part;
  double low;
  double high;
  std::vector<const Condition*> bounds;  ///< on other figures
};

std::vector<const Condition*> bounds_of(const Condition& part) {
  std::vector<const Condition*> bounds;
  if (part.kind == Condition::Kind::bound) bounds.push_back(&part);
  if (part.kind != Condition::Kind::all) return bounds;
  for (const Condition& inner : part.parts) {
    if (inner.kind == Condition::Kind::bound) bounds.push_back(&inner);
  }
  return bounds;
}

/// The figure that every alternative has a lower bound on; that of a declared ladder first.
std::string figure_of_steps(const Condition& any) {
  if (!any.steps_by.empty()) return any.steps_by;
  std::map<std::string, std::size_t> counts;
  for (const Condition& part : any.parts) {
    std::set<std::string> once;
    for (const Condition* bound : bounds_of(part)) {
      if (is_lower(bound->relation)) once.insert(bound->figure);
    }
    for (const std::string& figure : once) ++counts[figure];
  }
  const auto all = std::ranges::find(counts, any.parts.size(), [](const auto& count) { return count.second; });
  return all == counts.end() ? std::string() : all->first;
}

Step step_of(const Condition& part, const std::string& figure) {
  Step step{&part, -infinity, infinity, {}};
  for (const Condition* bound : bounds_of(part)) {
    if (bound->figure != figure) {
      step.bounds.push_back(bound);
    } else if (is_lower(bound->relation)) {
      step.low = bound->limit;
    } else {
      step.high = bound->relation == Relation::below ? bound->limit : std::nextafter(bound->limit, infinity);
    }
  }
  return step;
}

std::vector<Step> steps_of(const Condition& any, const std::string& figure) {
  std::vector<Step> steps;
  for (const Condition& part : any.parts) steps.push_back(step_of(part, figure));
  std::ranges::stable_sort(steps, {}, &Step::low);
  return steps;
}

/// Everything that the findings of one set of alternatives share.
struct Setting {
  const Entry& entry;
  const std::string& figure;
  std::vector<TextFinding>& findings;

  std::string clause_of(const Step& step) const { return step.part->clause.empty() ? entry.number : step.part->clause; }
  std::string words() const { return words_for(figure); }
};

const Condition* same_bound(const Step& step, const Condition& wanted) {
  const auto found = std::ranges::find_if(step.bounds, [&](const Condition* bound) {
    return bound->figure == wanted.figure && is_lower(bound->relation) == is_lower(wanted.relation);
  });
  return found == step.bounds.end() ? nullptr : *found;
}

void add_cliff(const Setting& setting, const Step& before, const Step& after) {
  for (const Condition* bound : before.bounds) {
    const Condition* next = same_bound(after, *bound);
    const double factor = next ? std::max(next->limit, bound->limit) / std::min(next->limit, bound->limit) : infinity;
    if (!(factor >= cliff_factor)) continue;
    TextFinding finding{TextFinding::Kind::cliff, setting.entry.number, setting.clause_of(after), "", std::nullopt};
    const std::string at = fmt::format("where {} reaches {}", setting.words(), number_text(after.low));
    if (next) {
      finding.factor = factor;
      finding.text = fmt::format("{}, the limit of {} goes from {} to {}, a factor of {}", at, words_for(bound->figure),
                                 limit_text(*bound), limit_text(*next), number_text(factor));
    } else {
      finding.text = fmt::format("{}, the limit of {} ({}) vanishes", at, words_for(bound->figure), limit_text(*bound));
    }
    setting.findings.push_back(std::move(finding));
  }
}

void add_gap(const Setting& setting, const Step& before, double next) {
  const std::string range = next < infinity
                                ? fmt::format("from {} on and below {}", number_text(before.high), number_text(next))
                                : fmt::format("from {} on", number_text(before.high));
  setting.findings.push_back({TextFinding::Kind::gap, setting.entry.number, setting.clause_of(before),
                              fmt::format("no step lists an item where {} is {}", setting.words(), range)});
}

/// The value of the population that comes nearest to the bound, with its item; empty: no item has the figure.
struct Nearest {
  double value = 0;
  std::string item;
};
std::optional<Nearest> nearest_to(const Condition& bound, const Population& population) {
  std::optional<Nearest> nearest;
  const bool lower = is_lower(bound.relation);
  for (const PopulationItem& item : population.items) {
    const figures::Figure* figure = subject::find_figure(item.subject, bound.figure);
    if (!figure || figure->missing) continue;
    const bool between = figure->kind == figures::IntervalKind::bounds;
    const auto value = !between ? figure->value : lower ? figure->high : figure->low;
    if (value && (!nearest || (lower ? *value > nearest->value : *value < nearest->value))) {
      nearest = Nearest{*value, item.id};
    }
  }
  return nearest;
}

/// Each figure alone: whether an item has all of them at once is what the verdicts say.
void add_unreachable(const Entry& entry, const Condition& bound, const std::string& clause,
                     const Population& population, std::vector<TextFinding>& findings) {
  const auto nearest = nearest_to(bound, population);
  if (!nearest || holds(nearest->value, bound.relation, bound.limit)) return;
  findings.push_back(
      {TextFinding::Kind::unreachable, entry.number, clause,
       fmt::format("no item of the population has {} of {}: the nearest is {} of {}", words_for(bound.figure),
                   bound_text(bound, true), value_text(nearest->value, bound), nearest->item)});
}

/// Figures that nobody states: what hangs on them is open for every item.
void add_unstated(const Entry& entry, const Population& population, std::vector<TextFinding>& findings) {
  std::vector<std::string> unstated;
  for (const std::string& figure : figures_of(entry.condition)) {
    const bool stated = std::ranges::any_of(population.items, [&](const PopulationItem& item) {
      const figures::Figure* found = subject::find_figure(item.subject, figure);
      return found && !found->missing;
    });
    if (!stated) unstated.push_back(words_for(figure));
  }
  if (unstated.empty()) return;
  findings.push_back({TextFinding::Kind::unreachable, entry.number, entry.number,
                      fmt::format("no item of the population states {}", fmt::join(unstated, ", "))});
}

void add_alternatives(const Entry& entry, const Condition& any, std::vector<TextFinding>& findings) {
  const std::string figure = figure_of_steps(any);
  if (figure.empty() || any.parts.size() < 2) return;
  const Setting setting{entry, figure, findings};
  const std::vector<Step> steps = steps_of(any, figure);
  double reached = steps.front().high;
  for (std::size_t i = 1; i < steps.size(); ++i) {
    if (steps[i].low > reached) add_gap(setting, steps[i - 1], steps[i].low);
    if (steps[i].low <= reached) add_cliff(setting, steps[i - 1], steps[i]);
    reached = std::max(reached, steps[i].high);
  }
  if (reached < infinity) add_gap(setting, steps.back(), infinity);
}

/// The upper end of a range whose lower end stands beside it: who is above it belongs to another step.
bool ends_a_range(const Condition& part, const Condition& whole) {
  if (part.kind != Condition::Kind::bound || whole.kind != Condition::Kind::all || is_lower(part.relation))
    return false;
  return std::ranges::any_of(whole.parts, [&](const Condition& other) {
    return other.kind == Condition::Kind::bound && other.figure == part.figure && is_lower(other.relation);
  });
}

void add_findings(const Entry& entry, const Condition& condition, const std::string& clause,
                  const Population& population, std::vector<TextFinding>& findings) {
  const std::string own = condition.clause.empty() ? clause : condition.clause;
  if (condition.kind == Condition::Kind::bound) add_unreachable(entry, condition, own, population, findings);
  if (condition.kind == Condition::Kind::any) add_alternatives(entry, condition, findings);
  if (condition.kind == Condition::Kind::negation) return;
  for (const Condition& part : condition.parts) {
    if (!ends_a_range(part, condition)) add_findings(entry, part, own, population, findings);
  }
}

}  // namespace

std::vector<TextFinding> findings_of(const Text& text, const Population& population) {
  std::vector<TextFinding> findings;
  for (const Entry& entry : text.entries) {
    const bool asked = std::ranges::any_of(population.items, [&](const PopulationItem& item) {
      return std::ranges::find(entry.item_kinds, item.kind) != entry.item_kinds.end();
    });
    if (!asked) continue;
    add_findings(entry, entry.condition, entry.number, population, findings);
    add_unstated(entry, population, findings);
  }
  return findings;
}

}  // namespace qgauge::thresholds

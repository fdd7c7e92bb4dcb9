// Limits that list some items and spare others: see design.hpp. Called by `qgauge regimes design`. Every limit lists
// more one way, so a box of cells holds an answer only if its widest corner lists all that is to be caught and its
// tightest corner none that is to be spared: the search cuts all others.
#include "qgauge/thresholds/design.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "qgauge/subject.hpp"
#include "thresholds/condition.hpp"
#include "thresholds/wording.hpp"
#include "thresholds/words.hpp"
#include "thresholds/workbench/cells.hpp"
#include "thresholds/workbench/trial.hpp"

namespace qgauge::thresholds {
namespace {

/// Answers that the search may ask for before it says that the question is too large.
constexpr std::size_t most_asked = 200'000;

struct Named {
  std::size_t item;
  bool caught;
};

using Levels = std::vector<std::size_t>;

std::unexpected<core::Error> wrong(const char* option, const std::string& found, const std::string& expected) {
  return core::failure(core::ErrorCode::wrong_usage, option, fmt::format("found {}, expected {}", found, expected));
}

core::Status add_named(const Population& population, const std::vector<std::string>& ids, bool caught,
                       std::vector<Named>& named) {
  for (const std::string& id : ids) {
    const char* option = caught ? "--catch" : "--spare";
    const auto found = std::ranges::find(population.items, id, &PopulationItem::id);
    if (found == population.items.end()) {
      std::vector<std::string_view> known;
      for (const PopulationItem& item : population.items) known.push_back(item.id);
      const std::string meant = core::suggestion(id, known);
      return wrong(option, id, "an item of `qgauge catalogue`" + (meant.empty() ? "" : "; " + meant));
    }
    const auto item = static_cast<std::size_t>(found - population.items.begin());
    const auto twice = std::ranges::find(named, item, &Named::item);
    if (twice != named.end() && twice->caught != caught) return wrong(option, id, "it on one side only");
    if (twice == named.end()) named.push_back({item, caught});
  }
  return {};
}

core::Result<std::vector<Knob>> knobs_of(const Text& text, const std::vector<std::string>& vary) {
  std::vector<std::string> names = vary;
  const std::vector<Parameter> all = parameters_of(text);
  const bool counts_alone = std::ranges::all_of(all, [](const Parameter& one) { return is_count(one.figure); });
  for (const Parameter& one : all) {
    if (vary.empty() && (counts_alone || !is_count(one.figure))) names.push_back(one.name);
  }
  if (names.empty()) return wrong("REGIME", text.name, "a text with limits in force on the day");
  std::vector<Knob> knobs;
  for (const std::string& name : names) {
    QGAUGE_TRY(auto parameters, find_parameters(text, name));
    const bool alike = std::ranges::all_of(parameters, [&](const Parameter& one) {
      return one.relation == parameters.front().relation && one.negated == parameters.front().negated &&
             one.figure == parameters.front().figure;
    });
    if (!alike) return wrong("--vary", name, "limits of one figure and one relation: else no answer can be proven");
    knobs.push_back({parameters.size() == 1 ? parameters.front().name : name, std::move(parameters)});
  }
  return knobs;
}

bool is_between(const Trial& trial, std::size_t item, const std::string& name) {
  const FigureUse use = figure_under(trial.reading(), name);
  const figures::Figure* figure = subject::find_figure(trial.population().items[item].subject, use.figure);
  return !figure || !figure->value || figure->kind == figures::IntervalKind::bounds;
}

/// Other limits on the figure cut what is known between bounds too.
std::vector<double> ends_for(const Trial& trial, const Knob& knob, const std::vector<Named>& named) {
  std::vector<double> ends;
  for (const Named& one : named) {
    const auto own = trial.ends_of(one.item, knob);
    ends.insert(ends.end(), own.begin(), own.end());
  }
  const std::string& figure = knob.parameters.front().figure;
  const bool between =
      std::ranges::any_of(named, [&](const Named& one) { return is_between(trial, one.item, figure); });
  for (const Parameter& one : parameters_of(trial.text())) {
    const bool moves = std::ranges::any_of(trial.knobs(), [&](const Knob& other) {
      return std::ranges::find(other.parameters, one.name, &Parameter::name) != other.parameters.end();
    });
    if (between && one.figure == figure && !moves) ends.push_back(one.limit);
  }
  return ends;
}

class Search {
 public:
  Search(Trial& trial, const std::vector<Named>& named, bool widest) : trial_(trial), widest_(widest) {
    for (const Knob& knob : trial.knobs()) {
      cells_.push_back(cells_between(knob.parameters.front(), ends_for(trial, knob, named)));
      if (knob.sense() < 0) std::ranges::reverse(cells_.back());
      combinations_ = std::min(combinations_ * cells_.back().size(), std::size_t{1'000'000'000'000});
    }
  }

  std::size_t combinations() const { return combinations_; }
  std::size_t asked() const { return asked_; }
  bool exhausted() const { return asked_ > most_asked; }
  const LimitCell& cell(std::size_t knob, std::size_t level) const { return cells_[knob][level]; }

  Levels tightest() const { return Levels(cells_.size(), 0); }
  Levels widest() const {
    Levels levels;
    for (const auto& cells : cells_) levels.push_back(cells.size() - 1);
    return levels;
  }
  std::vector<double> limits(const Levels& levels) const {
    std::vector<double> limits;
    for (std::size_t k = 0; k < levels.size(); ++k) limits.push_back(cells_[k][levels[k]].limit);
    return limits;
  }

  /// The first answer in the order of preference; empty: there is none.
  std::optional<Levels> solve(const std::vector<Named>& named) {
    Levels low = tightest(), high = widest();
    return descend(0, low, high, named) ? std::optional(low) : std::nullopt;
  }

 private:
  bool may_hold(const Levels& low, const Levels& high, const std::vector<Named>& named) {
    const auto tight = limits(low), wide = limits(high);
    return std::ranges::all_of(named, [&](const Named& one) {
      ++asked_;
      const Decision decision = trial_.decide_by_figures(one.item, one.caught ? wide : tight);
      return decision == (one.caught ? Decision::controlled : Decision::not_controlled);
    });
  }

  bool descend(std::size_t knob, Levels& low, Levels& high, const std::vector<Named>& named) {
    if (exhausted() || !may_hold(low, high, named)) return false;
    if (knob == cells_.size()) return true;
    const std::size_t first = low[knob], last = high[knob];
    for (std::size_t step = 0; step <= last - first; ++step) {
      low[knob] = high[knob] = widest_ ? last - step : first + step;
      if (descend(knob + 1, low, high, named)) return true;
    }
    low[knob] = first;
    high[knob] = last;
    return false;
  }

  Trial& trial_;
  bool widest_;
  std::vector<std::vector<LimitCell>> cells_;  ///< from the limit that lists least to the one that lists most
  std::size_t combinations_ = 1;
  std::size_t asked_ = 0;
};

/// "the number of connected qubits 448", "the mean C-NOT error between 1e-3 and 5e-3".
std::string figure_text(const Trial& trial, std::size_t item, const std::string& name) {
  const FigureUse use = figure_under(trial.reading(), name);
  const figures::Figure* figure = subject::find_figure(trial.population().items[item].subject, use.figure);
  const std::string words = words_for(name);
  if (!figure || (!figure->value && !figure->low && !figure->high)) return words + " unknown";
  if (figure->value && figure->kind != figures::IntervalKind::bounds) {
    return fmt::format("{} {}", words, number_text(*figure->value * use.factor));
  }
  return fmt::format("{} between {} and {}", words,
                     figure->low ? number_text(*figure->low * use.factor) : "nobody knows what",
                     figure->high ? number_text(*figure->high * use.factor) : "nobody knows what");
}

core::Result<std::vector<std::string>> missing_at(const Trial& trial, std::size_t item,
                                                  const std::vector<double>& limits) {
  Population alone;
  alone.items.push_back(trial.population().items[item]);
  QGAUGE_TRY(const auto outcomes, outcomes_of(trial.book_at(limits), alone, trial.name_in_book(), trial.question()));
  if (!outcomes.front().verdict) return std::vector<std::string>{};
  return open_texts(*outcomes.front().verdict);
}

core::Result<DesignObstacle> obstacle_of(Trial& trial, const Search& search, const Named& one) {
  DesignObstacle obstacle{.item = one.item, .caught = one.caught, .missing = false, .figures = {}};
  std::set<std::string> figures;
  for (const Knob& knob : trial.knobs()) {
    const std::string& figure = knob.parameters.front().figure;
    if (figures.insert(figure).second) obstacle.figures.push_back(figure_text(trial, one.item, figure));
  }
  const auto corner = search.limits(one.caught ? search.widest() : search.tightest());
  obstacle.missing = trial.decide_by_figures(one.item, corner) == Decision::undetermined;
  if (obstacle.missing) {
    QGAUGE_TRY(const auto open, missing_at(trial, one.item, corner));
    for (const std::string& text : open) obstacle.figures.push_back(text);
  }
  return obstacle;
}

/// Leaves out whatever the conflict does not need, one after the other.
std::vector<Named> minimal_conflict(Search& search, std::vector<Named> named) {
  for (std::size_t i = 0; i < named.size();) {
    std::vector<Named> fewer = named;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (!fewer.empty() && !search.solve(fewer) && !search.exhausted()) {
      named = std::move(fewer);
    } else {
      ++i;
    }
  }
  return named;
}

std::unexpected<core::Error> not_proven(const std::string& what, const std::string& advice) {
  return core::unusable("design", what, "a question whose answer can be proven", advice);
}

/// Cells of single limits say all there is to say only of figures that are one number, or that one limit is about.
core::Status check_provable(const Trial& trial, const std::vector<Named>& named) {
  for (const Named& one : named) {
    const std::string& id = trial.population().items[one.item].id;
    if (!trial.changes_at_ends(one.item)) {
      return not_proven("several figures of " + id + " that are estimates, or one that is limited from both sides",
                        "use another reading, or leave the item out");
    }
    std::map<std::string, int> count;
    for (const Knob& knob : trial.knobs()) {
      const std::string& figure = knob.parameters.front().figure;
      if (++count[figure] > 1 && is_between(trial, one.item, figure) && !trial.ends_of(one.item, knob).empty()) {
        return not_proven(
            fmt::format("{} of {}, and several limits on it that move", figure_text(trial, one.item, figure), id),
            "name one of these limits with --vary");
      }
    }
  }
  return {};
}

/// A short number near the end of the cell that was asked for.
double limit_in(const LimitCell& cell, const Knob& knob, bool widest) {
  const bool up = (knob.sense() > 0) == widest;
  const double end = up ? cell.high : cell.low;
  return std::isinf(end) ? cell.limit : short_number_in(cell, end, knob.parameters.front());
}

std::vector<DesignedLimit> limits_of(const Trial& trial, const Search& search, const Levels& levels, bool widest) {
  std::vector<DesignedLimit> limits;
  for (std::size_t k = 0; k < levels.size(); ++k) {
    const Knob& knob = trial.knobs()[k];
    const LimitCell& cell = search.cell(k, levels[k]);
    limits.push_back({knob.name, knob.parameters, knob.parameters.front().limit, limit_in(cell, knob, widest), cell.low,
                      cell.high, cell.low_open, cell.high_open});
  }
  return limits;
}

/// The answer stands only if evaluation says so of every named item.
core::Status verify(const Design& design, const std::vector<Named>& named) {
  for (const Named& one : named) {
    const Decision expected = one.caught ? Decision::controlled : Decision::not_controlled;
    if (design.outcomes[one.item].decision != expected) {
      return not_proven("limits at which rounding decides", "leave out the item whose figure is at a limit");
    }
  }
  return {};
}

core::Status finish(Trial& trial, Search& search, const Levels& levels, const std::vector<Named>& named,
                    Design& design) {
  design.limits = limits_of(trial, search, levels, design.request.strictest);
  std::vector<double> limits;
  for (const DesignedLimit& one : design.limits) limits.push_back(one.limit);
  const RuleBook book = trial.book_at(limits);
  QGAUGE_TRY(design.outcomes, outcomes_of(book, trial.population(), trial.name_in_book(), trial.question()));
  QGAUGE_CHECK(verify(design, named));
  QGAUGE_TRY(const Text changed, text_of(book, trial.name_in_book(), trial.text().as_of));
  design.findings = findings_of(changed, trial.population());
  design.found = true;
  return {};
}

core::Status explain(Trial& trial, Search& search, const std::vector<Named>& named, Design& design) {
  for (const Named& one : minimal_conflict(search, named)) {
    QGAUGE_TRY(auto obstacle, obstacle_of(trial, search, one));
    design.conflict.push_back(std::move(obstacle));
  }
  design.findings = findings_of(design.text, trial.population());
  return {};
}

/// Items that no corner can satisfy, whatever is done to the limits.
std::vector<Named> impossible(Trial& trial, const Search& search, const std::vector<Named>& named) {
  std::vector<Named> found;
  for (const Named& one : named) {
    const auto corner = search.limits(one.caught ? search.widest() : search.tightest());
    const Decision decision = trial.decide_by_figures(one.item, corner);
    if (decision != (one.caught ? Decision::controlled : Decision::not_controlled)) found.push_back(one);
  }
  return found;
}

}  // namespace

core::Result<Design> design_of(const RuleBook& rules, const Population& population, const std::string& name,
                               const DesignRequest& request, const Question& question) {
  Design design;
  design.request = request;
  QGAUGE_TRY(design.text, text_of(rules, name, question.as_of));
  if (question.readings.size() > 1) return wrong("--reading", "several readings", "one at a time");
  std::vector<Named> named;
  QGAUGE_CHECK(add_named(population, request.caught, true, named));
  QGAUGE_CHECK(add_named(population, request.spared, false, named));
  if (named.empty()) return wrong("--catch", "no item", "at least one item to catch or to spare");
  QGAUGE_TRY(auto knobs, knobs_of(design.text, request.vary));
  QGAUGE_TRY(Trial trial, Trial::of(rules, population, name, question, std::move(knobs)));
  design.reading = trial.reading();
  QGAUGE_TRY(design.before, outcomes_of(rules, population, name, trial.question()));
  Search search(trial, named, request.strictest);
  design.combinations = search.combinations();
  if (const auto never = impossible(trial, search, named); !never.empty()) {
    for (const Named& one : never) {
      QGAUGE_TRY(auto obstacle, obstacle_of(trial, search, one));
      design.conflict.push_back(std::move(obstacle));
    }
    design.findings = findings_of(design.text, population);
    return design;
  }
  QGAUGE_CHECK(check_provable(trial, named));
  const auto levels = search.solve(named);
  if (levels) {
    QGAUGE_CHECK(finish(trial, search, *levels, named, design));
  } else if (!search.exhausted()) {
    QGAUGE_CHECK(explain(trial, search, named, design));
  }
  design.asked = search.asked();
  if (search.exhausted()) {
    return not_proven("more combinations of limits than can be gone through", "name fewer limits with --vary");
  }
  return design;
}

}  // namespace qgauge::thresholds

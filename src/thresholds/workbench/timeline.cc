// What a text would have caught year by year: see timeline.hpp. Called by the command line. Extrapolates nothing but
// the records of single figures, and says so of each.
#include "qgauge/thresholds/timeline.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "thresholds/condition.hpp"
#include "thresholds/reading.hpp"
#include "thresholds/wording.hpp"
#include "thresholds/workbench/shared.hpp"

namespace qgauge::thresholds {
namespace {

constexpr int default_horizon = 10;  // years after the last item

/// What is announced or not yet installed is no record.
bool is_shown(const PopulationItem& item) {
  return item.status != "announced" && item.status != "installing" && item.status != "component";
}

/// The year with its month as a fraction, in its middle; a year alone in its own.
std::optional<double> time_of(const PopulationItem& item) {
  if (!item.year) return std::nullopt;
  int month = 0;
  if (item.introduced.size() >= 7) std::from_chars(item.introduced.data() + 5, item.introduced.data() + 7, month);
  return *item.year + (month == 0 ? 0.5 : (month - 0.5) / 12);
}

/// The figure that stands for the rule's under the reading, times its factor; empty: the item does not state it.
std::optional<double> value_of(const PopulationItem& item, const std::string& figure, const Reading& reading) {
  const FigureUse use = figure_under(reading, figure);
  const figures::Figure* found = use.figure.empty() ? nullptr : subject::find_figure(item.subject, use.figure);
  if (!found || !found->value || found->kind == figures::IntervalKind::bounds) return std::nullopt;
  return *found->value * use.factor;
}

std::vector<Record> records_of(const std::string& figure, bool grows, const Reading& reading,
                               const Population& population) {
  std::vector<Record> all, records;
  for (const PopulationItem& item : population.items) {
    const auto year = time_of(item);
    const auto value = value_of(item, figure, reading);
    if (year && value && is_shown(item)) all.push_back({*year, *value, item.id});
  }
  std::ranges::stable_sort(
      all, {}, [grows](const Record& record) { return std::pair(record.year, grows ? -record.value : record.value); });
  for (Record& record : all) {
    const bool best =
        records.empty() || (grows ? record.value > records.back().value : record.value < records.back().value);
    if (best) records.push_back(std::move(record));
  }
  return records;
}

/// The steps of an entry's ladder, or its condition as a whole.
std::vector<const Condition*> steps_of(const Condition& condition) {
  if (condition.kind != Condition::Kind::any) return {&condition};
  std::vector<const Condition*> steps;
  for (const Condition& part : condition.parts) steps.push_back(&part);
  return steps;
}

/// The upper end of a range of a figure whose lower end the step asks too keeps nobody out who stays below it.
std::vector<const Condition*> limits_to_reach(const Condition& step) {
  std::vector<const Condition*> bounds;
  for_each_leaf(step, [&](const Condition& leaf) {
    if (leaf.kind == Condition::Kind::bound) bounds.push_back(&leaf);
  });
  std::vector<const Condition*> limits;
  for (const Condition* bound : bounds) {
    const bool ranged = std::ranges::any_of(bounds, [&](const Condition* other) {
      return other->figure == bound->figure && is_lower(other->relation) && !is_lower(bound->relation);
    });
    if (!ranged) limits.push_back(bound);
  }
  return limits;
}

/// The trend of every figure that a step asks for, found once.
class Leaders {
 public:
  Leaders(const Population& population, const Reading& reading) : population_(population), reading_(reading) {}

  const LeadingFigure& of(const Condition& bound) {
    const bool grows = is_lower(bound.relation);
    const auto [place, is_new] = figures_.try_emplace({bound.figure, grows});
    if (is_new) {
      LeadingFigure& figure = place->second;
      figure.figure = bound.figure;
      figure.grows = grows;
      figure.records = records_of(bound.figure, grows, reading_, population_);
      TrendOrWhy trend = trend_of(figure.records);
      if (trend.trend && (trend.trend->slope > 0) != grows) trend = {std::nullopt, "its records do not go that way"};
      figure.trend = trend.trend;
      figure.refused = std::move(trend.refused);
    }
    return place->second;
  }

  std::vector<LeadingFigure> take() {
    std::vector<LeadingFigure> list;
    for (auto& [name, figure] : figures_) list.push_back(std::move(figure));
    return list;
  }

 private:
  const Population& population_;
  Reading reading_;
  std::map<std::pair<std::string, bool>, LeadingFigure> figures_;
};

/// What is extrapolated over, in years.
struct Span {
  double from;
  double until;
};

/// The first moment, in steps of a month, in which `within` holds.
template <class Within>
std::optional<double> first_time(Span span, const Within& within) {
  constexpr double month = 1.0 / 12;
  for (double year = span.from; year <= span.until; year += month) {
    if (within(year)) return year;
  }
  return std::nullopt;
}

/// Begins with the last item: a limit that the trend was to reach before it was not reached.
void extrapolate(const LeadingFigure& figure, double limit, Span span, Crossing& crossing) {
  const Trend& trend = *figure.trend;
  const double wanted = std::log10(limit), sign = figure.grows ? 1 : -1;
  const auto reached = [&](double year, double widths) {
    return sign * (trend.at(year) - wanted) + widths * trend.half_width(year) >= 0;
  };
  crossing.expected = first_time(span, [&](double year) { return reached(year, 0); });
  crossing.earliest = first_time(span, [&](double year) { return reached(year, 1); });
  crossing.latest = first_time(span, [&](double year) { return reached(year, -1); });
}

Crossing crossing_of(const Condition& bound, Leaders& leaders, Span span) {
  const LeadingFigure& figure = leaders.of(bound);
  Crossing crossing{.figure = bound.figure,
                    .demand = bound_text(bound, true),
                    .reached = {},
                    .expected = {},
                    .earliest = {},
                    .latest = {},
                    .refused = {}};
  const auto first = std::ranges::find_if(
      figure.records, [&](const Record& record) { return holds(record.value, bound.relation, bound.limit); });
  if (first != figure.records.end()) {
    crossing.reached = *first;
  } else if (!figure.trend) {
    crossing.refused = figure.refused;
  } else if (!(bound.limit > 0)) {
    crossing.refused = "the limit is 0";
  } else {
    extrapolate(figure, bound.limit, span, crossing);
  }
  return crossing;
}

void add_expectation(TimelineStep& step) {
  step.can_be_said = std::ranges::all_of(step.crossings, [](const Crossing& one) { return one.refused.empty(); });
  if (!step.can_be_said || step.crossings.empty()) return;
  step.each_reached = std::ranges::all_of(step.crossings, [](const Crossing& one) { return one.reached.has_value(); });
  double latest = 0;
  for (const Crossing& crossing : step.crossings) {
    if (!crossing.reached && !crossing.expected) return;
    latest = std::max(latest, crossing.reached ? crossing.reached->year : *crossing.expected);
  }
  step.expected = latest;
}

/// Whether the outermost reason of that clause came out as met: its parts carry the clause too.
bool is_met(const std::vector<Reason>& reasons, const std::string& clause) {
  return std::ranges::any_of(reasons, [&](const Reason& reason) {
    return reason.clause == clause ? reason.met == true : is_met(reason.because, clause);
  });
}

void add_first(const std::vector<ItemOutcome>& outcomes, const Population& population, TimelineStep& step) {
  std::optional<double> first;
  for (const ItemOutcome& outcome : outcomes) {
    const auto time = time_of(population.items[outcome.item]);
    const bool caught = outcome.decision == Decision::controlled && outcome.verdict &&
                        outcome.verdict->entry == step.entry && is_met(outcome.verdict->reasons, step.clause);
    if (!caught || !time || (first && *first <= *time)) continue;
    first = time;
    step.first_year = population.items[outcome.item].year;
    step.first_item = population.items[outcome.item].id;
  }
}

/// Of the items that an entry is about; those of unknown year last.
std::vector<TimelineYear> years_of(const std::vector<ItemOutcome>& outcomes, const Population& population) {
  std::map<std::pair<bool, int>, TimelineYear> years;
  for (const ItemOutcome& outcome : outcomes) {
    if (!outcome.verdict) continue;
    const PopulationItem& item = population.items[outcome.item];
    TimelineYear& year = years[{!item.year, item.year.value_or(0)}];
    year.year = item.year;
    ++year.decisions[place_of(outcome.decision)];
    if (outcome.decision == Decision::controlled) year.caught.push_back(item.id);
  }
  std::vector<TimelineYear> list;
  for (auto& [key, year] : years) list.push_back(std::move(year));
  return list;
}

double last_time_of(const Population& population) {
  double last = 0;
  for (const PopulationItem& item : population.items) last = std::max(last, time_of(item).value_or(0));
  return last;
}

int last_year_of(const Population& population) {
  int last = 0;
  for (const PopulationItem& item : population.items) last = std::max(last, item.year.value_or(0));
  return last;
}

bool is_about_some(const Entry& entry, const Population& population) {
  return std::ranges::any_of(population.items, [&](const PopulationItem& item) {
    return std::ranges::find(entry.item_kinds, item.kind) != entry.item_kinds.end();
  });
}

Timeline timeline_of(const Text& text, const std::vector<ItemOutcome>& outcomes, const Population& population,
                     int until) {
  Timeline timeline{.text = text,
                    .reading = outcomes.front().reading,
                    .last_year = until,
                    .years = years_of(outcomes, population),
                    .figures = {},
                    .steps = {},
                    .findings = findings_of(text, population)};
  Leaders leaders(population, timeline.reading);
  const Span span{last_time_of(population), until + 1.0};
  for (const Entry& entry : text.entries) {
    if (!is_about_some(entry, population)) continue;
    for (const Condition* part : steps_of(entry.condition)) {
      TimelineStep step{.entry = entry.number,
                        .clause = part->clause.empty() ? entry.number : part->clause,
                        .first_year = {},
                        .first_item = {},
                        .crossings = {},
                        .expected = {}};
      for (const Condition* bound : limits_to_reach(*part))
        step.crossings.push_back(crossing_of(*bound, leaders, span));
      if (step.crossings.empty()) continue;
      add_expectation(step);
      add_first(outcomes, population, step);
      timeline.steps.push_back(std::move(step));
    }
  }
  timeline.figures = leaders.take();
  return timeline;
}

}  // namespace

core::Result<std::vector<Timeline>> timelines_of(const RuleBook& rules, const Population& population,
                                                 const std::string& name, std::optional<int> until,
                                                 const Question& question) {
  const int last = last_year_of(population);
  if (until && *until < last) {
    return core::failure(core::ErrorCode::wrong_usage, "--until",
                         fmt::format("found {}, expected a year from {} on, that of the last item", *until, last));
  }
  QGAUGE_TRY(const Text text, text_of(rules, name, question.as_of));
  QGAUGE_TRY(const auto outcomes, outcomes_of(rules, population, name, question));
  std::vector<Timeline> timelines;
  const std::size_t count = population.items.size();
  for (std::size_t begin = 0; begin < outcomes.size(); begin += count) {
    const std::vector<ItemOutcome> one(outcomes.begin() + static_cast<std::ptrdiff_t>(begin),
                                       outcomes.begin() + static_cast<std::ptrdiff_t>(begin + count));
    timelines.push_back(timeline_of(text, one, population, until.value_or(last + default_horizon)));
  }
  return timelines;
}

}  // namespace qgauge::thresholds

// Ways out of a text: see stress.hpp. Called by `qgauge regimes stress`. Each way is a changed report of the same
// machine, and the text itself says whether it lists it.
#include "qgauge/thresholds/stress.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/thresholds/parameters.hpp"
#include "thresholds/condition.hpp"
#include "thresholds/reading.hpp"
#include "thresholds/select.hpp"
#include "thresholds/wording.hpp"
#include "thresholds/words.hpp"
#include "thresholds/workbench/trial.hpp"

namespace qgauge::thresholds {
namespace {

using Outcome = EscapeOutcome;

/// What all ways of one run share.
struct Setting {
  const RuleBook& rules;
  const std::string& name;
  const Question& question;
  const Text& text;
  Reading reading;
  std::vector<Parameter> limits;
};

core::Result<ItemOutcome> asked(const Setting& setting, const PopulationItem& item, const Reading& reading) {
  Population alone;
  alone.items.push_back(item);
  Question question = setting.question;
  question.readings = {reading};
  if (question.profile) question.profile->readings.clear();
  QGAUGE_TRY(auto outcomes, outcomes_of(setting.rules, alone, setting.name, question));
  return std::move(outcomes.front());
}

Outcome outcome_of(Decision decision) {
  switch (decision) {
    case Decision::controlled:
      return Outcome::listed;
    case Decision::not_controlled:
      return Outcome::escapes;
    case Decision::undetermined:
      return Outcome::open;
  }
  std::unreachable();
}

/// The reading and its single departures, in the order of their names; those that drop what is fixed are none.
std::vector<Reading> departures_from(const Reading& reading) {
  std::vector<Reading> readings;
  for (const Reading& other : all_readings()) {
    if (other.scope != Reading::Scope::whole || other == Reading{} || other.simulated) continue;
    Reading changed = reading;
    changed.median |= other.median;
    changed.process |= other.process;
    changed.per_clifford |= other.per_clifford;
    changed.with_1q |= other.with_1q;
    if (other.operation != Reading::Operation::any) changed.operation = other.operation;
    if (!(changed == reading)) readings.push_back(changed);
  }
  return readings;
}

std::optional<double> compared(const PopulationItem& item, const Reading& reading, const std::string& figure) {
  const FigureUse use = figure_under(reading, figure);
  const figures::Figure* found = subject::find_figure(item.subject, use.figure);
  if (!found || !found->value) return std::nullopt;
  return *found->value * use.factor;
}

/// The figure of the text that readings choose between; empty: it asks none.
std::string read_figure(const Setting& setting) {
  const auto found = std::ranges::find_if(setting.limits, [](const Parameter& one) { return is_read(one.figure); });
  return found == setting.limits.end() ? std::string() : found->figure;
}

/// Readings under which the machine, reported as it is, is listed.
core::Result<std::vector<std::string>> closing_readings(const Setting& setting, const PopulationItem& item) {
  std::vector<std::string> names;
  std::vector<Reading> readings = departures_from(setting.reading);
  readings.insert(readings.begin(), setting.reading);
  for (const Reading& reading : readings) {
    QGAUGE_TRY(const auto outcome, asked(setting, item, reading));
    if (outcome.decision == Decision::controlled) names.push_back(name_of(reading));
  }
  return names;
}

core::Result<Escape> by_reading(const Setting& setting, const PopulationItem& item, const Reading& reading,
                                const std::string& figure, const std::vector<std::string>& closing) {
  Escape escape;
  escape.kind = reading.median == setting.reading.median ? EscapeKind::convention : EscapeKind::statistic;
  const auto own = compared(item, setting.reading, figure), other = compared(item, reading, figure);
  if (!other) {
    escape.text = fmt::format("{}: no source gives {}", name_of(reading), figure_under(reading, figure).figure);
    return escape;
  }
  QGAUGE_TRY(const auto outcome, asked(setting, item, reading));
  escape.outcome = outcome_of(outcome.decision);
  if (own && *own > 0) escape.factor = *other / *own;
  escape.text = fmt::format("{}: {} is {}{}", name_of(reading), words_for(figure), number_text(*other),
                            escape.factor ? fmt::format(", {:.3g} times as much", *escape.factor) : "");
  if (escape.outcome == Outcome::escapes) escape.closed_by = closing;
  return escape;
}

/// Counts of the text whose lower limits keep machines out, each once.
std::vector<std::string> counts_of(const Setting& setting) {
  std::vector<std::string> figures;
  for (const Parameter& one : setting.limits) {
    const bool qubits = one.figure.starts_with("physical_qubits.");
    if (qubits && std::ranges::find(figures, one.figure) == figures.end()) figures.push_back(one.figure);
  }
  return figures;
}

/// As if the machine had this many qubits, with the same mean errors.
PopulationItem with_qubits(PopulationItem item, double qubits) {
  for (auto& [name, figure] : item.subject.figures) {
    if (!name.starts_with("physical_qubits.")) continue;
    const bool fewer = !figure.value || *figure.value > qubits;
    if (fewer) figure = figures::exact_figure(name, qubits, figure.origin, "as if so many were reported");
  }
  item.subject.graphs.clear();
  return item;
}

/// Counts just out of reach of a limit and below `qubits`, the greatest first.
std::vector<double> fewer_than(const Setting& setting, const std::string& figure, double qubits) {
  std::set<double, std::greater<>> counts;
  for (const Parameter& one : setting.limits) {
    if (one.figure != figure) continue;
    for (const double count : {std::floor(one.limit) - 1, std::floor(one.limit), std::floor(one.limit) + 1}) {
      if (count >= 1 && count < qubits) counts.insert(count);
    }
  }
  return {counts.begin(), counts.end()};
}

core::Result<Escape> by_fewer_qubits(const Setting& setting, const PopulationItem& item, const std::string& figure,
                                     double qubits) {
  Escape escape;
  escape.kind = EscapeKind::fewer_qubits;
  escape.outcome = Outcome::listed;
  escape.text = "no smaller number of qubits with the same mean errors escapes";
  for (const double kept : fewer_than(setting, figure, qubits)) {
    QGAUGE_TRY(const auto outcome, asked(setting, with_qubits(item, kept), setting.reading));
    if (outcome.decision != Decision::not_controlled) continue;
    escape.outcome = Outcome::escapes;
    escape.qubits_kept = kept;
    escape.qubits_lost = qubits - kept;
    escape.text = fmt::format("report {} of {} qubits with the same mean errors: {} lost", number_text(kept),
                              number_text(qubits), number_text(qubits - kept));
    return escape;
  }
  return escape;
}

core::Result<Escape> by_modules(const Setting& setting, const PopulationItem& item, const std::string& figure,
                                double qubits) {
  Escape escape;
  escape.kind = EscapeKind::modules;
  escape.outcome = Outcome::listed;
  escape.text = "no number of equal modules escapes";
  std::vector<double> counts = fewer_than(setting, figure, qubits);
  std::set<double> modules;
  for (const double count : counts) modules.insert(std::ceil(qubits / count));
  for (const double number : modules) {
    const double size = std::ceil(qubits / number);
    QGAUGE_TRY(const auto outcome, asked(setting, with_qubits(item, size), setting.reading));
    if (outcome.decision != Decision::not_controlled) continue;
    escape.outcome = Outcome::escapes;
    escape.modules = number;
    escape.qubits_kept = size;
    escape.qubits_lost = 0;
    escape.text = fmt::format("{} modules of up to {} qubits: no qubit lost, but the gates between modules",
                              number_text(number), number_text(size));
    return escape;
  }
  return escape;
}

/// The greatest limit on the error that the count of the item lets it be listed by, or the nearest that it misses.
std::optional<double> error_limit(const Setting& setting, const PopulationItem& item, const std::string& figure,
                                  double qubits) {
  std::optional<double> limit;
  for (const Parameter& one : setting.limits) {
    if (one.figure != figure || !one.grows()) continue;
    PopulationItem best = item;
    const FigureUse use = figure_under(setting.reading, figure);
    best.subject.figures[use.figure] = figures::exact_figure(use.figure, std::nextafter(one.limit, 0) / use.factor,
                                                             figures::Origin::reported, "limit");
    const auto outcome = asked(setting, with_qubits(best, qubits), setting.reading);
    const bool listed = outcome && outcome->decision == Decision::controlled;
    if (listed && (!limit || one.limit > *limit)) limit = one.limit;
  }
  return limit;
}

/// Average gate infidelities are what the model of detected errors is about, not multiples of them.
Escape by_shots(const Setting& setting, const PopulationItem& item, const std::string& figure, double qubits,
                bool is_listed) {
  Escape escape;
  escape.kind = is_listed ? EscapeKind::raw_figure : EscapeKind::post_selection;
  const auto error = compared(item, setting.reading, figure);
  const auto limit = error_limit(setting, item, figure, qubits);
  if (!error || !limit) {
    escape.text = !error ? "post-selection: no source gives " + figure_under(setting.reading, figure).figure
                         : "post-selection: no limit on the error applies to its number of qubits";
    return escape;
  }
  const bool within = *error <= *limit;
  if (within != is_listed) {
    escape.text = "post-selection: the error is not what decides";
    return escape;
  }
  escape.outcome = Outcome::conditional;
  const double raw = is_listed ? *limit : *error, kept = is_listed ? *error : *limit;
  escape.factor = is_listed ? raw / kept : kept / raw;
  escape.acceptance = acceptance_of_layer(raw, kept, qubits);
  const std::string layer =
      fmt::format("a layer on all {} qubits keeps {:.3g} of the shots", number_text(qubits), *escape.acceptance);
  escape.text = is_listed ? fmt::format(
                                "if {} holds after discarding shots, which no source says: the raw error is above {} "
                                "once {} or less, and can be reported",
                                number_text(kept), number_text(raw), layer)
                          : fmt::format("discard what is detected: {} becomes {}, within the limit, where {}",
                                        number_text(raw), number_text(kept), layer);
  return escape;
}

core::Status add_ways_of_size(const Setting& setting, const PopulationItem& item, bool is_listed,
                              const std::string& error, std::vector<Escape>& escapes) {
  for (const std::string& figure : counts_of(setting)) {
    const figures::Figure* count = subject::find_figure(item.subject, figure);
    if (!count || !count->value) {
      Escape escape;
      escape.kind = EscapeKind::fewer_qubits;
      escape.text = fmt::format("no source gives {}", words_for(figure));
      escapes.push_back(std::move(escape));
      continue;
    }
    if (is_listed) {
      QGAUGE_TRY(auto fewer, by_fewer_qubits(setting, item, figure, *count->value));
      QGAUGE_TRY(auto modules, by_modules(setting, item, figure, *count->value));
      escapes.push_back(std::move(fewer));
      escapes.push_back(std::move(modules));
    }
    if (!error.empty()) escapes.push_back(by_shots(setting, item, error, *count->value, is_listed));
  }
  return {};
}

/// Words cost nothing; then what loses the smallest share of the qubits; then what takes the machine apart.
std::pair<int, double> cost_of(const Escape& escape) {
  switch (escape.kind) {
    case EscapeKind::convention:
    case EscapeKind::statistic:
      return {0, escape.factor.value_or(1)};
    case EscapeKind::fewer_qubits:
      return {1, escape.qubits_lost.value_or(0)};
    case EscapeKind::modules:
      return {2, escape.modules.value_or(0)};
    case EscapeKind::raw_figure:
    case EscapeKind::post_selection:
      return {3, 0};
  }
  std::unreachable();
}

std::optional<std::size_t> cheapest_of(const std::vector<Escape>& escapes) {
  std::optional<std::size_t> cheapest;
  for (std::size_t i = 0; i < escapes.size(); ++i) {
    if (escapes[i].outcome != Outcome::escapes) continue;
    if (!cheapest || cost_of(escapes[i]) < cost_of(escapes[*cheapest])) cheapest = i;
  }
  return cheapest;
}

core::Result<StressedItem> stressed(const Setting& setting, const Population& population, const ItemOutcome& outcome) {
  const PopulationItem& item = population.items[outcome.item];
  StressedItem made{.item = outcome.item, .decision = outcome.decision, .escapes = {}, .cheapest = {}};
  const std::string figure = read_figure(setting);
  const bool is_listed = outcome.decision == Decision::controlled;
  if (!figure.empty() && is_listed) {
    QGAUGE_TRY(const auto closing, closing_readings(setting, item));
    for (const Reading& reading : departures_from(setting.reading)) {
      QGAUGE_TRY(auto escape, by_reading(setting, item, reading, figure, closing));
      made.escapes.push_back(std::move(escape));
    }
  }
  if (outcome.decision != Decision::undetermined) {
    QGAUGE_CHECK(add_ways_of_size(setting, item, is_listed, figure, made.escapes));
  }
  made.cheapest = cheapest_of(made.escapes);
  return made;
}

core::Result<std::vector<bool>> chosen_items(const Population& population, const std::vector<std::string>& ids) {
  std::vector<bool> chosen(population.items.size(), ids.empty());
  for (const std::string& id : ids) {
    const auto found = std::ranges::find(population.items, id, &PopulationItem::id);
    if (found == population.items.end()) {
      std::vector<std::string_view> known;
      for (const PopulationItem& item : population.items) known.push_back(item.id);
      const std::string meant = core::suggestion(id, known);
      return core::failure(
          core::ErrorCode::wrong_usage, "ITEM",
          fmt::format("found {}, expected an item of `qgauge catalogue`{}{}", id, meant.empty() ? "" : "; ", meant));
    }
    chosen[static_cast<std::size_t>(found - population.items.begin())] = true;
  }
  return chosen;
}

}  // namespace

std::string_view name_of(EscapeKind kind) {
  switch (kind) {
    case EscapeKind::convention:
      return "convention";
    case EscapeKind::statistic:
      return "statistic";
    case EscapeKind::fewer_qubits:
      return "fewer_qubits";
    case EscapeKind::modules:
      return "modules";
    case EscapeKind::raw_figure:
      return "raw_figure";
    case EscapeKind::post_selection:
      return "post_selection";
  }
  std::unreachable();
}

std::string_view name_of(EscapeOutcome outcome) {
  switch (outcome) {
    case EscapeOutcome::escapes:
      return "escapes";
    case EscapeOutcome::listed:
      return "listed";
    case EscapeOutcome::open:
      return "open";
    case EscapeOutcome::conditional:
      return "conditional";
    case EscapeOutcome::not_evaluated:
      return "not_evaluated";
  }
  std::unreachable();
}

double acceptance_of_layer(double raw, double kept, double qubits) {
  return std::pow((1 - raw) / (1 - kept), std::floor(qubits / 2));
}

core::Result<Stress> stress_of(const RuleBook& rules, const Population& population, const std::string& name,
                               const std::vector<std::string>& items, const Question& question) {
  Stress stress;
  QGAUGE_TRY(stress.text, text_of(rules, name, question.as_of));
  if (question.readings.size() > 1) {
    return core::failure(core::ErrorCode::wrong_usage, "--reading", "found several readings, expected one at a time");
  }
  QGAUGE_TRY(const auto chosen, chosen_items(population, items));
  Question one = question;
  one.regimes = {name};
  QGAUGE_TRY(const auto selections, select(rules, one));
  RuleBook book;
  book.regimes.push_back(*selections.front().regime);
  const std::string asked_as = name_in_book(selections.front());
  if (one.readings.empty()) one.readings = {Reading{}};
  QGAUGE_TRY(const auto outcomes, outcomes_of(book, population, asked_as, one));
  stress.reading = outcomes.empty() ? one.readings.front() : outcomes.front().reading;
  const Setting setting{book, asked_as, question, stress.text, stress.reading, parameters_of(stress.text)};
  for (const ItemOutcome& outcome : outcomes) {
    if (!chosen[outcome.item] || !(outcome.reading == stress.reading)) continue;
    if (items.empty() && outcome.decision != Decision::controlled) continue;
    QGAUGE_TRY(auto item, stressed(setting, population, outcome));
    stress.items.push_back(std::move(item));
  }
  stress.findings = findings_of(stress.text, population);
  return stress;
}

}  // namespace qgauge::thresholds

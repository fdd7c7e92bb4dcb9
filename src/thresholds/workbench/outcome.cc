// What a text says of every item of a population: see outcome.hpp. Called by the commands of the workbench through
// their analyses. Decides nothing itself: every verdict is evaluate()'s.
#include "qgauge/thresholds/outcome.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "thresholds/select.hpp"
#include "thresholds/workbench/shared.hpp"

namespace qgauge::thresholds {
namespace {

/// "us-ear" of "us-ear#4A906.a", for a message.
core::Status check_single(const std::string& name) {
  if (name != "all" && !name.empty()) return {};
  return core::failure(
      core::ErrorCode::wrong_usage, "REGIME",
      fmt::format("found \"{}\", expected one text: an identifier of `qgauge regimes list`, with @DATE "
                  "and #ENTRY, or the path of a *.toml file",
                  name));
}

std::vector<Entry> entries_of(const Version& version, const std::optional<std::string>& named) {
  if (!named) return version.entries;
  std::vector<Entry> entries;
  std::ranges::copy_if(version.entries, std::back_inserter(entries),
                       [&](const Entry& entry) { return entry.number == *named; });
  return entries;
}

/// How far the nearest limit is that keeps the item out, as the logarithm of a factor.
double distance_of(const Verdict& verdict) {
  double distance = std::numeric_limits<double>::infinity();
  for (const Margin& margin : verdict.margins) {
    if (margin.ratio > 0) distance = std::min(distance, std::abs(std::log(margin.ratio)));
  }
  return distance;
}

ItemOutcome outcome_of(std::size_t item, const Reading& reading, std::vector<Verdict> verdicts) {
  ItemOutcome outcome{.item = item, .reading = reading, .decision = Decision::not_controlled, .verdict = {}};
  const auto first = std::ranges::min_element(
      verdicts, {}, [](const Verdict& verdict) { return std::pair(place_of(verdict.decision), distance_of(verdict)); });
  if (first == verdicts.end()) return outcome;
  outcome.decision = first->decision;
  outcome.verdict = std::move(*first);
  return outcome;
}

void collect_figures(const std::vector<Reason>& reasons, std::set<std::string>& names) {
  for (const Reason& reason : reasons) {
    names.insert(reason.figure);
    collect_figures(reason.because, names);
  }
}

/// The deepest reasons that came out as `met`.
void collect_deciding(const Reason& reason, std::optional<bool> met, std::vector<const Reason*>& found) {
  if (reason.met != met) return;
  const std::size_t before = found.size();
  for (const Reason& part : reason.because) collect_deciding(part, met, found);
  if (found.size() == before) found.push_back(&reason);
}

/// An entry that is named is asked of everything; what it says of other kinds of items is not counted.
bool is_about(const Regime& regime, const std::string& number, const std::string& kind) {
  for (const Version& version : regime.versions) {
    for (const Entry& entry : version.entries) {
      if (entry.number == number && std::ranges::find(entry.item_kinds, kind) != entry.item_kinds.end()) return true;
    }
  }
  return false;
}

std::optional<bool> met_of(Decision decision) {
  if (decision == Decision::undetermined) return std::nullopt;
  return decision == Decision::controlled;
}

}  // namespace

core::Result<Text> text_of(const RuleBook& rules, const std::string& name, core::Date as_of) {
  QGAUGE_CHECK(check_single(name));
  Question question;
  question.regimes = {name};
  question.as_of = as_of;
  QGAUGE_TRY(const auto selections, select(rules, question));
  const Selection& selection = selections.front();
  Text text{.name = name,
            .regime = selection.regime->id,
            .status = selection.regime->status,
            .version = {},
            .as_of = selection.as_of,
            .entries = {}};
  if (const Version* version = version_at(*selection.regime, selection.as_of)) {
    text.version = version->from.text();
    text.entries = entries_of(*version, selection.entry);
  }
  return text;
}

core::Result<std::vector<ItemOutcome>> outcomes_of(const RuleBook& rules, const Population& population,
                                                   const std::string& name, const Question& question) {
  QGAUGE_CHECK(check_single(name));
  std::vector<Reading> readings = question.readings.empty() ? std::vector{Reading{}} : question.readings;
  if (question.profile && !question.profile->readings.empty()) readings = question.profile->readings;
  Question named = question;
  named.regimes = {name};
  QGAUGE_TRY(const auto selections, select(rules, named));
  const Regime& regime = *selections.front().regime;
  std::vector<ItemOutcome> outcomes;
  for (const Reading& reading : readings) {
    Question one = named;
    one.readings = {reading};
    if (one.profile) one.profile->readings.clear();
    for (std::size_t i = 0; i < population.items.size(); ++i) {
      const PopulationItem& item = population.items[i];
      QGAUGE_TRY(auto verdicts, evaluate(rules, item.subject, one));
      std::erase_if(verdicts, [&](const Verdict& verdict) { return !is_about(regime, verdict.entry, item.kind); });
      outcomes.push_back(outcome_of(i, reading, std::move(verdicts)));
      if (outcomes.back().verdict) tag_unsourced(item.unsourced, *outcomes.back().verdict);
    }
  }
  return outcomes;
}

void tag_unsourced(const std::vector<std::string>& unsourced, Verdict& verdict) {
  std::set<std::string> names;
  collect_figures(verdict.reasons, names);
  if (std::ranges::any_of(unsourced, [&](const std::string& name) { return names.contains(name); })) {
    verdict.tags.emplace_back(unsourced_tag);
  }
}

std::vector<std::string> why_texts(const Verdict& verdict) {
  std::vector<const Reason*> found;
  for (const Reason& reason : verdict.reasons) collect_deciding(reason, met_of(verdict.decision), found);
  const bool numbers = std::ranges::any_of(found, [](const Reason* reason) { return reason->limit.has_value(); });
  std::vector<std::string> texts;
  for (const Reason* reason : found) {
    if (!numbers || reason->limit) texts.push_back(reason->text);
  }
  if (texts.empty() && !verdict.reasons.empty()) texts.push_back(verdict.reasons.front().text);
  return texts;
}

std::vector<std::string> open_texts(const Verdict& verdict) {
  std::vector<std::string> texts;
  for (const MissingInput& missing : verdict.missing) {
    texts.push_back(missing.text.empty() ? missing.name : missing.text);
  }
  return texts;
}

std::string_view name_of(TextFinding::Kind kind) {
  switch (kind) {
    case TextFinding::Kind::cliff:
      return "cliff";
    case TextFinding::Kind::gap:
      return "gap";
    case TextFinding::Kind::unreachable:
      return "unreachable";
  }
  std::unreachable();
}

}  // namespace qgauge::thresholds

// Verdicts: each entry in force against a subject, under each reading. Called by assess. The decision on a condition is
// judge.hpp's; here stand date, kind of item and paradigm.
#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/thresholds.hpp"
#include "thresholds/judge.hpp"
#include "thresholds/select.hpp"

namespace qgauge::thresholds {
namespace {

using subject::Subject;

/// One question: this entry (of this version, where one is in force), on this day, under this reading.
struct Case {
  const Regime& regime;
  const Version* version;
  const Entry& entry;
  core::Date as_of;
  Reading reading;
  SubsetMemory& memory;
};

const std::string* word(const Subject& subject, const std::string& attribute) {
  const auto found = subject.attributes.find(attribute);
  return found == subject.attributes.end() ? nullptr : std::get_if<std::string>(&found->second);
}

Decision decision_of(std::optional<bool> met) {
  if (!met) return Decision::undetermined;
  return *met ? Decision::controlled : Decision::not_controlled;
}

bool covers(const DatedNote& note, core::Date date) {
  return (!note.from || *note.from <= date) && (!note.until || date < *note.until);
}

bool in_dispute(const Case& asked) {
  return asked.version->from_undisputed && asked.as_of < *asked.version->from_undisputed;
}

Reason plain_reason(const std::string& clause, std::optional<bool> met, const std::string& text) {
  Reason reason;
  reason.clause = clause;
  reason.met = met;
  reason.text = fmt::format("{}: {}", clause, text);
  return reason;
}

void add_notes(const Case& asked, Verdict& verdict) {
  for (const DatedNote& note : asked.version->notes) {
    if (!covers(note, asked.as_of)) continue;
    verdict.tags.push_back(note.tag);
    verdict.assumptions.push_back(note.text);
  }
}

Verdict blank_verdict(const Case& asked, const Subject& subject) {
  Verdict verdict{.regime = asked.regime.id,
                  .version = {},
                  .entry = asked.entry.number,
                  .as_of = asked.as_of,
                  .reading = asked.reading,
                  .probability_controlled = {},
                  .conditional_on = {},
                  .reasons = {},
                  .margins = {},
                  .subset = {},
                  .assumptions = subject.assumptions,
                  .missing = {},
                  .tags = {asked.entry.confidence},
                  .source = asked.entry.source};
  if (asked.regime.status != "enacted") verdict.tags.push_back(asked.regime.status);
  if (!asked.version) return verdict;
  verdict.version = asked.version->from.text();
  verdict.tags.insert(verdict.tags.end(), asked.version->tags.begin(), asked.version->tags.end());
  add_notes(asked, verdict);
  return verdict;
}

Verdict not_in_force(const Case& asked, const Subject& subject) {
  Verdict verdict = blank_verdict(asked, subject);
  verdict.decision = Decision::not_controlled;
  const core::Date first = asked.regime.versions.front().from;
  verdict.reasons = {plain_reason(
      asked.entry.number, false,
      asked.as_of < first
          ? fmt::format("no version was in force on {}: the first begins on {}", asked.as_of.text(), first.text())
          : fmt::format("no version was in force on {}", asked.as_of.text()))};
  return verdict;
}

/// Whether the text covers the subject's paradigm: empty where it does not say, or the paradigm is not known.
struct Scope {
  std::optional<bool> covered;
  std::string text;
  std::optional<MissingInput> missing;
};

Scope scope_of(const Entry& entry, const Subject& subject) {
  if (entry.paradigms_included.empty() && entry.paradigms_excluded.empty()) return {true, {}, {}};
  const std::string* paradigm = word(subject, "paradigm");
  if (!paradigm) return {{}, "the paradigm of the machine is not known", MissingInput{"paradigm", "vendor"}};
  if (std::ranges::find(entry.paradigms_included, *paradigm) != entry.paradigms_included.end()) {
    return {true, fmt::format("the text names the paradigm {}", *paradigm), {}};
  }
  if (const auto why = entry.paradigms_excluded.find(*paradigm); why != entry.paradigms_excluded.end()) {
    return {false, fmt::format("the paradigm {} is excluded: {}", *paradigm, why->second), {}};
  }
  return {{},
          fmt::format("the text neither names nor excludes the paradigm {}", *paradigm),
          MissingInput{fmt::format("whether the text covers the paradigm {}", *paradigm), "authority"}};
}

/// Puts `why` in front of what was found and takes the decision back.
void suspend(Verdict& verdict, Reason why, MissingInput missing) {
  verdict.decision = Decision::undetermined;
  verdict.probability_controlled.reset();
  verdict.reasons.insert(verdict.reasons.begin(), std::move(why));
  verdict.missing.insert(verdict.missing.begin(), std::move(missing));
}

void suspend_for_dispute(const Case& asked, Verdict& verdict) {
  verdict.tags.push_back("disputed_date");
  suspend(verdict,
          plain_reason(asked.entry.number, std::nullopt,
                       fmt::format("sources differ on the first day in force, which is {} or {} or between them",
                                   asked.version->from.text(), asked.version->from_undisputed->text())),
          {"the first day in force", "authority"});
}

void apply(Judgement judgement, const Case& asked, Verdict& verdict) {
  verdict.decision = decision_of(judgement.met);
  verdict.probability_controlled = judgement.probability;
  verdict.reasons = std::move(judgement.reasons);
  for (Reason& reason : verdict.reasons) {
    if (!reason.clause.empty()) continue;
    reason.clause = asked.entry.number;
    reason.text = fmt::format("{} ({}): {}", asked.entry.number, asked.entry.title, reason.text);
  }
  verdict.margins = std::move(judgement.margins);
  verdict.subset = std::move(judgement.subset);
  verdict.conditional_on = std::move(judgement.conditional_on);
  verdict.missing = std::move(judgement.missing);
}

Judgement judge(const Case& asked, const Subject& subject) {
  switch (asked.reading.scope) {
    case Reading::Scope::whole:
      return judge_whole(asked.entry.condition, subject, asked.reading);
    case Reading::Scope::best_subset:
      return judge_best_subset(asked.entry.condition, subject, asked.memory);
  }
  std::unreachable();
}

Verdict verdict_on(const Case& asked, const Subject& subject) {
  if (!asked.version) return not_in_force(asked, subject);
  Verdict verdict = blank_verdict(asked, subject);
  const Scope scope = scope_of(asked.entry, subject);
  if (scope.covered == false) {
    verdict.decision = Decision::not_controlled;
    verdict.reasons = {plain_reason(asked.entry.number, false, scope.text)};
  } else {
    apply(judge(asked, subject), asked, verdict);
    const Reason about_scope = plain_reason(asked.entry.number, scope.covered, scope.text);
    if (scope.missing) {
      suspend(verdict, about_scope, *scope.missing);
    } else if (scope.covered && !scope.text.empty()) {
      verdict.reasons.push_back(about_scope);
    }
  }
  if (in_dispute(asked)) suspend_for_dispute(asked, verdict);
  return verdict;
}

/// An entry for another kind of item gives no verdict unless it is named.
bool applies(const Entry& entry, const Selection& selection, const Subject& subject) {
  if (selection.entry) return entry.number == *selection.entry;
  const std::string* kind = word(subject, "item_kind");
  return !kind || *kind == entry.item_kind;
}

void note_kind(const Case& asked, const Subject& subject, Verdict& verdict) {
  const std::string* kind = word(subject, "item_kind");
  if (kind && *kind == asked.entry.item_kind) return;
  verdict.assumptions.push_back(
      fmt::format("the item is a {}, which is what {} is about", asked.entry.item_kind, asked.entry.number));
}

/// On a day without a version the entries are those of the next one to come, or of the last.
const Version& nearest_version(const Regime& regime, core::Date date) {
  const auto next = std::ranges::find_if(regime.versions, [&](const Version& version) { return version.from > date; });
  return next == regime.versions.end() ? regime.versions.back() : *next;
}

void append_verdicts(const Selection& selection, const std::vector<Reading>& readings, const Subject& subject,
                     SubsetMemory& memory, std::vector<Verdict>& verdicts) {
  const Regime& regime = *selection.regime;
  const Version* version = version_at(regime, selection.as_of);
  const Version& entries = version ? *version : nearest_version(regime, selection.as_of);
  for (const Entry& entry : entries.entries) {
    if (!applies(entry, selection, subject)) continue;
    for (const Reading& reading : readings) {
      const Case asked{regime, version, entry, selection.as_of, reading, memory};
      verdicts.push_back(verdict_on(asked, subject));
      note_kind(asked, subject, verdicts.back());
    }
  }
}

}  // namespace

std::string_view name_of(Decision decision) {
  switch (decision) {
    case Decision::controlled:
      return "controlled";
    case Decision::not_controlled:
      return "not_controlled";
    case Decision::undetermined:
      return "undetermined";
  }
  std::unreachable();
}

core::Result<std::vector<Verdict>> evaluate(const RuleBook& rules, const Subject& subject, const Question& question) {
  QGAUGE_TRY(const auto selections, select(rules, question));
  const auto readings = question.readings.empty() ? built_readings() : question.readings;
  std::vector<Verdict> verdicts;
  SubsetMemory memory;
  for (const Selection& selection : selections) append_verdicts(selection, readings, subject, memory, verdicts);
  return verdicts;
}

}  // namespace qgauge::thresholds

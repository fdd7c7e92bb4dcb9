// Verdicts: each entry in force against a subject, under each reading. Called by assess. The decision on a rule is
// judge.hpp's, whether it is about the item at all applicability.hpp's; here they become a verdict.
#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/thresholds.hpp"
#include "thresholds/ambiguity.hpp"
#include "thresholds/applicability.hpp"
#include "thresholds/condition.hpp"
#include "thresholds/confidence.hpp"
#include "thresholds/judge.hpp"
#include "thresholds/licence.hpp"
#include "thresholds/reading.hpp"
#include "thresholds/select.hpp"
#include "thresholds/words.hpp"

namespace qgauge::thresholds {
namespace {

using subject::Subject;

/// One question: this entry (of this version, where one is in force), on this day, for this item under a reading.
struct Case {
  const Regime& regime;
  const Version* version;
  const Entry& entry;
  core::Date as_of;
  const Item& item;
  const Question& question;
  SubsetMemory& memory;
};

Decision decision_of(std::optional<bool> met) {
  if (!met) return Decision::undetermined;
  return *met ? Decision::controlled : Decision::not_controlled;
}

bool covers(const DatedNote& note, core::Date date) {
  return (!note.from || *note.from <= date) && (!note.until || date < *note.until);
}

Reason plain_reason(const std::string& clause, std::optional<bool> met, const std::string& text) {
  Reason reason;
  reason.clause = clause;
  reason.met = met;
  reason.text = fmt::format("{}: {}", clause, text);
  return reason;
}

template <class T>
void append(std::vector<T>& to, std::vector<T> from) {
  std::ranges::move(from, std::back_inserter(to));
}

void add_version(const Case& asked, Verdict& verdict) {
  verdict.version = asked.version->from.text();
  verdict.text_read = asked.version->text_read.text();
  if (asked.as_of > asked.version->text_read) {
    verdict.assumptions.push_back(
        fmt::format("the text of {} still holds: later amendments are not known", verdict.text_read));
  }
  for (const std::string& tag : asked.version->tags) add_tag(verdict, tag);
  for (const DatedNote& note : asked.version->notes) {
    if (!covers(note, asked.as_of)) continue;
    add_tag(verdict, note.tag);
    verdict.assumptions.push_back(note.text);
  }
}

Verdict blank_verdict(const Case& asked) {
  const Subject& subject = asked.item.subject;
  Verdict verdict;
  verdict.regime = asked.regime.id;
  verdict.entry = asked.entry.number;
  const std::string* kind = word(subject, "item_kind");
  if (kind && *kind != "computer") verdict.item = subject.name;
  verdict.as_of = asked.as_of;
  verdict.exporter = asked.question.from.value_or("");
  verdict.destination = asked.question.to.value_or("");
  verdict.reading = asked.item.reading;
  verdict.assumptions = subject.assumptions;
  verdict.tags = {asked.entry.confidence};
  verdict.source = asked.entry.source;
  append(verdict.assumptions, country_assumptions(asked.regime, asked.question));
  if (asked.regime.status != "enacted") add_tag(verdict, asked.regime.status);
  if (asked.version) add_version(asked, verdict);
  return verdict;
}

/// Puts `why` in front of what was found and takes the decision back.
void suspend(Verdict& verdict, Reason why, MissingInput missing) {
  verdict.decision = Decision::undetermined;
  verdict.probability_controlled.reset();
  verdict.counterfactuals.clear();
  verdict.reasons.insert(verdict.reasons.begin(), std::move(why));
  verdict.missing.insert(verdict.missing.begin(), std::move(missing));
}

void suspend_for_day(const Case& asked, const Doubt& doubt, Verdict& verdict) {
  add_tag(verdict, doubt.tag);
  suspend(verdict, plain_reason(asked.entry.number, std::nullopt, doubt.text), {"the first day in force", "authority"});
}

bool has_entry(const Version& version, const std::string& number) {
  return std::ranges::find(version.entries, number, &Entry::number) != version.entries.end();
}

Verdict not_in_force(const Case& asked) {
  Verdict verdict = blank_verdict(asked);
  std::string text = fmt::format("no version with this entry was in force on {}", asked.as_of.text());
  const auto first = std::ranges::find_if(
      asked.regime.versions, [&](const Version& version) { return has_entry(version, asked.entry.number); });
  if (asked.as_of < first->from)
    fmt::format_to(std::back_inserter(text), ": the first begins on {}", first->from.text());
  verdict.decision = Decision::not_controlled;
  verdict.reasons = {plain_reason(asked.entry.number, false, text)};
  return verdict;
}

Judgement judge(const Rule& rule, const Case& asked) {
  switch (asked.item.reading.scope) {
    case Reading::Scope::whole:
      return judge_machine(rule, asked.item, asked.memory);
    case Reading::Scope::best_subset:
    case Reading::Scope::best_couplings:
      return judge_best_subset(rule, asked.item, asked.memory);
  }
  std::unreachable();
}

/// Where the instrument does not number a part of a condition, its number is that of what it is a part of.
void fill_clauses(Reason& reason, const std::string& clause) {
  if (reason.clause.empty()) reason.clause = clause;
  for (Reason& part : reason.because) fill_clauses(part, reason.clause);
}

void take(Judgement judgement, const Case& asked, Verdict& verdict) {
  verdict.decision = decision_of(judgement.met);
  verdict.probability_controlled = judgement.probability;
  verdict.reasons = std::move(judgement.reasons);
  for (Reason& reason : verdict.reasons) {
    if (reason.clause.empty()) {
      reason.text = fmt::format("{} ({}): {}", asked.entry.number, asked.entry.title, reason.text);
    }
    fill_clauses(reason, asked.entry.number);
  }
  verdict.margins = std::move(judgement.margins);
  verdict.counterfactuals = std::move(judgement.counterfactuals);
  verdict.subset = std::move(judgement.subset);
  verdict.conditional_on = std::move(judgement.conditional_on);
  verdict.missing = std::move(judgement.missing);
  append(verdict.assumptions, std::move(judgement.assumptions));
}

/// One sentence for each ambiguity of the rule that the profile fixes.
std::vector<std::string> interpretation_assumptions(const Rule& rule, const Profile& profile) {
  std::vector<std::string> assumptions;
  for (const auto& [ambiguity, readings] : ambiguities_of(listed(rule))) {
    const auto fixed = profile.interpretations.find(ambiguity);
    if (fixed == profile.interpretations.end()) continue;
    assumptions.push_back(fmt::format("of the ways to read the text ({}), {} fixes {}", spaced(ambiguity),
                                      profile.authority, spaced(fixed->second)));
  }
  return assumptions;
}

/// What the rule itself says, leaving aside whether it is about such an item.
void judge_rule(const Case& asked, Verdict& verdict) {
  const Rule rule = rule_of(*asked.version, asked.entry, asked.item.subject, verdict.assumptions);
  take(judge(rule, asked), asked, verdict);
  add_confidence(rule, asked.item, verdict);
  if (asked.question.profile) append(verdict.assumptions, interpretation_assumptions(rule, *asked.question.profile));
}

void clear_for(const Case& asked, const std::string& why, Verdict& verdict) {
  verdict.decision = Decision::not_controlled;
  verdict.reasons = {plain_reason(asked.entry.number, false, why)};
}

void judge_covered(const Case& asked, const Coverage& coverage, Verdict& verdict) {
  judge_rule(asked, verdict);
  Reason about_paradigm = plain_reason(asked.entry.number, coverage.covered, coverage.text);
  if (coverage.missing) {
    suspend(verdict, std::move(about_paradigm), *coverage.missing);
  } else if (!coverage.text.empty()) {
    verdict.reasons.push_back(std::move(about_paradigm));
  }
}

/// Investment screening asks for no licence to export.
void add_licence(const Case& asked, Verdict& verdict) {
  if (!asked.question.to || asked.regime.kind == "investment_screening") return;
  verdict.licence = licence_for(*asked.version, asked.entry, verdict.decision, asked.item);
  if (verdict.decision == Decision::not_controlled) return;
  using Effect = Exception::Effect;
  for (const Exception* exception :
       exceptions_of(*asked.version, asked.entry, Effect::licence_not_needed, Effect::licence_needed)) {
    add_confidence(*exception, asked.entry, verdict);
  }
}

Verdict verdict_on(const Case& asked) {
  if (!asked.version) return not_in_force(asked);
  Verdict verdict = blank_verdict(asked);
  const Coverage coverage = coverage_of(asked.entry, asked.item.subject);
  const auto elsewhere = other_destination(asked.regime, asked.question);
  if (elsewhere || coverage.covered == false) {
    clear_for(asked, elsewhere ? *elsewhere : coverage.text, verdict);
  } else {
    judge_covered(asked, coverage, verdict);
  }
  const auto doubt = doubt_about_day(*asked.version, asked.entry, asked.as_of);
  if (doubt) suspend_for_day(asked, *doubt, verdict);
  add_licence(asked, verdict);
  return verdict;
}

/// An entry for another kind of item gives no verdict unless it is named.
bool applies(const Entry& entry, const Selection& selection, const Subject& subject) {
  return selection.entry ? entry.number == *selection.entry : is_about_kind(entry, subject);
}

void note_kind(const Case& asked, Verdict& verdict) {
  const Subject& subject = asked.item.subject;
  const std::string* kind = word(subject, "item_kind");
  if (kind && is_about_kind(asked.entry, subject)) return;
  std::vector<std::string> kinds;
  for (const std::string& about : asked.entry.item_kinds) kinds.push_back(spaced(about));
  verdict.assumptions.push_back(
      kind
          ? fmt::format("{} was asked by its number: it is about the kind {}, and the item is of the kind {}",
                        asked.entry.number, fmt::join(kinds, " or "), spaced(*kind))
          : fmt::format("the item is a {}, which is what {} is about", fmt::join(kinds, " or a "), asked.entry.number));
}

/// Whether some figure of the entry, or of what takes items out of it, means different things under different readings.
bool hangs_on_reading(const Version& version, const Entry& entry) {
  const auto is_read_in = [](const Condition& condition) {
    return std::ranges::any_of(figures_of(condition), is_read);
  };
  using Effect = Exception::Effect;
  return is_read_in(entry.condition) ||
         std::ranges::any_of(exceptions_of(version, entry, Effect::takes_out, Effect::takes_in),
                             [&](const Exception* exception) { return is_read_in(exception->condition); });
}

/// Everything that one question keeps from entry to entry.
struct Session {
  const Question& question;
  const Subject& subject;
  std::vector<Reading> readings;
  SubsetMemory memory;
};

/// An entry of a version, which is in force on the day or not.
struct Place {
  const Version& version;
  const Entry& entry;
  bool in_force;
};

/// The entries in force on the day, then those to come that the next version has and this one has not. Where nothing is
/// in force and nothing will be: those of the last version. An entry that is named is looked for in every version.
std::vector<Place> places_of(const Selection& selection) {
  const Regime& regime = *selection.regime;
  std::vector<Place> places;
  const auto add = [&](const Version& version, bool in_force) {
    for (const Entry& entry : version.entries) {
      const bool known =
          std::ranges::any_of(places, [&](const Place& place) { return place.entry.number == entry.number; });
      if (!known) places.push_back({version, entry, in_force});
    }
  };
  const Version* now = version_at(regime, selection.as_of);
  if (now) add(*now, true);
  const auto next =
      std::ranges::find_if(regime.versions, [&](const Version& version) { return version.from > selection.as_of; });
  if (next != regime.versions.end()) {
    add(*next, false);
  } else if (!now) {
    add(regime.versions.back(), false);
  }
  for (const Version& version : regime.versions) {
    if (selection.entry) add(version, false);
  }
  return places;
}

void append_entry(const Selection& selection, const Place& place, Session& session, std::vector<Verdict>& verdicts) {
  const std::vector<Reading> one{Reading{}};
  for (const Reading& reading : hangs_on_reading(place.version, place.entry) ? session.readings : one) {
    Item item{.subject = session.subject, .reading = reading};
    if (session.question.profile) item.interpretations = session.question.profile->interpretations;
    const Version* in_force = place.in_force ? &place.version : nullptr;
    const Case asked{*selection.regime, in_force, place.entry, selection.as_of, item, session.question, session.memory};
    verdicts.push_back(verdict_on(asked));
    note_kind(asked, verdicts.back());
  }
}

void append_verdicts(const Selection& selection, Session& session, std::vector<Verdict>& verdicts) {
  if (why_not_asked(*selection.regime, session.question)) return;
  for (const Place& place : places_of(selection)) {
    if (applies(place.entry, selection, session.subject)) append_entry(selection, place, session, verdicts);
  }
}

/// Why the selection gives no verdict on the item; nothing where it gives some.
std::optional<std::string> why_left_out(const Selection& selection, const Subject& subject, const Question& question) {
  const bool about_it = std::ranges::any_of(
      places_of(selection), [&](const Place& place) { return applies(place.entry, selection, subject); });
  if (!about_it) return fmt::format("no entry is about the kind {}", kind_words(subject));
  return why_not_asked(*selection.regime, question);
}

/// The countries are attributes like others: a rule may ask for them.
Subject with_countries(Subject subject, const Question& question) {
  if (question.from) subject.attributes["exporter"] = *question.from;
  if (question.to) subject.attributes["destination"] = *question.to;
  return subject;
}

core::Status check_profile_of(const Question& question, const RuleBook& rules,
                              const std::vector<Selection>& selections) {
  if (!question.profile) return {};
  std::vector<const Regime*> regimes;
  for (const Regime& regime : rules.regimes) regimes.push_back(&regime);
  for (const Selection& selection : selections) regimes.push_back(selection.regime.get());
  return check_profile(*question.profile, regimes);
}

std::vector<Reading> readings_of(const Question& question) {
  if (question.profile && !question.profile->readings.empty()) return question.profile->readings;
  return question.readings.empty() ? principal_readings() : question.readings;
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

core::Result<std::vector<LeftOut>> left_out(const RuleBook& rules, const Subject& subject, const Question& question) {
  QGAUGE_TRY(const auto selections, select(rules, question));
  std::vector<LeftOut> left;
  for (const Selection& selection : selections) {
    if (auto why = why_left_out(selection, subject, question)) left.push_back({selection.regime->id, *std::move(why)});
  }
  return left;
}

core::Result<std::vector<Verdict>> evaluate(const RuleBook& rules, const Subject& subject, const Question& question) {
  QGAUGE_TRY(const auto selections, select(rules, question));
  QGAUGE_CHECK(check_profile_of(question, rules, selections));
  const Subject stated = with_countries(subject, question);
  Session session{.question = question, .subject = stated, .readings = readings_of(question), .memory = {}};
  std::vector<Verdict> verdicts;
  for (const Selection& selection : selections) append_verdicts(selection, session, verdicts);
  return verdicts;
}

}  // namespace qgauge::thresholds

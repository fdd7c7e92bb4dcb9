// Verdicts of a comparison in words: which changed and which bound of a rule came out otherwise, which one report has
// alone. Used by comparison_blocks.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/comparison_page.hpp"
#include "report/decisive_reasons.hpp"
#include "report/number_text.hpp"
#include "report/verdict_groups.hpp"
#include "report/verdict_words.hpp"

namespace qgauge::report {
namespace {

using thresholds::Reason;
using thresholds::Verdict;

std::string spaced(std::string_view name) {
  std::string text(name);
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string_view met_text(const std::optional<bool>& met) { return !met ? "unknown" : *met ? "met" : "not met"; }

/// "7.2e-3", "7.2e-3 (between 6.5e-3 and 0.08)"
std::string known_text(const Reason& reason) {
  figures::Figure figure;
  figure.value = reason.value;
  figure.low = reason.low;
  figure.high = reason.high;
  figure.kind = figures::IntervalKind::bounds;
  return value_text(figure);
}

/// Without the clause, which every instrument numbers in its own way.
std::string crossing_text(const Crossing& crossing) {
  return fmt::format("{} {} -> {}: \"{} {}\" is {}, was {}", crossing.to.figure, known_text(crossing.from),
                     known_text(crossing.to), spaced(name_of(*crossing.to.relation)), short_text(*crossing.to.limit),
                     met_text(crossing.to.met), met_text(crossing.from.met));
}

/// Without the clause that it begins with.
std::string words_of(const Reason& reason) {
  const std::string clause = reason.clause + ": ";
  return reason.text.starts_with(clause) ? reason.text.substr(clause.size()) : reason.text;
}

bool holds_reason(const std::vector<Reason>& reasons, const Reason& wanted) {
  return std::ranges::any_of(reasons, [&](const Reason& reason) {
    return (reason.text == wanted.text && reason.met == wanted.met) || holds_reason(reason.because, wanted);
  });
}

/// What decided `verdict` and was not so in `other`.
std::vector<std::string> reason_texts(const char* when, const Verdict& verdict, const Verdict& other) {
  std::vector<std::string> texts;
  for (const Reason* reason : decisive_reasons(verdict)) {
    if (!holds_reason(other.reasons, *reason)) texts.push_back(fmt::format("{}: {}", when, words_of(*reason)));
  }
  return texts;
}

/// Where no bound came out otherwise: what decided before and now.
std::vector<std::string> causes_of(const VerdictComparison& change) {
  std::vector<std::string> causes;
  for (const Crossing& crossing : change.crossings) causes.push_back(crossing_text(crossing));
  if (!causes.empty()) return causes;
  causes = reason_texts("before", *change.from, *change.to);
  const std::vector<std::string> now = reason_texts("now", *change.to, *change.from);
  causes.insert(causes.end(), now.begin(), now.end());
  return causes;
}

std::string probability_change(const VerdictComparison& change) {
  const auto &before = change.from->probability_controlled, &after = change.to->probability_controlled;
  if (!before || !after) return "";
  return fmt::format("P(controlled) {} -> {}", probability_text(*before), probability_text(*after));
}

std::string question_text(const Verdict& verdict) {
  const std::string item = verdict.item.empty() ? "" : verdict.item + ", ";
  const std::string reading = names_readings({&verdict}) ? ", " + thresholds::name_of(verdict.reading) : "";
  return fmt::format("{}{}{}", item, place_of(verdict), reading);
}

std::string decisions_text(const VerdictComparison& change) {
  return fmt::format("{}, before {}", words_for(change.to->decision), words_for(change.from->decision));
}

/// One group for the same decisions, one line in it for the same causes: the ladders of most instruments have the same
/// numbers.
void add_change(const VerdictComparison& change, ComparisonBlock& block) {
  const std::string title = decisions_text(change);
  auto group = std::ranges::find(block.groups, title, &ComparisonGroup::title);
  if (group == block.groups.end()) {
    block.groups.push_back({title, paint_of(change.to->decision)});
    group = block.groups.end() - 1;
    group->stacked = true;
  }
  std::vector<std::string> causes = causes_of(change);
  if (const std::string chance = probability_change(change); !chance.empty()) causes.push_back(chance);
  const auto same = std::ranges::find(group->lines, causes, &ComparisonLine::cells);
  if (same == group->lines.end()) {
    group->lines.push_back({question_text(*change.to), causes});
  } else {
    same->lead += "; " + question_text(*change.to);
  }
}

/// One line an entry and decision, with the readings.
std::vector<ComparisonLine> lines_of(const std::vector<Verdict>& verdicts) {
  std::vector<ComparisonLine> lines;
  for (const EntryVerdicts& entry : by_entry(verdicts)) {
    for (const EntryVerdicts& group : by_decision(entry)) {
      const std::string item = entry.front()->item.empty() ? "" : entry.front()->item + ", ";
      const std::string readings = names_readings(entry) ? ", " + readings_text(group, entry) : "";
      lines.push_back(
          {item + place_of(*entry.front()), {fmt::format("{}{}", words_for(group.front()->decision), readings)}});
    }
  }
  return lines;
}

void add_verdicts(const char* title, const std::vector<Verdict>& verdicts, ComparisonBlock& block) {
  if (!verdicts.empty()) block.groups.push_back({title, Paint::none, {}, lines_of(verdicts)});
}

struct Sorted {
  std::vector<Verdict> same, appeared, vanished;
  std::size_t changed = 0;
};

Sorted sorted(const Comparison& comparison) {
  Sorted out;
  for (const VerdictComparison& verdict : comparison.verdicts) {
    if (verdict.changed()) {
      ++out.changed;
    } else if (verdict.from && verdict.to) {
      out.same.push_back(*verdict.to);
    } else {
      (verdict.to ? out.appeared : out.vanished).push_back(verdict.any());
    }
  }
  return out;
}

}  // namespace

ComparisonBlock verdicts_block(const Comparison& comparison, bool all) {
  if (comparison.verdicts.empty()) return {};
  const Sorted verdicts = sorted(comparison);
  ComparisonBlock block{"VERDICTS: " + joined_counts({count_text(verdicts.changed, "changed"),
                                                      count_text(verdicts.same.size(), "the same"),
                                                      count_text(verdicts.appeared.size(), "new"),
                                                      count_text(verdicts.vanished.size(), "no longer asked")},
                                                     "none")};
  for (const VerdictComparison& verdict : comparison.verdicts) {
    if (verdict.changed()) add_change(verdict, block);
  }
  add_verdicts("In the new report alone", verdicts.appeared, block);
  add_verdicts("In the old report alone", verdicts.vanished, block);
  if (all) add_verdicts("The same", verdicts.same, block);
  return block;
}

}  // namespace qgauge::report

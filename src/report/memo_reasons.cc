// The decisive reasons of a group of entries as a few lines: see memo_reasons.hpp.
#include "report/memo_reasons.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/number_text.hpp"
#include "report/verdict_words.hpp"

namespace qgauge::report {
namespace {

using thresholds::Decision;
using thresholds::Reason;
using thresholds::Verdict;

constexpr std::size_t most_margins = 2;
constexpr std::size_t most_changes = 2;

std::optional<bool> met_of(Decision decision) {
  if (decision == Decision::undetermined) return std::nullopt;
  return decision == Decision::controlled;
}

/// The deepest reasons that came out as the verdict did and tell something by themselves.
void collect_decisive(const Reason& reason, std::optional<bool> met, std::vector<const Reason*>& found) {
  if (reason.met != met) return;
  const std::size_t before = found.size();
  if (!tells_its_parts(reason)) {
    for (const Reason& part : reason.because) collect_decisive(part, met, found);
  }
  if (found.size() == before) found.push_back(&reason);
}

/// How far what is known lies from the limit, as a factor's logarithm; infinite where the reason has no numbers.
double distance_of(const Reason& reason, std::optional<bool> met) {
  double distance = std::numeric_limits<double>::infinity();
  for (const auto& known : {reason.value, reason.low, reason.high}) {
    if (!known || !reason.limit || *known <= 0 || *reason.limit <= 0 || reason.met != met) continue;
    distance = std::min(distance, std::abs(std::log(*known / *reason.limit)));
  }
  for (const Reason& part : reason.because) distance = std::min(distance, distance_of(part, met));
  return distance;
}

/// Everything that a listed item meets; of what keeps an item out or open, what comes nearest.
std::size_t most_reasons(Decision decision) {
  switch (decision) {
    case Decision::controlled:
      return 4;
    case Decision::undetermined:
      return 2;
    case Decision::not_controlled:
      return 1;
  }
  std::unreachable();
}

std::vector<std::string> decisive_texts(const Verdict& verdict) {
  const std::optional<bool> met = met_of(verdict.decision);
  std::vector<const Reason*> found;
  for (const Reason& reason : verdict.reasons) collect_decisive(reason, met, found);
  if (found.empty() && !verdict.reasons.empty()) found.push_back(&verdict.reasons.front());
  if (verdict.decision == Decision::not_controlled) {
    std::ranges::stable_sort(found, {}, [&](const Reason* reason) { return distance_of(*reason, met); });
  }
  found.resize(std::min(found.size(), most_reasons(verdict.decision)));
  std::vector<std::string> texts;
  for (const Reason* reason : found) texts.push_back(reason->text);
  return texts;
}

/// Verdicts that were decided alike.
struct Decided {
  EntryVerdicts verdicts;
  std::vector<std::string> texts;
};

std::vector<Decided> decided_alike(const EntryVerdicts& entry) {
  std::vector<Decided> groups;
  for (const Verdict* verdict : entry) {
    const auto texts = decisive_texts(*verdict);
    const auto same = std::ranges::find_if(groups, [&](const Decided& group) {
      return group.texts == texts && group.verdicts.front()->decision == verdict->decision;
    });
    if (same == groups.end()) {
      groups.push_back({{verdict}, texts});
    } else {
      same->verdicts.push_back(verdict);
    }
  }
  return groups;
}

/// What would change one of the verdicts, the first few.
std::string change_text(const EntryVerdicts& verdicts) {
  std::vector<std::string> texts;
  for (const Verdict* verdict : verdicts) {
    for (const auto& one : verdict->counterfactuals) {
      if (texts.size() < most_changes && std::ranges::find(texts, one.text) == texts.end()) texts.push_back(one.text);
    }
  }
  return texts.empty() ? "" : fmt::format(". Would change: {}", fmt::join(texts, "; "));
}

/// An entry that no reading touches has none to name.
void set_decided(const Decided& decided, bool untouched, MarkdownPage& page) {
  std::vector<std::string> readings;
  for (const Verdict* verdict : decided.verdicts) readings.push_back(thresholds::name_of(verdict->reading));
  const std::string lead = untouched ? "" : fmt::format("{}: ", fmt::join(readings, ", "));
  page.point(0, fmt::format("{}{}, because {}{}", lead, words_for(decided.verdicts.front()->decision),
                            fmt::join(decided.texts, "; "), change_text(decided.verdicts)));
}

/// The margins nearest to their limits, each figure and limit once.
std::vector<std::string> nearest_margins(const EntryVerdicts& entry) {
  std::vector<thresholds::Margin> margins;
  for (const Verdict* verdict : entry) margins.insert(margins.end(), verdict->margins.begin(), verdict->margins.end());
  const auto distance = [](const thresholds::Margin& margin) { return std::abs(std::log(margin.ratio)); };
  std::ranges::stable_sort(margins, {}, distance);
  std::vector<std::string> texts;
  for (const auto& margin : margins) {
    const std::string text = margin_text(margin);
    if (texts.size() < most_margins && std::ranges::find(texts, text) == texts.end()) texts.push_back(text);
  }
  return texts;
}

std::vector<std::string> sources_of(const AlikeEntries& group) {
  std::vector<std::string> sources;
  for (const EntryVerdicts& entry : group) {
    const std::string& source = entry.front()->source;
    if (!source.empty() && std::ranges::find(sources, source) == sources.end()) sources.push_back(source);
  }
  return sources;
}

void set_joined(std::string_view label, const std::vector<std::string>& texts, MarkdownPage& page) {
  if (!texts.empty()) page.point(0, fmt::format("{}: {}", label, fmt::join(texts, "; ")));
}

}  // namespace

void set_memo_reasons(const AlikeEntries& group, MarkdownPage& page) {
  const EntryVerdicts entry = told(group.front());
  const Verdict& first = *entry.front();
  const std::string numbers = group.size() > 1 ? fmt::format(" (clauses as in {})", first.regime) : "";
  const std::string item = first.item.empty() ? "" : fmt::format(", {}", first.item);
  page.strong(fmt::format("{}{}{}", places_of(group), item, numbers));
  const bool untouched = entry.size() == 1 && first.reading == thresholds::Reading{};
  for (const Decided& decided : decided_alike(entry)) set_decided(decided, untouched, page);
  set_joined("nearest limits", nearest_margins(entry), page);
  set_joined("source", sources_of(group), page);
  page.blank();
}

void set_unread(const std::vector<EntryVerdicts>& entries, MarkdownPage& page) {
  if (entries.empty()) return;
  std::vector<std::string> texts;
  for (const EntryVerdicts& entry : entries) texts.push_back(unread_text(entry));
  page.strong("Undetermined, because it was not read; the authority knows");
  page.point(0, fmt::format("{}", fmt::join(texts, "; ")));
  page.blank();
}

}  // namespace qgauge::report

// The decisive reasons of a group of entries as a few lines: see memo_reasons.hpp.
#include "report/memo_reasons.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/decisive_reasons.hpp"
#include "report/verdict_words.hpp"

namespace qgauge::report {
namespace {

using thresholds::Reason;
using thresholds::Verdict;

constexpr std::size_t most_margins = 2;
constexpr std::size_t most_changes = 2;
constexpr std::size_t most_sources = 3;

/// Verdicts that were decided alike.
struct Decided {
  EntryVerdicts verdicts;
  std::vector<const Reason*> reasons;  ///< of the first of them
};

/// The same words, or the same bound on the same figure: two searches for subsets that end at one proof.
bool say_the_same(const Reason& a, const Reason& b) {
  const bool same_bound = a.clause == b.clause && a.figure == b.figure && a.limit && a.limit == b.limit;
  return a.text == b.text || (same_bound && !a.value && !b.value && a.low && a.low == b.low);
}

bool is_decided_alike(const Decided& group, const Verdict& verdict, const std::vector<const Reason*>& reasons) {
  return group.verdicts.front()->decision == verdict.decision &&
         std::ranges::equal(group.reasons, reasons, [](const auto* a, const auto* b) { return say_the_same(*a, *b); });
}

std::vector<Decided> decided_alike(const EntryVerdicts& entry) {
  std::vector<Decided> groups;
  for (const Verdict* verdict : entry) {
    const auto reasons = decisive_reasons(*verdict);
    const auto same =
        std::ranges::find_if(groups, [&](const Decided& group) { return is_decided_alike(group, *verdict, reasons); });
    if (same == groups.end()) {
      groups.push_back({{verdict}, reasons});
    } else {
      same->verdicts.push_back(verdict);
    }
  }
  return groups;
}

/// What would change the first of verdicts that were decided alike, the first few.
std::string change_text(const EntryVerdicts& verdicts) {
  std::vector<std::string> texts;
  for (const auto& one : verdicts.front()->counterfactuals) {
    if (texts.size() < most_changes) texts.push_back(one.text);
  }
  return texts.empty() ? "" : fmt::format(". Would change: {}", fmt::join(texts, "; "));
}

std::string because_text(const Decided& decided) {
  std::vector<std::string> texts;
  for (const Reason* reason : decided.reasons) texts.push_back(reason->text);
  return fmt::format(", because {}{}", fmt::join(texts, "; "), change_text(decided.verdicts));
}

/// What is open for want of a figure repeats the reasons that another reading was just told with.
std::string lacking_text(const Decided& decided) {
  std::vector<std::string> texts;
  for (const auto& missing : decided.verdicts.front()->missing) texts.push_back(missing_text(missing));
  return texts.empty() ? because_text(decided) : fmt::format(" for want of {}", fmt::join(texts, "; "));
}

/// An entry that no reading touches has none to name.
void set_decided(const Decided& decided, bool first, bool untouched, MarkdownPage& page) {
  std::vector<std::string> readings;
  for (const Verdict* verdict : decided.verdicts) readings.push_back(thresholds::name_of(verdict->reading));
  const std::string lead = untouched ? "" : fmt::format("{}: ", fmt::join(readings, ", "));
  const auto decision = decided.verdicts.front()->decision;
  const bool lacking = !first && decision == thresholds::Decision::undetermined;
  page.point(0,
             fmt::format("{}{}{}", lead, words_for(decision), lacking ? lacking_text(decided) : because_text(decided)));
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
  if (sources.size() <= most_sources) return sources;
  const std::size_t others = sources.size() - most_sources;
  sources.resize(most_sources);
  sources.push_back(fmt::format("{} more in the JSON report", others));
  return sources;
}

void set_joined(std::string_view label, const std::vector<std::string>& texts, MarkdownPage& page) {
  if (!texts.empty()) page.point(0, fmt::format("{}: {}", label, fmt::join(texts, "; ")));
}

/// "us-ear 4A906.a", and which entries say the same; their numbers stand in the table.
std::string heading_of(const AlikeEntries& group) {
  const Verdict& first = *group.front().front();
  std::vector<std::string> others;
  for (std::size_t i = 1; i < group.size(); ++i) others.push_back(group[i].front()->regime);
  return fmt::format("{}{}{}", place_of(first), first.item.empty() ? "" : fmt::format(", {}", first.item),
                     others.empty() ? "" : fmt::format(", and the same in {}", fmt::join(others, ", ")));
}

}  // namespace

void set_memo_reasons(const AlikeEntries& group, MarkdownPage& page) {
  const EntryVerdicts entry = told(group.front());
  page.strong(heading_of(group));
  const bool untouched = entry.size() == 1 && entry.front()->reading == thresholds::Reading{};
  const std::vector<Decided> groups = decided_alike(entry);
  for (const Decided& decided : groups) set_decided(decided, &decided == &groups.front(), untouched, page);
  set_joined("nearest limits", nearest_margins(entry), page);
  set_joined("source", sources_of(group), page);
  page.blank();
}

void set_unread(const std::vector<EntryVerdicts>& entries, MarkdownPage& page) {
  if (entries.empty()) return;
  std::vector<std::string> texts;
  for (const EntryVerdicts& entry : entries) {
    const Verdict& first = *entry.front();
    texts.push_back(
        fmt::format("{} (text read {}; {})", unread_text(entry), first.text_read, fmt::join(first.tags, ", ")));
  }
  page.strong("Undetermined, because it was not read; the authority knows");
  page.paragraph(fmt::format("{}.", fmt::join(texts, "; ")));
  page.blank();
}

}  // namespace qgauge::report

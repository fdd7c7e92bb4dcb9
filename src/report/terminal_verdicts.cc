// The reasons of each verdict on a terminal, with margins, what would change it, missing inputs and assumptions;
// entries that say the same under other numbers are told once. Called by to_terminal. The words of reasons are those of
// thresholds; nothing is judged here.
#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/number_text.hpp"
#include "report/terminal_blocks.hpp"
#include "report/verdict_groups.hpp"
#include "report/verdict_words.hpp"

namespace qgauge::report {
namespace {

using thresholds::Reason;
using thresholds::Verdict;

constexpr int label_width = 9;

std::string_view met_text(const std::optional<bool>& met) { return !met ? "unknown" : *met ? "met" : "not met"; }

void set_reason(const Reason& reason, int indent, Page& page) {
  page.item(indent, met_text(reason.met), label_width, reason.text);
  if (tells_its_parts(reason)) return;
  for (const Reason& part : reason.because) set_reason(part, indent + 2, page);
}

/// "0-3, 7, 9-10".
std::string ranges_text(std::vector<int> qubits) {
  std::ranges::sort(qubits);
  std::vector<std::string> parts;
  for (std::size_t first = 0; first < qubits.size();) {
    std::size_t last = first;
    while (last + 1 < qubits.size() && qubits[last + 1] == qubits[last] + 1) ++last;
    parts.push_back(first == last ? std::to_string(qubits[first]) : fmt::format("{}-{}", qubits[first], qubits[last]));
    first = last + 1;
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string subset_text(const thresholds::Subset& subset) {
  const std::string couplings =
      subset.couplings.empty() ? ""
                               : fmt::format(" over {} chosen couplings (in the JSON report)", subset.couplings.size());
  return fmt::format("{} qubits with the mean C-NOT infidelity {}{}: {}", subset.qubits.size(),
                     short_text(subset.mean_cnot_infidelity), couplings, ranges_text(subset.qubits));
}

/// The label stands before the first.
void set_list(int indent, std::string_view label, const std::vector<std::string>& texts, Page& page) {
  for (std::size_t i = 0; i < texts.size(); ++i) page.item(indent, i == 0 ? label : "", label_width, texts[i]);
}

template <class T>
std::vector<std::string> texts_of(const std::vector<T>& values, std::string (*to_text)(const T&)) {
  std::vector<std::string> texts;
  for (const T& value : values) texts.push_back(to_text(value));
  return texts;
}

std::string change_text(const thresholds::Counterfactual& counterfactual) { return counterfactual.text; }

std::string title_of(const Verdict& verdict, bool with_reading) {
  std::string title = with_reading ? fmt::format("{}: ", thresholds::name_of(verdict.reading)) : "";
  title += words_for(verdict.decision);
  if (verdict.probability_controlled) {
    title += fmt::format(", P(controlled) {}", probability_text(*verdict.probability_controlled));
  }
  return title;
}

void set_verdict(const Verdict& verdict, bool with_reading, const std::vector<std::string>& told_before, Page& page) {
  page.item(2, title_of(verdict, with_reading), 0, "", paint_of(verdict.decision));
  for (const Reason& reason : verdict.reasons) set_reason(reason, 4, page);
  set_list(4, "margin", texts_of(verdict.margins, margin_text), page);
  set_list(4, "would change if", texts_of(verdict.counterfactuals, change_text), page);
  if (verdict.subset) set_list(4, "subset", {subset_text(*verdict.subset)}, page);
  set_list(4, "missing", texts_of(verdict.missing, missing_text), page);
  set_list(4, "if", verdict.conditional_on, page);
  set_list(4, "assumes", remaining(verdict.assumptions, told_before), page);
}

/// ", version of 2024-09-06, text read on 2026-06-25"
std::string version_text(const Verdict& verdict) {
  std::string text;
  if (!verdict.version.empty()) text += fmt::format(", version of {}", verdict.version);
  if (!verdict.text_read.empty()) text += fmt::format(", text read on {}", verdict.text_read);
  return text;
}

std::string item_text(const Verdict& verdict) { return verdict.item.empty() ? "" : fmt::format(", {}", verdict.item); }

void set_sources(const Verdict& verdict, Page& page) {
  if (!verdict.source.empty()) set_list(2, "source", {verdict.source}, page);
  if (!verdict.tags.empty()) set_list(2, "tags", {tags_text(verdict.tags)}, page);
}

/// Version, source and tags of each entry of a group, and what it alone assumes.
void set_members(const AlikeEntries& group, const std::vector<std::string>& told_before, Page& page) {
  constexpr int member_indent = 4;
  for (const EntryVerdicts& entry : group) {
    const Verdict& first = *entry.front();
    page.paragraph(2, place_of(first) + version_text(first));
    if (!first.source.empty()) set_list(member_indent, "source", {first.source}, page);
    if (!first.tags.empty()) set_list(member_indent, "tags", {tags_text(first.tags)}, page);
    set_list(member_indent, "assumes", remaining(shared_assumptions(entry), told_before), page);
  }
  page.paragraph(2, fmt::format("The same for all; clauses have the numbers of {}.", group.front().front()->regime));
}

void append(std::vector<std::string>& texts, const std::vector<std::string>& more) {
  texts.insert(texts.end(), more.begin(), more.end());
}

/// What entries have in common first; `told_before` was said of all verdicts.
void set_group(const AlikeEntries& group, std::vector<std::string> told_before, Page& page) {
  const Verdict& first = *group.front().front();
  const bool alone = group.size() == 1;
  page.blank();
  page.heading((alone ? place_of(first) + version_text(first) : places_of(group)) + item_text(first));
  if (alone) set_sources(first, page);
  const std::vector<std::string> shared = remaining(shared_assumptions(group), told_before);
  set_list(2, "assumes", shared, page);
  append(told_before, shared);
  if (!alone) set_members(group, told_before, page);
  for (const EntryVerdicts& entry : group) append(told_before, shared_assumptions(entry));
  for (const Verdict* verdict : told(group.front())) {
    set_verdict(*verdict, names_readings(group.front()), told_before, page);
  }
}

/// Numbers decide nothing here, so each gets two lines; the rest is in the JSON report.
void set_unread(const std::vector<EntryVerdicts>& entries, Page& page) {
  if (entries.empty()) return;
  const std::string& item = entries.front().front()->item;
  const bool several_items =
      std::ranges::any_of(entries, [&](const EntryVerdicts& entry) { return entry.front()->item != item; });
  page.blank();
  page.heading("Undetermined, because the text was not read; the authority knows");
  for (const EntryVerdicts& entry : entries) {
    page.item(2, "-", 2, unread_text(entry) + (several_items ? item_text(*entry.front()) : ""));
    page.item(4, "tags", label_width, tags_text(entry.front()->tags));
  }
}

}  // namespace

void set_verdict_details(const Report& report, Page& page) {
  if (report.verdicts.empty()) return;
  const auto entries = by_entry(report.verdicts);
  const std::vector<std::string> shared = shared_assumptions(entries);
  page.blank();
  page.heading("REASONS");
  if (!shared.empty()) page.paragraph(2, "Every verdict assumes");
  for (const std::string& assumption : shared) page.item(4, "-", 2, assumption);
  std::vector<EntryVerdicts> decided, unread;
  std::ranges::partition_copy(entries, std::back_inserter(unread), std::back_inserter(decided), is_unread);
  for (const AlikeEntries& group : alike(decided)) set_group(group, shared, page);
  set_unread(unread, page);
  if (std::ranges::any_of(entries, has_matrix)) {
    page.blank();
    page.paragraph(0, "The reasons under the other readings are in the JSON report.");
  }
}

}  // namespace qgauge::report

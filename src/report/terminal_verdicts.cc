// The reasons of each verdict on a terminal, with margins, missing inputs and assumptions. Called by to_terminal.
// The words of reasons are those of thresholds; nothing is judged here.
#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/number_text.hpp"
#include "report/terminal_blocks.hpp"
#include "report/verdict_words.hpp"

namespace qgauge::report {
namespace {

using thresholds::Reason;
using thresholds::Verdict;

constexpr int label_width = 9;

std::string_view met_text(const std::optional<bool>& met) { return !met ? "unknown" : *met ? "met" : "not met"; }

/// A reason whose own words tell the bounds of its clause needs no line for each; one that only says whether it is met
/// does.
bool tells_its_parts(const Reason& reason) {
  const bool bounds_only = std::ranges::all_of(reason.because, [&](const Reason& part) {
    return part.because.empty() && part.limit.has_value() && part.clause == reason.clause;
  });
  return bounds_only && !reason.text.ends_with(" met") && !reason.text.ends_with(" undetermined");
}

void set_reason(const Reason& reason, int indent, Page& page) {
  page.item(indent, met_text(reason.met), label_width, reason.text);
  if (tells_its_parts(reason)) return;
  for (const Reason& part : reason.because) set_reason(part, indent + 2, page);
}

std::string margin_text(const thresholds::Margin& margin) {
  return fmt::format("{} is {} times the limit {}", margin.figure, short_text(margin.ratio), short_text(margin.limit));
}

std::string missing_text(const thresholds::MissingInput& missing) {
  if (missing.who_knows == "measurement") return fmt::format("{} (neither simulated nor measured)", missing.name);
  return fmt::format("{} (ask the {})", missing.name, missing.who_knows);
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
  return fmt::format("{} qubits with the mean C-NOT infidelity {}: {}", subset.qubits.size(),
                     short_text(subset.mean_cnot_infidelity), ranges_text(subset.qubits));
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

/// What is in `texts` and not in `without`.
std::vector<std::string> remaining(const std::vector<std::string>& texts, const std::vector<std::string>& without) {
  std::vector<std::string> rest;
  std::ranges::copy_if(texts, std::back_inserter(rest),
                       [&](const std::string& text) { return std::ranges::find(without, text) == without.end(); });
  return rest;
}

using Verdicts = std::span<const Verdict>;

/// Assumptions of every one of `verdicts`, which are told once.
std::vector<std::string> shared_assumptions(Verdicts verdicts) {
  std::vector<std::string> shared = verdicts.front().assumptions;
  for (const Verdict& verdict : verdicts) shared = remaining(shared, remaining(shared, verdict.assumptions));
  return shared;
}

std::string title_of(const Verdict& verdict) {
  std::string title = fmt::format("{}: {}", thresholds::name_of(verdict.reading), words_for(verdict.decision));
  if (verdict.probability_controlled) {
    title += fmt::format(", P(controlled) {}", probability_text(*verdict.probability_controlled));
  }
  return title;
}

void set_verdict(const Verdict& verdict, const std::vector<std::string>& told, Page& page) {
  page.item(2, title_of(verdict), 0, "", paint_of(verdict.decision));
  for (const Reason& reason : verdict.reasons) set_reason(reason, 4, page);
  set_list(4, "margin", texts_of(verdict.margins, margin_text), page);
  if (verdict.subset) set_list(4, "subset", {subset_text(*verdict.subset)}, page);
  set_list(4, "missing", texts_of(verdict.missing, missing_text), page);
  set_list(4, "if", verdict.conditional_on, page);
  set_list(4, "assumes", remaining(verdict.assumptions, told), page);
}

/// The verdicts of one entry, what they have in common first; `told` was said before of all verdicts.
void set_entry(Verdicts verdicts, std::vector<std::string> told, Page& page) {
  const Verdict& first = verdicts.front();
  page.blank();
  const std::string version = first.version.empty() ? "" : ", version of " + first.version;
  page.heading(fmt::format("{} {}{}", first.regime, first.entry, version));
  if (!first.source.empty()) set_list(2, "source", {first.source}, page);
  if (!first.tags.empty()) set_list(2, "tags", {fmt::format("{}", fmt::join(first.tags, ", "))}, page);
  const std::vector<std::string> shared = remaining(shared_assumptions(verdicts), told);
  set_list(2, "assumes", shared, page);
  told.insert(told.end(), shared.begin(), shared.end());
  for (const Verdict& verdict : verdicts) set_verdict(verdict, told, page);
}

bool same_entry(const Verdict& a, const Verdict& b) {
  return a.regime == b.regime && a.entry == b.entry && a.version == b.version && a.source == b.source &&
         a.tags == b.tags;
}

/// Verdicts on one entry stand beside each other.
std::vector<Verdicts> by_entry(Verdicts verdicts) {
  std::vector<Verdicts> groups;
  while (!verdicts.empty()) {
    const auto other = std::ranges::find_if_not(
        verdicts, [&](const Verdict& verdict) { return same_entry(verdict, verdicts.front()); });
    groups.emplace_back(verdicts.begin(), other);
    verdicts = {other, verdicts.end()};
  }
  return groups;
}

}  // namespace

void set_verdict_details(const Report& report, Page& page) {
  if (report.verdicts.empty()) return;
  const std::vector<std::string> shared = shared_assumptions(report.verdicts);
  page.blank();
  page.heading("REASONS");
  if (!shared.empty()) page.paragraph(2, "Every verdict assumes");
  for (const std::string& assumption : shared) page.item(4, "-", 2, assumption);
  for (const Verdicts& verdicts : by_entry(report.verdicts)) set_entry(verdicts, shared, page);
}

}  // namespace qgauge::report

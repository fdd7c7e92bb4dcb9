// The verdicts of a report at a glance: how many of each kind, one line for an entry and each of its verdicts, what the
// readings mean, and what is said of licences. Called by to_terminal.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/terminal_blocks.hpp"
#include "report/text.hpp"
#include "report/verdict_groups.hpp"
#include "report/verdict_words.hpp"

namespace qgauge::report {
namespace {

using thresholds::Decision;
using thresholds::Reading;
using thresholds::Verdict;

constexpr int verdict_width = 16;
constexpr int licence_width = 20;
constexpr int column_gap = 2;

std::string totals(const EntryVerdicts& verdicts) {
  const auto count = [&](Decision decision) { return std::ranges::count(verdicts, decision, &Verdict::decision); };
  return fmt::format("{} controlled, {} not controlled, {} undetermined", count(Decision::controlled),
                     count(Decision::not_controlled), count(Decision::undetermined));
}

/// One line of the table: the verdicts on an entry that agree.
struct Row {
  const Verdict* verdict;  ///< the first of them
  std::string readings;
};

/// "-" for an entry that no reading touches, where others are read in several ways.
std::string readings_cell(const EntryVerdicts& group, const EntryVerdicts& entry, bool several_asked) {
  const bool untouched = entry.size() == 1 && entry.front()->reading == Reading{};
  return (several_asked && untouched) || !names_readings(entry) ? "-" : readings_text(group, entry);
}

std::vector<Row> rows_of(const std::vector<EntryVerdicts>& entries) {
  const bool several = std::ranges::any_of(entries, [](const EntryVerdicts& entry) { return entry.size() > 1; });
  std::vector<Row> rows;
  for (const EntryVerdicts& entry : entries) {
    const EntryVerdicts chosen = told(entry);
    for (const EntryVerdicts& group : by_decision(chosen)) {
      rows.push_back({group.front(), readings_cell(group, chosen, several)});
    }
  }
  return rows;
}

/// The entry stands last, because its name may be long: then its other lines begin below its first.
void set_row(std::string_view verdict, const std::string& readings, int width, const std::string& entry, Paint paint,
             Page& page) {
  const auto names = wrap(readings, std::max(width - column_gap, 1));
  const auto entries = wrap(entry, std::max(page.columns() - 2 - verdict_width - width, 1));
  for (std::size_t i = 0; i < std::max(names.size(), entries.size()); ++i) {
    const std::string cells = padded(i < names.size() ? names[i] : "", width) + (i < entries.size() ? entries[i] : "");
    page.item(2, i == 0 ? verdict : "", verdict_width, cells, paint);
  }
}

/// Lines of one item stand together, below its name where there are several.
void set_rows(const std::vector<Row>& rows, Page& page) {
  const bool named = std::ranges::any_of(rows, [](const Row& row) { return row.readings != "-"; });
  int width = display_width("reading");
  for (const Row& row : rows) width = std::max(width, display_width(row.readings));
  width = named ? std::min(width, page.columns() / 2 - 2) + column_gap : 0;
  set_row("verdict", named ? "reading" : "", width, "regime and entry", Paint::none, page);
  std::string item;
  for (const Row& row : rows) {
    if (const std::string& next = row.verdict->item; next != item) {
      page.paragraph(2, next.empty() ? "the machine itself:" : fmt::format("{}:", next));
      item = next;
    }
    const Decision decision = row.verdict->decision;
    set_row(words_for(decision), named ? row.readings : "", width, place_of(*row.verdict), paint_of(decision), page);
  }
}

void set_legend(const std::vector<EntryVerdicts>& entries, Page& page) {
  std::vector<Reading> readings;
  int width = 0;
  for (const EntryVerdicts& entry : entries) {
    for (const Verdict* verdict : told(entry)) {
      if (!names_readings(entry) || std::ranges::find(readings, verdict->reading) != readings.end()) continue;
      readings.push_back(verdict->reading);
      width = std::max(width, display_width(thresholds::name_of(verdict->reading)) + 2);
    }
  }
  if (!readings.empty()) page.paragraph(2, "Readings of the text:");
  for (const Reading& reading : readings) {
    page.item(4, thresholds::name_of(reading), width, thresholds::meaning_of(reading));
  }
}

void set_licences(const std::vector<EntryVerdicts>& entries, Page& page) {
  const auto lines = licence_lines(entries);
  if (lines.empty()) return;
  const Verdict& first = *entries.front().front();
  page.blank();
  page.heading(fmt::format("LICENCE {}to {}, as far as the rules hold exceptions",
                           first.exporter.empty() ? "" : fmt::format("from {} ", first.exporter), first.destination));
  for (const LicenceLine& line : lines) {
    page.item(2, line.lead, licence_width, fmt::format("{}: {}", fmt::join(line.places, "; "), line.licence.text));
  }
  if (const std::string summary = licence_summary(entries); !summary.empty()) {
    page.item(2, "all in all", licence_width, summary);
  }
}

}  // namespace

void set_verdict_table(const Report& report, Page& page) {
  if (report.verdicts.empty() && !unasked_texts(report).empty()) {
    page.blank();
    page.heading("VERDICTS: none. No rule was asked, which clears nothing; FINDINGS say why");
  }
  if (report.verdicts.empty()) return;
  auto entries = by_entry(report.verdicts);
  EntryVerdicts chosen;
  for (const EntryVerdicts& entry : entries) std::ranges::copy(told(entry), std::back_inserter(chosen));
  page.blank();
  page.heading((chosen.size() < report.verdicts.size() ? "VERDICTS, principal readings: " : "VERDICTS: ") +
               totals(chosen));
  set_rows(rows_of(entries), page);
  set_legend(entries, page);
  set_licences(entries, page);
}

}  // namespace qgauge::report

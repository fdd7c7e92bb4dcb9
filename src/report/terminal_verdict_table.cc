// The verdicts of a report at a glance: how many of each kind, one line each, and what the readings mean.
// Called by to_terminal.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "report/number_text.hpp"
#include "report/terminal_blocks.hpp"
#include "report/text.hpp"
#include "report/verdict_words.hpp"

namespace qgauge::report {
namespace {

using thresholds::Decision;
using thresholds::Reading;
using thresholds::Verdict;

constexpr int verdict_width = 16;

std::string totals(const std::vector<Verdict>& verdicts) {
  const auto count = [&](Decision decision) { return std::ranges::count(verdicts, decision, &Verdict::decision); };
  return fmt::format("{} controlled, {} not controlled, {} undetermined", count(Decision::controlled),
                     count(Decision::not_controlled), count(Decision::undetermined));
}

/// The cells after the verdict itself.
using Row = std::vector<std::string>;

/// Regime, entry and reading; and the probability where some verdict has one.
std::vector<Row> rows_of(const std::vector<Verdict>& verdicts) {
  std::vector<Row> rows{{"regime", "entry", "reading"}};
  for (const Verdict& verdict : verdicts) {
    rows.push_back({verdict.regime, verdict.entry, thresholds::name_of(verdict.reading)});
  }
  const auto has_probability = [](const Verdict& verdict) { return verdict.probability_controlled.has_value(); };
  if (std::ranges::none_of(verdicts, has_probability)) return rows;
  rows.front().push_back("P(controlled)");
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    const auto& probability = verdicts[i].probability_controlled;
    rows[i + 1].push_back(probability ? probability_text(*probability) : "-");
  }
  return rows;
}

/// Every column as wide as its widest cell.
std::string aligned(const Row& row, const std::vector<Row>& all) {
  std::string text;
  for (std::size_t column = 0; column < row.size(); ++column) {
    int width = 0;
    for (const Row& other : all) width = std::max(width, display_width(other[column]));
    text += padded(row[column], width + 2);
  }
  return text;
}

std::string meaning_of(const Reading& reading) {
  const std::string_view origin = reading.simulated ? "as simulated" : "as reported";
  switch (reading.scope) {
    case Reading::Scope::whole:
      return fmt::format("mean C-NOT error over the largest set of connected working qubits, {}", origin);
    case Reading::Scope::best_subset:
      return fmt::format("mean C-NOT error of some connected subset, {}", origin);
  }
  std::unreachable();
}

void set_legend(const std::vector<Verdict>& verdicts, Page& page) {
  std::vector<Reading> readings;
  int width = 0;
  for (const Verdict& verdict : verdicts) {
    const std::string name = thresholds::name_of(verdict.reading);
    if (std::ranges::find(readings, name, [](const Reading& reading) { return thresholds::name_of(reading); }) !=
        readings.end())
      continue;
    readings.push_back(verdict.reading);
    width = std::max(width, display_width(name) + 2);
  }
  page.paragraph(2, "Readings of the text:");
  for (const Reading& reading : readings) page.item(4, thresholds::name_of(reading), width, meaning_of(reading));
}

}  // namespace

std::string_view words_for(Decision decision) {
  switch (decision) {
    case Decision::controlled:
      return "CONTROLLED";
    case Decision::not_controlled:
      return "not controlled";
    case Decision::undetermined:
      return "undetermined";
  }
  std::unreachable();
}

Paint paint_of(Decision decision) {
  switch (decision) {
    case Decision::controlled:
      return Paint::bad;
    case Decision::not_controlled:
      return Paint::good;
    case Decision::undetermined:
      return Paint::doubtful;
  }
  std::unreachable();
}

void set_verdict_table(const Report& report, Page& page) {
  const std::vector<Verdict>& verdicts = report.verdicts;
  if (verdicts.empty()) return;
  const std::vector<Row> rows = rows_of(verdicts);
  page.blank();
  page.heading("VERDICTS: " + totals(verdicts));
  page.item(2, "verdict", verdict_width, aligned(rows.front(), rows));
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    const Decision decision = verdicts[i].decision;
    page.item(2, words_for(decision), verdict_width, aligned(rows[i + 1], rows), paint_of(decision));
  }
  set_legend(verdicts, page);
}

}  // namespace qgauge::report

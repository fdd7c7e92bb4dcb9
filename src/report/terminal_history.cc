// The history of a machine on a terminal: its snapshots, the deciding figures over time, the verdicts that changed.
// Called by to_terminal; nothing where one snapshot was read.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/number_text.hpp"
#include "report/terminal_blocks.hpp"
#include "report/text.hpp"
#include "report/verdict_words.hpp"

namespace qgauge::report {
namespace {

constexpr int date_width = 12;

std::string point_text(const FigurePoint& point, const std::string& unit) {
  if (!point.value) return "unknown";
  figures::Figure figure;
  figure.value = point.value;
  figure.unit = unit;
  return beside_text(*point.value, figure);
}

/// The figures that the verdicts' margins name: those that decide.
std::vector<std::string> deciding_figures(const Report& report) {
  std::vector<std::string> names;
  for (const thresholds::Verdict& verdict : report.verdicts) {
    for (const thresholds::Margin& margin : verdict.margins) {
      if (std::ranges::find(names, margin.figure) == names.end()) names.push_back(margin.figure);
    }
  }
  return names;
}

void set_series(const Report& report, const FigureSeries& series, int width, Page& page) {
  const auto figure = std::ranges::find(report.figures, series.name, &figures::Figure::name);
  const std::string unit = figure == report.figures.end() ? "1" : figure->unit;
  std::vector<std::string> values;
  for (const FigurePoint& point : series.points) values.push_back(point_text(point, unit));
  page.item(4, series.name, width, fmt::format("{}", fmt::join(values, ", ")));
}

void set_deciding(const Report& report, Page& page) {
  std::vector<const FigureSeries*> chosen;
  int width = 0;
  for (const std::string& name : deciding_figures(report)) {
    const auto series = std::ranges::find(report.history->figures, name, &FigureSeries::name);
    if (series == report.history->figures.end()) continue;
    chosen.push_back(&*series);
    width = std::max(width, display_width(name) + 2);
  }
  if (!chosen.empty()) page.paragraph(2, "The figures that decide, one value a snapshot:");
  for (const FigureSeries* series : chosen) set_series(report, *series, width, page);
}

void set_changes(const Report& report, Page& page) {
  if (report.verdicts.empty()) return;
  const core::Date first = report.history->snapshots.front().as_of;
  page.paragraph(2, report.history->changes.empty() ? fmt::format("No verdict has changed since {}.", first.text())
                                                    : "Verdicts that changed, under the law of the day above:");
  for (const VerdictChange& change : report.history->changes) {
    page.item(4, change.date.text(), date_width,
              fmt::format("{}{} {} {}: {}, before {}", change.item.empty() ? "" : fmt::format("{}, ", change.item),
                          change.regime, change.entry, thresholds::name_of(change.reading), words_for(change.to),
                          words_for(change.from)));
  }
}

}  // namespace

void set_history(const Report& report, Page& page) {
  if (!report.history) return;
  const std::vector<Snapshot>& snapshots = report.history->snapshots;
  page.blank();
  page.heading(fmt::format("HISTORY: {} snapshots from {} to {}", snapshots.size(), snapshots.front().as_of.text(),
                           snapshots.back().as_of.text()));
  for (const Snapshot& snapshot : snapshots) page.item(4, snapshot.as_of.text(), date_width, snapshot.path);
  page.paragraph(2,
                 "Verdicts and figures are those of the latest snapshot; an interval marked history spans the "
                 "intervals of all.");
  set_deciding(report, page);
  set_changes(report, page);
}

}  // namespace qgauge::report

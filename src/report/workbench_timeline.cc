// What a text would have caught year by year as page, tree and tables. Called by `qgauge regimes timeline`.
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/number_text.hpp"
#include "report/workbench.hpp"

namespace qgauge::report {
namespace {

using nlohmann::json;
using thresholds::Crossing;
using thresholds::LeadingFigure;
using thresholds::Timeline;
using thresholds::TimelineStep;

constexpr const char* extrapolated = "extrapolated";

void set_years(const Timeline& timeline, Page& page) {
  page.blank();
  page.heading(fmt::format("Reading {}: what would have been listed", thresholds::name_of(timeline.reading)));
  const std::vector<int> widths{8, 6, 5, 5, std::max(20, page.columns() - 36)};
  page.row(2, {"year", "listed", "open", "not", "which"}, widths);
  for (const auto& year : timeline.years) {
    page.row(2,
             {year.year ? std::to_string(*year.year) : "unknown", std::to_string(year.decisions[0]),
              std::to_string(year.decisions[1]), std::to_string(year.decisions[2]),
              fmt::format("{}", fmt::join(year.caught, ", "))},
             widths);
  }
}

std::string trend_text(const LeadingFigure& figure) {
  if (!figure.trend) return fmt::format("no extrapolation: {}", figure.refused);
  const double factor = std::pow(10, std::abs(figure.trend->slope));
  return fmt::format("records {} by a factor of {} a year over {} records ({}, log-linear)",
                     figure.grows ? "grow" : "shrink", short_text(factor), figure.trend->points, extrapolated);
}

void set_figures(const Timeline& timeline, Page& page) {
  page.blank();
  page.heading("Leading figures, of items that were shown");
  for (const LeadingFigure& figure : timeline.figures) {
    std::string text = trend_text(figure);
    if (!figure.records.empty()) {
      const auto& last = figure.records.back();
      text +=
          fmt::format("; the latest record is {} of {}, {}", short_text(last.value), last.item, moment_text(last.year));
    }
    page.item(2, figure.figure, 2, text);
  }
}

std::string end_text(const std::optional<double>& year, int last_year) {
  return year ? moment_text(*year) : fmt::format("not by the end of {}", last_year);
}

std::string crossing_text(const Crossing& crossing, int last_year) {
  const std::string demand = fmt::format("{} {}", crossing.figure, crossing.demand);
  if (crossing.reached) {
    return fmt::format("{}: reached in {} by {}", demand, moment_text(crossing.reached->year), crossing.reached->item);
  }
  if (!crossing.refused.empty()) return fmt::format("{}: no extrapolation: {}", demand, crossing.refused);
  if (!crossing.expected && !crossing.earliest) {
    return fmt::format("{}: {}, not reached by the end of {}", demand, extrapolated, last_year);
  }
  return fmt::format("{}: {}, {} (95 %: {} to {})", demand, extrapolated, end_text(crossing.expected, last_year),
                     end_text(crossing.earliest, last_year), end_text(crossing.latest, last_year));
}

std::string step_text(const TimelineStep& step, int last_year) {
  if (step.first_year) return fmt::format("lists from {} on: {}", *step.first_year, step.first_item);
  if (!step.can_be_said) return "lists nothing so far; when it will cannot be said";
  if (step.each_reached) {
    return fmt::format("lists nothing so far; each of its limits is reached since {}, not all by one machine",
                       moment_text(*step.expected));
  }
  if (!step.expected) return fmt::format("lists nothing so far; {}: unreachable until {}", extrapolated, last_year);
  return fmt::format("lists nothing so far; {}: all its limits are reached in {}, were the leaders one machine",
                     extrapolated, moment_text(*step.expected));
}

void set_steps(const Timeline& timeline, Page& page) {
  page.blank();
  page.heading(fmt::format("Steps, until {}", timeline.last_year));
  for (const TimelineStep& step : timeline.steps) {
    page.item(2, step.clause, 2, step_text(step, timeline.last_year));
    for (const Crossing& crossing : step.crossings) page.item(4, "-", 2, crossing_text(crossing, timeline.last_year));
  }
}

json or_null(const std::optional<double>& value) { return value ? json(*value) : json(nullptr); }

json record_tree(const thresholds::Record& record) {
  return {{"year", record.year}, {"value", record.value}, {"item", record.item}};
}

json figure_tree(const LeadingFigure& figure) {
  json records = json::array();
  for (const auto& record : figure.records) records.push_back(record_tree(record));
  json trend = nullptr;
  if (figure.trend) {
    trend = {{"decades_a_year", figure.trend->slope},
             {"year", figure.trend->middle},
             {"log10", figure.trend->level},
             {"sigma_log10", figure.trend->sigma},
             {"points", figure.trend->points}};
  }
  return {{"figure", figure.figure},
          {"grows", figure.grows},
          {"records", std::move(records)},
          {"trend", std::move(trend)},
          {"refused", text_or_null(figure.refused)}};
}

json crossing_tree(const Crossing& crossing) {
  return {{"figure", crossing.figure},
          {"demand", crossing.demand},
          {"reached", crossing.reached ? record_tree(*crossing.reached) : json(nullptr)},
          {extrapolated,
           {{"expected", or_null(crossing.expected)},
            {"earliest", or_null(crossing.earliest)},
            {"latest", or_null(crossing.latest)}}},
          {"refused", text_or_null(crossing.refused)}};
}

json step_tree(const TimelineStep& step) {
  json crossings = json::array();
  for (const Crossing& crossing : step.crossings) crossings.push_back(crossing_tree(crossing));
  return {{"entry", step.entry},
          {"clause", step.clause},
          {"first_year", step.first_year ? json(*step.first_year) : json(nullptr)},
          {"first_item", text_or_null(step.first_item)},
          {"limits", std::move(crossings)},
          {"extrapolated_year", or_null(step.expected)},
          {"each_reached", step.each_reached},
          {"can_be_said", step.can_be_said}};
}

json timeline_tree(const Timeline& timeline) {
  json years = json::array(), figures = json::array(), steps = json::array();
  for (const auto& year : timeline.years) {
    years.push_back({{"year", year.year ? json(*year.year) : json(nullptr)},
                     {"controlled", year.decisions[0]},
                     {"undetermined", year.decisions[1]},
                     {"not_controlled", year.decisions[2]},
                     {"items", year.caught}});
  }
  for (const LeadingFigure& figure : timeline.figures) figures.push_back(figure_tree(figure));
  for (const TimelineStep& step : timeline.steps) steps.push_back(step_tree(step));
  return {{"reading", thresholds::name_of(timeline.reading)},
          {"years", std::move(years)},
          {"figures", std::move(figures)},
          {"steps", std::move(steps)}};
}

std::string cell(const std::optional<double>& value) { return value ? fmt::format("{:.2f}", *value) : ""; }

void add_steps(const Timeline& timeline, TextTable& table) {
  for (const TimelineStep& step : timeline.steps) {
    for (const Crossing& crossing : step.crossings) {
      table.push_back({thresholds::name_of(timeline.reading), step.clause,
                       step.first_year ? std::to_string(*step.first_year) : "", step.first_item, crossing.figure,
                       crossing.demand, crossing.reached ? fmt::format("{:.2f}", crossing.reached->year) : "",
                       crossing.reached ? crossing.reached->item : "", cell(crossing.expected), cell(crossing.earliest),
                       cell(crossing.latest), crossing.refused, cell(step.expected)});
    }
  }
}

}  // namespace

std::string to_terminal(const std::vector<Timeline>& timelines, const TerminalStyle& style) {
  Page page(style.columns, style.colour);
  page.item(0, "text", 6, text_words(timelines.front().text));
  for (const Timeline& timeline : timelines) {
    set_years(timeline, page);
    set_figures(timeline, page);
    set_steps(timeline, page);
  }
  set_findings("What the text shows", timelines.front().findings, page);
  set_catalogue_note(page);
  return page.take();
}

json to_json(const std::vector<Timeline>& timelines) {
  json readings = json::array();
  for (const Timeline& timeline : timelines) readings.push_back(timeline_tree(timeline));
  return {{"schema", "qgauge.rules-timeline/1"},
          {"text", text_tree(timelines.front().text)},
          {"last_year", timelines.front().last_year},
          {"readings", std::move(readings)},
          {"findings", findings_tree(timelines.front().findings)}};
}

NamedTables tables_of(const std::vector<Timeline>& timelines) {
  TextTable years{{"reading", "year", "controlled", "undetermined", "not_controlled", "items"}};
  TextTable steps{{"reading", "clause", "first_year", "first_item", "figure", "demand", "reached", "reached_by",
                   "extrapolated_year", "extrapolated_earliest", "extrapolated_latest", "refused",
                   "extrapolated_year_of_step"}};
  for (const Timeline& timeline : timelines) {
    for (const auto& year : timeline.years) {
      years.push_back({thresholds::name_of(timeline.reading), year.year ? std::to_string(*year.year) : "",
                       std::to_string(year.decisions[0]), std::to_string(year.decisions[1]),
                       std::to_string(year.decisions[2]), fmt::format("{}", fmt::join(year.caught, " "))});
    }
    add_steps(timeline, steps);
  }
  return {{"years", std::move(years)},
          {"steps", std::move(steps)},
          {"findings", findings_rows(timelines.front().findings)}};
}

}  // namespace qgauge::report

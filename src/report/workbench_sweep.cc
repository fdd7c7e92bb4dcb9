// A sweep of limits as page, tree and tables. Called by `qgauge regimes sweep`.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/report/workbench_limits.hpp"
#include "report/workbench.hpp"

namespace qgauge::report {
namespace {

using nlohmann::json;
using thresholds::Decision;
using thresholds::Population;
using thresholds::Sweep;
using thresholds::SweepAxis;
using thresholds::SweepStretch;

std::string limit_at(const SweepAxis& axis, std::size_t step) {
  return limit_text(axis.parameters.front(), axis.limits[step]);
}

void set_axis(const SweepAxis& axis, Page& page) {
  std::vector<std::string> own;
  for (const auto& one : axis.parameters) own.push_back(limit_text(one, one.limit));
  page.item(
      0, "limit", 9,
      fmt::format("{}, {} points from {} to {}; the text has {}{}", axis.name, axis.limits.size(), limit_at(axis, 0),
                  limit_at(axis, axis.limits.size() - 1), fmt::join(own, ", "),
                  axis.sense == 0 ? "; every point is asked by itself, because these limits list more and less as "
                                    "they move"
                                  : ""));
}

std::string changes_text(const SweepStretch& before, const SweepStretch& after, const Population& population) {
  std::vector<std::string> words;
  const auto add = [&](const char* sign, const std::vector<std::size_t>& here, const std::vector<std::size_t>& there) {
    for (const std::size_t item : here) {
      if (std::ranges::find(there, item) == there.end()) words.push_back(sign + population.items[item].id);
    }
  };
  add("+", after.listed, before.listed);
  add("-", before.listed, after.listed);
  add("?", after.open, before.open);
  return fmt::format("{}", fmt::join(words, " "));
}

void set_stretches(const Sweep& sweep, const Population& population, Page& page) {
  const SweepAxis& axis = sweep.axes.front();
  page.blank();
  page.heading(sweep.axes.size() == 1
                   ? fmt::format("{} items along the limit", population.items.size())
                   : fmt::format("{} items along the first limit, the second at {}", population.items.size(),
                                 limit_at(sweep.axes[1], sweep.axes[1].nearest)));
  const std::vector<int> widths{10, 10, 6, 5, 5, std::max(page.columns() - 48, 20)};
  page.row(2, {"from", "to", "listed", "open", "not", "+ listed, - no longer, ? open"}, widths);
  for (std::size_t i = 0; i < sweep.stretches.size(); ++i) {
    const SweepStretch& one = sweep.stretches[i];
    page.row(2,
             {limit_at(axis, one.first), limit_at(axis, one.last), std::to_string(one.decisions[0]),
              std::to_string(one.decisions[1]), std::to_string(one.decisions[2]),
              i == 0 ? "" : changes_text(sweep.stretches[i - 1], one, population)},
             widths);
  }
}

/// Some points of an axis, the ends among them.
std::vector<std::size_t> sample(std::size_t size, std::size_t most) {
  std::set<std::size_t> steps;
  const std::size_t count = std::min(size, most);
  for (std::size_t i = 0; i < count; ++i) steps.insert(count == 1 ? 0 : i * (size - 1) / (count - 1));
  return {steps.begin(), steps.end()};
}

void set_map(const Sweep& sweep, Page& page) {
  const SweepAxis &across = sweep.axes[0], &down = sweep.axes[1];
  constexpr std::size_t columns = 6, rows = 10;
  page.blank();
  page.heading("Listed + open: the first limit across, the second down");
  const std::vector<std::size_t> steps = sample(across.limits.size(), columns);
  std::vector<int> widths{10};
  std::vector<std::string> head{""};
  for (const std::size_t step : steps) {
    widths.push_back(9);
    head.push_back(limit_at(across, step));
  }
  page.row(2, head, widths);
  for (const std::size_t row : sample(down.limits.size(), rows)) {
    std::vector<std::string> cells{limit_at(down, row)};
    for (const std::size_t step : steps) {
      const auto counts = sweep.counts_at(step + across.limits.size() * row);
      cells.push_back(fmt::format("{}+{}", counts[0], counts[1]));
    }
    page.row(2, cells, widths);
  }
}

void set_sweep_findings(const Sweep& sweep, Page& page) {
  page.blank();
  page.heading("What the sweep shows");
  if (sweep.findings.empty()) page.paragraph(2, "no cliff, no gap, no clause out of reach");
  for (const auto& finding : sweep.findings) {
    page.item(2, std::string(name_of(finding.kind)), 13, fmt::format("{}: {}", finding.place, finding.text));
  }
}

std::vector<std::string> ids_of(const std::vector<std::size_t>& items, const Population& population) {
  std::vector<std::string> ids;
  for (const std::size_t item : items) ids.push_back(population.items[item].id);
  return ids;
}

json axis_tree(const SweepAxis& axis) {
  json parameters = json::array(), limits = json::array();
  for (const auto& one : axis.parameters) {
    parameters.push_back({{"name", one.name}, {"limit", as_written(one, one.limit)}});
  }
  for (const double limit : axis.limits) limits.push_back(as_written(axis.parameters.front(), limit));
  return {{"name", axis.name},
          {"unit", text_or_null(axis.parameters.front().unit)},
          {"parameters", std::move(parameters)},
          {"limits", std::move(limits)},
          {"monotonic", axis.sense != 0}};
}

char letter_of(Decision decision) {
  switch (decision) {
    case Decision::controlled:
      return 'c';
    case Decision::undetermined:
      return 'u';
    case Decision::not_controlled:
      return 'n';
  }
  std::unreachable();
}

json limit_or_null(const std::optional<double>& limit, const Sweep& sweep, const std::string& place) {
  const auto axis = std::ranges::find(sweep.axes, place, &SweepAxis::name);
  return limit && axis != sweep.axes.end() ? json(as_written(axis->parameters.front(), *limit)) : json(nullptr);
}

json sweep_findings_tree(const Sweep& sweep, const Population& population) {
  json list = json::array();
  for (const auto& one : sweep.findings) {
    list.push_back({{"kind", name_of(one.kind)},
                    {"place", one.place},
                    {"from", limit_or_null(one.from, sweep, one.place)},
                    {"to", limit_or_null(one.to, sweep, one.place)},
                    {"items", ids_of(one.items, population)},
                    {"text", one.text}});
  }
  return list;
}

json stretches_tree(const Sweep& sweep, const Population& population) {
  const SweepAxis& axis = sweep.axes.front();
  json list = json::array();
  for (const SweepStretch& one : sweep.stretches) {
    list.push_back({{"from", as_written(axis.parameters.front(), axis.limits[one.first])},
                    {"to", as_written(axis.parameters.front(), axis.limits[one.last])},
                    {"counts", one.decisions},
                    {"listed", ids_of(one.listed, population)},
                    {"open", ids_of(one.open, population)}});
  }
  return list;
}

std::string number(double value) { return fmt::format("{}", value); }

TextTable points_rows(const Sweep& sweep) {
  TextTable table{{"limit_1", "limit_2", "controlled", "undetermined", "not_controlled"}};
  const std::size_t width = sweep.axes[0].limits.size();
  for (std::size_t point = 0; point < sweep.points(); ++point) {
    const auto counts = sweep.counts_at(point);
    const auto& first = sweep.axes[0];
    table.push_back({number(as_written(first.parameters.front(), first.limits[point % width])),
                     sweep.axes.size() == 1
                         ? ""
                         : number(as_written(sweep.axes[1].parameters.front(), sweep.axes[1].limits[point / width])),
                     std::to_string(counts[0]), std::to_string(counts[1]), std::to_string(counts[2])});
  }
  return table;
}

/// One row where the answer on an item changes between two points along the first limit.
TextTable flips_rows(const Sweep& sweep, const Population& population) {
  TextTable table{{"item", "limit_2", "after", "before", "from", "to"}};
  const auto& first = sweep.axes[0];
  const auto shown = [&](std::size_t step) { return number(as_written(first.parameters.front(), first.limits[step])); };
  for (std::size_t item = 0; item < sweep.decisions.size(); ++item) {
    for (std::size_t point = 1; point < sweep.points(); ++point) {
      const std::size_t step = point % first.limits.size(), row = point / first.limits.size();
      const Decision before = sweep.decisions[item][point - 1], after = sweep.decisions[item][point];
      if (step == 0 || before == after) continue;
      table.push_back({population.items[item].id,
                       sweep.axes.size() == 1
                           ? ""
                           : number(as_written(sweep.axes[1].parameters.front(), sweep.axes[1].limits[row])),
                       shown(step - 1), shown(step), std::string(name_of(before)), std::string(name_of(after))});
    }
  }
  return table;
}

}  // namespace

std::string to_terminal(const Sweep& sweep, const Population& population, const TerminalStyle& style) {
  Page page(style.columns, style.colour);
  page.item(0, "text", 9, text_words(sweep.text));
  page.item(0, "reading", 9, thresholds::name_of(sweep.reading));
  for (const SweepAxis& axis : sweep.axes) set_axis(axis, page);
  set_stretches(sweep, population, page);
  if (sweep.axes.size() > 1) set_map(sweep, page);
  set_sweep_findings(sweep, page);
  set_findings("What the text itself shows", sweep.text_findings, page);
  set_catalogue_note(page);
  return page.take();
}

json to_json(const Sweep& sweep, const Population& population) {
  json axes = json::array(), counts = json::array(), decisions = json::object();
  for (const SweepAxis& axis : sweep.axes) axes.push_back(axis_tree(axis));
  for (std::size_t point = 0; point < sweep.points(); ++point) counts.push_back(sweep.counts_at(point));
  for (std::size_t item = 0; item < sweep.decisions.size(); ++item) {
    std::string letters;
    for (const Decision decision : sweep.decisions[item]) letters += letter_of(decision);
    decisions[population.items[item].id] = std::move(letters);
  }
  return {{"schema", "qgauge.rules-sweep/1"},
          {"text", text_tree(sweep.text)},
          {"reading", thresholds::name_of(sweep.reading)},
          {"axes", std::move(axes)},
          {"counts", std::move(counts)},
          {"decisions", std::move(decisions)},
          {"stretches", stretches_tree(sweep, population)},
          {"findings", sweep_findings_tree(sweep, population)},
          {"text_findings", findings_tree(sweep.text_findings)}};
}

NamedTables tables_of(const Sweep& sweep, const Population& population) {
  TextTable findings{{"kind", "place", "text"}};
  for (const auto& one : sweep.findings) findings.push_back({std::string(name_of(one.kind)), one.place, one.text});
  for (const auto& one : sweep.text_findings) {
    findings.push_back({std::string(name_of(one.kind)), one.clause, one.text});
  }
  return {{"points", points_rows(sweep)}, {"flips", flips_rows(sweep, population)}, {"findings", std::move(findings)}};
}

}  // namespace qgauge::report

// The figures of a report on a terminal: aggregates by origin, simulated ones beside the truth of their model and what
// the source reports; on request those of each qubit and pair. Called by to_terminal.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/names.hpp"
#include "report/number_text.hpp"
#include "report/series_name.hpp"
#include "report/terminal_blocks.hpp"
#include "report/text.hpp"

namespace qgauge::report {
namespace {

using figures::Figure;
using Figures = std::vector<const Figure*>;

constexpr double usual_level = 0.95;
constexpr std::string_view usual_convention = "average gate infidelity";

std::string_view title_of(figures::Origin origin) {
  switch (origin) {
    case figures::Origin::reported:
      return "Reported by the source";
    case figures::Origin::derived:
      return "Derived from reported values";
    case figures::Origin::simulated:
      return "Simulated on a model of the reported values";
    case figures::Origin::measured:
      return "Measured on hardware";
  }
  std::unreachable();
}

std::string level_text(const Figure& figure) {
  using enum figures::IntervalKind;
  const bool stated =
      figure.kind == none || figure.kind == bounds || figure.kind == history || figure.level == usual_level;
  return stated ? "" : fmt::format(" at {:g} %", 100 * figure.level);
}

std::string whole_text(const Figure& figure) {
  std::string text = value_text(figure) + level_text(figure);
  if (!figure.convention.empty() && figure.convention != usual_convention) text += ", " + figure.convention;
  return figure.missing ? fmt::format("{}: {}", text, *figure.missing) : text;
}

std::string_view place_in(const Figure& figure, double value) {
  return value < *figure.low ? "below the interval" : value > *figure.high ? "above the interval" : "in the interval";
}

std::string comparison(const Figure& figure, std::string_view what, const std::optional<double>& value) {
  if (!value) return "";
  const std::string text = fmt::format("{} {}", what, beside_text(*value, figure));
  // A spread over time says nothing of the latest estimate.
  const bool spread = figure.kind == figures::IntervalKind::history;
  const bool placed = figure.value && figure.low && figure.high && !spread;
  return placed ? fmt::format("{} {}", text, place_in(figure, *value)) : text;
}

/// "model's truth 7.2e-3 in the interval, reported 7.1e-3 below the interval"; empty where there is neither.
std::string comparisons(const Figure& figure) {
  const std::string truth = comparison(figure, "model's truth", figure.truth);
  const std::string reported = comparison(figure, "reported", figure.reported);
  return truth + (truth.empty() || reported.empty() ? "" : ", ") + reported;
}

void set_figure(const Figure& figure, const std::string& name, int name_width, Page& page) {
  page.item(4, name, name_width, whole_text(figure));
  const std::string beside = comparisons(figure);
  if (!beside.empty()) page.item(4, "", name_width, beside);
}

Figures select(const std::vector<Figure>& all, auto&& wanted) {
  Figures chosen;
  for (const Figure& figure : all) {
    if (wanted(figure)) chosen.push_back(&figure);
  }
  return chosen;
}

/// Figures of one name but for its number: "layer_fidelity.<N>", or a single figure.
struct Series {
  std::string name;
  Figures members;
};

/// Long series together, everything else one by one, in the order of the report.
std::vector<Series> in_series(const Figures& figures) {
  constexpr std::size_t longest_listed = 5;
  std::vector<Series> series;
  for (const Figure* figure : figures) {
    const std::string name = split_number(figure->name).first;
    const auto same = std::ranges::find(series, name, &Series::name);
    if (same == series.end()) {
      series.push_back({name, {figure}});
    } else {
      same->members.push_back(figure);
    }
  }
  std::vector<Series> out;
  for (Series& one : series) {
    if (one.members.size() > longest_listed) {
      out.push_back(std::move(one));
      continue;
    }
    for (const Figure* figure : one.members) out.push_back({figure->name, {figure}});
  }
  return out;
}

/// "0.987 (N = 4), 0.961 (10), ...; 97 values in the JSON report": the first, the last and the usual sizes between.
std::string series_text(const Figures& members) {
  std::vector<std::string> parts;
  for (const Figure* figure : members) {
    const std::string number = split_number(figure->name).second;
    const bool usual = number == "10" || number == "20" || number == "50" || number == "100";
    if (!usual && figure != members.front() && figure != members.back()) continue;
    parts.push_back(fmt::format("{} ({}{})", value_text(*figure), parts.empty() ? "N = " : "", number));
  }
  const Figure& first = *members.front();
  const std::string convention = first.convention.empty() ? "" : ", " + first.convention;
  return fmt::format("{}{}; all {} in the JSON report", fmt::join(parts, ", "), convention, members.size());
}

/// Whether the figure says something only to specialists, or to who reads a rule in an unusual way.
bool is_of_a_reading(const Figure& figure) {
  const figures::FigureSpec* spec = figures::find_figure(figure.name);
  return spec != nullptr && spec->of_a_reading;
}

void set_aggregates(const Report& report, figures::Origin origin, bool all, Page& page) {
  const std::vector<Series> chosen = in_series(select(report.figures, [&](const Figure& figure) {
    return !figure.subject && figure.origin == origin && (all || !is_of_a_reading(figure));
  }));
  if (chosen.empty()) return;
  page.paragraph(2, title_of(origin));
  int width = 0;
  for (const Series& series : chosen) width = std::max(width, display_width(series.name) + 2);
  for (const Series& series : chosen) {
    if (series.members.size() == 1) {
      set_figure(*series.members.front(), series.name, width, page);
    } else {
      page.item(4, series.name, width, series_text(series.members));
    }
  }
}

void set_hidden_count(const Report& report, Page& page) {
  const auto hidden =
      select(report.figures, [](const Figure& figure) { return !figure.subject && is_of_a_reading(figure); }).size();
  if (hidden == 0) return;
  page.paragraph(2, fmt::format("{} figure{} for specialists and single readings: --per-subject and the JSON report "
                                "show {}",
                                hidden, hidden == 1 ? "" : "s", hidden == 1 ? "it" : "them"));
}

std::string subject_text(const figures::FigureSubject& subject) {
  return fmt::format("{}{}{}", fmt::join(subject.qubits, "-"), subject.gate.empty() ? "" : " ", subject.gate);
}

/// One figure of every qubit or pair.
void set_subjects(const Figures& rows, Page& page) {
  int width = 0;
  for (const Figure* figure : rows) width = std::max(width, display_width(subject_text(*figure->subject)) + 2);
  page.paragraph(2, fmt::format("{}, {}", rows.front()->name, name_of(rows.front()->origin)));
  for (const Figure* figure : rows) {
    const std::string beside = comparisons(*figure);
    page.item(4, subject_text(*figure->subject), width, whole_text(*figure) + (beside.empty() ? "" : "; ") + beside);
  }
}

void set_all_subjects(const Report& report, Page& page) {
  Figures rest = select(report.figures, [](const Figure& figure) { return figure.subject.has_value(); });
  if (rest.empty()) return;
  page.blank();
  page.heading("FIGURES of qubits and pairs");
  while (!rest.empty()) {
    const Figure& first = *rest.front();
    const auto same = [&first](const Figure* figure) {
      return figure->name == first.name && figure->origin == first.origin;
    };
    const auto others = std::ranges::stable_partition(rest, same);
    set_subjects({rest.begin(), others.begin()}, page);
    rest.erase(rest.begin(), others.begin());
  }
}

/// Each assumption of an aggregate that is shown, once.
void set_assumptions(const Report& report, bool all, Page& page) {
  std::vector<std::string> told;
  for (const Figure& figure : report.figures) {
    if (figure.subject || (!all && is_of_a_reading(figure))) continue;
    for (const std::string& assumption : figure.assumptions) {
      if (std::ranges::find(told, assumption) != told.end()) continue;
      if (told.empty()) page.paragraph(2, "These figures assume");
      page.item(4, "-", 2, assumption);
      told.push_back(assumption);
    }
  }
}

}  // namespace

void set_figures(const Report& report, bool per_subject, Page& page) {
  if (std::ranges::any_of(report.figures, [](const Figure& figure) { return !figure.subject; })) {
    page.blank();
    page.heading("FIGURES of the machine");
    page.paragraph(2, "Intervals at 95 %, infidelities as average gate infidelities, unless said otherwise.");
    for (const figures::Origin origin : all_origins) set_aggregates(report, origin, per_subject, page);
    if (!per_subject) set_hidden_count(report, page);
    set_assumptions(report, per_subject, page);
  }
  if (per_subject) set_all_subjects(report, page);
}

}  // namespace qgauge::report

// How answers hang on readings and statistics as page, tree and table. Called by `qgauge regimes sensitivity`.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/number_text.hpp"
#include "report/workbench.hpp"

namespace qgauge::report {
namespace {

using nlohmann::json;
using thresholds::Decision;
using thresholds::Sensitivity;
using thresholds::SensitivityRow;
using thresholds::VariantOutcome;

/// "LISTED 0.79x", "not 5.6x", "open": the ratio is of the error to its limit.
std::string cell_of(const VariantOutcome& outcome) {
  if (!outcome.about) return "-";
  const std::string word = outcome.decision == Decision::controlled     ? "LISTED"
                           : outcome.decision == Decision::undetermined ? "open"
                                                                        : "not";
  return outcome.ratio ? fmt::format("{} {}x", word, short_text(*outcome.ratio)) : word;
}

bool is_within(const SensitivityRow& row, double factor) {
  return row.nearest && *row.nearest <= factor && *row.nearest >= 1 / factor;
}

bool is_listed(const SensitivityRow& row) {
  return std::ranges::find(row.outcomes, Decision::controlled, &VariantOutcome::decision) != row.outcomes.end();
}

constexpr double near_factor = 2;

std::vector<int> widths_of(const Sensitivity& sensitivity, const Page& page) {
  const int count = static_cast<int>(sensitivity.variants.size());
  constexpr int name_width = 24, gap = 2;
  std::vector<int> widths{name_width};
  widths.resize(1 + sensitivity.variants.size(), std::max(10, (page.columns() - 2 - name_width) / count - gap));
  return widths;
}

void set_rows(const Sensitivity& sensitivity, const thresholds::Population& population, Page& page, auto belongs) {
  const std::vector<int> widths = widths_of(sensitivity, page);
  std::vector<std::string> head{"item"};
  for (const auto& variant : sensitivity.variants) head.push_back(variant.name);
  page.row(2, head, widths);
  for (const SensitivityRow& row : sensitivity.rows) {
    if (!belongs(row)) continue;
    std::vector<std::string> cells{population.items[row.item].id};
    for (const VariantOutcome& outcome : row.outcomes) cells.push_back(cell_of(outcome));
    page.row(2, cells, widths);
  }
}

void set_group(const std::string& title, const Sensitivity& sensitivity, const thresholds::Population& population,
               Page& page, auto belongs) {
  const auto count = std::ranges::count_if(sensitivity.rows, belongs);
  page.blank();
  page.heading(fmt::format("{}: {}", title, count));
  if (count > 0) set_rows(sensitivity, population, page, belongs);
}

json outcome_json(const VariantOutcome& outcome) {
  return {{"verdict", name_of(outcome.decision)},
          {"ratio", outcome.ratio ? json(*outcome.ratio) : json(nullptr)},
          {"figure", text_or_null(outcome.figure)},
          {"about", outcome.about}};
}

}  // namespace

std::string to_terminal(const Sensitivity& sensitivity, const thresholds::Population& population,
                        const TerminalStyle& style, bool all) {
  Page page(style.columns, style.colour);
  page.item(0, "text", 6, text_words(sensitivity.text));
  page.paragraph(0, "Numbers are the error over the limit of the step that the count falls in: below 1 is within it.");
  set_group("Listed one way and not another", sensitivity, population, page,
            [](const SensitivityRow& row) { return row.flips; });
  set_group("Within a factor of 2 of a limit some way, and no flip", sensitivity, population, page,
            [](const SensitivityRow& row) { return is_within(row, near_factor) && !row.flips; });
  set_group("Listed some way, far from any limit", sensitivity, population, page,
            [](const SensitivityRow& row) { return is_listed(row) && !row.flips && !is_within(row, near_factor); });
  if (all) {
    set_group("All items", sensitivity, population, page,
              [](const SensitivityRow& row) { return row.outcomes.front().about; });
  }
  set_findings("What the text shows", sensitivity.findings, page);
  set_catalogue_note(page);
  return page.take();
}

json to_json(const Sensitivity& sensitivity, const thresholds::Population& population) {
  json variants = json::array(), rows = json::array();
  for (const auto& variant : sensitivity.variants) {
    variants.push_back({{"name", variant.name},
                        {"reading", thresholds::name_of(variant.reading)},
                        {"instead_of_mean", variant.instead_of_mean}});
  }
  for (const SensitivityRow& row : sensitivity.rows) {
    json outcomes = json::array();
    for (const VariantOutcome& outcome : row.outcomes) outcomes.push_back(outcome_json(outcome));
    rows.push_back({{"item", population.items[row.item].id},
                    {"outcomes", std::move(outcomes)},
                    {"flips", row.flips},
                    {"nearest_ratio", row.nearest ? json(*row.nearest) : json(nullptr)}});
  }
  return {{"schema", "qgauge.rules-sensitivity/1"},
          {"text", text_tree(sensitivity.text)},
          {"variants", std::move(variants)},
          {"items", std::move(rows)},
          {"findings", findings_tree(sensitivity.findings)}};
}

NamedTables tables_of(const Sensitivity& sensitivity, const thresholds::Population& population) {
  TextTable table{{"item", "variant", "verdict", "ratio", "figure", "flips"}};
  for (const SensitivityRow& row : sensitivity.rows) {
    for (std::size_t i = 0; i < row.outcomes.size(); ++i) {
      const VariantOutcome& outcome = row.outcomes[i];
      table.push_back({population.items[row.item].id, sensitivity.variants[i].name,
                       std::string(name_of(outcome.decision)), outcome.ratio ? fmt::format("{}", *outcome.ratio) : "",
                       outcome.figure, row.flips ? "yes" : "no"});
    }
  }
  return {{"items", std::move(table)}, {"findings", findings_rows(sensitivity.findings)}};
}

}  // namespace qgauge::report

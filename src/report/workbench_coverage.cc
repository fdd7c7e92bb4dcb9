// What a coalition's list reaches as page, tree and tables. Called by `qgauge regimes coverage`.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/workbench.hpp"

namespace qgauge::report {
namespace {

using nlohmann::json;
using thresholds::CoalitionCoverage;
using thresholds::CoverageRow;
using thresholds::CoverageTable;
using thresholds::Supply;

const std::vector<int> row_widths{24, 7, 7, 8, 6, 6, 7};
const std::vector<std::string> row_names{"listed", "open", "not", "inside", "beyond", "unknown"};

std::vector<std::string> cells_of(const CoverageRow& row) {
  std::vector<std::string> cells{row.key};
  for (const std::size_t count :
       {row.decisions[0], row.decisions[1], row.decisions[2], row.reached, row.beyond, row.of_unknown_origin}) {
    cells.push_back(std::to_string(count));
  }
  return cells;
}

void set_rows(const std::string& what, const std::vector<CoverageRow>& rows, Page& page) {
  std::vector<std::string> head{what};
  head.insert(head.end(), row_names.begin(), row_names.end());
  page.row(2, head, row_widths);
  for (const CoverageRow& row : rows) page.row(2, cells_of(row), row_widths);
}

void set_table(const CoverageTable& table, Page& page) {
  page.blank();
  page.heading(
      fmt::format("Reading {}: {}", thresholds::name_of(table.reading), decisions_text(table.total.decisions)));
  page.paragraph(2,
                 fmt::format("of what is listed {} come from inside the coalition, {} from beyond it, {} from nobody "
                             "knows where",
                             table.total.reached, table.total.beyond, table.total.of_unknown_origin));
  for (const auto& [what, rows] :
       {std::pair("country", &table.countries), std::pair("year", &table.years), std::pair("kind", &table.kinds)}) {
    page.blank();
    set_rows(what, *rows, page);
  }
  if (table.beyond.empty()) return;
  page.blank();
  page.item(2, "listed, but not reached", 25, fmt::format("{}", fmt::join(table.beyond, ", ")));
}

std::string supply_text(const Supply& supply) {
  std::string text = fmt::format("{} inside, {} outside, {} unknown", supply.inside, supply.outside, supply.unknown);
  if (!supply.countries.empty()) text += fmt::format("; {}", fmt::join(supply.countries, ", "));
  return fmt::format("{}; {} listed", text, supply.listed);
}

void set_supplies(const CoalitionCoverage& coverage, Page& page) {
  if (coverage.supplies.empty()) return;
  page.blank();
  page.heading("Components by origin, whatever the text says of them");
  const auto set = [&](const std::string& title, auto belongs) {
    bool told = false;
    for (const Supply& supply : coverage.supplies) {
      if (!belongs(supply)) continue;
      if (!std::exchange(told, true)) page.paragraph(2, title);
      page.item(4, supply.kind, 26, supply_text(supply));
    }
  };
  set("from one country only:", [](const Supply& supply) { return supply.one_country(); });
  set("only from inside the coalition:",
      [](const Supply& supply) { return supply.where == Supply::Where::inside && !supply.one_country(); });
  set("only from outside:",
      [](const Supply& supply) { return supply.where == Supply::Where::outside && !supply.one_country(); });
  set("from inside and outside:", [](const Supply& supply) { return supply.where == Supply::Where::both; });
  set("origin not known:", [](const Supply& supply) { return supply.where == Supply::Where::unknown; });
}

json row_tree(const CoverageRow& row) {
  return {{"key", row.key},
          {"controlled", row.decisions[0]},
          {"undetermined", row.decisions[1]},
          {"not_controlled", row.decisions[2]},
          {"reached", row.reached},
          {"beyond", row.beyond},
          {"unknown_origin", row.of_unknown_origin}};
}

json rows_tree(const std::vector<CoverageRow>& rows) {
  json list = json::array();
  for (const CoverageRow& row : rows) list.push_back(row_tree(row));
  return list;
}

json supply_tree(const Supply& supply) {
  return {{"kind", supply.kind},     {"where", name_of(supply.where)},     {"countries", supply.countries},
          {"inside", supply.inside}, {"outside", supply.outside},          {"unknown", supply.unknown},
          {"listed", supply.listed}, {"one_country", supply.one_country()}};
}

void add_rows(const CoverageTable& table, const char* what, const std::vector<CoverageRow>& rows, TextTable& out) {
  for (const CoverageRow& row : rows) {
    out.push_back(cells_of(row));
    out.back().insert(out.back().begin(), {thresholds::name_of(table.reading), what});
  }
}

}  // namespace

std::string to_terminal(const CoalitionCoverage& coverage, const TerminalStyle& style) {
  Page page(style.columns, style.colour);
  page.item(0, "text", 11, text_words(coverage.text));
  page.item(0, "coalition", 11, fmt::format("{}", fmt::join(coverage.coalition, ", ")));
  page.paragraph(0,
                 fmt::format("Of {} items the country is that of development, because the place of manufacture is not "
                             "known.",
                             coverage.by_development));
  for (const CoverageTable& table : coverage.tables) set_table(table, page);
  set_supplies(coverage, page);
  set_findings("What the text shows", coverage.findings, page);
  set_catalogue_note(page);
  return page.take();
}

json to_json(const CoalitionCoverage& coverage) {
  json tables = json::array(), supplies = json::array();
  for (const CoverageTable& table : coverage.tables) {
    tables.push_back({{"reading", thresholds::name_of(table.reading)},
                      {"total", row_tree(table.total)},
                      {"countries", rows_tree(table.countries)},
                      {"years", rows_tree(table.years)},
                      {"kinds", rows_tree(table.kinds)},
                      {"beyond", table.beyond}});
  }
  for (const Supply& supply : coverage.supplies) supplies.push_back(supply_tree(supply));
  return {{"schema", "qgauge.rules-coverage/1"},
          {"text", text_tree(coverage.text)},
          {"coalition", coverage.coalition},
          {"tables", std::move(tables)},
          {"supplies", std::move(supplies)},
          {"by_development", coverage.by_development},
          {"findings", findings_tree(coverage.findings)}};
}

NamedTables tables_of(const CoalitionCoverage& coverage) {
  TextTable items{
      {"reading", "by", "key", "controlled", "undetermined", "not_controlled", "reached", "beyond", "unknown_origin"}};
  for (const CoverageTable& table : coverage.tables) {
    add_rows(table, "country", table.countries, items);
    add_rows(table, "year", table.years, items);
    add_rows(table, "kind", table.kinds, items);
  }
  TextTable supplies{{"kind", "where", "one_country", "countries", "inside", "outside", "unknown", "listed"}};
  for (const Supply& supply : coverage.supplies) {
    supplies.push_back({supply.kind, std::string(name_of(supply.where)), supply.one_country() ? "yes" : "no",
                        fmt::format("{}", fmt::join(supply.countries, " ")), std::to_string(supply.inside),
                        std::to_string(supply.outside), std::to_string(supply.unknown), std::to_string(supply.listed)});
  }
  return {
      {"items", std::move(items)}, {"components", std::move(supplies)}, {"findings", findings_rows(coverage.findings)}};
}

}  // namespace qgauge::report

// The items of a population as page, tree and table. Called by `qgauge catalogue`.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/workbench.hpp"

namespace qgauge::report {
namespace {

using nlohmann::json;
using thresholds::PopulationItem;

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

json item_tree(const PopulationItem& item) {
  return {{"id", item.id},
          {"name", item.name},
          {"vendor", text_or_null(item.vendor)},
          {"developed_in", text_or_null(item.developed_in)},
          {"made_in", text_or_null(item.made_in)},
          {"introduced", text_or_null(item.introduced)},
          {"kind", item.kind},
          {"modality", text_or_null(item.modality)},
          {"status", text_or_null(item.status)},
          {"confidence", text_or_null(item.confidence)},
          {"source", item.source},
          {"unsourced", item.unsourced}};
}

}  // namespace

std::string to_terminal(const thresholds::Population& population, const TerminalStyle& style) {
  Page page(style.columns, style.colour);
  const std::vector<int> widths{24, 2, 7, 22, 9, 4};
  page.row(0, {"item", "CC", "since", "kind", "how sure", ""}, widths);
  for (const PopulationItem& item : population.items) {
    page.row(0,
             {item.id, or_dash(item.developed_in), or_dash(item.introduced), item.kind, or_dash(item.confidence),
              item.unsourced.empty() ? "" : "*"},
             widths);
  }
  page.blank();
  page.paragraph(0, fmt::format("{} items; CC is the country of development; * some figure has a source without an "
                                "address (unsourced)",
                                population.items.size()));
  return page.take();
}

json to_json(const thresholds::Population& population) {
  json items = json::array();
  for (const PopulationItem& item : population.items) items.push_back(item_tree(item));
  return {{"schema", "qgauge.catalogue/1"}, {"items", std::move(items)}};
}

NamedTables tables_of(const thresholds::Population& population) {
  TextTable table{{"id", "name", "vendor", "developed_in", "made_in", "introduced", "kind", "modality", "status",
                   "confidence", "source", "unsourced"}};
  for (const PopulationItem& item : population.items) {
    table.push_back({item.id, item.name, item.vendor, item.developed_in, item.made_in, item.introduced, item.kind,
                     item.modality, item.status, item.confidence, item.source,
                     fmt::format("{}", fmt::join(item.unsourced, " "))});
  }
  return {{"items", std::move(table)}};
}

}  // namespace qgauge::report

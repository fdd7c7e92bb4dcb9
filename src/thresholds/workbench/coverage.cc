// What a coalition's list reaches: see coverage.hpp. Called by the command line. Knows no treaty and no membership.
#include "qgauge/thresholds/coverage.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "thresholds/workbench/shared.hpp"

namespace qgauge::thresholds {
namespace {

constexpr const char* unknown_key = "unknown";

/// Rows in the order of their keys; the unknown ones last.
class Rows {
 public:
  CoverageRow& of(const std::string& key) {
    CoverageRow& row = rows_[{key.empty(), key}];
    row.key = key.empty() ? unknown_key : key;
    return row;
  }
  std::vector<CoverageRow> take() {
    std::vector<CoverageRow> rows;
    for (auto& [key, row] : rows_) rows.push_back(std::move(row));
    return rows;
  }

 private:
  std::map<std::pair<bool, std::string>, CoverageRow> rows_;
};

bool contains(const std::vector<std::string>& coalition, const std::string& country) {
  return std::ranges::find(coalition, country) != coalition.end();
}

void count(const ItemOutcome& outcome, const Origin& origin, const std::vector<std::string>& coalition,
           CoverageRow& row) {
  ++row.decisions[place_of(outcome.decision)];
  if (outcome.decision != Decision::controlled) return;
  if (origin.country.empty()) {
    ++row.of_unknown_origin;
  } else {
    ++(contains(coalition, origin.country) ? row.reached : row.beyond);
  }
}

CoverageTable table_of(const std::vector<ItemOutcome>& outcomes, const Reading& reading, const Population& population,
                       const std::vector<std::string>& coalition) {
  CoverageTable table{.reading = reading, .countries = {}, .years = {}, .kinds = {}, .total = {}, .beyond = {}};
  table.total.key = "all";
  Rows countries, years, kinds;
  for (const ItemOutcome& outcome : outcomes) {
    if (outcome.reading != reading) continue;
    const PopulationItem& item = population.items[outcome.item];
    const Origin origin = origin_of(item);
    const std::string year = item.year ? std::to_string(*item.year) : std::string();
    for (CoverageRow* row : {&countries.of(origin.country), &years.of(year), &kinds.of(item.kind), &table.total}) {
      count(outcome, origin, coalition, *row);
    }
    const bool listed = outcome.decision == Decision::controlled;
    if (listed && !contains(coalition, origin.country)) table.beyond.push_back(item.id);
  }
  table.countries = countries.take();
  table.years = years.take();
  table.kinds = kinds.take();
  return table;
}

/// The readings that were asked, each once, in their order.
std::vector<Reading> readings_of(const std::vector<ItemOutcome>& outcomes) {
  std::vector<Reading> readings;
  for (const ItemOutcome& outcome : outcomes) {
    if (readings.empty() || readings.back() != outcome.reading) readings.push_back(outcome.reading);
  }
  return readings;
}

Supply::Where where_of(const Supply& supply) {
  if (supply.inside > 0 && supply.outside > 0) return Supply::Where::both;
  if (supply.inside > 0) return Supply::Where::inside;
  return supply.outside > 0 ? Supply::Where::outside : Supply::Where::unknown;
}

std::vector<Supply> supplies_of(const std::vector<ItemOutcome>& outcomes, const Population& population,
                                const std::vector<std::string>& coalition) {
  std::map<std::string, Supply> supplies;
  std::map<std::string, std::set<std::string>> countries;
  for (std::size_t i = 0; i < population.items.size(); ++i) {
    const PopulationItem& item = population.items[i];
    if (item.kind == "computer") continue;
    Supply& supply = supplies[item.kind];
    supply.kind = item.kind;
    const Origin origin = origin_of(item);
    if (outcomes[i].decision == Decision::controlled) ++supply.listed;
    if (origin.country.empty()) {
      ++supply.unknown;
      continue;
    }
    ++(contains(coalition, origin.country) ? supply.inside : supply.outside);
    countries[item.kind].insert(origin.country);
  }
  std::vector<Supply> list;
  for (auto& [kind, supply] : supplies) {
    supply.where = where_of(supply);
    supply.countries.assign(countries[kind].begin(), countries[kind].end());
    list.push_back(std::move(supply));
  }
  return list;
}

}  // namespace

Origin origin_of(const PopulationItem& item) {
  if (!item.made_in.empty()) return {item.made_in, false};
  return {item.developed_in, !item.developed_in.empty()};
}

std::string_view name_of(Supply::Where where) {
  switch (where) {
    case Supply::Where::inside:
      return "inside";
    case Supply::Where::outside:
      return "outside";
    case Supply::Where::both:
      return "both";
    case Supply::Where::unknown:
      return "unknown";
  }
  std::unreachable();
}

core::Result<CoalitionCoverage> coverage_by(const RuleBook& rules, const Population& population,
                                            const std::string& name, const std::vector<std::string>& coalition,
                                            const Question& question) {
  CoalitionCoverage coverage;
  QGAUGE_TRY(coverage.text, text_of(rules, name, question.as_of));
  coverage.coalition = coalition;
  std::ranges::sort(coverage.coalition);
  const auto again = std::ranges::unique(coverage.coalition);
  coverage.coalition.erase(again.begin(), again.end());
  QGAUGE_TRY(const auto outcomes, outcomes_of(rules, population, name, question));
  for (const Reading& reading : readings_of(outcomes)) {
    coverage.tables.push_back(table_of(outcomes, reading, population, coverage.coalition));
  }
  coverage.supplies = supplies_of(outcomes, population, coverage.coalition);
  coverage.by_development = static_cast<std::size_t>(std::ranges::count_if(
      population.items, [](const PopulationItem& item) { return origin_of(item).by_development; }));
  coverage.findings = findings_of(coverage.text, population);
  return coverage;
}

}  // namespace qgauge::thresholds

// report: forms of what the workbench finds about texts and a population: terminal, JSON, tables for CSV. Called by the
// command line. Computes nothing. docs/regulators.md shows them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "qgauge/report.hpp"
#include "qgauge/thresholds/coverage.hpp"
#include "qgauge/thresholds/diff.hpp"
#include "qgauge/thresholds/outcome.hpp"
#include "qgauge/thresholds/sensitivity.hpp"
#include "qgauge/thresholds/timeline.hpp"

namespace qgauge::report {

/// The name of a file without its ending, and what stands in it.
using NamedTables = std::vector<std::pair<std::string, TextTable>>;

/// `all`: also what both texts leave open.
std::string to_terminal(const thresholds::RulesDiff& diff, const thresholds::Population& population,
                        const TerminalStyle& style, bool all);
nlohmann::json to_json(const thresholds::RulesDiff& diff, const thresholds::Population& population);
NamedTables tables_of(const thresholds::RulesDiff& diff, const thresholds::Population& population);

std::string to_terminal(const thresholds::CoalitionCoverage& coverage, const TerminalStyle& style);
nlohmann::json to_json(const thresholds::CoalitionCoverage& coverage);
NamedTables tables_of(const thresholds::CoalitionCoverage& coverage);

std::string to_terminal(const std::vector<thresholds::Timeline>& timelines, const TerminalStyle& style);
nlohmann::json to_json(const std::vector<thresholds::Timeline>& timelines);
NamedTables tables_of(const std::vector<thresholds::Timeline>& timelines);

/// `all`: also every item by itself.
std::string to_terminal(const thresholds::Sensitivity& sensitivity, const thresholds::Population& population,
                        const TerminalStyle& style, bool all);
nlohmann::json to_json(const thresholds::Sensitivity& sensitivity, const thresholds::Population& population);
NamedTables tables_of(const thresholds::Sensitivity& sensitivity, const thresholds::Population& population);

/// Every item on one line: identifier, country, year, kind, confidence, name.
std::string to_terminal(const thresholds::Population& population, const TerminalStyle& style);
nlohmann::json to_json(const thresholds::Population& population);
NamedTables tables_of(const thresholds::Population& population);

}  // namespace qgauge::report

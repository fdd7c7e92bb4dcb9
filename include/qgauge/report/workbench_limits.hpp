// report: forms of what happens to a population as limits of a text move, and of the ways out of a text: terminal,
// JSON, tables for CSV. Called by the command line. Computes nothing. docs/sweep-design-stress.md shows them.
#pragma once

#include "qgauge/report/workbench.hpp"
#include "qgauge/thresholds/design.hpp"
#include "qgauge/thresholds/stress.hpp"
#include "qgauge/thresholds/sweep.hpp"

namespace qgauge::report {

std::string to_terminal(const thresholds::Sweep& sweep, const thresholds::Population& population,
                        const TerminalStyle& style);
/// `decisions`: of each item a letter a point, c, u or n, the first axis fastest.
nlohmann::json to_json(const thresholds::Sweep& sweep, const thresholds::Population& population);
NamedTables tables_of(const thresholds::Sweep& sweep, const thresholds::Population& population);

std::string to_terminal(const thresholds::Design& design, const thresholds::Population& population,
                        const TerminalStyle& style);
nlohmann::json to_json(const thresholds::Design& design, const thresholds::Population& population);
NamedTables tables_of(const thresholds::Design& design, const thresholds::Population& population);

/// `all`: also the ways that lead nowhere or cannot be evaluated, one by one.
std::string to_terminal(const thresholds::Stress& stress, const thresholds::Population& population,
                        const TerminalStyle& style, bool all);
nlohmann::json to_json(const thresholds::Stress& stress, const thresholds::Population& population);
NamedTables tables_of(const thresholds::Stress& stress, const thresholds::Population& population);

}  // namespace qgauge::report

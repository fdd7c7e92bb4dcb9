// What the commands that try texts on a population share: their options, the population, and how a result is handed
// over. Private to the room.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "cli/arguments.hpp"
#include "qgauge/report/workbench.hpp"
#include "qgauge/thresholds/population.hpp"

namespace qgauge::cli {

/// --catalogue, --kind, the options of the law, --json, --csv, --quiet.
void add_workbench_options(CLI::App& command, Arguments& arguments);

/// Every description of --catalogue DIR, or of the bundled catalogue; with --kind only items of these kinds.
core::Result<thresholds::Population> read_population(const Arguments& arguments);

/// A result in its forms.
struct Shown {
  std::string terminal;
  nlohmann::json json;
  report::NamedTables tables;
};
/// Writes the files that were asked for and prints the page unless standard output carries JSON or --quiet is given.
core::Status deliver(const Shown& shown, const Arguments& arguments, const Console& console);
report::TerminalStyle style_of(const Console& console);

}  // namespace qgauge::cli

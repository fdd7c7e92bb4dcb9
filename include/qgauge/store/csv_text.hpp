// Comma-separated text (RFC 4180) into rows of cells with their line numbers. Used by readers of tables.
// Must not know any format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "qgauge/core.hpp"

namespace qgauge::store {

struct CsvRow {
  int line;
  std::vector<std::string> cells;
};

/// Quoted cells may hold commas, doubled quotes and line ends; a byte order mark and empty lines are left out.
/// Error: a quote that is not closed, at "FILE:LINE".
core::Result<std::vector<CsvRow>> parse_csv(std::string_view text, const std::string& file);

}  // namespace qgauge::store

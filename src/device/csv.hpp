// Comma-separated text for the importers of tables, as every room reads it.
// Must not know any format.
#pragma once

#include "qgauge/store/csv_text.hpp"

namespace qgauge::device {

using store::CsvRow;
using store::parse_csv;

}  // namespace qgauge::device

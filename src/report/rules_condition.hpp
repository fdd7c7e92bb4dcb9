// A condition of a rule in words. Used by rules_page.cc alone.
#pragma once

#include "qgauge/thresholds.hpp"
#include "report/page.hpp"

namespace qgauge::report {

/// With the instrument's own clauses and units; a ladder as a table.
void set_condition(const thresholds::Condition& condition, int indent, Page& page);

}  // namespace qgauge::report

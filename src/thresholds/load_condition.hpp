// Conditions of a rule from TOML, and the checks that need no other part of the file. Used by the loader.
#pragma once

#include "qgauge/thresholds.hpp"
#include "thresholds/table_reader.hpp"

namespace qgauge::thresholds {

/// Errors: unknown keys, relations and figures, limits that are not finite, bounds that no value can meet, ladders
/// whose steps overlap, leave a gap or are not monotone.
core::Result<Condition> read_condition(const TableReader& table);

/// Bounds on one figure that cannot all hold, and, where a condition says `steps_by`, the order of its steps.
core::Status check_consistency(const Condition& condition);

}  // namespace qgauge::thresholds

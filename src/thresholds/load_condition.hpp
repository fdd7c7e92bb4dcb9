// Conditions of a rule from TOML, and the checks that need no other part of the file. Used by the loader. Knows the
// forms of a condition, no entry.
#pragma once

#include "qgauge/thresholds.hpp"
#include "thresholds/table_reader.hpp"
#include "thresholds/vocabulary.hpp"

namespace qgauge::thresholds {

/// Read and checked. Errors: unknown keys, relations, figures, attributes, words, units and groups; limits that are not
/// finite; and those of the three checks below.
core::Result<Condition> load_condition(const TableReader& table, const Vocabulary& vocabulary);

/// Evaluation asks every combination of what can be known, and the checks below compare tests with each other: both
/// must stay small numbers.
core::Status check_size(const Condition& condition);

/// Where a condition says `steps_by`: steps that leave a gap, overlap, or become stricter.
core::Status check_ladders(const Condition& condition);

/// Bounds and attribute tests that cannot hold together, or that can never matter beside each other.
core::Status check_repetition(const Condition& condition, const Vocabulary& vocabulary);

}  // namespace qgauge::thresholds

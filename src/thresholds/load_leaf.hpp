// The leaves of a condition from TOML: bounds, attribute tests, what was not read. Used by load_condition.cc. Knows no
// combination of conditions.
#pragma once

#include "qgauge/thresholds.hpp"
#include "thresholds/table_reader.hpp"
#include "thresholds/vocabulary.hpp"

namespace qgauge::thresholds {

/// `known` beside what every condition may have.
core::Status only_with_common(const TableReader& table, std::vector<std::string_view> known);
/// Small letters, digits and underscores: a name that a command line and a profile can hold.
core::Status check_snake_case(const std::string& where, const std::string& name);

// Each completes a condition whose kind is known.
core::Status read_bound(const TableReader& table, const Vocabulary& vocabulary, Condition& condition);
core::Status read_attribute(const TableReader& table, const Vocabulary& vocabulary, Condition& condition);
core::Status read_unknown(const TableReader& table, const Vocabulary& vocabulary, Condition& condition);

}  // namespace qgauge::thresholds

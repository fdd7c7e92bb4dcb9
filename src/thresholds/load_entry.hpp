// Entries and exceptions of a version from TOML. Used by load_version.cc. Knows no date.
#pragma once

#include <span>

#include "qgauge/thresholds.hpp"
#include "thresholds/table_reader.hpp"

namespace qgauge::thresholds {

core::Result<Entry> read_entry(const TableReader& table, std::span<const CountryGroup> groups);

/// `entries`: those of the version, which it may name.
core::Result<Exception> read_exception(const TableReader& table, std::span<const CountryGroup> groups,
                                       std::span<const Entry> entries);
/// Opposite effects on one entry with one precedence. Error: naming both places.
core::Status check_precedence(std::span<const Exception> exceptions);

}  // namespace qgauge::thresholds

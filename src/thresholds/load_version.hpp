// Versions of a regime from TOML, with the part files that they name. Used by load.cc. Knows dates, no condition.
#pragma once

#include <filesystem>
#include <span>

#include "qgauge/thresholds.hpp"
#include "thresholds/table_reader.hpp"

namespace qgauge::thresholds {

/// `folder`: of the regime file, which holds its parts.
core::Result<Version> read_version(const TableReader& table, const std::filesystem::path& folder,
                                   std::span<const CountryGroup> groups);

/// Versions stand in the order of their first days, and none reaches into the next.
core::Status check_succession(const Version& earlier, const Version& later);

}  // namespace qgauge::thresholds

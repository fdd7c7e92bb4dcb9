// A stored report, JSON or HDF5, as text. Used by the subcommands that take one. Knows nothing of what is in it.
#pragma once

#include <optional>
#include <string>

#include "qgauge/core.hpp"

namespace qgauge::cli {

/// The JSON text of a stored report, or nothing where the file is none, such as a description. Errors: unreadable, too
/// large, an HDF5 file without a report.
core::Result<std::optional<std::string>> stored_report(const std::string& file);

}  // namespace qgauge::cli

// store: files that are whole or absent, JSON trees in HDF5, and checksums. Alone includes hdf5.h.
// Used by report and cli. Knows no report: it stores trees and arrays.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "qgauge/core.hpp"

namespace qgauge::store {

/// Writes `content` beside `file` and renames it there, so that a reader never sees half a file and a failed write
/// loses nothing. Error (missing_resource): what the system said.
core::Status write_file(const std::filesystem::path& file, std::string_view content);
/// Error (unusable_input): missing, a folder, unreadable, or larger than `limit_bytes`.
core::Result<std::string> read_file(const std::filesystem::path& file, std::uintmax_t limit_bytes);
/// SHA-256, lower-case hexadecimal (FIPS 180-4).
std::string sha256(std::string_view content);

/// A table of numbers with named columns, all of one length.
struct Table {
  std::string path;  ///< inside the file: "/samples/rb_2q/12_13"
  std::vector<std::string> columns;
  std::vector<std::vector<double>> values;  ///< one vector a column
};

/// Stores a JSON tree as HDF5 groups (objects and arrays of objects), attributes (scalars; null is one with an empty
/// dataspace) and datasets (arrays of numbers, texts or booleans), the JSON text itself in /json, and the tables: see
/// docs/hdf5.md. `tree` is an object without a member "json". Written atomically.
core::Status write_hdf5(const std::filesystem::path& file, const nlohmann::json& tree,
                        const std::vector<Table>& tables);
/// The JSON text stored in /json.
core::Result<std::string> read_hdf5_json(const std::filesystem::path& file);

}  // namespace qgauge::store

// A JSON tree and tables as the content of an HDF5 file; docs/hdf5.md describes the layout.
// Used by write_hdf5 alone. Knows no report.
#pragma once

#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "qgauge/store.hpp"
#include "store/hdf5_handle.hpp"

namespace qgauge::store {

/// Members of an object become attributes, datasets and groups of `group`. Throws Hdf5Failure.
void write_tree(hid_t group, const nlohmann::json& object);
/// The whole text in one string.
void write_text_dataset(hid_t group, const char* name, const std::string& text);
/// A dataset of records, one named double a column, at table.path; the groups on its way are made. Throws Hdf5Failure.
void write_table(hid_t root, const Table& table);

}  // namespace qgauge::store

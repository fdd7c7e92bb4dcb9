// A report as a file: JSON or HDF5, whole or absent. Called by the command line.
// Knows the two formats only through to_json and store.
#include <nlohmann/json.hpp>

#include "qgauge/report.hpp"

namespace qgauge::report {

core::Status write_json(const Report& report, const std::filesystem::path& file) {
  // Text that is not UTF-8 cannot stand in JSON: its bytes become U+FFFD.
  return store::write_file(file, to_json(report).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

core::Status write_hdf5(const Report& report, const std::filesystem::path& file) {
  return store::write_hdf5(file, to_json(report), report.samples);
}

}  // namespace qgauge::report

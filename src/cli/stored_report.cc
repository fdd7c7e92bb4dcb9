// Reads stored reports: see stored_report.hpp.

#include "cli/stored_report.hpp"

#include <filesystem>

#include "qgauge/device.hpp"
#include "qgauge/store.hpp"

namespace qgauge::cli {

core::Result<std::optional<std::string>> stored_report(const std::string& file) {
  if (!std::filesystem::is_regular_file(file)) return std::nullopt;
  QGAUGE_TRY(std::string text, store::read_file(file, device::max_file_bytes));
  if (text.starts_with("\x89HDF\r\n")) {
    QGAUGE_TRY(std::string json, store::read_hdf5_json(file));
    return std::optional(std::move(json));
  }
  if (text.find("\"qgauge.report/1\"") == std::string::npos) return std::nullopt;
  return std::optional(std::move(text));
}

}  // namespace qgauge::cli

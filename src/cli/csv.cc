// --csv DIR: the tables of a report, and of the description where there is one, as files. Called by deliver().

#include <unistd.h>

#include <system_error>

#include "cli/arguments.hpp"
#include "qgauge/store.hpp"

namespace qgauge::cli {
namespace {

namespace fs = std::filesystem;

struct CsvFile {
  fs::path path;
  std::string text;
};

core::Result<std::vector<CsvFile>> files_of(const report::Report& report, const device::DeviceDescription* description,
                                            const fs::path& folder) {
  std::vector<CsvFile> files;
  if (description) {
    QGAUGE_TRY(const auto model, device::validate(*description));
    files.push_back({folder / "qubits.csv", report::to_csv(device::qubit_table(*description, model))});
    files.push_back({folder / "pairs.csv", report::to_csv(device::pair_table(*description, model))});
  }
  files.push_back({folder / "figures.csv", report::to_csv(report::figure_table(report))});
  files.push_back({folder / "findings.csv", report::to_csv(report::finding_table(report))});
  files.push_back({folder / "verdicts.csv", report::to_csv(report::verdict_table(report))});
  return files;
}

/// A rename would replace also what may not be written to; so this is asked of every file before the first is written.
core::Status check_replaceable(const fs::path& file) {
  std::error_code failed;
  const fs::file_status status = fs::status(file, failed);
  if (!fs::exists(status) || (fs::is_regular_file(status) && ::access(file.c_str(), W_OK) == 0)) return {};
  return core::failure(core::ErrorCode::missing_resource, file.string(),
                       "no table was written: it stands in the way and is no file that may be written; remove it or "
                       "name another folder");
}

}  // namespace

core::Status write_csv(const report::Report& report, const device::DeviceDescription* description,
                       const fs::path& folder) {
  QGAUGE_TRY(const auto files, files_of(report, description, folder));
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) {
    return core::failure(core::ErrorCode::missing_resource, folder.string(),
                         "the folder cannot be made: " + failed.message());
  }
  for (const CsvFile& file : files) QGAUGE_CHECK(check_replaceable(file.path));
  for (const CsvFile& file : files) QGAUGE_CHECK(store::write_file(file.path, file.text));
  return {};
}

}  // namespace qgauge::cli

// --csv DIR: the tables of a report, and of the description where there is one, as files. Called by deliver().

#include <unistd.h>

#include <system_error>
#include <utility>
#include <vector>

#include "cli/arguments.hpp"
#include "qgauge/store.hpp"

namespace qgauge::cli {
namespace {

namespace fs = std::filesystem;

using NamedTables = std::vector<std::pair<std::string, report::TextTable>>;

core::Result<NamedTables> tables_of(const report::Report& report, const device::DeviceDescription* description) {
  NamedTables tables;
  if (description) {
    QGAUGE_TRY(const auto model, device::validate(*description));
    tables.emplace_back("qubits", device::qubit_table(*description, model));
    tables.emplace_back("pairs", device::pair_table(*description, model));
  }
  tables.emplace_back("figures", report::figure_table(report));
  tables.emplace_back("findings", report::finding_table(report));
  tables.emplace_back("verdicts", report::verdict_table(report));
  return tables;
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
  QGAUGE_TRY(const auto tables, tables_of(report, description));
  return write_tables(tables, folder);
}

core::Status write_tables(const NamedTables& tables, const fs::path& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) {
    return core::failure(core::ErrorCode::missing_resource, folder.string(),
                         "the folder cannot be made: " + failed.message());
  }
  const auto file_of = [&folder](const std::string& name) { return folder / (name + ".csv"); };
  for (const auto& [name, table] : tables) QGAUGE_CHECK(check_replaceable(file_of(name)));
  for (const auto& [name, table] : tables) QGAUGE_CHECK(store::write_file(file_of(name), report::to_csv(table)));
  return {};
}

}  // namespace qgauge::cli

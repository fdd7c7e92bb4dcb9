// report: what a run found, as a value, and its forms: terminal, JSON (schema qgauge.report/1), HDF5.
// Made by assess, shown by cli. Computes nothing.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "qgauge/core.hpp"
#include "qgauge/execution.hpp"
#include "qgauge/figures.hpp"
#include "qgauge/store.hpp"
#include "qgauge/thresholds.hpp"

namespace qgauge::report {

struct DeviceSummary {
  std::string name;
  std::string vendor;
  std::string format;
  std::optional<core::Date> as_of;
  std::string modality;
  std::string paradigm;
  std::string source;
  std::string licence;
};

struct InputFile {
  std::string path;
  std::string sha256;
};

struct Provenance {
  std::string version;
  std::uint64_t seed = 0;
  std::string simd;
  int threads = 0;
  double elapsed_s = 0;
  core::Date as_of;
  std::string effort;
  std::vector<InputFile> inputs;
};

struct Report {
  DeviceSummary device;
  std::vector<core::Finding> findings;
  std::vector<figures::Figure> figures;
  std::vector<thresholds::Verdict> verdicts;
  Provenance provenance;
  std::vector<store::Table> samples;  ///< raw samples of the protocols, HDF5 only
};

nlohmann::json to_json(const Report& report);
/// Reads what to_json wrote. Error: file and JSON path.
core::Result<Report> from_json(const std::string& text, const std::string& file);
/// The JSON Schema of qgauge.report/1, as published in docs/report.schema.json.
std::string json_schema();

struct TerminalStyle {
  int columns = 80;
  bool colour = false;
  bool per_subject = false;  ///< also the figures of single qubits and pairs
};
std::string to_terminal(const Report& report, const TerminalStyle& style);

core::Status write_json(const Report& report, const std::filesystem::path& file);
core::Status write_hdf5(const Report& report, const std::filesystem::path& file);

}  // namespace qgauge::report

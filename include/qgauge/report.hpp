// report: what a run found, as a value, and its forms: terminal, memo, JSON (schema qgauge.report/1), HDF5, CSV tables.
// Also the rules as pages to read. Made by assess, shown by cli. Computes nothing.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "qgauge/core.hpp"
#include "qgauge/execution.hpp"
#include "qgauge/figures.hpp"
#include "qgauge/report/comparison.hpp"
#include "qgauge/store.hpp"
#include "qgauge/thresholds.hpp"

namespace qgauge::report {

struct DeviceSummary {
  std::string name;
  std::string vendor;
  std::string format;
  std::optional<core::Date> as_of;
  std::string modality;
  std::string paradigm;  ///< empty: not a computer
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

/// One snapshot of a machine with a history; `path` is the caller's name for it.
struct Snapshot {
  std::string path;
  core::Date as_of;
  std::string name;
};

/// A verdict that differs from that on the snapshot before.
struct VerdictChange {
  std::string regime;
  std::string entry;
  thresholds::Reading reading;
  core::Date law;   ///< the day whose law was asked, the same for every snapshot
  core::Date date;  ///< of the snapshot that first has the new verdict
  thresholds::Decision from = thresholds::Decision::undetermined;
  thresholds::Decision to = thresholds::Decision::undetermined;
  std::string item = {};  ///< the component that it is about; empty: the machine itself
};

/// An aggregate figure as one snapshot has it; all empty where it has none.
struct FigurePoint {
  std::optional<double> value;
  std::optional<double> low;
  std::optional<double> high;
  figures::IntervalKind kind = figures::IntervalKind::none;
};

/// One point a snapshot; `method` is that of a single snapshot's figure.
struct FigureSeries {
  std::string name;
  std::string method;
  std::vector<FigurePoint> points;
};

/// Several snapshots of one machine, the latest last. The report's figures, findings and verdicts are those of the
/// latest, but an aggregate figure that several snapshots have holds its spread over them (kind history).
struct History {
  std::vector<Snapshot> snapshots;
  std::vector<VerdictChange> changes;
  std::vector<FigureSeries> figures;
};

struct Report {
  DeviceSummary device;
  std::vector<core::Finding> findings;
  std::vector<figures::Figure> figures;
  std::vector<thresholds::Verdict> verdicts;
  Provenance provenance;
  std::vector<store::Table> samples;    ///< raw samples of the protocols, HDF5 only
  std::optional<History> history = {};  ///< absent for one snapshot
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

/// Who asked for what, as far as a report does not hold it; empty: not stated.
struct MemoRequest {
  std::string exporter;
  std::string destination;
  std::string regimes;
  std::string readings;
  std::string profile;  ///< the authority whose reading was followed
};
/// Markdown of about a page for one machine: verdicts, what decided them, what is missing, how sure the texts are.
std::string to_memo(const Report& report, const MemoRequest& request);

/// The rules themselves as pages to read, `columns` wide: every entry on one line, by version.
std::string rules_list(const thresholds::RuleBook& rules, int columns);
/// One version of an instrument in words, with its sources, open questions and tags; of one entry where `entry` is not
/// empty.
std::string rules_page(const thresholds::Regime& regime, const thresholds::Version& version, const std::string& entry,
                       int columns);
/// The entries of one topic that are in force on the day, beside each other: numbers, where they differ, and which
/// jurisdictions have none.
std::string rules_matrix(const thresholds::RuleBook& rules, core::Date as_of, const std::string& topic, int columns);

/// Rows of cells, the names of the columns first; an empty cell is what the JSON report has as null or empty.
using TextTable = std::vector<std::vector<std::string>>;
/// Every figure, those of single qubits and pairs too.
TextTable figure_table(const Report& report);
TextTable finding_table(const Report& report);
TextTable verdict_table(const Report& report);
/// RFC 4180, but that lines end with a line feed alone.
std::string to_csv(const TextTable& table);

core::Status write_json(const Report& report, const std::filesystem::path& file);
core::Status write_hdf5(const Report& report, const std::filesystem::path& file);

}  // namespace qgauge::report

// Reads the table of calibration data that IBM's web page offers for download: one row a qubit, the gates of its pairs
// packed into cells. Names of columns changed over the years; the table names neither machine nor date. An error of 1
// means that the gate was not calibrated.

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/import/ibm.hpp"
#include "device/import/ibm_csv_table.hpp"
#include "device/import/importer.hpp"
#include "device/native_gates.hpp"

namespace qgauge::device {
namespace {

using ibm::CsvTable;
using ibm::Kind;
using ibm::PairValues;

constexpr Kind time_in_us{core::Dimension::time, "us", Range::finite};
constexpr Kind duration_in_ns{core::Dimension::time, "ns", Range::non_negative};
constexpr Kind probability{core::Dimension::one, "", Range::probability};
constexpr Kind error_or_marker{core::Dimension::one, "", Range::non_negative, true};

/// The column of a quantity of the qubit, without its unit.
struct QubitColumn {
  std::string_view name;
  Quantity Qubit::*member;
  Kind kind;
};

constexpr std::array qubit_columns{
    QubitColumn{"T1", &Qubit::t1_s, time_in_us},
    QubitColumn{"T2", &Qubit::t2_s, time_in_us},
    QubitColumn{"Frequency", &Qubit::frequency_hz, {core::Dimension::frequency, "GHz", Range::non_negative}},
    QubitColumn{"Anharmonicity", &Qubit::anharmonicity_hz, {core::Dimension::frequency, "GHz", Range::finite}},
    QubitColumn{"Readout assignment error", &Qubit::assignment_error, error_or_marker},
    QubitColumn{"Prob meas1 prep0", &Qubit::p1_given_0, probability},
    QubitColumn{"Prob meas0 prep1", &Qubit::p0_given_1, probability},
    QubitColumn{"Readout length", &Qubit::readout_duration_s, duration_in_ns},
};

/// The column of a gate's errors. Pulses are in cells of their own, entanglers packed by pairs.
struct GateColumn {
  std::string_view name;
  std::string_view gate;
};

constexpr std::array pulse_columns{
    GateColumn{"√x (sx) error", "sx"},
    GateColumn{"Pauli-X error", "x"},
    GateColumn{"Single-qubit Pauli-X error", "x"},  // before 2023
    GateColumn{"RX error", "rx"},
};

constexpr std::array entangler_columns{
    GateColumn{"CNOT error", "cx"},
    GateColumn{"ECR error", "ecr"},
    GateColumn{"CZ error", "cz"},
    GateColumn{"RZZ error", "rzz"},
};

constexpr std::string_view pulse_length = "Single-qubit gate length";                     // since 2026
constexpr std::array<std::string_view, 2> entangler_lengths{"Gate time", "Gate length"};  // until 2025, since 2026
constexpr std::array<std::string_view, 2> needed{"Qubit", "Readout assignment error"};

/// As in the properties: only of pairs does IBM say that each is benchmarked alone.
ErrorMetric metric_of(std::string_view field, std::string_view gate) {
  ErrorMetric metric;
  if (find_entangler(gate) != nullptr) metric.operation = ErrorMetric::Operation::isolated;
  metric.per = ErrorMetric::Per::gate;
  metric.method = "RB";
  metric.field = field;
  return metric;
}

std::set<std::string> listed_gates(const CsvTable& table) {
  std::set<std::string> names;
  for (const auto& [column, gate] : pulse_columns) {
    if (table.has(column)) names.emplace(gate);
  }
  for (const auto& [column, gate] : entangler_columns) {
    if (table.has(column)) names.emplace(gate);
  }
  return names;
}

core::Result<Qubit> read_qubit(const CsvTable& table, const CsvRow& row) {
  Qubit qubit;
  for (const QubitColumn& column : qubit_columns) {
    QGAUGE_TRY(qubit.*column.member, table.quantity(row, column.name, column.kind));
  }
  const bool both = qubit.p1_given_0.known() && qubit.p0_given_1.known();
  if (both || qubit.assignment_error.known()) {
    qubit.readout_metric.field = both ? "Prob meas1 prep0, Prob meas0 prep1" : "Readout assignment error";
  }
  QGAUGE_TRY(qubit.operational, table.operational(row));
  return qubit;
}

core::Status read_pulses(const CsvTable& table, const std::set<std::string>& native, DeviceDescription& description) {
  for (const auto& [column, name] : pulse_columns) {
    if (!table.has(column) || !native.contains(std::string(name))) continue;
    for (std::size_t q = 0; q < table.rows().size(); ++q) {
      const CsvRow& row = table.row_of(static_cast<int>(q));
      Gate gate;
      gate.name = name;
      gate.qubits = {static_cast<int>(q)};
      gate.metric = metric_of(column, name);
      QGAUGE_TRY(gate.infidelity, table.quantity(row, column, error_or_marker));
      QGAUGE_TRY(gate.duration_s, table.quantity(row, pulse_length, duration_in_ns));
      description.gates.push_back(std::move(gate));
    }
  }
  return {};
}

core::Result<PairValues> read_lengths(const CsvTable& table) {
  for (std::string_view column : entangler_lengths) {
    if (table.has(column)) return table.pair_values(column, duration_in_ns);
  }
  return PairValues{};
}

Gate make_entangler(const GateColumn& column, std::pair<int, int> pair, const Quantity& error,
                    const PairValues& lengths) {
  Gate gate;
  gate.name = column.gate;
  gate.qubits = {pair.first, pair.second};
  gate.metric = metric_of(column.name, column.gate);
  gate.infidelity = error;
  if (const auto length = lengths.find(pair); length != lengths.end()) gate.duration_s = length->second;
  return gate;
}

/// A pair that has a length but no error keeps its coupling: the gate is there and not calibrated.
core::Status read_entanglers(const CsvTable& table, const std::set<std::string>& native,
                             DeviceDescription& description) {
  QGAUGE_TRY(const PairValues lengths, read_lengths(table));
  const auto is_read = [&](const GateColumn& column) {
    return table.has(column.name) && native.contains(std::string(column.gate));
  };
  const bool only_one = std::ranges::count_if(entangler_columns, is_read) == 1;
  for (const GateColumn& column : entangler_columns) {
    if (!is_read(column)) continue;
    QGAUGE_TRY(PairValues errors, table.pair_values(column.name, error_or_marker));
    if (only_one) {
      for (const auto& [pair, length] : lengths) errors.try_emplace(pair);
    }
    for (const auto& [pair, error] : errors) {
      description.gates.push_back(make_entangler(column, pair, error, lengths));
    }
  }
  return {};
}

/// The name is a label: no value and no rule is chosen by it.
void name_by_file(const Document& document, DeviceDescription& description) {
  const std::string stem = std::filesystem::path(document.path).stem().string();
  description.name = stem.substr(0, stem.find("_calibrations"));
  description.findings.push_back({"default_used", document.path,
                                  fmt::format("the table names neither machine nor date: \"{}\" is taken from the name "
                                              "of the file as a label, and the date stays open",
                                              description.name)});
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_ibm_csv{{
    {Content::name, Coverage::assumed, "the file's name up to _calibrations, as a label: the table has none"},
    {Content::date, Coverage::missing, "not in such files; the date in the file's name is not used"},
    {Content::qubit_count, Coverage::read, "the number of rows"},
    {Content::qubit_labels, Coverage::assumed,
     "the number in Qubit (0, or Q0 before 2023), which is the position in the public file"},
    {Content::couplings, Coverage::read, "the pairs that have an error or a length of the two-qubit gate"},
    {Content::t1, Coverage::read, "T1, with the unit in the column's name (us)"},
    {Content::t2, Coverage::read, "T2 (Hahn echo), with the unit in the column's name (us)"},
    {Content::readout_error, Coverage::read,
     "Prob meas1 prep0 = P(1|0), Prob meas0 prep1 = P(0|1), Readout assignment error; of the last, 1 is not "
     "calibrated"},
    {Content::one_qubit_error, Coverage::read,
     "√x (sx) error: average gate infidelity from randomized benchmarking; else Pauli-X error; 1 is not calibrated"},
    {Content::two_qubit_error, Coverage::read,
     "CZ, ECR or CNOT error, packed as 1_2:0.002;1_0:0.003 or by partner as 2:0.002;0:0.003: the same for each pair "
     "and "
     "direction; RZZ error beside them is left out"},
    {Content::simultaneous_errors, Coverage::missing, "not in such files"},
    {Content::one_qubit_duration, Coverage::missing,
     "not in files before 2026; then Single-qubit gate length (ns) is read"},
    {Content::two_qubit_duration, Coverage::read, "Gate time (ns), since 2026 Gate length (ns), packed as the errors"},
    {Content::readout_duration, Coverage::read, "Readout length, with the unit in the column's name (ns or us)"},
    {Content::standard_errors, Coverage::missing, "not in such files"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::missing,
     "true for every qubit of the public file; where Operational is false or No, it is read"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "ID error repeats the error of the pulse and is not read"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_ibm_csv(const Document& document) {
  return !document.tree && names_columns(document.text, needed) ? "table" : "";
}

core::Result<DeviceDescription> import_ibm_csv(std::span<const Part> parts, std::string_view) {
  const Document& document = *parts[0].document;
  QGAUGE_TRY(const CsvTable table, CsvTable::parse(document.text, document.path));
  DeviceDescription description;
  description.vendor = "IBM";
  description.modality = "superconducting";
  description.source.description = "IBM calibration data, downloaded as a table";
  name_by_file(document, description);
  description.qubit_count = static_cast<int>(table.rows().size());
  for (int q = 0; q < *description.qubit_count; ++q) {
    QGAUGE_TRY(Qubit qubit, read_qubit(table, table.row_of(q)));
    qubit.label = table.label_of(q);
    description.qubits.push_back(std::move(qubit));
  }
  const std::set<std::string> native = ibm::choose_native(listed_gates(table), {}, description.findings);
  QGAUGE_CHECK(read_pulses(table, native, description));
  QGAUGE_CHECK(read_entanglers(table, native, description));
  ibm::couple_by_gates(description);
  if (table.has("Init error")) {
    description.findings.push_back(
        {"unused_quantity", "column Init error", "what it means is not stated in the table"});
  }
  return description;
}

}  // namespace qgauge::device

// Reads Quantinuum's "Emulator parameters" table: one row a machine and date, averages over the machine, no durations.
// p1 and p2 are average infidelities of a one-qubit pulse and of ZZ(pi/2); p_meas_0 and p_meas_1 are P(1|0) and P(0|1).

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/csv.hpp"
#include "device/import/importer.hpp"

namespace qgauge::device {
namespace {

constexpr std::array<std::string_view, 7> needed_columns{"Date",     "Machine",        "p1", "p2", "p_meas_0",
                                                         "p_meas_1", "dephasing_error"};

struct Table {
  const std::string* file;
  std::vector<CsvRow> rows;  ///< the first holds the names of the columns

  /// Empty for a row that is cut short.
  std::string cell(const CsvRow& row, std::string_view column) const {
    const auto& names = rows[0].cells;
    const auto index = static_cast<std::size_t>(std::ranges::find(names, column) - names.begin());
    return index < row.cells.size() ? row.cells[index] : std::string();
  }
  std::string where(const CsvRow& row) const { return fmt::format("{}:{}", *file, row.line); }
  std::string selector(const CsvRow& row) const { return cell(row, "Machine") + "@" + cell(row, "Date"); }
};

core::Result<Table> read_table(const Document& document) {
  QGAUGE_TRY(std::vector<CsvRow> rows, parse_csv(document.text, document.path));
  for (std::string_view column : needed_columns) {
    if (!rows.empty() && std::ranges::find(rows[0].cells, column) != rows[0].cells.end()) continue;
    return core::unusable(document.path + ":1", fmt::format("no column \"{}\"", column),
                          fmt::format("the columns {}", fmt::join(needed_columns, ", ")));
  }
  return Table{&document.path, std::move(rows)};
}

core::Result<Quantity> read_cell(const Table& table, const CsvRow& row, std::string_view column, Range range) {
  const std::string text = table.cell(row, column);
  if (text.empty()) return Quantity{};
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || !contains(range, value)) {
    return core::unusable(fmt::format("{}: {}", table.where(row), column), fmt::format("\"{}\"", text.substr(0, 60)),
                          std::string(expected_of(range)));
  }
  return reported(value);
}

// A Clifford of the two-qubit benchmark holds 1.5 ZZ gates and its whole error is given to them; whether leakage is
// included differs between the rows (the later ones include it) and stands nowhere in the table.
ErrorMetric metric_of(std::string_view column) {
  ErrorMetric metric;
  metric.per = ErrorMetric::Per::gate;
  metric.method = "RB";
  metric.field = column;
  if (column == "p2") metric.one_qubit_part = ErrorMetric::OneQubitPart::included;
  return metric;
}

core::Result<Gate> read_gate(const Table& table, const CsvRow& row, std::string_view column, std::string name) {
  Gate gate;
  gate.name = std::move(name);
  gate.metric = metric_of(column);
  QGAUGE_TRY(gate.infidelity, read_cell(table, row, column, Range::infidelity));
  return gate;
}

core::Result<Qubit> read_qubit(const Table& table, const CsvRow& row) {
  Qubit qubit;
  QGAUGE_TRY(qubit.p1_given_0, read_cell(table, row, "p_meas_0", Range::probability));
  QGAUGE_TRY(qubit.p0_given_1, read_cell(table, row, "p_meas_1", Range::probability));
  return qubit;
}

/// Columns that nothing is simulated from: one-qubit and two-qubit benchmarks of a pair alone do not idle whole layers,
/// do not measure in the middle and count leakage as the source does.
void note_unused(const Table& table, const CsvRow& row, DeviceDescription& description) {
  std::string unused;
  for (const char* column :
       {"p1_emission_ratio", "p2_emission_ratio", "dephasing_error", "p_crosstalk_meas", "p_crosstalk_init"}) {
    const std::string& cell = table.cell(row, column);
    if (!cell.empty()) unused += fmt::format("{}{} = {}", unused.empty() ? "" : ", ", column, cell);
  }
  if (!unused.empty()) description.findings.push_back({"unused_quantity", "row " + table.selector(row), unused});
}

core::Result<DeviceDescription> describe(const Table& table, const CsvRow& row) {
  DeviceDescription description;
  description.name = table.cell(row, "Machine");
  description.vendor = "Quantinuum";
  description.modality = "trapped_ion";
  description.all_to_all = true;
  description.as_of = core::Date::parse(table.cell(row, "Date"));
  if (!description.as_of) {
    return core::unusable(table.where(row) + ": Date", fmt::format("\"{}\"", table.cell(row, "Date").substr(0, 60)),
                          "a date such as 2024_05_20");
  }
  description.source.description = "Quantinuum emulator parameters, row " + table.selector(row);
  QGAUGE_TRY(description.average_qubit, read_qubit(table, row));
  QGAUGE_TRY(description.average_one_qubit_gate, read_gate(table, row, "p1", "u1q"));
  QGAUGE_TRY(description.average_two_qubit_gate, read_gate(table, row, "p2", "rzz"));
  QGAUGE_TRY(description.memory_error_per_layer, read_cell(table, row, "dephasing_error", Range::probability));
  note_unused(table, row, description);
  return description;
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_quantinuum_emulator{{
    {Content::name, Coverage::read, "column Machine"},
    {Content::date, Coverage::read, "column Date"},
    {Content::qubit_count, Coverage::missing, "not in such files: --set physical_qubits=N adds it"},
    {Content::qubit_labels, Coverage::missing, "not in such files"},
    {Content::couplings, Coverage::assumed, "every pair: the ions are moved"},
    {Content::t1, Coverage::missing, "not in such files"},
    {Content::t2, Coverage::missing, "not in such files"},
    {Content::readout_error, Coverage::read, "p_meas_0 = P(1|0), p_meas_1 = P(0|1), average of the machine"},
    {Content::one_qubit_error, Coverage::read,
     "p1: average gate infidelity from randomized benchmarking, average of the machine"},
    {Content::two_qubit_error, Coverage::read, "p2: per ZZ(pi/2), the error of a Clifford over its 1.5 gates"},
    {Content::simultaneous_errors, Coverage::missing, "not in such files"},
    {Content::one_qubit_duration, Coverage::missing, "not in such files"},
    {Content::two_qubit_duration, Coverage::missing, "not in such files"},
    {Content::readout_duration, Coverage::missing, "not in such files"},
    {Content::standard_errors, Coverage::missing, "not in such files"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::missing, "not in such files"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "the emission ratios are named in a finding"},
    {Content::idle_error, Coverage::read, "dephasing_error: memory error of one layer"},
    {Content::crosstalk, Coverage::missing, "p_crosstalk_meas and p_crosstalk_init are named in a finding"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_quantinuum_emulator(const Document& document) {
  if (document.tree) return {};
  const std::string header = document.text.substr(0, document.text.find('\n'));
  const auto has = [&](std::string_view name) { return header.find(name) != std::string::npos; };
  return has("Machine") && has("p1") && has("p2") && has("dephasing_error") ? "table" : "";
}

core::Result<std::vector<std::string>> selectors_of_quantinuum_emulator(const Document& document) {
  QGAUGE_TRY(const Table table, read_table(document));
  std::vector<std::string> selectors;
  for (std::size_t i = 1; i < table.rows.size(); ++i) selectors.push_back(table.selector(table.rows[i]));
  if (selectors.empty()) return core::unusable(document.path, "a table without rows", "a row for every machine");
  return selectors;
}

core::Result<DeviceDescription> import_quantinuum_emulator(std::span<const Part> parts, std::string_view selector) {
  QGAUGE_TRY(const Table table, read_table(*parts[0].document));
  const auto row = std::ranges::find_if(table.rows, [&](const CsvRow& one) { return table.selector(one) == selector; });
  return describe(table, *row);
}

}  // namespace qgauge::device

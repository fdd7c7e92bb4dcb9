// Reads Quantinuum's "Spec sheet parameters" table: one row a machine and date, averages over the machine, each cell a
// value with its standard error ("9.3(3)E-04"). Two errors a gate: with its leakage, and the legacy one without.

#include "device/import/importer.hpp"
#include "device/import/quantinuum.hpp"

namespace qgauge::device {
namespace {

using quantinuum::Size;
using Leakage = ErrorMetric::Leakage;

constexpr std::array<std::string_view, 5> spec_columns{"Date", "Machine", "1Q error", "2Q error", "SPAM error"};

struct GateColumns {
  std::string_view error;
  std::string_view legacy;
  std::string_view leakage;
};
constexpr GateColumns one_qubit_columns{"1Q error", "1Q error (legacy)", "1Q leakage"};
constexpr GateColumns two_qubit_columns{"2Q error", "2Q error (legacy)", "2Q leakage"};

/// Columns that nothing is simulated from: no benchmark measures or resets in the middle.
constexpr std::array<std::string_view, 2> unused_columns{"MCM error", "MCR error"};

core::Result<Table> read_table(const Document& document) {
  QGAUGE_TRY(Table table, Table::parse(document.text, document.path));
  QGAUGE_CHECK(table.need(spec_columns));
  return table;
}

/// The legacy error stands alone where the leakage was not measured, and beside the other one where it was.
core::Result<Gate> read_gate(const Table& table, const CsvRow& row, Size size) {
  const GateColumns& columns = size == Size::one ? one_qubit_columns : two_qubit_columns;
  QGAUGE_TRY(const Quantity error, table.quantity(row, columns.error, Range::infidelity));
  QGAUGE_TRY(const Quantity legacy, table.quantity(row, columns.legacy, Range::infidelity));
  const ErrorMetric with_leakage = quantinuum::benchmark_metric(size, columns.error, Leakage::included);
  const ErrorMetric without_leakage = quantinuum::benchmark_metric(size, columns.legacy, Leakage::excluded);
  Gate gate = error.known() ? quantinuum::gate_of(size, error, with_leakage)
                            : quantinuum::gate_of(size, legacy, without_leakage);
  if (error.known() && legacy.known()) gate.other_errors.push_back({legacy, without_leakage});
  QGAUGE_TRY(gate.leakage, table.quantity(row, columns.leakage, Range::probability));
  return gate;
}

core::Result<Qubit> read_qubit(const Table& table, const CsvRow& row, DeviceDescription& description) {
  Qubit qubit;
  QGAUGE_TRY(qubit.assignment_error, table.quantity(row, "SPAM error", Range::probability));
  if (!qubit.assignment_error.known()) return qubit;
  qubit.readout_metric.field = "SPAM error";
  qubit.readout_metric.conversion = "the mean of both states; it holds the error of the preparation too";
  description.findings.push_back({"converted_definition", "SPAM error",
                                  "the error of preparation and measurement together stands for the readout error"});
  return qubit;
}

core::Result<DeviceDescription> describe(const Table& table, const CsvRow& row) {
  QGAUGE_TRY(DeviceDescription description, quantinuum::start(table, row, "spec sheet parameters"));
  QGAUGE_TRY(description.average_qubit, read_qubit(table, row, description));
  QGAUGE_TRY(description.average_one_qubit_gate, read_gate(table, row, Size::one));
  QGAUGE_TRY(description.average_two_qubit_gate, read_gate(table, row, Size::two));
  QGAUGE_TRY(description.memory_error_per_layer, table.quantity(row, "Transport 1Q error", Range::probability));
  QGAUGE_CHECK(quantinuum::note_unused(table, row, unused_columns, description));
  return description;
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_quantinuum_spec{{
    {Content::name, Coverage::read, "column Machine"},
    {Content::date, Coverage::read, "column Date"},
    {Content::qubit_count, Coverage::missing, "not in such files: --set physical_qubits=N adds it"},
    {Content::qubit_labels, Coverage::missing, "not in such files"},
    {Content::couplings, Coverage::assumed, "every pair: the ions are moved"},
    {Content::t1, Coverage::missing, "not in such files"},
    {Content::t2, Coverage::missing, "not in such files"},
    {Content::readout_error, Coverage::read,
     "SPAM error: preparation and measurement together, mean of both states, average of the machine"},
    {Content::one_qubit_error, Coverage::read,
     "1Q error: average gate infidelity from randomized benchmarking plus half the leakage; \"1Q error (legacy)\", "
     "without the leakage, is kept beside it"},
    {Content::two_qubit_error, Coverage::read,
     "2Q error: per ZZ(pi/2), the error of a Clifford over its 1.5 gates, plus a quarter of the leakage; \"2Q error "
     "(legacy)\", without the leakage, is kept beside it; at other angles as the emulators of H1 and H2 have it"},
    {Content::simultaneous_errors, Coverage::missing, "not in such files"},
    {Content::one_qubit_duration, Coverage::missing, "not in such files"},
    {Content::two_qubit_duration, Coverage::missing, "not in such files"},
    {Content::readout_duration, Coverage::missing, "not in such files"},
    {Content::standard_errors, Coverage::read, "the digits in brackets, in the last place of the value"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::missing, "not in such files"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::read, "1Q leakage, 2Q leakage: probability per gate"},
    {Content::idle_error, Coverage::read,
     "Transport 1Q error: average infidelity of one qubit during one layer of transport and idling"},
    {Content::crosstalk, Coverage::missing,
     "MCM error and MCR error, of a measurement or reset nearby, are named in a "
     "finding"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_quantinuum_spec(const Document& document) {
  return !document.tree && names_columns(document.text, spec_columns) ? "table" : "";
}

core::Result<std::vector<std::string>> selectors_of_quantinuum_spec(const Document& document) {
  QGAUGE_TRY(const Table table, read_table(document));
  return quantinuum::selectors_of(table, document.path);
}

core::Result<DeviceDescription> import_quantinuum_spec(std::span<const Part> parts, std::string_view selector) {
  QGAUGE_TRY(const Table table, read_table(*parts[0].document));
  return describe(table, quantinuum::row_of(table, selector));
}

}  // namespace qgauge::device

// Reads Quantinuum's "Emulator parameters" table: one row a machine and date, averages over the machine, no durations.
// p1 and p2 are average infidelities of a one-qubit pulse and of ZZ(pi/2); p_meas_0 and p_meas_1 are P(1|0) and P(0|1).

#include "device/import/importer.hpp"
#include "device/import/quantinuum.hpp"

namespace qgauge::device {
namespace {

using quantinuum::Size;

constexpr std::array<std::string_view, 7> needed_columns{"Date",     "Machine",        "p1", "p2", "p_meas_0",
                                                         "p_meas_1", "dephasing_error"};
/// What the table is recognised by: a file that lacks another column is refused for it.
constexpr std::array<std::string_view, 4> telling_columns{"Machine", "p1", "p2", "dephasing_error"};

/// Columns that nothing is simulated from: no benchmark measures or prepares in the middle.
constexpr std::array<std::string_view, 2> unused_columns{"p_crosstalk_meas", "p_crosstalk_init"};

core::Result<Table> read_table(const Document& document) {
  QGAUGE_TRY(Table table, Table::parse(document.text, document.path));
  QGAUGE_CHECK(table.need(needed_columns));
  return table;
}

/// An emission ratio is given where the leakage was measured, and then p1 and p2 hold it.
core::Result<Gate> read_gate(const Table& table, const CsvRow& row, Size size) {
  const std::string_view column = size == Size::one ? "p1" : "p2";
  const std::string_view ratio_column = size == Size::one ? "p1_emission_ratio" : "p2_emission_ratio";
  QGAUGE_TRY(const Quantity infidelity, table.quantity(row, column, Range::infidelity));
  QGAUGE_TRY(const Quantity ratio, table.quantity(row, ratio_column, Range::probability));
  const auto leakage = ratio.known() ? ErrorMetric::Leakage::included : ErrorMetric::Leakage::excluded;
  Gate gate = quantinuum::gate_of(size, infidelity, quantinuum::benchmark_metric(size, column, leakage));
  if (infidelity.known() && ratio.known()) {
    gate.leakage = reported(quantinuum::leakage_of(size, infidelity.value, ratio.value));
  }
  return gate;
}

core::Result<Qubit> read_qubit(const Table& table, const CsvRow& row) {
  Qubit qubit;
  QGAUGE_TRY(qubit.p1_given_0, table.quantity(row, "p_meas_0", Range::probability));
  QGAUGE_TRY(qubit.p0_given_1, table.quantity(row, "p_meas_1", Range::probability));
  return qubit;
}

void note_leakage(DeviceDescription& description) {
  if (!description.average_one_qubit_gate->leakage.known() && !description.average_two_qubit_gate->leakage.known()) {
    return;
  }
  description.findings.push_back(
      {"converted_definition", "p1_emission_ratio, p2_emission_ratio", std::string(quantinuum::leakage_words)});
}

core::Result<DeviceDescription> describe(const Table& table, const CsvRow& row) {
  QGAUGE_TRY(DeviceDescription description, quantinuum::start(table, row, "emulator parameters"));
  QGAUGE_TRY(description.average_qubit, read_qubit(table, row));
  QGAUGE_TRY(description.average_one_qubit_gate, read_gate(table, row, Size::one));
  QGAUGE_TRY(description.average_two_qubit_gate, read_gate(table, row, Size::two));
  QGAUGE_TRY(description.memory_error_per_layer, table.quantity(row, "dephasing_error", Range::probability));
  note_leakage(description);
  QGAUGE_CHECK(quantinuum::note_unused(table, row, unused_columns, description));
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
     "p1: average gate infidelity from randomized benchmarking, average of the machine; with the leakage L as L/2 "
     "where "
     "an emission ratio is given"},
    {Content::two_qubit_error, Coverage::read,
     "p2: per ZZ(pi/2), the error of a Clifford over its 1.5 gates; with the leakage L as L/4 where an emission ratio "
     "is given; at other angles as the emulators of H1 and H2 have it"},
    {Content::simultaneous_errors, Coverage::missing, "not in such files"},
    {Content::one_qubit_duration, Coverage::missing, "not in such files"},
    {Content::two_qubit_duration, Coverage::missing, "not in such files"},
    {Content::readout_duration, Coverage::missing, "not in such files"},
    {Content::standard_errors, Coverage::missing, "not in such files"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::missing, "not in such files"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::read, "p1 p1_emission_ratio / 2 and 0.543 p2 p2_emission_ratio, per gate"},
    {Content::idle_error, Coverage::read,
     "dephasing_error: average infidelity of one qubit during one layer of transport and idling"},
    {Content::crosstalk, Coverage::missing, "p_crosstalk_meas and p_crosstalk_init are named in a finding"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_quantinuum_emulator(const Document& document) {
  return !document.tree && names_columns(document.text, telling_columns) ? "table" : "";
}

core::Result<std::vector<std::string>> selectors_of_quantinuum_emulator(const Document& document) {
  QGAUGE_TRY(const Table table, read_table(document));
  return quantinuum::selectors_of(table, document.path);
}

core::Result<DeviceDescription> import_quantinuum_emulator(std::span<const Part> parts, std::string_view selector) {
  QGAUGE_TRY(const Table table, read_table(*parts[0].document));
  return describe(table, quantinuum::row_of(table, selector));
}

}  // namespace qgauge::device

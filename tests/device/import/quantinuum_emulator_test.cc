// Quantinuum's table of emulator parameters: selection of a row, values, empty and broken cells.

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

constexpr std::string_view header = "Date,Machine,p1,p2,dephasing_error,p_meas_0,p_meas_1\r\n";

std::string table(const Folder& files, const std::string& rows) {
  return files.write("table.csv", std::string(header) + rows);
}

}  // namespace

TEST_CASE("machines of H1 and H2 have the angle law and the gate zones of their generation, others none") {
  const Folder files;
  const std::string file = table(files,
                                 "2024_04_10,H1-1,1e-5,1e-3,,,\r\n2024_05_20,H2-1,1e-5,1e-3,,,\r\n"
                                 "2026_01_01,Helios-1,1e-5,1e-3,,,\r\n");
  CHECK(must_read(file + "#H1-1").rzz_error_base.value == 0.175);
  const DeviceDescription second = must_read(file + "#H2-1");
  CHECK(second.rzz_error_base.value == 0.241);
  CHECK(second.rzz_error_base.source == second.sources.at(0).first);
  CHECK(find(second.findings, "default_used"));
  CHECK(must_validate(second).gate_zones == 4);
  CHECK_FALSE(must_read(file + "#Helios-1").rzz_error_base.known());
}

TEST_CASE("a row of the emulator parameters gives the averages of the machine") {
  if (!have_shared()) return;
  const DeviceDescription description = must_read(quantinuum_file.string() + "#H2-1@2024_05_20");
  CHECK(description.name == "H2-1");
  CHECK(description.format == "quantinuum_emulator");
  CHECK(description.modality == "trapped_ion");
  CHECK(description.as_of->text() == "2024-05-20");
  CHECK_FALSE(description.qubit_count);
  CHECK(description.all_to_all);
  CHECK(description.average_one_qubit_gate->infidelity.value == 3.4e-5);
  CHECK(description.average_two_qubit_gate->infidelity.value == 1.36e-3);
  CHECK(description.average_two_qubit_gate->name == "rzz");
  CHECK(description.average_two_qubit_gate->duration_s.state == State::absent);
  CHECK(description.average_qubit->p1_given_0.value == 5e-4);
  CHECK(description.average_qubit->p0_given_1.value == 2.5e-3);
  CHECK(description.memory_error_per_layer.value == 5e-4);
}

TEST_CASE("the selectors of the table are its machines and dates") {
  if (!have_shared()) return;
  const auto all = selectors(quantinuum_file.string(), catalogue);
  REQUIRE(all);
  CHECK(all->size() == 9);
  CHECK(all->back() == "H2-2@2024_12_06");
  CHECK(selectors((ibm_files / "lagos").string(), catalogue)->empty());
}

TEST_CASE("a machine with one row needs no date and one with several lists them") {
  const Folder files;
  const std::string file =
      table(files, "2024_01_01,A,1e-5,1e-3,,,\r\n2024_02_01,B,1e-5,1e-3,,,\r\n2024_03_01,A,1e-5,2e-3,,,\r\n");
  CHECK(must_read(file + "#B").as_of->text() == "2024-02-01");
  CHECK(must_read(file + "#A@2024_03_01").average_two_qubit_gate->infidelity.value == 2e-3);
  for (const std::string selector : {"", "#A", "#C", "#A@2024_02_01"}) {
    const auto description = read(file + selector, catalogue);
    REQUIRE_FALSE(description);
    CHECK(description.error().message.find("A@2024_01_01, ") != std::string::npos);
  }
}

TEST_CASE("empty cells of the table are absent and the only row needs no selector") {
  const Folder files;
  const DeviceDescription description = must_read(table(files, "2024_01_01,A,,1e-3,,,\r\n"));
  CHECK(description.average_one_qubit_gate->infidelity.state == State::absent);
  CHECK(description.average_qubit->p1_given_0.state == State::absent);
  CHECK(must_validate(description).qubits[0].gate_usable == Usable::unknown);
}

TEST_CASE("broken cells of the table are refused with line and column") {
  const Folder files;
  for (const std::string cell : {"nan", "inf", "-1e-3", "1.5", "1e-3x", "0x1"}) {
    INFO(cell);
    const auto description = read(table(files, "2024_01_01,A,1e-5," + cell + ",,,\n"), catalogue);
    REQUIRE_FALSE(description);
    CHECK(description.error().where.ends_with("table.csv:2: p2"));
  }
  const auto undated = read(table(files, "soon,A,1e-5,1e-3,,,\n"), catalogue);
  REQUIRE_FALSE(undated);
  CHECK(undated.error().where.ends_with("table.csv:2: Date"));
  CHECK_FALSE(read(table(files, "\"2024_01_01,A\n"), catalogue));
  CHECK_FALSE(read(table(files, ""), catalogue));
}

TEST_CASE("every row of the emulator parameters imports and validates") {
  if (!have_shared()) return;
  const auto all = selectors(quantinuum_file.string(), catalogue);
  REQUIRE(all);
  for (const std::string& selector : *all) {
    INFO(selector);
    const DeviceDescription description = must_read(quantinuum_file.string() + "#" + selector);
    CHECK(description.average_one_qubit_gate->infidelity.known());
    CHECK(description.average_two_qubit_gate->infidelity.known());
    CHECK(description.average_qubit->p1_given_0.known());
    CHECK(description.memory_error_per_layer.known());
    CHECK(must_validate(description).averages_only);
  }
}

TEST_CASE("an emission ratio gives the leakage of a gate and says that the error holds it") {
  const Folder files;
  const std::string file = files.write("table.csv",
                                       "Date,Machine,p1,p1_emission_ratio,p2,p2_emission_ratio,dephasing_error,"
                                       "p_crosstalk_meas,p_meas_0,p_meas_1\n"
                                       "2024_05_20,H2-1,3.4e-05,0.6,0.00136,0.45,0.0005,7.4e-06,0.0005,0.0025\n"
                                       "2022_06_09,H1-1,3.8e-05,,0.0024,,0.00034,,0.0013,0.0042\n");
  const DeviceDescription with = must_read(file + "#H2-1");
  // 3.4e-5 * 0.6 / 2 and 1.36e-3 * 0.45 * 0.543
  CHECK(with.average_one_qubit_gate->leakage.value == Approx(1.02e-5));
  CHECK(with.average_two_qubit_gate->leakage.value == Approx(3.32316e-4));
  CHECK(with.average_two_qubit_gate->metric.leakage == ErrorMetric::Leakage::included);
  CHECK(with.average_two_qubit_gate->metric.one_qubit_part == ErrorMetric::OneQubitPart::included);
  CHECK(find(with.findings, "converted_definition"));
  CHECK(find(with.findings, "unused_quantity")->message.find("p_crosstalk_meas = 7.4e-06") != std::string::npos);
  const DeviceDescription without = must_read(file + "#H1-1");
  CHECK(without.average_two_qubit_gate->leakage.state == State::absent);
  CHECK(without.average_two_qubit_gate->metric.leakage == ErrorMetric::Leakage::excluded);
  CHECK_FALSE(find(without.findings, "converted_definition"));
}

TEST_CASE("a column that is missing from the emulator parameters is named") {
  const Folder files;
  const auto description = read(
      files.write("table.csv", "Date,Machine,p1,p2,dephasing_error,p_meas_0\n2024_01_01,A,1e-5,1e-3,,\n"), catalogue);
  REQUIRE_FALSE(description);
  CHECK(description.error().message.find("no column \"p_meas_1\"") != std::string::npos);
}

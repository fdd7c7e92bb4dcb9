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
  const DeviceDescription description = must_read(table(files, "2024_01_01,A,,1e-3\r\n"));
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

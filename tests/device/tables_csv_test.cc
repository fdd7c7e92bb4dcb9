// Claims about a description as tables for a spreadsheet: what is reported and what is marked and what is used.
#include <algorithm>

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

std::string cell(const TextTable& table, std::size_t row, const std::string& column) {
  const auto at = std::ranges::find(table[0], column);
  INFO(column);
  REQUIRE(at != table[0].end());
  return table.at(row)[static_cast<std::size_t>(at - table[0].begin())];
}

TextTable qubits_of(const DeviceDescription& description) {
  return qubit_table(description, must_validate(description));
}
TextTable pairs_of(const DeviceDescription& description) { return pair_table(description, must_validate(description)); }

}  // namespace

TEST_CASE("the table of qubits has a row for each qubit with its values and dates and marks") {
  DeviceDescription machine = line(3);
  machine.qubits[1].label = "QB2, left";
  machine.qubits[1].t1_s.sigma = 4e-6;
  machine.qubits[1].t1_s.date = core::Date::parse("2025-02-26");
  machine.qubits[1].t2_s = sentinel();
  machine.qubits[2].operational = false;
  const TextTable table = qubits_of(machine);
  REQUIRE(table.size() == 4);
  CHECK(cell(table, 1, "qubit") == "0");
  CHECK(cell(table, 2, "label") == "QB2, left");
  CHECK(cell(table, 2, "t1_s") == "0.0001");
  CHECK(cell(table, 2, "t1_s_sigma") == "4e-06");
  CHECK(cell(table, 2, "t1_s_date") == "2025-02-26");
  CHECK(cell(table, 2, "t2_s") == "not_calibrated");
  CHECK(cell(table, 2, "t2_star_s").empty());
  CHECK(cell(table, 2, "working") == "yes");
  CHECK(cell(table, 3, "operational") == "no");
  CHECK(cell(table, 3, "working") == "no");
}

TEST_CASE("the pulse of a qubit's row is the one that is used") {
  DeviceDescription machine = line(2);
  machine.gates.insert(machine.gates.begin(), gate("x", {0}, reported(5e-3)));
  gate_on(machine, {1}).infidelity = sentinel();
  const TextTable table = qubits_of(machine);
  CHECK(cell(table, 1, "gate") == "sx");
  CHECK(cell(table, 1, "gate_infidelity") == "0.0003");
  CHECK(cell(table, 2, "gate") == "sx");
  CHECK(cell(table, 2, "gate_infidelity") == "not_calibrated");
  CHECK(cell(table, 2, "working") == "unknown");
}

TEST_CASE("the table of pairs has a row for each gate in its direction and says which one is used") {
  DeviceDescription machine = line(3);
  Gate back = gate("cz", {1, 0}, reported(2e-3));
  back.metric.operation = ErrorMetric::Operation::isolated;
  back.metric.method = "RB";
  GateError& both = back.other_errors.emplace_back();
  both.infidelity = reported(6e-3);
  both.metric.operation = ErrorMetric::Operation::simultaneous;
  machine.gates.push_back(back);
  machine.gates.push_back(gate("iswap", {1, 2}, sentinel()));
  const TextTable table = pairs_of(machine);
  REQUIRE(table.size() == 5);
  CHECK(cell(table, 1, "used") == "no");
  CHECK(cell(table, 2, "qubit_a") == "1");
  CHECK(cell(table, 2, "qubit_b") == "0");
  CHECK(cell(table, 2, "used") == "yes");
  CHECK(cell(table, 2, "metric_operation") == "isolated");
  CHECK(cell(table, 2, "metric_per") == "unknown");
  CHECK(cell(table, 2, "metric_method") == "RB");
  CHECK(cell(table, 2, "simultaneous_infidelity") == "0.006");
  CHECK(cell(table, 3, "used") == "yes");
  CHECK(cell(table, 4, "gate") == "iswap");
  CHECK(cell(table, 4, "infidelity") == "not_calibrated");
  CHECK(cell(table, 4, "usable") == "unknown");
  CHECK(cell(table, 4, "used") == "no");
}

TEST_CASE("a coupling without a gate has a row of its own") {
  DeviceDescription machine = line(3);
  machine.couplings.emplace_back(2, 0);
  const TextTable table = pairs_of(machine);
  REQUIRE(table.size() == 4);
  CHECK(cell(table, 2, "qubit_b") == "2");
  CHECK(cell(table, 2, "gate").empty());
  CHECK(cell(table, 2, "infidelity").empty());
  CHECK(cell(table, 2, "usable") == "unknown");
}

TEST_CASE("averages stand in a row of that name") {
  const DeviceDescription machine = must_read("quantinuum_h2-1");
  const TextTable qubits = qubits_of(machine), pairs = pairs_of(machine);
  REQUIRE(qubits.size() == 2);
  CHECK(cell(qubits, 1, "qubit") == "average");
  CHECK(cell(qubits, 1, "gate_infidelity") != "");
  REQUIRE(pairs.size() == 2);
  CHECK(cell(pairs, 1, "qubit_a") == "average");
  CHECK(cell(pairs, 1, "infidelity") != "");
}

TEST_CASE("a machine without gates has tables of its listed qubits") {
  DeviceDescription machine = line(2);
  machine.paradigm = Paradigm::analog;
  machine.gates.clear();
  const TextTable table = qubits_of(machine);
  REQUIRE(table.size() == 3);
  CHECK(cell(table, 1, "working").empty());
  CHECK(cell(table, 1, "gate").empty());
  CHECK(pairs_of(machine).size() == 2);
}

TEST_CASE("every row of both tables has a cell for each column") {
  for (const char* name : {"ibm_torino", "quantinuum_h2-1"}) {
    const DeviceDescription machine = must_read(name);
    for (const TextTable& table : {qubits_of(machine), pairs_of(machine)}) {
      for (const auto& row : table) REQUIRE(row.size() == table[0].size());
    }
  }
}

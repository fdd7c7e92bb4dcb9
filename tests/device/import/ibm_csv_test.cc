// IBM's downloaded calibration table: the public file, spot values taken from it by hand, and the forms of other years.

#include <algorithm>

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

const fs::path aachen =
    fs::path(QGAUGE_SOURCE_DIR) / "../shared/devices/ibm-csv/ibm_aachen_calibrations_2025-06-19T09_34_49Z.csv";

bool have_aachen() {
  if (fs::exists(aachen)) return true;
  WARN("skipped: ../shared is absent");
  return false;
}

// The names of the columns are written as IBM writes them, with blanks at their ends.
constexpr std::string_view form_of_2025 =
    R"csv("Qubit","T1 (us)","T2 (us)","Frequency (GHz)","Anharmonicity (GHz)",)csv"
    R"csv("Readout assignment error ","Prob meas0 prep1 ","Prob meas1 prep0 ","Readout length (ns)",)csv"
    R"csv("ID error ","RX error ","Z-axis rotation (rz) error ","√x (sx) error ","Pauli-X error ",)csv"
    R"csv("CZ error ","RZZ error ","Gate time (ns)","Operational")csv"
    "\n"
    R"csv("0","200.5","150","4.9","-0.31","0.02","0.03","0.01","2600","2e-4","2e-4","0","2e-4","2e-4",)csv"
    R"csv("0_1:0.0021","0_1:0.0009","0_1:68","true")csv"
    "\n"
    R"csv("1","100","","5.1","-0.30","0.04","0.05","0.03","2600","3e-4","3e-4","0","3e-4","3e-4",)csv"
    R"csv("1_2:1;1_0:0.0021","1_2:0.002;1_0:0.0009","1_2:84;1_0:68","TRUE")csv"
    "\n"
    R"csv("2","90","60","5.0","-0.32","1","","","2600","1","1","0","1","1","2_1:1","2_1:0.002","2_1:84",)csv"
    R"csv("false")csv";

constexpr std::string_view form_of_2026 =
    R"csv("Qubit","T1 (us)","T2 (us)","Readout assignment error","Prob meas0 prep1","Prob meas1 prep0",)csv"
    R"csv("Readout length (us)","ID error","Single-qubit gate length (ns)","RX error",)csv"
    R"csv("Z-axis rotation (rz) error","√x (sx) error","Pauli-X error","CZ error","Gate length (ns)",)csv"
    R"csv("Operational")csv"
    "\n"
    R"csv("1","100","90","0.02","0.03","0.01","2.4","2e-4","32","2e-4","0","2e-4","2e-4",)csv"
    R"csv("2:0.0016;0:0.0013","2:68;0:72","Yes")csv"
    "\n"
    R"csv("0","110","90","0.02","0.03","0.01","2.4","3e-4","32","3e-4","0","3e-4","3e-4","1:0.0013",)csv"
    R"csv("1:72","Yes")csv"
    "\n"
    R"csv("2","120","90","0.02","0.03","0.01","2.4","4e-4","32","4e-4","0","4e-4","4e-4","1:0.0017",)csv"
    R"csv("1:68","No")csv";

constexpr std::string_view form_before_2023 =
    R"csv(Qubit,T1 (µs),T2 (µs),Frequency (GHz),Anharmonicity (GHz),Readout assignment error ,)csv"
    R"csv(Prob meas0 prep1 ,Prob meas1 prep0 ,Readout length (ns),ID error ,√x (sx) error ,)csv"
    R"csv(Single-qubit Pauli-X error ,CNOT error ,Gate time (ns))csv"
    "\n"
    R"csv(Q0,72,140,5.1,-0.3,0.015,0.02,0.01,3022,3e-4,3e-4,3e-4,0_1:0.01,0_1:412)csv"
    "\n"
    R"csv(Q1,54,102,5.2,-0.3,0.015,0.02,0.01,3022,3e-4,4e-4,4e-4,"1_0:0.01; 1_2:0.02","1_0:377; 1_2:512")csv"
    "\n"
    R"csv(Q2,54,102,5.2,-0.3,0.015,0.02,0.01,3022,3e-4,4e-4,4e-4,2_1:0.02,2_1:548)csv";

std::string replaced(std::string_view text, const std::string& from, const std::string& to) {
  std::string result(text);
  const std::size_t at = result.find(from);
  REQUIRE(at != std::string::npos);
  return result.replace(at, from.size(), to);
}

DeviceDescription read_text(std::string_view text) {
  const Folder files;
  return must_read(files.write("ibm_three_calibrations_2025-06-19.csv", text));
}

core::Error refusal(const std::string& text) {
  const Folder files;
  const auto description = read(files.write("t.csv", text), catalogue);
  REQUIRE_FALSE(description);
  return description.error();
}

}  // namespace

TEST_CASE("the values of aachen are those of its table") {
  if (!have_aachen()) return;
  DeviceDescription description = must_read(aachen.string());
  CHECK(description.format == "ibm_csv");
  CHECK(description.qubits.size() == 156);
  CHECK(description.couplings.size() == 176);  // 352 directions
  const Qubit& first = description.qubits[0];
  CHECK(first.t1_s.value == Approx(206.6797724632021e-6).epsilon(1e-14));
  CHECK(first.t2_s.value == Approx(176.33100421725297e-6).epsilon(1e-14));
  CHECK(first.p0_given_1.value == 0.03564453125);
  CHECK(first.p1_given_0.value == 0.0712890625);
  CHECK(first.assignment_error.value == 0.053466796875);
  CHECK(first.readout_duration_s.value == 2600e-9);
  CHECK(gate_on(description, {4}).infidelity.value == 0.0004316281776969968);
  CHECK(gate_on(description, {99, 95}).infidelity.value == 0.0013160961439901142);
  CHECK(gate_on(description, {99, 95}).duration_s.value == 68e-9);
  CHECK(gate_on(description, {0, 1}).infidelity.state == State::sentinel);
  const auto marked = [](const Gate& gate) {
    return gate.qubits.size() == 2 && gate.infidelity.state == State::sentinel;
  };
  CHECK(std::ranges::count_if(description.gates, marked) == 18);
}

TEST_CASE("what is odd about aachen is found") {
  if (!have_aachen()) return;
  const DeviceModel model = must_validate(must_read(aachen.string()));
  CHECK(model.qubits[1].p0_given_1 == 0.84619140625);
  REQUIRE(find(model.findings, "readout_worse_than_chance") != nullptr);
  CHECK(find(model.findings, "readout_worse_than_chance")->where == "qubits 1, 125, 126, 135");
  CHECK_FALSE(model.qubits[135].t1_s);  // both cells are empty
  CHECK(model.qubits[125].gate_usable == Usable::unknown);
  REQUIRE(find(model.findings, "several_gates") != nullptr);  // RZZ beside CZ
  CHECK(model.counts->described.value == 156);
}

TEST_CASE("a table names no machine and no date so the file gives a label and nothing else") {
  const DeviceDescription description = read_text(form_of_2025);
  CHECK(description.name == "ibm_three");
  CHECK_FALSE(description.as_of);
  REQUIRE(find(description.findings, "default_used") != nullptr);
  const Folder files;
  DeviceDescription renamed = must_read(files.write("x.txt", form_of_2025));
  CHECK(renamed.name == "x");
  CHECK(renamed.gates.size() == description.gates.size());
}

TEST_CASE("cells of a table pack the pairs with both of their qubits") {
  DeviceDescription description = read_text(form_of_2025);
  CHECK(description.couplings == std::vector<std::pair<int, int>>{{0, 1}, {1, 2}});
  CHECK(description.qubits[0].t1_s.value == 200.5e-6);
  CHECK(description.qubits[1].t2_s.state == State::absent);
  CHECK(description.qubits[0].frequency_hz.value == 4.9e9);
  CHECK(description.qubits[0].anharmonicity_hz.value == Approx(-0.31e9).epsilon(1e-14));
  CHECK(description.qubits[1].p0_given_1.value == 0.05);
  CHECK(description.qubits[1].p1_given_0.value == 0.03);
  CHECK(description.qubits[2].assignment_error.state == State::sentinel);
  CHECK(description.qubits[1].operational);
  CHECK_FALSE(description.qubits[2].operational);
  CHECK(gate_on(description, {1}).name == "sx");
  CHECK(gate_on(description, {1}).duration_s.state == State::absent);
  CHECK(gate_on(description, {2}).infidelity.state == State::sentinel);
  CHECK(gate_on(description, {1, 0}).name == "cz");
  CHECK(gate_on(description, {1, 0}).infidelity.value == 0.0021);
  CHECK(gate_on(description, {1, 2}).infidelity.state == State::sentinel);
  CHECK(gate_on(description, {2, 1}).duration_s.value == 84e-9);
  CHECK(gate_on(description, {1, 0}).metric.field == "CZ error");
}

TEST_CASE("cells of a table that name the partner only belong to the qubit of the row") {
  DeviceDescription description = read_text(form_of_2026);
  CHECK(description.qubits[0].label == "0");
  CHECK(description.qubits[0].t1_s.value == 110e-6);  // the second row
  CHECK(description.qubits[0].readout_duration_s.value == Approx(2.4e-6).epsilon(1e-14));
  CHECK(gate_on(description, {0}).infidelity.value == 3e-4);
  CHECK(gate_on(description, {0}).duration_s.value == 32e-9);
  CHECK(gate_on(description, {0, 1}).infidelity.value == 0.0013);
  CHECK(gate_on(description, {1, 2}).infidelity.value == 0.0016);
  CHECK(gate_on(description, {2, 1}).infidelity.value == 0.0017);
  CHECK(gate_on(description, {1, 0}).duration_s.value == 72e-9);
  CHECK_FALSE(description.qubits[2].operational);
}

TEST_CASE("a table from before 2023 names qubits with a letter and errors by the C-NOT") {
  DeviceDescription description = read_text(form_before_2023);
  CHECK(description.qubits[1].label == "1");
  CHECK(description.qubits[0].t2_s.value == 140e-6);
  CHECK(gate_on(description, {1, 2}).name == "cx");
  CHECK(gate_on(description, {1, 2}).infidelity.value == 0.02);
  CHECK(gate_on(description, {0, 1}).duration_s.value == 412e-9);
  CHECK(gate_on(description, {1, 0}).duration_s.value == 377e-9);
  CHECK(description.couplings.size() == 2);
  std::string older = replaced(form_before_2023, "\"1_0:0.01; 1_2:0.02\"", "\"cx1_0: 1e-2 , cx1_2: 2e-2 \"");
  older = replaced(older, "Q0,", ",");
  CHECK(write_native(read_text(older)).find("\"cx\"") != std::string::npos);
  description = read_text(older);
  CHECK(description.qubits.size() == 3);
  CHECK(gate_on(description, {1, 2}).infidelity.value == 0.02);
}

TEST_CASE("a pair with a length and no error keeps its coupling") {
  DeviceDescription description = read_text(replaced(replaced(form_of_2026, "2:0.0016;", ""), "\"1:0.0017\"", "\"\""));
  CHECK(description.couplings.size() == 2);
  CHECK(gate_on(description, {1, 2}).infidelity.state == State::absent);
  CHECK(gate_on(description, {1, 2}).duration_s.value == 68e-9);
}

TEST_CASE("a damaged table is refused with line and column") {
  struct Case {
    std::string from, to, where;
  };
  const Case cases[] = {
      {"\"200.5\"", "\"many\"", "t.csv:2: T1 (us)"},
      {"\"200.5\"", "\"nan\"", "t.csv:2: T1 (us)"},
      {"\"200.5\"", "\"1e308\"", "t.csv:2: T1 (us)"},
      {"\"0.02\"", "\"-0.02\"", "t.csv:2: Readout assignment error"},
      {"\"0.03\"", "\"1.5\"", "t.csv:2: Prob meas0 prep1"},
      {"0_1:0.0021", "0_7:0.0021", "t.csv:2: CZ error"},
      {"0_1:0.0021", "0_0:0.0021", "t.csv:2: CZ error"},
      {"0_1:0.0021", "0_1", "t.csv:2: CZ error"},
      {"0_1:0.0021", "0_1=0.0021", "t.csv:2: CZ error"},
      {"1_2:1;1_0:0.0021", "1_0:0.0022;1_0:0.0021", "t.csv:3: CZ error"},
      {"0_1:68", "0_1:-68", "t.csv:2: Gate time (ns)"},
      {"\"TRUE\"", "\"maybe\"", "t.csv:3: Operational"},
      {"\"1\",\"100\"", "\"0\",\"100\"", "t.csv:3: Qubit"},
      {"\"1\",\"100\"", "\"1.5\",\"100\"", "t.csv:3: Qubit"},
      {"T1 (us)", "T1 (GHz)", "t.csv:1"},
      {"T1 (us)", "T1", "t.csv:1"},
      {"T2 (us)", "T1 (ns)", "t.csv:1"},
  };
  for (const Case& one : cases) {
    INFO(one.from << " -> " << one.to);
    CHECK(refusal(replaced(form_of_2025, one.from, one.to)).where.ends_with(one.where));
  }
  CHECK(refusal(std::string(form_of_2025.substr(0, form_of_2025.find('\n')))).message.find("0 rows") !=
        std::string::npos);
}

TEST_CASE("a pair given twice with one value is read once") {
  DeviceDescription description = read_text(replaced(form_of_2025, "1_2:1;1_0:0.0021", "1_2:1;1_0:0.0021;1_0:0.0021"));
  CHECK(gate_on(description, {1, 0}).infidelity.value == 0.0021);
}

// What Google's public files hold that a reader would not expect; the list stands in src/device/oddity_list.cc.

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

const fs::path google_files = fs::path(QGAUGE_SOURCE_DIR) / "../shared/devices/google";
const std::string rainbow_grid = (google_files / "rainbow_2021_12_10_device_spec_for_grid_device.proto.txt").string();

/// A calibration with one T1 for each of these labels.
std::string calibration_of(const std::vector<std::string>& labels) {
  std::string list;
  for (const std::string& label : labels)
    list +=
        (list.empty() ? "" : ", ") + (R"({"name": "single_qubit_idle_t1_micros", "targets": [")" + label +
                                      R"("], "values": [{"doubleVal": )" + std::to_string(10 + label.size()) + "}]}");
  return R"({"metrics": [)" + list + "]}";
}

std::vector<std::string> labels_of(const DeviceDescription& description) {
  std::vector<std::string> labels;
  for (const Qubit& qubit : description.qubits) labels.push_back(qubit.label);
  return labels;
}

}  // namespace

TEST_CASE("Oddity labels_with_holes: grid labels keep their text and are numbered by row and column") {
  const Folder files;
  const DeviceDescription description =
      must_read(files.write("a.json", calibration_of({"10_4", "q3_2", "3_11", "9_4"})));
  CHECK(labels_of(description) == std::vector<std::string>{"q3_2", "3_11", "9_4", "10_4"});
  CHECK(description.qubits[1].t1_s.value == 14e-6);
  const DeviceModel model = must_validate(description);
  for (std::size_t q = 0; q < model.qubits.size(); ++q) CHECK(model.qubits[q].label == description.qubits[q].label);
}

TEST_CASE("Oddity labels_with_holes: a grid label with q in one file and without it in the other is one qubit") {
  const Folder files;
  const std::string spec = files.write("spec.txt", R"(valid_qubits: "5_2")");
  const DeviceDescription description = must_read(files.write("a.json", calibration_of({"q5_2"})) + "," + spec);
  CHECK(labels_of(description) == std::vector<std::string>{"5_2"});
  CHECK(description.qubits[0].t1_s.value == 14e-6);
}

TEST_CASE("Oddity durations_off_by_factor: a readout of 4 ms is kept as stated with a finding") {
  const Folder files;
  const std::string file = files.write("spec.txt", R"(valid_qubits: "0_0" valid_qubits: "0_1"
    valid_targets { targets { ids: "0_0" ids: "0_1" } }
    valid_gates { gate_duration_picos: 12000 syc {} }
    valid_gates { gate_duration_picos: 4000000000 meas {} })");
  const DeviceDescription description = must_read(file);
  CHECK(description.qubits[0].readout_duration_s.value == 4e-3);
  CHECK(find(must_validate(description).findings, "implausible_duration"));
}

TEST_CASE(
    "Oddity durations_off_by_factor: the public Rainbow specification measures for 4 ms where the older has 4 us") {
  if (!have_shared()) return;
  const DeviceDescription grid = must_read(rainbow_grid);
  const DeviceDescription sets = must_read((google_files / "rainbow_2021_12_10_device_spec.proto.txt").string());
  CHECK(grid.qubits[0].readout_duration_s.value == 4e-3);
  CHECK(sets.qubits[0].readout_duration_s.value == 4e-6);
  const DeviceModel implausible = must_validate(grid), plausible = must_validate(sets);
  REQUIRE(find(implausible.findings, "implausible_duration"));
  CHECK(find(implausible.findings, "implausible_duration")->message.find("readout") != std::string::npos);
  CHECK_FALSE(find(plausible.findings, "implausible_duration"));
}

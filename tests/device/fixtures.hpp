// Small descriptions and files for the tests of the device room.
#pragma once

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include "qgauge/device.hpp"

namespace qgauge::device::test {

namespace fs = std::filesystem;

inline const fs::path catalogue = fs::path(QGAUGE_SOURCE_DIR) / "devices";
inline const fs::path ibm_files = fs::path(QGAUGE_SOURCE_DIR) / "../shared/devices/ibm";
inline const fs::path quantinuum_file =
    fs::path(QGAUGE_SOURCE_DIR) / "../shared/devices/quantinuum/Emulator parameters.csv";

/// Whether the public files beside the repository are there; warns where they are not.
inline bool have_shared() {
  if (fs::exists(ibm_files) && fs::exists(quantinuum_file)) return true;
  WARN("skipped: ../shared is absent");
  return false;
}

/// A folder that goes away with the object.
class Folder {
 public:
  Folder() {
    static std::atomic<int> number = 0;
    path_ = fs::temp_directory_path() / ("qgauge_device_" + std::to_string(getpid()) + "_" + std::to_string(number++));
    fs::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const fs::path& path() const { return path_; }
  std::string write(const std::string& name, std::string_view content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
    return (path_ / name).string();
  }

 private:
  fs::path path_;
};

inline DeviceDescription must_read(const std::string& device, const std::string& format = {}) {
  const auto description = read(device, catalogue, format);
  INFO((description ? std::string() : description.error().where + ": " + description.error().message));
  REQUIRE(description);
  return *description;
}

inline DeviceModel must_validate(const DeviceDescription& description) {
  const auto model = validate(description);
  INFO((model ? std::string() : model.error().where + ": " + model.error().message));
  REQUIRE(model);
  return *model;
}

inline const core::Finding* find(const std::vector<core::Finding>& findings, std::string_view code) {
  for (const core::Finding& finding : findings) {
    if (finding.code == code) return &finding;
  }
  return nullptr;
}

inline Gate gate(std::string name, std::vector<int> qubits, Quantity infidelity, double duration_s = 5e-8) {
  Gate one;
  one.name = std::move(name);
  one.qubits = std::move(qubits);
  one.infidelity = infidelity;
  one.duration_s = reported(duration_s);
  return one;
}

/// A calibrated line of `count` qubits: sx 3e-4, cz 4e-3, T1 100 us, T2 80 us, readout 1 % and 2 %.
inline DeviceDescription line(int count) {
  DeviceDescription description;
  description.name = "line";
  description.source.description = "made for a test";
  description.qubit_count = count;
  for (int q = 0; q < count; ++q) {
    Qubit qubit;
    qubit.label = std::to_string(q);
    qubit.t1_s = reported(100e-6);
    qubit.t2_s = reported(80e-6);
    qubit.p1_given_0 = reported(0.01);
    qubit.p0_given_1 = reported(0.02);
    description.qubits.push_back(qubit);
    description.gates.push_back(gate("sx", {q}, reported(3e-4), 3e-8));
    if (q == 0) continue;
    description.couplings.emplace_back(q - 1, q);
    description.gates.push_back(gate("cz", {q - 1, q}, reported(4e-3)));
  }
  return description;
}

inline Gate& gate_on(DeviceDescription& description, const std::vector<int>& qubits) {
  for (Gate& one : description.gates) {
    if (one.qubits == qubits) return one;
  }
  FAIL("no gate on these qubits");
  return description.gates[0];
}

}  // namespace qgauge::device::test

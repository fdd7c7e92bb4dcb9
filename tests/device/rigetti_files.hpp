// Small Rigetti documents and the public files beside the repository, for the tests of Rigetti's formats.
#pragma once

#include <string>
#include <string_view>

#include "device/fixtures.hpp"

namespace qgauge::device::test {

inline const fs::path rigetti_files = fs::path(QGAUGE_SOURCE_DIR) / "../shared/devices/rigetti";
inline const std::string ankaa_2025 = (rigetti_files / "braket_ankaa-3_82q_2025-06-30.json").string();
inline const std::string ankaa_2026 = (rigetti_files / "braket_ankaa-3_82q_2026-01-07.json").string();
inline const std::string aspen_m = (rigetti_files / "braket_aspen-m_80q_2022-12-07.json").string();
inline const std::string cepheus = (rigetti_files / "braket_cepheus-1-108q_2026-04-23.json").string();
inline const std::string isa_aspen_9 = (rigetti_files / "qcs-isa_Aspen-9.json").string();
inline const std::string isa_aspen_m_3 = (rigetti_files / "qcs-isa_Aspen-M-3.json").string();
inline const std::string quilc_aspen_8 = (rigetti_files / "quilc-compiler-isa_Aspen-8.json").string();

inline bool have_rigetti() {
  if (fs::exists(cepheus)) return true;
  WARN("skipped: ../shared is absent");
  return false;
}

/// Three qubits 0, 7 and 21 in a row, and qubit 30 on which nothing can be run.
inline const std::string small_isa = R"({"name": "Small-1", "architecture": {"family": "Aspen",
  "nodes": [{"node_id": 21}, {"node_id": 0}, {"node_id": 7}, {"node_id": 30}],
  "edges": [{"node_ids": [7, 0]}, {"node_ids": [7, 21]}, {"node_ids": [21, 30]}]},
  "instructions": [
    {"name": "RX", "node_count": 1, "sites": [{"node_ids": [0]}, {"node_ids": [7], "characteristics": null},
                                              {"node_ids": [21], "characteristics": []}]},
    {"name": "MEASURE", "node_count": 1, "sites": [{"node_ids": [0], "characteristics": [
      {"name": "fRO", "value": 0.95, "error": null, "timestamp": "1970-01-01T00:00:00+00:00"}]}]},
    {"name": "RESET", "node_count": 1, "sites": [{"node_ids": [0], "characteristics": [{"name": "fAR", "value": 0.9}]}]},
    {"name": "CPHASE", "node_count": 2, "sites": [{"node_ids": [0, 7], "characteristics": [
      {"name": "fCPHASE", "value": 0.97, "error": 0.01, "parameter_values": [3.141592653589793]}]}]},
    {"name": "XY", "node_count": 2, "sites": [{"node_ids": [0, 7], "characteristics": [
      {"name": "fXY", "value": 0.99, "error": 0.01, "parameter_values": [1.5707963267948966]}]}]},
    {"name": "CZ", "node_count": 2, "sites": [
      {"node_ids": [7, 0], "characteristics": [{"name": "fCZ", "value": 0.98, "error": 0.002,
                                                "timestamp": "2026-01-07T20:06:33+00:00"}]},
      {"node_ids": [7, 21], "characteristics": [{"name": "fCZ", "value": 0.5, "error": 1.0}]}]}],
  "benchmarks": [
    {"name": "randomized_benchmark_1q", "node_count": 1, "sites": [
      {"node_ids": [0], "characteristics": [{"name": "fRB", "value": 0.999, "error": 0.0001,
                                             "timestamp": "2026-01-06T20:06:33+00:00"}]}]},
    {"name": "randomized_benchmark_simultaneous_1q", "node_count": 3, "sites": [{"node_ids": [0, 7, 21],
      "characteristics": [{"name": "fRB", "value": 0.996, "error": 0.0002, "node_ids": [0]},
                          {"name": "fRB", "value": 0.995, "error": 0.0002, "node_ids": [7]}]}]},
    {"name": "FreeInversionRecovery", "node_count": 1, "sites": [
      {"node_ids": [21], "characteristics": [{"name": "T1", "value": 2e-05, "error": 1e-06}]}]},
    {"name": "FreeInductionDecay", "node_count": 1, "sites": [
      {"node_ids": [21], "characteristics": [{"name": "T2", "value": 1e-05}]}]}]})";

inline std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const std::size_t found = text.find(what);
  REQUIRE(found != std::string::npos);
  return text.replace(found, what.size(), with);
}

inline const Qubit& qubit_named(const DeviceDescription& description, std::string_view label) {
  for (const Qubit& qubit : description.qubits) {
    if (qubit.label == label) return qubit;
  }
  FAIL("no qubit of this label");
  return description.qubits[0];
}

/// The gate of that name on the qubits with these labels, in any order; null where there is none.
inline const Gate* find_gate(const DeviceDescription& description, std::string_view name, std::string_view a,
                             std::string_view b = {}) {
  for (const Gate& one : description.gates) {
    if (one.name != name || one.qubits.size() != (b.empty() ? 1u : 2u)) continue;
    const std::string& first = description.qubits[static_cast<std::size_t>(one.qubits.front())].label;
    const std::string& last = description.qubits[static_cast<std::size_t>(one.qubits.back())].label;
    if (b.empty() ? first == a : (first == a && last == b) || (first == b && last == a)) return &one;
  }
  return nullptr;
}

inline const Gate& gate_named(const DeviceDescription& description, std::string_view name, std::string_view a,
                              std::string_view b = {}) {
  const Gate* found = find_gate(description, name, a, b);
  REQUIRE(found != nullptr);
  return *found;
}

/// Everything but the findings, to compare two ways of giving the same figures.
inline std::string content_of(DeviceDescription description) {
  description.findings.clear();
  return write_native(description);
}

inline int count_sentinels(const DeviceDescription& description, std::size_t qubits) {
  int count = 0;
  for (const Gate& one : description.gates) {
    count += one.qubits.size() == qubits && one.infidelity.state == State::sentinel ? 1 : 0;
  }
  return count;
}

}  // namespace qgauge::device::test

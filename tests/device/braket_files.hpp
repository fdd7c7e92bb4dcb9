// Small documents in the forms of Amazon Braket and IQM, and the public files beside the repository, for the tests of
// these formats.
#pragma once

#include <nlohmann/json.hpp>

#include "device/rigetti_files.hpp"

namespace qgauge::device::test {

inline const fs::path shared_devices = fs::path(QGAUGE_SOURCE_DIR) / "../shared/devices";
inline const std::string garnet_2025_07 = (shared_devices / "iqm/braket_garnet_2025-07-06.json").string();
inline const std::string garnet_2025_08 = (shared_devices / "iqm/braket_garnet_2025-08-14.json").string();
inline const std::string garnet_2026 = (shared_devices / "iqm/braket_garnet_2026-05-05.json").string();
inline const std::string sirius =
    (shared_devices / "iqm/iqm-native_sirius_quality-metric-set_2025-12-04.json").string();
inline const std::string lucy = (shared_devices / "oqc/braket_lucy_2022-12-07.json").string();
inline const std::string forte = (shared_devices / "ionq/braket_forte-enterprise-1_2026-05-03.json").string();
inline const std::string aquila = (shared_devices / "not-gate-model/braket_quera_aquila.json").string();
inline const std::string borealis = (shared_devices / "not-gate-model/braket_xanadu_borealis_2022-12-06.json").string();
inline const std::string sv1 = (shared_devices / "not-gate-model/braket_sv1_simulator.json").string();

inline DeviceDescription must_read_text(const std::string& text) {
  const Folder files;
  return must_read(files.write("device.json", text));
}

inline DeviceDescription must_read_json(const nlohmann::json& document) { return must_read_text(document.dump()); }

inline core::Error refusal_of_text(const std::string& text) {
  const Folder files;
  const auto description = read(files.write("device.json", text), catalogue);
  REQUIRE_FALSE(description);
  return description.error();
}

/// A change of a document, and the part of its path that the message must name.
struct Damage {
  std::string pointer;
  std::string value;
  std::string named;
};

/// Puts the value at the place of the document, which must be refused there.
inline void check_damage(nlohmann::json document, const Damage& damage) {
  INFO(damage.pointer << " = " << damage.value);
  document[nlohmann::json::json_pointer(damage.pointer)] = nlohmann::json::parse(damage.value);
  const core::Error error = refusal_of_text(document.dump());
  CHECK(error.code == core::ErrorCode::unusable_input);
  INFO(error.where << ": " << error.message);
  CHECK((error.where + " " + error.message).find(damage.named) != std::string::npos);
}

/// The part that all documents of a vendor share: header, date and paradigm.
inline nlohmann::json braket_document(const std::string& vendor, const std::string& paradigm) {
  auto document = nlohmann::json::parse(R"({"service": {"updatedAt": "2026-05-05T16:45:26.355472+00:00"}})");
  document["braketSchemaHeader"] = {{"name", "braket.device_schema." + vendor + "." + vendor + "_device_capabilities"},
                                    {"version", "1"}};
  document["paradigm"] = nlohmann::json::parse(paradigm);
  return document;
}

/// Three qubits in a row; the pairs stand under one of their qubits only, and qubit 3 under none.
inline nlohmann::json small_garnet() {
  auto document = braket_document("iqm", R"({"qubitCount": 3, "nativeGateSet": ["cz", "prx", "cc_prx"],
    "connectivity": {"fullyConnected": false, "connectivityGraph": {"1": ["2"], "2": ["3"]}}})");
  document["provider"] = nlohmann::json::parse(R"({"properties": {
    "one_qubit": {"1": {"T1": 4e-5, "T1_std_err": 1e-6, "T2": 8e-6, "T2_echo": 1.5e-5, "T2_echo_std_err": 2e-6,
                        "f1Q_simultaneous_RB": 0.999, "f1Q_simultaneous_RB_std_err": 3e-5, "fRO": 0.985,
                        "readout_error_0_to_1": 0.01, "readout_error_1_to_0": 0.02},
                  "2": {"T1": 3e-5, "T2_echo": null, "f1Q_simultaneous_RB": 0.0, "fRO": 0.97}, "3": {}},
    "two_qubit": {"1-2": {"fCZ": 0.99, "fCZ_std_err": 0.001, "f2Q_simultaneous_RB_Clifford": 0.97}, "2-3": {}}}})");
  document["standardized"] = nlohmann::json::parse(R"({"braketSchemaHeader": {"version": "1"},
    "oneQubitProperties": {
      "1": {"T1": {"value": 4e-5, "unit": "S"}, "T2": {"value": 8e-6, "standardError": 4e-7, "unit": "S"},
            "oneQubitFidelity": [
              {"fidelityType": {"name": "SIMULTANEOUS_RANDOMIZED_BENCHMARKING"}, "fidelity": 0.999},
              {"fidelityType": {"name": "READOUT_ERROR_0_TO_1"}, "fidelity": 0.01},
              {"fidelityType": {"name": "READOUT_ERROR_1_TO_0"}, "fidelity": 0.02},
              {"fidelityType": {"name": "READOUT"}, "fidelity": 0.985, "standardError": 0.0007}]},
      "2": {"T1": {"value": 3e-5, "unit": "S"}, "T2": {"value": 0.0, "unit": "S"}, "oneQubitFidelity": []}},
    "twoQubitProperties": {"1-2": {"twoQubitGateFidelity": [
      {"gateName": "CZ", "fidelity": 0.99, "standardError": 0.001, "direction": null,
       "fidelityType": {"name": "SIMULTANEOUS_INTERLEAVED_RANDOMIZED_BENCHMARKING"}},
      {"gateName": "Two_Qubit_Clifford", "fidelity": 0.97,
       "fidelityType": {"name": "SIMULTANEOUS_INTERLEAVED_RANDOMIZED_BENCHMARKING"}}]}}})");
  return document;
}

/// Two qubits whose labels are written as numbers with a point, and a gate from 1 to 0.
inline nlohmann::json small_lucy() {
  auto document = braket_document("oqc", R"({"qubitCount": 2, "nativeGateSet": ["ecr", "i", "rz", "v", "x"],
    "connectivity": {"fullyConnected": false, "connectivityGraph": {"1": ["0"]}}})");
  document["provider"] = nlohmann::json::parse(R"({"properties": {
    "one_qubit": {"0": {"T1": 20.0, "T2": 30.0, "fRB": 0.9992, "fRO": 0.95, "qubit": 0.0},
                  "1": {"T1": 50.0, "T2": 51.0, "fRB": 0.9972, "fRO": 0.74, "qubit": 1.0}},
    "two_qubit": {"1-0": {"coupling": {"control_qubit": 1.0, "target_qubit": 0.0}, "fCX": 0.95}}}})");
  document["standardized"] = nlohmann::json::parse(R"({"braketSchemaHeader": {"version": "1"},
    "oneQubitProperties": {
      "0": {"T1": {"value": 20.0, "unit": "uS"}, "T2": {"value": 30.0, "unit": "uS"}, "oneQubitFidelity": [
              {"fidelityType": {"name": "RANDOMIZED_BENCHMARKING"}, "fidelity": 0.9992}]}},
    "twoQubitProperties": {"1-0": {"twoQubitGateFidelity": [
      {"gateName": "ecr", "fidelity": 0.95, "direction": {"control": 1, "target": 0},
       "fidelityType": {"name": "RANDOMIZED_BENCHMARKING"}}]}}})");
  return document;
}

/// The provider's section as the schema ionq_provider_properties gives it in its example.
inline nlohmann::json small_ionq() {
  auto document = braket_document("ionq", R"({"qubitCount": 11, "nativeGateSet": ["GPI", "GPI2", "MS"],
    "connectivity": {"fullyConnected": true, "connectivityGraph": {}}})");
  document["provider"] = nlohmann::json::parse(R"({
    "fidelity": {"1Q": {"mean": 0.99717}, "2Q": {"mean": 0.9696}, "spam": {"mean": 0.9961}},
    "timing": {"T1": 10000000000, "T2": 500000, "1Q": 1.1e-05, "2Q": 0.00021, "readout": 0.000175, "reset": 3.5e-05}})");
  return document;
}

}  // namespace qgauge::device::test

// What Rigetti's public files hold and a reader would not expect, on small documents and on the files themselves.

#include <chrono>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "device/rigetti_files.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

/// The architecture with another fidelity and error of CZ on 7-21, where it has 0.5 and 1.
Gate gate_with(const std::string& fidelity, const std::string& error) {
  const Folder files;
  const std::string figures = fmt::format("\"value\": {}, \"error\": {}", fidelity, error);
  const std::string text = replaced(small_isa, "\"value\": 0.5, \"error\": 1.0", figures);
  return gate_named(must_read(files.write("isa.json", text)), "cz", "7", "21");
}

/// A Braket document around the small architecture.
nlohmann::json braket_document() {
  auto document = nlohmann::json::parse(R"({"service": {"updatedAt": "2026-01-07T21:09:48+00:00"},
    "braketSchemaHeader": {"name": "braket.device_schema.rigetti.rigetti_device_capabilities", "version": "2"},
    "paradigm": {"qubitCount": 4, "connectivity": {"fullyConnected": false,
      "connectivityGraph": {"0": ["7"], "7": ["21"], "21": ["30"]}}}})");
  document["provider"]["specs"] = nlohmann::json::parse(small_isa);
  return document;
}

}  // namespace

TEST_CASE("Oddity coherence_of_zero: T1 and T2 of 0 are left out of the model with a finding") {
  const Folder files;
  const std::string text = replaced(replaced(small_isa, "\"value\": 2e-05", "\"value\": 0.0"), "1e-05", "3.7e-07");
  const DeviceDescription description = must_read(files.write("isa.json", text));
  CHECK(description.qubits[2].t1_s.known());
  const DeviceModel model = must_validate(description);
  CHECK_FALSE(model.qubits[2].t1_s);
  CHECK(model.qubits[2].t2_s == 3.7e-07);  // short, and a time
  REQUIRE(find(model.findings, "unusable_coherence") != nullptr);
  CHECK(find(model.findings, "unusable_coherence")->where == "qubits 21");
}

TEST_CASE("Oddity coherence_of_zero: qubit 53 of Ankaa-3 keeps its readout and loses its times") {
  if (!have_rigetti()) return;
  const DeviceDescription description = must_read(ankaa_2026);
  CHECK(qubit_named(description, "53").t1_s.value == 0);
  CHECK(qubit_named(description, "53").assignment_error.value == Approx(0.365).epsilon(1e-12));
  const DeviceModel model = must_validate(description);
  REQUIRE(find(model.findings, "unusable_coherence") != nullptr);
  CHECK(find(model.findings, "unusable_coherence")->where.starts_with("qubits 53"));
}

TEST_CASE("Oddity rigetti_half_fidelity: a half or 0 or 0.01 with an error of 0.99 is not calibrated") {
  CHECK(gate_with("0.5", "1.0").infidelity.state == State::sentinel);
  CHECK(gate_with("0.5", "null").infidelity.state == State::sentinel);
  CHECK(gate_with("0.0", "0.0").infidelity.state == State::sentinel);
  CHECK(gate_with("0.01", "0.99").infidelity.state == State::sentinel);
}

TEST_CASE("Oddity rigetti_half_fidelity: other low fidelities and wide fits are values") {
  CHECK(gate_with("0.01", "0.02").infidelity.value == Approx(0.99).epsilon(1e-12));
  CHECK(gate_with("0.500001", "1.0").infidelity.value == Approx(0.499999).epsilon(1e-12));
  const Gate wide = gate_with("0.853", "0.129");
  CHECK(wide.infidelity.known());
  CHECK(wide.infidelity.sigma == 0.129);
}

TEST_CASE("Oddity rigetti_half_fidelity: the failed fits of the public files stay unknown couplings") {
  if (!have_rigetti()) return;
  CHECK(count_sentinels(must_read(ankaa_2025), 2) == 8);
  CHECK(count_sentinels(must_read(ankaa_2025), 1) == 1);  // qubit 28
  CHECK(count_sentinels(must_read(ankaa_2026), 2) == 22);
  CHECK(count_sentinels(must_read(isa_aspen_9), 2) == 1);  // CPHASE on 0-1
  CHECK(count_sentinels(must_read(isa_aspen_m_3), 2) == 0);
  const DeviceDescription description = must_read(cepheus);
  CHECK(count_sentinels(description, 2) == 14);
  CHECK(count_sentinels(description, 1) == 7);
  const DeviceModel model = must_validate(description);
  int unknown = 0;
  for (const Coupling& coupling : model.couplings) unknown += coupling.usable == Usable::unknown ? 1 : 0;
  CHECK(model.couplings.size() == 193);
  CHECK(unknown == 14);
  CHECK(model.counts->working.low < model.counts->working.high);
}

TEST_CASE("Oddity several_gates_per_edge: the gate with the lowest error per C-NOT is used and named") {
  const Folder files;
  const DeviceDescription description = must_read(files.write("isa.json", small_isa));
  CHECK(find_gate(description, "cphase", "0", "7") != nullptr);
  const DeviceModel model = must_validate(description);
  CHECK(model.couplings.at(0).gate->name == "cz");  // 0.02, and 0.03 for cphase
  CHECK(find(model.findings, "several_gates") != nullptr);
}

TEST_CASE("Oddity several_gates_per_edge: cphase stands in where cz failed and xy counts twice per C-NOT") {
  if (!have_rigetti()) return;
  const DeviceDescription description = must_read(aspen_m);
  CHECK(find_gate(description, "cz", "0", "7") != nullptr);
  CHECK(find_gate(description, "cphase", "0", "7") != nullptr);
  CHECK(find_gate(description, "xy", "0", "7") != nullptr);
  const DeviceModel model = must_validate(description);
  const Coupling* poor_cz = find_coupling(model, 0, 7);  // labels 0 and 7 are indices 0 and 7
  REQUIRE(poor_cz != nullptr);
  CHECK(poor_cz->gate->name == "xy");  // two of 0.0327 are better than one cz of 0.164
  const Coupling* poor_xy = find_coupling(model, 0, 1);
  REQUIRE(poor_xy != nullptr);
  CHECK(poor_xy->gate->name == "cphase");  // 0.107, cz 0.158, two xy of 0.159
}

TEST_CASE("Oddity labels_with_holes: labels up to 147 stand for 80 indices both ways") {
  if (!have_rigetti()) return;
  for (const std::string& file : {aspen_m, isa_aspen_m_3}) {
    const DeviceDescription description = must_read(file);
    REQUIRE(description.qubits.size() == 80);
    CHECK(description.qubits[8].label == "10");
    CHECK(description.qubits[79].label == "147");
    CHECK(must_validate(description).qubits[79].label == "147");
  }
  const DeviceDescription ankaa = must_read(ankaa_2026);
  CHECK(ankaa.qubits[42].label == "43");  // 42 and 48 are missing
  CHECK(ankaa.qubits[81].label == "83");
}

TEST_CASE("Oddity labels_with_holes: a gate on labels acts on their indices") {
  const Folder files;
  const DeviceDescription description = must_read(files.write("isa.json", small_isa));
  CHECK(gate_named(description, "cz", "7", "21").qubits == std::vector{1, 2});
  CHECK(must_validate(description).qubits[2].label == "21");
}

TEST_CASE("Oddity pulse_section_ignored: a document with a pulse section reads as one without") {
  const Folder files;
  auto document = braket_document();
  const DeviceDescription plain = must_read(files.write("plain.json", document.dump()));
  for (int i = 0; i < 2000; ++i) {
    document["pulse"]["frames"][fmt::format("q{}", i)] = {{"frequency", 1e9}, {"phase", {0.0, 1.0}}};
  }
  document["pulse"]["nativeGateCalibrationsRef"] = nullptr;
  const DeviceDescription long_one = must_read(files.write("pulse.json", document.dump()));
  CHECK(content_of(long_one) == content_of(plain));
}

TEST_CASE("Oddity pulse_section_ignored: more than a megabyte is read within a fraction of a second") {
  if (!have_rigetti()) return;
  CHECK(fs::file_size(cepheus) > 1'000'000);
  const auto start = std::chrono::steady_clock::now();
  must_read(cepheus);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));  // some 0.03 s in a release build
}

TEST_CASE("Oddity double_encoded_document: a document within a JSON string reads as itself with a finding") {
  const Folder files;
  const std::string inner = braket_document().dump();
  const DeviceDescription plain = must_read(files.write("plain.json", inner));
  const DeviceDescription encoded = must_read(files.write("encoded.json", nlohmann::json(inner).dump()));
  CHECK(content_of(encoded) == content_of(plain));
  CHECK(find(plain.findings, "double_encoded") == nullptr);
  CHECK(find(encoded.findings, "double_encoded") != nullptr);
}

TEST_CASE("Oddity double_encoded_document: the Ankaa-3 document of June 2025 is one JSON string") {
  if (!have_rigetti()) return;
  const DeviceDescription description = must_read(ankaa_2025);
  CHECK(description.qubits.size() == 82);
  CHECK(find(description.findings, "double_encoded") != nullptr);
}

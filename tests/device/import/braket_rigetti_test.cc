// Amazon Braket's documents of Rigetti: small documents of both provider schemas, the public ones, and broken ones.

#include <nlohmann/json.hpp>

#include "device/rigetti_files.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

const std::string small_braket = R"({
  "braketSchemaHeader": {"name": "braket.device_schema.rigetti.rigetti_device_capabilities", "version": "1"},
  "service": {"updatedAt": "2022-12-07T00:21:08+00:00"},
  "paradigm": {"qubitCount": 3, "connectivity": {"fullyConnected": false,
    "connectivityGraph": {"0": ["103"], "103": ["0", "9"]}}},
  "provider": {"specs": {
    "1Q": {"0": {"T1": 2e-05, "T2": 1e-05, "f1QRB": 0.999, "f1QRB_std_err": 0.0001, "f1Q_simultaneous_RB": 0.996,
                 "f1Q_simultaneous_RB_std_err": 0.0002, "fActiveReset": 0.98, "fRO": 0.95},
           "9": {"f1QRB": 0.5, "f1QRB_std_err": 1.0, "fRO": null}, "103": {}},
    "2Q": {"0-103": {"fCZ": 0.97, "fCZ_std_err": 0.003, "fXY": 0.98, "Avg_T1": 1e-05}, "9-103": {"fCPHASE": 0.01,
           "fCPHASE_std_err": 0.99}}}},
  "standardized": {
    "oneQubitProperties": {
      "0": {"T1": {"value": 20.0, "unit": "uS"}, "T2": {"value": 1e-05, "standardError": null, "unit": "S"},
            "oneQubitFidelity": [{"fidelityType": {"name": "RANDOMIZED_BENCHMARKING"}, "fidelity": 0.999},
                                 {"fidelityType": {"name": "SIMULTANEOUS_RANDOMIZED_BENCHMARKING"}, "fidelity": 0.996},
                                 {"fidelityType": {"name": "READOUT"}, "fidelity": 0.95}]},
      "103": {"oneQubitFidelity": [{"fidelityType": {"name": "READOUT"}, "fidelity": 0.93},
                                   {"fidelityType": {"name": "RANDOMIZED_BENCHMARKING"}, "fidelity": 0.5}]}},
    "twoQubitProperties": {
      "0-103": {"twoQubitGateFidelity": [{"gateName": "CZ", "fidelity": 0.97, "direction": null,
                                          "fidelityType": {"name": "INTERLEAVED_RANDOMIZED_BENCHMARKING"}}]},
      "0-9": {"twoQubitGateFidelity": []}}}})";

/// The small architecture within a document of provider schema 2.
std::string braket_with_isa() {
  auto document = nlohmann::json::parse(small_braket);
  document["provider"]["specs"] = nlohmann::json::parse(small_isa);
  document["paradigm"] = nlohmann::json::parse(R"({"qubitCount": 4, "connectivity": {"fullyConnected": false,
    "connectivityGraph": {"0": ["7"], "7": ["0", "21"], "21": ["30", "7"], "30": ["21"]}}})");
  document.erase("standardized");
  return document.dump();
}

DeviceDescription read_small(const std::string& text = small_braket) {
  const Folder files;
  return must_read(files.write("device.json", text));
}

core::Error refusal_of(const std::string& text) {
  const Folder files;
  const auto description = read(files.write("device.json", text), catalogue);
  REQUIRE_FALSE(description);
  return description.error();
}

}  // namespace

TEST_CASE("provider schema 1 of a Rigetti machine is read with its standard errors") {
  const DeviceDescription description = read_small();
  CHECK(description.format == "braket_rigetti");
  CHECK(description.as_of->text() == "2022-12-07");
  CHECK(description.couplings == std::vector<std::pair<int, int>>{{0, 2}, {1, 2}});
  CHECK(description.qubits[0].t1_s.value == 2e-05);
  CHECK(description.qubits[0].t2_star_s.value == 1e-05);
  CHECK(description.qubits[0].t2_s.state == State::absent);
  const Gate& rx = gate_named(description, "rx", "0");
  CHECK(rx.infidelity.value == Approx(0.001).epsilon(1e-9));
  CHECK(rx.infidelity.sigma == 0.0001);
  CHECK(rx.metric.field == "f1QRB");
  CHECK(rx.other_errors.at(0).metric.field == "f1Q_simultaneous_RB");
  CHECK(rx.other_errors.at(0).infidelity.sigma == 0.0002);
  CHECK(gate_named(description, "cz", "0", "103").infidelity.sigma == 0.003);
  CHECK(find(description.findings, "unused_quantity")->message == "not read: fActiveReset");
}

TEST_CASE("failed fits of provider schema 1 are marks and not values") {
  const DeviceDescription description = read_small();
  CHECK(gate_named(description, "rx", "9").infidelity.state == State::sentinel);
  CHECK(gate_named(description, "cphase", "9", "103").infidelity.state == State::sentinel);
  CHECK(qubit_named(description, "9").assignment_error.state == State::absent);
}

TEST_CASE("the standardized section fills what the provider leaves out") {
  const DeviceDescription description = read_small();
  CHECK(qubit_named(description, "103").assignment_error.value == Approx(0.07).epsilon(1e-12));
  CHECK(gate_named(description, "rx", "103").infidelity.state == State::sentinel);
  CHECK(find(description.findings, "duplicate_disagrees") == nullptr);
}

TEST_CASE("a standardized figure that differs from the provider's is reported and not used") {
  const DeviceDescription description = read_small(replaced(small_braket, "\"value\": 20.0", "\"value\": 21.0"));
  CHECK(description.qubits[0].t1_s.value == 2e-05);
  const core::Finding* differs = find(description.findings, "duplicate_disagrees");
  REQUIRE(differs != nullptr);
  CHECK(differs->where == "values T1 of 0");
  const DeviceDescription beside = read_small(replaced(small_braket, "\"fidelity\": 0.996", "\"fidelity\": 0.997"));
  CHECK(find(beside.findings, "duplicate_disagrees")->where == "values f1Q_simultaneous_RB of 0");
  const DeviceDescription gates =
      read_small(replaced(small_braket, "\"CZ\", \"fidelity\": 0.97", "\"CZ\", \"fidelity\": 0.96"));
  CHECK(gate_named(gates, "cz", "0", "103").infidelity.value == Approx(0.03).epsilon(1e-12));
  REQUIRE(find(gates.findings, "duplicate_disagrees") != nullptr);
  CHECK(find(gates.findings, "duplicate_disagrees")->where == "values fCZ of 0-103");
}

TEST_CASE("a number of qubits that differs from the labels is reported") {
  const DeviceDescription description = read_small(replaced(small_braket, "\"qubitCount\": 3", "\"qubitCount\": 5"));
  CHECK(description.qubit_count == 3);
  REQUIRE(find(description.findings, "duplicate_disagrees") != nullptr);
  CHECK(find(description.findings, "duplicate_disagrees")->where.ends_with("/paradigm/qubitCount"));
}

TEST_CASE("provider schema 2 reads as the architecture that it holds") {
  const Folder files;
  const DeviceDescription alone = must_read(files.write("isa.json", small_isa));
  const DeviceDescription within = read_small(braket_with_isa());
  CHECK(within.name == "Small-1");
  CHECK(within.as_of->text() == "2022-12-07");
  CHECK(within.couplings == alone.couplings);
  REQUIRE(within.gates.size() == alone.gates.size());
  for (std::size_t i = 0; i < alone.gates.size(); ++i) {
    CHECK(within.gates[i].name == alone.gates[i].name);
    CHECK(within.gates[i].qubits == alone.gates[i].qubits);
    CHECK(within.gates[i].infidelity.value == alone.gates[i].infidelity.value);
  }
  CHECK(find(within.findings, "duplicate_disagrees") == nullptr);
}

TEST_CASE("an architecture with other edges than the connectivity graph is reported") {
  const DeviceDescription description = read_small(replaced(braket_with_isa(), "[\"21\"]", "[\"21\",\"0\"]"));
  REQUIRE(find(description.findings, "duplicate_disagrees") != nullptr);
  CHECK(find(description.findings, "duplicate_disagrees")->message.find("3 edges") != std::string::npos);
  CHECK(description.couplings == std::vector<std::pair<int, int>>{{0, 1}, {1, 2}});
}

TEST_CASE("a Braket document that contradicts itself is refused at its place") {
  const auto dangling = refusal_of(replaced(small_braket, "\"9-103\": {\"fCPHASE\"", "\"9-104\": {\"fCPHASE\""));
  CHECK(dangling.where.ends_with("/provider/specs/2Q/9-104"));
  CHECK(refusal_of(replaced(small_braket, "[\"0\", \"9\"]", "[\"0\", \"103\"]")).message.find("another qubit") !=
        std::string::npos);
  CHECK(refusal_of(replaced(small_braket, "[\"0\", \"9\"]", "[\"0\", true]")).where.ends_with("/103/1"));
  CHECK(refusal_of(replaced(small_braket, "\"uS\"", "\"parsec\"")).where.ends_with("/0/T1/unit"));
  CHECK(refusal_of(replaced(small_braket, "\"f1QRB\": 0.999", "\"f1QRB\": 1.999")).where.ends_with("/1Q/0/f1QRB"));
  CHECK(refusal_of(replaced(small_braket, "\"T1\": 2e-05", "\"T1\": \"2e-05\"")).where.ends_with("/1Q/0/T1"));
  CHECK(refusal_of(replaced(small_braket, "\"qubitCount\": 3", "\"qubitCount\": 0")).where.ends_with("/qubitCount"));
  CHECK(refusal_of(replaced(small_braket, "\"provider\"", "\"supplier\"")).message.find("provider") !=
        std::string::npos);
  const auto twice = refusal_of(replaced(small_braket, "\"9-103\": {\"fCPHASE\": 0.01", "\"103-0\": {\"fCZ\": 0.01"));
  CHECK(twice.message.find("fCZ once on each pair") != std::string::npos);
}

TEST_CASE("the values of Aspen-M are those of its Braket document") {
  if (!have_rigetti()) return;
  const DeviceDescription description = must_read(aspen_m);
  CHECK(description.as_of->text() == "2022-12-07");
  CHECK(description.qubits.size() == 80);
  CHECK(description.couplings.size() == 105);
  const Qubit& first = qubit_named(description, "0");
  CHECK(first.t1_s.value == 1.4141931667266405e-05);
  CHECK(first.t2_star_s.value == 2.0764849189501927e-05);
  CHECK(first.assignment_error.value == Approx(0.149).epsilon(1e-12));
  CHECK(gate_named(description, "rx", "0").infidelity.value == Approx(1 - 0.9748940993993096).epsilon(1e-12));
  CHECK(gate_named(description, "rx", "0").infidelity.sigma == 0.003627345903981235);
  CHECK(gate_named(description, "cz", "0", "7").infidelity.value == Approx(1 - 0.835895820447604).epsilon(1e-12));
  CHECK(gate_named(description, "cphase", "0", "7").infidelity.sigma == 0.006752038516863724);
  CHECK(find(description.findings, "duplicate_disagrees") == nullptr);
}

TEST_CASE("the values of Ankaa-3 are those of its Braket documents") {
  if (!have_rigetti()) return;
  const DeviceDescription old = must_read(ankaa_2025);
  CHECK(old.name == "Ankaa-3");
  CHECK(old.couplings.size() == 138);
  CHECK(gate_named(old, "iswap", "0", "1").infidelity.value == Approx(1 - 0.979918596095978).epsilon(1e-12));
  CHECK(gate_named(old, "iswap", "0", "1").infidelity.sigma == 0.0029999816851640293);
  CHECK(gate_named(old, "iswap", "0", "1").infidelity.date->text() == "2025-06-30");
  CHECK(qubit_named(old, "49").t2_star_s.value == 9.007388887301796e-07);
  CHECK(qubit_named(old, "49").t2_star_s.sigma == 1.2054579456873828e-07);
  const DeviceDescription later = must_read(ankaa_2026);
  CHECK(later.as_of->text() == "2026-01-07");
  CHECK(later.couplings.size() == 140);
  CHECK(qubit_named(later, "83").t1_s.value == 4.866440339780014e-05);
  CHECK(qubit_named(later, "83").assignment_error.value == Approx(0.007).epsilon(1e-12));
  CHECK(gate_named(later, "rx", "83").infidelity.value == Approx(1 - 0.999543023775761).epsilon(1e-12));
  CHECK(find(later.findings, "duplicate_disagrees") == nullptr);
}

TEST_CASE("the values of Cepheus are those of its Braket document") {
  if (!have_rigetti()) return;
  const DeviceDescription description = must_read(cepheus);
  CHECK(description.name == "Cepheus-1-108Q");
  CHECK(description.as_of->text() == "2026-04-23");
  CHECK(description.qubits.size() == 108);
  CHECK(description.couplings.size() == 193);
  CHECK(gate_named(description, "cz", "0", "1").infidelity.value == Approx(1 - 0.9948666864855468).epsilon(1e-12));
  CHECK(gate_named(description, "rx", "0").other_errors.at(0).infidelity.value ==
        Approx(1 - 0.997479663339276).epsilon(1e-12));
  CHECK(qubit_named(description, "105").t2_star_s.value == 3.749516395146202e-07);
  CHECK(qubit_named(description, "107").t1_s.date->text() == "2026-04-23");
  CHECK(find(description.findings, "duplicate_disagrees") == nullptr);
  const DeviceModel model = must_validate(description);
  CHECK(model.counts->described.value == 108);
  CHECK(model.counts->operational.value == 108);
}

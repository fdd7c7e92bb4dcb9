// What the public files of IQM, OQC, IonQ and of machines without gates hold and a reader would not expect.

#include "device/braket_files.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

TEST_CASE("Oddity error_in_fidelity_field: the type beside the field says that it holds an error") {
  auto document = small_garnet();
  document["provider"]["properties"]["one_qubit"]["1"].erase("readout_error_0_to_1");
  const DeviceDescription description = must_read_json(document);
  CHECK(description.qubits[0].p1_given_0.value == 0.01);  // "fidelity": 0.01 of READOUT_ERROR_0_TO_1
  CHECK(description.qubits[0].assignment_error.value == Approx(0.015).epsilon(1e-12));  // 1 - READOUT
}

TEST_CASE("Oddity error_in_fidelity_field: no qubit of Garnet has a readout error above one tenth") {
  if (!have_rigetti()) return;
  for (const std::string& file : {garnet_2025_07, garnet_2025_08, garnet_2026}) {
    const DeviceDescription description = must_read(file);
    for (const Qubit& qubit : description.qubits) {
      INFO(file << " qubit " << qubit.label);
      CHECK(qubit.p1_given_0.value < 0.1);
      CHECK(qubit.p0_given_1.value < 0.1);
      const double mean = (qubit.p1_given_0.value + qubit.p0_given_1.value) / 2;
      CHECK(qubit.assignment_error.value == Approx(mean).epsilon(1e-6));
    }
  }
}

TEST_CASE("Oddity one_way_couplings: qubits that are only neighbours are qubits") {
  const DeviceDescription description = must_read_json(small_garnet());
  CHECK(description.qubits.size() == 3);  // two of them are keys of the graph
  CHECK(find(description.findings, "duplicate_disagrees") == nullptr);
}

TEST_CASE("Oddity one_way_couplings: Garnet lists 16 of its 20 qubits as keys") {
  if (!have_rigetti()) return;
  const DeviceDescription description = must_read(garnet_2025_08);
  CHECK(description.qubits.size() == 20);
  CHECK(qubit_named(description, "20").t1_s.known());
  CHECK(must_validate(description).counts->connected.value == 20);
}

TEST_CASE("Oddity one_way_couplings: the gate of OQC has one direction and its coupling none") {
  if (!have_rigetti()) return;
  const DeviceModel model = must_validate(must_read(lucy));
  const Coupling* coupling = find_coupling(model, 3, 4);
  REQUIRE(coupling != nullptr);
  CHECK(coupling->gate->first == 4);
  CHECK(coupling->gate->second == 3);
}

TEST_CASE("Oddity unit_spellings: the same time is written in S and uS and without a unit") {
  const double seconds = must_read_json(small_garnet()).qubits[0].t1_s.value;  // 4e-05 "S"
  auto document = small_lucy();
  document["provider"]["properties"]["one_qubit"]["0"]["T1"] = 40;
  document["standardized"]["oneQubitProperties"]["0"]["T1"]["value"] = 40;  // "uS"
  const DeviceDescription lucy_like = must_read_json(document);
  CHECK(lucy_like.qubits[0].t1_s.value == Approx(seconds).epsilon(1e-12));
  CHECK(find(lucy_like.findings, "duplicate_disagrees") == nullptr);
}

TEST_CASE("Oddity unit_spellings: both micro signs are microseconds and an unknown unit is refused") {
  for (const std::string unit : {"us", "\u00b5s", "\u03bcs", "uS"}) {
    auto document = small_garnet();
    document["provider"]["properties"]["one_qubit"]["1"].erase("T1");
    document["standardized"]["oneQubitProperties"]["1"]["T1"] = {{"value", 40}, {"unit", unit}};
    CHECK(must_read_json(document).qubits[0].t1_s.value == Approx(4e-5).epsilon(1e-12));
  }
  check_damage(small_garnet(), {"/standardized/oneQubitProperties/1/T1/unit", "\"Us\"", "T1/unit"});
}

TEST_CASE("Oddity averages_only: every pair of an ion trap is a coupling with the average error") {
  const DeviceModel model = must_validate(must_read_json(small_ionq()));
  CHECK(model.averages_only);
  CHECK(model.couplings.size() == 55);  // 11 * 10 / 2
  for (const Coupling& coupling : model.couplings) {
    CHECK(coupling.gate->infidelity == model.couplings[0].gate->infidelity);
  }
  CHECK(model.counts->connected.value == 11);
}

TEST_CASE("Oddity averages_only: Forte Enterprise lists its graph and yet nothing of a single ion") {
  if (!have_rigetti()) return;
  const DeviceDescription description = must_read(forte);
  CHECK(description.qubits.empty());
  CHECK(description.gates.empty());
  CHECK(must_validate(description).averages_only);
}

TEST_CASE("Oddity not_gate_model: machines without gates are told apart by their schema") {
  const auto paradigm_of = [](const std::string& vendor, const std::string& paradigm) {
    return must_read_json(braket_document(vendor, paradigm)).paradigm;
  };
  CHECK(paradigm_of("quera", "{\"qubitCount\": 256}") == Paradigm::analog);
  CHECK(paradigm_of("xanadu", "{\"modes\": {\"spatial\": 1.0}, \"target\": \"borealis\"}") ==
        Paradigm::photonic_sampling);
}

TEST_CASE("Oddity not_gate_model: Aquila and Borealis and a simulator are described without a figure of gates") {
  if (!have_rigetti()) return;
  const DeviceDescription analog = must_read(aquila), photonic = must_read(borealis), simulator = must_read(sv1);
  CHECK(analog.vendor == "QuEra");
  CHECK(analog.qubit_count == 256);
  CHECK(photonic.name == "borealis");
  CHECK(photonic.paradigm == Paradigm::photonic_sampling);
  CHECK_FALSE(photonic.qubit_count);  // modes of light are no qubits
  CHECK(photonic.as_of->text() == "2022-12-06");
  CHECK(simulator.paradigm == Paradigm::classical_simulator);
  CHECK(simulator.name == "Amazon Braket state vector simulator");
  CHECK(simulator.qubit_count == 34);
  CHECK(must_validate(analog).couplings.empty());
  CHECK(must_validate(analog).counts->described.value == 256);
}

// IBM's configuration and properties files: every public snapshot, spot values taken from the files by hand, oddities.

#include <set>

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

std::string folder(const std::string& name) { return (ibm_files / name).string(); }

constexpr std::string_view small_configuration =
    R"({"backend_name": "ibm_small", "n_qubits": 2, "basis_gates": ["cz", "rzz", "id", "rz", "sx", "x"],
        "coupling_map": [[0, 1], [1, 0]], "quantum_volume": 32, "clops_v": "None"})";
constexpr std::string_view small_properties =
    R"({"backend_name": "ibm_small", "last_update_date": "2025-02-26T15:26:08-05:00",
        "qubits": [[{"name": "T1", "value": 100, "unit": "us"}, {"name": "operational", "value": 0}], []],
        "gates": [{"gate": "sx", "qubits": [0], "parameters": [{"name": "gate_error", "value": 2e-4, "unit": ""}]},
                  {"gate": "rzz", "qubits": [0, 1], "parameters": [{"name": "gate_error", "value": 1, "unit": ""}]},
                  {"gate": "cz", "qubits": [0, 1], "parameters": [{"name": "gate_error", "value": 3, "unit": ""}]}]})";

}  // namespace

TEST_CASE("every public IBM snapshot imports and validates but the one with two sets of properties") {
  if (!have_shared()) return;
  int imported = 0;
  for (const auto& entry : fs::directory_iterator(ibm_files)) {
    if (!entry.is_directory()) continue;
    const std::string name = entry.path().filename().string();
    INFO(name);
    const auto description = read(entry.path().string(), catalogue);
    if (name == "cambridge") {
      REQUIRE_FALSE(description);
      CHECK(description.error().message.find("props_cambridge_alt.json") != std::string::npos);
      continue;
    }
    REQUIRE(description);
    CHECK(description->format == "ibm");
    CHECK(description->as_of);
    CHECK_FALSE(description->inputs.empty());
    CHECK(description->inputs[0].sha256.size() == 64);
    CHECK(must_validate(*description).counts->described.value == *description->qubit_count);
    ++imported;
  }
  CHECK(imported >= 47);
}

TEST_CASE("each set of properties of cambridge is read when it is named") {
  if (!have_shared()) return;
  for (const std::string file : {"props_cambridge.json", "props_cambridge_alt.json"}) {
    const auto description = must_read(folder("cambridge/conf_cambridge.json") + "," + folder("cambridge/" + file));
    CHECK(description.qubits.size() == 28);
    CHECK(description.couplings.size() == 30);
    CHECK(must_validate(description).qubits[0].gate);  // u2 in both files
  }
}

TEST_CASE("the values of torino are those of its files") {
  if (!have_shared()) return;
  DeviceDescription description = must_read(folder("torino"));
  CHECK(description.name == "ibm_torino");
  CHECK(description.as_of->text() == "2025-02-26");
  CHECK(description.qubits.size() == 133);
  CHECK(description.couplings.size() == 150);
  const Qubit& first = description.qubits[0];
  CHECK(first.t1_s.value == Approx(224.08727568067368e-6).epsilon(1e-14));
  CHECK(first.t1_s.date->text() == "2025-01-29");
  CHECK(first.p0_given_1.value == 0.1650390625);
  CHECK(first.p1_given_0.value == 0.16845703125);
  CHECK(first.assignment_error.value == 0.166748046875);
  CHECK(first.readout_duration_s.value == Approx(1560e-9).epsilon(1e-14));
  const Gate& cz = gate_on(description, {67, 68});
  CHECK(cz.name == "cz");
  CHECK(cz.infidelity.value == 0.003096991047570219);
  CHECK(cz.duration_s.value == Approx(88e-9).epsilon(1e-14));
  int sentinels = 0;
  for (const Gate& one : description.gates) sentinels += one.infidelity.state == State::sentinel ? 1 : 0;
  CHECK(sentinels == 22);  // cz only: the 300 rzz of the file are not its entangler
}

TEST_CASE("the layer fidelities of torino come with their chains and dates") {
  if (!have_shared()) return;
  const DeviceDescription description = must_read(folder("torino"));
  CHECK(description.published.size() == 97);
  const PublishedFigure& shortest = description.published[0];
  CHECK(shortest.name == "layer_fidelity.4");
  CHECK(shortest.value == Approx(0.9872).margin(5e-5));
  CHECK(shortest.qubits == std::vector{63, 64, 65, 66});
  CHECK(shortest.date->text() == "2025-02-26");
}

TEST_CASE("tenerife is read from properties alone with microseconds in their own sign") {
  if (!have_shared()) return;
  DeviceDescription description = must_read(folder("tenerife_2019"));
  CHECK(description.name == "ibmqx4");
  CHECK(description.qubits[0].t1_s.value == Approx(47.22966869058785e-6).epsilon(1e-14));
  CHECK(description.couplings.size() == 6);
  CHECK(gate_on(description, {0}).name == "u2");
  CHECK(gate_on(description, {0}).infidelity.value == 0.0007726307293453583);
  CHECK(find(description.findings, "name_differs") != nullptr);
  const DeviceModel model = must_validate(description);
  CHECK(model.qubits[0].p0_given_1 == 0.07899999999999996);  // readout_error is all that the file gives
  CHECK(find(model.findings, "default_used") != nullptr);
  CHECK(find(model.findings, "missing_quantity") != nullptr);
}

TEST_CASE("cairo uses cx on some couplings and ecr on others") {
  if (!have_shared()) return;
  const DeviceModel model = must_validate(must_read(folder("cairo")));
  std::multiset<std::string> names;
  int unknown = 0;
  for (const Coupling& coupling : model.couplings) {
    if (coupling.gate) names.insert(coupling.gate->name);
    if (coupling.usable == Usable::unknown) ++unknown;
  }
  CHECK(names.count("cx") == 12);
  CHECK(names.count("ecr") == 13);  // of 14, one is not calibrated
  CHECK(unknown == 3);              // and two pairs of the coupling map have no gate at all
  CHECK(find(model.findings, "name_differs") != nullptr);
}

TEST_CASE("the qubit of kingston without T1 and T2 misses only these") {
  if (!have_shared()) return;
  const DeviceDescription description = must_read(folder("kingston"));
  CHECK(description.qubits[146].t1_s.state == State::absent);
  CHECK(description.qubits[146].t2_s.state == State::absent);
  CHECK(description.qubits[146].p0_given_1.known());
  const DeviceModel model = must_validate(description);
  const core::Finding* missing = find(model.findings, "missing_quantity");
  REQUIRE(missing != nullptr);
  CHECK(missing->where == "qubits 146");
  CHECK(model.counts->working.low == 150);
  CHECK(model.counts->working.high == 156);
}

TEST_CASE("kyoto without a calibrated coupling counts nothing for certain and everything as possible") {
  if (!have_shared()) return;
  const DeviceModel model = must_validate(must_read(folder("kyoto")));
  CHECK(model.counts->described.value == 127);
  CHECK(model.counts->operational.value == 127);
  CHECK(model.counts->connected.value == 0);
  CHECK(model.counts->connected.low == 0);
  CHECK(model.counts->connected.high == 127);
  CHECK(model.connected.empty());
  CHECK(model.connected_if_unknown_work.size() == 127);
  CHECK(model.qubits[117].gate->infidelity == Approx(0.24624959095191518));  // large, and a value
  REQUIRE(find(model.findings, "uncalibrated_gate") != nullptr);
  CHECK(find(model.findings, "uncalibrated_gate")->where == "all 144 couplings");
}

TEST_CASE("a readout that was not calibrated is unknown") {
  if (!have_shared()) return;
  const DeviceModel model = must_validate(must_read(folder("fez_2025-01-22")));
  CHECK(model.counts->working.low == 25);
  CHECK(model.counts->working.high == 156);
}

TEST_CASE("dates that the runtime encoder wrapped read as the plain ones") {
  if (!have_shared()) return;
  const auto plain = must_read(folder("fez_2025-01-22"));
  const auto encoded = must_read(folder("fez_2025-01-22_runtime-encoded"));
  CHECK(write_native(plain) == write_native(encoded));
}

TEST_CASE("durations that are sixteen times too long are reported and kept") {
  if (!have_shared()) return;
  const DeviceModel model = must_validate(must_read(folder("toronto")));
  CHECK(find(model.findings, "implausible_duration") != nullptr);
  CHECK(model.qubits[0].gate->duration_s == Approx(568.8888888888889e-9));
  for (const std::string name : {"torino", "melbourne", "tokyo_2019", "geneva", "vigo"}) {
    CHECK(find(must_validate(must_read(folder(name))).findings, "implausible_duration") == nullptr);
  }
}

TEST_CASE("a configuration alone describes couplings and leaves every calibration open") {
  const Folder files;
  const DeviceDescription description = must_read(files.write("any.txt", small_configuration));
  CHECK(description.couplings == std::vector<std::pair<int, int>>{{0, 1}});
  CHECK(description.published.at(0).name == "quantum_volume.log2");
  CHECK(description.published.at(0).value == 5);
  const DeviceModel model = must_validate(description);
  CHECK(model.counts->connected.value == 0);
  CHECK(model.counts->connected.high == 2);
}

TEST_CASE("errors of 1 and more mark a missing calibration and rzz stands back behind cz") {
  const Folder files;
  DeviceDescription description =
      must_read(files.write("p", small_properties) + "," + files.write("c", small_configuration));
  CHECK(description.gates.size() == 2);
  CHECK(gate_on(description, {0, 1}).name == "cz");
  CHECK(gate_on(description, {0, 1}).infidelity.state == State::sentinel);
  CHECK_FALSE(description.qubits[0].operational);
  CHECK(description.qubits[1].t1_s.state == State::absent);
}

TEST_CASE("files of two machines are read together with a finding") {
  const Folder files;
  std::string other(small_properties);
  other.replace(other.find("ibm_small"), 9, "ibm_other");
  const DeviceDescription description =
      must_read(files.write("c", small_configuration) + "," + files.write("p", other));
  REQUIRE(find(description.findings, "name_differs") != nullptr);
  CHECK(find(description.findings, "name_differs")->message.find("ibm_other") != std::string::npos);
}

TEST_CASE("a number of qubits that differs between the two files is refused") {
  const Folder files;
  std::string configuration(small_configuration);
  configuration.replace(configuration.find("\"n_qubits\": 2"), 13, "\"n_qubits\": 3");
  const auto description = read(files.write("c", configuration) + "," + files.write("p", small_properties), catalogue);
  REQUIRE_FALSE(description);
  CHECK(description.error().where.ends_with("p: /qubits"));
}

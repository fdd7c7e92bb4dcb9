// What IBM's files hold that a reader would not expect: claims on small documents, and on the public files where they
// are there. The identifiers are those of oddity_list().

#include <algorithm>

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

std::string folder(const std::string& name) { return (ibm_files / name).string(); }

std::string parameter(const std::string& name, const std::string& value, const std::string& unit = {},
                      const std::string& date = R"("2025-02-26T10:00:00-05:00")") {
  return R"({"name": ")" + name + R"(", "value": )" + value + R"(, "unit": ")" + unit + R"(", "date": )" + date + "}";
}

/// A gate named as files since 2021 do, or without a name of its own.
std::string gate_text(const std::string& kind, const std::string& qubits, const std::string& error,
                      const std::string& length, bool named = true) {
  const std::string name = named ? R"("name": ")" + kind + R"(0", )" : "";
  return R"({"gate": ")" + kind + R"(", )" + name + R"("qubits": )" + qubits + R"(, "parameters": [)" +
         parameter("gate_error", error) + ", " + parameter("gate_length", length, "ns") + "]}";
}

std::string good_qubit() {
  return "[" + parameter("T1", "100", "us") + ", " + parameter("T2", "90", "us") + ", " +
         parameter("prob_meas1_prep0", "0.01") + ", " + parameter("prob_meas0_prep1", "0.03") + ", " +
         parameter("readout_error", "0.02") + ", " + parameter("readout_length", "1000", "ns") + "]";
}

/// A machine of two qubits in two documents, of which any text can be replaced.
struct Machine {
  std::string qubits = good_qubit() + ", " + good_qubit();
  std::string gates = gate_text("sx", "[0]", "2e-4", "32") + ", " + gate_text("sx", "[1]", "3e-4", "32") + ", " +
                      gate_text("cx", "[0, 1]", "8e-3", "300");
  std::string more;           ///< further members of the properties
  std::string configuration;  ///< further members of the configuration

  std::string properties_text() const {
    return R"({"backend_name": "ibm_odd", "last_update_date": "2025-02-26T15:26:08-05:00", "qubits": [)" + qubits +
           R"(], "gates": [)" + gates + "]" + more + "}";
  }
  std::string configuration_text() const {
    return R"({"backend_name": "ibm_odd", "n_qubits": 2, "basis_gates": ["cx", "sx"], "coupling_map": [[0, 1]])" +
           configuration + "}";
  }
  DeviceDescription description() const {
    const Folder files;
    return must_read(files.write("c", configuration_text()) + "," + files.write("p", properties_text()));
  }
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("Oddity error_of_one: a gate with error 1 is unknown and its coupling stays") {
  Machine machine;
  machine.gates = replaced(machine.gates, "8e-3", "1");
  DeviceDescription description = machine.description();
  CHECK(gate_on(description, {0, 1}).infidelity.state == State::sentinel);
  const DeviceModel model = must_validate(description);
  REQUIRE(model.couplings.size() == 1);
  CHECK(model.couplings[0].usable == Usable::unknown);
  CHECK_FALSE(model.couplings[0].gate);
  CHECK(model.counts->connected.low == 0);
  CHECK(model.counts->connected.high == 2);
  CHECK(find(model.findings, "uncalibrated_gate") != nullptr);
}

TEST_CASE("Oddity error_of_one: the one-qubit gates of dead qubits of boston are unknown") {
  if (!have_shared()) return;
  DeviceDescription description = must_read(folder("boston"));
  const auto marked = [](const Gate& gate) {
    return gate.qubits.size() == 1 && gate.infidelity.state == State::sentinel;
  };
  const auto dead = std::ranges::count_if(description.gates, marked);
  CHECK(dead > 0);
  const DeviceModel model = must_validate(description);
  CHECK(std::ranges::count(model.qubits, Usable::unknown, &ModelQubit::gate_usable) == dead);
}

TEST_CASE("Oddity very_large_error: an error of a quarter is a value") {
  Machine machine;
  machine.gates = replaced(machine.gates, "3e-4", "0.24624959095191518");  // qubit 117 of kyoto
  DeviceDescription description = machine.description();
  CHECK(gate_on(description, {1}).infidelity.value == 0.24624959095191518);
  const DeviceModel model = must_validate(description);
  CHECK(model.qubits[1].gate->infidelity == 0.24624959095191518);
  CHECK(model.qubits[1].gate_usable == Usable::yes);
}

TEST_CASE("Oddity t2_beyond_twice_t1: the model has twice T1 and the description what was reported") {
  Machine machine;
  machine.qubits = replaced(machine.qubits, parameter("T2", "90", "us"), parameter("T2", "460", "us"));
  const DeviceDescription description = machine.description();
  CHECK(description.qubits[0].t2_s.value == 460e-6);
  const DeviceModel model = must_validate(description);
  CHECK(model.qubits[0].t2_s == 200e-6);
  CHECK(model.qubits[1].t2_s == 90e-6);
  REQUIRE(find(model.findings, "t2_exceeds_twice_t1") != nullptr);
  CHECK(find(model.findings, "t2_exceeds_twice_t1")->where == "qubits 0");
}

TEST_CASE("Oddity t2_beyond_twice_t1: qubit 119 of brisbane is cut from 139 to 20 microseconds") {
  if (!have_shared()) return;
  const DeviceModel model = must_validate(must_read(folder("brisbane")));
  CHECK(*model.qubits[119].t2_s == 2 * *model.qubits[119].t1_s);
  CHECK(*model.qubits[119].t2_s == Approx(19.8e-6).epsilon(0.02));
}

TEST_CASE("Oddity coherence_missing_for_one_qubit: only this qubit has none") {
  Machine machine;
  machine.qubits = "[" + parameter("readout_error", "0.02") + "], " + good_qubit();
  const DeviceModel model = must_validate(machine.description());
  CHECK_FALSE(model.qubits[0].t1_s);
  CHECK_FALSE(model.qubits[0].t2_s);
  CHECK(model.qubits[0].gate_usable == Usable::yes);
  CHECK(model.qubits[1].t1_s == 100e-6);
  REQUIRE(find(model.findings, "missing_quantity") != nullptr);
  CHECK(find(model.findings, "missing_quantity")->where == "qubits 0");
}

TEST_CASE("Oddity readout_worse_than_chance: a readout error above one half stays what it is") {
  Machine machine;
  machine.qubits = replaced(machine.qubits, "0.03", "0.84619140625");
  const DeviceModel model = must_validate(machine.description());
  CHECK(model.qubits[0].p0_given_1 == 0.84619140625);
  CHECK(model.qubits[0].p1_given_0 == 0.01);
  CHECK(model.qubits[0].readout_usable == Usable::yes);
  REQUIRE(find(model.findings, "readout_worse_than_chance") != nullptr);
  CHECK(find(model.findings, "readout_worse_than_chance")->where == "qubits 0");
}

TEST_CASE("Oddity readout_not_the_mean: the two probabilities are used and the difference is a finding") {
  Machine machine;
  machine.qubits = replaced(machine.qubits, parameter("readout_error", "0.02"), parameter("readout_error", "0.05"));
  const DeviceModel model = must_validate(machine.description());
  CHECK(model.qubits[0].p1_given_0 == 0.01);
  CHECK(model.qubits[0].p0_given_1 == 0.03);
  REQUIRE(find(model.findings, "readout_disagrees") != nullptr);
  CHECK(find(model.findings, "readout_disagrees")->message.find("0.05 given, mean 0.02") != std::string::npos);
}

TEST_CASE("Oddity encoded_dates: an object and a blank instead of T give the same dates as ISO 8601") {
  const Machine plain;
  const std::string date = R"("2025-02-26T10:00:00-05:00")";
  for (const std::string other : {R"({"__type__": "datetime", "__value__": "2025-02-26T10:00:00-05:00"})",
                                  R"("2025-02-26 10:00:00-05:00")", R"("2025-02-26")"}) {
    Machine machine;
    machine.qubits = replaced(machine.qubits, date, other);
    CHECK(machine.description().qubits[0].t1_s.date->text() == "2025-02-26");
    CHECK(write_native(machine.description()) == write_native(plain.description()));
  }
  Machine machine;
  machine.qubits = replaced(machine.qubits, date, R"("None")");
  CHECK_FALSE(machine.description().qubits[0].t1_s.date);
  CHECK(machine.description().qubits[0].t1_s.known());
}

TEST_CASE("Oddity words_for_missing: None and null and an empty object say nothing wherever a value is optional") {
  for (const std::string word : {R"("None")", "null", "{}", R"("")"}) {
    INFO(word);
    Machine machine;
    machine.qubits = replaced(machine.qubits, R"("value": 100)", R"("value": )" + word);
    machine.gates = replaced(machine.gates, "8e-3", word);
    machine.more = R"(, "general": )" + word + R"(, "general_qlists": )" + word;
    machine.configuration = R"(, "quantum_volume": )" + word + R"(, "clops": )" + word + R"(, "clops_h": )" + word;
    DeviceDescription description = machine.description();
    CHECK(description.qubits[0].t1_s.state == State::absent);
    CHECK(description.qubits[1].t1_s.known());
    CHECK(gate_on(description, {0, 1}).infidelity.state == State::absent);
    CHECK(description.published.empty());
  }
  Machine machine;
  machine.qubits = "{}, null";
  CHECK(machine.description().qubits[1].t1_s.state == State::absent);
  machine.configuration = R"(, "clops": "many")";
  const Folder files;
  CHECK_FALSE(read(files.write("c", machine.configuration_text()), catalogue));
}

TEST_CASE("Oddity gates_without_name: the kind of the gate is enough") {
  const Machine named;
  Machine unnamed;
  unnamed.gates = gate_text("sx", "[0]", "2e-4", "32", false) + ", " + gate_text("sx", "[1]", "3e-4", "32", false) +
                  ", " + gate_text("cx", "[0, 1]", "8e-3", "300", false);
  CHECK(write_native(unnamed.description()) == write_native(named.description()));
}

TEST_CASE("Oddity gates_without_name: burlington has all its gates") {
  if (!have_shared()) return;
  const DeviceModel model = must_validate(must_read(folder("burlington")));
  CHECK(model.couplings.size() == 4);
  CHECK(std::ranges::count(model.couplings, Usable::yes, &Coupling::usable) == 4);
  CHECK(std::ranges::count(model.qubits, Usable::yes, &ModelQubit::gate_usable) == 5);
}

TEST_CASE("Oddity properties_without_configuration: the pairs with a two-qubit gate are the couplings") {
  const Folder files;
  const Machine machine;
  const auto description = must_read(files.write("p", machine.properties_text()));
  CHECK(description.couplings == std::vector<std::pair<int, int>>{{0, 1}});
  CHECK(description.qubit_count == 2);
  const auto map_alone = must_read(files.write("c", machine.configuration_text()));
  CHECK(map_alone.couplings == description.couplings);
  CHECK(map_alone.gates.empty());
}

TEST_CASE("Oddity duration_per_edge: every coupling of geneva keeps its own duration") {
  if (!have_shared()) return;
  const DeviceModel model = must_validate(must_read(folder("geneva")));
  double shortest = 1, longest = 0;
  for (const Coupling& coupling : model.couplings) {
    if (!coupling.gate) continue;
    shortest = std::min(shortest, coupling.gate->duration_s);
    longest = std::max(longest, coupling.gate->duration_s);
  }
  CHECK(shortest == Approx(238e-9).epsilon(0.01));
  CHECK(longest > 2e-6);
}

TEST_CASE("Oddity duration_per_edge: the duration of a gate comes from its own entry") {
  Machine machine;
  machine.gates += ", " + gate_text("cx", "[1, 0]", "8e-3", "2400");
  DeviceDescription description = machine.description();
  CHECK(gate_on(description, {0, 1}).duration_s.value == 300e-9);
  CHECK(gate_on(description, {1, 0}).duration_s.value == 2400e-9);
}

TEST_CASE("Oddity clops_changed_meaning: each figure keeps its own name") {
  Machine machine;
  machine.configuration = R"(, "clops": 2341, "clops_v": 2341.5, "clops_h": 210000)";
  const DeviceDescription description = machine.description();
  REQUIRE(description.published.size() == 3);
  const std::pair<std::string, double> expected[] = {
      {"clops.published", 2341}, {"clops_v.published", 2341.5}, {"clops_h.published", 210000}};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(description.published[i].name == expected[i].first);
    CHECK(description.published[i].value == expected[i].second);
  }
}

TEST_CASE("Oddity clops_changed_meaning: torino has only the hardware-aware figure") {
  if (!have_shared()) return;
  const DeviceDescription description = must_read(folder("torino"));
  const auto is_clops = [](const PublishedFigure& figure) { return figure.name.starts_with("clops"); };
  CHECK(std::ranges::count_if(description.published, is_clops) == 1);
  CHECK(std::ranges::find_if(description.published, is_clops)->name == "clops_h.published");
  CHECK(std::ranges::find_if(description.published, is_clops)->value == 210000);
}

TEST_CASE("Oddity durations_off_by_factor: sixteen times too long is read as stated with a finding") {
  Machine machine;
  machine.qubits = replaced(machine.qubits, "1000", "85617.77777777778");  // qubit of toronto, 2021-03-15
  machine.gates = replaced(machine.gates, "300", "4800");
  DeviceDescription description = machine.description();
  CHECK(description.qubits[0].readout_duration_s.value == Approx(85.61777777777778e-6).epsilon(1e-14));
  CHECK(gate_on(description, {0, 1}).duration_s.value == 4800e-9);
  const DeviceModel model = must_validate(description);
  CHECK(std::ranges::count(model.findings, "implausible_duration", &core::Finding::code) == 2);
  CHECK(find(must_validate(Machine().description()).findings, "implausible_duration") == nullptr);
}

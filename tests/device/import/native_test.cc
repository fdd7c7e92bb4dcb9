// The native format: nothing is lost in writing and reading, every form of a quantity, strictness, documentation.

#include <fstream>
#include <sstream>

#include "device/fields.hpp"
#include "device/fixtures.hpp"
#include "device/native_gates.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

void check_same(const Quantity& a, const Quantity& b) {
  CHECK(a.state == b.state);
  CHECK(a.value == b.value);
  CHECK(a.sigma == b.sigma);
  CHECK(a.date == b.date);
}

void check_same(const Qubit& a, const Qubit& b) {
  CHECK(a.label == b.label);
  CHECK(a.operational == b.operational);
  for (const auto& field : qubit_fields) check_same(a.*field.member, b.*field.member);
}

void check_same(const ErrorMetric& a, const ErrorMetric& b) {
  CHECK(a.operation == b.operation);
  CHECK(a.one_qubit_part == b.one_qubit_part);
  CHECK(a.per == b.per);
  CHECK(a.leakage == b.leakage);
  CHECK(a.method == b.method);
  CHECK(a.field == b.field);
  CHECK(a.conversion == b.conversion);
}

void check_same(const Gate& a, const Gate& b) {
  CHECK(a.name == b.name);
  CHECK(a.qubits == b.qubits);
  CHECK(a.operational == b.operational);
  CHECK(a.over_rotation_rad == b.over_rotation_rad);
  if (a.infidelity.state != State::absent) check_same(a.metric, b.metric);
  for (const auto& field : gate_fields) check_same(a.*field.member, b.*field.member);
}

void check_same(const PublishedFigure& a, const PublishedFigure& b) {
  CHECK(a.name == b.name);
  CHECK(a.value == b.value);
  CHECK(a.qubits == b.qubits);
  CHECK(a.date == b.date);
}

void check_same(const core::Finding& a, const core::Finding& b) {
  CHECK(a.code == b.code);
  CHECK(a.where == b.where);
  CHECK(a.message == b.message);
}

template <class T>
void check_same(const std::vector<T>& a, const std::vector<T>& b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) check_same(a[i], b[i]);
}

template <class T>
void check_same(const std::optional<T>& a, const std::optional<T>& b) {
  REQUIRE(a.has_value() == b.has_value());
  if (a) check_same(*a, *b);
}

/// Everything but `format` and `inputs`, which belong to the reading.
void check_same(const DeviceDescription& a, const DeviceDescription& b) {
  CHECK(a.name == b.name);
  CHECK(a.vendor == b.vendor);
  CHECK(a.modality == b.modality);
  CHECK(a.paradigm == b.paradigm);
  CHECK(a.as_of == b.as_of);
  CHECK(a.source.description == b.source.description);
  CHECK(a.source.url == b.source.url);
  CHECK(a.source.licence == b.source.licence);
  CHECK(a.qubit_count == b.qubit_count);
  CHECK(a.all_to_all == b.all_to_all);
  CHECK(a.couplings == b.couplings);
  check_same(a.qubits, b.qubits);
  check_same(a.gates, b.gates);
  check_same(a.average_qubit, b.average_qubit);
  check_same(a.average_one_qubit_gate, b.average_one_qubit_gate);
  check_same(a.average_two_qubit_gate, b.average_two_qubit_gate);
  check_same(a.memory_error_per_layer, b.memory_error_per_layer);
  check_same(a.published, b.published);
  check_same(a.findings, b.findings);
}

void check_round_trip(const DeviceDescription& description) {
  const Folder files;
  const DeviceDescription back = must_read(files.write("native", write_native(description)));
  check_same(description, back);
  CHECK(write_native(back) == write_native(description));
}

/// The template with one text replaced.
std::string changed(const std::string& from, const std::string& to) {
  std::string text = native_template();
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

core::Error refusal(const std::string& text) {
  const Folder files;
  const auto description = read(files.write("native", text), catalogue);
  REQUIRE_FALSE(description);
  return description.error();
}

}  // namespace

TEST_CASE("writing and reading the native format loses nothing of any IBM snapshot") {
  if (!have_shared()) return;
  for (const auto& entry : fs::directory_iterator(ibm_files)) {
    if (!entry.is_directory() || entry.path().filename() == "cambridge") continue;
    INFO(entry.path());
    check_round_trip(must_read(entry.path().string()));
  }
}

TEST_CASE("writing and reading the native format loses nothing of a Quantinuum row") {
  if (!have_shared()) return;
  check_round_trip(must_read(quantinuum_file.string() + "#H1-1@2022_06_09"));
}

TEST_CASE("writing and reading the native format loses no field of a description") {
  DeviceDescription description = line(3);
  description.vendor = "\"quoted\" \\ vendor";
  description.modality = "neutral_atom";
  description.paradigm = Paradigm::measurement_based;
  description.as_of = core::Date::from(2025, 1, 31);
  description.source = {"where", "https://example.org", "CC0-1.0"};
  description.gates[0].metric = {ErrorMetric::Operation::simultaneous,
                                 ErrorMetric::OneQubitPart::subtracted,
                                 ErrorMetric::Per::cycle,
                                 ErrorMetric::Leakage::excluded,
                                 "XEB",
                                 "pauli_error_per_cycle",
                                 "4/5 of the Pauli error"};
  description.gates[1].metric = {ErrorMetric::Operation::isolated,
                                 ErrorMetric::OneQubitPart::included,
                                 ErrorMetric::Per::clifford,
                                 ErrorMetric::Leakage::included,
                                 "DRB",
                                 {},
                                 {}};
  description.qubits[0].label = "QB1";
  description.qubits[0].operational = false;
  description.qubits[1].label.clear();
  description.qubits[1].t1_s = {State::reported, 1.0 / 3, 0.1, core::Date::from(2025, 1, 1), {}};
  description.qubits[1].t2_s = sentinel();
  description.qubits[2].t1_s.date = core::Date::from(2025, 1, 2);
  description.gates[0].over_rotation_rad = -0.01;
  description.gates[1].operational = false;
  description.gates[1].infidelity.sigma = 1e-5;
  description.gates[2].infidelity.date = description.gates[2].duration_s.date = core::Date::from(2025, 1, 3);
  description.memory_error_per_layer = {State::reported, 2e-4, 1e-5, core::Date::from(2025, 1, 4), {}};
  description.published = {{"layer_fidelity.3", 0.9, {2, 1, 0}, core::Date::from(2025, 1, 5)},
                           {"quantum_volume.log2", 5, {}, {}}};
  description.findings = {{"name_differs", "somewhere", "something"}};
  check_round_trip(description);
}

TEST_CASE("averages with a number of qubits and couplings survive writing and reading") {
  DeviceDescription description;
  description.name = "averages";
  description.source.description = "made for a test";
  description.qubit_count = 4;
  description.couplings = {{0, 1}, {3, 2}};
  description.average_qubit = line(1).qubits[0];
  description.average_qubit->label.clear();
  description.average_one_qubit_gate = gate("gpi2", {}, reported(1e-4));
  description.average_two_qubit_gate = gate("ms", {}, {State::reported, 5e-3, 1e-4, {}, {}});
  check_round_trip(description);
}

TEST_CASE("text that is not UTF-8 is written as something that reads back") {
  DeviceDescription description = line(2);
  description.vendor = "\xff\xfe";
  const Folder files;
  CHECK_FALSE(must_read(files.write("native", write_native(description))).vendor.empty());
}

TEST_CASE("the template reads back and validates") {
  const Folder files;
  const DeviceDescription description = must_read(files.write("template.json", native_template()));
  CHECK(description.qubits[1].t1_s.value == Approx(140e-6).epsilon(1e-14));
  CHECK(description.qubits[1].t1_s.sigma == Approx(6e-6).epsilon(1e-14));
  CHECK(description.qubits[1].t1_s.date->text() == "2025-01-30");
  CHECK(description.qubits[2].frequency_hz.value == Approx(4.9e9));
  CHECK(must_validate(description).counts->connected.value == 3);
}

TEST_CASE("an unknown key is refused with the nearest known one") {
  CHECK(refusal(changed("\"vendor\"", "\"vendr\"")).message.find("did you mean \"vendor\"?") != std::string::npos);
  const core::Error in_qubit = refusal(changed("\"t2_s\"", "\"t2_us\""));
  CHECK(in_qubit.message.find("did you mean \"t2_s\"?") != std::string::npos);
  CHECK(in_qubit.where.ends_with("native: /qubits/0"));
  CHECK(refusal(changed("\"isolated\"", "\"isolatd\"")).message.find("did you mean \"isolated\"?") !=
        std::string::npos);
  CHECK(refusal(changed("\"gate_model\"", "\"gatemodel\"")).message.find("gate_model") != std::string::npos);
}

TEST_CASE("contradictions of a native file are refused with their place") {
  CHECK(refusal(changed("[1, 2]]", "[1, 3]]")).where.ends_with("/couplings/1/1"));
  CHECK(refusal(changed("[1, 2]]", "[1, 0]]")).where.ends_with("coupling 1-0"));
  CHECK(refusal(changed("[1, 2]]", "[1, 1]]")).where.ends_with("coupling 1-1"));
  CHECK(refusal(changed("[1, 2]]", "[1]]")).where.ends_with("/couplings/1"));
  CHECK(refusal(changed("2.5e-4", "-2.5e-4")).where.ends_with("/gates/0/infidelity"));
  CHECK(refusal(changed("2.5e-4", "1")).message.find("[0, 1)") != std::string::npos);
  CHECK(refusal(changed("\"sx\", \"qubits\": [1]", "\"sx\", \"qubits\": [0]")).message.find("twice") !=
        std::string::npos);
  CHECK(refusal(changed("\"sx\"", "\"hadamard\"")).message.find("hadamard") != std::string::npos);
  CHECK(refusal(changed("\"unit\": \"GHz\"", "\"unit\": \"us\"")).where.ends_with("/qubits/2/frequency_hz/unit"));
  CHECK(refusal(changed("\"2025-01-31\"", "\"2025-02-30\"")).where.ends_with("/as_of"));
  CHECK(refusal(changed("\"url\": \"\", ", "")).where.ends_with("/source"));
  CHECK(refusal(changed("device/1", "device/2")).where.ends_with("/schema"));
  CHECK(refusal(changed("\"couplings\": [[0, 1], [1, 2]]", "\"qubit_count\": 4")).message.find("3 qubits") !=
        std::string::npos);
  CHECK(refusal(changed("{\"value\": 84, \"unit\": \"ns\"}", "\"84 ns\"")).where.ends_with("/gates/3/duration_s"));
}

TEST_CASE("a quantity that is marked as not calibrated holds no value") {
  const Folder files;
  const auto description = must_read(files.write("native", changed("4.1e-3", R"({"not_calibrated": true})")));
  CHECK(description.gates[4].infidelity.state == State::sentinel);
  const core::Error both = refusal(changed("4.1e-3", R"({"not_calibrated": true, "value": 1e-3})"));
  CHECK(both.where.ends_with("/gates/4/infidelity"));
}

TEST_CASE("the documentation of the native format names every quantity and gate") {
  std::ifstream file(fs::path(QGAUGE_SOURCE_DIR) / "docs/native-format.md");
  std::stringstream text;
  text << file.rdbuf();
  const std::string document = text.str();
  const auto names = [&](std::string_view name) { return document.find(name) != std::string::npos; };
  for (const auto& field : qubit_fields) CHECK(names("`" + std::string(field.key) + "`"));
  for (const auto& field : gate_fields) CHECK(names("`" + std::string(field.key) + "`"));
  std::string pulse_names, entangler_names;
  for (const Pulse& pulse : pulses()) pulse_names += (pulse_names.empty() ? "`" : " ") + std::string(pulse.name);
  for (const Entangler& one : entanglers())
    entangler_names += (entangler_names.empty() ? "`" : " ") + std::string(one.name);
  CHECK(names(pulse_names + "`"));
  CHECK(names(entangler_names + "`"));
}

// The native format: nothing is lost in writing and reading, every form of a quantity, strictness, hostile files.

#include <algorithm>
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "device/native_keys.hpp"
#include "device/random_description.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

using nlohmann::json;

void check_same(const Quantity& a, const Quantity& b) {
  CHECK(a.state == b.state);
  CHECK(a.value == b.value);
  CHECK(a.sigma == b.sigma);
  CHECK(a.date == b.date);
  CHECK(a.source == b.source);
}

template <class Owner, std::size_t N>
void check_fields(const std::array<Field<Owner>, N>& fields, const Owner& a, const Owner& b) {
  for (const auto& field : fields) {
    INFO(field.key);
    check_same(a.*field.member, b.*field.member);
  }
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

void check_same(const Readout& a, const Readout& b) {
  check_fields(readout_fields, a, b);
  check_same(a.metric, b.metric);
}

void check_same(const GateError& a, const GateError& b) {
  check_fields(gate_error_fields, a, b);
  check_same(a.metric, b.metric);
}

void check_same(const ZzCrosstalk& a, const ZzCrosstalk& b) {
  CHECK(a.a == b.a);
  CHECK(a.b == b.b);
  check_fields(zz_fields, a, b);
}

void check_same(const Zone& a, const Zone& b) {
  CHECK(a.name == b.name);
  CHECK(a.kind == b.kind);
  CHECK(a.capacity == b.capacity);
  CHECK(a.qubits == b.qubits);
}

void check_same(const PublishedFigure& a, const PublishedFigure& b) {
  CHECK(a.name == b.name);
  CHECK(a.value == b.value);
  CHECK(a.qubits == b.qubits);
  CHECK(a.date == b.date);
  CHECK(a.sigma == b.sigma);
  CHECK(a.low == b.low);
  CHECK(a.high == b.high);
  CHECK(a.source == b.source);
  CHECK(a.confidence == b.confidence);
  CHECK(a.text == b.text);
}

void check_same(const core::Finding& a, const core::Finding& b) {
  CHECK(a.code == b.code);
  CHECK(a.where == b.where);
  CHECK(a.message == b.message);
}

void check_same(const Provenance& a, const Provenance& b) {
  CHECK(a.description == b.description);
  CHECK(a.url == b.url);
  CHECK(a.licence == b.licence);
}

void check_same(const std::pair<std::string, Provenance>& a, const std::pair<std::string, Provenance>& b) {
  CHECK(a.first == b.first);
  check_same(a.second, b.second);
}

void check_same(const ComponentParameter& a, const ComponentParameter& b) {
  CHECK(a.name == b.name);
  REQUIRE(a.value.index() == b.value.index());
  if (const auto* quantity = std::get_if<Quantity>(&a.value)) {
    check_same(*quantity, std::get<Quantity>(b.value));
  } else if (const auto* text = std::get_if<std::string>(&a.value)) {
    CHECK(*text == std::get<std::string>(b.value));
  } else {
    CHECK(std::get<bool>(a.value) == std::get<bool>(b.value));
  }
}

void check_same(const Component& a, const Component& b);
void check_same(const Qubit& a, const Qubit& b);
void check_same(const Gate& a, const Gate& b);

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

void check_same(const Component& a, const Component& b) {
  CHECK(a.kind == b.kind);
  CHECK(a.name == b.name);
  CHECK(a.vendor == b.vendor);
  check_same(a.parameters, b.parameters);
}

void check_same(const Qubit& a, const Qubit& b) {
  CHECK(a.label == b.label);
  CHECK(a.operational == b.operational);
  check_fields(qubit_fields, a, b);
  check_same(a.readout_metric, b.readout_metric);
  check_same(a.other_readouts, b.other_readouts);
}

void check_same(const Gate& a, const Gate& b) {
  CHECK(a.name == b.name);
  CHECK(a.qubits == b.qubits);
  CHECK(a.operational == b.operational);
  CHECK(a.over_rotation_rad == b.over_rotation_rad);
  check_fields(gate_fields, a, b);
  check_same(a.metric, b.metric);
  check_same(a.other_errors, b.other_errors);
}

/// Everything but `format` and `inputs`, which belong to the reading.
void check_same(const DeviceDescription& a, const DeviceDescription& b) {
  CHECK(a.name == b.name);
  CHECK(a.vendor == b.vendor);
  CHECK(a.modality == b.modality);
  CHECK(a.paradigm == b.paradigm);
  CHECK(a.as_of == b.as_of);
  check_same(a.source, b.source);
  check_same(a.sources, b.sources);
  CHECK(a.qubit_count == b.qubit_count);
  CHECK(a.all_to_all == b.all_to_all);
  CHECK(a.couplings == b.couplings);
  check_same(a.qubits, b.qubits);
  check_same(a.gates, b.gates);
  check_same(a.average_qubit, b.average_qubit);
  check_same(a.average_one_qubit_gate, b.average_one_qubit_gate);
  check_same(a.average_two_qubit_gate, b.average_two_qubit_gate);
  check_same(a.memory_error_per_layer, b.memory_error_per_layer);
  check_same(a.rzz_error_base, b.rzz_error_base);
  check_same(a.zz, b.zz);
  check_same(a.zones, b.zones);
  check_same(a.components, b.components);
  check_same(a.published, b.published);
  CHECK(a.record == b.record);
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

TEST_CASE("writing and reading the native format loses no field of any description") {
  for (unsigned seed = 0; seed < 60; ++seed) {
    INFO(seed);
    check_round_trip(random_description(seed));
  }
}

TEST_CASE("components alone survive writing and reading and validate") {
  DeviceDescription description;
  description.name = "a refrigerator";
  description.source.description = "made for a test";
  description.components = {{"dilution_refrigerator", "D", "V", {{"continuous", true}}}};
  check_round_trip(description);
  CHECK(validate(description));
}

TEST_CASE("a machine that is no gate-model computer may be no more than a number of qubits") {
  DeviceDescription description;
  description.name = "an annealer";
  description.source.description = "made for a test";
  description.paradigm = Paradigm::annealing;
  description.qubit_count = 4400;
  check_round_trip(description);
  CHECK(must_validate(description).counts->described.value == 4400);
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
  CHECK(refusal(changed("[1, 2]]", "[1, 0]]")).where.ends_with("coupling 0-1"));
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

TEST_CASE("a quantity that is marked as not calibrated has neither unit nor sigma") {
  for (const char* more : {R"("unit": "1")", R"("sigma": 1e-4)"}) {
    const std::string marked = std::string(R"({"not_calibrated": true, )") + more + "}";
    CHECK(refusal(changed("4.1e-3", marked)).where.ends_with("/gates/4/infidelity"));
  }
}

TEST_CASE("an error without a metric is refused and so is a metric that the file does not list") {
  CHECK(refusal(changed("\"infidelity\": 3.1e-4, \"metric\": \"rb_1q\"", "\"infidelity\": 3.1e-4"))
            .message.find("no value for \"metric\"") != std::string::npos);
  const core::Error unknown = refusal(changed("\"metric\": \"rb_1q\"", "\"metric\": \"rb1q\""));
  CHECK(unknown.where.ends_with("/gates/0/metric"));
  CHECK(unknown.message.find("did you mean \"rb_1q\"?") != std::string::npos);
  CHECK(refusal(changed("\"metric\": \"xeb_2q\"", "\"metric\": \"xeb\"")).where.ends_with("/other_errors/0/metric"));
  CHECK(refusal(changed("\"readout_metric\": \"single_shot\"", "\"readout_metric\": \"shot\""))
            .where.ends_with("/qubits/1/readout_metric"));
  CHECK(refusal(changed("\"leakage\": \"included\"", "\"leakage\": null")).where.ends_with("/metrics/xeb_2q"));
}

TEST_CASE("a source that the file does not list is refused with the nearest") {
  const core::Error unknown = refusal(changed("\"source\": \"laboratory\"", "\"source\": \"labratory\""));
  CHECK(unknown.where.ends_with("/qubits/0/preparation_error/source"));
  CHECK(unknown.message.find("did you mean \"laboratory\"?") != std::string::npos);
  CHECK(refusal(changed("\"laboratory\": {\"description\"", "\"\": {\"description\"")).where.ends_with("/sources"));
}

TEST_CASE("the date and the source of a qubit are those of its quantities that name none") {
  const Folder files;
  std::string text = changed("\"date\": \"2025-01-29\"", "\"date\": \"2025-01-29\", \"source\": \"laboratory\"");
  const std::string from = "\"t2_s\": 1.2e-4";
  text.replace(text.find(from), from.size(), R"("t2_s": {"value": 1.2e-4, "date": "2025-01-02"})");
  const Qubit qubit = must_read(files.write("native", text)).qubits[2];
  CHECK(qubit.t1_s.date->text() == "2025-01-29");
  CHECK(qubit.t2_s.date->text() == "2025-01-02");
  CHECK(qubit.t2_s.source == "laboratory");
  CHECK(qubit.t2_star_s.source.empty());
}

TEST_CASE("a day is written as year month and day and in no other way") {
  for (const char* day : {"\"2025_01_31\"", "\"2025-01-31T00:00:00\"", "\"31.1.2025\"", "20250131"}) {
    CHECK(refusal(changed("\"2025-01-31\"", day)).where.ends_with("/as_of"));
  }
}

TEST_CASE("zones that contradict each other are refused") {
  CHECK(refusal(changed("\"storage\"", "\"garage\"")).message.find("gate, storage, readout, loading") !=
        std::string::npos);
  CHECK(refusal(changed("\"qubits\": [2]}\n  ]", "\"qubits\": [1]}\n  ]")).message.find("another zone") !=
        std::string::npos);
  CHECK(refusal(changed("\"capacity\": 2", "\"capacity\": 1")).message.find("capacity") != std::string::npos);
  CHECK(refusal(changed("\"Z2\"", "\"Z1\"")).message.find("two of that name") != std::string::npos);
}

TEST_CASE("a crosstalk coupling needs two different qubits and stands there once") {
  CHECK(refusal(changed("[0, 1], \"zeta_hz\"", "[1, 1], \"zeta_hz\"")).where.ends_with("zz 1-1"));
  const std::string twice = R"({"qubits": [1, 0], "zeta_hz": 1}, {"qubits": [0, 1], "zeta_hz")";
  CHECK(refusal(changed("{\"qubits\": [0, 1], \"zeta_hz\"", twice)).where.ends_with("zz 0-1"));
}

TEST_CASE("an over-rotation of more than a turn is refused") {
  CHECK(refusal(changed("\"over_rotation_rad\": 0.01", "\"over_rotation_rad\": 6.3")).message.find("turn") !=
        std::string::npos);
}

TEST_CASE("the writer names metrics after method and operation and further only where it must") {
  DeviceDescription description = line(2);
  using enum ErrorMetric::Operation;
  const auto metric = [](ErrorMetric::Operation operation, std::string method, std::string field) {
    ErrorMetric one;
    one.operation = operation;
    one.method = std::move(method);
    one.field = std::move(field);
    return one;
  };
  description.gates[0].metric = metric(isolated, "Interleaved RB", "fCZ");
  description.gates[1].metric = metric(isolated, "Interleaved RB", "fISWAP");
  description.gates[1].other_errors = {{reported(0.1), metric(simultaneous, "XEB", "xeb_error")},
                                       {reported(0.1), metric(unknown, "", "gate_error")},
                                       {reported(0.1), metric(unknown, "", "")}};
  description.gates[2].metric = description.gates[0].metric;
  description.gates[2].metric.conversion = "1 - F";
  const json written = json::parse(write_native(description));
  std::vector<std::string> names;
  for (const auto& [name, value] : written["metrics"].items()) names.push_back(name);
  CHECK(names == std::vector<std::string>{"gate_error", "interleaved_rb_isolated_fcz", "interleaved_rb_isolated_fcz_2",
                                          "interleaved_rb_isolated_fiswap", "unknown", "xeb_simultaneous"});
}

TEST_CASE("a machine of 100000 qubits and a million couplings is written and read back") {
  DeviceDescription description = line(3);
  description.qubits.resize(max_qubits);
  for (std::size_t q = 0; q < description.qubits.size(); ++q) description.qubits[q].label = std::to_string(q);
  description.qubit_count = max_qubits;
  description.couplings.clear();
  for (int i = 0; i < max_couplings; ++i)
    description.couplings.emplace_back(i / 10, (i / 10 + 1 + i % 10) % max_qubits);
  description.gates.clear();
  for (int q = 0; q < max_qubits; ++q) description.gates.push_back(gate("sx", {q}, reported(1e-4 / (1 + q))));
  const Folder files;
  const DeviceDescription back = must_read(files.write("native", write_native(description)));
  CHECK(back.couplings == description.couplings);
  REQUIRE(back.gates.size() == description.gates.size());
  CHECK(back.gates.back().infidelity.value == description.gates.back().infidelity.value);
}

// IBM's configuration and properties files: every public snapshot, spot values taken from the files by hand, oddities.

#include <algorithm>
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

// "QPU information" of IBM's documentation, 2025: the error holds that of a layer of one-qubit Cliffords.
TEST_CASE("errors of 2025 and later hold a layer of one-qubit Cliffords and of older ones that is unknown") {
  using Metric = ErrorMetric;
  const auto metrics = [](const std::string& date) {
    const std::string document =
        R"({"backend_name": "ibm_small", "last_update_date": ")" + date + R"(", "qubits": [[], []], "gates": [
            {"gate": "sx", "qubits": [0], "parameters": [{"name": "gate_error", "value": 2e-4, "unit": ""}]},
            {"gate": "cz", "qubits": [0, 1], "parameters": [{"name": "gate_error", "value": 3e-3, "unit": "",
             "date": "2024-12-31T10:00:00Z"}]},
            {"gate": "cz", "qubits": [1, 0], "parameters": [{"name": "gate_error", "value": 3e-3, "unit": ""}]}]})";
    const Folder place;
    std::vector<Metric> all;
    for (const Gate& gate : must_read(place.write("props_small.json", document)).gates) all.push_back(gate.metric);
    return all;
  };
  const std::vector<Metric> late = metrics("2025-01-01"), early = metrics("2024-12-31");
  REQUIRE(late.size() == 3);
  CHECK(late[0].operation == Metric::Operation::simultaneous);
  CHECK(late[0].one_qubit_part == Metric::OneQubitPart::unknown);
  CHECK(late[1].one_qubit_part == Metric::OneQubitPart::unknown);
  CHECK(late[2].one_qubit_part == Metric::OneQubitPart::included);
  CHECK(late[2].per == Metric::Per::cycle);
  CHECK(late[2].operation == Metric::Operation::isolated);
  CHECK(early[0].operation == Metric::Operation::unknown);
  CHECK(early[2].one_qubit_part == Metric::OneQubitPart::unknown);
  CHECK(early[2].per == Metric::Per::gate);
}

TEST_CASE("the layer fidelities of torino come with their chains and dates") {
  if (!have_shared()) return;
  const DeviceDescription description = must_read(folder("torino"));
  CHECK(description.published.size() == 98);  // and clops_h
  const PublishedFigure& shortest = description.published[1];
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

TEST_CASE("durations that are all sixteen times too long are reported and modelled as a sixteenth") {
  if (!have_shared()) return;
  const DeviceModel model = must_validate(must_read(folder("toronto")));
  CHECK(find(model.findings, "implausible_duration") != nullptr);
  CHECK(find(model.findings, "unit_assumed") != nullptr);
  CHECK(model.qubits[0].gate->duration_s == Approx(568.88889e-9 / 16));
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

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// Properties of a line of three qubits; `more` is a further member.
std::string line_properties(const std::string& more = {}) {
  return R"({"backend_name": "ibm_line", "last_update_date": "2025-02-26T15:26:08-05:00",
 "qubits": [[{"name": "T1", "value": 100, "unit": "us", "date": "2025-02-26"},
             {"name": "T2", "value": 80, "unit": "us", "date": "2024-12-01"}], [], []],
 "gates": [{"gate": "cz", "qubits": [0, 1], "parameters": [{"name": "gate_error", "value": 0.002, "unit": ""}]},
           {"gate": "cz", "qubits": [1, 2], "parameters": [{"name": "gate_error", "value": 0.003, "unit": ""}]}])" +
         (more.empty() ? "}" : ",\n " + more + "}");
}

std::string twice(const std::string& second) {
  return replaced(line_properties(), R"({"name": "T2")", second + R"(, {"name": "T2")");
}

const PublishedFigure* published(const DeviceDescription& description, std::string_view name) {
  const auto found = std::ranges::find(description.published, name, &PublishedFigure::name);
  return found == description.published.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("one document may wrap configuration and properties under either pair of keys") {
  const Folder files;
  const std::string c(small_configuration), p(small_properties);
  const auto apart = must_read(files.write("c", c) + "," + files.write("p", p));
  for (const std::string& text :
       {R"({"configuration": )" + c + R"(, "properties": )" + p + "}", R"({"props": )" + p + R"(, "conf": )" + c + "}",
        c.substr(0, c.rfind('}')) + R"(, "properties": )" + p + "}"}) {
    CHECK(write_native(must_read(files.write("wrapped", text))) == write_native(apart));
  }
  const auto alone = must_read(files.write("alone", R"({"configuration": )" + c + R"(, "properties": null})"));
  CHECK(write_native(alone) == write_native(must_read(files.write("c", c))));
}

TEST_CASE("a wrapper with a part that is none of IBM's or given twice is refused") {
  const Folder files;
  const std::string c(small_configuration), p(small_properties);
  const std::string wrapped = files.write("w", R"({"configuration": )" + c + R"(, "properties": )" + p + "}");
  const auto broken = read(files.write("b", R"({"configuration": )" + c + R"(, "properties": [1]})"), catalogue);
  REQUIRE_FALSE(broken);
  CHECK(broken.error().where.ends_with("b: /properties"));
  const auto again = read(wrapped + "," + files.write("p", p), catalogue);
  REQUIRE_FALSE(again);
  CHECK(again.error().message.find("a second properties") != std::string::npos);
  const auto damaged =
      read(files.write("d", replaced(R"({"conf": )" + c + R"(, "props": )" + p + "}", "2e-4", "-2e-4")), catalogue);
  REQUIRE_FALSE(damaged);
  CHECK(damaged.error().where.ends_with("d: /props/gates/0/parameters/0/value"));
}

TEST_CASE("values a month older than the newest are one finding that shows the oldest") {
  const Folder files;
  const auto description = must_read(files.write("p", line_properties()));
  const core::Finding* stale = find(description.findings, "stale_date");
  REQUIRE(stale != nullptr);
  CHECK(stale->where == "values T2 of 0");
  CHECK(stale->message.find("T2 of 0: 87 days") != std::string::npos);  // 2024-12-01 to 2025-02-26: 30 + 31 + 26
  const auto fresh = must_read(files.write("q", replaced(line_properties(), "2024-12-01", "2025-01-27")));  // 30 days
  CHECK(find(fresh.findings, "stale_date") == nullptr);
}

TEST_CASE("the coherence times of brussels that are up to two years old are reported") {
  if (!have_shared()) return;
  const auto description = must_read(folder("brussels"));
  const core::Finding* stale = find(description.findings, "stale_date");
  REQUIRE(stale != nullptr);
  CHECK(stale->message.find("731 days") != std::string::npos);  // T2 of 2024-04-16, file of 2026-04-17
  CHECK(stale->message.find("6 of ") != std::string::npos);     // T1 and T2 of three qubits
  CHECK(find(must_read(folder("lagos")).findings, "stale_date") == nullptr);
}

TEST_CASE("a parameter listed twice is read once where the two agree or one is later") {
  const Folder files;
  const auto same = must_read(files.write("s", twice(R"({"name": "T1", "value": 100, "unit": "us"})")));
  CHECK(find(same.findings, "duplicate_disagrees") == nullptr);
  const std::string later = R"({"name": "T1", "value": 60000, "unit": "ns", "date": "2025-02-27"})";
  const auto description = must_read(files.write("l", twice(later)));
  CHECK(description.qubits[0].t1_s.value == 60e-6);
  REQUIRE(find(description.findings, "duplicate_disagrees") != nullptr);
  CHECK(find(description.findings, "duplicate_disagrees")->where == "values T1 of qubit 0");
  const auto earlier = must_read(files.write("e", replaced(twice(later), "2025-02-27", "2025-02-25")));
  CHECK(earlier.qubits[0].t1_s.value == 100e-6);
}

TEST_CASE("a parameter listed twice with values that nothing tells apart is refused") {
  const Folder files;
  for (const std::string date : {R"(, "date": "2025-02-26T18:00:00")", ""}) {
    const auto text = twice(R"({"name": "T1", "value": 60, "unit": "us")" + date + "}");
    const auto description = read(files.write("p", text), catalogue);
    REQUIRE_FALSE(description);
    CHECK(description.error().where.ends_with("p: /qubits/0/1"));
    CHECK(description.error().message.find("0.0001 of 2025-02-26 and 6e-05") != std::string::npos);
  }
}

TEST_CASE("a value without a unit is read in the usual one with a finding") {
  const Folder files;
  for (const std::string unit : {R"("value": 100)", R"("value": 100, "unit": null)", R"("value": 100, "unit": "")"}) {
    const auto text = replaced(line_properties(), R"("value": 100, "unit": "us")", unit);
    const auto description = must_read(files.write("p", text));
    CHECK(description.qubits[0].t1_s.value == 100e-6);
    REQUIRE(find(description.findings, "unit_assumed") != nullptr);
    CHECK(find(description.findings, "unit_assumed")->message.find("T1 of qubit 0 in us") != std::string::npos);
  }
}

TEST_CASE("crosstalk is taken over with its sign turned for the couplings that its names can mean") {
  const Folder files;
  const std::string general =
      R"("general": [{"name": "zz_01", "value": -5e-05, "unit": "GHz", "date": "2025-02-26"},
           {"name": "zz_12", "value": 0, "unit": "GHz"}, {"name": "jq_01", "value": 0.002, "unit": "GHz"},
           {"name": "zz_2_1", "value": 2, "unit": "kHz"}, {"name": "zz_02", "value": 1e-06, "unit": "GHz"}])";
  const auto description = must_read(files.write("p", line_properties(general)));
  REQUIRE(description.zz.size() == 2);
  CHECK(description.zz[0].a == 0);
  CHECK(description.zz[0].b == 1);
  CHECK(description.zz[0].zeta_hz.value == Approx(5e4).epsilon(1e-14));
  CHECK(description.zz[0].zeta_hz.date->text() == "2025-02-26");
  CHECK(description.zz[1].zeta_hz.value == -2e3);
  CHECK(find(description.findings, "converted_definition") != nullptr);
  REQUIRE(find(description.findings, "unused_quantity") != nullptr);
  CHECK(find(description.findings, "unused_quantity")->where == "zz values zz_02");  // 0 and 2 are not coupled
}

TEST_CASE("a crosstalk name that two couplings fit is left out with a finding") {
  const Folder files;
  const std::string configuration =
      R"({"backend_name": "m", "n_qubits": 14, "coupling_map": [[1, 13], [11, 3], [11, 12]]})";
  std::string qubits = "[]";
  for (int q = 1; q < 14; ++q) qubits += ", []";
  const std::string properties = R"({"backend_name": "m", "qubits": [)" + qubits + R"(], "gates": [], "general": [
      {"name": "zz_113", "value": 1e-05, "unit": "GHz"}, {"name": "zz_1112", "value": 1e-05, "unit": "GHz"}]})";
  const auto description = must_read(files.write("c", configuration) + "," + files.write("p", properties));
  REQUIRE(description.zz.size() == 1);
  CHECK(description.zz[0].a == 11);
  CHECK(find(description.findings, "unused_quantity")->where == "zz values zz_113");
}

// With J = jq, D = f(a) - f(b) and the anharmonicities A and B of the file, second-order perturbation theory gives
// zeta = 2 J^2 (A + B) / ((D + A)(D - B)): for qubits 0 and 1 of lagos 4.155e-5 GHz, where zz_01 is -4.155e-5 GHz.
TEST_CASE("the crosstalk of lagos has the sign and size that its exchange couplings give") {
  if (!have_shared()) return;
  const auto description = must_read(folder("lagos"));
  REQUIRE(description.zz.size() == 6);
  const double j = 1.7239661070310697e6;
  const Qubit &a = description.qubits[0], &b = description.qubits[1];
  const double d = a.frequency_hz.value - b.frequency_hz.value;
  const double alpha = a.anharmonicity_hz.value, beta = b.anharmonicity_hz.value;
  CHECK(description.zz[0].zeta_hz.value == Approx(41551.259389276154));
  CHECK(description.zz[0].zeta_hz.value ==
        Approx(2 * j * j * (alpha + beta) / ((d + alpha) * (d - beta))).epsilon(2e-3));
}

TEST_CASE("every crosstalk of the public snapshots resolves to one coupling") {
  if (!have_shared()) return;
  const std::pair<std::string, std::size_t> machines[] = {{"boston", 175}, {"brisbane", 141}, {"kingston", 9},
                                                          {"miami", 1},    {"melbourne", 0},  {"torino", 0}};
  for (const auto& [name, count] : machines) {
    INFO(name);
    const auto description = must_read(folder(name));
    CHECK(description.zz.size() == count);
    CHECK(find(description.findings, "unused_quantity") == nullptr);
  }
}

TEST_CASE("the processor is named however its revision is written") {
  const Folder files;
  const std::pair<std::string, std::string> cases[] = {
      {R"({"family": "Falcon", "revision": "5.11"})", " (Falcon 5.11)"},
      {R"({"family": "Falcon", "revision": 5.11})", " (Falcon 5.11)"},
      {R"({"family": "Eagle", "revision": 3, "segment": "H"})", " (Eagle 3)"},
      {R"({"family": "Heron"})", " (Heron)"},
      {R"("Heron")", " (Heron)"},
      {"{}", ""},
      {"null", ""},
      {R"("None")", ""}};
  for (const auto& [type, text] : cases) {
    INFO(type);
    const auto configuration =
        replaced(std::string(small_configuration), R"("n_qubits")", R"("processor_type": )" + type + R"(, "n_qubits")");
    CHECK(must_read(files.write("c", configuration)).source.description == "IBM backend snapshot of ibm_small" + text);
  }
  const auto list = replaced(std::string(small_configuration), R"("n_qubits")", R"("processor_type": [1], "n_qubits")");
  CHECK_FALSE(read(files.write("c", list), catalogue));
}

TEST_CASE("a layer fidelity whose name holds no number is none") {
  const Folder files;
  const std::string general =
      R"("general": [{"name": "lf_3", "value": 0.9}, {"name": "lf_best", "value": 0.8}, {"name": "lf_", "value": 1}])";
  const auto description = must_read(files.write("p", line_properties(general)));
  CHECK(description.published.size() == 1);
  REQUIRE(published(description, "layer_fidelity.3") != nullptr);
  CHECK(published(description, "layer_fidelity.3")->value == 0.9);
}

TEST_CASE("the configuration of a simulator is no machine") {
  const Folder files;
  const auto configuration =
      replaced(std::string(small_configuration), R"("n_qubits")", R"("simulator": true, "n_qubits")");
  CHECK(must_read(files.write("c", configuration)).paradigm == Paradigm::classical_simulator);
}

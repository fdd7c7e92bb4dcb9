// Google's calibrations and device specifications: values, conversions, parts that are missing, and broken files.

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;
using Operation = ErrorMetric::Operation;
using OneQubitPart = ErrorMetric::OneQubitPart;
using Per = ErrorMetric::Per;

namespace {

const fs::path google_files = fs::path(QGAUGE_SOURCE_DIR) / "../shared/devices/google";
const std::string rainbow = (google_files / "rainbow_2021_11_16_calibration.json").string();
const std::string rainbow_sets = (google_files / "rainbow_2021_12_10_device_spec.proto.txt").string();
const std::string rainbow_grid = (google_files / "rainbow_2021_12_10_device_spec_for_grid_device.proto.txt").string();
const std::string willow = (google_files / "willow_pink_d7v1-2024_08_16_calibration.json").string();
const std::string willow_grid =
    (google_files / "willow_pink_d7v1-2024_08_16_device_spec_for_grid_device.proto.txt").string();

constexpr std::string_view specification = R"(# by hand
valid_qubits: "0_0" valid_qubits: "0_1" valid_qubits: "1_0"
valid_targets { name: "pairs" target_ordering: SYMMETRIC
  targets { ids: "0_0" ids: "0_1" } targets { ids: "1_0" ids: "0_0" } }
valid_gates { gate_duration_picos: 25000 phased_xz {} }
valid_gates { gate_duration_picos: 12000 syc {} }
valid_gates { cz {} }
valid_gates { gate_duration_picos: 4000000 meas {} }
valid_gates { virtual_zpow {} })";

std::string metric(const std::string& name, const std::string& targets, const std::string& value) {
  return R"({"name": ")" + name + R"(", "targets": [)" + targets + R"(], "values": [)" + value + "]}";
}
std::string real(const std::string& number) { return R"({"doubleVal": )" + number + "}"; }

const std::string a = R"("0_0")", b = R"("0_1")", pair = R"("0_0", "0_1")";
const std::string syc_pauli = "two_qubit_sycamore_gate_xeb_pauli_error_per_cycle";
const std::string parallel_pauli = "two_qubit_parallel_sycamore_gate_xeb_pauli_error_per_cycle";
const std::string one_pauli = "single_qubit_rb_pauli_error_per_gate";

/// A calibration of these metrics, in the form that Cirq writes.
std::string calibration(const std::vector<std::string>& metrics) {
  std::string list;
  for (const std::string& one : metrics) list += (list.empty() ? "" : ", ") + one;
  return R"({"cirq_type": "Calibration", "metrics": {"timestampMs": "1637058415838", "metrics": [)" + list + "]}}";
}

DeviceDescription described(const std::vector<std::string>& metrics) {
  const Folder files;
  return must_read(files.write("a.json", calibration(metrics)));
}

core::Error refused(const std::string& content) {
  const Folder files;
  const auto description = read(files.write("a", content), catalogue);
  INFO(content);
  REQUIRE_FALSE(description);
  CHECK(description.error().code == core::ErrorCode::unusable_input);
  return description.error();
}

int index_of(const DeviceDescription& description, std::string_view label) {
  for (std::size_t q = 0; q < description.qubits.size(); ++q)
    if (description.qubits[q].label == label) return static_cast<int>(q);
  FAIL("no such label");
  return -1;
}

const Qubit& qubit_of(const DeviceDescription& description, std::string_view label) {
  return description.qubits[static_cast<std::size_t>(index_of(description, label))];
}

const Gate& gate_of(const DeviceDescription& description, std::string_view name, std::vector<std::string_view> labels) {
  std::vector<int> qubits;
  for (const auto label : labels) qubits.push_back(index_of(description, label));
  for (const Gate& gate : description.gates)
    if (gate.name == name && gate.qubits == qubits) return gate;
  FAIL("no such gate");
  return description.gates[0];
}

}  // namespace

TEST_CASE("the public Rainbow calibration has the values that its file states") {
  if (!have_shared()) return;
  const DeviceDescription description = must_read(rainbow);
  CHECK(description.format == "google");
  CHECK(description.name == "rainbow_2021_11_16_calibration");
  CHECK(description.modality == "superconducting");
  CHECK_FALSE(description.as_of);
  CHECK(description.qubit_count == 23);
  CHECK(description.couplings.size() == 32);
  const Qubit& qubit = qubit_of(description, "3_2");
  CHECK(qubit.t1_s.value == Approx(14.275215358658047e-6).epsilon(1e-15));
  CHECK_FALSE(qubit.t2_s.known());
  CHECK(qubit.p1_given_0.value == 0.0124);
  CHECK(qubit.p0_given_1.value == 0.0472);
  CHECK(qubit.readout_metric.operation == Operation::isolated);
  REQUIRE(qubit.other_readouts.size() == 1);
  CHECK(qubit.other_readouts[0].p1_given_0.value == 0.011324999999999807);
  CHECK(qubit.other_readouts[0].p0_given_1.value == 0.05991500000000005);
  CHECK(qubit.other_readouts[0].metric.operation == Operation::simultaneous);
  const Gate& pulse = gate_of(description, "phased_xz", {"3_2"});
  CHECK(pulse.infidelity.value == 0.001188128054688209);
  CHECK(pulse.metric.field == "single_qubit_rb_average_error_per_gate");
  CHECK(pulse.metric.conversion.empty());
  CHECK_FALSE(pulse.duration_s.known());
}

TEST_CASE("the errors of a public Rainbow pair are those of its cycles without the one-qubit gates") {
  if (!have_shared()) return;
  const DeviceDescription description = must_read(rainbow);
  // Pauli errors of 3_2 and 4_2: 0.0017821920820323134 + 0.002498309434125101 = 0.0042805015161574144.
  const Gate& sycamore = gate_of(description, "sycamore", {"3_2", "4_2"});
  // 4/5 (0.010282950418361858 - 0.0042805015161574144) = 0.004801959121763555
  CHECK(sycamore.infidelity.value == Approx(0.004801959121763555).epsilon(1e-13));
  CHECK(sycamore.metric.operation == Operation::isolated);
  CHECK(sycamore.metric.one_qubit_part == OneQubitPart::subtracted);
  CHECK(sycamore.metric.per == Per::gate);
  CHECK(sycamore.metric.method == "XEB");
  CHECK(sycamore.metric.field == "two_qubit_sycamore_gate_xeb_pauli_error_per_cycle");
  REQUIRE(sycamore.other_errors.size() == 1);
  // 4/5 (0.008094151994525213 - 0.0042805015161574144) = 0.003050920382694239
  CHECK(sycamore.other_errors[0].infidelity.value == Approx(0.003050920382694239).epsilon(1e-13));
  CHECK(sycamore.other_errors[0].metric.operation == Operation::simultaneous);
  // 4/5 (0.010657043946456779 - 0.0042805015161574144) = 0.005101233944239492
  const Gate& root = gate_of(description, "sqrt_iswap", {"3_2", "4_2"});
  CHECK(root.infidelity.value == Approx(0.005101233944239492).epsilon(1e-13));
}

TEST_CASE("a public Rainbow cycle with less error than its one-qubit gates keeps the error of the cycle") {
  if (!have_shared()) return;
  const DeviceDescription description = must_read(rainbow);
  // 0.005581000977143112 a cycle against 0.002792861668143576 + 0.003281843261704942 of the one-qubit gates.
  const Gate& gate = gate_of(description, "sycamore", {"6_5", "7_5"});
  CHECK(gate.infidelity.value == Approx(0.8 * 0.005581000977143112).epsilon(1e-13));
  CHECK(gate.metric.per == Per::cycle);
  CHECK(gate.metric.one_qubit_part == OneQubitPart::included);
  const auto* finding = find(description.findings, "cycle_error_kept");
  REQUIRE(finding);
  CHECK(finding->message.starts_with("3 of 128 errors per cycle"));
}

TEST_CASE("the public Willow calibration has Pauli errors and simultaneous cycles alone") {
  if (!have_shared()) return;
  const DeviceDescription description = must_read(willow + "," + willow_grid);
  CHECK(description.qubit_count == 105);
  CHECK(description.couplings.size() == 182);
  CHECK(description.inputs.size() == 2);
  const Gate& pulse = gate_of(description, "phased_xz", {"0_6"});
  CHECK(pulse.infidelity.value == Approx(0.001117660880557536 * 2 / 3).epsilon(1e-13));
  CHECK(pulse.metric.conversion == "2/3 of the Pauli error");
  CHECK(pulse.duration_s.value == 25e-9);
  const Gate& cz = gate_of(description, "cz", {"0_6", "0_7"});
  // 4/5 (0.00325743339669049 - 0.001117660880557536 - 0.0007041440201674409) = 0.0011485027967724104
  CHECK(cz.infidelity.value == Approx(0.0011485027967724104).epsilon(1e-13));
  CHECK(cz.metric.operation == Operation::simultaneous);
  CHECK(cz.other_errors.empty());
  CHECK(cz.duration_s.value == 42e-9);
  const Qubit& qubit = qubit_of(description, "0_7");
  CHECK(qubit.t1_s.value == Approx(71.88332576142263e-6).epsilon(1e-15));
  CHECK(qubit.p1_given_0.value == 0.0014907017543859388);
  CHECK(qubit.p0_given_1.value == 0.008692631578947339);
  CHECK(qubit.other_readouts.empty());
  CHECK(qubit.readout_duration_s.value == 600e-9);
  CHECK(find(description.findings, "converted_definition"));
  const auto* unused = find(description.findings, "unused_quantity");
  REQUIRE(unused);
  CHECK(unused->message.find("two_qubit_parallel_cz_gate_xeb_entangler_theta_error_per_cycle") != std::string::npos);
  CHECK(must_validate(description).counts->working.value == 105);
}

TEST_CASE("the older public Rainbow specification with sets of gates describes the same machine as the newer one") {
  if (!have_shared()) return;
  const DeviceDescription sets = must_read(rainbow_sets), grid = must_read(rainbow_grid);
  CHECK(sets.couplings == grid.couplings);
  CHECK(sets.couplings.size() == 32);
  REQUIRE(sets.gates.size() == grid.gates.size());
  CHECK(sets.gates.size() == 23 + 3 * 32);
  for (std::size_t i = 0; i < sets.gates.size(); ++i) {
    CHECK(sets.gates[i].name == grid.gates[i].name);
    CHECK(sets.gates[i].duration_s.value == grid.gates[i].duration_s.value);
    CHECK(sets.gates[i].infidelity.state == State::absent);
  }
  CHECK(gate_of(sets, "sycamore", {"3_2", "4_2"}).duration_s.value == 12e-9);
  CHECK(gate_of(sets, "sqrt_iswap", {"3_2", "4_2"}).duration_s.value == 32e-9);
  CHECK(gate_of(sets, "cz", {"3_2", "4_2"}).duration_s.state == State::absent);
  CHECK(sets.qubits[0].readout_duration_s.value == 4e-6);
  CHECK(must_validate(sets).counts->working.high == 23);
  CHECK(must_validate(sets).counts->working.value == 0);
}

TEST_CASE("the folder with several Google machines lists the candidates") {
  if (!have_shared()) return;
  const auto description = read(google_files.string(), catalogue);
  REQUIRE_FALSE(description);
  CHECK(description.error().message.find(rainbow) != std::string::npos);
  CHECK(description.error().message.find(willow) != std::string::npos);
  CHECK(description.error().message.find("calibration") != std::string::npos);
}

TEST_CASE("a calibration with the specification of another machine is refused") {
  if (!have_shared()) return;
  const auto description = read(willow + "," + rainbow_grid, catalogue);
  REQUIRE_FALSE(description);
  CHECK(description.error().where == willow);
  CHECK(description.error().message.find("0_6") != std::string::npos);
}

TEST_CASE("a Google specification alone has qubits couplings and durations but no errors") {
  const Folder files;
  const DeviceDescription description = must_read(files.write("spec.txt", specification));
  CHECK(description.format == "google");
  CHECK(description.qubit_count == 3);
  CHECK(description.couplings == std::vector<std::pair<int, int>>{{0, 1}, {0, 2}});
  CHECK(gate_of(description, "phased_xz", {"1_0"}).duration_s.value == 25e-9);
  CHECK(gate_of(description, "sycamore", {"0_0", "1_0"}).duration_s.value == 12e-9);
  CHECK(gate_of(description, "cz", {"0_0", "1_0"}).duration_s.state == State::absent);
  CHECK(description.qubits[2].readout_duration_s.value == 4e-6);
  for (const Gate& gate : description.gates) CHECK_FALSE(gate.infidelity.known());
}

TEST_CASE("a Google calibration and its specification make one description") {
  const Folder files;
  const std::string spec = files.write("spec.txt", specification);
  const std::string file =
      files.write("a.json", calibration({metric(syc_pauli, pair, real("0.01")), metric(one_pauli, a, real("0.001")),
                                         metric(one_pauli, b, real("0.002"))}));
  for (const std::string& both : {file + "," + spec, spec + "," + file}) {
    const DeviceDescription description = must_read(both);
    CHECK(description.name == "a");
    CHECK(description.as_of->text() == "2021-11-16");
    CHECK(description.qubit_count == 3);
    const Gate& gate = gate_of(description, "sycamore", {"0_0", "0_1"});
    CHECK(gate.infidelity.value == Approx(0.8 * 0.007).epsilon(1e-14));
    CHECK(gate.duration_s.value == 12e-9);
    CHECK_FALSE(gate_of(description, "cz", {"0_0", "0_1"}).infidelity.known());
  }
}

TEST_CASE("the metrics without the wrapping of Cirq are a calibration too") {
  const Folder files;
  const std::string file =
      files.write("a.json", R"({"metrics": [{"name": "single_qubit_idle_t1_micros", "targets": ["q5_2"],
                  "values": [{"double_val": 20.5}]}], "timestamp_ms": 1637058415838})");
  const DeviceDescription description = must_read(file);
  CHECK(description.format == "google");
  CHECK(description.qubits.at(0).label == "q5_2");
  CHECK(description.qubits[0].t1_s.value == 20.5e-6);
  CHECK(description.as_of->text() == "2021-11-16");
}

TEST_CASE("a cycle whose one-qubit errors are unknown keeps its error and says so") {
  const DeviceDescription description =
      described({metric(syc_pauli, pair, real("0.01")), metric(one_pauli, a, real("0.001"))});
  const Gate& gate = gate_of(description, "sycamore", {"0_0", "0_1"});
  CHECK(gate.infidelity.value == Approx(0.008).epsilon(1e-14));
  CHECK(gate.metric.per == Per::cycle);
  CHECK(gate.metric.one_qubit_part == OneQubitPart::included);
  CHECK(gate.metric.conversion == "4/5 of the Pauli error of a cycle");
  CHECK(find(description.findings, "cycle_error_kept"));
}

TEST_CASE("average errors of cycles and gates are converted as Pauli errors and back") {
  const std::string average = "two_qubit_cz_gate_xeb_average_error_per_cycle";
  const std::string one = "single_qubit_rb_average_error_per_gate";
  const DeviceDescription description =
      described({metric(average, pair, real("0.008")), metric(one, a, real("0.001")), metric(one, b, real("0.0008"))});
  // 4/5 (5/4 0.008 - 3/2 0.001 - 3/2 0.0008) = 4/5 (0.01 - 0.0015 - 0.0012) = 0.00584
  const Gate& gate = gate_of(description, "cz", {"0_0", "0_1"});
  CHECK(gate.infidelity.value == Approx(0.00584).epsilon(1e-13));
  CHECK(gate.metric.field == average);
  CHECK(gate_of(description, "phased_xz", {"0_0"}).infidelity.value == 0.001);
}

TEST_CASE("simultaneous errors and readouts stand first where there are no isolated ones") {
  const DeviceDescription description =
      described({metric(parallel_pauli, pair, real("0.01")), metric("parallel_p00_error", a, real("0.02")),
                 metric("parallel_p11_error", a, real("0.05"))});
  CHECK(gate_of(description, "sycamore", {"0_0", "0_1"}).metric.operation == Operation::simultaneous);
  const Qubit& qubit = description.qubits[0];
  CHECK(qubit.p1_given_0.value == 0.02);
  CHECK(qubit.p0_given_1.value == 0.05);
  CHECK(qubit.readout_metric.operation == Operation::simultaneous);
  CHECK(qubit.other_readouts.empty());
}

TEST_CASE("an isolated cycle whose fit failed leaves the first place to the simultaneous one") {
  const DeviceDescription description =
      described({metric(syc_pauli, pair, real("\"NaN\"")), metric(parallel_pauli, pair, real("0.01"))});
  const Gate& gate = gate_of(description, "sycamore", {"0_0", "0_1"});
  CHECK(gate.metric.operation == Operation::simultaneous);
  REQUIRE(gate.other_errors.size() == 1);
  CHECK(gate.other_errors[0].infidelity.state == State::sentinel);
}

TEST_CASE("Google writes numbers in several types and leaves values out") {
  const std::string t1 = "single_qubit_idle_t1_micros";
  for (const char* value : {R"({"doubleVal": 20})", R"({"floatVal": 2e1})", R"({"int64Val": "20"})",
                            R"({"int32_val": 20})", R"({"strVal": "20.0"})"})
    CHECK(described({metric(t1, a, value)}).qubits[0].t1_s.value == 20e-6);
  for (const char* value : {"", "{}", R"({"doubleVal": null})", R"({"strVal": ""})"})
    CHECK(described({metric(t1, a, value)}).qubits[0].t1_s.state == State::absent);
  CHECK(described({metric(t1, a, real("\"NaN\""))}).qubits[0].t1_s.state == State::sentinel);
}

TEST_CASE("a Google metric with different values for one target is left out with a finding") {
  const std::string t1 = "single_qubit_idle_t1_micros";
  CHECK(described({metric(t1, a, real("20") + "," + real("20"))}).qubits[0].t1_s.value == 20e-6);
  for (const auto& twice :
       {std::vector{metric(t1, a, real("20") + "," + real("30"))},
        std::vector{metric(t1, a, real("20")), metric(t1, a, real("30")), metric(t1, a, real("20"))}}) {
    const DeviceDescription description = described(twice);
    CHECK(description.qubits[0].t1_s.state == State::absent);
    CHECK(find(description.findings, "duplicate_disagrees"));
  }
  const std::string reversed = R"("0_1", "0_0")";
  const DeviceDescription both =
      described({metric(syc_pauli, pair, real("0.01")), metric(syc_pauli, reversed, real("0.01"))});
  CHECK(both.couplings.size() == 1);
  CHECK(gate_of(both, "sycamore", {"0_0", "0_1"}).infidelity.known());
  CHECK_FALSE(find(both.findings, "duplicate_disagrees"));
}

TEST_CASE("broken Google metrics are refused with their place") {
  const std::string t1 = "single_qubit_idle_t1_micros";
  for (const std::string& one :
       {metric(t1, a, real("\"many\"")), metric(t1, a, real("1e308")), metric(t1, a, real("true")), metric(t1, a, "20"),
        metric(t1, R"("5")", real("20")), metric(t1, R"("5_2x")", real("20")), metric(t1, R"("_2")", real("20")),
        metric(t1, "7", real("20")), metric(t1, "", real("20")), metric(t1, pair, real("20")),
        metric(syc_pauli, a, real("0.1")), metric(syc_pauli, R"("0_0", "0_0")", real("0.1")),
        metric(syc_pauli, pair, real("-0.1")), metric(one_pauli, a, real("1.5")),
        metric("single_qubit_rb_average_error_per_gate", a, real("1")), std::string(R"({"targets": ["0_0"]})"),
        std::string(R"({"name": 7, "targets": ["0_0"], "values": []})"), std::string("7")})
    CHECK(refused(calibration({one})).where.find(": /metrics/metrics/0") != std::string::npos);
  CHECK(refused(calibration({})).where.ends_with(": /metrics/metrics"));
  CHECK(refused(calibration({metric("xeb_of_the_future", a, real("1"))})).where.ends_with(": /metrics/metrics"));
  CHECK(refused(R"({"cirq_type": "Calibration", "metrics": 7})").where.ends_with(": /metrics"));
  for (const char* time : {"-1", "\"soon\"", "1e15", "\"NaN\"", "[]"})
    CHECK(refused(R"({"cirq_type": "Calibration", "metrics": {"timestampMs": )" + std::string(time) +
                  R"(, "metrics": []}})")
              .where.ends_with(": /metrics/timestampMs"));
}

TEST_CASE("broken Google specifications are refused with their place") {
  const auto error = [](const std::string& text) {
    return refused("valid_qubits: \"0_0\" valid_qubits: \"0_1\" " + text);
  };
  CHECK(refused("valid_gates { cz {} }").message.find("valid_qubits") != std::string::npos);
  CHECK(refused("valid_qubits: \"5\"").where.ends_with(": /valid_qubits/0"));
  CHECK(error("valid_qubits: \"0_1\"").where.ends_with(": /valid_qubits/2"));
  CHECK(error("valid_qubits {").message.find("end of the file") != std::string::npos);
  const std::string target = ": /valid_targets/0/targets/0/ids";
  CHECK(error("valid_targets { targets { ids: \"0_0\" ids: \"7_7\" } }").where.ends_with(target));
  CHECK(error("valid_targets { targets { ids: \"0_0\" ids: \"0_0\" } }").where.ends_with(target));
  CHECK(error("valid_targets: 7").where.ends_with(": /valid_targets/0"));
  for (const char* duration : {"-1", "1e300", "many", "\"x\"", "{}", "1 gate_duration_picos: 2"})
    CHECK(error("valid_gates { gate_duration_picos: " + std::string(duration) + " cz {} }")
              .where.find("/gate_duration_picos") != std::string::npos);
}

TEST_CASE("two durations of one gate in different sets are a finding and the first is used") {
  const Folder files;
  const DeviceDescription description = must_read(files.write("a.txt", R"(valid_qubits: "0_0"
    valid_gate_sets { valid_gates { id: "xy" gate_duration_picos: 25000 } }
    valid_gate_sets { valid_gates { id: "xyz" gate_duration_picos: 30000 } })"));
  CHECK(gate_of(description, "phased_xz", {"0_0"}).duration_s.value == 25e-9);
  CHECK(find(description.findings, "duplicate_disagrees"));
}

TEST_CASE("phase corrections of Google gates are recognised and are no description") {
  const Folder files;
  const std::string phases = R"({"sqrt_iswap": {"zeta": [["0_0", "0_1", 0.1]], "gamma": [["0_0", "0_1", 0.2]]}})";
  CHECK(refused(phases).message.find("phase corrections") != std::string::npos);
  const std::string file = files.write("phases.json", phases);
  const DeviceDescription description = must_read(files.write("spec.txt", specification) + "," + file);
  const auto* finding = find(description.findings, "unused_quantity");
  REQUIRE(finding);
  CHECK(finding->where == file);
}

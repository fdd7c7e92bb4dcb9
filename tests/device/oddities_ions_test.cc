// Oddities of ion-trap sources, of third-party files and of the spelling of values and units.

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

const fs::path bench_files = fs::path(QGAUGE_SOURCE_DIR) / "../shared/devices/mqt-bench";

DeviceDescription parse(std::string_view text) { return must_read(Folder().write("a.json", text)); }

// The figures of MQT Bench's ionq_aria1 with fewer qubits.
constexpr std::string_view rotated = R"({"name": "ionq_aria1", "num_qubits": 2, "connectivity": [[0, 1]],
    "fidelity": {"1q": {"mean": 0.9829}, "2q": {"mean": 0.996}, "spam": {"mean": 0.9993}}})";

}  // namespace

TEST_CASE("Oddity averages_only: an ion trap has one figure for all and no figure of its qubits") {
  const Folder files;
  const std::string table = files.write("table.csv",
                                        "Date,Machine,p1,p2,dephasing_error,p_meas_0,p_meas_1\n"
                                        "2024_05_20,H2-1,3.4e-5,1.36e-3,5e-4,5e-4,2.5e-3\n");
  const std::string spec = files.write("spec.csv",
                                       "Date,Machine,1Q error,2Q error,SPAM error\n"
                                       "2024_05_20,H2-1,3.4(4)E-05,1.36(8)E-03,1.5(1)E-03\n");
  const std::string options = files.write("options.json", R"({"error-params": {"p1": 3.4e-5, "p2": 1.36e-3}})");
  const std::string ionq = files.write("ionq.json", R"({"backend": "qpu.aria-1", "qubits": 3, "connectivity":
      [[0, 1], [0, 2], [1, 2]], "fidelity": {"1q": {"mean": 0.9999}, "2q": {"mean": 0.99}, "spam": {"mean": 0.99}}})");
  for (const std::string& file : {table, spec, options, ionq}) {
    INFO(file);
    DeviceDescription description = must_read(file);
    CHECK(description.qubits.empty());
    CHECK(description.gates.empty());
    CHECK(description.all_to_all);
    CHECK(description.average_two_qubit_gate->duration_s.state == State::absent);
    description.qubit_count = 3;
    const DeviceModel model = must_validate(description);
    CHECK(model.averages_only);
    REQUIRE(model.couplings.size() == 3);
    for (const Coupling& coupling : model.couplings) {
      CHECK(coupling.gate->infidelity == description.average_two_qubit_gate->infidelity.value);
    }
    for (const ModelQubit& qubit : model.qubits) {
      CHECK(qubit.gate->infidelity == description.average_one_qubit_gate->infidelity.value);
    }
  }
}

TEST_CASE("Oddity rotated_columns: exchanged figures are read as they stand and reported") {
  const DeviceDescription description = parse(rotated);
  CHECK(description.average_one_qubit_gate->infidelity.value == Approx(1.71e-2));
  CHECK(description.average_two_qubit_gate->infidelity.value == Approx(4e-3));
  CHECK(description.average_qubit->assignment_error.value == Approx(7e-4));
  CHECK(find(must_validate(description).findings, "two_qubit_better_than_one_qubit"));
}

TEST_CASE("Oddity rotated_columns: the public file of Aria is such a file and that of H2 is not") {
  if (!fs::exists(bench_files)) {
    WARN("skipped: ../shared/devices/mqt-bench is absent");
    return;
  }
  const DeviceDescription aria = must_read((bench_files / "ionq_aria1_calibration.json").string());
  CHECK(find(must_validate(aria).findings, "two_qubit_better_than_one_qubit"));
  const DeviceDescription h2 = must_read((bench_files / "quantinuum_h2_calibration.json").string());
  CHECK_FALSE(find(must_validate(h2).findings, "two_qubit_better_than_one_qubit"));
}

TEST_CASE("Oddity error_of_exactly_zero: an error of 0 is a value and no mark") {
  DeviceDescription description = parse(R"({"name": "iqm_adonis", "num_qubits": 2, "connectivity": [[0, 1]],
      "error": {"1q": {"0": 0.0, "1": 0.0005}, "2q": {"0-1": 0.0335}, "readout": {"0": 0.02, "1": 0.02}}})");
  const Quantity& zero = gate_on(description, {0}).infidelity;
  CHECK(zero.state == State::reported);
  CHECK(zero.value == 0);
  const DeviceModel model = must_validate(description);
  CHECK(model.qubits[0].gate_usable == Usable::yes);
  CHECK(model.qubits[0].gate->infidelity == 0);
}

TEST_CASE("Oddity error_of_exactly_zero: qubit 3 of the public file of Adonis has it") {
  const fs::path file = bench_files / "iqm_adonis_calibration.json";
  if (!fs::exists(file)) {
    WARN("skipped: ../shared/devices/mqt-bench is absent");
    return;
  }
  DeviceDescription adonis = must_read(file.string());
  CHECK(gate_on(adonis, {3}).infidelity.known());
  CHECK(gate_on(adonis, {3}).infidelity.value == 0);
  CHECK(gate_on(adonis, {4}).infidelity.value == 5e-4);
}

TEST_CASE("Oddity unit_spellings: a scale factor and every spelling of its unit give the same seconds") {
  for (const std::string unit : {R"("us", "scaleFactor": 0.001)", R"("uS", "scaleFactor": 0.001)",
                                 "\"\u00b5s\", \"scaleFactor\": 0.001", "\"\u03bcs\", \"scaleFactor\": 0.001",
                                 R"("ns")", R"("ns", "scaleFactor": 1.0)", R"("s", "scaleFactor": 1e-9)"}) {
    INFO(unit);
    const DeviceDescription description = parse(R"({"schema-version": 1, "name": "a", "numQubits": 1, "couplings": [],
        "operations": [], "qubitProperties": {"overrides": [{"qubit": 0, "t1": 26626}]}, "durationUnit": {"unit": )" +
                                                unit + "}}");
    CHECK(description.qubits[0].t1_s.value == Approx(26.626e-6).epsilon(1e-12));
  }
}

TEST_CASE("Oddity words_for_missing: digits in brackets are a standard error and an empty cell is none") {
  const Folder files;
  const DeviceDescription description = must_read(files.write("spec.csv",
                                                              "Date,Machine,1Q error,2Q error,SPAM error\n"
                                                              "2024_04_10,H1-1,,9.3(3)E-04,\n"));
  CHECK(description.average_two_qubit_gate->infidelity.value == 9.3e-4);
  CHECK(description.average_two_qubit_gate->infidelity.sigma == 3e-5);
  CHECK(description.average_one_qubit_gate->infidelity.state == State::absent);
  CHECK(description.average_qubit->assignment_error.state == State::absent);
}

TEST_CASE("Oddity words_for_missing: None null an empty object and an empty string are no values") {
  for (const std::string word : {"null", "{}", "\"\"", "\"None\""}) {
    INFO(word);
    const DeviceDescription description =
        parse(R"({"backend": "qpu.aria-1", "qubits": 2, "connectivity": [[0, 1]], "date": )" + word +
              R"(, "fidelity": {"1q": {"mean": )" + word + R"(}, "2q": )" + word +
              R"(, "spam": {"mean": 0.99, "stderr": )" + word + R"(}}, "timing": {"t1": )" + word + "}}");
    CHECK_FALSE(description.as_of);
    CHECK(description.average_one_qubit_gate->infidelity.state == State::absent);
    CHECK(description.average_two_qubit_gate->infidelity.state == State::absent);
    CHECK(description.average_qubit->t1_s.state == State::absent);
    CHECK(description.average_qubit->assignment_error.known());
    CHECK_FALSE(description.average_qubit->assignment_error.sigma);
  }
}

// IonQ's characterizations: the versions of its API, averages, dates, lists. The documents are made after the public
// API documentation (docs.ionq.com, v0.3 and v0.4; v0.1 after the client of Cirq): no real one is public.

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

// v0.1 and v0.2: "target", ISO date, means without standard errors.
constexpr std::string_view version_1 = R"({
  "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a", "date": "2021-03-31T12:00:00Z", "target": "qpu.s11", "qubits": 3,
  "connectivity": [[0, 1], [0, 2], [1, 2]],
  "fidelity": {"1q": {"mean": 0.99717}, "2q": {"mean": 0.9696}, "spam": {"mean": 0.9961}},
  "timing": {"t1": 10000, "t2": 0.2, "1q": 1.1e-05, "2q": 0.00021, "readout": 0.000175, "reset": 3.5e-05}})";

// v0.3: "backend", seconds since 1970, standard errors.
constexpr std::string_view version_3 = R"({
  "id": "b", "date": 1678402800, "backend": "qpu.aria-1", "qubits": 3, "connectivity": [[0, 1], [2, 0], [1, 2]],
  "fidelity": {"1q": {"mean": 0.9998, "stderr": 2e-05}, "2q": {"mean": 0.986, "stderr": 0.0003, "median": 0.99},
               "spam": {"mean": 0.9948, "stderr": null}},
  "timing": {"t1": 100, "t2": 1, "1q": 0.000135, "2q": 0.0006, "readout": 0.0003, "reset": 2e-05}})";

// v0.4: medians, ISO date.
constexpr std::string_view version_4 = R"({
  "id": "c", "date": "2025-06-16T00:00:00Z", "backend": "qpu.forte-1", "qubits": 4, "connectivity": [[0, 1], [1, 2]],
  "fidelity": {"1q": {"median": 0.9998, "stderr": null}, "2q": {"median": 0.9954, "stderr": 0.0001},
               "spam": {"median": 0.9962, "stderr": null}},
  "timing": {"t1": 10, "t2": 1, "1q": 0.00013, "2q": 0.00097}})";

DeviceDescription parse(std::string_view text) { return must_read(Folder().write("a.json", text)); }

core::Error refusal(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  const Folder files;
  const auto description = read(files.write("a.json", text), catalogue);
  INFO(to);
  REQUIRE_FALSE(description);
  return description.error();
}

}  // namespace

TEST_CASE("the oldest characterizations of IonQ give means in seconds and fidelities") {
  const DeviceDescription description = parse(version_1);
  CHECK(description.format == "ionq");
  CHECK(description.name == "qpu.s11");
  CHECK(description.vendor == "IonQ");
  CHECK(description.modality == "trapped_ion");
  CHECK(description.as_of->text() == "2021-03-31");
  CHECK(description.qubit_count == 3);
  CHECK(description.all_to_all);
  CHECK(description.couplings.empty());
  CHECK(description.qubits.empty());
  CHECK(description.average_qubit->t1_s.value == 1e4);
  CHECK(description.average_qubit->t2_s.value == 0.2);
  CHECK(description.average_qubit->readout_duration_s.value == 1.75e-4);
  CHECK(description.average_qubit->assignment_error.value == Approx(3.9e-3));      // 1 - 0.9961
  CHECK(description.average_one_qubit_gate->infidelity.value == Approx(2.83e-3));  // 1 - 0.99717
  CHECK(description.average_one_qubit_gate->duration_s.value == 1.1e-5);
  CHECK(description.average_two_qubit_gate->infidelity.value == Approx(3.04e-2));  // 1 - 0.9696
  CHECK(description.average_two_qubit_gate->duration_s.value == 2.1e-4);
  CHECK(description.average_two_qubit_gate->name == "ms");
  CHECK(description.average_one_qubit_gate->name == "gpi2");
  CHECK(find(description.findings, "unused_quantity")->where == "timing.reset");
}

TEST_CASE("a characterization of API version 3 has a date in seconds and standard errors") {
  const DeviceDescription description = parse(version_3);
  // 1678402800 s = 19425 days and 82800 s: 2023-03-09 at 23:00 UTC.
  CHECK(description.as_of->text() == "2023-03-09");
  CHECK(description.all_to_all);
  const Gate& two = *description.average_two_qubit_gate;
  CHECK(two.infidelity.value == Approx(0.014));
  CHECK(two.infidelity.sigma == 3e-4);
  CHECK(two.metric.field == "fidelity.2q.mean");
  CHECK(two.metric.method == "RB");
  CHECK(two.metric.operation == ErrorMetric::Operation::unknown);
  CHECK(description.average_one_qubit_gate->infidelity.sigma == 2e-5);
  CHECK_FALSE(description.average_qubit->assignment_error.sigma);
}

TEST_CASE("a characterization of API version 4 has medians and its metric says so") {
  const DeviceDescription description = parse(version_4);
  CHECK(description.as_of->text() == "2025-06-16");
  CHECK_FALSE(description.all_to_all);
  CHECK(description.couplings == std::vector<std::pair<int, int>>{{0, 1}, {1, 2}});
  const Gate& two = *description.average_two_qubit_gate;
  CHECK(two.name == "zz");
  CHECK(two.metric.field == "fidelity.2q.median");
  CHECK(two.metric.conversion == "1 - F, the median over the machine");
  CHECK(two.infidelity.sigma == 1e-4);
  CHECK(two.infidelity.value == Approx(4.6e-3));
  CHECK(description.average_qubit->readout_duration_s.state == State::absent);
}

TEST_CASE("preparation and measurement together stand for the readout error and that is said") {
  const DeviceDescription description = parse(version_4);
  CHECK(description.average_qubit->readout_metric.field == "fidelity.spam.median");
  CHECK(description.average_qubit->readout_metric.conversion.find("preparation") != std::string::npos);
  CHECK(find(description.findings, "converted_definition")->where == "fidelity.spam");
  const DeviceModel model = must_validate(description);
  CHECK(*model.qubits[3].p1_given_0 == Approx(3.8e-3));
  CHECK(model.couplings.size() == 2);
}

TEST_CASE("a characterization with spam alone leaves the gates unknown") {
  const DeviceDescription description = parse(R"({"date": 0, "backend": "qpu.aria-2", "qubits": 2,
      "connectivity": [[0, 1], [1, 0]], "fidelity": {"spam": {"mean": 0.99}, "2q": {"mean": null}}, "timing": {}})");
  CHECK_FALSE(description.as_of);
  CHECK(description.average_two_qubit_gate->infidelity.state == State::absent);
  CHECK(description.average_two_qubit_gate->metric.field.empty());
  CHECK(must_validate(description).qubits[0].gate_usable == Usable::unknown);
}

TEST_CASE("without a connectivity every pair of the trap counts as coupled with a finding") {
  const DeviceDescription description =
      parse(R"({"backend": "qpu.aria-2", "qubits": 25, "connectivity": null, "fidelity": {"spam": {"mean": 0.99}}})");
  CHECK(description.all_to_all);
  CHECK(find(description.findings, "default_used")->where == "connectivity");
}

TEST_CASE("a fidelity of exactly 0 is no value") {
  const DeviceDescription description = parse(R"({"backend": "qpu.aria-2", "qubits": 2, "connectivity": [[0, 1]],
      "fidelity": {"1q": {"mean": 0}, "2q": {"mean": 1}}})");
  CHECK(description.average_one_qubit_gate->infidelity.state == State::sentinel);
  CHECK(description.average_two_qubit_gate->infidelity.value == 0);
}

TEST_CASE("a list of characterizations holds one machine for each backend and date") {
  const Folder files;
  const std::string list =
      R"({"characterizations": [)" + std::string(version_3) + "," + std::string(version_4) + R"(], "pages": 1})";
  const std::string file = files.write("list.json", list);
  CHECK(*selectors(file, catalogue) ==
        std::vector<std::string>{"qpu.aria-1@1678402800", "qpu.forte-1@2025-06-16T00:00:00Z"});
  CHECK(must_read(file + "#qpu.forte-1").qubit_count == 4);
  CHECK(must_read(file + "#qpu.aria-1@1678402800").qubit_count == 3);
  CHECK_FALSE(read(file, catalogue));
  CHECK_FALSE(read(files.write("none.json", R"({"characterizations": []})"), catalogue));
}

TEST_CASE("broken characterizations are refused with their place") {
  const std::string text(version_3);
  CHECK(refusal(text, "\"qubits\": 3", "\"qubits\": 0").where.ends_with("/qubits"));
  CHECK(refusal(text, "\"qubits\": 3", "\"qubits\": 1e9").where.ends_with("/qubits"));
  CHECK(refusal(text, "[2, 0]", "[3, 0]").where.ends_with("/connectivity/1/0"));
  CHECK(refusal(text, "[2, 0]", "[0, 1]").where.ends_with("/connectivity/1"));
  CHECK(refusal(text, "[2, 0]", "[2, 2]").where.ends_with("/connectivity/1"));
  CHECK(refusal(text, "[2, 0]", "[2]").where.ends_with("/connectivity/1"));
  CHECK(refusal(text, "[2, 0]", "\"...\"").where.ends_with("/connectivity/1"));
  CHECK(refusal(text, "0.986", "98.6").where.ends_with("/fidelity/2q/mean"));
  CHECK(refusal(text, "0.986", "\"0.986\"").where.ends_with("/fidelity/2q/mean"));
  CHECK(refusal(text, "0.0003", "-0.0003").where.ends_with("/fidelity/2q/stderr"));
  CHECK(refusal(text, "0.0006", "-1").where.ends_with("/timing/2q"));
  CHECK(refusal(text, "0.0006", "1e308").where.ends_with("/timing/2q"));
  CHECK(refusal(text, "1678402800", "1678402800000").where.ends_with("/date"));
  CHECK(refusal(text, "1678402800", "\"soon\"").where.ends_with("/date"));
  CHECK(refusal(text, "\"qpu.aria-1\"", "7").where.ends_with("/backend"));
  CHECK(refusal(text, "{\"mean\": 0.9998, \"stderr\": 2e-05}", "0.9998").where.ends_with("/fidelity/1q"));
}

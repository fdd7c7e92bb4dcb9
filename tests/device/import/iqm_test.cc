// IQM's own documents: small ones of every kind, the public metrics of Sirius, and broken ones.

#include <cmath>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/braket_files.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

using nlohmann::json;
using Per = ErrorMetric::Per;

namespace {

json observation(const std::string& field, double value, double uncertainty, const std::string& unit = "") {
  return {{"dut_field", field}, {"value", value},   {"uncertainty", uncertainty},
          {"unit", unit},       {"invalid", false}, {"modified_timestamp", "2025-12-03T05:04:49.770355"}};
}

/// Metrics of three qubits with a hole in their numbers; QB2 and QB10 have a CZ.
json small_metrics() {
  json document = {{"dut_label", "M1_W2"},
                   {"describes_id", "set-1"},
                   {"end_timestamp", "2025-12-04T05:04:52.502652Z"},
                   {"invalid", false},
                   {"observation_set_type", "quality-metric-set"}};
  document["observations"] = json::array({
      observation("characterization.model.QB2.t1_time", 4e-5, 1e-6, "s"),
      observation("characterization.model.QB2.t2_time", 8, 1, "us"),
      observation("characterization.model.QB2.t2_echo_time", 1.5e-5, 2e-6, "s"),
      observation("characterization.model.TC-2-10.t1_time", 1e-6, 1e-7, "s"),
      observation("metrics.rb.prx.drag_crf.QB2.fidelity:par=d1", 0.997, 1e-4),
      observation("metrics.rb.prx.drag_crf.QB2.fidelity:par=d2", 0.999, 1e-4),
      observation("metrics.rb.clifford.xy.QB2.fidelity:par=d2", 0.998, 1e-4),
      observation("metrics.rb.prx.drag_crf.QB10.fidelity:par=d2", 0.998, 1e-4),
      observation("metrics.ssro.measure.constant.QB2.fidelity", 0.96, 2e-3),
      observation("metrics.ssro.measure.constant.QB2.error_0_to_1", 0.03, 2e-3),
      observation("metrics.ssro.measure.constant.QB2.error_1_to_0", 0.05, 2e-3),
      observation("metrics.ssro.measure_fidelity.constant.QB2.error_0_to_1", 0.01, 2e-3),
      observation("metrics.ssro.measure_fidelity.constant.QB2.error_1_to_0", 0.02, 2e-3),
      observation("metrics.ssro.measure.constant.QB3.fidelity", 0.9, 2e-3),
      observation("metrics.irb.cz.tgss.QB2__QB10.fidelity:par=d2", 0.99, 1e-3),
      observation("metrics.irb.cz.crf_crf.QB2__QB10.fidelity:par=d2", 0.995, 1e-3),
      observation("metrics.rb.clifford.uz_cz.QB2__QB10.fidelity:par=d2", 0.97, 1e-3),
      observation("metrics.ghz_state.QB2__QB3__QB10.population", 0.8, 1e-2),
  });
  return document;
}

json small_static() {
  return json::parse(R"({"dut_label": "M1_W2", "qubits": ["QB2", "QB3", "QB10"], "computational_resonators": [],
                         "connectivity": [["QB2", "QB10"], ["QB3", "QB10"]]})");
}

json small_dynamic() {
  return json::parse(R"({"calibration_set_id": "set-1", "qubits": ["QB2", "QB10"], "computational_resonators": [],
    "gates": {"cz": {"implementations": {"tgss": {"loci": [["QB2", "QB10"]]}, "crf_crf": {"loci": [["QB2", "QB10"]]}},
                     "default_implementation": "crf_crf", "override_default_implementation": {"QB2,QB10": "tgss"}},
              "prx": {"implementations": {"drag_crf": {"loci": [["QB2"], ["QB10"]]}},
                      "default_implementation": "drag_crf", "override_default_implementation": {}}}})");
}

/// A star of three qubits: QB1 and QB2 make a CZ with the resonator, QB2 and QB3 can be moved into it.
json small_star() {
  json document = {{"dut_label", "star"}, {"observations", json::array()}};
  for (const auto& [field, value] : std::vector<std::pair<std::string, double>>{
           {"metrics.irb.cz.crf_crf.QB1__COMPR1.fidelity", 0.99},
           {"metrics.irb.cz.crf_crf.QB2__COMPR1.fidelity", 0.98},
           {"metrics.irb.move.crf_crf.QB2__COMPR1.fidelity:n_interleaved_gates=2", 0.98},
           {"metrics.irb.move.crf_crf.QB3__COMPR1.fidelity:n_interleaved_gates=2", 0.97},
           {"metrics.irb.circuit.move_ncz_move.QB1__COMPR1__QB3.fidelity:n_interleaved_gates=1", 0.95},
           {"metrics.irb.circuit.move_ncz_move.QB1__COMPR1__QB3.fidelity:n_interleaved_gates=0", 0.96},
           {"metrics.rb.clifford.xy_move_cz_move.QB1__COMPR1__QB3.fidelity", 0.92},
       }) {
    document["observations"].push_back(observation(field, value, 1e-3));
  }
  return document;
}

/// The documents of one machine, in a folder.
core::Result<DeviceDescription> read_together(const std::vector<json>& documents) {
  const Folder files;
  std::vector<std::string> paths;
  for (const json& document : documents) {
    paths.push_back(files.write(fmt::format("part{}.json", paths.size()), document.dump()));
  }
  return read(fmt::format("{}", fmt::join(paths, ",")), catalogue);
}

DeviceDescription must_read_together(const std::vector<json>& documents) {
  const auto description = read_together(documents);
  INFO((description ? std::string() : description.error().where + ": " + description.error().message));
  REQUIRE(description);
  return *description;
}

}  // namespace

TEST_CASE("IQM's metrics keep echo and Ramsey times and their standard errors and dates") {
  const DeviceDescription description = must_read_json(small_metrics());
  CHECK(description.format == "iqm");
  CHECK(description.name == "M1_W2");
  CHECK(description.as_of->text() == "2025-12-04");
  REQUIRE(description.qubits.size() == 3);
  CHECK(description.qubits[1].label == "QB3");
  CHECK(description.qubits[2].label == "QB10");  // after QB3, not before
  const Qubit& first = description.qubits[0];
  CHECK(first.t1_s.value == 4e-5);
  CHECK(first.t1_s.sigma == 1e-6);
  CHECK(first.t1_s.date->text() == "2025-12-03");
  CHECK(first.t2_s.value == 1.5e-5);
  CHECK(first.t2_star_s.value == Approx(8e-6).epsilon(1e-12));  // 8 us
  CHECK(first.t2_star_s.sigma == Approx(1e-6).epsilon(1e-12));
}

TEST_CASE("the readout that ends IQM's circuits is used and the other one stands beside it") {
  const Qubit first = must_read_json(small_metrics()).qubits[0];
  CHECK(first.p1_given_0.value == 0.01);
  CHECK(first.p0_given_1.value == 0.02);
  CHECK(first.assignment_error.state == State::absent);
  REQUIRE(first.other_readouts.size() == 1);
  CHECK(first.other_readouts[0].p1_given_0.value == 0.03);
  CHECK(first.other_readouts[0].p0_given_1.value == 0.05);
  CHECK(first.other_readouts[0].assignment_error.value == Approx(0.04).epsilon(1e-12));
  CHECK(find(must_read_json(small_metrics()).findings, "duplicate_disagrees") == nullptr);
}

TEST_CASE("IQM's figures per gate and per Clifford are told apart") {
  const DeviceDescription description = must_read_json(small_metrics());
  const Gate& prx = gate_named(description, "prx", "QB2");
  CHECK(prx.infidelity.value == Approx(0.001).epsilon(1e-10));  // par=d2
  CHECK(prx.infidelity.sigma == 1e-4);
  CHECK(prx.metric.per == Per::gate);
  CHECK(prx.metric.field == "metrics.rb.prx.drag_crf.*.fidelity:par=d2");
  REQUIRE(prx.other_errors.size() == 2);
  CHECK(prx.other_errors[0].infidelity.value == Approx(0.003).epsilon(1e-10));  // par=d1
  CHECK(prx.other_errors[1].metric.per == Per::clifford);
  const Gate& cz = gate_named(description, "cz", "QB2", "QB10");
  CHECK(cz.other_errors.back().infidelity.value == Approx(0.03).epsilon(1e-10));
  CHECK(cz.other_errors.back().metric.per == Per::clifford);
}

TEST_CASE("of two implementations of a gate the better one is used where no document names the used one") {
  const DeviceDescription description = must_read_json(small_metrics());
  CHECK(gate_named(description, "cz", "QB2", "QB10").infidelity.value == Approx(0.005).epsilon(1e-10));
  CHECK(find(description.findings, "several_gates")->message.find("crf_crf") != std::string::npos);
  const DeviceDescription told = must_read_together({small_metrics(), small_dynamic()});
  CHECK(gate_named(told, "cz", "QB2", "QB10").infidelity.value == Approx(0.01).epsilon(1e-10));  // tgss, overridden
  CHECK(find(told.findings, "several_gates") == nullptr);
}

TEST_CASE("what IQM's metrics hold beyond the figures of gates is a finding") {
  const core::Finding finding = *find(must_read_json(small_metrics()).findings, "unused_quantity");
  CHECK(finding.message.find("ghz_state (1)") != std::string::npos);
  CHECK(finding.message.find("model (1)") != std::string::npos);  // of the coupler
}

TEST_CASE("observations that IQM marks invalid are not read and an invalid set is refused") {
  auto document = small_metrics();
  document["observations"][0]["invalid"] = true;
  document["observations"][0]["value"] = "broken";
  CHECK(must_read_json(document).qubits[0].t1_s.state == State::absent);
  document["invalid"] = true;
  CHECK(refusal_of_text(document.dump()).message.find("invalid") != std::string::npos);
}

TEST_CASE("the architecture gives the couplings of IQM and the qubits that are out of use") {
  const DeviceDescription description = must_read_together({small_metrics(), small_static(), small_dynamic()});
  CHECK(description.couplings == std::vector<std::pair<int, int>>{{0, 2}, {1, 2}});
  CHECK(description.qubits[0].operational);
  CHECK_FALSE(description.qubits[1].operational);  // QB3 is not in the dynamic architecture
  CHECK(find(description.findings, "name_differs") == nullptr);
}

TEST_CASE("an architecture alone is a machine without figures") {
  const DeviceDescription description = must_read_json(small_static());
  CHECK(description.name == "M1_W2");
  CHECK(description.qubits.size() == 3);
  CHECK(description.couplings.size() == 2);
  CHECK(must_validate(description).couplings[0].usable == Usable::unknown);
}

TEST_CASE("metrics and architecture of different machines or calibrations are a finding") {
  auto other = small_static();
  other["dut_label"] = "M9_W9";
  auto old = small_dynamic();
  old["calibration_set_id"] = "set-0";
  CHECK(find(must_read_together({small_metrics(), other}).findings, "name_differs") != nullptr);
  CHECK(find(must_read_together({small_metrics(), old}).findings, "name_differs") != nullptr);
}

TEST_CASE("a measured qubit that the architecture does not have is refused") {
  auto other = small_static();
  other["qubits"] = {"QB2", "QB10"};
  other["connectivity"] = json::parse(R"([["QB2", "QB10"]])");
  const auto description = read_together({small_metrics(), other});
  REQUIRE_FALSE(description);
  CHECK(description.error().message.find("QB3") != std::string::npos);
}

TEST_CASE("a resonator is no qubit and joins the qubits that meet in it") {
  const DeviceDescription description = must_read_json(small_star());
  CHECK(description.qubits.size() == 3);
  // CZ of QB1 with QB2 or QB3 moved, CZ of QB2 with QB3 moved; QB3 makes no CZ with the resonator, QB1 is not moved.
  CHECK(description.couplings == std::vector<std::pair<int, int>>{{0, 1}, {0, 2}, {1, 2}});
  const Gate& given = gate_named(description, "cz", "QB1", "QB3");
  CHECK(given.infidelity.value == Approx(0.05).epsilon(1e-10));  // MOVE CZ MOVE as it was measured
  CHECK(given.other_errors[0].infidelity.value == Approx(0.08).epsilon(1e-10));
  CHECK(given.other_errors[0].metric.per == Per::clifford);
}

TEST_CASE("the CZ of a star's pair without a figure is made of its parts") {
  const DeviceDescription description = must_read_json(small_star());
  // CZ of QB1: process fidelity 1 - 5/4 0.01 = 0.9875. Double MOVE of QB2: 1 - 3/2 0.02 = 0.97. Idling of QB1 beside
  // the double MOVE of QB3: (1 - 5/4 0.04) / (1 - 3/2 0.03) = 0.95 / 0.955. Average infidelity: 4/5 of the rest to 1.
  const Gate& idling = gate_named(description, "cz", "QB1", "QB2");
  CHECK(idling.qubits == std::vector{0, 1});
  CHECK(idling.infidelity.value == Approx(0.8 * (1 - 0.9875 * 0.97 * 0.95 / 0.955)).epsilon(1e-10));
  // CZ of QB2: 1 - 5/4 0.02 = 0.975. Double MOVE of QB3: 0.955. No idling was measured beside QB2.
  const Gate& plain = gate_named(description, "cz", "QB2", "QB3");
  CHECK(plain.infidelity.value == Approx(0.8 * (1 - 0.975 * 0.955)).epsilon(1e-10));
  // Relative variances add: (5/4 0.001 / 0.975)^2 + (3/2 0.001 / 0.955)^2.
  CHECK(plain.infidelity.sigma ==
        Approx(0.8 * 0.975 * 0.955 * std::hypot(1.25e-3 / 0.975, 1.5e-3 / 0.955)).epsilon(1e-10));
  CHECK(find(description.findings, "converted_definition")->where == "2 gates over COMPR1");
}

TEST_CASE("parts of a star without fidelity leave a marker") {
  auto document = small_star();
  document["observations"][1]["value"] = 0.1;  // CZ of QB2: 1 - 5/4 0.9 is below 0
  const DeviceDescription description = must_read_json(document);
  CHECK(gate_named(description, "cz", "QB2", "QB3").infidelity.state == State::sentinel);
}

TEST_CASE("more qubits at one resonator than any machine has are refused") {
  json document = {{"dut_label", "star"}, {"observations", json::array()}};
  for (int q = 1; q <= 400; ++q) {
    document["observations"].push_back(
        observation(fmt::format("metrics.irb.cz.crf_crf.QB{}__COMPR1.fidelity", q), 0.99, 1e-3));
  }
  CHECK(refusal_of_text(document.dump()).message.find("400 qubits at one resonator") != std::string::npos);
}

TEST_CASE("IQM's older calibration document is read with the same definitions") {
  const DeviceDescription description = must_read_text(R"({"calibrations": [{"metrics": [
    {"key": "t1_time", "metrics": [{"locus": ["QB1"], "value": "4.5e-05"},
                                   {"locus": "QB2", "value": 30, "unit": "us"}]},
    {"key": "t2_time", "metrics": [{"locus": ["QB1"], "value": 8e-06, "unit": "s"}]},
    {"key": "fidelity_1qb_gates_averaged", "metrics": [{"locus": ["QB1"], "value": 0.999}]},
    {"key": "single_shot_readout_fidelity", "metrics": [{"locus": ["QB1"], "value": 0.97}]},
    {"key": "cz_gate_fidelity", "metrics": [{"locus": ["QB1", "COMP_R"], "value": 0.98}]},
    {"key": "double_move_gate_fidelity", "metrics": [{"locus": ["QB2", "COMP_R"], "value": 0.98}]},
    {"key": "chip_temperature", "metrics": [{"value": 0.01}]}]}]})");
  CHECK(description.format == "iqm");
  CHECK(description.qubits[0].t1_s.value == 4.5e-5);
  CHECK(description.qubits[1].t1_s.value == Approx(3e-5).epsilon(1e-12));
  CHECK(description.qubits[0].t2_star_s.value == 8e-6);
  CHECK(description.qubits[0].assignment_error.value == Approx(0.03).epsilon(1e-12));
  // 1 - 5/4 0.02 = 0.975 and 1 - 3/2 0.02 = 0.97
  CHECK(gate_named(description, "cz", "QB1", "QB2").infidelity.value ==
        Approx(0.8 * (1 - 0.975 * 0.97)).epsilon(1e-10));
  CHECK(find(description.findings, "unit_assumed")->where == "1 times");
  CHECK(find(description.findings, "unused_quantity")->message.find("chip_temperature") != std::string::npos);
}

TEST_CASE("the values of the qubits of Sirius are those of its file") {
  if (!have_rigetti()) return;
  const DeviceDescription description = must_read(sirius);
  CHECK(description.name == "M186_F0W2259_ND1_O12");
  CHECK(description.as_of->text() == "2025-12-04");
  CHECK(description.qubits.size() == 16);
  CHECK(description.qubits.back().label == "QB21");
  const Qubit& first = description.qubits[0];
  CHECK(first.label == "QB1");
  CHECK(first.t1_s.value == 2.2447007045461735e-05);
  CHECK(first.t1_s.sigma == 2.5639674301767776e-06);
  CHECK(first.t2_star_s.value == 1.8618429291976415e-05);
  CHECK(first.t2_s.value == 2.8990662330192423e-05);
  CHECK(first.p1_given_0.value == 0.011);
  CHECK(first.p1_given_0.sigma == 0.002338814740418745);
  CHECK(first.p0_given_1.value == 0.0245);
  REQUIRE(first.other_readouts.size() == 1);
  CHECK(first.other_readouts[0].p1_given_0.value == 0.009);
  CHECK(first.other_readouts[0].p0_given_1.value == 0.0205);
  const Gate& prx = gate_named(description, "prx", "QB4");
  CHECK(prx.infidelity.value == Approx(1 - 0.9991372215447164).epsilon(1e-14));
  CHECK(prx.infidelity.sigma == 1.653965623376998e-05);
  CHECK(prx.other_errors.size() == 2);  // per Clifford, with and without par=d1
  CHECK(find(description.findings, "unused_quantity")->message.find("ghz_state (3)") != std::string::npos);
}

TEST_CASE("the pairs of Sirius that IQM measured keep their figure and the others are composed") {
  if (!have_rigetti()) return;
  const DeviceDescription description = must_read(sirius);
  CHECK(description.couplings.size() == 120);  // 16 * 15 / 2
  const Gate& given = gate_named(description, "cz", "QB2", "QB21");
  CHECK(given.infidelity.value == Approx(1 - 0.9595677647799424).epsilon(1e-14));
  CHECK(given.infidelity.sigma == 0.002762955985388862);
  CHECK(given.other_errors[0].infidelity.value == Approx(1 - 0.9255018662861954).epsilon(1e-14));
  // CZ of QB4 with the resonator 0.9885549505915732, double MOVE of QB3 0.9892623519154332, double MOVE of QB21 beside
  // QB4 0.9776879829911612 and alone 0.9842480861982136.
  const double cz = 1 - 1.25 * (1 - 0.9885549505915732), move = 1 - 1.5 * (1 - 0.9892623519154332);
  const double idle = (1 - 1.25 * (1 - 0.9776879829911612)) / (1 - 1.5 * (1 - 0.9842480861982136));
  for (const Gate& gate : description.gates) {
    if (gate.qubits != std::vector{3, 2}) continue;  // QB4 makes the CZ, QB3 is moved
    CHECK(gate.infidelity.value == Approx(0.8 * (1 - cz * move * idle)).epsilon(1e-12));
    CHECK(gate.infidelity.sigma > 0.004);
  }
  const DeviceModel model = must_validate(description);
  CHECK(model.counts->connected.value == 16);
  CHECK(find_coupling(model, 0, 15)->gate->infidelity == Approx(1 - 0.9670312676354992).epsilon(1e-12));  // QB1 moved
}

TEST_CASE("IQM's CZ with the resonator is the ratio of two circuits in which the last qubit is moved") {
  if (!have_rigetti()) return;
  std::ifstream in(sirius);
  std::map<std::string, double> values;
  const json document = json::parse(in);
  for (const json& one : document["observations"]) values[one["dut_field"]] = one["value"];
  int pairs = 0;
  for (const auto& [field, value] : values) {
    const std::string start = "metrics.irb.cz.";
    if (!field.starts_with(start)) continue;
    const std::string qubit = field.substr(field.find(".QB") + 1, field.find("__") - field.find(".QB") - 1);
    const std::string moved = qubit == "QB21" ? "QB1" : "QB21";
    const auto circuit = [&](int gates) {
      return values.at(fmt::format("metrics.irb.circuit.move_ncz_move.{}__COMPR1__{}.fidelity:n_interleaved_gates={}",
                                   qubit, moved, gates));
    };
    CHECK(value == Approx(circuit(1) / circuit(0)).epsilon(1e-12));
    ++pairs;
  }
  CHECK(pairs == 16);
}

TEST_CASE("damaged metrics of IQM are refused at the place of the damage") {
  for (const Damage& damage : {
           Damage{"/observations/0/value", "\"long\"", "observations/0/value"},
           Damage{"/observations/0/value", "1e308", "observations/0/value"},
           Damage{"/observations/0/unit", "\"fortnight\"", "observations/0/unit"},
           Damage{"/observations/0/invalid", "\"no\"", "observations/0/invalid"},
           Damage{"/observations/0/uncertainty", "-1", "observations/0/uncertainty"},
           Damage{"/observations/0/modified_timestamp", "12", "observations/0/modified_timestamp"},
           Damage{"/observations/4/value", "1.5", "observations/4/value"},
           Damage{"/observations/4/dut_field", "7", "observations/4/dut_field"},
           Damage{"/observations/4/dut_field", "\"metrics.rb.prx.drag_crf.QB2.fidelity:par=d2\"", "observations/5"},
           Damage{"/observations/14/dut_field", "\"metrics.irb.cz.tgss.QB2__QB2.fidelity\"", "QB2 twice"},
           Damage{"/end_timestamp", "\"soon\"", "end_timestamp"},
       }) {
    check_damage(small_metrics(), damage);
  }
}

TEST_CASE("damaged architectures of IQM are refused at the place of the damage") {
  for (const Damage& damage : {
           Damage{"/connectivity/0", "[\"QB2\", \"QB77\"]", "connectivity/0"},
           Damage{"/connectivity/0", "[\"QB2\", \"QB2\"]", "connectivity/0"},
           Damage{"/connectivity", "{}", "connectivity"},
           Damage{"/qubits", "[]", "qubits"},
           Damage{"/qubits", "[\"QB2\", \"QB2\"]", "qubits"},
           Damage{"/dut_label", "3", "dut_label"},
       }) {
    check_damage(small_static(), damage);
  }
  check_damage(small_dynamic(), {"/gates/cz/implementations/tgss/loci", "7", "loci"});
  check_damage(small_dynamic(), {"/gates/cz/default_implementation", "[]", "default_implementation"});
  check_damage(small_dynamic(), {"/gates", "[]", "gates"});
}

TEST_CASE("a fidelity above 1 by noise is a marker and beyond it an error") {
  auto document = small_metrics();
  document["observations"][7]["value"] = 1.0004;
  CHECK(gate_named(must_read_json(document), "prx", "QB10").infidelity.state == State::sentinel);
  check_damage(document, {"/observations/7/value", "1.2", "observations/7/value"});
}

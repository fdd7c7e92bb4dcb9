// Machines that are not gate-model: what each command does with them.

#include <algorithm>

#include <catch2/catch.hpp>

#include "cli/command_line.hpp"

using namespace qgauge::test;
using Catch::Contains;

namespace {

const std::vector<std::string> without_gates{"annealing", "analog", "photonic_sampling", "classical_simulator"};

/// A native file that says only paradigm and number of qubits.
std::string machine_of(const Folder& folder, const std::string& paradigm, int qubits = 256) {
  const nlohmann::json machine{{"schema", "qgauge.device/1"},
                               {"name", "machine"},
                               {"paradigm", paradigm},
                               {"as_of", "2025-01-01"},
                               {"source", {{"description", "made up"}, {"url", ""}, {"licence", ""}}},
                               {"qubit_count", qubits}};
  return folder.write(paradigm + ".json", machine.dump());
}

bool has_finding(const nlohmann::json& report, const std::string& code) {
  for (const auto& finding : report["findings"]) {
    if (finding["code"] == code) return true;
  }
  return false;
}

std::vector<std::string> all_but_gate_model() {
  std::vector<std::string> all = without_gates;
  all.emplace_back("measurement_based");
  return all;
}

}  // namespace

TEST_CASE("describe shows paradigm and number of qubits of a machine that no benchmark fits") {
  const Folder folder("paradigm-describe");
  for (const std::string& paradigm : all_but_gate_model()) {
    const std::string file = machine_of(folder, paradigm);
    INFO(paradigm);
    const Outcome outcome = call({"describe", file});
    CHECK(outcome.code == 0);
    std::string words = paradigm;
    std::ranges::replace(words, '_', ' ');
    CHECK_THAT(outcome.out, Contains(words) && Contains("256"));
    const auto report = json_of({"describe", file});
    CHECK(report["device"]["paradigm"] == paradigm);
    CHECK((*figure(report, "physical_qubits.described"))["value"] == 256);
  }
}

TEST_CASE("counts that are defined by gates are missing for a machine without gates") {
  const Folder folder("paradigm-counts");
  for (const std::string& paradigm : without_gates) {
    const auto report = json_of({"describe", machine_of(folder, paradigm)});
    const auto& connected = *figure(report, "physical_qubits.connected");
    INFO(paradigm);
    CHECK(connected["value"].is_null());
    CHECK_THAT(connected["missing"].get<std::string>(), Contains(paradigm));
    CHECK((*figure(report, "physical_qubits.operational"))["value"] == 256);
  }
}

TEST_CASE("measure refuses a machine that no benchmark fits and names its paradigm") {
  const Folder folder("paradigm-measure");
  for (const std::string& paradigm : all_but_gate_model()) {
    const Outcome outcome = call({"measure", machine_of(folder, paradigm)});
    CHECK(outcome.code == 3);
    CHECK_THAT(outcome.err, Contains(paradigm));
  }
}

TEST_CASE("assess gives verdicts and a finding for a machine that no benchmark fits") {
  const Folder folder("paradigm-assess");
  for (const std::string& paradigm : all_but_gate_model()) {
    const std::string file = machine_of(folder, paradigm);
    INFO(paradigm);
    CHECK(call({"assess", file, "--quiet"}).code == 0);
    const auto report = json_of({"assess", file, "--as-of", "2026-01-01"});
    CHECK(report["verdicts"].size() >= 9);
    CHECK(has_finding(report, "no_protocol_fits"));
    CHECK(figure(report, "rb.cnot_infidelity.isolated.mean") == nullptr);
    CHECK(call({"assess", file, "--quiet", "--fail-if", "finding"}).code == 1);
  }
}

TEST_CASE("the ladder excludes annealers and simulators by name and leaves analog machines open") {
  const Folder folder("paradigm-check");
  const std::vector<std::pair<std::string, std::string>> expected{{"annealing", "not_controlled"},
                                                                  {"classical_simulator", "not_controlled"},
                                                                  {"analog", "undetermined"},
                                                                  {"photonic_sampling", "undetermined"}};
  for (const auto& [paradigm, decision] : expected) {
    const auto report = json_of({"check", machine_of(folder, paradigm, 5000), "--as-of", "2026-01-01"});
    for (const char* reading : {"whole", "best_subset"}) {
      INFO(paradigm << " " << reading);
      CHECK((*verdict(report, "us-ear", reading))["verdict"] == decision);
    }
  }
}

TEST_CASE("a measurement-based machine is carried with its count into the ladder") {
  const Folder folder("paradigm-mbqc");
  const auto report = json_of({"check", machine_of(folder, "measurement_based", 5000), "--as-of", "2026-01-01"});
  CHECK((*figure(report, "physical_qubits.connected"))["high"] == 5000);
  const auto& whole = *verdict(report, "us-ear", "whole");
  CHECK(whole["verdict"] == "undetermined");  // whether the qubits work is not known
  CHECK_THAT(whole["reasons"].dump(), Contains("measurement based") && Contains("5000"));
  const auto small = json_of({"check", machine_of(folder, "measurement_based", 20), "--as-of", "2026-01-01"});
  CHECK((*verdict(small, "us-ear", "whole"))["verdict"] == "not_controlled");  // at most 20 can work
}

TEST_CASE("fail-if finding holds for warnings on every command and not for notes") {
  const Folder folder("fail-if");
  const std::vector<std::vector<std::string>> commands{{"describe"},
                                                       {"check"},
                                                       {"measure", "--protocol", "readout", "--effort", "quick"},
                                                       {"assess", "--effort", "quick"}};
  auto machine = nlohmann::json::parse(call({"describe", "--template"}).out);
  machine["qubits"][1].update({{"p1_given_0", 0.01}, {"p0_given_1", 0.012}});
  const std::string clean = folder.write("clean.json", machine.dump());
  machine["qubits"][0]["t2_s"] = 10;
  const std::string warned = folder.write("warned.json", machine.dump());
  REQUIRE(has_finding(json_of({"describe", warned}), "t2_exceeds_twice_t1"));
  for (std::vector<std::string> command : commands) {
    INFO(command[0]);
    command.insert(command.end(), {"--quiet", "--fail-if", "finding"});
    std::vector<std::string> noted = command;
    noted.insert(noted.begin() + 1, {clean, "--set", "t1=1x"});  // overridden_value is a note
    CHECK(call(noted).code == 0);
    command.insert(command.begin() + 1, warned);
    CHECK(call(command).code == 1);
  }
}

// The commands on bundled machines: what their reports say.

#include <algorithm>
#include <cmath>
#include <numbers>

#include <catch2/catch.hpp>

#include "cli/command_line.hpp"

using namespace qgauge::test;

namespace {

/// The report without what may differ between two runs of one seed.
nlohmann::json comparable(nlohmann::json report) {
  report["provenance"].erase("elapsed_s");
  report["provenance"].erase("threads");
  return report;
}

}  // namespace

TEST_CASE("assess gives figures of every origin and a verdict for each regime and reading") {
  const auto report = json_of({"assess", "ibm_lagos", "--effort", "quick", "--as-of", "2026-01-01"});
  for (const char* name : {"physical_qubits.connected", "cnot_infidelity.mean", "rb.cnot_infidelity.isolated.mean",
                           "rb.error_per_clifford.isolated.mean", "rb.one_qubit_infidelity.isolated.mean",
                           "rb.error_per_clifford_1q.isolated.mean", "readout.assignment_error.mean", "t1_s.median"}) {
    INFO(name);
    REQUIRE(figure(report, name) != nullptr);
    CHECK((*figure(report, name))["value"].is_number());
  }
  for (const char* regime : {"us-ear", "ca-ecl-5506", "de-awv"}) {
    for (const char* reading : {"whole", "whole/simulated", "best_subset"}) {
      INFO(regime << " " << reading);
      REQUIRE(verdict(report, regime, reading) != nullptr);
      CHECK((*verdict(report, regime, reading))["verdict"] == "not_controlled");
      CHECK_FALSE((*verdict(report, regime, reading))["reasons"].empty());
    }
  }
}

TEST_CASE("one seed gives byte-identical figures for one and for two threads") {
  const auto one =
      comparable(json_of({"assess", "ibm_lagos", "--effort", "quick", "--threads", "1", "--as-of", "2026-01-01"}));
  const auto two =
      comparable(json_of({"assess", "ibm_lagos", "--effort", "quick", "--threads", "2", "--as-of", "2026-01-01"}));
  CHECK(one.dump() == two.dump());
}

TEST_CASE("another seed changes simulated values within their uncertainty") {
  // Four aggregate figures with |z| below 4 each: false alarm about 3e-4.
  const auto a = json_of({"measure", "ibm_lagos", "--effort", "quick", "--seed", "1"});
  const auto b = json_of({"measure", "ibm_lagos", "--effort", "quick", "--seed", "2"});
  for (const char* name : {"rb.cnot_infidelity.isolated.mean", "rb.error_per_clifford.isolated.mean",
                           "rb.one_qubit_infidelity.isolated.mean", "readout.assignment_error.mean"}) {
    INFO(name);
    const auto &x = *figure(a, name), &y = *figure(b, name);
    CHECK(x["value"] != y["value"]);
    const double sigma =
        std::hypot(x["uncertainty"]["sampling"].get<double>(), y["uncertainty"]["sampling"].get<double>());
    CHECK(std::abs(x["value"].get<double>() - y["value"].get<double>()) < 4 * sigma);
  }
}

TEST_CASE("describe shows reported figures and no verdict") {
  const auto report = json_of({"describe", "ibm_torino"});
  CHECK(report["verdicts"].empty());
  CHECK((*figure(report, "physical_qubits.described"))["value"] == 133);
  CHECK(figure(report, "rb.cnot_infidelity.isolated.mean") == nullptr);
}

TEST_CASE(
    "an averages-only machine without a qubit count is undetermined and a supplied count is named as an assumption") {
  const auto without = json_of({"check", "quantinuum_h2-1", "--reading", "whole"});
  CHECK((*figure(without, "physical_qubits.connected"))["value"].is_null());
  CHECK((*figure(without, "physical_qubits.connected"))["missing"].is_string());
  CHECK((*verdict(without, "us-ear", "whole"))["verdict"] == "undetermined");
  const auto with = json_of({"check", "quantinuum_h2-1", "--reading", "whole", "--set", "physical_qubits=56"});
  CHECK((*figure(with, "physical_qubits.connected"))["value"] == 56);
  const auto& decided = *verdict(with, "us-ear", "whole");
  CHECK(decided["verdict"] == "not_controlled");
  CHECK(decided["assumptions"].dump().find("physical_qubits") != std::string::npos);
}

TEST_CASE("a dropped qubit leaves counts and means and is an assumption of every verdict") {
  const auto all = json_of({"check", "ibm_torino", "--reading", "whole"});
  const auto less = json_of({"check", "ibm_torino", "--reading", "whole", "--drop-qubit", "79,85"});
  CHECK((*figure(all, "physical_qubits.connected"))["value"] == 129);
  CHECK((*figure(less, "physical_qubits.connected"))["value"] == 127);
  CHECK((*figure(less, "physical_qubits.described"))["value"] == 133);
  CHECK((*figure(less, "cnot_infidelity.mean"))["value"] < (*figure(all, "cnot_infidelity.mean"))["value"]);
  CHECK((*verdict(less, "us-ear", "whole"))["assumptions"].dump().find("qubits 79, 85 were dropped") !=
        std::string::npos);
  CHECK(call({"describe", "ibm_torino", "--drop-qubit", "133"}).code == 3);
  CHECK(call({"check", "--claim", "physical_qubits=3", "--drop-qubit", "1"}).code == 2);
}

TEST_CASE("bare claims on both sides of a step decide and name every default") {
  const auto listed = json_of(
      {"check", "--claim", "physical_qubits=100", "--claim", "cnot_infidelity.mean=1e-3", "--reading", "whole"});
  CHECK((*verdict(listed, "us-ear", "whole"))["verdict"] == "controlled");
  CHECK((*verdict(listed, "us-ear", "whole"))["assumptions"].dump().find("physical_qubits.connected") !=
        std::string::npos);
  const auto free = json_of(
      {"check", "--claim", "physical_qubits=100", "--claim", "cnot_infidelity.mean=1.001e-3", "--reading", "whole"});
  CHECK((*verdict(free, "us-ear", "whole"))["verdict"] == "not_controlled");
}

TEST_CASE("a claim with an uncertainty gives a probability") {
  const auto report = json_of(
      {"check", "--claim", "physical_qubits=100", "--claim", "cnot_infidelity.mean=1e-3±1e-4", "--reading", "whole"});
  const auto& even = *verdict(report, "us-ear", "whole");
  CHECK(even["verdict"] == "undetermined");
  // To first order in sigma / mean, of a prior that is flat in the logarithm: weights 1/x favour the smaller errors.
  const double skew = 0.1 / std::sqrt(2 * std::numbers::pi);
  CHECK(even["probability_controlled"].get<double>() == Approx(0.5 + skew).margin(1e-3));
}

TEST_CASE("a claim that cannot be is refused") {
  for (const char* claim :
       {"physical_qubits=1.5", "physical_qubits=-3", "t1_s.median=-1", "layer_fidelity.4=7",
        "physical_qubits=", "cnot_infidelity.mean=2", "cnot_infidelity.mean=lots", "colour=blue", "paradigm=steam"}) {
    const Outcome outcome = call({"check", "--claim", claim});
    INFO(claim << ": " << outcome.err);
    CHECK(outcome.code == 3);
    CHECK(outcome.err.find("expected") != std::string::npos);
  }
}

TEST_CASE("claims that contradict or repeat each other are refused") {
  CHECK(call({"check", "--claim", "physical_qubits=50", "--claim", "physical_qubits.connected=2500"}).code == 3);
  CHECK(call({"check", "--claim", "physical_qubits=50", "--claim", "physical_qubits=60"}).code == 3);
}

TEST_CASE("an annealer of any size is not controlled by the ladder") {
  const auto report =
      json_of({"check", "--claim", "paradigm=annealing", "--claim", "physical_qubits=5000", "--reading", "whole"});
  CHECK((*verdict(report, "us-ear", "whole"))["verdict"] == "not_controlled");
}

TEST_CASE("verdicts on a stored report equal those on the machine") {
  const Folder folder("stored");
  for (const char* option : {"--json", "--hdf5"}) {
    const std::string file = folder.file(std::string("report") + option);
    REQUIRE(call({"describe", "ibm_torino", "--quiet", option, file}).code == 0);
    const auto direct = json_of({"check", "ibm_torino", "--reading", "whole", "--as-of", "2026-01-01"});
    const auto stored = json_of({"check", file, "--reading", "whole", "--as-of", "2026-01-01"});
    CHECK(direct["verdicts"].dump() == stored["verdicts"].dump());
  }
}

TEST_CASE("a verdict on a stored report names the values that were set") {
  const Folder folder("stored-set");
  const std::string file = folder.file("report.json");
  REQUIRE(call({"describe", "quantinuum_h2-1", "--set", "physical_qubits=56", "--quiet", "--json", file}).code == 0);
  const auto stored = json_of({"check", file, "--reading", "whole"});
  CHECK((*verdict(stored, "us-ear", "whole"))["assumptions"].dump().find("physical_qubits") != std::string::npos);
}

TEST_CASE("convert writes a description that gives the same report") {
  const Folder folder("convert");
  const std::string file = folder.file("machine.json");
  REQUIRE(call({"convert", "ibm_lagos", "-o", file}).code == 0);
  auto original = json_of({"describe", "ibm_lagos"}), converted = json_of({"describe", file});
  CHECK(original["figures"].dump() == converted["figures"].dump());
}

TEST_CASE("fail-if turns a verdict or a finding into exit code 1") {
  CHECK(call({"check", "ibm_lagos", "--regime", "us-ear", "--quiet", "--fail-if", "controlled"}).code == 0);
  CHECK(call({"check", "--claim", "physical_qubits=2500", "--quiet", "--fail-if", "controlled"}).code == 1);
  CHECK(call({"check", "--claim", "physical_qubits=50", "--quiet", "--fail-if", "undetermined"}).code == 1);
  CHECK(call({"describe", "ibm_torino", "--quiet", "--fail-if", "finding"}).code == 1);
}

TEST_CASE("one changed number in a copy of the rules flips the verdict") {
  const Folder folder("rules");
  std::filesystem::copy(std::string(QGAUGE_SOURCE_DIR) + "/thresholds", folder.path() / "rules",
                        std::filesystem::copy_options::recursive);
  const std::vector<std::string> claim{
      "check", "--claim", "physical_qubits=40", "--claim", "cnot_infidelity.mean=5e-4", "--reading",
      "whole", "--rules", folder.file("rules")};
  CHECK((*verdict(json_of(claim), "us-ear", "whole"))["verdict"] == "not_controlled");
  std::string text = read(folder.path() / "rules" / "us-ear.toml");
  const auto at = text.find("1e-4");
  REQUIRE(at != std::string::npos);
  text.replace(at, 4, "6e-4");
  folder.write("rules/us-ear.toml", text);
  CHECK((*verdict(json_of(claim), "us-ear", "whole"))["verdict"] == "controlled");
}

TEST_CASE("a verdict depends on the day of the law") {
  const std::vector<std::string> before{"check",   "--claim",   "physical_qubits=2500", "--reading", "whole",
                                        "--as-of", "2024-09-05"};
  std::vector<std::string> after = before;
  after.back() = "2024-09-06";
  CHECK((*verdict(json_of(before), "us-ear", "whole"))["verdict"] == "not_controlled");
  CHECK((*verdict(json_of(after), "us-ear", "whole"))["verdict"] == "controlled");
}

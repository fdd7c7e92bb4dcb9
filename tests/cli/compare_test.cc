// `qgauge compare OLD NEW`: forms, exit codes, and messages on what is no report.

#include <algorithm>
#include <sstream>

#include <catch2/catch.hpp>

#include "cli/command_line.hpp"

using namespace qgauge::test;
using Catch::Contains;

namespace {

/// A report of a bundled machine, whose C-NOT errors are made `factor` times as large.
std::string machine(const Folder& folder, const std::string& file, double factor,
                    const std::string& name = "ibm_lagos") {
  auto description = nlohmann::json::parse(read(std::string(QGAUGE_SOURCE_DIR) + "/devices/ibm_lagos.json"));
  description["name"] = name;
  for (auto& gate : description["gates"]) {
    if (gate["qubits"].size() == 2) gate["infidelity"] = factor * gate["infidelity"].get<double>();
  }
  return folder.write(file, description.dump());
}

std::string stored(const Folder& folder, const std::string& file, std::vector<std::string> command) {
  command.insert(command.end(), {"--json", folder.file(file), "--quiet", "--as-of", "2026-01-01"});
  REQUIRE(call(command).code == 0);
  return folder.file(file);
}

std::string measured(const Folder& folder, const std::string& file, const std::string& device, const char* seed) {
  REQUIRE(call({"measure", device, "--protocol", "rb_1q,readout", "--effort", "quick", "--seed", seed, "--quiet",
                "--json", folder.file(file)})
              .code == 0);
  return folder.file(file);
}

std::string claimed(const Folder& folder, const std::string& file, const std::string& error) {
  return stored(folder, file,
                {"check", "--regime", "us-ear", "--reading", "whole", "--claim", "physical_qubits=120", "--claim",
                 "cnot_infidelity.mean=" + error});
}

}  // namespace

TEST_CASE("compare of one machine under two seeds finds nothing moved and says what is common") {
  const Folder folder("compare-seeds");
  const std::string device = machine(folder, "m.json", 1);
  const std::string old = measured(folder, "old.json", device, "1"), late = measured(folder, "new.json", device, "2");
  const Outcome outcome = call({"compare", old, late, "--per-subject", "--fail-if", "regression,change"});
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.out, Contains("FIGURES of the machine: nothing moved"));
  CHECK_THAT(outcome.out, Contains("Both rest on one description"));
  CHECK_THAT(outcome.out, Contains("seed  1 -> 2"));
}

TEST_CASE("compare of a report with itself differs in nothing, from JSON and from HDF5") {
  const Folder folder("compare-self");
  REQUIRE(
      call({"describe", "ibm_lagos", "--quiet", "--json", folder.file("r.json"), "--hdf5", folder.file("r.h5")}).code ==
      0);
  const Outcome outcome = call({"compare", folder.file("r.json"), folder.file("r.h5"), "--fail-if", "change"});
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.out, Contains("nothing moved") && !Contains("->"));
}

TEST_CASE("compare fails on what it is told to fail on") {
  const Folder folder("compare-fail");
  const std::string old = stored(folder, "old.json", {"check", machine(folder, "a.json", 1), "--regime", "us-ear"}),
                    late = stored(folder, "new.json", {"check", machine(folder, "b.json", 2), "--regime", "us-ear"});
  CHECK(call({"compare", old, late}).code == 0);
  CHECK(call({"compare", old, late, "--fail-if", "regression"}).code == 0);  // reported without an uncertainty
  CHECK(call({"compare", old, late, "--fail-if", "worse"}).code == 1);
  CHECK(call({"compare", late, old, "--fail-if", "worse"}).code == 0);
  CHECK(call({"compare", late, old, "--fail-if", "change"}).code == 1);
  CHECK(call({"compare", old, late, "--fail-if", "verdict"}).code == 0);
  CHECK(call({"compare", old, late, "--fail-if", "controlled"}).code == 2);
}

TEST_CASE("compare tells which bound changed a verdict, and a figure that got worse beyond its uncertainty fails") {
  const Folder folder("compare-verdict");
  const std::string old = claimed(folder, "old.json", "8e-4±0.3e-4"), late = claimed(folder, "new.json", "2e-3±0.3e-4");
  const Outcome outcome = call({"compare", old, late, "--fail-if", "regression"});
  CHECK(outcome.code == 1);
  CHECK_THAT(outcome.out, Contains("VERDICTS: 1 changed"));
  CHECK_THAT(outcome.out, Contains("not controlled, before CONTROLLED\n    us-ear 4A906.a, whole\n"));
  CHECK_THAT(outcome.out, Contains("\"at most 1e-3\" is not met, was"));
  CHECK(call({"compare", old, late, "--fail-if", "verdict"}).code == 1);
  CHECK(call({"compare", late, old, "--fail-if", "regression"}).code == 0);
}

TEST_CASE("compare writes Markdown and JSON") {
  const Folder folder("compare-forms");
  const std::string old = claimed(folder, "old.json", "8e-4±0.3e-4"), late = claimed(folder, "new.json", "2e-3±0.3e-4");
  const Outcome markdown = call({"compare", old, late, "--markdown", "--json", folder.file("c.json")});
  CHECK(markdown.code == 0);
  CHECK_THAT(markdown.out,
             Contains("| figure | old | new | change |\n| --- | --- | --- | --- |\n| cnot_infidelity.mean |"));
  const auto tree = nlohmann::json::parse(read(folder.file("c.json")));
  CHECK(tree == json_of({"compare", old, late}));
  CHECK(tree["schema"] == "qgauge.comparison/1");
  CHECK(tree["verdicts"][0]["crossings"][0]["limit"] == 1e-3);
  for (const auto& figure : tree["figures"]) {
    if (figure["name"] != "cnot_infidelity.mean") continue;
    CHECK(figure["change"] == "worse");
    CHECK(figure["direction"] == "lower_is_better");
    CHECK(figure["difference"]["statistic"].get<double>() > 20);
  }
  CHECK(call({"compare", old, late, "--quiet"}).out.empty());
}

TEST_CASE("compare of two machines says so plainly and does not fail") {
  const Folder folder("compare-machines");
  const std::string old = stored(folder, "old.json", {"check", machine(folder, "a.json", 1), "--regime", "us-ear"}),
                    late = stored(folder, "new.json",
                                  {"check", machine(folder, "b.json", 1, "other"), "--regime", "us-ear"});
  const Outcome outcome = call({"compare", old, late});
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.out, Contains("ibm_lagos -> other: differences are those between two machines"));
}

TEST_CASE("compare lists what did not move where it is asked to, within the terminal") {
  const Folder folder("compare-all");
  const std::string old = stored(folder, "old.json", {"check", machine(folder, "a.json", 1)}),
                    late = stored(folder, "new.json", {"check", machine(folder, "b.json", 1.5)});
  const Outcome all = call({"compare", old, late, "--all", "--per-subject"});
  CHECK_THAT(all.out, Contains("Not moved\n    physical_qubits.described") && Contains("The same\n"));
  CHECK_THAT(all.out, Contains("FIGURES of qubits and pairs: ") && Contains("cnot_infidelity 0-1 cx\n"));
  std::istringstream lines(all.out);
  for (std::string line; std::getline(lines, line);) {
    const auto columns = std::ranges::count_if(line, [](char byte) { return (byte & 0xc0) != 0x80; });
    if (columns > 80) FAIL_CHECK(line);
  }
  CHECK_THAT(call({"compare", old, late}).out, Contains("The worst as reported, a figure each"));
}

TEST_CASE("compare says what is no report, where, and what to do") {
  const Folder folder("compare-bad");
  const std::string report = claimed(folder, "good.json", "8e-4"), device = machine(folder, "m.json", 1);
  const Outcome description = call({"compare", report, device});
  CHECK(description.code == 3);
  CHECK_THAT(description.err, Contains(device + ": found no report, but perhaps a description") &&
                                  Contains("qgauge assess DEVICE --json FILE"));
  CHECK_THAT(call({"compare", folder.file("absent"), report}).err, Contains("found nothing of that name"));
  CHECK_THAT(call({"compare", folder.path().string(), report}).err, Contains("found a folder"));
  auto broken = nlohmann::json::parse(read(report));
  broken["figures"][0]["value"] = "many";
  const Outcome value = call({"compare", folder.write("broken.json", broken.dump()), report});
  CHECK(value.code == 3);
  CHECK_THAT(value.err, Contains("figures[0].value") || Contains("/figures/0/value"));
  CHECK(call({"compare", folder.write("cut.json", read(report).substr(0, 400)), report}).code == 3);
}

TEST_CASE("compare refuses what cannot be meant") {
  const Folder folder("compare-usage");
  const std::string report = claimed(folder, "good.json", "8e-4");
  CHECK(call({"compare", report}).code == 2);
  CHECK(call({"compare", report, report, report}).code == 2);
  CHECK(call({"compare", report, report, "--level", "1"}).code == 2);
  CHECK(call({"compare", report, report, "--markdown", "--json", "-"}).code == 2);
  CHECK(call({"compare", report, report, "--json", report}).code == 2);
  CHECK_FALSE(read(report).empty());
}

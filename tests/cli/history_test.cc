// Several snapshots on one command line: order, refusals, and the forms of the history.

#include <catch2/catch.hpp>

#include "cli/command_line.hpp"
#include "qgauge/store.hpp"

using namespace qgauge::test;
using Catch::Contains;

namespace {

/// A bundled machine with another day, error and name.
std::string snapshot(const Folder& folder, const std::string& file, const nlohmann::json& day, double infidelity,
                     const std::string& name = "ibm_lagos") {
  auto machine = nlohmann::json::parse(read(std::string(QGAUGE_SOURCE_DIR) + "/devices/ibm_lagos.json"));
  machine["as_of"] = day;
  machine["name"] = name;
  for (auto& gate : machine["gates"]) {
    if (gate["qubits"].size() == 2) gate["infidelity"] = infidelity;
  }
  return folder.write(file, machine.dump());
}

}  // namespace

TEST_CASE("check of several snapshots gives their history whatever their order") {
  const Folder folder("history");
  const std::string old = snapshot(folder, "old.json", "2023-01-05", 9e-3),
                    late = snapshot(folder, "new.json", "2024-05-27", 7e-3);
  const auto report = json_of({"check", late, old, "--as-of", "2026-01-01"});
  REQUIRE(report["history"]["snapshots"].size() == 2);
  CHECK(report["history"]["snapshots"][0] ==
        nlohmann::json{{"path", old}, {"as_of", "2023-01-05"}, {"name", "ibm_lagos"}});
  CHECK(report["device"]["as_of"] == "2024-05-27");
  const auto& mean = *figure(report, "cnot_infidelity.mean");
  CHECK(mean["value"].get<double>() == Approx(7e-3));
  CHECK(mean["high"].get<double>() == Approx(9e-3));
  CHECK(mean["interval_kind"] == "history");
  CHECK(report["provenance"]["inputs"].size() == 2);
  const auto alone = json_of({"check", late, "--as-of", "2026-01-01"});
  CHECK(report["verdicts"] == alone["verdicts"]);
  CHECK_FALSE(alone.contains("history"));
}

TEST_CASE("assess of several snapshots simulates each of them and fits the terminal") {
  const Folder folder("history-assess");
  const std::string old = snapshot(folder, "old.json", "2023-01-05", 9e-3),
                    late = snapshot(folder, "new.json", "2024-05-27", 7e-3);
  const Outcome outcome =
      call({"assess", old, late, "--effort", "quick", "--json", folder.file("r.json"), "--hdf5", folder.file("r.h5")});
  REQUIRE(outcome.code == 0);
  CHECK_THAT(outcome.out, Contains("HISTORY: 2 snapshots from 2023-01-05 to 2024-05-27"));
  const auto report = nlohmann::json::parse(read(folder.file("r.json")));
  const auto& simulated = *figure(report, "rb.cnot_infidelity.isolated.mean");
  CHECK(simulated["interval_kind"] == "history");
  CHECK(simulated["high"].get<double>() > 8.5e-3);
  CHECK(nlohmann::json::parse(*qgauge::store::read_hdf5_json(folder.file("r.h5"))) == report);
}

TEST_CASE("a change of a verdict is told with the day of its snapshot and fail-if asks the latest") {
  const Folder folder("history-change");
  const auto averages = [&](const std::string& file, const char* day, double infidelity) {
    const nlohmann::json pulse{{"name", "u1q"}, {"infidelity", 3e-5}, {"metric", "rb"}},
        entangler{{"name", "zz"}, {"infidelity", infidelity}, {"metric", "rb"}};
    const nlohmann::json machine{
        {"schema", "qgauge.device/1"},
        {"name", "trap"},
        {"as_of", day},
        {"source", {{"description", "made up"}, {"url", ""}, {"licence", ""}}},
        {"metrics",
         {{"rb",
           {{"operation", "isolated"}, {"one_qubit_part", "subtracted"}, {"per", "gate"}, {"leakage", "unknown"}}}}},
        {"qubit_count", 120},
        {"average",
         {{"qubit", {{"assignment_error", 1e-3}}}, {"one_qubit_gate", pulse}, {"two_qubit_gate", entangler}}}};
    return folder.write(file, machine.dump());
  };
  const std::string old = averages("old.json", "2024-05-20", 2e-3), late = averages("new.json", "2025-05-20", 9e-4);
  const std::vector<std::string> question{"--regime", "us-ear", "--reading", "whole", "--as-of", "2026-01-01"};
  std::vector<std::string> forward{"check", old, late};
  forward.insert(forward.end(), question.begin(), question.end());
  const auto report = json_of(forward);
  REQUIRE(report["history"]["changes"].size() == 1);
  CHECK(report["history"]["changes"][0] == nlohmann::json{{"regime", "us-ear"},
                                                          {"entry", "4A906.a"},
                                                          {"item", ""},
                                                          {"reading", "whole"},
                                                          {"as_of", "2026-01-01"},
                                                          {"date", "2025-05-20"},
                                                          {"from", "not_controlled"},
                                                          {"to", "controlled"}});
  forward.insert(forward.end(), {"--quiet", "--fail-if", "controlled"});
  CHECK(call(forward).code == 1);
  CHECK(call({"check", old, "--quiet", "--fail-if", "controlled", "--regime", "us-ear"}).code == 0);
}

TEST_CASE("stored reports are snapshots too and a stored history is checked as its latest") {
  const Folder folder("history-stored");
  const std::string old = snapshot(folder, "old.json", "2023-01-05", 9e-3),
                    late = snapshot(folder, "new.json", "2024-05-27", 7e-3);
  const std::string stored = folder.file("stored.json"), history = folder.file("history.json");
  REQUIRE(call({"describe", old, "--quiet", "--json", stored}).code == 0);
  const auto mixed = json_of({"check", stored, late, "--as-of", "2026-01-01"});
  CHECK(mixed["history"]["snapshots"][0]["path"] == stored);
  REQUIRE(call({"check", old, late, "--quiet", "--json", history, "--as-of", "2026-01-01"}).code == 0);
  const auto again = json_of({"check", history, "--as-of", "2026-01-01"});
  CHECK(again["verdicts"] == mixed["verdicts"]);
  CHECK((*figure(again, "cnot_infidelity.mean"))["interval_kind"] == "none");
}

TEST_CASE("what is no history of one machine ends with 3 and names the files") {
  const Folder folder("history-refused");
  const std::string first = snapshot(folder, "first.json", "2023-01-05", 9e-3),
                    other = snapshot(folder, "other.json", "2024-05-27", 9e-3, "ibm_jakarta"),
                    same_day = snapshot(folder, "same_day.json", "2023-01-05", 7e-3),
                    undated = snapshot(folder, "undated.json", nullptr, 7e-3);
  for (const char* command : {"assess", "check"}) {
    for (const std::string& second : {other, same_day, undated}) {
      const Outcome outcome = call({command, first, second});
      INFO(outcome.err);
      CHECK(outcome.code == 3);
      CHECK_THAT(outcome.err, Contains(second) && Contains("expected"));
      CHECK(outcome.out.empty());
    }
  }
  CHECK_THAT(call({"check", first, other}).err, Contains(first) && Contains("ibm_jakarta"));
}

TEST_CASE("an option takes one value so that snapshots may follow it") {
  const Outcome outcome = call({"check", "--regime", "us-ear", "--reading", "whole", "ibm_lagos", "--json", "-"});
  REQUIRE(outcome.code == 0);
  CHECK(nlohmann::json::parse(outcome.out)["verdicts"].size() == 1);
}

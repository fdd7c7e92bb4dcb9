// The command estimate on survivals that were recorded on hardware.
#include <array>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>

#include <catch2/catch.hpp>

#include "cli/command_line.hpp"

using namespace qgauge::test;
using Catch::Contains;

namespace {

const std::string pairs = R"json({"shots": 100, "survival": {"(0, 1)":
  {"2": {"0": 100, "1": 99}, "32": {"0": 94, "1": 95}, "128": {"0": 76, "1": 80}}}})json";

/// The published files of H2-2, or nothing where they are not here.
std::optional<std::string> published(const std::string& name) {
  const auto file =
      std::filesystem::path(QGAUGE_SOURCE_DIR) / "../shared/devices/quantinuum/raw/H2-2_2024_12_06" / name;
  if (std::filesystem::exists(file)) return file.string();
  WARN("the published files are not here: skipped");
  return std::nullopt;
}

std::string value_of(const nlohmann::json& report, const std::string& name) {
  const auto* found = figure(report, name);
  REQUIRE(found != nullptr);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3e", (*found)["value"].get<double>());
  return text.data();
}

}  // namespace

TEST_CASE("estimate gives the published figures of H2-2 to their last digit") {
  const std::array<std::array<const char*, 4>, 3> cases{{
      {"rb_2q", "TQ_RB.json", "rb_unweighted.cnot_infidelity.mean", "1.292e-03"},
      {"rb_1q", "SQ_RB.json", "rb_unweighted.error_per_clifford_1q.mean", "7.267e-05"},
      {"rb_memory", "Memory_RB.json", "rb_unweighted.memory_infidelity.mean", "5.297e-04"},
  }};
  for (const auto& [protocol, name, figure_name, value] : cases) {
    const auto file = published(name);
    if (!file) return;
    const auto report = json_of({"estimate", protocol, *file});
    CHECK(value_of(report, figure_name) == value);
    for (const auto& entry : report["figures"]) CHECK(entry["origin"] == "measured");
    CHECK(report["provenance"]["inputs"][0]["sha256"].get<std::string>().size() == 64);
  }
  const auto spam = json_of({"estimate", "readout", *published("SPAM.json")});
  CHECK(value_of(spam, "readout.p1_given_0.mean") == "9.000e-04");
  CHECK((*figure(spam, "readout.assignment_error.mean"))["value"].get<double>() == Approx(1.33125e-3).epsilon(1e-13));
}

TEST_CASE("estimate prints figures, and those of single pairs where asked") {
  const Folder folder("estimate");
  const std::string file = folder.write("pairs.json", pairs);
  const auto outcome = call({"estimate", "rb_2q", file, "--per-subject"});
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.out, Contains("rb_unweighted.cnot_infidelity") && Contains("measured"));
}

TEST_CASE("estimate of a report is one that check can read") {
  const Folder folder("estimate-check");
  const std::string file = folder.write("pairs.json", pairs), report = folder.file("report.json");
  REQUIRE(call({"estimate", "rb_2q", file, "--quiet", "--json", report}).code == 0);
  CHECK(call({"check", report, "--quiet"}).code == 0);
}

TEST_CASE("estimate depends on its seed alone") {
  const Folder folder("estimate-seed");
  const std::string file = folder.write("pairs.json", pairs);
  const auto figures = [&](const char* seed) {
    return json_of({"estimate", "rb_2q", file, "--seed", seed})["figures"];
  };
  CHECK(figures("3") == figures("3"));
  CHECK(figures("3") != figures("4"));
}

TEST_CASE("estimate ends with 3 for a file that it cannot use and with 2 for wrong usage") {
  const Folder folder("estimate-bad");
  const std::string file = folder.write("pairs.json", pairs);
  const auto other = call({"estimate", "rb_1q", file});
  CHECK(other.code == 3);
  CHECK_THAT(other.err, Contains(file) && Contains("name the protocol"));
  CHECK(call({"estimate", "rb_2q", folder.file("absent.json")}).code == 3);
  CHECK(call({"estimate", "rb_2q", folder.write("broken.json", "{\"shots\": 1, \"survival\"")}).code == 3);
  CHECK(call({"estimate", "rb_2q"}).code == 2);
  CHECK(call({"estimate", "rb_9q", file}).code == 2);
  CHECK(call({"estimate", "rb_2q", file, "--json", file}).code == 2);
}

namespace {

/// Counts of the readout plan in `folder`: of 2,048 shots 48 wrong in |0> and 58 in |1>.
std::string readout_counts(const Folder& folder, const std::string& plan) {
  const auto manifest = nlohmann::json::parse(read(plan + "/manifest.json"));
  std::string table = "circuit,outcome,count\n";
  for (const auto& circuit : manifest["circuits"]) {
    const auto name = circuit["name"].get<std::string>();
    table += name.ends_with("-00000") ? name + ",0,2000\n" + name + ",1,48\n" : name + ",1,1990\n" + name + ",0,58\n";
  }
  return folder.write("counts.csv", table);
}

}  // namespace

TEST_CASE("plan writes circuits whose counts estimate turns into measured figures") {
  const Folder folder("plan");
  const std::string plan = folder.file("readout");
  REQUIRE(call({"plan", "readout", "ibm_lagos", "--effort", "quick", "-o", plan}).code == 0);
  const auto manifest = nlohmann::json::parse(read(plan + "/manifest.json"));
  CHECK(manifest["circuits"].size() == 14);
  for (const auto& circuit : manifest["circuits"])
    CHECK_THAT(read(plan + "/" + circuit["file"].get<std::string>()),
               Contains("OPENQASM 3.0;") && Contains("measure $"));
  const auto report = json_of({"estimate", "readout", readout_counts(folder, plan), "--plan", plan});
  const auto* error = figure(report, "readout.assignment_error.mean");
  REQUIRE(error != nullptr);
  CHECK((*error)["origin"] == "measured");
  CHECK((*error)["value"].get<double>() == Approx(106.0 / 4096).epsilon(1e-12));
  CHECK(report["device"]["name"] == "ibm_lagos");
}

TEST_CASE("plan gives the same folder for the same seed and other circuits for another") {
  const Folder folder("plan-seed");
  const auto manifest = [&](const std::string& name, const char* seed) {
    REQUIRE(
        call({"plan", "rb_1q", "ibm_lagos", "--effort", "quick", "--quiet", "--seed", seed, "-o", folder.file(name)})
            .code == 0);
    return read(folder.file(name) + "/manifest.json");
  };
  const std::string first = manifest("a", "5");
  CHECK(first == manifest("b", "5"));
  CHECK(first != manifest("c", "6"));
}

TEST_CASE("plan writes OpenQASM 2 and registers where asked, and estimate knows them again") {
  const Folder folder("plan-forms");
  for (const std::vector<std::string>& form : {std::vector<std::string>{"--qasm", "2"}, {"--virtual"}}) {
    const std::string plan = folder.file("plan" + form[0]);
    std::vector<std::string> command{"plan", "readout", "ibm_lagos", "--effort", "quick", "-o", plan};
    command.insert(command.end(), form.begin(), form.end());
    REQUIRE(call(command).code == 0);
    CHECK_THAT(read(plan + "/circuits/q0-00001.qasm"), Contains("q[0]"));
    CHECK(call({"estimate", "readout", readout_counts(folder, plan), "--plan", plan}).code == 0);
  }
}

TEST_CASE("plan refuses a folder that holds something and a protocol that there is not") {
  const Folder folder("plan-refused");
  folder.write("kept.txt", "kept");
  const auto outcome = call({"plan", "readout", "ibm_lagos", "-o", folder.path().string()});
  CHECK(outcome.code == 2);
  CHECK_THAT(outcome.err, Contains("not empty"));
  CHECK(call({"plan", "rb_9q", "ibm_lagos", "-o", folder.file("new")}).code == 2);
  CHECK_FALSE(std::filesystem::exists(folder.file("new")));
  CHECK(call({"plan", "rb_2q", "ibm_lagos", "--qasm", "2", "-o", folder.file("waits")}).code == 3);
  CHECK_FALSE(std::filesystem::exists(folder.file("waits")));
  CHECK(call({"plan", "readout", "ibm_lagos"}).code == 2);
}

TEST_CASE("estimate names what of a manifest was changed") {
  const Folder folder("plan-changed");
  const std::string plan = folder.file("plan"), file = plan + "/manifest.json";
  REQUIRE(call({"plan", "rb_1q", "ibm_lagos", "--effort", "quick", "--quiet", "-o", plan}).code == 0);
  const auto whole = nlohmann::json::parse(read(file));
  const std::string counts = folder.write("counts.csv", "circuit,outcome,count\nq0-00000,0,5\n");
  const auto refused = [&](const char* place, const nlohmann::json& value) {
    auto changed = whole;
    changed[nlohmann::json::json_pointer(place)] = value;
    std::ofstream(file) << changed.dump();
    const auto outcome = call({"estimate", "rb_1q", counts, "--plan", plan});
    CHECK(outcome.code == 3);
    return outcome.err;
  };
  CHECK_THAT(refused("/circuits/2/shots", 7), Contains("7 shots") && Contains("effort quick"));
  CHECK_THAT(refused("/circuits/2/qubits", 3), Contains("3 qubits"));
  CHECK_THAT(refused("/seed", "77"), Contains("seed 77") && Contains("another circuit"));
  CHECK_THAT(refused("/effort", "standard"), Contains("effort standard"));
  CHECK_THAT(refused("/circuits/2/name", "other"), Contains("no circuit"));
}

TEST_CASE("plan keeps the chain lengths and widths that were asked for, and estimate plans with them") {
  const Folder folder("plan-sizes");
  const std::string plan = folder.file("plan");
  REQUIRE(
      call({"plan", "layer_fidelity", "ibm_lagos", "--effort", "quick", "--chain", "3", "--quiet", "-o", plan}).code ==
      0);
  const auto manifest = nlohmann::json::parse(read(plan + "/manifest.json"));
  CHECK(manifest["chain_lengths"] == nlohmann::json{3});
  CHECK(manifest["widths"].empty());
  std::string table = "circuit,outcome,count\n";
  for (const auto& circuit : manifest["circuits"])
    table += circuit["name"].get<std::string>() + "," + std::string(circuit["qubits"].get<std::size_t>(), '0') + ",9\n";
  const auto outcome =
      call({"estimate", "layer_fidelity", folder.write("counts.csv", table), "--plan", plan, "--quiet"});
  CAPTURE(outcome.err);
  CHECK(outcome.code == 0);
}

TEST_CASE("estimate refuses counts and plans that do not belong together") {
  const Folder folder("plan-bad");
  const std::string plan = folder.file("readout");
  REQUIRE(call({"plan", "readout", "ibm_lagos", "--effort", "quick", "--quiet", "-o", plan}).code == 0);
  const std::string counts = readout_counts(folder, plan);
  CHECK(call({"estimate", "readout", counts}).code == 2);
  CHECK(call({"estimate", "rb_1q", counts, "--plan", plan}).code == 2);
  const auto missing =
      call({"estimate", "readout", folder.write("a.csv", "circuit,outcome,count\nq0-00000,0,5\n"), "--plan", plan});
  CHECK(missing.code == 3);
  CHECK_THAT(missing.err, Contains("no counts of the circuit"));
  const auto unknown =
      call({"estimate", "readout", folder.write("b.csv", read(counts) + "other,0,5\n"), "--plan", plan});
  CHECK(unknown.code == 3);
  CHECK_THAT(unknown.err, Contains("the plan does not have"));
  auto manifest = nlohmann::json::parse(read(plan + "/manifest.json"));
  manifest["circuits"][3]["sha256"] = std::string(64, '0');
  std::ofstream(plan + "/manifest.json") << manifest.dump();
  const auto changed = call({"estimate", "readout", counts, "--plan", plan});
  CHECK(changed.code == 3);
  CHECK_THAT(changed.err, Contains("another circuit than this version plans"));
  std::ofstream(plan + "/description.json", std::ios::app) << " ";
  CHECK_THAT(call({"estimate", "readout", counts, "--plan", plan}).err, Contains("checksum"));
}

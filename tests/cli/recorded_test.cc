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

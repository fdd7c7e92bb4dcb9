// Survivals of sequences as they are published, and every way to be unusable.
#include <filesystem>

#include <catch2/catch.hpp>

#include "qgauge/recorded.hpp"
#include "qgauge/store.hpp"

namespace {

using namespace qgauge;
using Catch::Matchers::Contains;

const std::string pair = R"json({"shots": 100, "leakage_postselect": {}, "survival":
  {"(2, 3)": {"32": {"1": 94, "0": 96}, "2": {"0": 100}}, "(0, 1)": {"2": {"0": 9.0}}}})json";

core::Error refused(const std::string& text) {
  const auto record = recorded::read_survivals(text, "file");
  REQUIRE_FALSE(record);
  CHECK(record.error().code == core::ErrorCode::unusable_input);
  return record.error();
}

std::string with(const std::string& survival) { return "{\"shots\": 10, \"survival\": " + survival + "}"; }

}  // namespace

TEST_CASE("Survivals come by qubits and ascending length") {
  CHECK(recorded::is_survival_record(pair));
  const auto record = recorded::read_survivals(pair, "file");
  REQUIRE(record);
  CHECK(record->shots == 100);
  CHECK(record->leakage_counted);
  REQUIRE(record->groups.size() == 2);
  CHECK(record->groups[0].qubits == std::vector{0, 1});
  CHECK(record->groups[0].series[0].survivals == std::vector<std::uint64_t>{9});
  const auto& group = record->groups[1];
  REQUIRE(group.series.size() == 2);
  CHECK(group.series[0].length == 2);
  CHECK(group.series[1].survivals == std::vector<std::uint64_t>{96, 94});
}

TEST_CASE("Counts of circuits are no survivals and survivals are told from them") {
  CHECK_FALSE(recorded::is_survival_record(R"({"a": {"01": 1}})"));
  CHECK_FALSE(recorded::is_survival_record("circuit,outcome,count\n"));
  CHECK_FALSE(recorded::is_survival_record("{"));
  CHECK_FALSE(recorded::is_survival_record("[]"));
}

TEST_CASE("Survivals that cannot be are refused with their place") {
  CHECK(refused(with(R"({"0": {"2": {"0": 11}}})")).where == "file: /survival/0/2/0");
  CHECK_THAT(refused(with(R"({"0": {"2": {"0": 11}}})")).message, Contains("at most the 10 shots"));
  for (const char* count : {"-1", "0.5", "\"1\"", "[]"})
    CHECK_THAT(refused(with(std::string(R"({"0": {"2": {"0": )") + count + "}}}")).message,
               Contains("a whole number from 0"));
  CHECK_THAT(refused(with(R"({"0": {"2": {}}})")).message, Contains("at least one sequence"));
  CHECK_THAT(refused(with(R"({"0": {"x": {"0": 1}}})")).message, Contains("length"));
  for (const char* name : {"", "()", "a", "(0, 0)", "(0, b)", "-1", "0x1", "99999999999"})
    CHECK_THAT(refused(with(std::string("{\"") + name + R"(": {"2": {"0": 1}}})")).message, Contains("group"));
  CHECK_THAT(refused(with(R"({"0": {"2": {"0": 1}, "02": {"0": 1}}})")).message, Contains("every length once"));
  CHECK_THAT(refused(with(R"json({"(0, 1)": {"2": {"0": 1}}, "(0,1)": {"2": {"0": 1}}})json")).message,
             Contains("every group"));
  CHECK_THAT(refused(with("{}")).message, Contains("1 to 100000 groups"));
  CHECK_THAT(refused(with("[]")).message, Contains("an object"));
  CHECK_THAT(refused(R"({"shots": 0, "survival": {}})").message, Contains("at least one shot"));
  CHECK_THAT(refused(R"({"survival": {}})").message, Contains("shots"));
  CHECK_THAT(refused("{\"shots\": 1, \"survival\": " + std::string(300, '[')).message, Contains("200 levels"));
}

TEST_CASE("Every published file of H2-2 is read") {
  const auto folder = std::filesystem::path(QGAUGE_SOURCE_DIR) / "../shared/devices/quantinuum/raw/H2-2_2024_12_06";
  if (!std::filesystem::exists(folder)) {
    WARN("the published files are not here: skipped");
    return;
  }
  const std::tuple<const char*, std::size_t, std::size_t, std::size_t> files[] = {
      {"TQ_RB.json", 4, 3, 4},
      {"SQ_RB.json", 8, 3, 4},
      {"Memory_RB.json", 56, 3, 8},
      {"SPAM.json", 8, 2, 1},
      {"Measurement_crosstalk.json", 8, 4, 1}};
  for (const auto& [name, groups, lengths, sequences] : files) {
    const auto text = store::read_file(folder / name, recorded::max_file_bytes);
    REQUIRE(text);
    const auto record = recorded::read_survivals(*text, name);
    REQUIRE(record);
    CHECK(record->groups.size() == groups);
    for (const auto& group : record->groups) {
      CHECK(group.series.size() == lengths);
      for (const auto& series : group.series) CHECK(series.survivals.size() == sequences);
    }
    CHECK(record->sequences == (sequences > 1));
  }
}

#include "thresholds/support.hpp"

using namespace qgauge;
using support::Scratch;
using support::write_file;

namespace {

std::string version(const std::string& dates, const std::string& entries) {
  return "[[version]]\nsource = \"made up\"\n" + dates + entries;
}

std::string entry(const std::string& number, const std::string& condition, const std::string& confidence = "READ-S",
                  const std::string& item_kinds = R"(["dilution_refrigerator", "sub_kelvin_cooler"])") {
  return "[[version.entry]]\nnumber = \"" + number + "\"\ntopic = \"sub_kelvin_cooling\"\ntitle = \"Example\"\n" +
         "item_kinds = " + item_kinds + "\nconfidence = \"" + confidence +
         "\"\nsource = \"made up\"\ncondition = " + condition + "\n";
}

const std::string power = R"({ figure = "cooling_power_at_100mk_w", at_least = 600, unit = "uW" })";
const std::string in_force = "from = 2025-01-01\ntext_read = 2025-02-01\n";

std::vector<core::Finding> warnings(const std::string& versions, const Scratch& scratch = {}) {
  const std::string head = R"(schema = "qgauge.regime/1"
id = "example"
instrument = "An example"
jurisdiction = "FR"
status = "enacted"
kind = "export_control"
)";
  const auto regime = thresholds::load_regime(write_file(scratch / "rule.toml", head + versions));
  INFO((regime ? std::string() : regime.error().message));
  REQUIRE(regime);
  return regime->warnings;
}

/// The one warning, with its two places.
void check_one(const std::vector<core::Finding>& found, const std::string& code, int line, int other_line) {
  REQUIRE(found.size() == 1);
  CHECK(found.front().code == code);
  CHECK(core::severity_of(found.front().code) == core::Severity::warning);
  CHECK_THAT(found.front().where, Catch::EndsWith("rule.toml:" + std::to_string(line)));
  CHECK_THAT(found.front().message, Catch::Contains("rule.toml:" + std::to_string(other_line)));
}

}  // namespace

TEST_CASE("A regime in which nothing is odd has no warnings") {
  CHECK(warnings(version(in_force, entry("1.a", power))).empty());
}

TEST_CASE("A gap between two versions is a warning that names both") {
  const auto found = warnings(version(in_force + "until = 2025-06-01\n", entry("1.a", power)) +
                              version("from = 2025-07-01\ntext_read = 2025-08-01\n", entry("1.a", power)));
  check_one(found, "gap_between_versions", 20, 7);
  CHECK_THAT(found.front().message, Catch::Contains("2025-06-01") && Catch::Contains("2025-07-01"));
}

TEST_CASE("Versions that follow each other without a gap are no warning") {
  CHECK(warnings(version(in_force + "until = 2025-07-01\n", entry("1.a", power)) +
                 version("from = 2025-07-01\ntext_read = 2025-08-01\n", entry("1.a", power)))
            .empty());
}

TEST_CASE("A text that was read before its version began is a warning with both days") {
  const auto found = warnings(version("from = 2025-01-01\ntext_read = 2024-12-31\n", entry("1.a", power)));
  REQUIRE(found.size() == 1);
  CHECK(found.front().code == "text_read_before_version");
  CHECK_THAT(found.front().message, Catch::Contains("2024-12-31") && Catch::Contains("2025-01-01"));
}

TEST_CASE("Two entries that ask the same of one kind of item are a warning that names both") {
  const std::string in_watts = R"({ clause = "x", figure = "cooling_power_at_100mk_w", at_least = 600e-6 })";
  const auto found =
      warnings(version(in_force, entry("1.a", power) + entry("1.b", in_watts, "READ-S", R"(["sub_kelvin_cooler"])")));
  check_one(found, "overlapping_entries", 19, 11);
}

TEST_CASE("Two entries that ask the same of different kinds of items are no warning") {
  CHECK(warnings(version(in_force, entry("1.a", power, "READ-S", R"(["dilution_refrigerator"])") +
                                       entry("1.b", power, "READ-S", R"(["sub_kelvin_cooler"])")))
            .empty());
}

TEST_CASE("Two entries that were not read are not taken for the same") {
  const std::string unread = R"({ unknown = "the power that it asks for" })";
  CHECK(warnings(version(in_force, entry("1.a", unread) + entry("1.b", unread))).empty());
}

TEST_CASE("A limit that was not verified is a warning at its entry that names its own place") {
  for (const std::string confidence : {"MEM", "UNC"}) {
    check_one(warnings(version(in_force, entry("1.a", power, confidence))), "definite_limit_of_unverified_text", 11,
              18);
  }
}

TEST_CASE("A limit that is less sure than its entry is a warning and an unknown one is none") {
  const std::string leaf =
      R"({ figure = "cooling_power_at_100mk_w", at_least = 600, unit = "uW", confidence = "UNC" })";
  check_one(warnings(version(in_force, entry("1.a", leaf, "READ-P"))), "definite_limit_of_unverified_text", 11, 18);
  CHECK(warnings(version(in_force, entry("1.a", R"({ unknown = "the power" })", "MEM"))).empty());
}

TEST_CASE("What is odd in a part that two versions share is said once") {
  const Scratch scratch;
  const std::string part = support::replaced(entry("1.a", power, "MEM"), "version.entry", "entry");
  write_file(scratch / "part.toml", "schema = \"qgauge.regime-part/1\"\n" + part);
  const std::string parts = "parts = [\"part.toml\"]\n";
  const std::string later = "from = 2026-01-01\ntext_read = 2026-02-01\n";
  const auto found = warnings(version(in_force + parts, "") + version(later + parts, ""), scratch);
  REQUIRE(found.size() == 1);
  CHECK_THAT(found.front().where, Catch::EndsWith("part.toml:2"));
}

// Claims about the pages that show rules: what a lawyer looks for stands in them, and they fit the page.
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "qgauge/report.hpp"
#include "qgauge/thresholds/leaves.hpp"
#include "report/text.hpp"
#include "store/scratch.hpp"

namespace {

using namespace qgauge;
using Catch::Contains;

const core::Date today = *core::Date::from(2026, 1, 1);

/// A rule file with a ladder and a cooler, an exception and an open question; `limit` is the cooler's.
std::string rules_of(const std::string& id, const std::string& limit, const std::string& words) {
  return R"(schema = "qgauge.regime/1"
id = ")" +
         id + R"("
instrument = "List of )" +
         id + R"("
jurisdiction = ")" +
         (id == "aa" ? "AU" : "BE") + R"("
status = "enacted"
kind = "export_control"

[groups.FRIENDS]
countries = ["CH", "NO"]
source = "annex"
confidence = "READ-S"

[[version]]
from = 2025-01-01
text_read = 2025-06-30
source = "gazette"

[[version.note]]
tag = "late_start"
until = 2025-03-01
text = "not yet enforced"

[[version.entry]]
number = "1.a"
topic = "computer_ladder"
title = "Quantum computers"
item_kinds = ["computer"]
confidence = "READ-P"
source = "page 1"
paradigms_included = ["gate_model"]

[version.entry.paradigms_excluded]
annealing = "the note says so"

[version.entry.condition]
steps_by = "physical_qubits.connected"
any = [
  { clause = "1.a.1", all = [
    { figure = "physical_qubits.connected", at_least = 10 },
    { figure = "physical_qubits.connected", below = 20 },
    { figure = "cnot_infidelity.mean", at_most = 1e-3 } ] },
  { clause = "1.a.2", all = [ { figure = "physical_qubits.connected", at_least = 20 } ] },
]

[[version.entry.definition]]
term = "working"
text = ")" +
         words + R"("
quote = "works"

[[version.entry.open_question]]
question = "Is a median an average?"
treatment = "The mean is compared."

[[version.entry]]
number = "2.b"
topic = "sub_kelvin_cooling"
title = "Coolers"
item_kinds = ["dilution_refrigerator"]
confidence = "READ-S"
source = "page 2"

[version.entry.condition]
all = [
  { figure = "cooling_power_at_100mk_w", at_least = )" +
         limit + R"(, unit = "uW", text = "rated at 0.1 K" },
  { figure = "rated_duration_s", above = 48, unit = "h", confidence = "UNC" },
  { attribute = "delivery", equals = "system" },
]

[[version.exception]]
name = "friends"
entries = ["2.b"]
effect = "licence_not_needed"
precedence = 3
text = "No licence for friends"
source = "page 3"
confidence = "READ-P"
condition = { attribute = "destination", in_group = "FRIENDS" }
)";
}

thresholds::RuleBook two_lists(const std::string& other_limit, const std::string& other_words) {
  const test::Scratch scratch;
  REQUIRE(store::write_file(scratch / "aa.toml", rules_of("aa", "600", "it works")));
  REQUIRE(store::write_file(scratch / "bb.toml", rules_of("bb", other_limit, other_words)));
  auto rules = thresholds::load_rules(scratch / "");
  INFO((rules ? "" : rules.error().message));
  REQUIRE(rules);
  return *rules;
}

std::string page_of(const std::string& entry, int columns = 80) {
  const auto rules = two_lists("600", "it works");
  return report::rules_page(rules.regimes.front(), rules.regimes.front().versions.front(), entry, columns);
}

TEST_CASE("A page of rules tells instrument, version, day of reading, notes, groups and that it is no legal advice") {
  const std::string page = page_of("");
  CHECK_THAT(page, Contains("aa: List of aa\n"));
  CHECK_THAT(page, Contains("version      from 2025-01-01, text read on 2025-06-30"));
  CHECK_THAT(page, Contains("late start until 2025-03-01: not yet enforced"));
  CHECK_THAT(page, Contains("FRIENDS      CH, NO; annex; READ-S (secondary source read, not the text)"));
  CHECK_THAT(page, Contains("Not legal advice"));
}

TEST_CASE("A ladder is shown as a table in the instrument's own numbering") {
  const std::string page = page_of("1.a");
  CHECK_THAT(page, Contains("      step   number of connected qubits  mean C-NOT error\n"
                            "      1.a.1  at least 10, fewer than 20  at most 1e-3\n"
                            "      1.a.2  at least 20                 any\n"));
}

TEST_CASE("Limits are shown in the unit in which the law is written, with its words and how sure each is") {
  const std::string page = page_of("2.b");
  CHECK_THAT(page, Contains("- rated at 0.1 K [cooling power at 100 mK: at least 600 uW]\n"));
  CHECK_THAT(page, Contains("- rated duration: above 48 h - UNC (uncertain)\n"));
  CHECK_THAT(page, Contains("- delivery is system\n"));
  CHECK_THAT(page, Contains("how sure     READ-S (secondary source read, not the text)"));
}

TEST_CASE("Definitions, exclusions, exceptions and open questions stand with the entry that they belong to") {
  const std::string computers = page_of("1.a"), coolers = page_of("2.b");
  CHECK_THAT(computers, Contains("it works Quotation: \"works\""));
  CHECK_THAT(computers, Contains("not meant: annealing: the note says so"));
  CHECK_THAT(computers, Contains("? Is a median an average?\n      The mean is compared.\n"));
  CHECK_THAT(computers, !Contains("friends"));
  CHECK_THAT(coolers, Contains("! friends: no licence is needed (precedence 3). No licence for friends"));
  CHECK_THAT(coolers, Contains("- destination is a country of FRIENDS [destination is CH or NO]\n"));
  CHECK_THAT(coolers, !Contains("1.a"));
}

TEST_CASE("The list of rules has one line an entry with the kinds of items") {
  const std::string list = report::rules_list(two_lists("600", "it works"), 80);
  CHECK_THAT(list, Contains("aa: List of aa (AU, enacted, export control)\n"
                            "  from 2025-01-01, text read on 2025-06-30\n"
                            "    1.a  computer "));
  CHECK_THAT(list, Contains("    2.b  dilution refrigerator "));
}

TEST_CASE("The matrix shows entries that ask the same as one column without marks") {
  const auto rules = two_lists("600", "it works");
  const std::string matrix = report::rules_matrix(rules, today, "sub_kelvin_cooling", 80);
  CHECK_THAT(matrix, Contains("sub_kelvin_cooling: 2 entries, the same numbers, in force on 2026-01-01"));
  CHECK_THAT(matrix, Contains("  A  aa 2.b (READ-S), bb 2.b (READ-S)\n"));
  CHECK_THAT(matrix, !Contains("*"));
}

TEST_CASE("The matrix marks the limits that differ and no others") {
  const auto rules = two_lists("500", "it works");
  const std::string matrix = report::rules_matrix(rules, today, "sub_kelvin_cooling", 80);
  CHECK_THAT(matrix, Contains("  *  cooling power at 100 mK       at least 600 uW        at least 500 uW\n"));
  CHECK_THAT(matrix, Contains("\n     rated duration                above 48 h             above 48 h\n"));
}

TEST_CASE("The matrix shows definitions whose words differ and who has no entry on the day") {
  const auto rules = two_lists("600", "it runs");
  const std::string matrix = report::rules_matrix(rules, today, "computer_ladder", 80);
  CHECK_THAT(matrix, Contains("'working' is defined in different words:\n    - aa: it works\n    - bb: it runs\n"));
  CHECK_THAT(matrix, Contains("step 1, number of connected"));
  CHECK_THAT(matrix, Contains("at least 10, fewer than 20"));
  CHECK_THAT(matrix, !Contains("no such entry"));
  CHECK_THAT(report::rules_matrix(rules, *core::Date::from(2024, 12, 31), "computer_ladder", 80),
             Contains("no entry in force on 2024-12-31"));
  thresholds::RuleBook without = rules;
  without.regimes.back().versions.front().entries.erase(without.regimes.back().versions.front().entries.begin());
  CHECK_THAT(report::rules_matrix(without, today, "computer_ladder", 80),
             Contains("no such entry in the rules of  BE\n"));
}

TEST_CASE("What was not read has no column in the matrix and is told") {
  auto rules = two_lists("600", "it works");
  thresholds::Condition unknown;
  unknown.kind = thresholds::Condition::Kind::unknown;
  unknown.text = "the limits of BB";
  rules.regimes.back().versions.front().entries.back().condition = unknown;
  const std::string matrix = report::rules_matrix(rules, today, "sub_kelvin_cooling", 80);
  CHECK_THAT(matrix, Contains("  A  aa 2.b (READ-S)\n"));
  CHECK_THAT(matrix, Contains("    - bb 2.b (READ-S): the limits of BB\n"));
}

TEST_CASE("A range with one point is shown as that point") {
  thresholds::Condition from{.kind = thresholds::Condition::Kind::bound,
                             .clause = {},
                             .text = {},
                             .where = {},
                             .parts = {},
                             .steps_by = {},
                             .figure = "stages",
                             .limit = 2,
                             .unit = {},
                             .attribute = {},
                             .expected = {},
                             .ambiguity = {},
                             .reading = {},
                             .who_knows = {},
                             .confidence = {}};
  thresholds::Condition to = from, both;
  to.relation = thresholds::Relation::at_most;
  both.parts = {from, to};
  CHECK(thresholds::leaves_of(both) == std::vector<thresholds::NamedLeaf>{{"number of stages", "exactly 2"}});
}

TEST_CASE("Pages of the bundled rules are as wide as the page at most") {
  const auto rules = thresholds::load_rules(QGAUGE_SOURCE_DIR "/thresholds").value();
  std::string all = report::rules_list(rules, 80);
  for (const thresholds::Regime& regime : rules.regimes) {
    for (const auto& version : regime.versions) {
      all += report::rules_page(regime, version, "", 80);
      for (const auto& entry : version.entries) all += report::rules_matrix(rules, today, entry.topic, 80);
    }
  }
  std::istringstream lines(all);
  for (std::string line; std::getline(lines, line);) {
    if (report::display_width(line) <= 80 && !line.ends_with(' ')) continue;
    FAIL_CHECK(line);
  }
}

}  // namespace

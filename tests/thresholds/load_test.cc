#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "thresholds/support.hpp"

using namespace qgauge;
using support::bundled_rules;
using support::day;
using support::rules_folder;
using support::Scratch;
using support::write_file;
using thresholds::load_regime;
using thresholds::load_rules;

namespace {

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

/// The number of the line with the mark "# here", or of the first line.
int marked_line(const std::string& text) {
  const auto mark = text.find("# here");
  if (mark == std::string::npos) return 1;
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(mark), '\n'));
}

std::string expected_message(const std::string& text) {
  const std::string lead = "# expected: ";
  REQUIRE(text.starts_with(lead));
  return text.substr(lead.size(), text.find('\n') - lead.size());
}

const std::string valid_rule = R"(schema = "qgauge.regime/1"
id = "example"
instrument = "An example"
jurisdiction = "XX"
status = "draft"
[[version]]
from = 2025-01-01
text_read = 2025-02-01
source = "made up"
[[version.entry]]
number = "1.a"
title = "Example"
item_kind = "computer"
confidence = "MEM"
source = "made up"
condition = CONDITION
)";

std::string rule_with(const std::string& condition) { return support::replaced(valid_rule, "CONDITION", condition); }

}  // namespace

TEST_CASE("Every bad rule file is refused at the marked line with the message in its first line") {
  const auto files = files_in(rules_folder / "bad");
  REQUIRE(files.size() > 40);
  for (const auto& file : files) {
    INFO(file.string());
    const std::string text = support::read_text(file);
    const auto regime = load_regime(file);
    REQUIRE_FALSE(regime);
    CHECK(regime.error().code == core::ErrorCode::unusable_input);
    CHECK(regime.error().where == fmt::format("{}:{}", file.string(), marked_line(text)));
    CHECK_THAT(regime.error().message, Catch::Contains(expected_message(text)));
    CHECK_THAT(regime.error().message, Catch::StartsWith("found ") && Catch::Contains(", expected "));
  }
}

TEST_CASE("A bad rule file becomes usable once its one mistake is put right") {
  const std::string text = support::read_text(rules_folder / "bad" / "overlapping_steps.toml");
  const Scratch scratch;
  CHECK(load_regime(write_file(scratch / "right.toml", support::replaced(text, "at_least = 15", "at_least = 20"))));
}

TEST_CASE("A rule file that is absent or a folder or empty is refused with its path") {
  const Scratch scratch;
  for (const auto& file : {scratch / "absent.toml", scratch / ".", write_file(scratch / "empty.toml", "")}) {
    const auto regime = load_regime(file);
    REQUIRE_FALSE(regime);
    CHECK_THAT(regime.error().where, Catch::StartsWith(file.string()));
  }
}

TEST_CASE("The bundled rules are the ladders of the United States and Canada and Germany") {
  std::set<std::string> ids;
  for (const auto& regime : bundled_rules().regimes) ids.insert(regime.id);
  CHECK(ids.contains("us-ear"));
  CHECK(ids.contains("ca-ecl-5506"));
  CHECK(ids.contains("de-awv"));
}

TEST_CASE("Every bundled entry names its source and how surely it was read and defines its terms") {
  for (const auto& regime : bundled_rules().regimes) {
    for (const auto& version : regime.versions) {
      CHECK_FALSE(version.source.empty());
      CHECK(version.text_read >= version.from);
      for (const auto& entry : version.entries) {
        INFO(regime.id << " " << entry.number);
        CHECK_FALSE(entry.source.empty());
        CHECK_FALSE(entry.confidence.empty());
        CHECK_FALSE(entry.definitions.empty());
        CHECK(std::ranges::all_of(entry.definitions, [](const auto& term) { return term.quote.size() < 160; }));
      }
    }
  }
}

TEST_CASE("A folder of rules is loaded without what lies in folders below it") {
  const Scratch scratch;
  const std::string bound = R"({ figure = "physical_qubits.connected", at_least = 10 })";
  write_file(scratch / "one.toml", rule_with(bound));
  write_file(scratch / "SCHEMA.md", "not a rule");
  for (const std::string folder : {"bad", "cases", "drafts"}) write_file(scratch / folder / "not.toml", "not = a rule");
  const auto rules = load_rules(scratch / ".");
  REQUIRE(rules);
  CHECK(rules->regimes.size() == 1);
}

TEST_CASE("Two files with one id are refused with both their names") {
  const Scratch scratch;
  const std::string bound = R"({ figure = "physical_qubits.connected", at_least = 10 })";
  write_file(scratch / "one.toml", rule_with(bound));
  write_file(scratch / "two.toml", rule_with(bound));
  const auto rules = load_rules(scratch / ".");
  REQUIRE_FALSE(rules);
  CHECK_THAT(rules.error().where + rules.error().message, Catch::Contains("one.toml") && Catch::Contains("two.toml"));
}

TEST_CASE("A folder that is absent or without rules is refused") {
  const Scratch scratch;
  CHECK_FALSE(load_rules(scratch / "absent"));
  CHECK_FALSE(load_rules(scratch / "."));
}

TEST_CASE("A condition with more combinations of limits than can be asked is refused") {
  std::string parts;
  for (const std::string figure : {"physical_qubits.connected", "physical_qubits.working", "cnot_infidelity.mean"}) {
    for (int i = 1; i <= 60; ++i) parts += fmt::format(R"({{ figure = "{}", above = {}.5 }}, )", figure, i);
  }
  const Scratch scratch;
  const auto regime = load_regime(write_file(scratch / "large.toml", rule_with("{ any = [ " + parts + " ] }")));
  REQUIRE_FALSE(regime);
  CHECK_THAT(regime.error().message, Catch::Contains("combinations of limits"));
}

TEST_CASE("Steps of a count may be written with at most and above as well as below and at least") {
  const std::string steps = R"({ steps_by = "physical_qubits.connected", any = [
  { clause = "1", all = [ { figure = "physical_qubits.connected", above = 9 },
                          { figure = "physical_qubits.connected", at_most = 19 } ] },
  { clause = "2", figure = "physical_qubits.connected", at_least = 20 } ] })";
  const Scratch scratch;
  CHECK(load_regime(write_file(scratch / "steps.toml", rule_with(steps))));
}

TEST_CASE("Attributes and negations and nested lists are read as written") {
  const Scratch scratch;
  const auto regime = load_regime(write_file(scratch / "rule.toml", rule_with(R"({ all = [
  { attribute = "modality", equals = "trapped_ion" },
  { attribute = "annealer", equals = false },
  { attribute = "levels", equals = 2 },
  { not = { any = [ { clause = "x", figure = "quantum_volume.log2", below = 5 } ] } } ] })")));
  REQUIRE(regime);
  const auto& condition = regime->versions.front().entries.front().condition;
  using Kind = thresholds::Condition::Kind;
  REQUIRE(condition.parts.size() == 4);
  CHECK(condition.parts[0].expected == subject::Attribute(std::string("trapped_ion")));
  CHECK(condition.parts[1].expected == subject::Attribute(false));
  CHECK(condition.parts[2].expected == subject::Attribute(2.0));
  CHECK(condition.parts[3].kind == Kind::negation);
  CHECK(condition.parts[3].parts.front().kind == Kind::any);
  CHECK(condition.parts[3].parts.front().parts.front().relation == thresholds::Relation::below);
}

TEST_CASE("The version in force is the last that has begun and has not ended") {
  thresholds::Regime regime;
  for (const auto& [from, until] : {std::pair{"2024-01-01", ""}, {"2025-01-01", "2025-06-01"}}) {
    thresholds::Version version{day(from), {}, {}, day("2025-07-01"), {}, {}, {}, {}, {}};
    if (*until) version.until = day(until);
    regime.versions.push_back(version);
  }
  CHECK(thresholds::version_at(regime, day("2023-12-31")) == nullptr);
  CHECK(thresholds::version_at(regime, day("2024-01-01")) == &regime.versions[0]);
  CHECK(thresholds::version_at(regime, day("2024-12-31")) == &regime.versions[0]);
  CHECK(thresholds::version_at(regime, day("2025-01-01")) == &regime.versions[1]);
  CHECK(thresholds::version_at(regime, day("2025-05-31")) == &regime.versions[1]);
  CHECK(thresholds::version_at(regime, day("2025-06-01")) == nullptr);
}

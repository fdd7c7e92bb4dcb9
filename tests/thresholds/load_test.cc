#include <algorithm>
#include <iterator>
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
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

/// The file and its parts, which lie in a folder of its name.
std::vector<std::filesystem::path> with_parts(const std::filesystem::path& file) {
  std::vector<std::filesystem::path> files{file};
  const auto folder = file.parent_path() / file.stem();
  if (std::filesystem::is_directory(folder)) std::ranges::copy(files_in(folder), std::back_inserter(files));
  return files;
}

/// file:line of the mark in one of the files, or nothing.
std::optional<std::string> marked(const std::vector<std::filesystem::path>& files, const std::string& mark) {
  for (const auto& file : files) {
    const std::string text = support::read_text(file);
    const auto at = text.find(mark);
    if (at == std::string::npos) continue;
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return fmt::format("{}:{}", file.string(), line);
  }
  return std::nullopt;
}

std::string expected_message(const std::filesystem::path& file) {
  const std::string text = support::read_text(file);
  const std::string lead = "# expected: ";
  REQUIRE(text.starts_with(lead));
  return text.substr(lead.size(), text.find('\n') - lead.size());
}

void check_refusal(const core::Error& error, const std::filesystem::path& file) {
  const auto files = with_parts(file);
  CHECK(error.code == core::ErrorCode::unusable_input);
  CHECK(error.where == marked(files, "# here").value_or(file.string() + ":1"));
  CHECK_THAT(error.message, Catch::Contains(expected_message(file)));
  CHECK_THAT(error.message, Catch::StartsWith("found ") && Catch::Contains(", expected ") && Catch::Contains("; "));
  if (const auto second = marked(files, "# and here")) CHECK_THAT(error.message, Catch::Contains(*second));
}

const std::string valid_rule = R"(schema = "qgauge.regime/1"
id = "example"
instrument = "An example"
jurisdiction = "FR"
status = "draft"
kind = "export_control"
[[version]]
from = 2025-01-01
text_read = 2025-02-01
source = "made up"
[[version.entry]]
number = "1.a"
topic = "computer_ladder"
title = "Example"
item_kinds = ["computer", "dilution_refrigerator"]
confidence = "MEM"
source = "made up"
condition = CONDITION
)";

std::string rule_with(const std::string& condition) { return support::replaced(valid_rule, "CONDITION", condition); }

}  // namespace

TEST_CASE("Every bad rule file is refused at the marked line with the message in its first line and what to write") {
  const auto files = files_in(rules_folder / "bad");
  REQUIRE(files.size() > 100);
  for (const auto& file : files) {
    INFO(file.string());
    const auto regime = load_regime(file);
    REQUIRE_FALSE(regime);
    check_refusal(regime.error(), file);
  }
}

TEST_CASE("Every bad profile is refused at the marked line with the message in its first line") {
  const auto files = files_in(rules_folder / "bad" / "profiles");
  REQUIRE(files.size() > 5);
  for (const auto& file : files) {
    INFO(file.string());
    const auto profile = thresholds::load_profile(file);
    REQUIRE_FALSE(profile);
    check_refusal(profile.error(), file);
  }
}

TEST_CASE("Of two rules that disagree the message names both places") {
  for (const std::string name : {"exceptions_that_disagree", "scopes_that_disagree", "number_twice_across_parts",
                                 "overlapping_versions", "overlapping_steps", "gap_between_steps", "stricter_step",
                                 "ambiguity_with_other_readings", "redundant_bound", "impossible_bounds"}) {
    INFO(name);
    const auto files = with_parts(rules_folder / "bad" / (name + ".toml"));
    CHECK(marked(files, "# here"));
    CHECK(marked(files, "# and here"));
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

TEST_CASE("The bundled rules hold the ladders that were read in their own texts") {
  std::set<std::string> ids;
  for (const auto& regime : bundled_rules().regimes) {
    for (const auto& entry : regime.versions.back().entries) {
      if (entry.topic == "computer_ladder" && entry.confidence == "READ-P") ids.insert(regime.id);
    }
  }
  for (const std::string id : {"us-ear", "ca-ecl-5506", "de-awv", "eu-2021-821"}) {
    INFO(id);
    CHECK(ids.contains(id));
  }
}

TEST_CASE("Every bundled entry names its source and how surely it was read and quotes little") {
  for (const auto& regime : bundled_rules().regimes) {
    for (const auto& version : regime.versions) {
      CHECK_FALSE(version.source.empty());
      for (const auto& entry : version.entries) {
        INFO(regime.id << " " << entry.number);
        CHECK_FALSE(entry.source.empty());
        CHECK_FALSE(entry.confidence.empty());
        CHECK(std::ranges::all_of(entry.definitions, [](const auto& term) { return term.quote.size() < 160; }));
      }
    }
  }
}

TEST_CASE("Every bundled ladder of computers whose own text was read defines its terms") {
  for (const auto& regime : bundled_rules().regimes) {
    for (const auto& version : regime.versions) {
      for (const auto& entry : version.entries) {
        if (entry.topic != "computer_ladder" || entry.confidence != "READ-P") continue;
        INFO(regime.id << " " << entry.number);
        CHECK_FALSE(entry.definitions.empty());
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
  for (const std::string figure :
       {"physical_qubits.connected", "physical_qubits.working", "physical_qubits.operational"}) {
    for (int i = 1; i <= 60; ++i)
      parts += fmt::format(R"({{ all = [ {{ figure = "{}", above = {}.5 }} ] }}, )", figure, i);
  }
  const Scratch scratch;
  const auto regime = load_regime(write_file(scratch / "large.toml", rule_with("{ any = [ " + parts + " ] }")));
  REQUIRE_FALSE(regime);
  CHECK_THAT(regime.error().message, Catch::Contains("combinations of limits"));
}

TEST_CASE("A condition with more tests than can be compared is refused") {
  std::string parts;
  for (int i = 0; i < 1001; ++i) parts += R"({ attribute = "continuous", equals = true }, )";
  const Scratch scratch;
  const auto regime = load_regime(write_file(scratch / "large.toml", rule_with("{ any = [ " + parts + " ] }")));
  REQUIRE_FALSE(regime);
  CHECK_THAT(regime.error().message, Catch::Contains("a condition with 1001 tests"));
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
  { attribute = "delivery", equals = "system", who_knows = "vendor" },
  { attribute = "continuous", equals = false },
  { attribute = "paradigm", one_of = ["gate_model", "annealing"], confidence = "UNC" },
  { unknown = "what the annex says of it" },
  { not = { any = [ { clause = "x", figure = "quantum_volume.log2", below = 5 } ] } } ] })")));
  INFO((regime ? std::string() : regime.error().message));
  REQUIRE(regime);
  const auto& parts = regime->versions.front().entries.front().condition.parts;
  using Kind = thresholds::Condition::Kind;
  using Words = std::vector<subject::Attribute>;
  REQUIRE(parts.size() == 5);
  CHECK(parts[0].expected == Words{std::string("system")});
  CHECK(parts[0].who_knows == "vendor");
  CHECK(parts[1].expected == Words{false});
  CHECK(parts[2].expected == Words{std::string("gate_model"), std::string("annealing")});
  CHECK(parts[2].confidence == "UNC");
  CHECK(parts[3].kind == Kind::unknown);
  CHECK(parts[3].text == "what the annex says of it");
  CHECK(parts[3].who_knows == "authority");
  CHECK(parts[4].kind == Kind::negation);
  CHECK(parts[4].parts.front().kind == Kind::any);
  CHECK(parts[4].parts.front().parts.front().relation == thresholds::Relation::below);
}

TEST_CASE("The ways to read an ambiguous text keep their names and their words") {
  const Scratch scratch;
  const auto regime =
      load_regime(write_file(scratch / "rule.toml", rule_with(R"({ ambiguity = "power_meant", any_reading = [
  { reading = "nominal", text = "the rated power", all = [
    { figure = "cooling_power_at_100mk_w", at_least = 600, unit = "uW" } ] },
  { reading = "upper_end", figure = "cooling_power_at_100mk_high_w", at_least = 600, unit = "uW" } ] })")));
  INFO((regime ? std::string() : regime.error().message));
  REQUIRE(regime);
  const auto& condition = regime->versions.front().entries.front().condition;
  CHECK(condition.kind == thresholds::Condition::Kind::any_reading);
  CHECK(condition.ambiguity == "power_meant");
  REQUIRE(condition.parts.size() == 2);
  CHECK(condition.parts[0].reading == "nominal");
  CHECK(condition.parts[0].text == "the rated power");
  CHECK(condition.parts[0].kind == thresholds::Condition::Kind::all);
  CHECK(condition.parts[1].reading == "upper_end");
  CHECK(condition.parts[1].kind == thresholds::Condition::Kind::bound);
}

TEST_CASE("One ambiguity has the same readings in every file of a folder of rules") {
  const std::string condition = R"({ ambiguity = "power_meant", any_reading = [
  { reading = "nominal", figure = "cooling_power_at_100mk_w", above = 1 },
  { reading = "OTHER", figure = "cooling_power_at_100mk_high_w", above = 1 } ] })";
  const Scratch scratch;
  const auto named = [&](const std::string& id, const std::string& reading) {
    const std::string text = rule_with(support::replaced(condition, "OTHER", reading));
    write_file(scratch / (id + ".toml"), support::replaced(text, "\"example\"", "\"" + id + "\""));
  };
  named("one", "upper_end");
  named("two", "upper_end");
  CHECK(load_rules(scratch / "."));
  named("two", "lower_end");
  const auto rules = load_rules(scratch / ".");
  REQUIRE_FALSE(rules);
  CHECK_THAT(rules.error().where, Catch::Contains("two.toml:"));
  CHECK_THAT(rules.error().message, Catch::Contains("one.toml:"));
}

TEST_CASE("Groups stand for their countries in conditions and among destinations and exporters") {
  const std::string groups = R"(kind = "sanctions"
destinations = ["RU", "ALLIES"]
exporters = ["CA"]
[groups.ALLIES]
countries = ["AU", "CH"]
source = "made up"
confidence = "MEM")";
  const std::string text = rule_with(R"({ attribute = "destination", in_group = "ALLIES" })");
  const Scratch scratch;
  const auto regime =
      load_regime(write_file(scratch / "rule.toml", support::replaced(text, R"(kind = "export_control")", groups)));
  INFO((regime ? std::string() : regime.error().message));
  REQUIRE(regime);
  CHECK(regime->kind == "sanctions");
  CHECK(regime->destinations == std::vector<std::string>{"RU", "AU", "CH"});
  CHECK(regime->exporters == std::vector<std::string>{"CA"});
  REQUIRE(regime->groups.size() == 1);
  CHECK(regime->groups.front().name == "ALLIES");
  const auto& condition = regime->versions.front().entries.front().condition;
  CHECK(condition.expected == std::vector<subject::Attribute>{std::string("AU"), std::string("CH")});
  CHECK(condition.text == "destination is a country of ALLIES");
}

TEST_CASE("An exception is read with its effect and precedence and opposite effects may stand at different ones") {
  const std::string exceptions = R"(
[[version.exception]]
name = "Friends"
entries = ["1.a"]
effect = "licence_not_needed"
text = "made up"
source = "made up"
confidence = "MEM"
condition = { attribute = "destination", equals = "CA" }
[[version.exception]]
name = "Embargo"
entries = ["1.a"]
effect = "licence_needed"
precedence = 2
text = "made up"
source = "made up"
confidence = "MEM"
condition = { attribute = "destination", equals = "RU" }
)";
  const Scratch scratch;
  const std::string bound = R"({ figure = "physical_qubits.connected", at_least = 10 })";
  const auto regime = load_regime(write_file(scratch / "rule.toml", rule_with(bound) + exceptions));
  INFO((regime ? std::string() : regime.error().message));
  REQUIRE(regime);
  const auto& read = regime->versions.front().exceptions;
  using Effect = thresholds::Exception::Effect;
  REQUIRE(read.size() == 2);
  CHECK(read[0].effect == Effect::licence_not_needed);
  CHECK(read[0].precedence == 0);
  CHECK(read[1].effect == Effect::licence_needed);
  CHECK(read[1].precedence == 2);
  CHECK(read[1].entries == std::vector<std::string>{"1.a"});
}

TEST_CASE("Each effect of an exception is read as the one of its name") {
  const std::string exception = R"([[version.exception]]
name = "One"
entries = ["1.a"]
effect = "EFFECT"
text = "made up"
source = "made up"
confidence = "MEM"
condition = { attribute = "exporter", equals = "CA" }
)";
  using Effect = thresholds::Exception::Effect;
  const Scratch scratch;
  for (const auto& [word, effect] : {std::pair{"takes_out", Effect::takes_out},
                                     {"takes_in", Effect::takes_in},
                                     {"licence_not_needed", Effect::licence_not_needed},
                                     {"licence_needed", Effect::licence_needed}}) {
    const std::string text = rule_with(R"({ figure = "physical_qubits.connected", at_least = 10 })") + exception;
    const auto regime = load_regime(write_file(scratch / "rule.toml", support::replaced(text, "EFFECT", word)));
    REQUIRE(regime);
    CHECK(regime->versions.front().exceptions.front().effect == effect);
  }
}

TEST_CASE("An entry keeps its open questions and that its first day is not known") {
  const std::string text = rule_with(R"({ figure = "physical_qubits.connected", at_least = 10 })") + R"(
first_day = "unknown"
[[version.entry.open_question]]
question = "Which one?"
treatment = "The exporter must say."
)";
  const Scratch scratch;
  const auto regime = load_regime(write_file(scratch / "rule.toml", text));
  REQUIRE(regime);
  const auto& entry = regime->versions.front().entries.front();
  CHECK(entry.first_day_unknown);
  CHECK(entry.topic == "computer_ladder");
  CHECK(entry.item_kinds == std::vector<std::string>{"computer", "dilution_refrigerator"});
  REQUIRE(entry.open_questions.size() == 1);
  CHECK(entry.open_questions.front().question == "Which one?");
  CHECK(entry.open_questions.front().treatment == "The exporter must say.");
}

TEST_CASE("The version in force is the last that has begun and has not ended") {
  thresholds::Regime regime;
  for (const auto& [from, until] : {std::pair{"2024-01-01", ""}, {"2025-01-01", "2025-06-01"}}) {
    thresholds::Version version;
    version.from = day(from);
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

TEST_CASE("every country that the bundled rules name is one of ISO 3166") {
  for (const auto& regime : bundled_rules().regimes) {
    std::vector<std::string> countries = regime.destinations;
    countries.insert(countries.end(), regime.exporters.begin(), regime.exporters.end());
    for (const auto& group : regime.groups) {
      countries.insert(countries.end(), group.countries.begin(), group.countries.end());
    }
    for (const std::string& country : countries) {
      INFO(regime.id << " " << country);
      CHECK(core::is_country(country));
    }
  }
}

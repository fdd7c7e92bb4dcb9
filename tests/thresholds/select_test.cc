#include "thresholds/select.hpp"

#include <algorithm>
#include <set>

#include "thresholds/support.hpp"

using namespace qgauge;
using support::bundled_rules;
using support::day;
using support::verdicts;

namespace {

thresholds::Question about(std::vector<std::string> regimes) {
  return {.regimes = std::move(regimes), .readings = {thresholds::Reading{}}, .as_of = day("2026-01-01")};
}

}  // namespace

TEST_CASE("All means every regime and every principal reading of what hangs on one") {
  const auto rules = support::rule_book(
      support::entry({"computer"}, support::bound("cnot_infidelity.mean", thresholds::Relation::at_most, 1e-3)));
  const auto item = support::computer(150, 5e-4);
  CHECK(verdicts(rules, item, about({"all"})).size() == 1);
  thresholds::Question every = about({"all"});
  every.readings.clear();
  CHECK(verdicts(rules, item, every).size() == thresholds::principal_readings().size());
  std::set<std::string> regimes;
  for (const auto& found : verdicts(bundled_rules(), item, about({"all"}))) regimes.insert(found.regime);
  for (const std::string regime : {"us-ear", "ca-ecl-5506", "de-awv"}) CHECK(regimes.contains(regime));
}

TEST_CASE("A regime that is asked for twice is answered once") {
  const auto item = support::computer(150, 5e-4);
  const std::string ladder = "us-ear#4A906.a";
  CHECK(verdicts(bundled_rules(), item, about({ladder, ladder})).size() == 1);
  CHECK(verdicts(bundled_rules(), item, about({ladder, "us-ear@2024-01-01#4A906.a"})).size() == 2);
}

TEST_CASE("A date behind an at sign is the date of that regime alone") {
  const auto item = support::computer(150, 5e-4);
  const auto both = verdicts(bundled_rules(), item, about({"us-ear@2024-01-01#4A906.a", "de-awv#4A1906a"}));
  REQUIRE(both.size() == 2);
  CHECK(both[0].as_of == day("2024-01-01"));
  CHECK(both[0].decision == thresholds::Decision::not_controlled);
  CHECK(both[1].as_of == day("2026-01-01"));
  CHECK(both[1].decision == thresholds::Decision::controlled);
}

TEST_CASE("A rule file is answered by its path with or without date and entry") {
  const auto item = support::computer(150, 5e-4);
  const std::string path = (support::rules_folder / "us-ear.toml").string();
  for (const std::string suffix : {"", "@2025-01-01", "#4A906.a", "@2025-01-01#4A906.a"}) {
    const auto found = verdicts({}, item, about({path + suffix}));
    const auto ladder = std::ranges::find(found, "4A906.a", &thresholds::Verdict::entry);
    REQUIRE(ladder != found.end());
    CHECK(ladder->decision == thresholds::Decision::controlled);
  }
}

TEST_CASE("Unknown regimes and entries and dates are wrong usage and the message lists the known ones") {
  const auto item = support::computer(150, 5e-4);
  const auto message = [&](const std::string& regime) {
    const auto result = thresholds::evaluate(bundled_rules(), item, about({regime}));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == core::ErrorCode::wrong_usage);
    return result.error().message;
  };
  CHECK_THAT(message("us"), Catch::Contains("\"us\"") && Catch::Contains("us-ear") && Catch::Contains("de-awv"));
  CHECK_THAT(message(""), Catch::Contains("us-ear"));
  CHECK_THAT(message("us-ear#4A907"), Catch::Contains("4A907") && Catch::Contains("4A906.a"));
  CHECK_THAT(message("us-ear@tomorrow"), Catch::Contains("tomorrow"));
  CHECK_THAT(message("us-aer"), Catch::Contains("did you mean \"us-ear\"?"));
  CHECK_THAT(message("us-ear#4A906a"), Catch::Contains("did you mean \"4A906.a\"?"));
}

TEST_CASE("A name of a regime holds a date and an entry behind its identifier or path") {
  const auto parts = [](std::string_view text) {
    const auto name = thresholds::parse_regime_name(text);
    return std::vector<std::string>{name.name, name.date.value_or("-"), name.entry.value_or("-")};
  };
  using Parts = std::vector<std::string>;
  CHECK(parts("us-ear") == Parts{"us-ear", "-", "-"});
  CHECK(parts("us-ear@2025-01-01#4A906.a") == Parts{"us-ear", "2025-01-01", "4A906.a"});
  CHECK(parts("us-ear#a@b#c") == Parts{"us-ear", "-", "a@b#c"});
  CHECK(parts("drafts@home/#1.toml#1.a") == Parts{"drafts@home/#1.toml", "-", "1.a"});
  CHECK(parts("drafts@home/rules@2025-01-01") == Parts{"drafts@home/rules", "2025-01-01", "-"});
}

TEST_CASE("What ends as a rule file or holds a slash names a file") {
  for (const char* file : {"draft.toml", "./draft", "/tmp/draft.toml"}) CHECK(thresholds::names_file(file));
  for (const char* id : {"us-ear", "all", "", "toml"}) CHECK_FALSE(thresholds::names_file(id));
}

TEST_CASE("A rule file that is absent is an unusable input") {
  const auto result = thresholds::evaluate(bundled_rules(), support::computer(150, 5e-4), about({"absent/rule.toml"}));
  REQUIRE_FALSE(result);
  CHECK(result.error().code == core::ErrorCode::unusable_input);
  CHECK_THAT(result.error().where, Catch::Contains("absent/rule.toml"));
  const auto folder = thresholds::evaluate(bundled_rules(), support::computer(150, 5e-4), about({"absent/rule"}));
  REQUIRE_FALSE(folder);
  CHECK_THAT(folder.error().where, Catch::Contains("absent/rule"));
}

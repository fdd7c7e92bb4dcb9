#include "thresholds/applicability.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "thresholds/support.hpp"

using namespace qgauge;
using support::asked;
using support::bound;
using support::bundled_rules;
using support::component;
using support::computer;
using support::day;
using support::entry;
using support::only_verdict;
using support::rule_book;
using support::told;
using support::verdicts;
using thresholds::Decision;
using thresholds::Relation;

namespace {

const auto listed_power = bound("power_w", Relation::at_least, 100, "mW");

subject::Subject laser() { return component("laser", {{"power_w", 1}}); }

thresholds::RuleBook lasers() { return rule_book(entry({"laser"}, listed_power)); }

thresholds::RuleBook sanctions() {
  auto rules = lasers();
  rules.regimes.front().destinations = {"RU", "BY"};
  return rules;
}

thresholds::RuleBook american() {
  auto rules = lasers();
  rules.regimes.front().exporters = {"US"};
  return rules;
}

thresholds::Question named(std::optional<std::string> to = {}, std::optional<std::string> from = {}) {
  auto question = asked(std::move(to), std::move(from));
  question.regimes = {"draft"};
  return question;
}

thresholds::Question on(const std::string& date, const std::string& regime = "draft") {
  auto question = asked();
  question.regimes = {regime};
  question.as_of = day(date);
  return question;
}

bool assumes(const thresholds::Verdict& found, const std::string& part) {
  return std::ranges::any_of(found.assumptions,
                             [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("An instrument about certain destinations gives a verdict for these alone") {
  CHECK(verdicts(sanctions(), laser(), asked()).empty());
  CHECK(verdicts(sanctions(), laser(), asked("FR")).empty());
  CHECK(only_verdict(sanctions(), laser(), asked("BY")).decision == Decision::controlled);
}

TEST_CASE("An instrument about certain destinations that is named assumes one of them and clears others") {
  const auto unstated = only_verdict(sanctions(), laser(), named());
  CHECK(unstated.decision == Decision::controlled);
  CHECK(assumes(unstated, "the destination is one of RU, BY"));
  const auto elsewhere = only_verdict(sanctions(), laser(), named("FR"));
  CHECK(elsewhere.decision == Decision::not_controlled);
  CHECK_THAT(told(elsewhere.reasons), Catch::Contains("about the destination RU, BY only") && Catch::Contains("FR"));
}

TEST_CASE("An instrument about goods that leave from other countries gives no verdict unless it is named") {
  CHECK(verdicts(american(), laser(), asked({}, "FR")).empty());
  CHECK(only_verdict(american(), laser(), asked({}, "US")).decision == Decision::controlled);
  CHECK_FALSE(assumes(only_verdict(american(), laser(), asked({}, "US")), "leaves from"));
  CHECK(assumes(only_verdict(american(), laser(), asked()), "the item leaves from US"));
  const auto forced = only_verdict(american(), laser(), named({}, "FR"));
  CHECK(forced.decision == Decision::controlled);
  CHECK(assumes(forced, "although FR is stated"));
}

TEST_CASE("A verdict names the countries of the question and the component that it is about") {
  const auto found = only_verdict(lasers(), laser(), asked("FR", "US"));
  CHECK(found.destination == "FR");
  CHECK(found.exporter == "US");
  CHECK(found.item == "unit");
  const auto machine = rule_book(entry({"computer"}, bound("physical_qubits.connected", Relation::at_least, 1)));
  CHECK(only_verdict(machine, support::computer(5, {}), asked()).item.empty());
}

TEST_CASE("A regime is named by its id with or without day and entry and not by the beginning of its id") {
  const auto rules = lasers();
  const auto is_named = [&](const std::string& text) {
    thresholds::Question question;
    question.regimes = {text};
    return thresholds::is_named(rules.regimes.front(), question);
  };
  for (const std::string text : {"draft", "draft@2025-01-01", "draft#1.a", "draft@2025-01-01#1.a", "draft.toml"}) {
    INFO(text);
    CHECK(is_named(text));
  }
  for (const std::string text : {"all", "draf", "draft2", "other"}) CHECK_FALSE(is_named(text));
}

TEST_CASE("An entry for several kinds of item judges each of them") {
  const auto rules = rule_book(entry({"laser", "signal_generator"}, support::is("item_kind", std::string("laser"))));
  CHECK(only_verdict(rules, laser(), asked()).decision == Decision::controlled);
  CHECK(only_verdict(rules, component("signal_generator", {}), asked()).decision == Decision::not_controlled);
  CHECK(verdicts(rules, component("converter", {}), asked()).empty());
}

TEST_CASE("An entry that no reading touches gives one verdict however many readings are asked") {
  auto question = asked();
  question.readings = thresholds::all_readings();
  CHECK(only_verdict(lasers(), laser(), question).reading == thresholds::Reading{});
  const auto ladder = rule_book(entry({"computer"}, bound("cnot_infidelity.mean", Relation::at_most, 1e-3)));
  CHECK(verdicts(ladder, support::computer(5, 1e-3), question).size() == thresholds::all_readings().size());
}

TEST_CASE("An entry whose first day is not known is undetermined before the day of the text") {
  auto rules = lasers();
  rules.regimes.front().versions.front().entries.front().first_day_unknown = true;  // read on 2025-01-01
  CHECK(only_verdict(rules, laser(), on("2025-01-01")).decision == Decision::controlled);
  const auto before = only_verdict(rules, laser(), on("2024-12-31"));
  CHECK(before.decision == Decision::undetermined);
  CHECK(std::ranges::find(before.tags, "first_day_unknown") != before.tags.end());
  CHECK_THAT(told(before.reasons), Catch::Contains("in force when the text was read, on 2025-01-01"));
  REQUIRE_FALSE(before.missing.empty());
  CHECK(before.missing.front().who_knows == "authority");
  CHECK(before.counterfactuals.empty());
}

TEST_CASE("Before the first day of the first version an entry is not in force") {
  const auto found = only_verdict(lasers(), laser(), on("2019-12-31"));
  CHECK(found.decision == Decision::not_controlled);
  CHECK_THAT(told(found.reasons), Catch::Contains("2019-12-31") && Catch::Contains("2020-01-01"));
}

TEST_CASE("An entry that only the next version has is told to be not in force yet") {
  auto rules = lasers();
  auto& versions = rules.regimes.front().versions;
  auto later = versions.front();
  later.from = day("2022-01-01");
  later.entries.push_back(later.entries.front());
  later.entries.back().number = "1.b";
  versions.push_back(later);
  const auto before = verdicts(rules, laser(), on("2021-12-31"));
  REQUIRE(before.size() == 2);
  CHECK(before[0].decision == Decision::controlled);
  CHECK(before[1].entry == "1.b");
  CHECK(before[1].decision == Decision::not_controlled);
  CHECK_THAT(told(before[1].reasons), Catch::Contains("the first begins on 2022-01-01"));
  CHECK(verdicts(rules, laser(), on("2022-01-01")).size() == 2);
}

TEST_CASE("An entry that is named is answered on days of versions without it") {
  auto rules = lasers();
  auto& versions = rules.regimes.front().versions;
  auto later = versions.front();
  later.from = day("2022-01-01");
  later.entries.front().number = "2.a";
  versions.push_back(later);
  CHECK(only_verdict(rules, laser(), on("2021-12-31", "draft#1.a")).decision == Decision::controlled);
  CHECK(only_verdict(rules, laser(), on("2022-01-01", "draft#1.a")).decision == Decision::not_controlled);
  CHECK(only_verdict(rules, laser(), on("2022-01-01")).entry == "2.a");
}

TEST_CASE("A clause that is less certain than its entry passes its tag on where the reasons rest on it") {
  auto weak = bound("power_w", Relation::at_least, 100, "mW");
  weak.clause = "1.a.1";
  weak.confidence = "UNC";
  const auto found = only_verdict(rule_book(entry({"laser"}, weak)), laser(), asked());
  CHECK(found.tags == std::vector<std::string>{"READ-P", "UNC"});
  CHECK(assumes(found, "1.a.1, the limit on the power, stands as stated: it is uncertain (UNC)"));
}

TEST_CASE("A step that the count cannot fall in does not pass its tag on") {
  const auto step = [](double from, double below, const std::string& confidence) {
    auto error = bound("cnot_infidelity.mean", Relation::at_most, 1e-3);
    error.confidence = confidence;
    return support::all({bound("physical_qubits.connected", Relation::at_least, from),
                         bound("physical_qubits.connected", Relation::below, below), error});
  };
  auto ladder = support::any({step(10, 20, ""), step(20, 30, "MEM")});
  ladder.steps_by = "physical_qubits.connected";
  const auto rules = rule_book(entry({"computer"}, ladder));
  auto question = asked();
  question.readings = {thresholds::Reading{}};
  CHECK(only_verdict(rules, support::computer(15, 1e-4), question).tags.size() == 1);
  CHECK(only_verdict(rules, support::computer(25, 1e-4), question).tags.size() == 2);
}

TEST_CASE("The clause of every reason is a number of the instrument") {
  const std::function<void(const thresholds::Reason&)> check = [&](const thresholds::Reason& reason) {
    CHECK_FALSE(reason.clause.empty());
    for (const auto& part : reason.because) check(part);
  };
  const auto nested = support::any({support::all({listed_power, support::negation(listed_power)}), listed_power});
  for (const auto& reason : only_verdict(rule_book(entry({"laser"}, nested)), laser(), asked()).reasons) check(reason);
}

TEST_CASE("a regime on investments gives verdicts only where it is named") {
  const auto machine = computer(200, 1e-2);
  const auto regimes_of = [](const std::vector<thresholds::Verdict>& found) {
    std::set<std::string> names;
    for (const auto& verdict : found) names.insert(verdict.regime);
    return names;
  };
  const core::Date date = day("2026-06-01");
  CHECK_FALSE(regimes_of(verdicts(bundled_rules(), machine, {.readings = {}, .as_of = date})).contains("uk-nsi"));
  const auto named = verdicts(bundled_rules(), machine, {.regimes = {"uk-nsi"}, .readings = {}, .as_of = date});
  REQUIRE(named.size() == 1);
  CHECK(named.front().decision == thresholds::Decision::controlled);
}

TEST_CASE("a verdict on a day after the text was read says once that amendments are not known") {
  const auto told_on = [](const std::string& date) {
    const auto found = only_verdict(lasers(), laser(), on(date));
    return std::ranges::count(found.assumptions, "the text of 2025-01-01 still holds: later amendments are not known");
  };
  CHECK(told_on("2025-01-01") == 0);
  CHECK(told_on("2025-01-02") == 1);
}

TEST_CASE("an entry that is asked by its number of another kind of item does not take the item for its own") {
  auto question = asked();
  question.regimes = {"draft#1.a"};
  const auto found = only_verdict(lasers(), component("signal_generator", {}), question);
  CHECK(assumes(found, "it is about the kind laser, and the item is of the kind signal generator"));
  CHECK_FALSE(assumes(found, "the item is a laser"));
  auto unknown = laser();
  unknown.attributes.erase("item_kind");
  CHECK(assumes(only_verdict(lasers(), unknown, question), "the item is a laser"));
}

TEST_CASE("instruments that give no verdict are told with why and those that give one are not") {
  const auto why = [](const thresholds::RuleBook& rules, const subject::Subject& item,
                      const thresholds::Question& question) {
    const auto left = thresholds::left_out(rules, item, question);
    REQUIRE(left);
    CHECK(left->empty() != verdicts(rules, item, question).empty());
    return left->empty() ? std::string() : left->front().why;
  };
  CHECK(why(lasers(), laser(), asked()).empty());
  CHECK(why(lasers(), component("converter", {}), asked()) == "no entry is about the kind converter");
  CHECK(why(sanctions(), laser(), asked()) == "it is about the destination RU or BY, and none is stated");
  CHECK(why(sanctions(), laser(), asked("FR")) == "it is about the destination RU or BY, and FR is stated");
  CHECK(why(american(), laser(), asked({}, "FR")) == "it is about goods that leave from elsewhere than FR");
  CHECK(why(american(), laser(), named({}, "FR")).empty());
  auto screening = lasers();
  screening.regimes.front().kind = "investment_screening";
  CHECK(why(screening, laser(), asked()) == "it screens investments, not exports: asked where it is named");
}

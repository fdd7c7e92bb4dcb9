#include "thresholds/support.hpp"

using namespace qgauge;
using support::all;
using support::any;
using support::any_reading;
using support::asked;
using support::bound;
using support::component;
using support::entry;
using support::negation;
using support::not_read;
using support::only_verdict;
using support::read_as;
using support::rule_book;
using support::told;
using thresholds::Decision;
using thresholds::Relation;

namespace {

constexpr const char* power = "cooling_power_at_100mk_w";

/// A power of 600 uW, read as the nominal one or as the one with the stronger unit.
thresholds::Condition ambiguous_power(double limit = 600) {
  return any_reading(
      "power_meant",
      {read_as("nominal", bound(power, Relation::at_least, limit, "uW")),
       read_as("with_option", bound("cooling_power_at_100mk_optional_w", Relation::at_least, limit, "uW"))});
}

subject::Subject refrigerator(double nominal_w, double optional_w) {
  return component("dilution_refrigerator", {{power, nominal_w}, {"cooling_power_at_100mk_optional_w", optional_w}});
}

thresholds::RuleBook cooling(thresholds::Condition condition) {
  return rule_book(entry({"dilution_refrigerator"}, std::move(condition)));
}

thresholds::Question with_profile(std::map<std::string, std::string> interpretations) {
  auto question = asked();
  question.profile = thresholds::Profile{.authority = "the licensing office",
                                         .readings = {},
                                         .interpretations = std::move(interpretations),
                                         .source = "a letter",
                                         .file = "profile.toml"};
  return question;
}

Decision decide(const thresholds::Condition& condition, const subject::Subject& item) {
  return only_verdict(cooling(condition), item, asked()).decision;
}

}  // namespace

TEST_CASE("An ambiguous text is decided only where every way to read it agrees") {
  CHECK(decide(ambiguous_power(), refrigerator(7e-4, 9e-4)) == Decision::controlled);
  CHECK(decide(ambiguous_power(), refrigerator(4e-4, 5e-4)) == Decision::not_controlled);
  CHECK(decide(ambiguous_power(), refrigerator(4e-4, 9e-4)) == Decision::undetermined);
}

TEST_CASE("The reasons say which way to read the text gives what and the authority is missing") {
  const auto found = only_verdict(cooling(ambiguous_power()), refrigerator(4e-4, 9e-4), asked());
  CHECK_THAT(told(found.reasons),
             Catch::Contains("read as nominal: the cooling power at 100 mK of 400 uW is below 600 uW") &&
                 Catch::Contains("read as with option: the cooling power at 100 mK with the optional unit of 900 uW is at least"));
  REQUIRE(found.missing.size() == 1);
  CHECK(found.missing.front().who_knows == "authority");
  CHECK_THAT(found.missing.front().name, Catch::Contains("power_meant"));
}

TEST_CASE("One ambiguity is one choice wherever it stands") {
  // Were the two places read apart, one could be nominal and the other not.
  const auto both = all({ambiguous_power(), negation(ambiguous_power())});
  CHECK(decide(both, refrigerator(4e-4, 9e-4)) == Decision::not_controlled);
  auto other = ambiguous_power();
  other.ambiguity = "another";
  CHECK(decide(all({ambiguous_power(), negation(other)}), refrigerator(4e-4, 9e-4)) == Decision::undetermined);
}

TEST_CASE("A profile fixes how a text is read and the verdict says so") {
  const auto rules = cooling(ambiguous_power());
  const auto item = refrigerator(4e-4, 9e-4);
  CHECK(only_verdict(rules, item, with_profile({{"power_meant", "nominal"}})).decision == Decision::not_controlled);
  const auto found = only_verdict(rules, item, with_profile({{"power_meant", "with_option"}}));
  CHECK(found.decision == Decision::controlled);
  CHECK(found.missing.empty());
  REQUIRE_FALSE(found.assumptions.empty());
  CHECK(found.assumptions.back() ==
        "of the ways to read the text (power meant), the licensing office fixes with option");
}

TEST_CASE("A profile that names no way to read the text is refused with those that there are") {
  const auto result = thresholds::evaluate(cooling(ambiguous_power()), refrigerator(4e-4, 9e-4),
                                           with_profile({{"power_meant", "average"}}));
  REQUIRE_FALSE(result);
  CHECK(result.error().where == "profile.toml");
  CHECK_THAT(result.error().message, Catch::Contains("average") && Catch::Contains("nominal, with_option"));
}

TEST_CASE("The readings of a profile stand in the place of those that were asked for") {
  const auto rules = rule_book(entry({"computer"}, bound("cnot_infidelity.mean", Relation::at_most, 1e-3)));
  auto question = with_profile({});
  question.readings = {thresholds::Reading{}};
  question.profile->readings = {thresholds::Reading{.process = true}, thresholds::Reading{.median = true}};
  const auto found = support::verdicts(rules, support::computer(100, 1e-3), question);
  REQUIRE(found.size() == 2);
  CHECK(found[0].reading == thresholds::Reading{.process = true});
  CHECK(found[1].reading == thresholds::Reading{.median = true});
}

TEST_CASE("What was not read never convicts and never clears") {
  const auto strong = bound(power, Relation::at_least, 600, "uW");
  const auto unknown = not_read("the hours that the entry asks for");
  CHECK(decide(unknown, refrigerator(1, 1)) == Decision::undetermined);
  CHECK(decide(negation(unknown), refrigerator(1, 1)) == Decision::undetermined);
  CHECK(decide(all({strong, unknown}), refrigerator(1, 1)) == Decision::undetermined);
  CHECK(decide(any({strong, unknown}), refrigerator(0, 0)) == Decision::undetermined);
}

TEST_CASE("What was not read leaves a verdict that does not rest on it") {
  const auto strong = bound(power, Relation::at_least, 600, "uW");
  const auto unknown = not_read("the hours that the entry asks for");
  CHECK(decide(all({strong, unknown}), refrigerator(0, 0)) == Decision::not_controlled);
  CHECK(decide(any({strong, unknown}), refrigerator(1, 1)) == Decision::controlled);
}

TEST_CASE("What was not read is asked of the authority unless the rule says who knows it") {
  auto unknown = not_read("the hours that the entry asks for");
  const auto missing = [&] { return only_verdict(cooling(unknown), refrigerator(1, 1), asked()).missing; };
  REQUIRE(missing().size() == 1);
  CHECK(missing().front().name == "the hours that the entry asks for");
  CHECK(missing().front().who_knows == "authority");
  unknown.who_knows = "exporter";
  CHECK(missing().front().who_knows == "exporter");
}

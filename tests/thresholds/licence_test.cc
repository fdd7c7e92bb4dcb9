#include "thresholds/support.hpp"

using namespace qgauge;
using support::asked;
using support::bound;
using support::component;
using support::entry;
using support::exception;
using support::is;
using support::only_verdict;
using support::rule_book;
using thresholds::Decision;
using thresholds::Relation;
using Effect = thresholds::Exception::Effect;
using Statement = thresholds::Licence::Statement;

namespace {

const auto to_a_friend = is("destination", {std::string("AU"), std::string("CA")});

subject::Subject laser(double power_w) { return component("laser", {{"power_w", power_w}}); }

thresholds::RuleBook lasers(std::vector<thresholds::Exception> exceptions) {
  return rule_book(entry({"laser"}, bound("power_w", Relation::at_least, 100, "mW")), std::move(exceptions));
}

thresholds::Licence licence(const thresholds::RuleBook& rules, const subject::Subject& item, const std::string& to) {
  const auto found = only_verdict(rules, item, asked(to));
  REQUIRE(found.licence);
  return *found.licence;
}

}  // namespace

TEST_CASE("Nothing is said of a licence without a destination") {
  const auto rules = lasers({exception("IEC", Effect::licence_not_needed, 1, to_a_friend)});
  const auto found = only_verdict(rules, laser(1), asked());
  CHECK_FALSE(found.licence);
  CHECK(found.destination.empty());
  CHECK(found.decision == Decision::controlled);
}

TEST_CASE("A licence is not needed where an exception from it holds and needed where none does") {
  const auto rules = lasers({exception("IEC", Effect::licence_not_needed, 1, to_a_friend)});
  const auto friendly = licence(rules, laser(1), "AU");
  CHECK(friendly.statement == Statement::not_needed);
  CHECK_THAT(friendly.text,
             Catch::Contains("IEC") && Catch::Contains("as far as these rules hold") && Catch::Contains("AU"));
  CHECK(licence(rules, laser(1), "FR").statement == Statement::needed);
}

TEST_CASE("An exception from licensing never changes whether an item is listed") {
  const auto rules = lasers({exception("IEC", Effect::licence_not_needed, 1, to_a_friend)});
  CHECK(only_verdict(rules, laser(1), asked("AU")).decision == Decision::controlled);
}

TEST_CASE("Rules without exceptions cannot say whether a licence is needed") {
  const auto found = licence(lasers({}), laser(1), "FR");
  CHECK(found.statement == Statement::cannot_be_said);
  CHECK_THAT(found.text, Catch::Contains("the rules hold no exceptions for 1.a"));
}

TEST_CASE("What is not listed needs no licence by the entry") {
  const auto found = licence(lasers({}), laser(0.01), "FR");
  CHECK(found.statement == Statement::not_needed);
  CHECK_THAT(found.text, Catch::Contains("does not list the item"));
}

TEST_CASE("What stays within one country is no export") {
  auto question = asked("US");
  question.from = "US";
  const auto found = only_verdict(lasers({}), laser(1), question);
  REQUIRE(found.licence);
  CHECK(found.licence->statement == Statement::not_needed);
  CHECK(found.licence->text == "what stays within US is no export");
}

TEST_CASE("An exception of which it is not known whether it holds leaves the licence open") {
  const auto asks_mode = exception("IEC", Effect::licence_not_needed, 1, is("single_mode", true));
  CHECK(licence(lasers({asks_mode}), laser(1), "FR").statement == Statement::cannot_be_said);
  const auto always = exception("GEA", Effect::licence_not_needed, 0, to_a_friend);
  CHECK(licence(lasers({asks_mode, always}), laser(1), "AU").statement == Statement::not_needed);
  CHECK(licence(lasers({asks_mode, always}), laser(1), "FR").statement == Statement::cannot_be_said);
}

TEST_CASE("Of the exceptions from licensing that hold the one with the greatest precedence counts") {
  const auto free = exception("IEC", Effect::licence_not_needed, 1, to_a_friend);
  const auto catch_all = exception("embargo", Effect::licence_needed, 2, is("destination", std::string("CA")));
  const auto rules = lasers({free, catch_all});
  CHECK(licence(rules, laser(1), "AU").statement == Statement::not_needed);
  CHECK(licence(rules, laser(1), "CA").statement == Statement::needed);
  CHECK_THAT(licence(rules, laser(1), "CA").text, Catch::Contains("embargo"));
}

TEST_CASE("Where the listing is undetermined a licence can be denied but not demanded") {
  const auto rules = lasers({exception("IEC", Effect::licence_not_needed, 1, to_a_friend)});
  const auto unknown = component("laser", {});
  CHECK(licence(rules, unknown, "AU").statement == Statement::not_needed);
  CHECK(licence(rules, unknown, "FR").statement == Statement::cannot_be_said);
}

TEST_CASE("Investment screening says nothing of licences") {
  auto rules = lasers({});
  rules.regimes.front().kind = "investment_screening";
  auto question = asked("FR");
  question.regimes = {"draft"};
  CHECK_FALSE(only_verdict(rules, laser(1), question).licence);
}

TEST_CASE("A statement on licences has a name") {
  CHECK(thresholds::name_of(Statement::needed) == "needed");
  CHECK(thresholds::name_of(Statement::not_needed) == "not_needed");
  CHECK(thresholds::name_of(Statement::cannot_be_said) == "cannot_be_said");
}

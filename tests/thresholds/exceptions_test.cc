#include "thresholds/exceptions.hpp"

#include "thresholds/support.hpp"

using namespace qgauge;
using support::all;
using support::asked;
using support::bound;
using support::component;
using support::entry;
using support::exception;
using support::is;
using support::only_verdict;
using support::rule_book;
using support::told;
using thresholds::Decision;
using thresholds::Relation;
using Effect = thresholds::Exception::Effect;

namespace {

const auto listed_power = bound("power_w", Relation::at_least, 100, "mW");
const auto pulsed = is("continuous_wave", false);
const auto tunable = is("tunable", true);
const auto to_a_friend = is("destination", {std::string("AU"), std::string("CA")});

subject::Subject laser(double power_w, std::map<std::string, subject::Attribute> flags = {}) {
  return component("laser", {{"power_w", power_w}}, std::move(flags));
}

thresholds::RuleBook lasers(std::vector<thresholds::Exception> exceptions) {
  return rule_book(entry({"laser"}, listed_power), std::move(exceptions));
}

Decision decide(const thresholds::RuleBook& rules, const subject::Subject& item, std::optional<std::string> to = {}) {
  return only_verdict(rules, item, asked(std::move(to))).decision;
}

bool assumes(const thresholds::Verdict& found, const std::string& part) {
  return std::ranges::any_of(found.assumptions,
                             [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("An exception takes an item out where its condition holds") {
  const auto rules = lasers({exception("Note 1", Effect::takes_out, 1, pulsed)});
  CHECK(decide(rules, laser(1, {{"continuous_wave", false}})) == Decision::not_controlled);
  CHECK(decide(rules, laser(1, {{"continuous_wave", true}})) == Decision::controlled);
  CHECK(decide(rules, laser(0.01, {{"continuous_wave", true}})) == Decision::not_controlled);
}

TEST_CASE("An exception of which it is not known whether it holds leaves a listed item undetermined") {
  const auto rules = lasers({exception("Note 1", Effect::takes_out, 1, pulsed)});
  const auto found = only_verdict(rules, laser(1), asked());
  CHECK(found.decision == Decision::undetermined);
  REQUIRE(found.missing.size() == 1);
  CHECK(found.missing.front().name == "continuous_wave");
  CHECK(decide(rules, laser(0.01)) == Decision::not_controlled);
}

TEST_CASE("Of the exceptions that hold the one with the greatest precedence counts") {
  const auto out = exception("Note 1", Effect::takes_out, 1, pulsed);
  const auto back = exception("Note 2", Effect::takes_in, 2, tunable);
  const auto again = exception("Note 3", Effect::takes_out, 3, is("single_mode", true));
  const auto rules = lasers({back, out, again});
  for (const bool is_pulsed : {false, true}) {
    for (const bool is_tunable : {false, true}) {
      for (const bool is_single : {false, true}) {
        const auto item =
            laser(1, {{"continuous_wave", !is_pulsed}, {"tunable", is_tunable}, {"single_mode", is_single}});
        const bool is_out = is_single || (!is_tunable && is_pulsed);
        INFO(is_pulsed << is_tunable << is_single);
        CHECK(decide(rules, item) == (is_out ? Decision::not_controlled : Decision::controlled));
      }
    }
  }
}

TEST_CASE("What is brought back in still has to meet the condition of the entry") {
  const auto rules = lasers({exception("Note 2", Effect::takes_in, 2, tunable)});
  CHECK(decide(rules, laser(0.01, {{"tunable", true}})) == Decision::not_controlled);
  CHECK(decide(rules, laser(1, {{"tunable", false}})) == Decision::controlled);
}

TEST_CASE("An exception of another entry does nothing") {
  auto other = exception("Note 1", Effect::takes_out, 1, pulsed);
  other.entries = {"1.b"};
  CHECK(decide(lasers({other}), laser(1, {{"continuous_wave", false}})) == Decision::controlled);
}

TEST_CASE("What takes an item out is the first of the reasons and shows why it holds") {
  const auto rules = lasers({exception("Note 1", Effect::takes_out, 1, pulsed)});
  const auto found = only_verdict(rules, laser(1, {{"continuous_wave", false}}), asked());
  REQUIRE(found.reasons.size() == 2);
  const auto& first = found.reasons.front();
  CHECK(first.clause == "Note 1");
  CHECK(first.met == false);
  CHECK_THAT(first.text, Catch::Contains("the text of Note 1") && Catch::Contains("takes the item out"));
  REQUIRE(first.because.size() == 1);
  CHECK(first.because.front().met == true);
  CHECK(found.reasons.back().met == true);
}

TEST_CASE("An exception that does not hold is told behind the condition") {
  const auto rules = lasers({exception("Note 1", Effect::takes_out, 1, pulsed)});
  const auto found = only_verdict(rules, laser(1, {{"continuous_wave", true}}), asked());
  REQUIRE(found.reasons.size() == 2);
  CHECK(found.reasons.front().clause == "1.a");
  CHECK_THAT(found.reasons.back().text, Catch::Contains("does not take the item out"));
  CHECK(found.reasons.back().met == true);
}

TEST_CASE("An exception for destinations is assumed not to apply while none is stated") {
  const auto rules = lasers({exception("Note 1", Effect::takes_out, 1, to_a_friend)});
  const auto unstated = only_verdict(rules, laser(1), asked());
  CHECK(unstated.decision == Decision::controlled);
  CHECK(assumes(unstated, "\"Note 1\" is assumed not to apply"));
  CHECK(decide(rules, laser(1), "AU") == Decision::not_controlled);
  CHECK(decide(rules, laser(1), "FR") == Decision::controlled);
  CHECK_FALSE(assumes(only_verdict(rules, laser(1), asked("FR")), "Note 1"));
}

TEST_CASE("What brings an item back in for destinations is assumed to apply while none is stated") {
  const auto out = exception("Note 1", Effect::takes_out, 1, pulsed);
  const auto back = exception("Note 2", Effect::takes_in, 2, to_a_friend);
  const auto rules = lasers({out, back});
  const auto pulses = laser(1, {{"continuous_wave", false}});
  CHECK(decide(rules, pulses) == Decision::controlled);
  CHECK(assumes(only_verdict(rules, pulses, asked()), "\"Note 2\" is assumed to apply"));
  CHECK(decide(rules, pulses, "CA") == Decision::controlled);
  CHECK(decide(rules, pulses, "FR") == Decision::not_controlled);
}

TEST_CASE("An exception that asks for more than the destination stays undetermined while none is stated") {
  const auto rules = lasers({exception("Note 1", Effect::takes_out, 1, all({to_a_friend, pulsed}))});
  CHECK(decide(rules, laser(1, {{"continuous_wave", false}})) == Decision::undetermined);
  CHECK(decide(rules, laser(1, {{"continuous_wave", true}})) == Decision::controlled);
}

TEST_CASE("An exception for what no description of a computer states is assumed not to apply to computers") {
  const auto medical = exception("Note 1", Effect::takes_out, 1, is("medical_use", true));
  const auto rules = rule_book(
      entry({"computer", "laser"}, is("item_kind", {std::string("computer"), std::string("laser")})), {medical});
  const auto machine = only_verdict(rules, support::computer(50, 1e-3), asked());
  CHECK(machine.decision == Decision::controlled);
  CHECK(assumes(machine, "\"Note 1\" is assumed not to apply"));
  CHECK(decide(rules, laser(1)) == Decision::undetermined);
  CHECK(decide(rules, laser(1, {{"medical_use", true}})) == Decision::not_controlled);
}

TEST_CASE("A measured figure gives a probability through its exceptions") {
  auto item = laser(1, {{"continuous_wave", false}});
  support::set_figure(item, support::sampled("power_w", 0.11, 0.01));
  const auto narrow = exception("Note 1", Effect::takes_out, 1, bound("power_w", Relation::above, 120, "mW"));
  const auto found = only_verdict(lasers({narrow}), item, asked());
  REQUIRE(found.probability_controlled);
  const double whole = *only_verdict(lasers({}), item, asked()).probability_controlled;
  CHECK(*found.probability_controlled < whole);
  CHECK(found.decision == Decision::undetermined);
}

TEST_CASE("Exceptions are asked of the machine also where subsets are searched") {
  const auto ladder = support::with_clause("1.a.1", all({bound("physical_qubits.connected", Relation::at_least, 5),
                                                         bound("cnot_infidelity.mean", Relation::at_most, 1e-3)}));
  const auto rules = rule_book(entry({"computer"}, ladder), {exception("Note 1", Effect::takes_out, 1, to_a_friend)});
  auto item = support::computer(10, 1e-2);
  subject::CouplingGraph graph{.qubits = 10, .uniform_infidelity = {}, .edges = {}};
  for (int q = 0; q < 9; ++q) graph.edges.push_back({q, q + 1, q < 5 ? 1e-4 : 1e-1});
  item.graphs["cnot_infidelity"] = graph;
  auto question = asked("FR");
  question.readings = {{.scope = thresholds::Reading::Scope::best_subset}};
  CHECK(only_verdict(rules, item, question).decision == Decision::controlled);
  question.to = "AU";
  const auto found = only_verdict(rules, item, question);
  CHECK(found.decision == Decision::not_controlled);
  CHECK_FALSE(found.subset);
  CHECK_THAT(told(found.reasons), Catch::Contains("takes the item out"));
}

TEST_CASE("An exception of less certain source passes its tag on") {
  auto doubtful = exception("Note 1", Effect::takes_out, 1, pulsed);
  doubtful.confidence = "MEM";
  const auto found = only_verdict(lasers({doubtful}), laser(1, {{"continuous_wave", false}}), asked());
  CHECK(found.tags == std::vector<std::string>{"READ-P", "MEM"});
  CHECK(assumes(found, "Note 1 stands as stated: it is from memory (MEM)"));
}

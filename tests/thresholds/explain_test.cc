#include "thresholds/explain.hpp"

#include "thresholds/support.hpp"
#include "thresholds/wording.hpp"

using namespace qgauge;
using support::bounded;
using support::bundled_rules;
using support::computer;
using support::verdict;
using thresholds::number_text;

namespace {

const thresholds::Reason& first_step(const thresholds::Verdict& found) { return found.reasons.front().because.front(); }

}  // namespace

TEST_CASE("A step reads as a sentence that joins what it asks with what is known") {
  const auto text = [](const subject::Subject& item) { return first_step(verdict(bundled_rules(), item)).text; };
  CHECK(text(computer(129, 7.2e-3)) ==
        "4A906.a.2: 129 connected qubits are at least 100 and fewer than 200, but the mean C-NOT error 7.2e-3 is above "
        "1e-3");
  CHECK(text(computer(129, 1e-3)) ==
        "4A906.a.2: 129 connected qubits are at least 100 and fewer than 200, and the mean C-NOT error 1e-3 is at most "
        "1e-3");
  CHECK(text(computer(33, 0)) == "4A906.a.1: 33 connected qubits are fewer than 34");
  CHECK(text(computer(2500, 0.3)) == "4A906.a.8: 2500 connected qubits are at least 2000");
  CHECK(text(computer(40, std::nullopt)) ==
        "4A906.a.1: 40 connected qubits are at least 34 and fewer than 100, but the mean C-NOT error (unknown, between "
        "0 and "
        "1) may or may not be at most 1e-4");
}

TEST_CASE("A step that is decided shows each bound with value and relation and limit") {
  const auto found = verdict(bundled_rules(), computer(129, 7.2e-3));
  CHECK(found.reasons.front().clause == "4A906.a");
  CHECK(found.reasons.front().met == false);
  const auto& step = first_step(found);
  REQUIRE(step.because.size() == 3);
  CHECK(step.clause == "4A906.a.2");
  CHECK(step.met == false);
  const auto& error = step.because[2];
  CHECK(error.clause == "4A906.a.2");
  CHECK(error.figure == "cnot_infidelity.mean");
  CHECK(error.value == 7.2e-3);
  CHECK(error.low == 7.2e-3);
  CHECK(error.high == 7.2e-3);
  CHECK(error.relation == thresholds::Relation::at_most);
  CHECK(error.limit == 1e-3);
  CHECK(error.met == false);
}

TEST_CASE("Steps that the count cannot fall in are told in one line") {
  const auto one = verdict(bundled_rules(), computer(129, 7.2e-3));
  REQUIRE(one.reasons.front().because.size() == 2);
  CHECK_THAT(one.reasons.front().because.back().text, Catch::Contains("7 other steps"));
  auto item = computer(129, 7.2e-3);
  support::set_figure(item, bounded("physical_qubits.connected", 90, 210));
  const auto three = verdict(bundled_rules(), item);
  CHECK(three.reasons.front().because.size() == 4);
  CHECK_THAT(three.reasons.front().because.back().text, Catch::Contains("5 other steps"));
}

TEST_CASE("Margins are ratios of value to limit for the step that decides") {
  const auto found = verdict(bundled_rules(), computer(150, 5e-4));
  REQUIRE(found.margins.size() == 3);
  CHECK(found.margins[0].ratio == Approx(1.5));
  CHECK(found.margins[1].ratio == Approx(0.75));
  CHECK(found.margins[2].figure == "cnot_infidelity.mean");
  CHECK(found.margins[2].limit == 1e-3);
  CHECK(found.margins[2].ratio == Approx(0.5));
  CHECK(found.margins[0].text == "the number of connected qubits is 1.5 times the limit 100");
}

TEST_CASE("A margin is told in the unit of the law and once for each limit") {
  const auto margin_texts = [](const thresholds::Condition& condition, double value) {
    const auto item = support::component("dilution_refrigerator", {{"rated_duration_s", value}});
    std::vector<std::string> texts;
    const auto rules = support::rule_book(support::entry({"dilution_refrigerator"}, condition));
    for (const auto& margin : support::only_verdict(rules, item, support::asked()).margins)
      texts.push_back(margin.text);
    return texts;
  };
  using thresholds::Relation;
  const auto hours = [](Relation relation) { return support::bound("rated_duration_s", relation, 48, "h"); };
  CHECK(margin_texts(hours(Relation::above), 86400) ==
        std::vector<std::string>{"the rated duration is 0.5 times the limit 48 h"});
  CHECK(margin_texts(support::all({hours(Relation::at_least), hours(Relation::at_most)}), 172800) ==
        std::vector<std::string>{"the rated duration is exactly the limit 48 h"});
}

TEST_CASE("What is missing is told in words with who knows it") {
  auto item = computer(150, std::nullopt);
  CHECK(verdict(bundled_rules(), item).missing.front().text == "the mean C-NOT error (ask the vendor)");
  const auto simulated = support::verdict(bundled_rules(), item, "us-ear", "2026-01-01", "whole/simulated");
  CHECK(simulated.missing.front().text == "the simulated mean C-NOT error (neither simulated nor measured)");
}

TEST_CASE("A component's figure that is stated too inexactly asks for a better measurement and for no simulation") {
  auto item = support::component("pulse_tube_cryocooler", {});
  support::set_figure(item, support::sampled("cooling_power_at_4_2k_w", 1.5, 0.1));
  const auto condition = support::bound("cooling_power_at_4_2k_w", thresholds::Relation::at_least, 1.5);
  const auto rules = support::rule_book(support::entry({"pulse_tube_cryocooler"}, condition));
  const auto found = support::only_verdict(rules, item, support::asked());
  REQUIRE(found.missing.size() == 1);
  CHECK(found.missing.front().who_knows == "measurement");
  CHECK(found.missing.front().text ==
        "the cooling power at 4.2 K (known too inexactly: a more exact measurement decides)");
}

TEST_CASE("A probability tells what was held of each figure before it was estimated") {
  auto item = support::component("pulse_tube_cryocooler", {});
  support::set_figure(item, support::sampled("cooling_power_at_4_2k_w", 1.5, 0.1));
  const auto condition = support::bound("cooling_power_at_4_2k_w", thresholds::Relation::at_least, 2);
  const auto rules = support::rule_book(support::entry({"pulse_tube_cryocooler"}, condition));
  const auto found = support::only_verdict(rules, item, support::asked());
  REQUIRE(found.probability_controlled);
  const std::string prior =
      "P(controlled): before the cooling power at 4.2 K was estimated, each factor from 2e-3 to 2000 as likely as any "
      "other";
  CHECK(std::ranges::count(found.assumptions, prior) == 1);
}

TEST_CASE("Numbers are short but never look like the limit beside them unless they are it") {
  CHECK(number_text(129) == "129");
  CHECK(number_text(0) == "0");
  CHECK(number_text(7.2e-3) == "7.2e-3");
  CHECK(number_text(0.31) == "0.31");
  CHECK(number_text(1.23456e-4) == "1.235e-4");
  CHECK(number_text(1.0001e-4, 1e-4) == "1.0001e-4");
  CHECK(number_text(1e-4, 1e-4) == "1e-4");
  CHECK(number_text(std::nextafter(1e-3, 1.0), 1e-3) != "1e-3");
  CHECK(number_text(9.9999e-5, 1e-4) == "9.9999e-5");
  CHECK(number_text(9.999999999999995e-5, 1e-4) == "just below 1e-4");
  CHECK(number_text(1e9) == "1e9");
}

TEST_CASE("What would decide is asked only where it would") {
  auto item = computer(150, std::nullopt);
  CHECK(verdict(bundled_rules(), item).missing.size() == 1);
  support::set_figure(item, bounded("physical_qubits.connected", 120, 180));  // all of one step
  const auto found = verdict(bundled_rules(), item);
  REQUIRE(found.missing.size() == 1);
  CHECK(found.missing.front().name == "cnot_infidelity.mean");
  support::set_figure(item, bounded("physical_qubits.connected", 90, 110));
  CHECK(verdict(bundled_rules(), item).missing.size() == 2);
}

#include "thresholds/counterfactual.hpp"

#include <algorithm>
#include <cmath>

#include "thresholds/support.hpp"

using namespace qgauge;
using support::all;
using support::any;
using support::asked;
using support::bound;
using support::component;
using support::computer;
using support::entry;
using support::is;
using support::only_verdict;
using support::rule_book;
using thresholds::Counterfactual;
using thresholds::Decision;
using thresholds::Relation;

namespace {

constexpr const char* connected = "physical_qubits.connected";
constexpr const char* mean_error = "cnot_infidelity.mean";

/// Two steps: from 10 qubits on at most 1e-3, from 20 on at most 2e-3.
const auto ladder = [] {
  const auto step = [](const std::string& clause, double from, double below, double limit) {
    return support::with_clause(
        clause, all({bound(connected, Relation::at_least, from), bound(connected, Relation::below, below),
                     bound(mean_error, Relation::at_most, limit)}));
  };
  auto steps = any({step("1.a.1", 10, 20, 1e-3), step("1.a.2", 20, 1000, 2e-3)});
  steps.steps_by = connected;
  return steps;
}();

std::vector<Counterfactual> counterfactuals(const thresholds::Condition& condition, const subject::Subject& item,
                                            const thresholds::Reading& reading = {}) {
  return thresholds::counterfactuals_of(condition,
                                        thresholds::knowledge_of(condition, {.subject = item, .reading = reading}));
}

std::vector<std::string> texts(const std::vector<Counterfactual>& found) {
  std::vector<std::string> all_texts;
  for (const auto& one : found) all_texts.push_back(one.text);
  return all_texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("A machine that is not controlled is told by how much its error would have to fall and its qubits to grow") {
  CHECK(texts(counterfactuals(ladder, computer(19, 1.25e-3))) ==
        Texts{"controlled with 1 more connected qubit", "controlled if the mean C-NOT error falls by 20 % to 1e-3"});
  CHECK(texts(counterfactuals(ladder, computer(9, 1e-3))) == Texts{"controlled with 1 more connected qubit"});
  CHECK(texts(counterfactuals(ladder, computer(9, 5e-3))).empty());
}

TEST_CASE("A machine that is controlled is told what would take it out") {
  CHECK(texts(counterfactuals(ladder, computer(19, 5e-4))) ==
        Texts{"not controlled with 10 fewer connected qubits",
              "not controlled if the mean C-NOT error rises by 100 % above 1e-3"});
}

TEST_CASE("Doing what a counterfactual says brings its decision about and a little less does not") {
  const auto rules = rule_book(entry({"computer"}, ladder));
  const auto decide = [&](double qubits, double error) {
    auto question = asked();
    question.readings = {thresholds::Reading{}};
    return only_verdict(rules, computer(qubits, error), question).decision;
  };
  int tried = 0;
  for (const double qubits : {5, 9, 10, 15, 19, 20, 25, 999}) {
    for (const double error : {1e-4, 1e-3, 1.5e-3, 2e-3, 3e-3}) {
      for (const auto& one : counterfactuals(ladder, computer(qubits, error))) {
        INFO(qubits << " " << error << ": " << one.text);
        const bool count = one.figure == connected;
        const double beyond = one.text.find("above") != std::string::npos ? 1.0 : 0.0;
        const double reached = beyond ? std::nextafter(*one.value, 1.0) : *one.value;
        CHECK(decide(count ? reached : qubits, count ? error : reached) == one.becomes);
        const double from = count ? qubits : error;
        const double short_of = count ? *one.value + (from > *one.value ? 1 : -1)
                                      : (beyond ? *one.value : std::nextafter(*one.value, from));
        CHECK(decide(count ? short_of : qubits, count ? error : short_of) == decide(qubits, error));
        ++tried;
      }
    }
  }
  CHECK(tried > 30);
}

TEST_CASE("A figure exactly at its limit changes the verdict as soon as it leaves it") {
  const auto power = bound("cooling_power_at_4_2k_w", Relation::at_least, 1.5, "W");
  const auto item = component("pulse_tube_cryocooler", {{"cooling_power_at_4_2k_w", 1.5}});
  CHECK(texts(counterfactuals(power, item)) == Texts{"not controlled if the cooling power at 4.2 K falls below 1.5 W"});
}

TEST_CASE("An estimate is told where it would have to come out with the same uncertainty") {
  auto item = computer(15, 1.05e-3);
  support::set_figure(item, support::sampled(mean_error, 1.05e-3, 1e-4));
  const auto found = counterfactuals(ladder, item);
  const auto rule = rule_book(entry({"computer"}, ladder));
  auto question = asked();
  question.readings = {thresholds::Reading{}};
  int estimates = 0;
  for (const auto& one : found) {
    if (one.figure != mean_error) continue;
    INFO(one.text);
    CHECK_THAT(one.text, Catch::Contains("as uncertain as it is"));
    auto moved = item;
    support::set_figure(moved, support::sampled(mean_error, *one.value, 1e-4));
    CHECK(only_verdict(rule, moved, question).decision == one.becomes);
    const double short_of = *one.value + (1.05e-3 > *one.value ? 1e-7 : -1e-7);
    support::set_figure(moved, support::sampled(mean_error, short_of, 1e-4));
    CHECK(only_verdict(rule, moved, question).decision == Decision::undetermined);
    ++estimates;
  }
  CHECK(estimates == 2);
}

TEST_CASE("Of an unknown figure the boundary is told in the unit of the law") {
  const auto cooling = all({bound("cooling_power_at_100mk_w", Relation::at_least, 600, "uW"),
                            bound("rated_duration_s", Relation::above, 48, "h")});
  const auto item = component("dilution_refrigerator", {{"cooling_power_at_100mk_w", 6e-4}});
  CHECK(texts(counterfactuals(cooling, item)) ==
        Texts{"not controlled if the cooling power at 100 mK falls below 600 uW",
              "controlled if the rated duration is above 48 h",
              "not controlled if the rated duration is at most 48 h"});
  CHECK(counterfactuals(cooling, item)[1].value == 48 * 3600.0);
}

TEST_CASE("A value beside bounds of missing parts is moved where no part of them decides") {
  auto item = computer(15, {});
  support::set_figure(item, figures::bounded_figure(mean_error, 4e-3, 3e-3, 0.05, figures::Origin::reported, "claim"));
  CHECK(texts(counterfactuals(ladder, item)) ==
        Texts{"controlled if the mean C-NOT error falls by 75 % to 1e-3, with every coupling calibrated"});
  support::set_figure(item,
                      figures::bounded_figure(mean_error, 4e-3, 0.5e-3, 0.05, figures::Origin::reported, "claim"));
  CHECK(texts(counterfactuals(ladder, item)) == Texts{"not controlled with 6 fewer connected qubits",
                                                      "controlled if the mean C-NOT error is at most 1e-3",
                                                      "not controlled if the mean C-NOT error is above 1e-3"});
}

TEST_CASE("Where only values between two limits decide both are told") {
  const auto band = all({bound("peak_wavelength_m", Relation::above, 400, "nm"),
                         bound("peak_wavelength_m", Relation::at_most, 1050, "nm")});
  const auto found = texts(counterfactuals(band, component("focal_plane_array", {})));
  CHECK(std::ranges::find(found, "controlled if the peak wavelength is above 400 nm and at most 1050 nm") !=
        found.end());
}

TEST_CASE("A reading that converts a figure is told both as it is and as it is compared") {
  const auto limit = bound(mean_error, Relation::at_most, 1e-3);
  CHECK(texts(counterfactuals(limit, computer(10, 9e-4), {.process = true})) ==
        Texts{"controlled if the mean C-NOT error falls by 11 % to 8e-4 (1e-3 as process infidelity)"});
}

TEST_CASE("A word or flag is told where another answer would decide") {
  const auto rule =
      all({is("technology", {std::string("squid"), std::string("optically_pumped")}), is("in_motion", true)});
  const auto squid = component("magnetometer", {}, {{"technology", std::string("squid")}, {"in_motion", true}});
  CHECK(texts(counterfactuals(rule, squid)) ==
        Texts{"not controlled if the technology is not squid or optically pumped",
              "not controlled if \"designed to reduce the noise of motion\" is no"});
  const auto unstated = component("magnetometer", {}, {{"technology", std::string("squid")}});
  CHECK(texts(counterfactuals(rule, unstated)) ==
        Texts{"not controlled if the technology is not squid or optically pumped",
              "controlled if \"designed to reduce the noise of motion\" is yes",
              "not controlled if \"designed to reduce the noise of motion\" is no"});
}

TEST_CASE("The kind of item and stated countries are left as they are") {
  const auto rule = all({is("item_kind", std::string("laser")), is("destination", std::string("RU"))});
  auto item = component("laser", {}, {{"destination", std::string("RU")}});
  CHECK(counterfactuals(rule, item).empty());
  item.attributes.erase("destination");
  CHECK(texts(counterfactuals(rule, item)) ==
        Texts{"controlled if the destination is RU", "not controlled if the destination is not RU"});
}

TEST_CASE("What was not read has no counterfactual and an ambiguous text has its readings") {
  const auto power = bound("power_w", Relation::at_least, 1);
  const auto strong = bound("power_w", Relation::at_least, 9);
  const auto item = component("laser", {{"power_w", 5}});
  CHECK(counterfactuals(support::not_read("x"), item).empty());
  const auto ambiguous =
      support::any_reading("power_meant", {support::read_as("mean", power), support::read_as("peak", strong)});
  const auto found = texts(counterfactuals(ambiguous, item));
  CHECK(std::ranges::find(found, "controlled if the text is read as mean") != found.end());
  CHECK(std::ranges::find(found, "not controlled if the text is read as peak") != found.end());
}

TEST_CASE("A count between bounds is moved so far that whatever it is brings the decision about") {
  auto item = computer(19, 5e-4);
  support::set_figure(item,
                      figures::bounded_figure("physical_qubits.connected", 12, 12, 16, figures::Origin::reported, "x"));
  const auto found = counterfactuals(ladder, item);
  REQUIRE_FALSE(found.empty());
  CHECK(found.front().text == "not controlled with 7 fewer connected qubits");
}

TEST_CASE("An end of a range is not moved beyond the other end") {
  const auto band = all({bound("frequency_high_hz", Relation::at_least, 2, "GHz"),
                         bound("frequency_low_hz", Relation::at_most, 15, "GHz")});
  const auto changes = [&](double low, double high) {
    return texts(counterfactuals(
        band, component("parametric_amplifier", {{"frequency_low_hz", low}, {"frequency_high_hz", high}})));
  };
  CHECK(changes(4e9, 8e9).empty());
  CHECK(changes(1e9, 4e9) == Texts{"not controlled if the upper frequency falls by 50 % below 2 GHz"});
}

TEST_CASE("A change to more than twice the value is told as a factor") {
  const auto cold = bound("base_temperature_k", Relation::below, 1);
  CHECK(texts(counterfactuals(cold, component("pulse_tube_cryocooler", {{"base_temperature_k", 0.02}}))) ==
        Texts{"not controlled if the base temperature rises to 1 K, 50 times as much"});
}

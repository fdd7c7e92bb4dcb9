#include "thresholds/wording.hpp"

#include <cmath>
#include <regex>

#include "qgauge/components.hpp"
#include "thresholds/support.hpp"
#include "thresholds/words.hpp"

using namespace qgauge;
using support::all;
using support::asked;
using support::bound;
using support::component;
using support::entry;
using support::is;
using support::only_verdict;
using support::rule_book;
using thresholds::Relation;
using thresholds::words_for;

namespace {

std::string reason_text(const thresholds::Condition& condition, const subject::Subject& item) {
  const auto kind = std::get<std::string>(item.attributes.at("item_kind"));
  const std::string text = only_verdict(rule_book(entry({kind}, condition)), item, asked()).reasons.front().text;
  const std::string lead = "1.a (Made for a test): ";
  REQUIRE(text.starts_with(lead));
  return text.substr(lead.size());
}

}  // namespace

TEST_CASE("A parameter goes by its phrase") {
  CHECK(words_for("base_temperature_k") == "the base temperature");
  CHECK(words_for("cooling_power_at_4_2k_w") == "the cooling power at 4.2 K");
  CHECK(words_for("cooling_power_at_100mk_w") == "the cooling power at 100 mK");
  CHECK(words_for("noise_1_to_10hz_t_rthz") == "the noise from 1 to 10 Hz");
  CHECK(words_for("frequency_high_hz") == "the upper frequency");
  CHECK(words_for("noise_figure_highest_db") == "the highest noise figure");
  CHECK(words_for("sensitivity_m_s2_rthz") == "the sensitivity");
  CHECK(words_for("impurity") == "the impurity");
  CHECK(words_for("stages") == "the number of stages");
}

TEST_CASE("A C-NOT error goes by what its figure is the error of") {
  CHECK(words_for("cnot_infidelity.mean") == "the mean C-NOT error");
  CHECK(words_for("cnot_infidelity.simultaneous.with_1q.median") ==
        "the median C-NOT error of simultaneous gates with its one-qubit gates");
  CHECK(words_for("rb.cnot_infidelity.isolated.mean") == "the simulated mean C-NOT error");
  CHECK(words_for("rb.cnot_infidelity.simultaneous.mean") == "the simulated mean C-NOT error of simultaneous gates");
  CHECK(words_for("rb.error_per_clifford.isolated.mean") == "the simulated mean error per two-qubit Clifford");
}

TEST_CASE("No figure and no number of a component is told by the name of its field") {
  for (const auto& row : figures::figure_list()) {
    INFO(row.name);
    CHECK(words_for(std::string(row.name)).find('_') == std::string::npos);
  }
  for (const auto& kind : components::component_kinds()) {
    for (const auto& parameter : kind.parameters) {
      INFO(parameter.name);
      CHECK(words_for(std::string(parameter.name)).find('_') == std::string::npos);
    }
  }
}

namespace {

/// What every leaf of the bundled rules asks, as a page of rules writes it.
void collect_demands(const thresholds::Condition& condition, std::vector<std::string>& found) {
  if (condition.kind == thresholds::Condition::Kind::bound ||
      condition.kind == thresholds::Condition::Kind::attribute) {
    const auto demand = thresholds::demand_of(condition);
    found.push_back(demand.of + ": " + demand.what);
  }
  for (const auto& part : condition.parts) collect_demands(part, found);
}

std::vector<std::string> bundled_demands() {
  std::vector<std::string> found;
  for (const auto& regime : support::bundled_rules().regimes) {
    for (const auto& version : regime.versions) {
      for (const auto& one : version.entries) collect_demands(one.condition, found);
      for (const auto& one : version.exceptions) collect_demands(one.condition, found);
    }
  }
  return found;
}

}  // namespace

TEST_CASE("What the bundled rules ask holds no name of a field and no raw unit") {
  const std::regex raw("_|\\b(rthz|hz|nv|deg|nmi|ug|db|pa|mk|rth)\\b");
  const auto demands = bundled_demands();
  CHECK(demands.size() > 300);
  for (const std::string& demand : demands) {
    INFO(demand);
    CHECK_FALSE(std::regex_search(demand, raw));
  }
}

TEST_CASE("A number in a unit that is none of SI is told with that unit") {
  CHECK(reason_text(bound("drift_nmi_h", Relation::at_most, 0.8),
                    component("inertial_navigation", {{"drift_nmi_h", 1}})) ==
        "the drift without aids of 1 nautical miles/h is above 0.8 nautical miles/h");
}

TEST_CASE("Where nothing bounds a figure from above only its least value is told") {
  auto item = component("pulse_tube_cryocooler", {});
  support::set_figure(item, support::bounded("cooling_power_at_4_2k_w", 1.35, components::largest_number));
  CHECK(reason_text(bound("cooling_power_at_4_2k_w", Relation::at_least, 1.5), item) ==
        "the cooling power at 4.2 K (unknown, at least 1.35 W) may or may not be at least 1.5 W");
}

TEST_CASE("A count is several things and one of them is one") {
  const auto condition = bound("stages", Relation::at_least, 2);
  CHECK(reason_text(condition, component("pulse_tube_cryocooler", {{"stages", 3}})) == "3 stages are at least 2");
  CHECK(reason_text(condition, component("pulse_tube_cryocooler", {{"stages", 1}})) == "1 stage is fewer than 2");
  const auto two = all({bound("stages", Relation::at_least, 2), bound("stages", Relation::at_most, 2)});
  CHECK(reason_text(two, component("pulse_tube_cryocooler", {{"stages", 2}})) == "2 stages, as asked");
  CHECK(reason_text(two, component("pulse_tube_cryocooler", {{"stages", 1}})) == "1 stage, not 2");
}

TEST_CASE("Only a bound that is not met stands against the one before it on the same figure") {
  auto item = component("pulse_tube_cryocooler", {});
  support::set_figure(item, figures::bounded_figure("stages", 0, 0, 98, figures::Origin::reported, "claim"));
  const auto range = all({bound("stages", Relation::at_least, 34), bound("stages", Relation::below, 100)});
  CHECK(reason_text(range, item) == "0 stages (between 0 and 98) may or may not be at least 34 and are fewer than 100");
}

TEST_CASE("Values and limits are told in the unit of the law and given in SI") {
  const auto condition = bound("cooling_power_at_100mk_w", Relation::at_least, 600, "uW");
  const auto item = component("dilution_refrigerator", {{"cooling_power_at_100mk_w", 4.5e-4}});
  CHECK(reason_text(condition, item) == "the cooling power at 100 mK of 450 uW is below 600 uW");
  const auto reason =
      only_verdict(rule_book(entry({"dilution_refrigerator"}, condition)), item, asked()).reasons.front();
  CHECK(reason.value == 4.5e-4);
  CHECK(reason.limit == 6e-4);
  const auto hours = bound("rated_duration_s", Relation::above, 48, "h");
  CHECK(reason_text(hours, component("dilution_refrigerator", {{"rated_duration_s", 172800}})) ==
        "the rated duration of 48 h is at most 48 h");
  const auto share = bound("impurity", Relation::below, 0.08, "%");
  CHECK(reason_text(share, component("isotopic_material", {{"impurity", 5e-4}})) ==
        "the impurity of 0.05 % is below 0.08 %");
}

TEST_CASE("A limit without a unit is told in that of the parameter") {
  CHECK(reason_text(bound("base_temperature_k", Relation::below, 4), component("pulse_tube_cryocooler", {})) ==
        "the base temperature (unknown) may or may not be below 4 K");
}

TEST_CASE("In any unit a value looks like the limit beside it only where it is the limit") {
  const auto limit = bound("cooling_power_at_100mk_w", Relation::at_least, 600, "uW");
  CHECK(thresholds::value_text(6e-4, limit) == "600 uW");
  CHECK(thresholds::value_text(std::nextafter(6e-4, 1.0), limit) != "600 uW");
  CHECK(thresholds::value_text(std::nextafter(6e-4, 0.0), limit) != "600 uW");
  CHECK(thresholds::value_text(6.00001e-4, limit) == "600.001 uW");
}

TEST_CASE("Words and flags are told as what is stated against what is asked") {
  const auto asks = [](const std::map<std::string, subject::Attribute>& words) {
    return reason_text(
        all({is("technology", {std::string("squid"), std::string("optically_pumped")}), is("in_motion", true)}),
        component("magnetometer", {}, words));
  };
  CHECK(asks({{"technology", std::string("optically_pumped")}, {"in_motion", true}}) ==
        "the technology is optically pumped, and \"designed to reduce the noise of motion\" is yes");
  CHECK(asks({{"technology", std::string("hall")}, {"in_motion", false}}) ==
        "the technology is hall, not squid or optically pumped, and \"designed to reduce the noise of motion\" is no, "
        "not yes");
  CHECK(asks({}) ==
        "the technology is not stated (squid or optically pumped is asked), and \"designed to reduce the noise of "
        "motion\" is "
        "not stated (yes is asked)");
}

TEST_CASE("A long list of countries is told by its length") {
  std::vector<subject::Attribute> countries;
  for (char c = 'A'; c <= 'Z'; ++c) countries.emplace_back(std::string{'A', c});
  const auto to = is("destination", countries);
  const auto told = [&](const std::string& country) {
    return reason_text(to, component("laser", {}, {{"destination", country}}));
  };
  CHECK(told("AU") == "the destination is AU, one of 26 that the text names");
  CHECK(told("FR") == "the destination is FR, not one of 26 that the text names");
}

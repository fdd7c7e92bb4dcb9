// Bare claims: units, words and flags, what is refused and with which advice, components and computers.

#include <algorithm>

#include <catch2/catch.hpp>

#include "assess/claim_value.hpp"
#include "assess/internal.hpp"

using namespace qgauge;
using assess::Claim;
using core::Dimension;
using thresholds::Decision;

namespace {

thresholds::Condition bound(const char* figure, thresholds::Relation relation, double limit) {
  thresholds::Condition condition;
  condition.kind = thresholds::Condition::Kind::bound;
  condition.figure = figure;
  condition.relation = relation;
  condition.limit = condition.limit_as_written = limit;
  return condition;
}

thresholds::Condition test(const char* attribute, subject::Attribute expected) {
  thresholds::Condition condition;
  condition.kind = thresholds::Condition::Kind::attribute;
  condition.attribute = attribute;
  condition.expected = {std::move(expected)};
  return condition;
}

/// One entry about one kind of item, with one condition.
thresholds::RuleBook rules_on(const char* kind, thresholds::Condition condition) {
  thresholds::Entry entry;
  entry.number = "1";
  entry.topic = "made_up";
  entry.item_kinds = {kind};
  entry.condition = std::move(condition);
  entry.confidence = "READ-P";
  thresholds::Version version;
  version.from = *core::Date::parse("2020-01-01");
  version.text_read = *core::Date::parse("2025-01-01");
  version.entries = {entry};
  thresholds::Regime regime;
  regime.id = "made-up";
  regime.status = "enacted";
  regime.kind = "export_control";
  regime.versions = {version};
  return {{regime}};
}

assess::Options options() {
  assess::Options out;
  out.question.as_of = *core::Date::parse("2026-01-01");
  return out;
}

report::Report must_check(const std::vector<Claim>& claims, const thresholds::RuleBook& rules,
                          const assess::Options& how = options()) {
  const auto report = assess::check_claims(claims, rules, how);
  INFO((report ? std::string() : report.error().message));
  REQUIRE(report);
  return *report;
}

core::Error refusal(const std::vector<Claim>& claims) {
  const auto report = assess::check_claims(claims, {}, options());
  REQUIRE_FALSE(report);
  return report.error();
}

bool says(const core::Error& error, std::string_view text) { return error.message.find(text) != std::string::npos; }

Decision decision(const std::vector<Claim>& claims, const thresholds::RuleBook& rules) {
  const auto report = must_check(claims, rules);
  REQUIRE(report.verdicts.size() == 1);
  return report.verdicts[0].decision;
}

}  // namespace

TEST_CASE("a number is claimed in any unit of its dimension") {
  const auto value = [](const char* text, Dimension dimension) {
    const auto number = assess::parse_claim(text, dimension, "here");
    INFO(text);
    REQUIRE(number);
    return number->value;
  };
  CHECK(value("600uW", Dimension::power) == 600e-6);
  CHECK(value("600 \u00b5W", Dimension::power) == 600e-6);
  CHECK(value("4.5 K", Dimension::temperature) == 4.5);
  CHECK(value("0.05 %", Dimension::one) == 5e-4);
  CHECK(value("48 h", Dimension::time) == 172'800);
  CHECK(value("4e9", Dimension::frequency) == 4e9);
  CHECK(value(" 4 GHz ", Dimension::frequency) == 4e9);
  CHECK(value("-3 dB", Dimension::level) == -3);
}

TEST_CASE("a standard deviation is claimed in the unit of the value or in its own") {
  for (const char* text : {"600±20 uW", "600 uW ± 20 uW", "0.6 mW +- 20 uW", "600 uW±20"}) {
    INFO(text);
    const auto number = assess::parse_claim(text, Dimension::power, "here");
    REQUIRE(number);
    CHECK(number->value == 600e-6);
    CHECK(number->sigma == 20e-6);
    CHECK(number->text == text);
  }
}

TEST_CASE("what is no number of the dimension is refused at its place") {
  for (const char* text : {"", "uW", "six uW", "600 K", "600 uWatt", "nan", "inf W", "600±0 uW", "600±-1 uW", "600±"}) {
    INFO(text);
    const auto number = assess::parse_claim(text, Dimension::power, "--claim p=1");
    REQUIRE_FALSE(number);
    CHECK(number.error().where == "--claim p=1");
    CHECK(number.error().code == core::ErrorCode::unusable_input);
  }
  const auto unit = assess::parse_claim("600 K", Dimension::power, "here");
  CHECK(says(unit.error(), "\"K\""));
  CHECK(says(unit.error(), "uW"));
}

TEST_CASE("claims about a component are held against entries of its kind") {
  const auto rules = rules_on("parametric_amplifier", bound("noise_figure_db", thresholds::Relation::below, 0.015));
  CHECK(decision({{"item_kind", "parametric_amplifier"}, {"noise_figure_db", "0.01"}}, rules) == Decision::controlled);
  CHECK(decision({{"noise_figure_db", "0.02 dB"}, {"item_kind", "parametric_amplifier"}}, rules) ==
        Decision::not_controlled);
  CHECK(decision({{"item_kind", "parametric_amplifier"}}, rules) == Decision::undetermined);
}

TEST_CASE("a word and a flag of a component are held against entries of its kind") {
  const auto form = rules_on("isotopic_material", test("form", std::string("fluoride")));
  CHECK(decision({{"item_kind", "isotopic_material"}, {"form", "fluoride"}}, form) == Decision::controlled);
  CHECK(decision({{"item_kind", "isotopic_material"}, {"form", "oxide"}}, form) == Decision::not_controlled);
  const auto flag = rules_on("qubit_chip", test("contains_qubits", true));
  CHECK(decision({{"item_kind", "qubit_chip"}, {"contains_qubits", "true"}}, flag) == Decision::controlled);
  CHECK(decision({{"item_kind", "qubit_chip"}, {"contains_qubits", "false"}}, flag) == Decision::not_controlled);
}

TEST_CASE("a verdict on a claimed component names its kind and the report its format") {
  const auto rules = rules_on("laser", bound("power_w", thresholds::Relation::above, 1));
  const auto report = must_check({{"item_kind", "laser"}, {"power_w", "2±0.1 W"}}, rules);
  REQUIRE(report.verdicts.size() == 1);
  CHECK(report.verdicts[0].item == "laser");
  CHECK(report.verdicts[0].probability_controlled > 0.99);
  CHECK(report.device.format == "claims");
  CHECK(report.figures.empty());
}

TEST_CASE("claims without an item kind are of a computer") {
  const auto rules = rules_on("computer", bound("cnot_infidelity.mean", thresholds::Relation::at_most, 1e-3));
  const auto report = must_check({{"cnot_infidelity.mean", "0.05 %"}, {"physical_qubits", "40"}}, rules);
  REQUIRE_FALSE(report.verdicts.empty());
  CHECK(report.verdicts[0].decision == Decision::controlled);
  CHECK(report.verdicts[0].item.empty());
  CHECK(report.figures.size() == 5);
  const auto named = must_check({{"item_kind", "computer"}, {"cnot_infidelity.mean", "5e-4"}}, rules);
  CHECK(named.verdicts[0].decision == Decision::controlled);
  const auto time = must_check({{"t1_s.median", "100 us"}}, rules);
  CHECK(*time.figures.front().value == 1e-4);
}

TEST_CASE("an unknown kind or parameter is refused with those there are") {
  CHECK(says(refusal({{"item_kind", "fridge"}}), "dilution_refrigerator"));
  const auto parameter = refusal({{"item_kind", "parametric_amplifier"}, {"noise_figure", "1"}});
  CHECK(says(parameter, "noise_figure_db"));
  CHECK(parameter.where == "--claim noise_figure=1");
  CHECK(says(refusal({{"item_kind", "parametric_amplifier"}, {"paradigm", "annealing"}}), "does not have"));
  CHECK(says(refusal({{"noise_figure_db", "0.01"}}), "item_kind"));
}

TEST_CASE("a claim of another type than the parameter is refused with what it must be") {
  CHECK(says(refusal({{"item_kind", "isotopic_material"}, {"form", "powder"}}), "epitaxial_layer"));
  CHECK(says(refusal({{"item_kind", "qubit_chip"}, {"contains_qubits", "yes"}}), "true or false"));
  CHECK(says(refusal({{"item_kind", "pulse_tube_cryocooler"}, {"stages", "2.5"}}), "whole number"));
  CHECK(says(refusal({{"item_kind", "pulse_tube_cryocooler"}, {"stages", "2±1"}}), "whole number"));
  CHECK(says(refusal({{"item_kind", "isotopic_material"}, {"impurity", "150 %"}}), "from 0 to 1"));
  CHECK(says(refusal({{"item_kind", "laser"}, {"power_w", "2 K"}}), "\"K\""));
  CHECK(says(refusal({{"cnot_infidelity.mean", "2 K"}}), "\"K\""));
}

TEST_CASE("no claim may stand twice") {
  CHECK(says(refusal({{"item_kind", "laser"}, {"power_w", "2"}, {"power_w", "2"}}), "second claim"));
  CHECK(says(refusal({{"item_kind", "laser"}, {"item_kind", "laser"}}), "second claim"));
  CHECK(says(refusal({{"physical_qubits", "2"}, {"physical_qubits.described", "2"}}), "second claim"));
}

TEST_CASE("an assumed relative uncertainty makes claims uncertain and every verdict names it") {
  const auto rules = rules_on("computer", bound("cnot_infidelity.mean", thresholds::Relation::at_most, 1e-3));
  auto how = options();
  how.assume_sigma = 0.2;
  const auto report = must_check({{"cnot_infidelity.mean", "1e-3"}, {"physical_qubits", "40"}}, rules, how);
  const auto& verdict = report.verdicts.front();
  CHECK(verdict.decision == Decision::undetermined);
  REQUIRE(verdict.probability_controlled);
  CHECK(*verdict.probability_controlled > 0.3);
  CHECK(*verdict.probability_controlled < 0.7);
  CHECK(std::ranges::count(verdict.assumptions, assess::sigma_assumption(0.2)) == 1);
  for (const auto& figure : report.figures) {
    INFO(figure.name);
    const bool error = figure.name == "cnot_infidelity.mean";
    CHECK((figure.kind == figures::IntervalKind::assumed) == error);
    if (error) CHECK(figure.uncertainty.description == Approx(2e-4));
  }
  const auto component = must_check({{"item_kind", "laser"}, {"power_w", "1"}},
                                    rules_on("laser", bound("power_w", thresholds::Relation::above, 1)), how);
  CHECK(component.verdicts.front().decision == Decision::undetermined);
  CHECK(std::ranges::count(component.verdicts.front().assumptions, assess::sigma_assumption(0.2)) == 1);
}

TEST_CASE("the interval of an assumed uncertainty is cut at what the figure can be and the deviation is not") {
  std::vector<figures::Figure> figures{
      figures::exact_figure("cnot_infidelity.mean", 1e-3, figures::Origin::reported, "test"),
      figures::exact_figure("rb.cnot_infidelity.isolated.mean", 1e-3, figures::Origin::simulated, "test"),
      figures::exact_figure("physical_qubits.described", 40, figures::Origin::reported, "test")};
  assess::assume_sigma(0.8, figures);
  CHECK(*figures[0].low == 0);
  CHECK(*figures[0].high > 2e-3);
  CHECK(figures[0].uncertainty.description == Approx(8e-4));
  CHECK(figures[1].kind == figures::IntervalKind::none);
  CHECK(figures[2].kind == figures::IntervalKind::none);
}

TEST_CASE("the interval of a claim is cut at what the figure can be and its deviation is not") {
  const auto report = must_check({{"cnot_infidelity.mean", "1e-4\u00b11e-3"}}, {});
  const auto& error = report.figures.front();
  CHECK(*error.low == 0);
  CHECK(error.uncertainty.description == 1e-3);
  const auto wide = must_check({{"assignment_error.mean", "0.5\u00b10.4"}}, {});
  CHECK(*wide.figures.front().low == 0);
  CHECK(*wide.figures.front().high == 1);
}

TEST_CASE("claims that exclude each other are refused with the one that they contradict") {
  const std::vector<std::vector<Claim>> contradictions{
      {{"cnot_infidelity.mean", "1e-4"}, {"cnot_infidelity.worst", "1e-5"}},
      {{"cnot_infidelity.mean", "1e-4"}, {"cnot_infidelity.best", "1e-2"}},
      {{"physical_qubits.described", "5"}, {"physical_qubits.connected", "7"}},
      {{"item_kind", "parametric_amplifier"}, {"frequency_low_hz", "8 GHz"}, {"frequency_high_hz", "4 GHz"}},
      {{"item_kind", "dilution_refrigerator"},
       {"cooling_power_at_20mk_w", "20 uW"},
       {"cooling_power_at_100mk_w", "10 uW"}}};
  for (const auto& claims : contradictions) {
    const auto error = refusal(claims);
    INFO(error.message);
    CHECK(says(error, "at most the"));
  }
  CHECK(must_check({{"cnot_infidelity.mean", "1e-4"}, {"cnot_infidelity.worst", "1e-3"}}, {}).figures.size() == 2);
  CHECK(must_check({{"cnot_infidelity.mean", "1.1e-3\u00b11e-4"}, {"cnot_infidelity.worst", "1e-3"}}, {})
            .figures.size() == 2);
}

TEST_CASE("a claimed noise temperature that is not that of the claimed noise figure is refused - Friis 1944") {
  const auto with = [](const char* temperature) {
    return std::vector<Claim>{{"item_kind", "parametric_amplifier"},
                              {"noise_figure_db", "0.01"},
                              {"noise_figure_reference_k", "290"},
                              {"noise_temperature_k", temperature}};
  };
  CHECK(says(refusal(with("0.3")), "about 0.6685 K"));
  CHECK(must_check(with("0.67"), {}).figures.empty());
}

TEST_CASE("a claim of what single couplings have is refused with the aggregates that can be claimed") {
  CHECK(says(refusal({{"cnot_infidelity", "1e-4"}}), "cnot_infidelity.mean"));
  CHECK(says(refusal({{"t1_s", "1e-4"}}), "t1_s.median"));
  CHECK(must_check({{"eplg.100.published_chain", "3e-3"}}, {}).figures.size() == 1);
}

TEST_CASE("a noise figure without its reference temperature lacks that temperature and the vendor knows it") {
  const auto rules =
      rules_on("parametric_amplifier", bound("noise_figure_290k_db", thresholds::Relation::below, 0.015));
  const auto report = must_check({{"item_kind", "parametric_amplifier"}, {"noise_figure_db", "0.01"}}, rules);
  const auto& missing = report.verdicts.front().missing;
  REQUIRE_FALSE(missing.empty());
  CHECK(missing.front().name == "noise_figure_reference_k");
  CHECK(missing.front().who_knows == "vendor");
  const auto nothing = must_check({{"item_kind", "parametric_amplifier"}}, rules);
  CHECK(nothing.verdicts.front().missing.front().name == "noise_figure_290k_db");
}

TEST_CASE("a cooling power without its temperature lacks that temperature") {
  const auto rules =
      rules_on("pulse_tube_cryocooler", bound("cooling_power_at_4_2k_w", thresholds::Relation::at_least, 1.5));
  const auto report = must_check({{"item_kind", "pulse_tube_cryocooler"}, {"cooling_power_w", "2"}}, rules);
  CHECK(report.verdicts.front().missing.front().name == "cooling_power_temperature_k");
}

TEST_CASE("an item that no rule is about is found unasked and a second check forgets the finding of the first") {
  const auto rules = rules_on("laser", bound("power_w", thresholds::Relation::above, 1));
  const auto report = must_check({{"cnot_infidelity.mean", "5e-4"}}, rules);
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings.front().code == "no_rule_asked");
  CHECK(report.findings.front().message.find("made-up (no entry is about the kind computer)") != std::string::npos);
  const auto about = rules_on("computer", bound("cnot_infidelity.mean", thresholds::Relation::at_most, 1e-3));
  CHECK(assess::check_report(report, about, options())->findings.empty());
  CHECK(assess::check_report(report, rules, options())->findings.size() == 1);
}

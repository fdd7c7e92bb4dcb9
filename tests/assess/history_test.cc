// Snapshots of one machine joined into its history: order, spreads, changes of verdicts, and what is refused.

#include <algorithm>

#include <catch2/catch.hpp>

#include "qgauge/assess.hpp"

using namespace qgauge;
using assess::history_of;
using figures::IntervalKind;
using thresholds::Decision;

namespace {

core::Date day(const char* text) { return *core::Date::parse(text); }

thresholds::Verdict verdict(const char* regime, bool simulated, Decision decision) {
  thresholds::Verdict out;
  out.regime = regime;
  out.entry = "4A906.a";
  out.reading.simulated = simulated;
  out.decision = decision;
  return out;
}

/// A report of "ibm_torino" with one exact figure and one verdict.
assess::NamedReport snapshot(const char* date, double mean, Decision decision = Decision::undetermined) {
  report::Report report;
  report.device.name = "ibm_torino";
  report.device.vendor = "IBM";
  report.device.as_of = day(date);
  report.figures = {figures::exact_figure("cnot_infidelity.mean", mean, figures::Origin::reported, "mean")};
  report.verdicts = {verdict("us-ear", false, decision)};
  report.provenance.inputs = {{std::string(date) + ".json", "sum"}};
  report.provenance.elapsed_s = 1;
  return {std::string(date) + ".json", report};
}

report::Report must_join(std::vector<assess::NamedReport> reports) {
  const auto joined = history_of(std::move(reports));
  INFO((joined ? std::string() : joined.error().message));
  REQUIRE(joined);
  return *joined;
}

core::Error refusal(std::vector<assess::NamedReport> reports) {
  const auto joined = history_of(std::move(reports));
  REQUIRE_FALSE(joined);
  return joined.error();
}

}  // namespace

TEST_CASE("one snapshot is no history") {
  auto only = snapshot("2025-02-26", 5e-3);
  only.report.device.as_of.reset();
  const auto report = must_join({only});
  CHECK_FALSE(report.history);
  CHECK(report.figures[0].kind == IntervalKind::none);
}

TEST_CASE("the order of the arguments does not matter and the latest snapshot gives the values") {
  const auto first = snapshot("2024-02-28", 8e-3), second = snapshot("2024-12-01", 4e-3),
             third = snapshot("2025-02-26", 5e-3);
  for (const auto& reports : {std::vector{first, second, third}, std::vector{third, first, second}}) {
    const auto report = must_join(reports);
    REQUIRE(report.history);
    CHECK(report.device.as_of->text() == "2025-02-26");
    REQUIRE(report.history->snapshots.size() == 3);
    CHECK(report.history->snapshots[0].path == "2024-02-28.json");
    CHECK(report.history->snapshots[2].as_of == day("2025-02-26"));
    const auto& mean = report.figures[0];
    CHECK(*mean.value == 5e-3);
    CHECK(*mean.low == 4e-3);
    CHECK(*mean.high == 8e-3);
    CHECK(mean.kind == IntervalKind::history);
    CHECK(mean.method ==
          "mean; the latest of 3 snapshots from 2024-02-28 to 2025-02-26, low and high span their intervals");
  }
}

TEST_CASE("inputs and times of a history are those of all its snapshots") {
  const auto report = must_join({snapshot("2025-02-26", 5e-3), snapshot("2024-02-28", 8e-3)});
  REQUIRE(report.provenance.inputs.size() == 2);
  CHECK(report.provenance.inputs[0].path == "2024-02-28.json");
  CHECK(report.provenance.elapsed_s == 2);
}

TEST_CASE("bounds of an earlier snapshot widen the spread and its series keeps every point") {
  auto earlier = snapshot("2024-02-28", 8e-3);
  earlier.report.figures[0] =
      figures::bounded_figure("cnot_infidelity.mean", 8e-3, 6e-3, 0.3, figures::Origin::reported, "mean");
  const auto report = must_join({earlier, snapshot("2025-02-26", 5e-3)});
  CHECK(*report.figures[0].low == 5e-3);
  CHECK(*report.figures[0].high == 0.3);
  const auto& series = report.history->figures[0];
  CHECK(series.method == "mean");
  REQUIRE(series.points.size() == 2);
  CHECK(series.points[0].kind == IntervalKind::bounds);
  CHECK(*series.points[0].high == 0.3);
  CHECK(series.points[1].kind == IntervalKind::none);
}

TEST_CASE("a figure that only one snapshot has keeps its own interval") {
  auto earlier = snapshot("2024-02-28", 8e-3), latest = snapshot("2025-02-26", 5e-3);
  SECTION("the latest") { earlier.report.figures.clear(); }
  SECTION("the latest, because the earlier one could not be had") {
    earlier.report.figures[0] = figures::missing_figure("cnot_infidelity.mean", figures::Origin::reported, "none");
  }
  const auto report = must_join({earlier, latest});
  CHECK(report.figures[0].kind == IntervalKind::none);
  CHECK(*report.figures[0].low == *report.figures[0].high);
  CHECK(report.figures[0].method == "mean");
  CHECK_FALSE(report.history->figures[0].points[0].value);
}

TEST_CASE("a figure that the latest snapshot lacks stays missing whatever the earlier ones say") {
  auto latest = snapshot("2025-02-26", 5e-3);
  latest.report.figures[0] =
      figures::bounded_figure("cnot_infidelity.mean", std::nullopt, 0, 1, figures::Origin::reported, "mean");
  const auto report = must_join({snapshot("2024-02-28", 8e-3), snapshot("2024-03-28", 9e-3), latest});
  CHECK_FALSE(report.figures[0].value);
  CHECK(*report.figures[0].high == 1);
  CHECK(report.figures[0].kind == IntervalKind::bounds);
}

TEST_CASE("the method tells how many of the snapshots have the figure") {
  auto without = snapshot("2024-06-01", 8e-3);
  without.report.figures.clear();
  const auto report = must_join({snapshot("2024-02-28", 8e-3), without, snapshot("2025-02-26", 5e-3)});
  CHECK(report.figures[0].method.find("the latest of 2 of 3 snapshots") != std::string::npos);
}

TEST_CASE("figures of single qubits and pairs are those of the latest snapshot") {
  auto earlier = snapshot("2024-02-28", 8e-3), latest = snapshot("2025-02-26", 5e-3);
  for (auto* one : {&earlier, &latest}) {
    one->report.figures.push_back(one->report.figures[0]);
    one->report.figures.back().subject = figures::FigureSubject{{0, 1}, "cz"};
  }
  const auto report = must_join({earlier, latest});
  REQUIRE(report.figures.size() == 2);
  CHECK(report.figures[1].kind == IntervalKind::none);
  CHECK(report.history->figures.size() == 1);
}

TEST_CASE("a change of a verdict carries the day of the snapshot that brought it") {
  const auto report = must_join(
      {snapshot("2024-02-28", 8e-3, Decision::undetermined), snapshot("2024-12-01", 4e-3, Decision::undetermined),
       snapshot("2025-01-15", 9e-4, Decision::controlled), snapshot("2025-02-26", 5e-3, Decision::not_controlled)});
  const auto& changes = report.history->changes;
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].date.text() == "2025-01-15");
  CHECK(changes[0].from == Decision::undetermined);
  CHECK(changes[0].to == Decision::controlled);
  CHECK(changes[1].date.text() == "2025-02-26");
  CHECK(changes[1].to == Decision::not_controlled);
  CHECK(report.verdicts[0].decision == Decision::not_controlled);
}

TEST_CASE("verdicts are compared with those on the same entry under the same reading") {
  auto earlier = snapshot("2024-02-28", 8e-3), latest = snapshot("2025-02-26", 5e-3);
  earlier.report.verdicts = {verdict("us-ear", false, Decision::undetermined),
                             verdict("us-ear", true, Decision::controlled),
                             verdict("de-awv", true, Decision::undetermined)};
  latest.report.verdicts = {verdict("us-ear", false, Decision::undetermined),
                            verdict("us-ear", true, Decision::undetermined),
                            verdict("de-awv", true, Decision::undetermined)};
  const auto report = must_join({earlier, latest});
  REQUIRE(report.history->changes.size() == 1);
  CHECK(report.history->changes[0].regime == "us-ear");
  CHECK(thresholds::name_of(report.history->changes[0].reading) == "whole/simulated");
}

TEST_CASE("verdicts on different items of one description are not compared with each other") {
  auto earlier = snapshot("2024-02-28", 8e-3), latest = snapshot("2025-02-26", 5e-3);
  for (auto* one : {&earlier, &latest}) {
    one->report.verdicts = {verdict("us-ear", false, Decision::controlled),
                            verdict("us-ear", false, Decision::not_controlled)};
    one->report.verdicts[1].item = "cooler";
  }
  CHECK(must_join({earlier, latest}).history->changes.empty());
  latest.report.verdicts[1].decision = Decision::undetermined;
  const auto changes = must_join({earlier, latest}).history->changes;
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].item == "cooler");
  CHECK(changes[0].to == Decision::undetermined);
}

TEST_CASE("different machines are refused and both files are named") {
  auto other = snapshot("2024-02-28", 8e-3);
  other.report.device.name = "ibm_fez";
  const auto error = refusal({snapshot("2025-02-26", 5e-3), other});
  CHECK(error.code == core::ErrorCode::unusable_input);
  CHECK(error.where == "2025-02-26.json and 2024-02-28.json");
  CHECK(error.message.find("ibm_fez") != std::string::npos);
  CHECK(error.message.find("ibm_torino") != std::string::npos);
}

TEST_CASE("a machine is known by its name without case and separators and vendor") {
  for (const char* name : {"IBM Torino", "torino", "ibmq-torino", "ibm_torino"}) {
    INFO(name);
    auto earlier = snapshot("2024-02-28", 8e-3);
    earlier.report.device.name = name;
    CHECK(history_of({earlier, snapshot("2025-02-26", 5e-3)}));
  }
  for (const char* name : {"ibm_torino2", "ibm", "", "torino_ibm", "2torino"}) {
    INFO(name);
    auto earlier = snapshot("2024-02-28", 8e-3);
    earlier.report.device.name = name;
    CHECK_FALSE(history_of({earlier, snapshot("2025-02-26", 5e-3)}));
  }
}

TEST_CASE("two snapshots of one day are refused and both files are named") {
  auto again = snapshot("2025-02-26", 8e-3);
  again.path = "again.json";
  const auto error = refusal({snapshot("2025-02-26", 5e-3), snapshot("2024-02-28", 8e-3), again});
  CHECK(error.where == "2025-02-26.json and again.json");
  CHECK(error.message.find("2025-02-26") != std::string::npos);
}

TEST_CASE("a snapshot without a date is refused beside others and named") {
  auto undated = snapshot("2024-02-28", 8e-3);
  undated.report.device.as_of.reset();
  CHECK(refusal({snapshot("2025-02-26", 5e-3), undated}).where == "2024-02-28.json");
}

namespace {

/// A calibrated pair of qubits; the C-NOT error is `infidelity`.
device::DeviceDescription pair(const char* date, double infidelity) {
  device::DeviceDescription machine;
  machine.name = "pair";
  machine.as_of = day(date);
  machine.qubit_count = 2;
  machine.couplings = {{0, 1}};
  const auto add_gate = [&](const char* name, std::vector<int> qubits, double error) {
    device::Gate& gate = machine.gates.emplace_back();
    gate.name = name;
    gate.qubits = std::move(qubits);
    gate.infidelity = device::reported(error);
    gate.duration_s = device::reported(50e-9);
  };
  for (int q = 0; q < 2; ++q) {
    device::Qubit& qubit = machine.qubits.emplace_back();
    qubit.t1_s = qubit.t2_s = device::reported(100e-6);
    qubit.p1_given_0 = qubit.p0_given_1 = device::reported(0.01);
    add_gate("sx", {q}, 5e-4);
  }
  add_gate("cz", {0, 1}, infidelity);
  return machine;
}

thresholds::RuleBook bundled_rules() {
  const auto rules = thresholds::load_rules(QGAUGE_SOURCE_DIR "/thresholds");
  INFO((rules ? std::string() : rules.error().message));
  REQUIRE(rules);
  return *rules;
}

assess::Options quick(core::Date law) {
  assess::Options options;
  options.effort = protocols::Effort::quick;
  options.question.as_of = law;
  return options;
}

const figures::Figure& figure(const report::Report& report, const std::string& name) {
  const auto found = std::ranges::find(report.figures, name, &figures::Figure::name);
  REQUIRE(found != report.figures.end());
  return *found;
}

}  // namespace

TEST_CASE("every snapshot of a history is assessed with the same seed as if it were alone") {
  const auto rules = bundled_rules();
  const auto options = quick(day("2026-01-01"));
  const auto earlier = pair("2024-02-28", 8e-3), latest = pair("2025-02-26", 5e-3);
  const auto history = assess::assess_history({{"b", latest}, {"a", earlier}}, rules, options);
  REQUIRE(history);
  const auto alone = assess::assess(latest, rules, options), before = assess::assess(earlier, rules, options);
  REQUIRE((alone && before));
  const char* name = "rb.cnot_infidelity.isolated.mean";
  CHECK(figure(*history, name).value == figure(*alone, name).value);
  CHECK(figure(*history, name).truth == figure(*alone, name).truth);
  CHECK(*figure(*history, name).high == *figure(*before, name).high);
  CHECK(history->samples.size() == alone->samples.size());
  CHECK(history->verdicts.size() == alone->verdicts.size());
}

TEST_CASE("what is no history is refused before anything is simulated") {
  auto options = quick(day("2026-01-01"));
  int steps = 0;
  options.progress = [&](std::string_view, std::size_t, std::size_t) { ++steps; };
  const auto refused = assess::assess_history({{"a", pair("2025-02-26", 8e-3)}, {"b", pair("2025-02-26", 5e-3)}},
                                              bundled_rules(), options);
  REQUIRE_FALSE(refused);
  CHECK(steps == 0);
}

TEST_CASE("verdicts on a stored history are those on its latest snapshot") {
  const auto rules = bundled_rules();
  const auto options = quick(day("2026-01-01"));
  const auto earlier = assess::check(pair("2024-02-28", 8e-3), rules, options),
             latest = assess::check(pair("2025-02-26", 5e-3), rules, options);
  REQUIRE((earlier && latest));
  const auto history = must_join({{"a", *earlier}, {"b", *latest}});
  const auto again = assess::check_report(history, rules, options);
  REQUIRE(again);
  CHECK_FALSE(again->history);
  const auto &mean = figure(*again, "cnot_infidelity.mean"), &own = figure(*latest, "cnot_infidelity.mean");
  CHECK(mean.kind == own.kind);
  CHECK(mean.low == own.low);
  CHECK(mean.method == own.method);
  REQUIRE(again->verdicts.size() == latest->verdicts.size());
  for (std::size_t i = 0; i < again->verdicts.size(); ++i) {
    CHECK(again->verdicts[i].decision == latest->verdicts[i].decision);
    CHECK(again->verdicts[i].probability_controlled == latest->verdicts[i].probability_controlled);
  }
}

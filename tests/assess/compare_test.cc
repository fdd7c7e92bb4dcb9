// Two reports beside each other: what each figure is compared by, which moved, and which verdicts changed and why.
#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "qgauge/assess.hpp"

using namespace qgauge;
using assess::CompareCondition;
using figures::Figure;
using figures::Origin;
using report::Basis;
using report::Change;

namespace {

report::Report report_of(std::vector<Figure> figures, const std::string& checksum = "aa") {
  report::Report report;
  report.device.name = "machine";
  report.device.as_of = core::Date::from(2026, 1, 1);
  report.figures = std::move(figures);
  report.provenance.inputs = {{"machine.json", checksum}};
  report.provenance.as_of = *core::Date::from(2026, 1, 1);
  return report;
}

/// Of two descriptions, unless the checksums say otherwise.
report::Comparison compared(std::vector<Figure> from, std::vector<Figure> to, const std::string& checksum = "bb") {
  return assess::compare({"old", report_of(std::move(from))}, {"new", report_of(std::move(to), checksum)});
}

Figure estimate(double value, double sigma, const std::string& name = "rb.cnot_infidelity.isolated.mean") {
  return figures::sampled_figure(name, value, sigma, Origin::simulated, "");
}

Figure reported(double value, const std::string& name = "cnot_infidelity.mean") {
  return figures::exact_figure(name, value, Origin::reported, "");
}

Figure of_qubit(Figure figure, int qubit) {
  figure.subject = figures::FigureSubject{{qubit}, ""};
  return figure;
}

Figure drawn(double truth, double sigma, int number, core::Random& random) {
  return estimate(truth + sigma * random.normal(), sigma, "layer_fidelity." + std::to_string(number));
}

/// The mean of six draws whose spread is not known but estimated from them: Student's t with 5 degrees of freedom.
Figure estimated(double truth, double spread, int number, core::Random& random) {
  constexpr int count = 6;
  constexpr double t_quantile = 2.570582;
  double sum = 0, squares = 0;
  for (int k = 0; k < count; ++k) {
    const double value = truth + spread * random.normal();
    sum += value, squares += value * value;
  }
  const double mean = sum / count, sigma = std::sqrt((squares - sum * mean) / (count - 1) / count);
  Figure figure = estimate(mean, sigma, "layer_fidelity." + std::to_string(number));
  figure.low = mean - t_quantile * sigma, figure.high = mean + t_quantile * sigma;
  return figure;
}

bool moved(const report::FigureComparison& figure) { return figure.change != Change::none; }

/// In how many of 500 comparisons of 20 figures that did not move any is said to have.
int false_alarms(auto&& draw) {
  core::Random random(core::RandomKey{.seed = 20261130});
  int alarms = 0;
  for (int k = 0; k < 500; ++k) {
    std::vector<Figure> from, to;
    for (int n = 2; n < 22; ++n) from.push_back(draw(n, random)), to.push_back(draw(n, random));
    alarms += std::ranges::any_of(compared(from, to).figures, moved);
  }
  return alarms;
}

/// 5 % of 500 and 2.33 standard deviations: a test that holds 5 % fails here with probability 0.01.
constexpr int most_alarms = 36;

thresholds::Verdict verdict_of(thresholds::Decision decision, double value, bool met) {
  thresholds::Reason bound{.clause = "4A906.a.2",
                           .figure = "cnot_infidelity.mean",
                           .value = value,
                           .low = value,
                           .high = value,
                           .relation = thresholds::Relation::at_most,
                           .limit = 1e-3,
                           .met = met,
                           .text = "",
                           .because = {}};
  thresholds::Reason ladder{.clause = "4A906.a",
                            .figure = "",
                            .value = {},
                            .low = {},
                            .high = {},
                            .relation = {},
                            .limit = {},
                            .met = met,
                            .text = "",
                            .because = {bound}};
  thresholds::Verdict verdict;
  verdict.regime = "us-ear";
  verdict.entry = "4A906.a";
  verdict.as_of = *core::Date::from(2026, 1, 1);
  verdict.decision = decision;
  verdict.reasons = {ladder};
  return verdict;
}

constexpr auto controlled = thresholds::Decision::controlled, free_of = thresholds::Decision::not_controlled;

report::Comparison compared_verdicts(std::vector<thresholds::Verdict> from, std::vector<thresholds::Verdict> to) {
  report::Report before = report_of({}), after = report_of({});
  before.verdicts = std::move(from);
  after.verdicts = std::move(to);
  return assess::compare({"old", before}, {"new", after});
}

}  // namespace

TEST_CASE("an estimate that moved beyond its joint uncertainty got worse or better as its name says") {
  const auto worse = compared({estimate(7e-3, 1e-4)}, {estimate(8e-3, 1e-4)});
  CHECK(worse.figures[0].basis == Basis::uncertainty);
  CHECK(worse.figures[0].change == Change::worse);
  CHECK(compared({estimate(8e-3, 1e-4)}, {estimate(7e-3, 1e-4)}).figures[0].change == Change::better);
  CHECK(compared({estimate(0.7, 0.01, "layer_fidelity.4")}, {estimate(0.5, 0.01, "layer_fidelity.4")})
            .figures[0]
            .change == Change::worse);
  CHECK(compared({estimate(7e-3, 1e-4)}, {estimate(7.2e-3, 1e-4)}).figures[0].change == Change::none);
}

TEST_CASE("a figure whose name says no direction moves without getting worse") {
  const auto moved = compared({estimate(1, 0.01, "tomorrow")}, {estimate(2, 0.01, "tomorrow")});
  CHECK(moved.figures[0].change == Change::moved);
  CHECK_FALSE(holds(CompareCondition::worse, moved, false));
  CHECK(holds(CompareCondition::change, moved, false));
}

TEST_CASE("any difference of values without an uncertainty is a change as reported and no regression") {
  const auto worse = compared({reported(7e-3)}, {reported(7.001e-3)});
  CHECK(worse.figures[0].basis == Basis::as_reported);
  CHECK(worse.figures[0].change == Change::worse);
  CHECK_FALSE(holds(CompareCondition::regression, worse, false));
  CHECK(holds(CompareCondition::worse, worse, false));
  CHECK(compared({reported(7e-3)}, {reported(7e-3)}).figures[0].change == Change::none);
  CHECK(compared({estimate(7e-3, 1e-4, "cnot_infidelity.mean")}, {reported(7e-3)}).figures[0].basis ==
        Basis::as_reported);
}

TEST_CASE("bounds and histories move only where their ranges do not meet") {
  const auto bounded = [](double value, double low, double high) {
    return figures::bounded_figure("cnot_infidelity.mean", value, low, high, Origin::reported, "");
  };
  CHECK(compared({bounded(5e-3, 4e-3, 8e-2)}, {bounded(9e-3, 8e-3, 9e-2)}).figures[0].change == Change::none);
  const auto apart = compared({bounded(5e-3, 4e-3, 6e-3)}, {bounded(9e-3, 8e-3, 9e-2)});
  CHECK(apart.figures[0].basis == Basis::ranges);
  CHECK(apart.figures[0].change == Change::worse);
  CHECK(holds(CompareCondition::regression, apart, false));
  Figure history = estimate(7e-3, 1e-5);
  history.kind = figures::IntervalKind::history;
  history.low = 5e-3, history.high = 8e-3;
  CHECK(compared({history}, {estimate(7.9e-3, 1e-5)}).figures[0].change == Change::none);
  CHECK(compared({history}, {estimate(8.1e-3, 1e-5)}).figures[0].change == Change::worse);
}

TEST_CASE(
    "of one description bounds and its uncertainty are common, and what no sampling is in differs by the program") {
  const auto bounded = [](double value, double sigma) {
    Figure figure =
        figures::bounded_figure("rb.cnot_infidelity.isolated.mean", value, 1e-3, 0.9, Origin::simulated, "");
    figure.uncertainty = {sigma, 1e-2};
    return figure;
  };
  const auto moved = compared({bounded(7e-3, 1e-4)}, {bounded(8e-3, 1e-4)}, "aa");
  CHECK(moved.same_description);
  CHECK(moved.figures[0].change == Change::worse);
  CHECK(compared({bounded(7e-3, 1e-4)}, {bounded(7.1e-3, 1e-4)}, "aa").figures[0].change == Change::none);
  const auto program = compared({reported(7e-3)}, {reported(7.001e-3)}, "aa");
  CHECK(program.figures[0].basis == Basis::uncertainty);
  CHECK(holds(CompareCondition::regression, program, false));
}

TEST_CASE("two machines of one file and a machine with an override are not one description") {
  report::Report one = report_of({}), other = report_of({});
  CHECK(assess::compare({"a", one}, {"b", other}).same_draws);
  other.provenance.seed = 2;
  CHECK(assess::compare({"a", one}, {"b", other}).same_description);
  CHECK_FALSE(assess::compare({"a", one}, {"b", other}).same_draws);
  other.findings.push_back({"overridden_value", "", "t1 = 2x"});
  CHECK_FALSE(assess::compare({"a", one}, {"b", other}).same_description);
  other = one;
  other.device.name = "H2-2";
  const auto machines = assess::compare({"a", one}, {"b", other});
  CHECK_FALSE(machines.same_description);
  CHECK(machines.context.at(0).what == "machine");
}

TEST_CASE("figures that appear, vanish or lose their value are listed and none is paired with another convention") {
  Figure lost = reported(1e-4, "t1_s.median");
  const auto changes = compared(
      {reported(7e-3), lost}, {estimate(7e-3, 1e-4), figures::missing_figure("t1_s.median", Origin::derived, "gone")});
  REQUIRE(changes.figures.size() == 3);
  CHECK(changes.figures[0].change == Change::vanished);
  CHECK(changes.figures[1].change == Change::vanished);
  CHECK(changes.figures[2].change == Change::appeared);
  Figure process = reported(7e-3);
  process.convention = "process infidelity";
  CHECK(compared({reported(7e-3)}, {process}).figures.size() == 2);
}

TEST_CASE("single qubits and pairs fail a run only where they are asked for") {
  const auto worse = compared({of_qubit(estimate(1e-3, 1e-5), 3)}, {of_qubit(estimate(2e-3, 1e-5), 3)});
  CHECK(worse.figures[0].change == Change::worse);
  CHECK_FALSE(holds(CompareCondition::regression, worse, false));
  CHECK(holds(CompareCondition::regression, worse, true));
}

TEST_CASE("figures that no chance is in do not blunt the test of the others") {
  std::vector<Figure> from{estimate(0.5, 0.01, "layer_fidelity.1000")},
      to{estimate(0.466, 0.01, "layer_fidelity.1000")};
  for (int k = 2; k < 200; ++k) {
    from.push_back(reported(0.5, "layer_fidelity." + std::to_string(k)));
    to.push_back(from.back());
  }
  CHECK(compared(from, to, "aa").figures[0].change == Change::worse);
}

TEST_CASE("Holm 1979: figures that did not move flag in at most 5 percent of comparisons") {
  CHECK(false_alarms([](int n, core::Random& random) { return drawn(0.5, 0.01, n, random); }) <= most_alarms);
}

TEST_CASE("Welch 1947: nor do estimates whose own uncertainty was estimated from few draws") {
  CHECK(false_alarms([](int n, core::Random& random) { return estimated(0.5, 0.01, n, random); }) <= most_alarms);
}

TEST_CASE("Holm 1979: a figure that moved is found among others, which do not flag more for it") {
  // It moved by 7 joint standard deviations where 3 suffice: missed once in 10,000 comparisons.
  core::Random random(core::RandomKey{.seed = 7});
  int found = 0, beside = 0;
  for (int k = 0; k < 500; ++k) {
    std::vector<Figure> from{drawn(0.6, 0.01, 2, random)}, to{drawn(0.5, 0.01, 2, random)};
    for (int n = 3; n < 22; ++n) from.push_back(drawn(0.5, 0.01, n, random)), to.push_back(drawn(0.5, 0.01, n, random));
    const auto figures = compared(from, to).figures;
    found += figures[0].change == Change::worse;
    beside += std::any_of(figures.begin() + 1, figures.end(), moved);
  }
  CHECK(found >= 498);
  CHECK(beside <= most_alarms);
}

TEST_CASE("a verdict that changed names the bound that came out otherwise") {
  const auto change = compared_verdicts({verdict_of(free_of, 2e-3, false)}, {verdict_of(controlled, 8e-4, true)});
  REQUIRE(change.verdicts.size() == 1);
  CHECK(change.verdicts[0].changed());
  REQUIRE(change.verdicts[0].crossings.size() == 1);
  CHECK(change.verdicts[0].crossings[0].from.value == 2e-3);
  CHECK(change.verdicts[0].crossings[0].to.met == true);
  CHECK(holds(CompareCondition::verdict, change, false));
  CHECK(holds(CompareCondition::change, change, false));
  CHECK_FALSE(holds(CompareCondition::worse, change, false));
}

TEST_CASE("verdicts of another day of law are compared and the day is said") {
  auto later = verdict_of(controlled, 8e-4, true);
  later.as_of = *core::Date::from(2027, 1, 1);
  const auto change = compared_verdicts({verdict_of(free_of, 2e-3, false)}, {later});
  REQUIRE(change.verdicts.size() == 1);
  CHECK(change.verdicts[0].changed());
  const auto both = compared_verdicts({verdict_of(free_of, 2e-3, false)}, {later, verdict_of(free_of, 2e-3, false)});
  CHECK(std::ranges::count_if(both.verdicts, &report::VerdictComparison::changed) == 0);
}

TEST_CASE("a verdict that one report alone has is neither the same nor changed") {
  auto other = verdict_of(controlled, 8e-4, true);
  other.entry = "4A906.b";
  const auto change = compared_verdicts({verdict_of(controlled, 8e-4, true)}, {other});
  REQUIRE(change.verdicts.size() == 2);
  CHECK_FALSE(change.verdicts[0].from.has_value());
  CHECK_FALSE(change.verdicts[1].to.has_value());
  CHECK_FALSE(holds(CompareCondition::verdict, change, false));
}

TEST_CASE("findings are counted by code where one report alone has them") {
  report::Report before = report_of({}), after = report_of({});
  before.findings = {{"stale_date", "q0", "old"}, {"uncalibrated_gate", "0-1", ""}};
  after.findings = {{"uncalibrated_gate", "0-1", ""}, {"uncalibrated_gate", "1-2", ""}};
  const auto findings = assess::compare({"old", before}, {"new", after}).findings;
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].code == "stale_date");
  CHECK(findings[0].vanished == 1);
  CHECK(findings[1].appeared == 1);
  CHECK(findings[1].vanished == 0);
}

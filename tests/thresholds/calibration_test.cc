// Whether P(controlled) is a probability: of the machines that are given P, the share P is controlled. The test is the
// reliability diagram (A. H. Murphy and R. L. Winkler, Applied Statistics 26, 41, 1977; M. H. DeGroot and S. E.
// Fienberg, The Statistician 32, 12, 1983) with the bands of chance that J. Brocker and L. A. Smith (Weather and
// Forecasting 22, 651, 2007) draw into it.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "thresholds/support.hpp"

using namespace qgauge;
using thresholds::Belief;

namespace {

constexpr const char* entry = "4A906.a";
constexpr double qubits = 156;
constexpr double limit = 1e-3;  // of the entry's step for 100 to 199 qubits
constexpr std::size_t bins = 10;

/// The true error of a machine and what is known of it.
struct Draw {
  double truth;
  double estimate;
  double sigma;
};

/// The truth is flat in its logarithm on [low, high] times the limit; `sigma` is in units of the limit as well.
Draw draw(core::Random& random, double low, double high, double sigma) {
  const double truth = limit * low * std::pow(high / low, random.uniform());
  return {.truth = truth, .estimate = truth + sigma * limit * random.normal(), .sigma = sigma * limit};
}

using Probability = std::function<double(const Draw&)>;

/// Bins in which the truth does not agree with P. `alarm` is the chance that a perfect P disagrees in any of them; each
/// bin has a share of it (Bonferroni). The band is that of Clopper and Pearson, which is exact for equal P and wider
/// than needed for P that differ within a bin.
struct Reliability {
  int outside = 0;
  double least_trials = 1e18;
};

Reliability reliability(const Probability& probability, double low, double high, double sigma, int draws,
                        double alarm) {
  std::array<double, bins> expected{};
  std::array<std::uint64_t, bins> trials{}, controlled{};
  core::Random random(core::RandomKey{.seed = 20260101, .circuit = static_cast<std::uint64_t>(1000 * sigma)});
  for (int i = 0; i < draws; ++i) {
    const Draw machine = draw(random, low, high, sigma);
    const double p = probability(machine);
    const auto bin = std::min(bins - 1, static_cast<std::size_t>(p * bins));
    expected[bin] += p;
    ++trials[bin];
    controlled[bin] += machine.truth <= limit ? 1 : 0;
  }
  Reliability result;
  for (std::size_t bin = 0; bin < bins; ++bin) {
    const auto n = static_cast<double>(trials[bin]);
    result.least_trials = std::min(result.least_trials, n);
    if (trials[bin] == 0) continue;
    const auto band = figures::clopper_pearson(controlled[bin], trials[bin], 1 - alarm / bins);
    if (expected[bin] / n < band.low || expected[bin] / n > band.high) ++result.outside;
  }
  return result;
}

const thresholds::Condition& ladder() {
  for (const auto& regime : support::bundled_rules().regimes) {
    for (const auto& one : regime.versions.back().entries) {
      if (one.number == entry) return one.condition;
    }
  }
  FAIL("no entry " << entry);
  std::unreachable();
}

/// As a sweep asks.
Probability by_table() {
  const auto table = thresholds::RuleTable::of(ladder(), {});
  const bool first = table.figures().front() == "cnot_infidelity.mean";
  return [table, first](const Draw& machine) {
    std::array<Belief, 2> beliefs;
    beliefs[first ? 0 : 1] = {.kind = Belief::Kind::estimate, .value = machine.estimate, .sigma = machine.sigma};
    beliefs[first ? 1 : 0] = {.kind = Belief::Kind::exact, .value = qubits};
    const auto answer = table.decide(beliefs);
    REQUIRE(answer.probability);
    return *answer.probability;
  };
}

/// As a report says.
double by_verdict(const Draw& machine) {
  subject::Subject item = support::computer(qubits, std::nullopt);
  support::set_figure(item, support::sampled("cnot_infidelity.mean", machine.estimate, machine.sigma));
  const auto verdicts =
      support::verdicts(support::bundled_rules(), item,
                        {.regimes = {"us-ear#4A906.a"}, .readings = {{}}, .as_of = support::day("2026-01-01")});
  REQUIRE(verdicts.size() == 1);
  REQUIRE(verdicts.front().probability_controlled);
  return *verdicts.front().probability_controlled;
}

/// What a prior flat in the error itself would give.
double by_normal(const Draw& machine) {
  return 0.5 * std::erfc((machine.estimate - limit) / machine.sigma / std::sqrt(2.0));
}

}  // namespace

TEST_CASE("P of a table is calibrated for machines within thirty percent of a step") {
  // Four diagrams of ten bins, each within its 99 % bands: a perfect P fails here for less than 4 % of all seeds, and
  // the seed is fixed.
  for (const double sigma : {0.02, 0.03, 0.05, 0.07}) {
    INFO(sigma);
    const auto found = reliability(by_table(), 0.7, 1.3, sigma, 100'000, 0.01);
    CHECK(found.outside == 0);
    CHECK(found.least_trials > 500);
  }
}

TEST_CASE("P of a table is calibrated for coarse measurements of machines within a factor of three of a step") {
  // Two diagrams: a perfect P fails for less than 2 % of all seeds.
  for (const double sigma : {0.1, 0.15}) {
    INFO(sigma);
    const auto found = reliability(by_table(), 1.0 / 3, 3, sigma, 100'000, 0.01);
    CHECK(found.outside == 0);
    CHECK(found.least_trials > 500);
  }
}

TEST_CASE("P of a verdict is that of the table and calibrated for a smaller sample") {
  const auto table = by_table();
  const auto both = [&](const Draw& machine) {
    const double p = by_verdict(machine);
    CHECK(p == Approx(table(machine)).margin(1e-9).epsilon(0));
    return p;
  };
  const auto found = reliability(both, 0.7, 1.3, 0.07, 800, 0.01);
  CHECK(found.outside == 0);
  CHECK(found.least_trials > 8);
}

TEST_CASE("The diagram tells a wrong prior from the right one") {
  // A prior that is flat in the error itself gives a P that is too low by about sigma / limit standard deviations.
  CHECK(reliability(by_normal, 0.7, 1.3, 0.07, 100'000, 0.01).outside >= 3);
}

TEST_CASE("A measurement coarser than the range of the machines is not calibrated for that range") {
  // That no machine is farther than 30 % from the step is itself knowledge, which the prior of a verdict does not have.
  // With a sigma of 15 % it would tell.
  CHECK(reliability(by_table(), 0.7, 1.3, 0.15, 100'000, 0.01).outside >= 3);
}

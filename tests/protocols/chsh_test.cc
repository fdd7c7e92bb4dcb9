// Claims about CHSH combinations: exact values under planted noise, coverage, family-wise error.
// Of 1,000 repetitions with fixed seeds a correct interval leaves 93 to 97 percent by chance with probability 0.4 %.
#include "qgauge/protocols/chsh.hpp"

#include <cmath>
#include <numbers>

#include <catch2/catch.hpp>

#include "protocols/asked.hpp"
#include "protocols/oracle_executor.hpp"
#include "protocols/pair_machine.hpp"

using namespace qgauge;
using namespace qgauge::protocols;

namespace {

ChshPlan one_pair() { return {{{0, 1}}, {"cz"}, {{}, 1000, 0, 0, {}}}; }

/// Counts of four correlations of equal strength that sum to `s`.
execution::Samples planted(double s, core::Random& random) {
  execution::Samples samples;
  for (const double sign : {1.0, -1.0, 1.0, 1.0}) {
    const auto equal = static_cast<double>(random.binomial(1000, (1 + sign * s / 4) / 2));
    samples.answers.push_back({{{{0, equal}, {1, 1000 - equal}}, 1000}});
  }
  return samples;
}

}  // namespace

TEST_CASE(
    "a Bell pair without noise reaches the bound of Cirel'son 1980 and depolarizing entanglers their share of it") {
  const double lambda = GENERATE(0.0, 0.2);
  const auto kind = GENERATE(circuit::GateKind::cz, circuit::GateKind::ecr);
  const auto plan = plan_chsh(test::pair_machine(kind), std::array{0}, {Effort::quick, 2});
  REQUIRE(plan);
  const test::OracleExecutor noisy({.entangler_depolarizing = lambda});
  const auto figures = estimate_chsh(*plan, test::asked(noisy, plan->batch));
  REQUIRE(figures->front().name == "chsh");
  REQUIRE(*figures->front().value == Approx((1 - lambda) * 2 * std::numbers::sqrt2).epsilon(1e-9));
  REQUIRE(significant_violations(*figures) == std::vector{true});
}

TEST_CASE("the interval of the CHSH combination covers") {
  const double s = GENERATE(2.0, 2.6, 0.5);
  int covered = 0;
  for (std::uint64_t r = 0; r < 1000; ++r) {
    core::Random random({4, 4, 0, r});
    const auto figures = estimate_chsh(one_pair(), planted(s, random));
    covered += *figures->front().low <= s && s <= *figures->front().high;
  }
  REQUIRE(covered >= 930);
  REQUIRE(covered <= 970);
}

TEST_CASE("the procedure of Holm 1979 rejects step by step") {
  REQUIRE(holm_rejects(std::array{0.01, 0.04, 0.03, 0.005}, 0.05) == std::vector{true, false, false, true});
  REQUIRE(holm_rejects({}, 0.05).empty());
}

TEST_CASE("twenty couplings at the local bound seldom seem to violate it") {
  int alarms = 0;
  for (std::uint64_t r = 0; r < 500; ++r) {
    core::Random random({6, 4, 0, r});
    std::vector<figures::Figure> figures;
    for (int pair = 0; pair < 20; ++pair) figures.push_back(estimate_chsh(one_pair(), planted(2, random))->front());
    const std::vector<bool> significant = significant_violations(figures);
    alarms += std::ranges::find(significant, true) != significant.end();
  }
  // 5 % of 500 is 25, and 45 is four standard deviations more.
  REQUIRE(alarms <= 45);
}

TEST_CASE("CHSH samples of another plan are refused") { REQUIRE_FALSE(estimate_chsh(one_pair(), {})); }

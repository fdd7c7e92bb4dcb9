// Claims about readout: the plan, the figure, and the coverage and length of its interval.
//
// The interval is discrete: it must cover in at least 94 percent of 1,000 repetitions. With the nominal 95 percent a
// check fails by chance with probability 7 percent at worst; the interval is conservative and the seeds are fixed.
#include <cmath>

#include <catch2/catch.hpp>

#include "protocols/oracle_executor.hpp"
#include "protocols/pair_machine.hpp"
#include "qgauge/protocols.hpp"

using namespace qgauge;
using namespace qgauge::protocols;

namespace {

constexpr std::uint64_t shots = 2048;

execution::CircuitSamples counts(double zeros, double ones) { return {{{0, zeros}, {1, ones}}, zeros + ones}; }

figures::Figure estimate(std::uint64_t wrong_zero, std::uint64_t wrong_one) {
  ReadoutPlan plan{{0}, {{}}};
  const auto k0 = static_cast<double>(wrong_zero), k1 = static_cast<double>(wrong_one);
  const execution::Samples samples{{counts(shots - k0, k0), counts(k1, shots - k1)}};
  return estimate_readout(plan, {&samples, 1}).front();
}

}  // namespace

TEST_CASE(
    "the readout interval covers the mean of two error probabilities and is no longer than Clopper-Pearson allows") {
  const auto [p0, p1] =
      GENERATE(std::pair{0.001, 0.001}, std::pair{0.002, 0.02}, std::pair{0.0, 0.03}, std::pair{0.1, 0.3});
  CAPTURE(p0, p1);
  const double truth = (p0 + p1) / 2;
  int covered = 0;
  double length = 0, reference = 0;
  for (std::uint64_t r = 0; r < 1000; ++r) {
    core::Random random({99, 1, 0, r});
    const std::uint64_t k0 = random.binomial(shots, p0), k1 = random.binomial(shots, p1);
    const figures::Figure figure = estimate(k0, k1);
    covered += *figure.low <= truth && truth <= *figure.high;
    length += *figure.high - *figure.low;
    const figures::Interval exact = figures::clopper_pearson(k0 + k1, 2 * shots, 0.95);
    reference += exact.high - exact.low;
  }
  REQUIRE(covered >= 940);
  REQUIRE(length <= 1.3 * reference);
}

TEST_CASE("the assignment error is the mean of both error rates") {
  const figures::Figure figure = estimate(20, 61);
  REQUIRE(*figure.value == Approx(81.0 / 4096).epsilon(1e-12));
  REQUIRE(figure.samples == 4096);
  REQUIRE(figure.kind == figures::IntervalKind::sampling);
  REQUIRE(figure.uncertainty.sampling == Approx(std::sqrt(81.0) / 4096).epsilon(0.05));
}

TEST_CASE("a readout that never failed is uncertain but not negative") {
  const figures::Figure figure = estimate(0, 0);
  REQUIRE(*figure.value == 0);
  REQUIRE(*figure.low == 0);
  REQUIRE(*figure.high == Approx(1 - std::pow(0.025, 1.0 / 4096)).epsilon(1e-9));
  REQUIRE(figure.uncertainty.sampling > 0);
}

TEST_CASE("the readout plan prepares both states of every qubit alone and reads what was prepared") {
  const auto model = test::pair_machine();
  const auto plan = plan_readout(model, std::array{0, 1}, {Effort::quick, 4});
  REQUIRE(plan->qubits == std::vector{0, 1});
  const test::OracleExecutor noisy({.p1_given_0 = 0.01, .p0_given_1 = 0.03});
  std::vector<execution::Samples> samples;
  for (const auto& batch : plan->batches) {
    REQUIRE(batch.circuits.size() == 2);
    samples.push_back(*noisy.run(batch));
  }
  REQUIRE(plan->batches[0].domain != plan->batches[1].domain);
  for (const figures::Figure& figure : estimate_readout(*plan, samples)) {
    REQUIRE(*figure.value == Approx(0.02).epsilon(1e-9));
  }
}

TEST_CASE("a qubit without samples has no readout figure and says so") {
  const ReadoutPlan plan{{3}, {{}}};
  const auto figures = estimate_readout(plan, {});
  REQUIRE_FALSE(figures.front().value);
  REQUIRE(figures.front().missing);
  REQUIRE(figures.front().subject->qubits == std::vector{3});
}

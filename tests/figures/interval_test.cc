// Claims about quantiles and binomial intervals.
#include <cmath>
#include <cstdint>

#include <catch2/catch.hpp>

#include "qgauge/figures.hpp"

using namespace qgauge::figures;

TEST_CASE("the normal quantile matches tabled values") {
  // Abramowitz and Stegun, table 26.1; the distribution function is smooth, so double precision leaves 1e-12.
  REQUIRE(normal_quantile_two_sided(0.95) == Approx(1.959963984540054).epsilon(1e-12));
  REQUIRE(normal_quantile_two_sided(0.6826894921370859) == Approx(1.0).epsilon(1e-12));
}

TEST_CASE("the Clopper-Pearson interval at the ends is one-sided and closed in form") {
  // k = 0: the upper end u has (1 - u)^n = 0.025; k = n mirrors it.
  const Interval none = clopper_pearson(0, 100, 0.95);
  REQUIRE(none.low == 0);
  REQUIRE(none.high == Approx(1 - std::pow(0.025, 0.01)).epsilon(1e-9));
  const Interval all = clopper_pearson(100, 100, 0.95);
  REQUIRE(all.high == 1);
  REQUIRE(all.low == Approx(std::pow(0.025, 0.01)).epsilon(1e-9));
}

namespace {

/// P(K <= k) of a binomial, summed term by term.
double distribution(std::uint64_t k, std::uint64_t n, double p) {
  double term = std::pow(1 - p, static_cast<double>(n)), sum = 0;
  for (std::uint64_t i = 0; i <= k; ++i) {
    sum += term;
    term *= static_cast<double>(n - i) / static_cast<double>(i + 1) * p / (1 - p);
  }
  return sum;
}

}  // namespace

TEST_CASE("each end of the Clopper-Pearson interval leaves a tail of exactly 2.5 percent") {
  const Interval interval = clopper_pearson(7, 50, 0.95);
  REQUIRE(distribution(7, 50, interval.high) == Approx(0.025).epsilon(1e-9));
  REQUIRE(1 - distribution(6, 50, interval.low) == Approx(0.025).epsilon(1e-9));
}

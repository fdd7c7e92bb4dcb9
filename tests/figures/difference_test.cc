// Differences over their joint uncertainty, and Holm's correction.
#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "qgauge/figures.hpp"

using namespace qgauge::figures;

namespace {

Figure estimate(double value, double sampling, double description = 0) {
  Figure figure = sampled_figure("t1_s.median", value, std::hypot(sampling, description), Origin::simulated, "");
  figure.uncertainty = {sampling, description};
  return figure;
}

}  // namespace

TEST_CASE("a difference is held against the root of the sum of all squared sigmas") {
  const Difference moved = difference_of(estimate(10, 3), estimate(20, 0, 4), false);
  CHECK(moved.statistic == Approx(2));
  CHECK(moved.p == Approx(0.0455).epsilon(1e-3));
  CHECK(difference_of(estimate(20, 3), estimate(10, 4), false).statistic == Approx(-2));
}

TEST_CASE("what both take from one description explains no difference between them") {
  CHECK(difference_of(estimate(10, 3, 100), estimate(20, 4, 100), true).statistic == Approx(2));
  const Difference exact = difference_of(estimate(10, 0, 5), estimate(10.1, 0, 5), true);
  CHECK(std::isinf(exact.statistic));
  CHECK(exact.p == 0);
}

TEST_CASE("values that are the same but for rounding do not differ") {
  CHECK(difference_of(estimate(0.1 + 0.2, 0), estimate(0.3, 0), false).p == 1);
  CHECK(equal_as_reported(estimate(0, 0), estimate(0, 0)));
  CHECK_FALSE(equal_as_reported(estimate(1, 0), estimate(1.000001, 0)));
}

TEST_CASE("Welch 1947: degrees of freedom of both intervals are joined by their variances") {
  // t(10) reaches 2.228 standard deviations at 95 %, t(20) 2.086.
  Figure a = estimate(1, 2), b = estimate(5, 1);
  a.low = 1 - 2 * 2.2281389, a.high = 1 + 2 * 2.2281389;
  b.low = 5 - 2.0859634, b.high = 5 + 2.0859634;
  const Difference moved = difference_of(a, b, false);
  CHECK(moved.degrees == Approx(25 / (16.0 / 10 + 1.0 / 20)).epsilon(1e-4));
  CHECK(moved.p > difference_of(estimate(1, 2), estimate(5, 1), false).p);
}

TEST_CASE("an interval that is cut at what a figure can be keeps the degrees of its whole half") {
  Figure cut = estimate(0.1, 1);
  cut.low = 0, cut.high = 0.1 + 2.2281389;
  CHECK(difference_of(cut, cut, false).degrees == Approx(20).epsilon(1e-4));
}

TEST_CASE("Holm 1979: each p value counts as often as hypotheses are left, and none overtakes a smaller one") {
  const std::vector<double> p{0.01, 0.04, 0.03, 0.005};
  const std::vector<double> adjusted = holm_adjusted(p);
  CHECK(adjusted[3] == Approx(0.02));
  CHECK(adjusted[0] == Approx(0.03));
  CHECK(adjusted[2] == Approx(0.06));
  CHECK(adjusted[1] == Approx(0.06));
  CHECK(holm_adjusted(std::vector<double>{0.7, 0.9})[0] == 1);
  CHECK(holm_adjusted({}).empty());
}

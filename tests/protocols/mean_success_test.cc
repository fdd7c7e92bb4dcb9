// Claims about means over random circuits: the coverage of their intervals. Of 1,000 repetitions with fixed seeds, a
// correct interval leaves 93 to 97 percent by chance with probability 0.4 percent; discrete ones need 94 percent.
#include "protocols/mean_success.hpp"

#include <vector>

#include <catch2/catch.hpp>

using namespace qgauge;

namespace {

/// How many of 1,000 intervals hold `mean`, of circuits whose success lies evenly within `spread` of it.
int covered(double mean, double spread, int circuits) {
  int count = 0;
  for (std::uint64_t r = 0; r < 1000; ++r) {
    core::Random random({17, 3, 0, r});
    std::vector<protocols::Successes> successes;
    for (int c = 0; c < circuits; ++c) {
      const double p = mean + spread * (2 * random.uniform() - 1);
      successes.push_back({static_cast<double>(random.binomial(1000, p)), 1000});
    }
    const figures::Interval interval = protocols::mean_success(successes, 0.95).interval;
    count += interval.low <= mean && mean <= interval.high;
  }
  return count;
}

}  // namespace

TEST_CASE("the mean over circuits covers with and without scatter between them") {
  const auto [mean, spread, circuits] =
      GENERATE(std::tuple{0.5, 0.2, 10}, std::tuple{0.5, 0.0, 6}, std::tuple{0.95, 0.04, 20});
  CAPTURE(mean, spread, circuits);
  const int count = covered(mean, spread, circuits);
  REQUIRE(count >= 930);
  REQUIRE(count <= 970);
}

TEST_CASE("the mean over circuits covers successes that are hardly ever seen") {
  REQUIRE(covered(2e-4, 0, 10) >= 940);
  REQUIRE(covered(1 - 1e-3, 5e-4, 10) >= 940);
}

TEST_CASE("circuits that never succeed have a mean of zero that is uncertain") {
  const protocols::Mean mean = protocols::mean_success(std::vector<protocols::Successes>(10, {0, 1000}), 0.95);
  REQUIRE(mean.value == 0);
  REQUIRE(mean.interval.low == 0);
  REQUIRE(mean.interval.high == Approx(3.69e-4).epsilon(0.01));
  REQUIRE(mean.sigma > 0);
}

TEST_CASE("the quantile of Student 1908 is that of the tables") {
  REQUIRE(protocols::student_quantile_two_sided(0.95, 9) == Approx(2.2622).epsilon(1e-4));
}

TEST_CASE("circuits of different numbers of shots each count by their own") {
  const std::vector<protocols::Successes> counts{{50, 100}, {200, 400}, {500, 1000}};
  const protocols::Mean mean = protocols::mean_success(counts, 0.95);
  REQUIRE(mean.value == Approx(0.5));
  REQUIRE(mean.sigma == Approx(0).margin(1e-12));
}

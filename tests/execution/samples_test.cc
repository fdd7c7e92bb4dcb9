// Drawing: the distribution of the counts, their order and total, and reading a weight.

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "qgauge/execution.hpp"

namespace {

using namespace qgauge;

double total_weight(const execution::CircuitSamples& samples) {
  return std::accumulate(samples.outcomes.begin(), samples.outcomes.end(), 0.0,
                         [](double sum, const execution::Outcome& outcome) { return sum + outcome.weight; });
}

}  // namespace

TEST_CASE("Counts follow the probabilities by a chi square test") {
  // Pearson's statistic of 20,000 shots over 6 outcomes has 5 degrees of freedom; its 0.99999 quantile is 30.86, so a
  // correct draw fails each of 10 seeds with probability 1e-5: false-alarm rate 1e-4.
  const std::array<double, 8> probabilities = {0.3, 0.0, 0.25, 0.2, 0.15, 0.0, 0.06, 0.04};
  const std::uint64_t shots = 20'000;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    core::Random random({seed, 0, 0, 0});
    const auto samples = execution::draw(probabilities, shots, random);
    double chi_square = 0;
    for (std::size_t bits = 0; bits < probabilities.size(); ++bits) {
      const double expected = probabilities[bits] * static_cast<double>(shots);
      const double seen = execution::weight_of(samples, bits);
      if (expected == 0) {
        REQUIRE(seen == 0);
      } else {
        chi_square += (seen - expected) * (seen - expected) / expected;
      }
    }
    REQUIRE(chi_square < 30.86);
  }
}

TEST_CASE("Pairs of counts have the covariance of a multinomial") {
  // Over 4,000 repetitions of n = 100 shots at p = (0.4, 0.3, 0.2, 0.1), cov(n0, n3) = -n p0 p3 = -4. The standard
  // error of the estimate is sqrt((var0 var3 + cov^2) / 4000) = sqrt((24 * 9 + 16) / 4000) = 0.24; 5 of them:
  // false-alarm rate 6e-7.
  const std::array<double, 4> probabilities = {0.4, 0.3, 0.2, 0.1};
  const int repetitions = 4000;
  double sum = 0;
  for (int r = 0; r < repetitions; ++r) {
    core::Random random({11, 0, static_cast<std::uint64_t>(r), 0});
    const auto samples = execution::draw(probabilities, 100, random);
    sum += (execution::weight_of(samples, 0) - 40) * (execution::weight_of(samples, 3) - 10);
  }
  REQUIRE(std::abs(sum / repetitions + 4) < 5 * 0.24);
}

TEST_CASE("Outcomes come in the order of their bits and their weights sum to the shots") {
  std::vector<double> probabilities(1000);
  for (std::size_t i = 0; i < probabilities.size(); ++i) probabilities[i] = static_cast<double>(i) / 499'500;
  core::Random random({3, 1, 4, 1});
  const auto samples = execution::draw(probabilities, 5000, random);
  REQUIRE(total_weight(samples) == 5000);
  REQUIRE(samples.shots == 5000);
  REQUIRE(std::ranges::adjacent_find(samples.outcomes, std::ranges::greater_equal{}, &execution::Outcome::bits) ==
          samples.outcomes.end());
  for (const auto& outcome : samples.outcomes) REQUIRE(outcome.weight > 0);
}

TEST_CASE("The same stream gives the same counts and another circuit number gives others") {
  const std::array<double, 2> probabilities = {0.5, 0.5};
  core::Random first({1, 2, 3, 0}), same({1, 2, 3, 0}), other({1, 2, 4, 0});
  const double weight = execution::weight_of(execution::draw(probabilities, 1'000'000, first), 0);
  REQUIRE(weight == execution::weight_of(execution::draw(probabilities, 1'000'000, same), 0));
  REQUIRE(weight != execution::weight_of(execution::draw(probabilities, 1'000'000, other), 0));
}

TEST_CASE("A certain outcome takes all shots and rounding below zero takes none") {
  const std::array<double, 4> probabilities = {-1e-18, 1.0, 0.0, 1e-18};
  core::Random random({5, 0, 0, 0});
  const auto samples = execution::draw(probabilities, 1000, random);
  REQUIRE(samples.outcomes.size() == 1);
  REQUIRE(execution::weight_of(samples, 1) == 1000);
  REQUIRE(execution::weight_of(samples, 0) == 0);
}

TEST_CASE("No shots give no outcomes") {
  const std::array<double, 2> probabilities = {0.5, 0.5};
  core::Random random({5, 0, 0, 0});
  REQUIRE(execution::draw(probabilities, 0, random).outcomes.empty());
}

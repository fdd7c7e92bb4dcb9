// The weights of cells against Bayes' rule as it is written down, and at the ends of what can be asked.
#include "thresholds/posterior.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "qgauge/core.hpp"

using namespace qgauge;
using thresholds::posterior_weights;

namespace {

using Numbers = std::vector<double>;

Numbers weights_of(double estimate, double sigma, const Numbers& limits) {
  Numbers weights(limits.size() + 1);
  posterior_weights(estimate, sigma, limits, weights);
  return weights;
}

/// The same by the midpoint rule on a fine grid of ln(figure): Bayes' rule as it is written down, with a prior flat in
/// the logarithm (Jaynes 1968). Its error falls as 1 / steps^2.
Numbers brute_force(double estimate, double sigma, const Numbers& limits) {
  constexpr int steps = 100'000;
  Numbers ends{limits.front() / 1000};
  ends.insert(ends.end(), limits.begin(), limits.end());
  ends.push_back(limits.back() * 1000);
  const double nearest = std::clamp(estimate, ends.front(), ends.back());
  const double most = -std::pow((nearest - estimate) / sigma, 2) / 2;
  Numbers weights(limits.size() + 1);
  for (std::size_t cell = 0; cell < weights.size(); ++cell) {
    // The density is nothing beyond 10 sigma: the grid is spent where it is something.
    const double reach = std::hypot(nearest - estimate, 10 * sigma);
    const double low = std::clamp(estimate - reach, ends[cell], ends[cell + 1]);
    const double high = std::clamp(estimate + reach, ends[cell], ends[cell + 1]);
    const double width = std::log(high / low) / steps;
    for (int i = 0; i < steps; ++i) {
      const double figure = low * std::exp((i + 0.5) * width);
      weights[cell] += width * std::exp(-std::pow((figure - estimate) / sigma, 2) / 2 - most);
    }
  }
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& weight : weights) weight /= sum;
  return weights;
}

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

}  // namespace

TEST_CASE("Bayes rule with a prior flat in the logarithm is integrated to nine digits") {
  core::Random random(core::RandomKey{.seed = 41});
  for (int trial = 0; trial < 40; ++trial) {
    Numbers limits(1 + random.below(4));
    for (double& limit : limits) limit = 1e-3 * std::exp(1.5 * random.normal());
    std::ranges::sort(limits);
    const double about = limits[random.below(limits.size())];
    const double sigma = about * std::exp(-4 + 5 * random.uniform());
    const double estimate = about + 3 * sigma * random.normal();
    INFO("trial " << trial << ": " << estimate << " +- " << sigma << " at " << limits.front());
    const Numbers fast = weights_of(estimate, sigma, limits);
    const Numbers slow = brute_force(estimate, sigma, limits);
    for (std::size_t i = 0; i < fast.size(); ++i) CHECK(fast[i] == Approx(slow[i]).margin(1e-9).epsilon(0));
  }
}

TEST_CASE("An estimate far outside of every limit or far below zero leaves one cell") {
  const Numbers limits{1e-4, 1e-3};
  for (const auto& [estimate, cell] : {std::pair{-1.0, 0}, {1e-9, 0}, {0.3, 2}, {1e6, 2}, {-1e12, 0}, {1e12, 2}}) {
    const Numbers weights = weights_of(estimate, 1e-6, limits);
    INFO(estimate);
    CHECK(weights[static_cast<std::size_t>(cell)] == Approx(1).margin(1e-12).epsilon(0));
  }
}

TEST_CASE("An estimate at zero leaves every factor below its deviation as likely as before") {
  // Below sigma the likelihood is flat, so the posterior is the prior: ln(1000) of it lies below the limit, which is a
  // thousandth of sigma, and about ln(1000) between limit and sigma.
  const Numbers weights = weights_of(0, 1, {1e-3});
  CHECK(weights[0] == Approx(0.5).margin(0.01));
  CHECK(weights[0] == Approx(brute_force(0, 1, {1e-3})[0]).margin(1e-9).epsilon(0));
}

TEST_CASE("The posterior does not change with the unit of the figure") {
  const Numbers weights = weights_of(1.1e-3, 2e-4, {1e-3, 1.2e-3});
  const Numbers scaled = weights_of(1.1e6, 2e5, {1e6, 1.2e6});
  for (std::size_t i = 0; i < weights.size(); ++i) CHECK(weights[i] == Approx(scaled[i]).margin(1e-13).epsilon(0));
}

TEST_CASE("Limits that are not positive leave the normal distribution") {
  const Numbers weights = weights_of(0.5, 1, {-1, 0, 2});
  const std::array expected{normal_cdf(-1.5), normal_cdf(-0.5) - normal_cdf(-1.5), normal_cdf(1.5) - normal_cdf(-0.5),
                            normal_cdf(-1.5)};
  for (std::size_t i = 0; i < weights.size(); ++i) CHECK(weights[i] == Approx(expected[i]).margin(1e-14).epsilon(0));
  CHECK(weights_of(3, 1, {}) == Numbers{1});
}

TEST_CASE("A small deviation leaves the normal distribution") {
  // 1 / figure is constant over the posterior but for a relative sigma / estimate.
  for (const double relative : {1e-6, 1e-9, 1e-12, 1e-14}) {
    INFO(relative);
    const double sigma = relative * 1e-3;
    const double limit = 1e-3 + sigma;
    const double z = (limit - 1e-3) / sigma;
    CHECK(weights_of(1e-3, sigma, {limit})[0] == Approx(normal_cdf(z)).margin(2 * relative + 1e-9).epsilon(0));
  }
}

TEST_CASE("The weights of the cells are probabilities however wild the estimate") {
  core::Random random(core::RandomKey{.seed = 42});
  for (int trial = 0; trial < 20'000; ++trial) {
    Numbers limits(1 + random.below(5));
    for (double& limit : limits) limit = std::exp(30 * random.normal());
    std::ranges::sort(limits);
    const double estimate = (trial % 3 == 0 ? -1 : 1) * std::exp(40 * random.normal());
    const Numbers weights = weights_of(estimate, std::exp(40 * random.normal()), limits);
    INFO("trial " << trial);
    CHECK(std::accumulate(weights.begin(), weights.end(), 0.0) == Approx(1).margin(1e-9));
    CHECK(std::ranges::all_of(weights, [](double weight) { return weight >= 0 && weight <= 1 + 1e-12; }));
  }
}

// Random streams: reproducible, separate, and distributed as they claim.

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "qgauge/core.hpp"

using namespace qgauge::core;

TEST_CASE("a random stream depends on its key alone") {
  Random a({1, 2, 3, 4}), b({1, 2, 3, 4});
  for (int i = 0; i < 100; ++i) CHECK(a.bits() == b.bits());
}

TEST_CASE("streams of different seed or domain or circuit or trajectory differ") {
  const std::array keys{RandomKey{1, 2, 3, 4}, RandomKey{2, 2, 3, 4}, RandomKey{1, 3, 3, 4}, RandomKey{1, 2, 4, 4},
                        RandomKey{1, 2, 3, 5}};
  std::vector<std::uint64_t> first;
  for (const auto& key : keys) first.push_back(Random(key).bits());
  std::ranges::sort(first);
  CHECK(std::ranges::adjacent_find(first) == first.end());
}

TEST_CASE("the domain of a subject depends on every number and on where one number ends") {
  CHECK(domain_of("rb", std::array{1, 23}) != domain_of("rb", std::array{12, 3}));
  CHECK(domain_of("rb", std::array{1, 2}) != domain_of("rb", std::array{2, 1}));
  CHECK(domain_of("rb_1q") != domain_of("rb_2q"));
}

TEST_CASE("Philox 4x64-10 gives the known answer of its authors for the zero key and counter") {
  // Random123's kat_vectors: philox4x64 10, counter 0, key 0.
  Random random({0, 0, 0, 0});
  CHECK(random.bits() == 0x16554d9eca36314cULL);
  CHECK(random.bits() == 0xdb20fe9d672d0fdcULL);
  CHECK(random.bits() == 0xd7e772cee186176bULL);
  CHECK(random.bits() == 0x7e68b68aec7ba23bULL);
}

TEST_CASE("uniform draws fill the unit interval evenly") {
  // 100 cells, 100,000 draws: chi-square with 99 degrees of freedom exceeds 161.5 with probability 7e-5.
  Random random({7, domain_of("uniform test")});
  std::array<int, 100> counts{};
  for (int i = 0; i < 100'000; ++i) ++counts[static_cast<std::size_t>(random.uniform() * 100)];
  double chi2 = 0;
  for (const int count : counts) chi2 += (count - 1000.0) * (count - 1000.0) / 1000.0;
  CHECK(chi2 < 161.5);
}

TEST_CASE("below n is uniform over its outcomes") {
  // 7 outcomes, 70,000 draws: chi-square with 6 degrees of freedom exceeds 27.9 with probability 1e-4.
  Random random({7, domain_of("below test")});
  std::array<int, 7> counts{};
  for (int i = 0; i < 70'000; ++i) ++counts[random.below(7)];
  double chi2 = 0;
  for (const int count : counts) chi2 += (count - 1e4) * (count - 1e4) / 1e4;
  CHECK(chi2 < 27.9);
}

TEST_CASE("normal draws have mean 0 and variance 1 and tails") {
  // 100,000 draws: |mean| < 4/sqrt(n), |variance - 1| < 4 sqrt(2/n), share beyond 1.96 within 4 sigma: about 2e-4
  // together.
  Random random({7, domain_of("normal test")});
  constexpr int n = 100'000;
  double sum = 0, squares = 0;
  int beyond = 0;
  for (int i = 0; i < n; ++i) {
    const double x = random.normal();
    sum += x;
    squares += x * x;
    beyond += std::abs(x) > 1.959963985 ? 1 : 0;
  }
  CHECK(std::abs(sum / n) < 4 / std::sqrt(n));
  CHECK(std::abs(squares / n - 1) < 4 * std::sqrt(2.0 / n));
  CHECK(std::abs(beyond - 0.05 * n) < 4 * std::sqrt(0.05 * 0.95 * n));
}

TEST_CASE("binomial draws follow the binomial distribution") {
  // Mean and variance within 4.5 standard errors for each case: about 1e-4 false alarms in all.
  for (const auto& [n, p] :
       {std::pair<std::uint64_t, double>{1, 0.3}, {10, 0.5}, {1024, 0.01}, {4096, 0.93}, {100'000, 0.25}}) {
    Random random({11, domain_of("binomial test"), n});
    constexpr int draws = 20'000;
    double sum = 0, squares = 0;
    const double mean = static_cast<double>(n) * p, variance = mean * (1 - p);
    for (int i = 0; i < draws; ++i) {
      const double deviation = static_cast<double>(random.binomial(n, p)) - mean;
      sum += deviation;
      squares += deviation * deviation;
    }
    INFO("n = " << n << ", p = " << p);
    CHECK(std::abs(sum / draws) < 4.5 * std::sqrt(variance / draws));
    const double kurtosis_term = 2 + (1 - 6 * p * (1 - p)) / variance;
    CHECK(std::abs(squares / draws / variance - 1) < 4.5 * std::sqrt(kurtosis_term / draws));
  }
}

TEST_CASE("binomial draws at the ends are certain") {
  Random random({1});
  CHECK(random.binomial(10, 0) == 0);
  CHECK(random.binomial(10, 1) == 10);
  CHECK(random.binomial(0, 0.5) == 0);
}

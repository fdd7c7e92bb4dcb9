// Strata of trajectories: their weights against enumeration of all sets of sites, and draws against those weights.
#include "simulator/ensemble/candidates.hpp"

#include <cmath>
#include <map>

#include <boost/math/distributions/chi_squared.hpp>
#include <catch2/catch.hpp>

using namespace qgauge;
using simulator::Candidates;
using simulator::Sites;
using simulator::Stratum;

namespace {

const std::vector<double> fault{0.1, 0.0, 0.05, 0.2, 0.02, 0.3};
const std::vector<double> rare_part{0.1, 0, 0, 0.01, 0.5, 0};
const std::vector<double> candidate{0.2, 0.1, 0.05, 0.4, 0.02, 0.3};

/// Every trajectory with a fault of a rarity, and its probability.
std::map<std::vector<int>, double> enumerated(simulator::Rarity rarity = simulator::Rarity::any) {
  std::map<std::vector<int>, double> all;
  double before = 1;
  for (std::size_t first = 0; first < fault.size(); ++first) {
    const std::size_t later = fault.size() - first - 1;
    for (std::size_t set = 0; set < std::size_t{1} << later; ++set) {
      std::vector<int> sites{static_cast<int>(first)};
      double probability = before * fault[first];
      if (rarity == simulator::Rarity::rare) probability *= rare_part[first];
      if (rarity == simulator::Rarity::frequent) probability *= 1 - rare_part[first];
      for (std::size_t k = 0; k < later; ++k) {
        const double p = candidate[first + 1 + k];
        if (set >> k & 1) sites.push_back(static_cast<int>(first + 1 + k));
        probability *= set >> k & 1 ? p : 1 - p;
      }
      if (probability > 0) all[sites] = probability;
    }
    before *= 1 - fault[first];
  }
  return all;
}

bool belongs(const std::vector<int>& sites, const Stratum& stratum) {
  const int later = static_cast<int>(sites.size()) - 1;
  return sites[0] >= stratum.first_site && sites[0] <= stratum.last_site && later >= stratum.least &&
         later <= stratum.most;
}

std::vector<int> all_of(const Sites& sites) {
  std::vector<int> all{sites.first};
  all.insert(all.end(), sites.later.begin(), sites.later.end());
  return all;
}

}  // namespace

TEST_CASE("every trajectory belongs to its strata and the weights are sums of probabilities") {
  for (const double least : {1.0, 0.3, 0.1, 0.0}) {
    const Candidates candidates(fault, rare_part, candidate, least);
    double undisturbed = 1, total = 0;
    for (const double p : fault) undisturbed *= 1 - p;
    CHECK(std::abs(candidates.undisturbed() - undisturbed) < 1e-15);
    std::map<std::vector<int>, double> owners;
    for (const Stratum& stratum : candidates.strata()) {
      double weight = 0;
      for (const auto& [sites, probability] : enumerated(stratum.rarity)) {
        if (!belongs(sites, stratum)) continue;
        weight += probability;
        owners[sites] += probability;
      }
      CHECK(std::abs(stratum.weight - weight) < 1e-14);
      total += stratum.weight;
    }
    CHECK(std::abs(total + undisturbed - 1) < 1e-14);
    for (const auto& [sites, probability] : enumerated()) CHECK(std::abs(owners[sites] - probability) < 1e-15);
  }
}

TEST_CASE("draws from a stratum have the probabilities of its trajectories") {
  // Chi-squared of each stratum at a false-alarm rate of 1e-4; draws outside the stratum are caught by the map.
  const Candidates candidates(fault, rare_part, candidate, 0.2);
  core::Random random({.seed = 6, .domain = 11});
  for (const Stratum& stratum : candidates.strata()) {
    std::map<std::vector<int>, double> counts;
    constexpr double draws = 20'000;
    for (int i = 0; i < static_cast<int>(draws); ++i) ++counts[all_of(candidates.draw(stratum, random))];
    double sum = 0;
    int cells = 0;
    for (const auto& [sites, probability] : enumerated(stratum.rarity)) {
      const double expected = draws * probability / stratum.weight;
      if (!belongs(sites, stratum)) {
        CHECK(counts[sites] == 0);
      } else if (expected > 5) {
        sum += std::pow(counts[sites] - expected, 2) / expected;
        ++cells;
      }
    }
    const boost::math::chi_squared_distribution<double> chi_squared(std::max(1, cells - 1));
    if (cells > 1) CHECK(sum < boost::math::quantile(boost::math::complement(chi_squared, 1e-4)));
  }
}

TEST_CASE("thousands of likely sites neither underflow nor lose probability") {
  const std::vector<double> many(5000, 0.05);
  const Candidates candidates(many, std::vector<double>(5000, 0.0), many, 0.1);
  double total = candidates.undisturbed();
  for (const Stratum& stratum : candidates.strata()) total += stratum.weight;
  CHECK(std::abs(total - 1) < 1e-12);
  core::Random random({.seed = 6, .domain = 12});
  double mean = 0;
  for (int i = 0; i < 200; ++i) {
    const Sites sites = candidates.draw(candidates.draw_stratum(random), random);
    mean += (1.0 + static_cast<double>(sites.later.size())) / 200;
  }
  CHECK(std::abs(mean - 250) < 5 * std::sqrt(237.5 / 200));  // 6e-7
}

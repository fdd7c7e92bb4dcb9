// The Poisson binomial distribution from the last site to the first (Chen and Liu, Statistica Sinica 7, 875, 1997),
// which is also what draws sites given their number, one after the other.
#include "simulator/ensemble/candidates.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace qgauge::simulator {
namespace {

/// Beyond this many candidates lies a probability below 1e-14 (Chernoff's bound with a variance of at most the mean).
std::size_t most_candidates(const std::vector<double>& probabilities) {
  double mean = 0;
  for (const double p : probabilities) mean += p;
  const double bound = mean + 9 * std::sqrt(mean) + 22;
  return std::min(probabilities.size(), static_cast<std::size_t>(bound));
}

}  // namespace

Candidates::Candidates(std::vector<double> probabilities, double least_weight)
    : probabilities_(std::move(probabilities)), counts_(most_candidates(probabilities_) + 1) {
  tabulate();
  stratify(least_weight);
}

void Candidates::tabulate() {
  const std::size_t sites = probabilities_.size();
  rest_.assign((sites + 1) * counts_, 0.0);
  rest_[sites * counts_] = 1;
  for (std::size_t s = sites; s-- > 0;) {
    const double p = probabilities_[s];
    const double* after = rest_.data() + (s + 1) * counts_;
    double* here = rest_.data() + s * counts_;
    here[0] = (1 - p) * after[0];
    for (std::size_t k = 1; k < counts_; ++k) here[k] = (1 - p) * after[k] + p * after[k - 1];
  }
}

void Candidates::stratify(double least_weight) {
  strata_.push_back({0, 0, rest(0, 0)});
  const double disturbed = 1 - rest(0, 0);
  double left = disturbed;
  Stratum next{1, 1, 0};
  for (std::size_t k = 1; k < counts_; ++k) {
    next.last = static_cast<int>(k);
    next.weight += rest(0, k);
    left -= rest(0, k);
    if (next.weight < least_weight * disturbed || left < least_weight * disturbed) continue;
    strata_.push_back(next);
    next = {next.last + 1, next.last + 1, 0};
  }
  if (next.weight > 0) strata_.push_back(next);
}

std::vector<int> Candidates::draw(const Stratum& stratum, core::Random& random) const {
  double left = random.uniform() * stratum.weight;
  auto count = static_cast<std::size_t>(stratum.first);
  while (count < static_cast<std::size_t>(stratum.last) && (left -= rest(0, count)) >= 0) ++count;
  std::vector<int> sites;
  sites.reserve(count);
  for (std::size_t s = 0; count > 0; ++s) {
    // P(candidate here | count among this and the later sites), by Bayes.
    if (random.uniform() * rest(s, count) >= probabilities_[s] * rest(s + 1, count - 1)) continue;
    sites.push_back(static_cast<int>(s));
    --count;
  }
  return sites;
}

std::vector<int> Candidates::draw(core::Random& random) const {
  return draw({0, static_cast<int>(counts_) - 1, 1}, random);
}

}  // namespace qgauge::simulator

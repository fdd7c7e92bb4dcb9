// The Poisson binomial distribution from the last site to the first (Chen and Liu, Statistica Sinica 7, 875, 1997),
// which is also what draws sites given their number, one after the other.
#include "simulator/ensemble/candidates.hpp"

#include <algorithm>
#include <cassert>
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

Candidates::Candidates(std::vector<double> fault, std::vector<double> rare_part, std::vector<double> candidate,
                       double least_weight)
    : first_(std::move(fault)),
      rare_part_(std::move(rare_part)),
      candidate_(std::move(candidate)),
      counts_(most_candidates(candidate_) + 1) {
  assert(first_.size() == candidate_.size() && rare_part_.size() == first_.size());
  for (double& here : first_) {
    const double probability = here;
    here *= undisturbed_;
    undisturbed_ *= 1 - probability;
  }
  tabulate();
  stratify(least_weight);
}

void Candidates::tabulate() {
  const std::size_t sites = candidate_.size();
  rest_.assign((sites + 1) * counts_, 0.0);
  rest_[sites * counts_] = 1;
  for (std::size_t s = sites; s-- > 0;) {
    const double p = candidate_[s];
    const double* after = rest_.data() + (s + 1) * counts_;
    double* here = rest_.data() + s * counts_;
    here[0] = (1 - p) * after[0];
    for (std::size_t k = 1; k < counts_; ++k) here[k] = (1 - p) * after[k] + p * after[k - 1];
  }
}

double Candidates::part(std::size_t site, Rarity rarity) const {
  if (rarity == Rarity::any) return 1;
  return rarity == Rarity::rare ? rare_part_[site] : 1 - rare_part_[site];
}

std::vector<double> Candidates::sums_of(int least, int most, Rarity rarity) const {
  std::vector<double> sums;
  double sum = 0;
  for (std::size_t s = 0; s < first_.size(); ++s) {
    double later = 0;
    for (int k = least; k <= most; ++k) later += rest(s + 1, static_cast<std::size_t>(k));
    sums.push_back(sum += first_[s] * part(s, rarity) * later);
  }
  return sums;
}

/// No candidate (after a frequent fault and a rare one), one, and all other numbers; each cut by where the first is.
void Candidates::stratify(double least_weight) {
  const double faulty = 1 - undisturbed_;
  const int last = static_cast<int>(counts_) - 1;
  if (least_weight >= 1) return cut(0, last, Rarity::any, faulty);
  for (const Rarity rarity : {Rarity::frequent, Rarity::rare}) cut(0, 0, rarity, least_weight * faulty);
  for (const auto& [least, most] : {std::pair(1, 1), std::pair(2, last)}) {
    if (least <= last) cut(least, most, Rarity::any, least_weight * faulty);
  }
}

void Candidates::cut(int least, int most, Rarity rarity, double least_weight) {
  const std::vector<double>& sums = tables_.emplace_back(sums_of(least, most, rarity));
  Stratum next{0, 0, least, most, 0, tables_.size() - 1, rarity};
  double before = 0;
  for (std::size_t s = 0; s < sums.size(); ++s) {
    next.last_site = static_cast<int>(s);
    next.weight = sums[s] - before;
    if (next.weight < least_weight && s + 1 < sums.size()) continue;
    if (next.weight > 0) strata_.push_back(next);
    before = sums[s];
    next.first_site = next.last_site + 1;
  }
}

const Stratum& Candidates::draw_stratum(core::Random& random) const {
  assert(!strata_.empty());
  double left = random.uniform() * (1 - undisturbed_);
  auto stratum = strata_.begin();
  while (stratum + 1 != strata_.end() && (left -= stratum->weight) >= 0) ++stratum;
  return *stratum;
}

Sites Candidates::draw(const Stratum& stratum, core::Random& random) const {
  const std::vector<double>& sums = tables_[stratum.table];
  const auto begin = static_cast<std::size_t>(stratum.first_site), last = static_cast<std::size_t>(stratum.last_site);
  const double draw = (begin == 0 ? 0 : sums[begin - 1]) + random.uniform() * stratum.weight;
  const auto found = std::upper_bound(sums.begin() + stratum.first_site, sums.begin() + stratum.last_site, draw);
  std::size_t site = std::min(last, static_cast<std::size_t>(found - sums.begin()));
  Sites sites{static_cast<int>(site), {}};
  const double first = first_[site] * part(site, stratum.rarity);
  const double here = (sums[site] - (site == 0 ? 0 : sums[site - 1])) / first;
  double left = random.uniform() * here;
  auto count = static_cast<std::size_t>(stratum.least);
  ++site;
  while (count < static_cast<std::size_t>(stratum.most) && (left -= rest(site, count)) >= 0) ++count;
  for (; count > 0 && site < candidate_.size(); ++site) {
    // P(candidate here | count among this and the later sites), by Bayes.
    if (random.uniform() * rest(site, count) >= candidate_[site] * rest(site + 1, count - 1)) continue;
    sites.later.push_back(static_cast<int>(site));
    --count;
  }
  return sites;
}

}  // namespace qgauge::simulator

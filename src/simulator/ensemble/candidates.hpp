// Which trajectories there are, and how likely: where the first fault happens on the undisturbed path, and how many
// candidate events come after it. Both are known exactly, so trajectories can be drawn stratum by stratum (Cochran,
// Sampling Techniques, ch. 5). Used by estimates and the trajectory executor. Knows no circuit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "qgauge/core.hpp"

namespace qgauge::simulator {

/// Faults of a site by their probability: `rare` ones are less than a tenth as likely as the likeliest, and would be
/// lost among frequent ones however much they do.
enum class Rarity : std::uint8_t { any, frequent, rare };

/// Trajectories whose first fault is at one of the sites first_site to last_site, with least to most candidates after
/// it, ends included.
struct Stratum {
  int first_site;
  int last_site;
  int least;
  int most;
  double weight;      ///< probability
  std::size_t table;  ///< of the weights of its sites
  Rarity rarity;      ///< of the first fault
};

/// Of a trajectory that is not the undisturbed one.
struct Sites {
  int first;               ///< of the first fault
  std::vector<int> later;  ///< of candidates after it, ascending
};

/// The number of candidates after a site is independent of the state; whether the first fault happens at a site is not,
/// but the state there is known, that of the undisturbed path.
class Candidates {
 public:
  /// For each site the probability of a fault where none has happened before, what part of it rare faults have, and the
  /// probability of a candidate. Strata hold at least
  /// `least_weight` of all faulty trajectories, but the last ones of a number of candidates; 1: all are one stratum.
  /// Numbers of candidates beyond which lies a probability below 1e-14 are left out.
  Candidates(std::vector<double> fault, std::vector<double> rare_part, std::vector<double> candidate,
             double least_weight);

  /// Probability that no fault happens.
  double undisturbed() const { return undisturbed_; }
  const std::vector<Stratum>& strata() const { return strata_; }
  Sites draw(const Stratum& stratum, core::Random& random) const;
  /// A stratum, with its probability among faulty trajectories.
  const Stratum& draw_stratum(core::Random& random) const;

 private:
  /// P(count candidates among the sites from `site` on).
  double rest(std::size_t site, std::size_t count) const { return rest_[site * counts_ + count]; }
  void tabulate();
  void stratify(double least_weight);
  /// Of what has that rarity at a site, as part of all.
  double part(std::size_t site, Rarity rarity) const;
  /// P(the first fault is at site 0 to s, and least to most candidates come after it) for every s.
  std::vector<double> sums_of(int least, int most, Rarity rarity) const;
  void cut(int least, int most, Rarity rarity, double least_weight);

  std::vector<double> first_;  ///< P(the first fault is here)
  std::vector<double> rare_part_;
  std::vector<double> candidate_;
  double undisturbed_ = 1;
  std::size_t counts_;  ///< numbers of candidates in the table: 0 to counts_ - 1
  std::vector<double> rest_;
  std::vector<std::vector<double>> tables_;  ///< sums_of each range of numbers
  std::vector<Stratum> strata_;
};

}  // namespace qgauge::simulator

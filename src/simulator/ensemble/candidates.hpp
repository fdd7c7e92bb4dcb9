// How many candidate events a trajectory has, and which: independent of the state, so that the probability of each
// number is exact and trajectories can be drawn given it (stratified sampling; Cochran, Sampling Techniques, ch. 5).
// Used by the ensemble. Knows no circuit.
#pragma once

#include <cstddef>
#include <vector>

#include "qgauge/core.hpp"

namespace qgauge::simulator {

/// Trajectories with first to last candidates, both included.
struct Stratum {
  int first;
  int last;
  double weight;  ///< probability
};

class Candidates {
 public:
  /// `probabilities` of independent sites. Stratum 0 is no candidate; the others hold at least `least_weight` of what
  /// is left, the last one all the rest. Numbers of candidates with a probability below 1e-14 in all are left out.
  explicit Candidates(std::vector<double> probabilities, double least_weight = 1.0 / 6);

  const std::vector<Stratum>& strata() const { return strata_; }
  /// Sites of a trajectory of the stratum, ascending.
  std::vector<int> draw(const Stratum& stratum, core::Random& random) const;
  /// Sites of a trajectory of any stratum.
  std::vector<int> draw(core::Random& random) const;

 private:
  /// P(count candidates among the sites from `site` on).
  double rest(std::size_t site, std::size_t count) const { return rest_[site * counts_ + count]; }
  void tabulate();
  void stratify(double least_weight);

  std::vector<double> probabilities_;
  std::size_t counts_;  ///< numbers of candidates in the table: 0 to counts_ - 1
  std::vector<double> rest_;
  std::vector<Stratum> strata_;
};

}  // namespace qgauge::simulator

// Means over strata: what the trajectories of each have given so far, the estimate with its covariance, and where the
// next ones are best spent. Used by estimate.cc. Knows no circuit and no trajectory.
#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

namespace qgauge::simulator {

/// Values of several observables in one stratum (Welford's update).
class Sample {
 public:
  explicit Sample(Eigen::Index observables)
      : mean_(Eigen::VectorXd::Zero(observables)), scatter_(Eigen::MatrixXd::Zero(observables, observables)) {}

  void add(const Eigen::VectorXd& values);
  std::uint64_t count() const { return count_; }
  const Eigen::VectorXd& mean() const { return mean_; }
  /// Of one value. An observable that was always the same counts as if it could have been another once in n + 2 values,
  /// at the far end of its range (rule of succession): a few equal values are no certainty.
  Eigen::MatrixXd covariance(const Eigen::VectorXd& ranges) const;

 private:
  std::uint64_t count_ = 0;
  Eigen::VectorXd mean_;
  Eigen::MatrixXd scatter_;  ///< sum of products of deviations
};

class Strata {
 public:
  /// `weights` of the sampled strata; `exact` is the part of the estimate that needs no sampling; `ranges` the largest
  /// less the smallest value that each observable can have.
  Strata(std::vector<double> weights, Eigen::VectorXd exact, Eigen::VectorXd ranges);

  void add(std::size_t stratum, const Eigen::VectorXd& values) { samples_[stratum].add(values); }
  std::uint64_t count() const;
  Eigen::VectorXd values() const;
  Eigen::MatrixXd covariance() const;
  /// Half widths at a level, by Student's t with Welch and Satterthwaite's degrees of freedom.
  Eigen::VectorXd half_widths(double level) const;
  /// For each stratum how many more values there should be when there are `total` in all: in proportion to weight times
  /// standard deviation of the observable that is worst.
  std::vector<std::uint64_t> allocate(std::uint64_t total) const;

 private:
  std::vector<double> weights_;
  Eigen::VectorXd exact_, ranges_;
  std::vector<Sample> samples_;
};

}  // namespace qgauge::simulator

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
  /// Of one value. To n alike values one more is added as if it were at the far end of the observable's range (rule of
  /// succession), to n that scatter a tenth of one: what is rare and large need not be among them. Beside a scatter s
  /// it counts only as long as n is not much more than (range / s)^2.
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
  /// For each stratum how many of `more` values it should get, so that all are in proportion to weight times standard
  /// deviation of the observable that is worst; in equal parts where none has a value. They add up to `more`.
  std::vector<std::uint64_t> allocate(std::uint64_t more) const;

 private:
  std::vector<double> shares() const;

  std::vector<double> weights_;
  Eigen::VectorXd exact_, ranges_;
  std::vector<Sample> samples_;
};

}  // namespace qgauge::simulator

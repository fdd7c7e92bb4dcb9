// Stratified means: see strata.hpp. Formulas: Cochran, Sampling Techniques, 3rd ed., sections 5.3 to 5.5 and 5.4 for
// the degrees of freedom.
#include "simulator/ensemble/strata.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include <boost/math/distributions/students_t.hpp>

namespace qgauge::simulator {
namespace {

/// Of the variance of n values, over n: sampling stops when the variance happens to look small, and few values of a
/// skewed distribution mislead. Chosen so that intervals cover as they say: estimate_coverage_test.cc.
constexpr double cushion = 1;

}  // namespace

void Sample::add(const Eigen::VectorXd& values) {
  ++count_;
  const Eigen::VectorXd before = values - mean_;
  mean_ += before / static_cast<double>(count_);
  scatter_ += before * (values - mean_).transpose();
}

Eigen::MatrixXd Sample::covariance(const Eigen::VectorXd& ranges) const {
  assert(count_ > 0);
  const auto n = static_cast<double>(count_);
  Eigen::MatrixXd covariance = scatter_ / std::max(1.0, n - 1) * (1 + cushion / n);
  constexpr double rounding = 1e-6;  // values come from single precision
  for (Eigen::Index k = 0; k < ranges.size(); ++k) {
    if (covariance(k, k) > std::pow(rounding * ranges(k), 2)) continue;
    const double rare = 1 / (n + 2);
    covariance(k, k) = rare * (1 - rare) * ranges(k) * ranges(k);
  }
  return covariance;
}

Strata::Strata(std::vector<double> weights, Eigen::VectorXd exact, Eigen::VectorXd ranges)
    : weights_(std::move(weights)),
      exact_(std::move(exact)),
      ranges_(std::move(ranges)),
      samples_(weights_.size(), Sample(exact_.size())) {}

std::uint64_t Strata::count() const {
  std::uint64_t sum = 0;
  for (const Sample& sample : samples_) sum += sample.count();
  return sum;
}

Eigen::VectorXd Strata::values() const {
  Eigen::VectorXd sum = exact_;
  for (std::size_t s = 0; s < samples_.size(); ++s) sum += weights_[s] * samples_[s].mean();
  return sum;
}

Eigen::MatrixXd Strata::covariance() const {
  Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(exact_.size(), exact_.size());
  for (std::size_t s = 0; s < samples_.size(); ++s) {
    sum += weights_[s] * weights_[s] / static_cast<double>(samples_[s].count()) * samples_[s].covariance(ranges_);
  }
  return sum;
}

Eigen::VectorXd Strata::half_widths(double level) const {
  Eigen::VectorXd variance = Eigen::VectorXd::Zero(exact_.size()), fourth = variance;
  for (std::size_t s = 0; s < samples_.size(); ++s) {
    const auto n = static_cast<double>(samples_[s].count());
    const Eigen::VectorXd part = weights_[s] * weights_[s] / n * samples_[s].covariance(ranges_).diagonal();
    variance += part;
    fourth += part.cwiseAbs2() / std::max(1.0, n - 1);
  }
  Eigen::VectorXd widths = Eigen::VectorXd::Zero(exact_.size());
  for (Eigen::Index k = 0; k < widths.size(); ++k) {
    if (variance(k) == 0) continue;
    const boost::math::students_t_distribution<double> student(variance(k) * variance(k) / fourth(k));
    widths(k) = boost::math::quantile(student, (1 + level) / 2) * std::sqrt(variance(k));
  }
  return widths;
}

std::vector<std::uint64_t> Strata::allocate(std::uint64_t total) const {
  const Eigen::MatrixXd all = covariance();
  Eigen::Index worst = 0;
  all.diagonal().maxCoeff(&worst);
  std::vector<double> shares;
  double sum = 0;
  for (std::size_t s = 0; s < samples_.size(); ++s) {
    shares.push_back(weights_[s] * std::sqrt(samples_[s].covariance(ranges_)(worst, worst)));
    sum += shares.back();
  }
  std::vector<std::uint64_t> more;
  for (std::size_t s = 0; s < samples_.size(); ++s) {
    const double wanted = std::ceil(static_cast<double>(total) * (sum > 0 ? shares[s] / sum : 0));
    more.push_back(static_cast<std::uint64_t>(std::max(0.0, wanted - static_cast<double>(samples_[s].count()))));
  }
  return more;
}

}  // namespace qgauge::simulator

// Stratified means: see strata.hpp. Formulas: Cochran, Sampling Techniques, 3rd ed., sections 5.3 to 5.5 and 5.4 for
// the degrees of freedom.
#include "simulator/ensemble/strata.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

#include <boost/math/distributions/students_t.hpp>

namespace qgauge::simulator {

void Sample::add(const Eigen::VectorXd& values) {
  ++count_;
  const Eigen::VectorXd before = values - mean_;
  mean_ += before / static_cast<double>(count_);
  scatter_ += before * (values - mean_).transpose();
}

Eigen::MatrixXd Sample::covariance(const Eigen::VectorXd& ranges) const {
  assert(count_ > 0);
  const auto n = static_cast<double>(count_);
  Eigen::MatrixXd covariance = scatter_ / std::max(1.0, n - 1);
  constexpr double alike = 1e-6, scattered_share = 0.1;  // alike within single precision
  for (Eigen::Index k = 0; k < ranges.size(); ++k) {
    const double range = ranges(k) * ranges(k), share = covariance(k, k) > alike * alike * range ? scattered_share : 1;
    covariance(k, k) += share * range / (n + 2);
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

std::vector<double> Strata::shares() const {
  if (count() == 0) return std::vector<double>(weights_.size(), 1.0);
  Eigen::Index worst = 0;
  covariance().diagonal().maxCoeff(&worst);
  std::vector<double> shares;
  for (std::size_t s = 0; s < samples_.size(); ++s) {
    shares.push_back(weights_[s] * std::sqrt(samples_[s].covariance(ranges_)(worst, worst)));
  }
  return shares;
}

// One after the other to the stratum that is furthest behind its share, so that they add up.
std::vector<std::uint64_t> Strata::allocate(std::uint64_t more) const {
  const std::vector<double> wanted = shares();
  std::vector<std::uint64_t> added(samples_.size(), 0);
  const auto behind = [&](std::size_t s) {
    return static_cast<double>(samples_[s].count() + added[s] + 1) / std::max(wanted[s], 1e-300);
  };
  std::vector<std::size_t> order(samples_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (; more > 0; --more) ++added[*std::ranges::min_element(order, {}, behind)];
  return added;
}

}  // namespace qgauge::simulator

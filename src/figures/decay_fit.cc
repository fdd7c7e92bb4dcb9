// Fit of an exponential decay with a known asymptote to survivals of circuits, with an interval that holds for small
// samples and for circuits of one length that differ. Used by the protocols that measure decays. Must not know what
// decays.
//
// Mean: mu(m) = A p^m + B. Variance of a circuit's survival frequency: mu (1 - mu) / shots, and what circuits of one
// length differ by beyond that (Excess), estimated from the data. Weights follow from the fitted curve, never from
// single frequencies: those would favour circuits that happened to survive.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

#include <Eigen/Dense>
#include <boost/math/distributions/students_t.hpp>
#include <fmt/format.h>

#include "qgauge/figures.hpp"

namespace qgauge::figures {

namespace {

constexpr double level = 0.95;
constexpr double largest_decay = 1.5;

struct Curve {
  double amplitude;
  double decay;
  double asymptote;
  double at(double length) const { return amplitude * std::pow(decay, length) + asymptote; }
  Eigen::Vector2d gradient(double length) const {
    return {std::pow(decay, length), amplitude * length * std::pow(decay, length - 1)};
  }
};

double frequency(const DecayPoint& point) { return point.survivals / point.shots; }

/// Binomial variance of the frequency that the curve predicts, half a success and half a failure added so that a curve
/// that touches 0 or 1 does not claim certainty.
double shot_variance(const Curve& curve, const DecayPoint& point) {
  const double mean = std::clamp(curve.at(point.length), 0.0, 1.0);
  const double shrunk = (mean * point.shots + 0.5) / (point.shots + 1);
  return shrunk * (1 - shrunk) / point.shots;
}

/// The best of decays on a logarithmic grid of 1 - p, the amplitude being linear.
Curve starting_curve(std::span<const DecayPoint> points, double asymptote) {
  Curve best{1, 0.5, asymptote};
  double best_squares = std::numeric_limits<double>::infinity();
  for (double loss = 0.95; loss > 1e-8; loss *= 0.8) {
    double above = 0, norm = 0;
    for (const DecayPoint& point : points) {
      const double power = std::pow(1 - loss, point.length);
      above += point.shots * power * (frequency(point) - asymptote);
      norm += point.shots * power * power;
    }
    const Curve curve{norm > 0 ? above / norm : 0, 1 - loss, asymptote};
    double squares = 0;
    for (const DecayPoint& point : points) {
      squares += point.shots * std::pow(frequency(point) - curve.at(point.length), 2);
    }
    if (squares < best_squares) best = curve;
    best_squares = std::min(squares, best_squares);
  }
  return best;
}

/// Variance between circuits of one length.
struct Excess {
  double constant = 0;  ///< readout and preparation that depend on the target state
  double loss = 0;      ///< coherent errors: the spread of the loss grows with the loss
  double at(const Curve& curve, double length) const {
    return constant + loss * std::pow(1 - std::pow(curve.decay, length), 2);
  }
};

class Fit {
 public:
  Fit(std::span<const DecayPoint> points, double asymptote)
      : points_(points), curve_(starting_curve(points, asymptote)) {}

  void converge();
  DecayFit result() const;

 private:
  std::vector<double> weights() const;
  double weighted_squares(const Curve& curve, std::span<const double> weights) const;
  Eigen::Matrix2d information(std::span<const double> weights) const;
  double residual(const DecayPoint& point) const { return frequency(point) - curve_.at(point.length); }
  double reduced_chi2() const;
  double step();
  void estimate_excess();
  Eigen::Matrix2d covariance() const;

  std::span<const DecayPoint> points_;
  Excess excess_;
  Curve curve_;
};

std::vector<double> Fit::weights() const {
  std::vector<double> out;
  for (const DecayPoint& point : points_) {
    out.push_back(1 / (shot_variance(curve_, point) + excess_.at(curve_, point.length)));
  }
  return out;
}

double Fit::weighted_squares(const Curve& curve, std::span<const double> weights) const {
  double sum = 0;
  for (std::size_t i = 0; i < points_.size(); ++i) {
    sum += weights[i] * std::pow(frequency(points_[i]) - curve.at(points_[i].length), 2);
  }
  return sum;
}

Eigen::Matrix2d Fit::information(std::span<const double> weights) const {
  Eigen::Matrix2d sum = Eigen::Matrix2d::Zero();
  for (std::size_t i = 0; i < points_.size(); ++i) {
    const Eigen::Vector2d gradient = curve_.gradient(points_[i].length);
    sum += weights[i] * gradient * gradient.transpose();
  }
  return sum;
}

/// One Gauss-Newton step at fixed weights, halved until it does not climb. Returns its length in standard deviations.
double Fit::step() {
  const std::vector<double> w = weights();
  const Eigen::Matrix2d normal = information(w);
  Eigen::Vector2d score = Eigen::Vector2d::Zero();
  for (std::size_t i = 0; i < points_.size(); ++i) {
    score += w[i] * (frequency(points_[i]) - curve_.at(points_[i].length)) * curve_.gradient(points_[i].length);
  }
  Eigen::Vector2d move = normal.ldlt().solve(score);
  const double before = weighted_squares(curve_, w);
  for (int halving = 0; halving < 40; ++halving, move /= 2) {
    const Curve next{curve_.amplitude + move[0], curve_.decay + move[1], curve_.asymptote};
    const bool possible = next.decay > 0 && next.decay < largest_decay;
    if (!possible || !(weighted_squares(next, w) <= before)) continue;
    curve_ = next;
    return std::sqrt(move.dot(normal * move));
  }
  return 0;
}

/// Squares of the residuals in units of the binomial variance, over the degrees of freedom.
double Fit::reduced_chi2() const {
  double sum = 0;
  for (const DecayPoint& point : points_) sum += std::pow(residual(point), 2) / shot_variance(curve_, point);
  return sum / (static_cast<double>(points_.size()) - 2);
}

/// Least squares of what the squared residuals exceed the binomial variance by, on the two terms of Excess; neither
/// negative.
void Fit::estimate_excess() {
  const std::vector<double> w = weights();
  Eigen::Matrix2d normal = Eigen::Matrix2d::Zero();
  Eigen::Vector2d right = Eigen::Vector2d::Zero();
  const double shrinkage = 1 - 2 / static_cast<double>(points_.size());
  for (std::size_t i = 0; i < points_.size(); ++i) {
    const DecayPoint& point = points_[i];
    const Eigen::Vector2d terms{1, std::pow(1 - std::pow(curve_.decay, point.length), 2)};
    const double above = std::pow(residual(point), 2) / shrinkage - shot_variance(curve_, point);
    normal += w[i] * w[i] * terms * terms.transpose();
    right += w[i] * w[i] * above * terms;
  }
  Eigen::Vector2d both = normal.ldlt().solve(right);
  if (both[0] < 0) both = {0, std::max(0.0, right[1] / normal(1, 1))};
  if (both[1] < 0) both = {std::max(0.0, right[0] / normal(0, 0)), 0};
  excess_ = {both[0], both[1]};
}

void Fit::converge() {
  constexpr int most_steps = 100;
  constexpr double negligible_step = 1e-7;  // standard deviations
  for (int k = 0; k < most_steps && step() > negligible_step; ++k) {
  }
  for (int k = 0; k < most_steps; ++k) {
    estimate_excess();
    if (step() < negligible_step) break;
  }
}

/// Sandwich covariance, each circuit its own cluster, residuals enlarged by their leverage (HC3, MacKinnon and White,
/// J. Econometrics 29, 305, 1985). A residual counts at least as half a shot, so that circuits that never fail do not
/// claim certainty.
Eigen::Matrix2d Fit::covariance() const {
  const std::vector<double> w = weights();
  const Eigen::Matrix2d bread = information(w).inverse();
  Eigen::Matrix2d meat = Eigen::Matrix2d::Zero();
  for (std::size_t i = 0; i < points_.size(); ++i) {
    const DecayPoint& point = points_[i];
    const Eigen::Vector2d gradient = curve_.gradient(point.length);
    const double leverage = std::min(w[i] * gradient.dot(bread * gradient), 0.99);
    const double residual = (frequency(point) - curve_.at(point.length)) / (1 - leverage);
    const double square = std::max(residual * residual, std::pow(0.5 / point.shots, 2));
    meat += w[i] * w[i] * square * gradient * gradient.transpose();
  }
  return bread * meat * bread;
}

DecayFit Fit::result() const {
  const std::size_t freedom = points_.size() - 2;
  const boost::math::students_t student(static_cast<double>(freedom));
  return {.decay = curve_.decay,
          .decay_sigma = std::sqrt(covariance()(1, 1)),
          .amplitude = curve_.amplitude,
          .asymptote = curve_.asymptote,
          .reduced_chi2 = reduced_chi2(),
          .degrees_of_freedom = freedom,
          .t_quantile = -boost::math::quantile(student, (1 - level) / 2)};
}

core::Status check_lengths(std::span<const DecayPoint> points) {
  const auto [shortest, longest] = std::ranges::minmax_element(points, {}, &DecayPoint::length);
  if (points.size() < 3 || shortest->length == longest->length) {
    return core::unusable("decay data", fmt::format("{} circuits of one length or fewer than three", points.size()),
                          "at least three circuits of at least two lengths", "run more lengths");
  }
  return {};
}

/// The shortest circuits must survive more often than chance, or less often (readout worse than chance), by three
/// standard deviations.
core::Status check_signal(std::span<const DecayPoint> points, double asymptote) {
  const double shortest = std::ranges::min_element(points, {}, &DecayPoint::length)->length;
  double survivals = 0, shots = 0;
  for (const DecayPoint& point : points) {
    if (point.length != shortest) continue;
    survivals += point.survivals;
    shots += point.shots;
  }
  const double chance = shots * asymptote;
  if (std::abs(survivals - chance) > 3 * std::sqrt(chance * (1 - asymptote))) return {};
  return core::unusable("decay data",
                        fmt::format("survival {:.4f} at the shortest length {}", survivals / shots, shortest),
                        fmt::format("a survival apart from the asymptote {}", asymptote),
                        "the gates are too noisy for this protocol, or the counts belong to other circuits");
}

}  // namespace

core::Result<DecayFit> fit_decay(std::span<const DecayPoint> points, double asymptote) {
  assert(asymptote > 0 && asymptote < 1);
  assert(std::ranges::all_of(points, [](const DecayPoint& p) { return p.shots > 0 && p.survivals <= p.shots; }));
  QGAUGE_CHECK(check_lengths(points));
  QGAUGE_CHECK(check_signal(points, asymptote));
  Fit fit(points, asymptote);
  fit.converge();
  const DecayFit result = fit.result();
  if (std::isfinite(result.decay) && std::isfinite(result.decay_sigma)) return result;
  return core::unusable("decay data", "survivals that determine no decay", "survivals that fall with the length",
                        "choose lengths at which something survives");
}

}  // namespace qgauge::figures

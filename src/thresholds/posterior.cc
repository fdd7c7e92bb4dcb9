// Cells' weights by quadrature: see posterior.hpp. Called by knowledge.cc and rule_table.cc. Knows no rule.
#include "thresholds/posterior.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>

namespace qgauge::thresholds {
namespace {

/// The posterior is cut where it is below exp(-reach^2 / 2) of its peak: 3e-12 of a normal distribution is lost.
constexpr double reach = 7;

/// Nodes and weights of the Gauss-Legendre rules with 8 and 16 points, positive half (Abramowitz and Stegun, table
/// 25.4).
struct Node {
  double at;
  double weight;
};
constexpr std::array<Node, 4> eight_points{{{0.18343464249564980, 0.36268378337836198},
                                            {0.52553240991632899, 0.31370664587788729},
                                            {0.79666647741362674, 0.22238103445337447},
                                            {0.96028985649753623, 0.10122853629037626}}};
constexpr std::array<Node, 8> sixteen_points{{{0.09501250983763744, 0.18945061045506850},
                                              {0.28160355077925891, 0.18260341504492359},
                                              {0.45801677765722739, 0.16915651939500254},
                                              {0.61787624440264375, 0.14959598881657673},
                                              {0.75540440835500303, 0.12462897125553387},
                                              {0.86563120238783174, 0.09515851168249278},
                                              {0.94457502307323258, 0.06225352393864789},
                                              {0.98940093499164993, 0.02715245941175409}}};

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

/// Differences of the tail that is smaller, so that none is lost in 1 - p.
double normal_between(double low, double high) {
  return low > 0 ? normal_cdf(-low) - normal_cdf(-high) : normal_cdf(high) - normal_cdf(low);
}

/// The posterior density, up to a factor, and the window outside of which it is nothing.
class Posterior {
 public:
  Posterior(double estimate, double sigma, double least, double greatest)
      : estimate_(estimate),
        sigma_(sigma),
        precision_(0.5 / (sigma * sigma)),
        peak_(std::clamp(estimate, least, greatest)) {
    const double off = std::abs(peak_ - estimate);
    // sqrt(off^2 + (reach sigma)^2) - off, without cancellation.
    const double width = reach * sigma * (reach * sigma / (off + std::hypot(off, reach * sigma)));
    low_ = std::max(least, peak_ - width);
    high_ = std::min(greatest, peak_ + width);
  }

  /// Whether 1 / figure is constant over the window, to all digits that matter.
  bool is_normal() const { return !(high_ - low_ > 1e-11 * peak_); }

  double integral(double low, double high) const {
    low = std::max(low, low_);
    high = std::min(high, high_);
    double sum = 0;
    while (low < high) {
      const double end = std::min(high, end_of_piece(low));
      sum += end <= end_of_series() ? series(low, end) : piece(low, end);
      low = end;
    }
    return sum;
  }

 private:
  /// Likelihood, relative to that at the peak, times prior. `offset` is figure - peak without its rounding, which a
  /// small sigma would magnify.
  double density(double figure, double offset) const {
    return std::exp(-precision_ * offset * (offset + 2 * (peak_ - estimate_))) / figure;
  }

  /// The series has twelve digits up to here: where the figure is small beside sigma, if the estimate is not too large.
  double end_of_series() const { return std::abs(estimate_) <= 8 * sigma_ ? 0.1 * sigma_ : 0; }

  /// Pieces are so short that 16 points have ten digits: at most half of the window, and a factor of 8, which keeps the
  /// pole of 1 / figure away.
  double end_of_piece(double low) const {
    if (low < end_of_series()) return end_of_series();
    return std::min(8 * low, low + (high_ - low_) / 2);
  }

  /// In units of sigma the likelihood is exp(a x - x^2 / 2) times what it is at 0. Its power series h_k x^k, k h_k =
  /// a h_(k-1) - h_(k-2), is integrated over dx / x term by term.
  double series(double low, double high) const {
    const double slope = estimate_ / sigma_;
    double before = 0, term = 1, low_power = 1, high_power = 1;
    double sum = std::log(high / low);
    for (int k = 1; k <= 16; ++k) {
      const double next = (slope * term - before) / k;
      before = term;
      term = next;
      low_power *= low / sigma_;
      high_power *= high / sigma_;
      sum += term * (high_power - low_power) / k;
    }
    return sum * std::exp(precision_ * peak_ * (peak_ - 2 * estimate_));
  }

  double piece(double low, double high) const {
    const bool is_short = high - low <= 2 * sigma_ && high <= 2.5 * low;
    return is_short ? quadrature(eight_points, low, high) : quadrature(sixteen_points, low, high);
  }

  double quadrature(std::span<const Node> rule, double low, double high) const {
    const double middle = 0.5 * (low + high);
    const double offset = 0.5 * ((low - peak_) + (high - peak_));
    const double half = 0.5 * (high - low);
    double sum = 0;
    for (const Node& node : rule) {
      const double step = half * node.at;
      sum += node.weight * (density(middle - step, offset - step) + density(middle + step, offset + step));
    }
    return half * sum;
  }

  double estimate_;
  double sigma_;
  double precision_;
  double peak_;
  double low_ = 0;
  double high_ = 0;
};

}  // namespace

void normal_weights(double estimate, double sigma, std::span<const double> limits, std::span<double> weights) {
  assert(sigma > 0 && weights.size() == limits.size() + 1);
  double below = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double above = i < limits.size() ? (limits[i] - estimate) / sigma : std::numeric_limits<double>::infinity();
    weights[i] = normal_between(below, above);
    below = above;
  }
}

void posterior_weights(double estimate, double sigma, std::span<const double> limits, std::span<double> weights) {
  assert(sigma > 0 && weights.size() == limits.size() + 1);
  if (limits.empty() || limits.front() <= 0) return normal_weights(estimate, sigma, limits, weights);
  const double least = std::max(limits.front() / reach_of_prior, std::numeric_limits<double>::min());
  const double greatest = std::max(limits.back() * reach_of_prior, least);
  const Posterior posterior(estimate, sigma, least, greatest);
  if (posterior.is_normal()) return normal_weights(estimate, sigma, limits, weights);
  double sum = 0;
  double below = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double above = i < limits.size() ? limits[i] : std::numeric_limits<double>::infinity();
    sum += weights[i] = posterior.integral(below, above);
    below = above;
  }
  for (double& weight : weights) weight /= sum;
}

}  // namespace qgauge::thresholds

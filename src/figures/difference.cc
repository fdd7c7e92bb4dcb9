// The difference of two estimates over their joint uncertainty, and Holm's correction for many of them.
// Used by comparisons of reports. Must not know which difference is good.
#include "qgauge/figures/difference.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "qgauge/figures.hpp"

namespace qgauge::figures {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double rounding = 1e-9;  ///< of a value; a report holds more digits

/// The degrees of freedom at which Student's t reaches as many standard deviations as the interval's longer half does,
/// found by bisection of their logarithm; infinite where a normal distribution reaches them. An end that was cut, at 0
/// say, makes its half shorter, so the longer one counts; a lopsided interval gives fewer degrees, not more.
double degrees_of(const Figure& figure, double sigma) {
  if (sigma == 0 || !figure.low || !figure.high) return infinite;
  const double reach = std::max(*figure.high - *figure.value, *figure.value - *figure.low) / sigma;
  const double tail = (1 - figure.level) / 2;
  const auto t_reach = [&](double log_degrees) {
    return -boost::math::quantile(boost::math::students_t(std::exp(log_degrees)), tail);
  };
  double few = 0, many = std::log(1e4);
  if (reach <= t_reach(many)) return infinite;
  if (reach >= t_reach(few)) return 1;
  for (int k = 0; k < 40; ++k) {
    const double middle = (few + many) / 2;
    (t_reach(middle) > reach ? few : many) = middle;
  }
  return std::exp(few);
}

struct Spread {
  double variance;
  double degrees;
};

Spread spread_of(const Figure& figure, bool same_description) {
  const double all = std::hypot(figure.uncertainty.sampling, figure.uncertainty.description);
  const double counted = same_description ? figure.uncertainty.sampling : all;
  // Bounds and histories reach beyond what sigma and t say; their ends tell nothing of degrees.
  const bool told = figure.kind == IntervalKind::sampling || figure.kind == IntervalKind::propagated;
  return {counted * counted, told ? degrees_of(figure, all) : infinite};
}

/// Welch (1947), equation 28; Satterthwaite, Biometrics Bulletin 2, 110, 1946.
double joint_degrees(const Spread& a, const Spread& b) {
  const double sum = a.variance + b.variance;
  const double weighted = a.variance * a.variance / a.degrees + b.variance * b.variance / b.degrees;
  return weighted > 0 ? sum * sum / weighted : infinite;
}

double two_sided_p(double statistic, double degrees) {
  const double size = std::abs(statistic);
  if (std::isinf(size)) return 0;
  if (std::isinf(degrees)) return 2 * boost::math::cdf(boost::math::complement(boost::math::normal(), size));
  return 2 * boost::math::cdf(boost::math::complement(boost::math::students_t(degrees), size));
}

bool same_but_for_rounding(double a, double b) {
  return std::abs(a - b) <= rounding * std::max(std::abs(a), std::abs(b));
}

}  // namespace

Difference difference_of(const Figure& earlier, const Figure& later, bool same_description) {
  assert(earlier.value && later.value);
  const Spread a = spread_of(earlier, same_description), b = spread_of(later, same_description);
  const double sigma = std::sqrt(a.variance + b.variance), degrees = joint_degrees(a, b);
  if (same_but_for_rounding(*earlier.value, *later.value)) return {sigma, 0, degrees, 1};
  const double statistic = (*later.value - *earlier.value) / sigma;
  return {sigma, statistic, degrees, two_sided_p(statistic, degrees)};
}

bool equal_as_reported(const Figure& earlier, const Figure& later) {
  assert(earlier.value && later.value);
  return same_but_for_rounding(*earlier.value, *later.value);
}

std::vector<double> holm_adjusted(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p[i]; });
  std::vector<double> adjusted(p.size());
  double largest = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    largest = std::max(largest, std::min(1.0, static_cast<double>(order.size() - k) * p[order[k]]));
    adjusted[order[k]] = largest;
  }
  return adjusted;
}

}  // namespace qgauge::figures

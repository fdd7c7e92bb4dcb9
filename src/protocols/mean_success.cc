// Means over random circuits: see mean_success.hpp.
#include "protocols/mean_success.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include <boost/math/distributions/students_t.hpp>

namespace qgauge::protocols {
namespace {

constexpr double few = 30;

figures::Interval hull(const figures::Interval& one, const figures::Interval& other) {
  return {std::min(one.low, other.low), std::max(one.high, other.high)};
}

}  // namespace

double student_quantile_two_sided(double level, double degrees_of_freedom) {
  assert(level > 0 && level < 1 && degrees_of_freedom > 0);
  return -boost::math::quantile(boost::math::students_t(degrees_of_freedom), (1 - level) / 2);
}

Mean mean_success(std::span<const Successes> counts, double level) {
  assert(counts.size() >= 2);
  const auto circuits = static_cast<double>(counts.size());
  double total = 0, trials = 0, mean = 0, squares = 0;
  for (const Successes& circuit : counts) {
    assert(circuit.shots > 0);
    total += circuit.number;
    trials += circuit.shots;
    mean += circuit.number / circuit.shots / circuits;
  }
  for (const Successes& circuit : counts) squares += std::pow(circuit.number / circuit.shots - mean, 2);
  const double sigma = std::sqrt(squares / (circuits - 1) / circuits);
  const double half = student_quantile_two_sided(level, circuits - 1) * sigma;
  Mean out{mean, sigma, {std::max(0.0, mean - half), std::min(1.0, mean + half)}};
  if (std::min(total, trials - total) >= few) return out;
  const auto rounded = [](double number) { return static_cast<std::uint64_t>(std::llround(number)); };
  const figures::Interval pooled = figures::clopper_pearson(rounded(total), rounded(trials), level);
  out.interval = hull(out.interval, pooled);
  out.sigma = std::max(out.sigma, (pooled.high - pooled.low) / 2 / figures::normal_quantile_two_sided(level));
  return out;
}

}  // namespace qgauge::protocols

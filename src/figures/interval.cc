// Quantiles and binomial intervals, on Boost.Math's distributions.
// Used by protocols and figures. Must not know what is being counted.
#include <cassert>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>

#include "qgauge/figures.hpp"

namespace qgauge::figures {

double normal_quantile_two_sided(double level) {
  assert(level > 0 && level < 1);
  return -boost::math::quantile(boost::math::normal(), (1 - level) / 2);
}

Interval clopper_pearson(std::uint64_t successes, std::uint64_t trials, double level) {
  assert(trials > 0 && successes <= trials && level > 0 && level < 1);
  using Binomial = boost::math::binomial_distribution<double>;
  const double tail = (1 - level) / 2;
  const auto n = static_cast<double>(trials);
  const auto k = static_cast<double>(successes);
  return {.low = Binomial::find_lower_bound_on_p(n, k, tail), .high = Binomial::find_upper_bound_on_p(n, k, tail)};
}

}  // namespace qgauge::figures

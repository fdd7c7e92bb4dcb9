// Independent errors together: see combined.hpp.
#include "protocols/combined.hpp"

#include <cmath>

#include <boost/math/distributions/students_t.hpp>

namespace qgauge::protocols {

CombinedError combined_error(std::span<const VarianceShare> shares) {
  constexpr double tail = 0.025;
  double sum = 0, squares = 0;
  for (const VarianceShare& share : shares) {
    sum += share.variance;
    squares += share.variance * share.variance / share.freedom;
  }
  if (!(sum > 0)) return {0, 0};
  const boost::math::students_t student(sum * sum / squares);
  return {std::sqrt(sum), -boost::math::quantile(student, tail)};
}

}  // namespace qgauge::protocols

// Intervals of what several independent fits say together. Private to the room. Must not know what was fitted.
#pragma once

#include <span>

namespace qgauge::protocols {

/// A share of a figure's variance, from an estimate with so many degrees of freedom.
struct VarianceShare {
  double variance;
  double freedom;
};

struct CombinedError {
  double sigma;
  double t_quantile;  ///< half width of the interval at 95 %, in sigma
};

/// Of a sum of independent estimates: variances add, and Student's t has the degrees of freedom
/// (sum v)^2 / sum (v^2/freedom) (Welch, Biometrika 34, 28, 1947).
CombinedError combined_error(std::span<const VarianceShare> shares);

}  // namespace qgauge::protocols

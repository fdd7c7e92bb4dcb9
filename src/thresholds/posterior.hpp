// What a measured value with a known standard deviation says of a figure: the probability of each cell between limits.
// Called by evaluation and by the rule table, so that both give the same P(controlled). Knows no figure's name, no
// rule.
#pragma once

#include <span>

namespace qgauge::thresholds {

/// The prior reaches from the least limit over this to the greatest limit times it.
inline constexpr double reach_of_prior = 1000;

/// `weights`: of the limits.size() + 1 cells between minus infinity, the limits (ascending) and infinity; they add up
/// to one. The estimate is normal around the true figure with deviation `sigma` > 0. Before it was made, nothing was
/// known of the figure but its sign: every factor between a thousandth of the least and a thousand times the greatest
/// limit counts the same, the prior that does not change with the unit of a scale (E. T. Jaynes, "Prior probabilities",
/// IEEE Trans. Syst. Sci. Cybern. 4, 227, 1968). Where a limit is not positive the figure has no scale: every value
/// counts the same, and the posterior is the normal distribution around the estimate.
void posterior_weights(double estimate, double sigma, std::span<const double> limits, std::span<double> weights);
/// The same where every value counted the same before: for counts, and for figures that have no scale.
void normal_weights(double estimate, double sigma, std::span<const double> limits, std::span<double> weights);

}  // namespace qgauge::thresholds

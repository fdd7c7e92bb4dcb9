// How likely couplings of uncertain error are to be better than they look, all together. Called by the uncertainty of
// subsets; knows no rule.
#pragma once

#include "qgauge/subject.hpp"

namespace qgauge::thresholds {

/// An upper bound on the probability that the mean error of the `couplings` cheapest couplings of the graph, and so of
/// any subset that needs as many, is at most `limit`. Errors: independent and normal, with the deviations that the
/// graph states, cut off at 0; unknown ones at the least that they can be.
double chance_of_cheap(const subject::CouplingGraph& graph, int couplings, double limit);

}  // namespace qgauge::thresholds

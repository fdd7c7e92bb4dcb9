// Aggregates over a population whose members may be unknown: mean, median and extremes with what is left open.
// Used by what describes a machine. Knows figures, no machine.
#pragma once

#include <string>
#include <vector>

#include "assess/internal.hpp"

namespace qgauge::assess {

/// What an unknown error counts as at worst.
inline constexpr double worst_infidelity = 1;

using Aggregate = double (*)(std::vector<double>);
/// Rounded once, by compensated summation (Neumaier, Z. angew. Math. Mech. 54, 39 (1974)) and division with remainder:
/// the mean of equal values is that value, so that a machine at a limit stands at it.
double mean_of(std::vector<double> values);
double median_of(std::vector<double> values);
double best_of(std::vector<double> values);
double worst_of(std::vector<double> values);

/// The aggregate of the known members. Where some are unknown, with bounds that count those as 0 and as 1; where all
/// are, missing.
figures::Figure aggregated(const std::string& name, const Population& population, Aggregate aggregate,
                           figures::Origin origin, const std::string& method);

/// The mean; where the members have standard errors, with the interval that follows from them.
figures::Figure mean_figure(const std::string& name, const Population& population, figures::Origin origin,
                            const std::string& method);

}  // namespace qgauge::assess

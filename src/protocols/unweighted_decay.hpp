// The decay that published figures of some vendors come from: unweighted least squares of the mean survival of each
// length, asymptote known, with a semi-parametric bootstrap. Private to the room. Must not know what decays.
#pragma once

#include <span>
#include <vector>

#include "qgauge/core.hpp"
#include "qgauge/execution/recorded.hpp"

namespace qgauge::protocols {

struct MeanSurvival {
  double length;
  double survival;
};

/// The decay p in [0, 1] of A p^length + asymptote, A in [0, 1], that has the least sum of squared residuals.
double fit_unweighted(std::span<const MeanSurvival> means, double asymptote);

/// Mean survival of each length over the sequences of all groups, by ascending length.
std::vector<MeanSurvival> mean_survivals(std::span<const execution::SurvivalGroup> groups, std::uint64_t shots);

/// Decays of `resamples` repetitions of the experiment: of each group and length, sequences are drawn with replacement
/// and each survives binomially with the frequency that it had (semi-parametric bootstrap as in Baldwin et al., Quantum
/// 6, 707, 2022). Repetition i draws from {seed, domain, i}.
std::vector<double> bootstrap_decays(std::span<const execution::SurvivalGroup> groups, std::uint64_t shots,
                                     double asymptote, int resamples, std::uint64_t seed, std::uint64_t domain);

}  // namespace qgauge::protocols

// Unweighted least squares of mean survivals: see unweighted_decay.hpp.
#include "protocols/unweighted_decay.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>

#include <boost/math/tools/minima.hpp>

namespace qgauge::protocols {
namespace {

constexpr double smallest_log_loss = -20;  // 1 - p from 2e-9
constexpr double log_step = 0.25;

/// The amplitude is linear: its best value for a decay is a quotient of sums, cut to [0, 1].
double squares_of(std::span<const MeanSurvival> means, double asymptote, double decay) {
  double above = 0, norm = 0;
  for (const MeanSurvival& mean : means) {
    const double power = std::pow(decay, mean.length);
    above += power * (mean.survival - asymptote);
    norm += power * power;
  }
  const double amplitude = norm > 0 ? std::clamp(above / norm, 0.0, 1.0) : 0;
  double sum = 0;
  for (const MeanSurvival& mean : means)
    sum += std::pow(mean.survival - asymptote - amplitude * std::pow(decay, mean.length), 2);
  return sum;
}

execution::SurvivalSeries resampled(const execution::SurvivalSeries& series, std::uint64_t shots,
                                    core::Random& random) {
  execution::SurvivalSeries out{series.length, {}};
  for (std::size_t k = 0; k < series.survivals.size(); ++k) {
    const std::uint64_t drawn = series.survivals[random.below(series.survivals.size())];
    out.survivals.push_back(random.binomial(shots, static_cast<double>(drawn) / static_cast<double>(shots)));
  }
  return out;
}

}  // namespace

double fit_unweighted(std::span<const MeanSurvival> means, double asymptote) {
  assert(means.size() >= 2);
  const auto squares = [&](double log_loss) { return squares_of(means, asymptote, 1 - std::exp(log_loss)); };
  double best = smallest_log_loss;
  for (double u = smallest_log_loss; u <= 0; u += log_step)
    if (squares(u) < squares(best)) best = u;
  const double low = std::max(best - log_step, smallest_log_loss), high = std::min(best + log_step, 0.0);
  constexpr int bits = 26;  // half the digits: where a minimum is flat, no more can be told
  const double loss = std::exp(boost::math::tools::brent_find_minima(squares, low, high, bits).first);
  return squares_of(means, asymptote, 1) < squares_of(means, asymptote, 1 - loss) ? 1 : 1 - loss;
}

std::vector<MeanSurvival> mean_survivals(std::span<const execution::SurvivalGroup> groups, std::uint64_t shots) {
  std::map<int, std::pair<double, double>> sums;  // survivals and shots by length
  for (const execution::SurvivalGroup& group : groups) {
    for (const execution::SurvivalSeries& series : group.series) {
      auto& [survivals, all] = sums[series.length];
      for (const std::uint64_t survived : series.survivals) survivals += static_cast<double>(survived);
      all += static_cast<double>(shots) * static_cast<double>(series.survivals.size());
    }
  }
  std::vector<MeanSurvival> out;
  for (const auto& [length, sum] : sums) out.push_back({static_cast<double>(length), sum.first / sum.second});
  return out;
}

std::vector<double> bootstrap_decays(std::span<const execution::SurvivalGroup> groups, std::uint64_t shots,
                                     double asymptote, int resamples, std::uint64_t seed, std::uint64_t domain) {
  std::vector<double> decays;
  for (int i = 0; i < resamples; ++i) {
    core::Random random({seed, domain, static_cast<std::uint64_t>(i), 0});
    std::vector<execution::SurvivalGroup> drawn;
    for (const execution::SurvivalGroup& group : groups) {
      drawn.push_back({group.qubits, {}});
      for (const auto& series : group.series) drawn.back().series.push_back(resampled(series, shots, random));
    }
    decays.push_back(fit_unweighted(mean_survivals(drawn, shots), asymptote));
  }
  return decays;
}

}  // namespace qgauge::protocols

// From heavy outputs to a quantum volume: the rules and the figures. See quantum_volume.hpp.
// Must not know what ran the circuits.
#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/protocols/quantum_volume.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;

constexpr double threshold = 2.0 / 3;
constexpr int fewest_circuits = 100;
constexpr std::size_t repetitions = 1000;
constexpr double two_sided = 0.95;
constexpr double one_sided = 0.977249868;  // two sigma of a normal distribution
constexpr std::string_view circuits_text =
    "square random circuits, compiled with approximate synthesis, pulses against couplings in waits";

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double sigma_of(std::span<const double> values) {
  const double mean = mean_of(values);
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

double resampled_mean(std::span<const double> fractions, std::uint64_t shots, core::Random& random) {
  std::uint64_t heavy = 0;
  for (std::size_t k = 0; k < fractions.size(); ++k) {
    heavy += random.binomial(shots, fractions[random.below(fractions.size())]);
  }
  return static_cast<double>(heavy) / static_cast<double>(shots * fractions.size());
}

double quantile(const std::vector<double>& sorted, double share) {
  const auto index = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
  return sorted[std::min(index, sorted.size() - 1)];
}

/// A width that ran, with its bootstrap.
struct Judged {
  const VolumeWidth& run;
  HeavyOutputs heavy;
};

Figure heavy_figure(const Judged& judged) {
  Figure figure = figures::sampled_figure(fmt::format("heavy_output_probability.{}", judged.run.width),
                                          judged.heavy.mean, judged.heavy.sigma, figures::Origin::simulated,
                                          fmt::format("{}; semi-parametric bootstrap", circuits_text));
  figure.low = judged.heavy.interval.low;
  figure.high = judged.heavy.interval.high;
  figure.samples = judged.run.shots * judged.run.fractions.size();
  figure.assumptions.push_back(fmt::format("{} circuits of {} shots", judged.run.fractions.size(), judged.run.shots));
  return figure;
}

/// The mean over circuits, with its standard error.
Figure gates_figure(const VolumeWidth& run) {
  const double error = sigma_of(run.two_qubit_gates) / std::sqrt(static_cast<double>(run.two_qubit_gates.size()));
  return figures::sampled_figure(fmt::format("quantum_volume.two_qubit_gates.{}", run.width),
                                 mean_of(run.two_qubit_gates), error, figures::Origin::derived,
                                 std::string(circuits_text));
}

/// The largest of the widths that passes, whatever smaller ones do (Cross et al., PRA 100, 032328, eq. 10: the maximum
/// over the widths); none where none does.
std::optional<int> largest_passing(const std::vector<Judged>& widths,
                                   const std::function<bool(const Judged&)>& passes) {
  std::optional<int> largest;
  for (const Judged& judged : widths) {
    if (passes(judged)) largest = judged.run.width;
  }
  return largest;
}

/// What the volume may be: below the run of widths, without a gap from the largest that ran down, that surely fail; all
/// of the machine where the largest may pass.
int largest_possible(const std::vector<Judged>& widths, int qubits) {
  int possible = qubits, expected = widths.back().run.width;
  for (auto judged = widths.rbegin(); judged != widths.rend(); ++judged) {
    const bool surely_fails = judged->heavy.interval.high < threshold;
    if (!surely_fails || judged->run.width != expected) break;
    possible = --expected;
  }
  return possible;
}

std::vector<std::string> assumptions_of(const std::vector<Judged>& widths, const VolumeLimits& limits, bool bound) {
  std::vector<int> run;
  for (const Judged& judged : widths) run.push_back(judged.run.width);
  std::vector<std::string> out{
      fmt::format("widths that ran: {}; {} circuits each", fmt::join(run, ", "), widths.front().run.fractions.size())};
  if (run.back() - run.front() + 1 != std::ssize(run)) {
    out.emplace_back("widths between those that ran were not tried");
  }
  if (bound) {
    out.push_back(fmt::format("the largest width that ran passes: a lower bound; reported errors let expect {:.0f}",
                              limits.predicted));
  }
  return out;
}

Figure volume_figure(const std::string& name, const std::vector<Judged>& widths, const VolumeLimits& limits,
                     const std::function<bool(const Judged&)>& passes) {
  const std::optional<int> value = largest_passing(widths, passes);
  const int low = value.value_or(0), high = std::max(largest_possible(widths, limits.qubits), low);
  const std::string method = fmt::format("{}; heavy outputs of each width", circuits_text);
  Figure figure = figures::bounded_figure(name, low, low, high == 1 ? 0 : high, figures::Origin::simulated, method);
  const bool from_two = widths.front().run.width == 2;
  if (!value && !from_two) figure.value.reset();
  for (const Judged& judged : widths) figure.samples += judged.run.shots * judged.run.fractions.size();
  figure.assumptions = assumptions_of(widths, limits, value == widths.back().run.width);
  if (!value && !from_two) figure.assumptions.emplace_back("no width that ran passes: smaller ones may");
  return figure;
}

}  // namespace

bool passes_original(double mean, int circuits) {
  return circuits >= fewest_circuits && mean - 2 * std::sqrt(mean * (1 - mean) / circuits) > threshold;
}

HeavyOutputs bootstrap_heavy_outputs(std::span<const double> fractions, std::uint64_t shots, core::Random random) {
  std::vector<double> means;
  for (std::size_t r = 0; r < repetitions; ++r) means.push_back(resampled_mean(fractions, shots, random));
  std::ranges::sort(means);
  const double mean = mean_of(fractions), tail = (1 - two_sided) / 2;
  const auto reflected = [&](double share) { return 2 * mean - quantile(means, share); };
  return {mean, sigma_of(means), {reflected(1 - tail), reflected(tail)}, reflected(one_sided)};
}

std::vector<Figure> quantum_volume_figures(const std::vector<VolumeWidth>& widths, const VolumeLimits& limits,
                                           std::uint64_t seed) {
  std::vector<Judged> judged;
  for (const VolumeWidth& width : widths) {
    const core::Random random({seed, core::domain_of("quantum_volume bootstrap", {&width.width, 1}), 0, 0});
    judged.push_back({width, bootstrap_heavy_outputs(width.fractions, width.shots, random)});
  }
  std::vector<Figure> out;
  out.push_back(volume_figure("quantum_volume.log2", judged, limits, [](const Judged& one) {
    return passes_original(one.heavy.mean, static_cast<int>(one.run.fractions.size()));
  }));
  out.push_back(volume_figure("quantum_volume.log2.bootstrap", judged, limits,
                              [](const Judged& one) { return one.heavy.two_sigma > threshold; }));
  for (const Judged& one : judged) {
    out.push_back(heavy_figure(one));
    out.push_back(gates_figure(one.run));
  }
  return out;
}

}  // namespace qgauge::protocols

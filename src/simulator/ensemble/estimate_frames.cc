// Counting shots: see estimate_frames.hpp. The number of shots is fixed beforehand, by the largest variance that an
// observable of its range can have.
#include "simulator/ensemble/estimate_frames.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <optional>

#include <boost/math/distributions/normal.hpp>
#include <fmt/format.h>

namespace qgauge::simulator {
namespace {

using circuit::GateKind;
using execution::DiagonalObservable;
using execution::StateFidelity;

/// A mean of shots, and its variance.
struct Mean {
  double value;
  double variance;
  std::uint64_t shots;
};

double normal_quantile(double level) {
  return boost::math::quantile(boost::math::normal_distribution<double>(), (1 + level) / 2);
}

std::uint64_t shots_for(double range, const EstimateOptions& options) {
  const double needed = std::pow(normal_quantile(options.level) * range / (2 * options.precision), 2);
  return static_cast<std::uint64_t>(std::clamp(std::ceil(needed), 1.0, static_cast<double>(options.most_trajectories)));
}

/// Of a probability: two successes and two failures are added to the variance, so that no count is a certainty (Agresti
/// and Coull, The American Statistician 52, 119).
Mean mean_of_count(std::uint64_t count, std::uint64_t shots) {
  const auto n = static_cast<double>(shots), k = static_cast<double>(count);
  const double p = (k + 2) / (n + 4);
  return {k / n, p * (1 - p) / n, shots};
}

/// The circuit, then gates that take the state to a basis state; all qubits read without error.
struct Undone {
  noise::NoisyCircuit circuit;
  std::uint64_t outcome;
};

/// For (|x> + i^k |y>)/sqrt 2: C-NOTs from one of the qubits in which x and y differ leave the superposition to it, and
/// S and H take that to a value.
std::optional<Undone> undone(const noise::NoisyCircuit& circuit, const StateFidelity& state) {
  Undone result{circuit, 0};
  result.circuit.readout.assign(static_cast<std::size_t>(circuit.qubits), noise::Readout{});
  if (state.amplitudes.empty() || state.amplitudes.size() > 2) return std::nullopt;
  result.outcome = state.amplitudes.front().first;
  if (state.amplitudes.size() == 1) return result;
  auto [zero, one] = std::pair(state.amplitudes[0], state.amplitudes[1]);
  const std::uint64_t differ = zero.first ^ one.first;
  if (differ == 0) return std::nullopt;
  const int pivot = std::countr_zero(differ);
  if ((zero.first >> pivot & 1) != 0) std::swap(zero, one);
  const double turns = std::arg(one.second / zero.second) / (std::numbers::pi / 2);
  constexpr double tolerance = 1e-9;
  const bool even = std::abs(std::abs(zero.second) - std::abs(one.second)) < tolerance;
  if (!even || std::abs(turns - std::round(turns)) > tolerance) return std::nullopt;
  for (int q = 0; q < circuit.qubits; ++q) {
    if (q != pivot && (differ >> q & 1) != 0) {
      result.circuit.add_unitary({pivot, q}, circuit::unitary_of(GateKind::cx));
    }
  }
  result.circuit.add_unitary({pivot}, circuit::unitary_of(GateKind::p, -std::round(turns) * std::numbers::pi / 2));
  result.circuit.add_unitary({pivot}, circuit::unitary_of(GateKind::h));
  result.outcome = zero.first;
  return result;
}

core::Result<Mean> mean_of(const noise::NoisyCircuit& circuit, const StateFidelity& state,
                           const EstimateOptions& options, const core::RandomKey& key) {
  const auto changed = undone(circuit, state);
  if (!changed) {
    return core::unusable("observable", "a state of several amplitudes", "one or two, equal but for a power of i",
                          "simulate by trajectories");
  }
  QGAUGE_TRY(const PauliFrames frames, PauliFrames::make(changed->circuit));
  std::vector<bool> outcome;
  for (int q = 0; q < circuit.qubits; ++q) outcome.push_back((changed->outcome >> q & 1) != 0);
  const std::uint64_t shots = shots_for(1, options);
  return mean_of_count(frames.count(outcome, shots, key), shots);
}

/// Qubits that are not measured are, without error.
core::Result<Mean> mean_of(noise::NoisyCircuit circuit, const DiagonalObservable& diagonal,
                           const EstimateOptions& options, const core::RandomKey& key) {
  for (auto& readout : circuit.readout) readout = readout.value_or(noise::Readout{});
  QGAUGE_TRY(const PauliFrames frames, PauliFrames::make(circuit));
  const auto [least, most] = std::ranges::minmax(diagonal.weights);
  const double range = double{most} - least;
  const std::uint64_t shots = shots_for(range, options);
  QGAUGE_TRY(const execution::CircuitSamples samples, frames.outcomes(shots, key));
  double sum = 0, squares = 0;
  for (const auto& [bits, count] : samples.outcomes) {
    const double weight = diagonal.weights[bits];
    sum += count * weight;
    squares += count * weight * weight;
  }
  const auto n = static_cast<double>(shots);
  const double mean = sum / n, spread = squares / n - mean * mean + 2 * range * range / (n + 4);
  return Mean{mean, std::max(0.0, spread) / n, shots};
}

}  // namespace

core::Result<execution::Estimates> estimate_by_frames(const noise::NoisyCircuit& circuit,
                                                      std::span<const execution::Observable> observables,
                                                      const EstimateOptions& options) {
  const auto count = static_cast<Eigen::Index>(observables.size());
  execution::Estimates estimates{Eigen::VectorXd::Zero(count),
                                 Eigen::MatrixXd::Zero(count, count),
                                 Eigen::VectorXd::Zero(count),
                                 0,
                                 true,
                                 "pauli_frames"};
  constexpr std::uint64_t streams_apart = std::uint64_t{1} << 40;  // more blocks than are ever drawn
  core::RandomKey key = options.key;
  for (Eigen::Index k = 0; k < count; ++k, key.trajectory += streams_apart) {
    const auto mean = [&](const auto& observable) { return mean_of(circuit, observable, options, key); };
    QGAUGE_TRY(const Mean found, std::visit(mean, observables[static_cast<std::size_t>(k)]));
    estimates.trajectories += found.shots;
    estimates.values(k) = found.value;
    estimates.covariance(k, k) = found.variance;
    estimates.half_width(k) = normal_quantile(options.level) * std::sqrt(found.variance);
  }
  estimates.reached = estimates.half_width.maxCoeff() <= options.precision * 1.001;  // rounding of the shots
  return estimates;
}

}  // namespace qgauge::simulator

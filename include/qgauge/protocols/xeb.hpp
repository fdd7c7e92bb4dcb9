// Cross-entropy benchmarking of a pair with its native gate (Arute et al., Nature 574, 505). Used by assess. Knows no
// simulator.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

/// Of the outcomes of two qubits; index = bits.
using PairProbabilities = std::array<double, 4>;

/// Circuit c: depths[c] cycles of one random pulse on each qubit and the native gate, one more pulse on each, and the
/// measurement. A pulse turns by pi/2 about one of 8 axes in the XY plane, never the one before on its qubit.
/// probabilities[c] are the outcomes without any error.
struct XebPlan {
  std::vector<int> qubits;
  std::string gate;
  execution::CircuitBatch batch;
  std::vector<int> depths;
  std::vector<PairProbabilities> probabilities;
};
/// Error: no calibrated gates.
core::Result<XebPlan> plan_xeb(const device::DeviceModel& model, const device::Coupling& coupling,
                               const Options& options);

/// The share f of the ideal state in f p + (1 - f)/4 that fits the outcomes of several circuits best: F = sum (e - u)(m
/// - u) / sum (e - u)^2 with e = sum p^2, u = sum p/4 and m = sum p p_measured of each circuit (least squares of Cirq's
/// cross-entropy benchmarking; the estimator of Arute et al., supplement). As many samples as probabilities; at least
/// one circuit whose probabilities are not all equal, and shots of each.
double xeb_fidelity(std::span<const PairProbabilities> probabilities,
                    std::span<const execution::CircuitSamples> samples);

/// From F = a f^depth: xeb.process_infidelity, (1 - f)(1 - 1/16), and xeb.average_infidelity, (1 - f)(1 - 1/4), of a
/// cycle; missing where nothing is left at the smallest depth. Error: samples of another plan.
core::Result<std::vector<figures::Figure>> estimate_xeb(const XebPlan& plan, const execution::Samples& samples);

/// The process infidelity of a cycle under the executor's noise, exactly: the mean over all pairs of pulses of that of
/// pulses and gate, which the decay shows where pulses twirl what is left of the errors. Empty where the executor
/// cannot tell.
std::optional<double> exact_xeb_infidelity(const device::DeviceModel& model, const device::Coupling& coupling,
                                           const execution::Executor& executor);

}  // namespace qgauge::protocols

// Quantum volume (Cross et al., PRA 100, 032328; intervals of Baldwin et al., Quantum 6, 707, 2022): square random
// circuits compiled for the machine, and how often they end in heavy outputs. Used by assess. Knows no simulator.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

/// A circuit of `width` qubits and as many layers: a random permutation, then a Haar-random SU(4) on each of the
/// floor(width/2) pairs, written as rotations. Measures every qubit. width >= 2.
circuit::Circuit quantum_volume_circuit(int width, core::Random& random);

/// Of each outcome whether its probability is above the median of all, the mean of the middle two; ties are light.
std::vector<bool> heavy_outputs(std::span<const double> probabilities);

/// The mean heavy-output probability of random circuits without noise: 2 to 6 qubits from many circuits, beyond them
/// the limit (1 + ln 2)/2 (Aaronson and Chen, arXiv:1612.05903).
double ideal_heavy_output_probability(int width);

/// Circuits of one width, compiled; circuit c has `heavy[c]` over the bits of its own qubits. Answers: one marginal a
/// circuit, its own qubits in their order wherever routing left them. So few shots cost few trajectories.
struct QuantumVolumePlan {
  int width = 0;
  execution::CircuitBatch batch;
  std::vector<std::vector<bool>> heavy;
  std::vector<int> two_qubit_gates;
};

/// Circuits of one width by their numbers; each is the same in whatever part it is planned.
struct CircuitRange {
  int first = 0;
  int count = 0;
};

/// Error: what compile() refuses; an `ideal` that knows no probabilities.
core::Result<QuantumVolumePlan> plan_quantum_volume(const device::DeviceModel& model, int width, CircuitRange range,
                                                    const Options& options, const execution::Executor& ideal);

/// Of each circuit the share of shots that are heavy. Error: samples of another plan.
core::Result<std::vector<double>> heavy_fractions(const QuantumVolumePlan& plan, const execution::Samples& samples);

/// Whether mean - 2 sqrt(mean (1 - mean)/circuits) > 2/3 with at least 100 circuits (Cross et al., algorithm 1).
bool passes_original(double mean, int circuits);

/// The mean over circuits and what a semi-parametric bootstrap says of it (Baldwin et al., section 3): circuits are
/// drawn with replacement, then the shots of each from a binomial; 1,000 times, quantiles reflected about the mean.
struct HeavyOutputs {
  double mean = 0;
  double sigma = 0;
  figures::Interval interval{};  ///< 95 %
  double two_sigma = 0;          ///< lower end of the one-sided interval of 97.7 %
};
HeavyOutputs bootstrap_heavy_outputs(std::span<const double> fractions, std::uint64_t shots, core::Random random);

/// All circuits of one width that ran.
struct VolumeWidth {
  int width = 0;
  std::vector<double> fractions;
  std::uint64_t shots = 0;  ///< of each circuit
  std::vector<double> two_qubit_gates = {};  ///< of each circuit as compiled
};

/// What is known beside the runs: the connected qubits, and the largest width that the errors let expect to pass.
struct VolumeLimits {
  int qubits = 0;
  double predicted = 0;
};

/// heavy_output_probability.<m> and quantum_volume.two_qubit_gates.<m> of each width, quantum_volume.log2 and
/// quantum_volume.log2.bootstrap. Widths ascend; those below the first are taken to pass, which the figures say. Where
/// the last one passes the volume is a lower bound.
std::vector<figures::Figure> quantum_volume_figures(const std::vector<VolumeWidth>& widths, const VolumeLimits& limits,
                                                    std::uint64_t seed);

}  // namespace qgauge::protocols

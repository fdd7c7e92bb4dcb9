// Greenberger-Horne-Zeilinger states over growing sets of qubits: fidelity from populations and parities, and the
// largest set that is entangled with confidence. Used by assess. Knows no simulator.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

/// C-NOTs (control, target; register qubits) that spread a state from `root` along `pairs`: in every round each qubit
/// that has it passes it to one that has not. Rounds follow one another; of a register without a path to all, fewer.
struct Broadcast {
  std::uint32_t root = 0;
  std::vector<std::array<std::uint32_t, 2>> steps;
  int rounds = 0;
};
/// From the root that needs fewest rounds, of equal ones the first.
Broadcast shortest_broadcast(std::uint32_t qubits, std::span<const std::array<std::uint32_t, 2>> pairs);

/// Circuit 0 reads every qubit in Z. Circuit k > 0 reads each in X or, where the setting says so, in Y; the number of Y
/// is even. Settings are uniform among those, drawn anew for each circuit. Every circuit is asked for distances from
/// zero and from one, so that its parity and its populations are known.
struct GhzPlan {
  std::vector<int> qubits;  ///< of the device; register qubit k is qubits[k]
  int rounds = 0;           ///< of C-NOTs
  execution::CircuitBatch batch;
  std::vector<int> ys;  ///< of each circuit
};
/// On the `size` >= 2 connected qubits that the reported errors predict the most of. Error: no such set.
core::Result<GhzPlan> plan_ghz(const device::DeviceModel& model, int size, const Options& options);

/// ghz_fidelity.<N> = (P(0..0) + P(1..1))/2 + C/2, with C = 2 Re <0..0|rho|1..1>. Since
/// |0..0><1..1| + |1..1><0..0| = 2^(1-N) sum over the settings with an even number y of Y of (-1)^(y/2) times their
/// product of X and Y (Guehne et al., PRA 76, 030305), C is the mean of (-1)^(y/2) parity over random settings: all
/// settings are Clifford circuits. Error: samples of another plan.
core::Result<std::vector<figures::Figure>> estimate_ghz(const GhzPlan& plan, const execution::Samples& samples);

/// physical_qubits.entangled of fidelities at ascending sizes: the largest size whose interval lies above 1/2, all
/// smaller ones' too. High: up to the first size whose interval lies below 1/2; `most` where there is none.
figures::Figure entangled_qubits(std::span<const int> sizes, std::span<const figures::Figure> fidelities, int most);

}  // namespace qgauge::protocols

// A circuit as what happens to the bits of its Pauli frames: additions of rows and faults, everything that is the same
// for all shots prepared. Made once for a circuit, run for every block of shots by frame_block. Knows no gate by name.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "qgauge/noise.hpp"
#include "simulator/frames/fusion.hpp"

namespace qgauge::simulator {

/// Independent trials of one probability as a clock sees them: each takes `hazard` = -log(1 - p) of its time.
struct TrialRate {
  double hazard;
  double trials_per_unit;  ///< 1 / hazard
};

TrialRate rate_of(double probability);

/// The Pauli of a fault by one uniform number (Walker, ACM Trans. Math. Softw. 3, 253): its top 4 bits name a column,
/// the others stay below the cut or take the column's alias.
struct FaultTable {
  TrialRate rate;  ///< of any fault
  std::array<std::uint64_t, pauli_count> cut;
  std::array<std::uint8_t, pauli_count> alias;
};

FaultTable fault_table(const PauliDistribution& faults);

/// dst ^= src, of rows of a step.
struct Addition {
  std::uint8_t dst;
  std::uint8_t src;
};

/// No Clifford gate on two qubits takes more; tested over all of them.
inline constexpr std::size_t most_additions = 6;
inline constexpr std::uint32_t faultless = ~std::uint32_t{0};

struct FrameStep {
  std::array<std::uint32_t, 4> rows;  ///< x_0 z_0 x_1 z_1 after the step
  std::uint32_t faults;               ///< index of a FaultTable, or faultless
  std::uint8_t additions;
  std::array<Addition, most_additions> addition;
};

/// How a measured qubit reads: reference + its row, then flipped at random.
struct ReadStep {
  std::uint32_t row;
  bool reference;
  TrialRate rate;                       ///< of the likelier flip
  std::array<std::uint64_t, 2> accept;  ///< of 2^63: the share of trials that flip a 0, a 1
};

struct FrameProgram {
  std::vector<std::uint32_t> random_rows;  ///< z of every qubit at the start
  std::uint32_t rows;
  std::vector<FrameStep> steps;
  std::vector<FaultTable> faults;
  std::vector<ReadStep> reads;
};

/// `reference` is an outcome of all qubits without noise.
FrameProgram frame_program(const noise::NoisyCircuit& circuit, std::span<const FusedStep> steps,
                           const std::vector<bool>& reference);

/// The fewest additions after which the four rows hold what the gate makes of x_0 z_0 x_1 z_1, in some order.
struct RowPlan {
  std::vector<Addition> additions;    ///< of rows in the order before the gate
  std::array<std::uint8_t, 4> place;  ///< the row that holds x_0, z_0, x_1, z_1 afterwards
};

RowPlan plan_rows(const Clifford& gate);

}  // namespace qgauge::simulator

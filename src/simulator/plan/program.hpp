// A circuit in the planner's own gate set: real rotations, phases of one or two qubits, dense matrices; SWAP, X and
// global phase have become labels and a constant. Made by lowering.cc, read by segments.cc and steps.cc.
// Knows no memory.
#pragma once

#include <array>
#include <complex>
#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "kernels/kernels.h"

namespace qgauge::simulator {

/// Slots stand for qubits of the stored state; SWAP exchanges which slot a qubit means.
struct Item {
  enum class Kind : std::uint8_t { rotation, phase, dense };
  Kind kind;
  int count;  ///< of slots
  std::array<int, kernels::max_targets> slots{};
  double value =
      0;            ///< rotation: exp(-i theta/2 Y) as tan(theta/2), at most 1; phase: the angle where all slots read 1
  int matrix = -1;  ///< dense: which of the program's

  std::uint64_t mask() const {
    std::uint64_t bits = 0;
    for (int k = 0; k < count; ++k) bits |= std::uint64_t{1} << slots[static_cast<std::size_t>(k)];
    return bits;
  }
};

struct Program {
  int qubits = 0;
  std::vector<Item> items;
  std::vector<Eigen::MatrixXcd> matrices;
  std::complex<double> constant = 1;  ///< global phase: a factor of every amplitude
  std::vector<int> slot_of;           ///< of each qubit, at the end
  std::uint64_t flipped = 0;          ///< slots that store the other value of their qubit at the end
};

}  // namespace qgauge::simulator

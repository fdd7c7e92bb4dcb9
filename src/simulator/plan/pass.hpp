// What a pass over memory does, prepared for one SIMD target and precision. Made by steps.cc, run by run_pass.cc.
// A pass numbers amplitudes by coordinates: bits below `tile_bits` are the position in a tile, those above are the
// number of the tile.
#pragma once

#include <complex>
#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

#include "kernels/kernels.h"
#include "simulator/plan/phase_operation.hpp"

namespace qgauge::simulator {

template <class Real>
using Dense = std::unique_ptr<kernels::DenseGate<Real>>;

template <class Real>
using Instruction = std::variant<kernels::Rotations<Real>, Dense<Real>, PhaseOperation<Real>>;

/// Instructions that act inside blocks of 2^bits amplitudes: all of them run on a block before the next is touched.
template <class Real>
struct Stage {
  int bits;
  std::vector<Instruction<Real>> instructions;
};

template <class Real>
struct Pass {
  int tile_bits;
  bool in_place;  ///< tiles are contiguous and nothing moves
  /// Index bit in memory of each coordinate: of those in a tile before and after the pass, then of the number of the
  /// tile.
  std::vector<int> load, store, outer;
  std::complex<double> scale = 1;  ///< of every amplitude on its way back to memory
  std::vector<Stage<Real>> stages;
  double flops_per_amplitude = 0;
};

}  // namespace qgauge::simulator

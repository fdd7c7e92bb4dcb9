// A diagonal over all qubits of a pass: a product of phases of one and two qubits, merged. Made by steps.cc, applied
// block by block by run_pass.cc. Knows coordinates, no qubits.
#pragma once

#include <array>
#include <complex>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/kernels.h"

namespace qgauge::simulator {

/// exp(i angle) where the coordinates a and b read 1; b < 0: a alone.
struct Phase {
  int a;
  int b;
  double angle;
};

/// Whether all phases leave amplitudes alone where one common coordinate reads 0.
bool have_common_coordinate(std::span<const Phase> phases);

/// Largest block of a plan; factors of low and high indices have room for half of its bits each, rounded up.
inline constexpr int max_block_bits = 12;

template <class Real>
class PhaseOperation {
 public:
  /// `constant` multiplies every amplitude.
  PhaseOperation(std::span<const Phase> phases, int block_bits, std::complex<double> constant);

  PhaseOperation(PhaseOperation&&) = default;  // the table's address stays
  PhaseOperation& operator=(PhaseOperation&&) = default;

  /// Block `number` of the pass: coordinates from number * 2^block_bits on.
  void apply(std::uint64_t number, Real* re, Real* im) const;
  /// Real multiplications and additions for each amplitude.
  double flops() const;

 private:
  struct Outer {
    std::uint64_t mask;  ///< bits of the block number that must all read 1
    std::complex<double> factor;
  };
  struct Cross {
    int inner;
    std::uint64_t mask;
    std::complex<double> factor;
  };

  void choose_control(std::span<const Phase> phases);
  void sort_phase(Phase phase);
  void make_table(std::span<const Phase> inner);
  bool has_low_factors() const;
  void apply_factors(std::uint64_t number, Real* re, Real* im) const;

  int block_bits_;
  int low_bits_;
  std::uint64_t outer_control_ = 0;  ///< blocks whose number lacks it stay as they are
  int inner_control_ = -1;           ///< amplitudes where this coordinate reads 0 stay as they are
  std::complex<double> constant_;
  std::array<std::complex<double>, max_block_bits> linear_;  ///< by coordinate in the block
  bool low_factors_ = false;                                 ///< whether factors of low indices are other than 1
  std::vector<Outer> outer_;
  std::vector<Cross> cross_;
  std::vector<Phase> pairs_;   ///< inside a block: they need a table
  std::vector<Real> storage_;  ///< of the table
  const Real *table_re_ = nullptr, *table_im_ = nullptr;
};

}  // namespace qgauge::simulator

// Phases over a block: every target, precision, block size and split into low and high bits against the scalar twin.

#include "kernels/random_state.hpp"
#include "kernels/scalar.h"

namespace {

using namespace kernel_tests;
namespace kernels = qgauge::kernels;

constexpr int most_block_bits = 12, most_low_bits = 6;

enum class Mode { table, factors, table_high, all };

/// Random numbers for every part of Phases, and Phases that name those of a mode.
template <class Real>
struct RandomPhases {
  RandomPhases(int low_bits, int high_bits, Engine& engine)
      : table(random_state<Real>(low_bits + high_bits, engine)),
        low(random_state<Real>(low_bits, engine)),
        high(random_state<Real>(high_bits, engine)) {}

  kernels::Phases<Real> of(Mode mode, std::uint32_t required) const {
    kernels::Phases<Real> phases{low.qubits, high.qubits, required, nullptr, nullptr,
                                 nullptr,    nullptr,     nullptr,  nullptr};
    if (mode != Mode::factors) {
      phases.table_re = table.re.get();
      phases.table_im = table.im.get();
    }
    if (mode == Mode::factors || mode == Mode::all) {
      phases.low_re = low.re.get();
      phases.low_im = low.im.get();
    }
    if (mode != Mode::table) {
      phases.high_re = high.re.get();
      phases.high_im = high.im.get();
    }
    return phases;
  }

  State<Real> table, low, high;
};

/// Each product of complex numbers doubles the terms of a component and rounds each twice, here and in the twin, which
/// rounds the result once more.
template <class Real>
double phase_tolerance(Mode mode) {
  const int products = mode == Mode::table ? 1 : mode == Mode::all ? 3 : 2;
  const double unit_roundoff = std::numeric_limits<Real>::epsilon() / 2;
  return 1.01 * (4 * products + 1) * unit_roundoff * (1 << products);
}

/// Amplitudes whose high index lacks a required bit have the bits that they had.
template <class Real>
bool others_untouched(const kernels::Phases<Real>& phases, const State<Real>& before, const State<Real>& after) {
  for (std::uint64_t x = 0; x < before.size; ++x) {
    if (((x >> phases.low_bits) & phases.required) == phases.required) continue;
    if (before.re[x] != after.re[x] || before.im[x] != after.im[x]) return false;
  }
  return true;
}

template <class Real>
void compare_with_twin(const RandomPhases<Real>& numbers, Mode mode, std::uint32_t required, Engine& engine) {
  const kernels::Phases<Real> phases = numbers.of(mode, required);
  const State<Real> before = random_state<Real>(phases.low_bits + phases.high_bits, engine);
  State<Real> state = before, expected = before;
  kernels::apply(phases, state.re.get(), state.im.get());
  kernels::scalar::apply_phases(phases, expected.re.get(), expected.im.get());
  INFO(phases.low_bits << " low and " << phases.high_bits << " high bits, mode " << static_cast<int>(mode)
                       << ", required " << required << ", " << sizeof(Real) << " bytes");
  REQUIRE(largest_difference(state, expected) <= phase_tolerance<Real>(mode));
  REQUIRE(padding_is_zero(state));
  if (mode != Mode::table) REQUIRE(others_untouched(phases, before, state));
}

/// `check` on random numbers of every split of every block size, from one vector of the current target on.
template <class Real, class Check>
void on_every_split(const Check& check) {
  Engine engine(20250105);
  for (int low_bits = kernels::lane_bits<Real>(); low_bits <= most_low_bits; ++low_bits) {
    for (int high_bits = 0; low_bits + high_bits <= most_block_bits; ++high_bits) {
      check(RandomPhases<Real>(low_bits, high_bits, engine), engine);
    }
  }
}

template <class Real>
void compare_mode(Mode mode) {
  on_every_split<Real>(
      [&](const RandomPhases<Real>& numbers, Engine& engine) { compare_with_twin(numbers, mode, 0, engine); });
}

/// One required bit at a time, all of them, and a random choice.
template <class Real>
void compare_required(Mode mode) {
  on_every_split<Real>([&](const RandomPhases<Real>& numbers, Engine& engine) {
    const std::uint32_t high_mask = (std::uint32_t{1} << numbers.high.qubits) - 1;
    for (int bit = 0; bit < numbers.high.qubits; ++bit) {
      compare_with_twin(numbers, mode, std::uint32_t{1} << bit, engine);
    }
    compare_with_twin(numbers, mode, high_mask, engine);
    compare_with_twin(numbers, mode, static_cast<std::uint32_t>(engine()) & high_mask, engine);
  });
}

}  // namespace

TEST_CASE("A table of phases agrees with its scalar twin on every target, block and split") {
  on_every_target([] {
    compare_mode<float>(Mode::table);
    compare_mode<double>(Mode::table);
  });
}

TEST_CASE("Phases of low times high factors agree with their scalar twin on every target, block and split") {
  on_every_target([] {
    compare_mode<float>(Mode::factors);
    compare_mode<double>(Mode::factors);
  });
}

TEST_CASE("A table times high factors agrees with its scalar twin on every target, block and split") {
  on_every_target([] {
    compare_mode<float>(Mode::table_high);
    compare_mode<double>(Mode::table_high);
  });
}

TEST_CASE("A table times low and high factors agrees with its scalar twin on every target, block and split") {
  on_every_target([] {
    compare_mode<float>(Mode::all);
    compare_mode<double>(Mode::all);
  });
}

TEST_CASE("Factors leave amplitudes without the required bits as they are on every target") {
  on_every_target([] {
    for (const Mode mode : {Mode::factors, Mode::table_high, Mode::all}) {
      compare_required<float>(mode);
      compare_required<double>(mode);
    }
  });
}

TEST_CASE("A table that stands alone reaches amplitudes without the required bits") {
  on_every_target([] {
    compare_required<float>(Mode::table);
    compare_required<double>(Mode::table);
  });
}

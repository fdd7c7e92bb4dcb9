// Real rotations: every target, precision, array size and choice of qubits on one side of the lanes against the scalar
// twin.

#include "kernels/random_state.hpp"
#include "kernels/scalar.h"

namespace {

using namespace kernel_tests;
namespace kernels = qgauge::kernels;

/// Which of the tangents are exactly 1, a bit each; the others are random.
constexpr unsigned none = 0, all = (1U << kernels::max_targets) - 1;

/// Ascending choices of `count` qubits out of n, all inside a vector of the current target or all above.
template <class Real>
std::vector<std::vector<int>> one_sided_choices(int n, int count) {
  std::vector<std::vector<int>> choices = ordered_choices(n, count);
  const int lane_bits = kernels::lane_bits<Real>();
  std::erase_if(choices, [&](const std::vector<int>& qubits) {
    return !std::ranges::is_sorted(qubits) || (qubits.front() < lane_bits) != (qubits.back() < lane_bits);
  });
  return choices;
}

template <class Real>
kernels::Rotations<Real> random_rotations(const std::vector<int>& positions, unsigned units, Engine& engine) {
  kernels::Rotations<Real> rotations{static_cast<int>(positions.size()), {}, {}};
  for (std::size_t k = 0; k < positions.size(); ++k) {
    rotations.position[k] = positions[k];
    rotations.tangent[k] = (units >> k) & 1 ? Real{1} : static_cast<Real>(symmetric(engine));
  }
  return rotations;
}

/// An element is a sum of 2^count terms of size at most 1. The kernel rounds a term twice a rotation; the twin, whose
/// own precision may be no higher, once for each factor and each addition.
template <class Real>
double rotation_tolerance(int count) {
  const double unit_roundoff = std::numeric_limits<Real>::epsilon() / 2, terms = 1 << count;
  return 1.01 * (2 * count + count + terms) * unit_roundoff * terms;
}

template <class Real>
void compare_with_twin(const kernels::Rotations<Real>& rotations, int qubits, Engine& engine) {
  State<Real> state = random_state<Real>(qubits, engine);
  State<Real> expected = state;
  for (Real* part : {state.re.get(), state.im.get()}) kernels::apply(rotations, part, state.size);
  for (Real* part : {expected.re.get(), expected.im.get()}) {
    kernels::scalar::apply_rotations(rotations, part, expected.size);
  }
  const std::vector<int> positions(rotations.position, rotations.position + rotations.count);
  const std::vector<Real> tangents(rotations.tangent, rotations.tangent + rotations.count);
  INFO(qubits << " qubits, positions " << Catch::Detail::stringify(positions) << ", tangents "
              << Catch::Detail::stringify(tangents) << ", " << sizeof(Real) << " bytes");
  REQUIRE(largest_difference(state, expected) <= rotation_tolerance<Real>(rotations.count));
}

/// Arrays from the granule, the smallest that rotations take, to 2^10.
template <class Real>
void compare_all_choices(int count, const std::vector<unsigned>& units) {
  Engine engine(20250104);
  for (int qubits = 4; qubits <= 10; ++qubits) {
    for (const std::vector<int>& positions : one_sided_choices<Real>(qubits, count)) {
      for (const unsigned unit : units) {
        compare_with_twin(random_rotations<Real>(positions, unit, engine), qubits, engine);
      }
    }
  }
}

void compare_on_every_target(const std::vector<unsigned>& units) {
  on_every_target([&] {
    for (int count = 1; count <= kernels::max_targets; ++count) {
      compare_all_choices<float>(count, units);
      compare_all_choices<double>(count, units);
    }
  });
}

/// Blocks of 2^block_bits numbers, one after the other.
template <class Real>
void compare_blocks_with_whole(const std::vector<int>& positions, int block_bits) {
  Engine engine(8);
  const kernels::Rotations<Real> rotations = random_rotations<Real>(positions, none, engine);
  State<Real> whole = random_state<Real>(9, engine);
  State<Real> blocks = whole;
  const std::uint64_t block = std::uint64_t{1} << block_bits;
  for (Real* part : {whole.re.get(), whole.im.get()}) kernels::apply(rotations, part, whole.size);
  for (std::uint64_t x = 0; x < blocks.size; x += block) {
    kernels::apply(rotations, blocks.re.get() + x, block);
    kernels::apply(rotations, blocks.im.get() + x, block);
  }
  REQUIRE(identical(whole, blocks));
}

}  // namespace

TEST_CASE("Rotations by random angles agree with their scalar twin on every target and one-sided choice of qubits") {
  compare_on_every_target({none});
}

TEST_CASE("Quarter turns agree with their scalar twin on every target and one-sided choice of qubits") {
  compare_on_every_target({all});
}

TEST_CASE("Quarter turns mixed with other rotations agree with their scalar twin on every target") {
  compare_on_every_target({0b0001, 0b1010, 0b0111});
}

TEST_CASE("Quarter turns move integers without rounding") {
  on_every_target([] {
    const int lane_bits = kernels::lane_bits<float>();
    State<float> state(lane_bits + 4);
    state.re[0] = 3;
    const kernels::Rotations<float> rotations{2, {lane_bits, lane_bits + 3, 0, 0}, {1, 1, 0, 0}};
    kernels::apply(rotations, state.re.get(), state.size);
    const std::uint64_t low = std::uint64_t{1} << lane_bits, high = low << 3;
    for (std::uint64_t x = 0; x < state.size; ++x) {
      REQUIRE(state.re[x] == ((x & ~(low | high)) == 0 ? 3 : 0));
    }
  });
}

TEST_CASE("Rotations applied block by block give the bits of the whole array") {
  on_every_target([] {
    const int far = std::max(kernels::lane_bits<float>(), kernels::lane_bits<double>());
    for (const std::vector<int>& positions : {std::vector{0}, {far}, {far, far + 1}, {far + 1, far + 2}}) {
      compare_blocks_with_whole<float>(positions, far + 3);
      compare_blocks_with_whole<double>(positions, far + 3);
    }
  });
}

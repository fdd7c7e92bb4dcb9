// The two loops that measure a machine: scaling an array, and sums in registers. That no sum is optimised away shows in
// the benchmark alone, not in a value.

#include "kernels/random_state.hpp"

namespace {

using namespace kernel_tests;
namespace kernels = qgauge::kernels;

/// One product each: no rounding but that of the product itself.
template <class Real>
void compare_scale(int qubits, std::uint64_t begin, std::uint64_t end, Engine& engine) {
  const Real factor = static_cast<Real>(symmetric(engine));
  State<Real> state = random_state<Real>(qubits, engine);
  State<Real> expected = state;
  kernels::scale(factor, state.re.get(), begin, end);
  for (std::uint64_t x = begin; x < end; ++x) expected.re[x] = factor * expected.re[x];
  INFO(qubits << " qubits, amplitudes " << begin << " to " << end << ", " << sizeof(Real) << " bytes");
  REQUIRE(identical(state, expected));
  REQUIRE(padding_is_zero(state));
}

template <class Real>
void compare_scale_on_ranges() {
  Engine engine(20250108);
  for (int qubits = 1; qubits <= 10; ++qubits) {
    const std::uint64_t size = std::uint64_t{1} << qubits;
    compare_scale<Real>(qubits, 0, size, engine);
    if (size < 4 * kernels::granule) continue;
    compare_scale<Real>(qubits, kernels::granule, size, engine);
    compare_scale<Real>(qubits, kernels::granule, size - 2 * kernels::granule, engine);
    compare_scale<Real>(qubits, kernels::granule, kernels::granule, engine);
  }
}

/// How far the total of all sums is from that of their fixed points, 2 start each.
template <class Real>
double distance(std::uint64_t rounds, Real start) {
  return 2.0 * kernels::fused_sums * start - kernels::fused_operations(rounds, start);
}

/// With start 1/4 the sums stay in [-1, 1]. A round adds an error of at most u and halves those before it, so 2u a sum;
/// their total takes as many additions less one, of parts no larger than the number of sums.
template <class Real>
void compare_fused_operations() {
  const double u = std::numeric_limits<Real>::epsilon() / 2, sums = kernels::fused_sums;
  const double total_error = 1.01 * (2 * sums + sums * (sums - 1)) * u;
  const Real start = Real(0.25);
  REQUIRE(distance(64, start) == 0);
  REQUIRE(std::abs(distance(0, start)) > 0.1);
  for (std::uint64_t rounds = 0; rounds < 8; ++rounds) {
    INFO(rounds << " rounds, " << sizeof(Real) << " bytes");
    REQUIRE(std::abs(distance(rounds, start) - 2 * distance(rounds + 1, start)) <= 3 * total_error);
  }
}

}  // namespace

TEST_CASE("Scaling a range multiplies its numbers and no others on every target") {
  on_every_target([] {
    compare_scale_on_ranges<float>();
    compare_scale_on_ranges<double>();
  });
}

TEST_CASE("Every round of fused operations halves the distance from their fixed point on every target") {
  on_every_target([] {
    compare_fused_operations<float>();
    compare_fused_operations<double>();
  });
}

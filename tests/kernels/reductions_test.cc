// Norm and inner product: every target and precision against the scalar twin, whole states and parts of them.

#include "kernels/random_state.hpp"
#include "kernels/scalar.h"

namespace {

using namespace kernel_tests;
namespace kernels = qgauge::kernels;

/// Sums of 2 * size products of numbers in [-1, 1], in double precision on both sides, in different orders.
double sum_tolerance(std::uint64_t size) { return 2 * tolerance<double>(static_cast<int>(2 * size)); }

template <class Real>
void compare_with_twin(int qubits, Engine& engine) {
  const State<Real> a = random_state<Real>(qubits, engine), b = random_state<Real>(qubits, engine);
  const std::uint64_t begin = a.size > kernels::granule ? kernels::granule : 0;
  const double norm = kernels::norm_squared(a.re.get(), a.im.get(), begin, a.size);
  const double expected_norm = kernels::scalar::norm_squared(a.re.get(), a.im.get(), begin, a.size);
  REQUIRE(std::abs(norm - expected_norm) <= sum_tolerance(a.size));
  const auto product = kernels::inner_product(a.re.get(), a.im.get(), b.re.get(), b.im.get(), begin, a.size);
  const auto expected = kernels::scalar::inner_product(a.re.get(), a.im.get(), b.re.get(), b.im.get(), begin, a.size);
  REQUIRE(std::abs(product.re - expected.re) <= sum_tolerance(a.size));
  REQUIRE(std::abs(product.im - expected.im) <= sum_tolerance(a.size));
}

}  // namespace

TEST_CASE("Norm and inner product agree with their scalar twins on every target") {
  on_every_target([] {
    Engine engine(20250103);
    for (int qubits = 1; qubits <= 12; ++qubits) {
      compare_with_twin<float>(qubits, engine);
      compare_with_twin<double>(qubits, engine);
    }
  });
}

TEST_CASE("The norm of a single precision state is accumulated in double precision") {
  State<float> state(14);
  std::fill_n(state.re.get(), state.size, 0.1F);
  const double exact = double{0.1F} * double{0.1F} * static_cast<double>(state.size);
  on_every_target([&] {
    REQUIRE(kernels::norm_squared(state.re.get(), state.im.get(), 0, state.size) == Approx(exact).epsilon(1e-12));
  });
}

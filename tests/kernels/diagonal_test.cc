// Diagonals: every target, precision, register size and ordered choice of qubits against the scalar twin.

#include "kernels/random_state.hpp"
#include "kernels/scalar.h"

namespace {

using namespace kernel_tests;
namespace kernels = qgauge::kernels;

template <class Real>
void compare_with_twin(int qubits, const std::vector<int>& targets, Engine& engine) {
  const int count = static_cast<int>(targets.size());
  const std::vector<double> diagonal = random_numbers(std::size_t{2} << count, engine);
  State<Real> state = random_state<Real>(qubits, engine);
  State<Real> expected = state;
  kernels::DiagonalGate<Real> gate;
  kernels::prepare(gate, targets.data(), count, diagonal.data());
  for (std::uint64_t begin = 0; begin < state.size; begin += kernels::granule) {
    const std::uint64_t end = std::min(begin + kernels::granule, state.size);
    kernels::apply(gate, state.re.get(), state.im.get(), begin, end);
  }
  kernels::scalar::apply_diagonal(expected.re.get(), expected.im.get(), qubits, targets.data(), count, diagonal.data());
  INFO(qubits << " qubits, targets " << Catch::Detail::stringify(targets) << ", " << sizeof(Real) << " bytes");
  REQUIRE(largest_difference(state, expected) <= tolerance<Real>(2));
  REQUIRE(padding_is_zero(state));
}

template <class Real>
void compare_all_choices(int most_qubits) {
  Engine engine(20250102);
  for (int count = 1; count <= kernels::max_targets; ++count) {
    for (int qubits = count; qubits <= most_qubits; ++qubits) {
      for (const std::vector<int>& targets : ordered_choices(qubits, count)) {
        compare_with_twin<Real>(qubits, targets, engine);
      }
    }
  }
}

}  // namespace

TEST_CASE("A diagonal on one to four qubits agrees with its scalar twin on every target and choice of qubits") {
  on_every_target([] {
    compare_all_choices<float>(7);
    compare_all_choices<double>(7);
  });
}

// Dense matrices: every target, precision, register size and ordered choice of qubits against the scalar twin.

#include "kernels/random_state.hpp"
#include "kernels/scalar.h"

namespace {

using namespace kernel_tests;
namespace kernels = qgauge::kernels;

template <class Real>
void apply_whole(State<Real>& state, const std::vector<int>& targets, const std::vector<double>& matrix) {
  kernels::DenseGate<Real> gate;
  const int count = static_cast<int>(targets.size());
  kernels::prepare(gate, targets.data(), count, matrix.data());
  kernels::apply(gate, state.re.get(), state.im.get(), 0, state.size >> count);
}

template <class Real>
void compare_with_twin(int qubits, const std::vector<int>& targets, Engine& engine) {
  const int count = static_cast<int>(targets.size());
  const std::vector<double> matrix = random_numbers(std::size_t{2} << (2 * count), engine);
  State<Real> state = random_state<Real>(qubits, engine);
  State<Real> expected = state;
  apply_whole(state, targets, matrix);
  kernels::scalar::apply_dense(expected.re.get(), expected.im.get(), qubits, targets.data(), count, matrix.data());
  INFO(qubits << " qubits, targets " << Catch::Detail::stringify(targets) << ", " << sizeof(Real) << " bytes");
  REQUIRE(largest_difference(state, expected) <= tolerance<Real>(2 << count));
  REQUIRE(padding_is_zero(state));
}

template <class Real>
void compare_all_choices(int count, int most_qubits) {
  Engine engine(20250101);
  for (int qubits = count; qubits <= most_qubits; ++qubits) {
    for (const std::vector<int>& targets : ordered_choices(qubits, count)) {
      compare_with_twin<Real>(qubits, targets, engine);
    }
  }
}

template <class Real>
void compare_split_with_whole(const std::vector<int>& targets) {
  Engine engine(7);
  const int qubits = 9, count = static_cast<int>(targets.size());
  const std::vector<double> matrix = random_numbers(std::size_t{2} << (2 * count), engine);
  State<Real> whole = random_state<Real>(qubits, engine);
  State<Real> split = whole;
  apply_whole(whole, targets, matrix);
  kernels::DenseGate<Real> gate;
  kernels::prepare(gate, targets.data(), count, matrix.data());
  const std::uint64_t groups = split.size >> count;
  for (std::uint64_t begin = 0; begin < groups; begin += kernels::granule) {
    kernels::apply(gate, split.re.get(), split.im.get(), begin, begin + kernels::granule);
  }
  REQUIRE(identical(whole, split));
}

}  // namespace

TEST_CASE("A dense matrix on one qubit agrees with its scalar twin on every target and qubit") {
  on_every_target([] {
    compare_all_choices<float>(1, 10);
    compare_all_choices<double>(1, 10);
  });
}

TEST_CASE("A dense matrix on two qubits agrees with its scalar twin on every target and ordered pair") {
  on_every_target([] {
    compare_all_choices<float>(2, 8);
    compare_all_choices<double>(2, 8);
  });
}

TEST_CASE("A dense matrix on three qubits agrees with its scalar twin on every target and ordered triple") {
  on_every_target([] {
    compare_all_choices<float>(3, 7);
    compare_all_choices<double>(3, 7);
  });
}

TEST_CASE("A dense matrix on four qubits agrees with its scalar twin on every target and ordered quadruple") {
  on_every_target([] {
    compare_all_choices<float>(4, 7);
    compare_all_choices<double>(4, 7);
  });
}

TEST_CASE("A dense matrix applied granule by granule gives the bits of the whole range") {
  on_every_target([] {
    for (const std::vector<int>& targets : {std::vector{0}, {8}, {0, 1}, {2, 8}, {5, 4}, {0, 3, 6}, {1, 2, 3, 4}}) {
      compare_split_with_whole<float>(targets);
      compare_split_with_whole<double>(targets);
    }
  });
}

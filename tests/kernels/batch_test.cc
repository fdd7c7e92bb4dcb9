// States side by side: every target and pair of qubits against the scalar twins, with a different matrix for each
// state.

#include <array>
#include <functional>

#include "kernels/random_state.hpp"
#include "kernels/scalar.h"

namespace {

using namespace kernel_tests;
namespace kernels = qgauge::kernels;

constexpr int batch_bits = 3;
static_assert(1 << batch_bits == kernels::batch);

/// A batch of n-qubit states has the layout of one state of n + 3 qubits.
State<float> random_batch(int qubits, Engine& engine) { return random_state<float>(qubits + batch_bits, engine); }

Array<float> random_matrices(Engine& engine) {
  Array<float> matrices(
      static_cast<float*>(std::aligned_alloc(kernels::vector_bytes, kernels::batch_matrix_numbers * sizeof(float))));
  for (int k = 0; k < kernels::batch_matrix_numbers; ++k) matrices[k] = static_cast<float>(symmetric(engine));
  return matrices;
}

void for_pairs(const std::function<void(int, const kernels::BatchPair&)>& body) {
  for (int qubits = 2; qubits <= 9; ++qubits) {
    for (const auto& pair : ordered_choices(qubits, 2)) body(qubits, {pair[0], pair[1]});
  }
}

}  // namespace

TEST_CASE("Each state of a batch is multiplied by its own matrix as the scalar twin does on every target") {
  on_every_target([] {
    Engine engine(20261130);
    for_pairs([&](int qubits, const kernels::BatchPair& pair) {
      const State<float> start = random_batch(qubits, engine);
      const auto matrices = random_matrices(engine);
      State<float> fast(start), slow(start);
      kernels::apply(pair, matrices.get(), fast.re.get(), fast.im.get(), std::uint64_t{1} << qubits);
      kernels::scalar::apply_batch(pair, matrices.get(), slow.re.get(), slow.im.get(), std::uint64_t{1} << qubits);
      REQUIRE(largest_difference(fast, slow) <= tolerance<float>(8));
    });
  });
}

TEST_CASE("Reduced density matrices of a batch agree with the scalar twin on every target") {
  on_every_target([] {
    Engine engine(20261201);
    for_pairs([&](int qubits, const kernels::BatchPair& pair) {
      const State<float> state = random_batch(qubits, engine);
      const std::uint64_t size = std::uint64_t{1} << qubits;
      constexpr int numbers = kernels::batch_reduced_elements * 2 * kernels::batch;
      std::array<double, numbers> fast{}, slow{};
      kernels::reduce(pair, state.re.get(), state.im.get(), size, fast.data());
      kernels::scalar::reduce_batch(pair, state.re.get(), state.im.get(), size, slow.data());
      // Sums of 64 groups, two products each, in single precision; at most two such sums here.
      for (int k = 0; k < numbers; ++k) REQUIRE(std::abs(fast[k] - slow[k]) <= 2 * tolerance<float>(128));
    });
  });
}

TEST_CASE("Weighted norms of a batch agree with the scalar twin on every target") {
  on_every_target([] {
    Engine engine(20261202);
    for (int qubits = 1; qubits <= 10; ++qubits) {
      const State<float> state = random_batch(qubits, engine);
      const std::uint64_t size = std::uint64_t{1} << qubits;
      std::vector<float> weights;
      for (std::uint64_t x = 0; x < size; ++x) weights.push_back(static_cast<float>(symmetric(engine)));
      for (const float* list : {static_cast<const float*>(nullptr), static_cast<const float*>(weights.data())}) {
        std::array<double, kernels::batch> fast{}, slow{};
        kernels::weigh(list, state.re.get(), state.im.get(), size, fast.data());
        kernels::scalar::weigh_batch(list, state.re.get(), state.im.get(), size, slow.data());
        const double blocks = std::max<double>(1, static_cast<double>(size) / 64);
        for (int s = 0; s < kernels::batch; ++s) REQUIRE(std::abs(fast[s] - slow[s]) <= blocks * tolerance<float>(128));
      }
    }
  });
}

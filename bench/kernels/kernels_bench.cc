// Time of a pass of each kernel over a 20-qubit state on one thread, by target qubits: inside a vector, near, far.

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "kernels/kernels.h"

namespace {

namespace kernels = qgauge::kernels;

constexpr int qubits = 20;
constexpr std::uint64_t size = std::uint64_t{1} << qubits;

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};

template <class Real>
std::unique_ptr<Real[], Free> zeros() {
  auto* memory = static_cast<Real*>(std::aligned_alloc(kernels::vector_bytes, size * sizeof(Real)));
  std::fill_n(memory, size, Real{0});
  return std::unique_ptr<Real[], Free>(memory);
}

/// A permutation matrix keeps amplitudes finite however often it is applied.
std::vector<double> reversal(int dimension) {
  std::vector<double> matrix(static_cast<std::size_t>(2) * dimension * dimension);
  for (int row = 0; row < dimension; ++row) matrix[2 * (row * dimension + dimension - 1 - row)] = 1;
  return matrix;
}

template <class Real, class Gate>
void run(benchmark::State& state, const Gate& gate, std::uint64_t range) {
  const auto re = zeros<Real>(), im = zeros<Real>();
  for (auto _ : state) kernels::apply(gate, re.get(), im.get(), 0, range);
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * size));
  state.SetLabel(std::string(kernels::target()));
}

template <class Real>
void dense(benchmark::State& state, const std::vector<int>& targets) {
  const int count = static_cast<int>(targets.size());
  kernels::DenseGate<Real> gate;
  kernels::prepare(gate, targets.data(), count, reversal(1 << count).data());
  run<Real>(state, gate, size >> count);
}

template <class Real>
void diagonal(benchmark::State& state, const std::vector<int>& targets) {
  const int count = static_cast<int>(targets.size());
  std::vector<double> ones(std::size_t{2} << count);
  for (std::size_t i = 0; i < ones.size(); i += 2) ones[i] = 1;
  kernels::DiagonalGate<Real> gate;
  kernels::prepare(gate, targets.data(), count, ones.data());
  run<Real>(state, gate, size);
}

void dense_f32(benchmark::State& state, const std::vector<int>& targets) { dense<float>(state, targets); }
void dense_f64(benchmark::State& state, const std::vector<int>& targets) { dense<double>(state, targets); }
void diagonal_f32(benchmark::State& state, const std::vector<int>& targets) { diagonal<float>(state, targets); }

void norm(benchmark::State& state) {
  const auto re = zeros<float>(), im = zeros<float>();
  for (auto _ : state) benchmark::DoNotOptimize(kernels::norm_squared(re.get(), im.get(), 0, size));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * size));
}

BENCHMARK_CAPTURE(dense_f32, q0, {0});
BENCHMARK_CAPTURE(dense_f32, q4, {4});
BENCHMARK_CAPTURE(dense_f32, q19, {19});
BENCHMARK_CAPTURE(dense_f64, q0, {0});
BENCHMARK_CAPTURE(dense_f64, q19, {19});
BENCHMARK_CAPTURE(dense_f32, q0_q1, {0, 1});
BENCHMARK_CAPTURE(dense_f32, q0_q10, {0, 10});
BENCHMARK_CAPTURE(dense_f32, q9_q10, {9, 10});
BENCHMARK_CAPTURE(dense_f64, q9_q10, {9, 10});
BENCHMARK_CAPTURE(dense_f32, q0_q1_q2, {0, 1, 2});
BENCHMARK_CAPTURE(dense_f32, q9_q10_q11, {9, 10, 11});
BENCHMARK_CAPTURE(dense_f32, q9_q10_q11_q12, {9, 10, 11, 12});
BENCHMARK_CAPTURE(dense_f64, q9_q10_q11_q12, {9, 10, 11, 12});
BENCHMARK_CAPTURE(diagonal_f32, q0, {0});
BENCHMARK_CAPTURE(diagonal_f32, q3_q10, {3, 10});
BENCHMARK_CAPTURE(diagonal_f32, q3_q10_q12_q19, {3, 10, 12, 19});
BENCHMARK(norm);

}  // namespace

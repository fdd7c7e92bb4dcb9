// Time of each kernel on one thread: matrices, diagonals, sums and tiles in a pass over a 20-qubit state, rotations and
// phases on a block that stays in the first cache, as the simulator calls them. By target qubits: inside a vector,
// near, far. `FLOP` is a rate to hold against that of fused_peak, `per_amplitude` a time for real and imaginary part
// together.

#include <algorithm>
#include <cstdint>
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
std::unique_ptr<Real[], Free> zeros(std::uint64_t count = size) {
  auto* memory = static_cast<Real*>(std::aligned_alloc(kernels::vector_bytes, count * sizeof(Real)));
  std::fill_n(memory, count, Real{0});
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

/// log2 of the amplitudes of a block.
template <class Real>
constexpr int block_bits = sizeof(Real) == sizeof(float) ? 11 : 10;

/// Both counted in one iteration.
void count_work(benchmark::State& state, double amplitudes, double flops) {
  using benchmark::Counter;
  state.counters["FLOP"] = Counter(flops, Counter::kIsIterationInvariantRate);
  state.counters["per_amplitude"] = Counter(amplitudes, Counter::kIsIterationInvariantRate | Counter::kInvert);
  state.SetLabel(std::string(kernels::target()));
}

enum class Place { lanes, near, far };

/// `count` neighbours; fewer where a vector does not hold as many.
template <class Real>
kernels::Rotations<Real> rotations_at(Place place, int count, Real tangent) {
  const int lane_bits = kernels::lane_bits<Real>();
  if (place == Place::lanes) count = std::clamp(count, 1, std::max(lane_bits, 1));
  const int first = place == Place::lanes ? 0 : place == Place::near ? lane_bits : block_bits<Real> - count;
  kernels::Rotations<Real> rotations{count, {}, {}};
  for (int k = 0; k < count; ++k) {
    rotations.position[k] = first + k;
    rotations.tangent[k] = tangent;
  }
  return rotations;
}

/// Quarter turns above the lanes take additions alone, half the operations of others.
template <class Real>
void rotations(benchmark::State& state, Place place, int count, Real tangent) {
  constexpr std::uint64_t block = std::uint64_t{1} << block_bits<Real>;
  const auto re = zeros<Real>(block), im = zeros<Real>(block);
  const auto gate = rotations_at(place, count, tangent);
  for (auto _ : state) {
    kernels::apply(gate, re.get(), block);
    kernels::apply(gate, im.get(), block);
  }
  const bool additions_alone = place != Place::lanes && tangent == 1;
  count_work(state, block, static_cast<double>(block) * gate.count * (additions_alone ? 2 : 4));
}

/// The parts that a mode does not use are left out; 6 operations a complex product.
template <class Real>
void phases(benchmark::State& state, bool table, bool low, bool high) {
  constexpr int low_bits = 6, bits = block_bits<Real>;
  constexpr std::uint64_t block = std::uint64_t{1} << bits;
  const auto re = zeros<Real>(block), im = zeros<Real>(block), part_re = zeros<Real>(block),
             part_im = zeros<Real>(block);
  kernels::Phases<Real> gate{low_bits, bits - low_bits, 0, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};
  if (table) {
    gate.table_re = part_re.get();
    gate.table_im = part_im.get();
  }
  if (low) {
    gate.low_re = part_re.get();
    gate.low_im = part_im.get();
  }
  if (high) {
    gate.high_re = part_re.get();
    gate.high_im = part_im.get();
  }
  for (auto _ : state) kernels::apply(gate, re.get(), im.get());
  count_work(state, block, static_cast<double>(block) * 6 * (int{table} + int{low} + int{high}));
}

/// The value with two of its bits exchanged.
std::uint64_t exchange(std::uint64_t value, int a, int b) {
  const std::uint64_t differ = ((value >> a) ^ (value >> b)) & 1;
  return value ^ (differ << a | differ << b);
}

/// Tiles of 2^tile_bits amplitudes: the lowest memory bits up to run_bits, and others above five bits that number
/// tiles.
struct Tiles {
  static constexpr int run_bits = 10, gap_bits = 5, chunk_bits = 8;

  /// The tile's bit 6 comes from, or goes to, where bit `exchanged` was; 6: nothing is permuted.
  Tiles(int tile_bits, int exchanged) {
    for (std::uint64_t x = 0; x < std::uint64_t{1} << chunk_bits; ++x) inner.push_back(exchange(x, 6, exchanged));
    for (std::uint64_t x = 0; x < std::uint64_t{1} << tile_bits; x += std::uint64_t{1} << chunk_bits) {
      memory.push_back(spread(x));
      tile.push_back(exchange(x, 6, exchanged));
    }
  }
  static std::uint64_t spread(std::uint64_t x) {
    const std::uint64_t run = x & ((std::uint64_t{1} << run_bits) - 1);
    return run | (x ^ run) << gap_bits;
  }
  static std::uint64_t base(std::uint64_t number, int tile_bits) {
    const std::uint64_t gap = number & ((std::uint64_t{1} << gap_bits) - 1);
    return gap << run_bits | (number ^ gap) << tile_bits;
  }
  kernels::TileMap map() const { return {memory.size(), inner.size(), memory.data(), tile.data(), inner.data()}; }

  std::vector<std::uint64_t> memory, tile, inner;
};

/// Every tile of the state in and out.
template <class Real>
void tiles(benchmark::State& state, bool permuted) {
  constexpr int tile_bits = sizeof(Real) == sizeof(float) ? 15 : 14;
  constexpr std::uint64_t tile_size = std::uint64_t{1} << tile_bits;
  const Tiles in(tile_bits, 6), out(tile_bits, permuted ? tile_bits - 1 : 6);
  const auto re = zeros<Real>(), im = zeros<Real>(), tile_re = zeros<Real>(tile_size), tile_im = zeros<Real>(tile_size);
  for (auto _ : state) {
    for (std::uint64_t number = 0; number < size / tile_size; ++number) {
      const std::uint64_t base = Tiles::base(number, tile_bits);
      kernels::load_tile(in.map(), re.get() + base, tile_re.get());
      kernels::load_tile(in.map(), im.get() + base, tile_im.get());
      kernels::store_tile(out.map(), {1, 0}, tile_re.get(), tile_im.get(), re.get() + base, im.get() + base);
    }
  }
  count_work(state, size, 6.0 * size);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * size * 4 * sizeof(Real)));
}

template <class Real>
void fused_peak(benchmark::State& state) {
  constexpr std::uint64_t rounds = 1 << 14;
  for (auto _ : state) benchmark::DoNotOptimize(kernels::fused_operations(rounds, Real(0.25)));
  const double lanes = 1 << kernels::lane_bits<Real>();
  state.counters["FLOP"] =
      benchmark::Counter(2.0 * kernels::fused_sums * rounds * lanes, benchmark::Counter::kIsIterationInvariantRate);
  state.SetLabel(std::string(kernels::target()));
}

void rotations_f32(benchmark::State& state, Place place, int count, float t) { rotations(state, place, count, t); }
void rotations_f64(benchmark::State& state, Place place, int count, double t) { rotations(state, place, count, t); }
void phases_f32(benchmark::State& state, bool table, bool low, bool high) { phases<float>(state, table, low, high); }
void phases_f64(benchmark::State& state, bool table, bool low, bool high) { phases<double>(state, table, low, high); }
void tiles_f32(benchmark::State& state, bool permuted) { tiles<float>(state, permuted); }
void tiles_f64(benchmark::State& state, bool permuted) { tiles<double>(state, permuted); }
void fused_peak_f32(benchmark::State& state) { fused_peak<float>(state); }
void fused_peak_f64(benchmark::State& state) { fused_peak<double>(state); }

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
BENCHMARK_CAPTURE(rotations_f32, lane, Place::lanes, 1, 0.5F);
BENCHMARK_CAPTURE(rotations_f32, all_lanes, Place::lanes, kernels::max_targets, 0.5F);
BENCHMARK_CAPTURE(rotations_f32, one_near, Place::near, 1, 0.5F);
BENCHMARK_CAPTURE(rotations_f32, two_near, Place::near, 2, 0.5F);
BENCHMARK_CAPTURE(rotations_f32, three_near, Place::near, 3, 0.5F);
BENCHMARK_CAPTURE(rotations_f32, one_far, Place::far, 1, 0.5F);
BENCHMARK_CAPTURE(rotations_f32, two_far, Place::far, 2, 0.5F);
BENCHMARK_CAPTURE(rotations_f32, three_far, Place::far, 3, 0.5F);
BENCHMARK_CAPTURE(rotations_f32, one_near_quarter, Place::near, 1, 1);
BENCHMARK_CAPTURE(rotations_f32, three_near_quarter, Place::near, 3, 1);
BENCHMARK_CAPTURE(rotations_f32, one_far_quarter, Place::far, 1, 1);
BENCHMARK_CAPTURE(rotations_f32, three_far_quarter, Place::far, 3, 1);
BENCHMARK_CAPTURE(rotations_f64, lane, Place::lanes, 1, 0.5);
BENCHMARK_CAPTURE(rotations_f64, all_lanes, Place::lanes, kernels::max_targets, 0.5);
BENCHMARK_CAPTURE(rotations_f64, one_near, Place::near, 1, 0.5);
BENCHMARK_CAPTURE(rotations_f64, two_near, Place::near, 2, 0.5);
BENCHMARK_CAPTURE(rotations_f64, three_near, Place::near, 3, 0.5);
BENCHMARK_CAPTURE(rotations_f64, one_far, Place::far, 1, 0.5);
BENCHMARK_CAPTURE(rotations_f64, two_far, Place::far, 2, 0.5);
BENCHMARK_CAPTURE(rotations_f64, three_far, Place::far, 3, 0.5);
BENCHMARK_CAPTURE(rotations_f64, one_near_quarter, Place::near, 1, 1);
BENCHMARK_CAPTURE(rotations_f64, three_near_quarter, Place::near, 3, 1);
BENCHMARK_CAPTURE(rotations_f64, one_far_quarter, Place::far, 1, 1);
BENCHMARK_CAPTURE(rotations_f64, three_far_quarter, Place::far, 3, 1);
BENCHMARK_CAPTURE(phases_f32, table, true, false, false);
BENCHMARK_CAPTURE(phases_f32, low_high, false, true, true);
BENCHMARK_CAPTURE(phases_f32, table_high, true, false, true);
BENCHMARK_CAPTURE(phases_f32, table_low_high, true, true, true);
BENCHMARK_CAPTURE(phases_f64, table, true, false, false);
BENCHMARK_CAPTURE(phases_f64, low_high, false, true, true);
BENCHMARK_CAPTURE(phases_f64, table_high, true, false, true);
BENCHMARK_CAPTURE(phases_f64, table_low_high, true, true, true);
BENCHMARK_CAPTURE(tiles_f32, identity, false);
BENCHMARK_CAPTURE(tiles_f32, permuted, true);
BENCHMARK_CAPTURE(tiles_f64, identity, false);
BENCHMARK_CAPTURE(tiles_f64, permuted, true);
BENCHMARK(fused_peak_f32);
BENCHMARK(fused_peak_f64);

}  // namespace

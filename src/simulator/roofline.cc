// The roofline of this machine, measured with the threads and the SIMD target of a run. Knows no state.
#include <algorithm>
#include <chrono>
#include <cmath>

#include <omp.h>

#include "kernels/kernels.h"
#include "qgauge/simulator.hpp"
#include "simulator/memory.hpp"
#include "simulator/parallel.hpp"

namespace qgauge::simulator {
namespace {

constexpr int repetitions = 5;

/// Least of several times, in seconds.
template <class Body>
double fastest(const Body& body) {
  double least = HUGE_VAL;
  for (int i = 0; i < repetitions; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    body();
    least = std::min(least, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  return least;
}

template <class Real>
double peak_gflops() {
  constexpr std::uint64_t rounds = 1 << 20;
  const int threads = omp_get_max_threads();
  double sum = 0;  // kept, so that the loops are
  const double taken = fastest([&] {
#pragma omp parallel reduction(+ : sum)
    sum += kernels::fused_operations(rounds, Real(0.25));
  });
  const double flops = std::ldexp(2.0 * kernels::fused_sums * rounds, kernels::lane_bits<Real>()) * threads;
  return sum > 0 ? flops / taken * 1e-9 : 0;
}

}  // namespace

template <class Real>
core::Result<Roofline> measure_roofline() {
  constexpr std::uint64_t bytes = std::uint64_t{256} << 20, count = bytes / sizeof(Real);
  const auto array = allocate_array<Real>(count);
  if (!array) return core::failure(core::ErrorCode::missing_resource, "memory", "no 256 MiB to measure the bandwidth");
  for_parts(count, count, [&](std::uint64_t begin, std::uint64_t end) {
    std::fill(array.get() + begin, array.get() + end, Real(1));
  });
  const double taken = fastest([&] {
    for_parts(count, count,
              [&](std::uint64_t begin, std::uint64_t end) { kernels::scale(Real(1), array.get(), begin, end); });
  });
  return Roofline{peak_gflops<Real>(), 2 * static_cast<double>(bytes) / taken * 1e-9};
}

double share_of_roofline(const RunStatistics& run, const Roofline& roofline) {
  if (run.elapsed_s <= 0) return 0;
  return std::max(run.gflops() / roofline.gflops, run.gbytes_per_s() / roofline.gbytes_per_s);
}

template core::Result<Roofline> measure_roofline<float>();
template core::Result<Roofline> measure_roofline<double>();

}  // namespace qgauge::simulator

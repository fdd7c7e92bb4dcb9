// Measures what plans weigh and prints src/simulator/plan/cost_table.inc: for every SIMD target that this machine can
// run and both precisions, the time of rotations, phases and dense matrices inside a tile. Run it on a quiet machine
// and commit what it prints, with the machine's name: plans are made from the committed table alone.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "kernels/kernels.h"

namespace {

namespace kernels = qgauge::kernels;

constexpr int tile_bits = 14;
constexpr std::uint64_t size = std::uint64_t{1} << tile_bits;
constexpr int trials = 200;

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};
template <class Real>
using Array = std::unique_ptr<Real[], Free>;

template <class Real>
Array<Real> filled(Real value) {
  Array<Real> array(static_cast<Real*>(std::aligned_alloc(kernels::vector_bytes, size * sizeof(Real))));
  std::fill_n(array.get(), size, value);
  return array;
}

/// Least of many times, in nanoseconds an amplitude.
template <class Body>
double cost(const Body& body) {
  double least = HUGE_VAL;
  for (int i = 0; i < trials; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    body();
    least = std::min(least, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  return least * 1e9 / static_cast<double>(size);
}

template <class Real>
struct Bench {
  Array<Real> re = filled<Real>(1), im = filled<Real>(0), ones = filled<Real>(1), zeros = filled<Real>(0);

  double rotation() {
    const kernels::Rotations<Real> rotations{3, {8, 9, 10}, {Real(1e-6), Real(1e-6), Real(1e-6)}};
    return cost([&] {
             kernels::apply(rotations, re.get(), size);
             kernels::apply(rotations, im.get(), size);
           }) /
           3;
  }

  /// A third of a diagonal: so many phases share one in circuits of two-qubit gates.
  double phase() {
    const kernels::Phases<Real> phases{6,       tile_bits - 6, 0,          ones.get(), zeros.get(),
                                       nullptr, nullptr,       ones.get(), zeros.get()};
    return cost([&] { kernels::apply(phases, re.get(), im.get()); }) / 3;
  }

  double dense(int targets) {
    std::vector<double> matrix(std::size_t{2} << (2 * targets), 0.0);
    for (int x = 0; x < 1 << targets; ++x) matrix[2 * static_cast<std::size_t>(x) * ((1u << targets) + 1)] = 1;
    const int positions[] = {tile_bits - 1, tile_bits - 2, tile_bits - 3, tile_bits - 4};
    auto gate = std::make_unique<kernels::DenseGate<Real>>();
    kernels::prepare(*gate, positions, targets, matrix.data());
    return cost([&] { kernels::apply(*gate, re.get(), im.get(), 0, size >> targets); });
  }

  void print(const std::string& target) {
    std::printf("    {\"%s\", %s, {%.3f, %.3f, {0, %.3f, %.3f, %.3f, %.3f}}},\n", target.c_str(),
                sizeof(Real) == sizeof(double) ? "true" : "false", rotation(), phase(), dense(1), dense(2), dense(3),
                dense(4));
  }
};

}  // namespace

int main() {
  for (const std::string_view target : kernels::usable_targets()) {
    kernels::force_target(target);
    Bench<float>().print(std::string(target));
    Bench<double>().print(std::string(target));
  }
}

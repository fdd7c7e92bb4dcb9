// Random arrays in the layout that kernels ask for, and the comparison with their scalar twins. Used by the kernel
// tests.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <memory>
#include <random>
#include <string>
#include <type_traits>
#include <vector>

#include <catch2/catch.hpp>

#include "kernels/kernels.h"

namespace kernel_tests {

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};

template <class Real>
using Array = std::unique_ptr<Real[], Free>;

/// Split arrays of an n-qubit state, aligned and padded with zeros as the contract demands.
template <class Real>
struct State {
  explicit State(int n) : qubits(n), size(std::uint64_t{1} << n), capacity(qgauge::kernels::capacity<Real>(n)) {
    for (Array<Real>* part : {&re, &im}) {
      part->reset(static_cast<Real*>(std::aligned_alloc(qgauge::kernels::vector_bytes, capacity * sizeof(Real))));
      std::fill_n(part->get(), capacity, Real{0});
    }
  }
  State(const State& other) : State(other.qubits) {
    std::copy_n(other.re.get(), capacity, re.get());
    std::copy_n(other.im.get(), capacity, im.get());
  }
  int qubits;
  std::uint64_t size;
  std::uint64_t capacity;
  Array<Real> re;
  Array<Real> im;
};

using Engine = std::mt19937_64;  // raw bits only, whose sequence the standard fixes

/// Uniform in [-1, 1).
inline double symmetric(Engine& engine) { return std::ldexp(static_cast<double>(engine() >> 11), -52) - 1; }

template <class Real>
State<Real> random_state(int qubits, Engine& engine) {
  State<Real> state(qubits);
  for (std::uint64_t x = 0; x < state.size; ++x) {
    state.re[x] = static_cast<Real>(symmetric(engine));
    state.im[x] = static_cast<Real>(symmetric(engine));
  }
  return state;
}

inline std::vector<double> random_numbers(std::size_t count, Engine& engine) {
  std::vector<double> numbers(count);
  for (double& number : numbers) number = symmetric(engine);
  return numbers;
}

/// Every ordered choice of `count` distinct qubits out of n.
inline std::vector<std::vector<int>> ordered_choices(int n, int count) {
  if (count == 0) return {{}};
  std::vector<std::vector<int>> choices;
  for (const std::vector<int>& shorter : ordered_choices(n, count - 1)) {
    for (int q = 0; q < n; ++q) {
      if (std::ranges::find(shorter, q) != shorter.end()) continue;
      choices.push_back(shorter);
      choices.back().push_back(q);
    }
  }
  return choices;
}

template <class Real>
double largest_difference(const State<Real>& a, const State<Real>& b) {
  double largest = 0;
  for (std::uint64_t x = 0; x < a.size; ++x) {
    largest = std::max({largest, std::abs(double{a.re[x]} - b.re[x]), std::abs(double{a.im[x]} - b.im[x])});
  }
  return largest;
}

template <class Real>
bool padding_is_zero(const State<Real>& state) {
  return std::all_of(state.re.get() + state.size, state.re.get() + state.capacity, [](Real x) { return x == 0; }) &&
         std::all_of(state.im.get() + state.size, state.im.get() + state.capacity, [](Real x) { return x == 0; });
}

template <class Real>
bool identical(const State<Real>& a, const State<Real>& b) {
  return std::equal(a.re.get(), a.re.get() + a.size, b.re.get()) &&
         std::equal(a.im.get(), a.im.get() + a.size, b.im.get());
}

/// Bound on the rounding of a sum of `terms` products of numbers in [-1, 1], coefficients rounded to Real first,
/// against the twin's sum in double precision rounded once (Higham, Accuracy and Stability, 2nd ed., eq. 3.5, first
/// order).
template <class Real>
double tolerance(int terms) {
  const double unit_roundoff = std::numeric_limits<Real>::epsilon() / 2;
  return 1.01 * (terms + 2) * unit_roundoff * terms;
}

/// Runs `check` with every usable target forced in turn, then goes back to the best.
template <class Check>
void on_every_target(const Check& check) {
  for (const std::string_view target : qgauge::kernels::usable_targets()) {
    REQUIRE(qgauge::kernels::force_target(target));
    INFO("target " << target);
    check();
  }
  REQUIRE(qgauge::kernels::force_target(qgauge::kernels::usable_targets().front()));
}

}  // namespace kernel_tests

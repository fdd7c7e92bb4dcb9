// Diagonals of any width, as tables of phases over a block of amplitudes. Called through kernels.h; compiled once per
// target.

#include "kernels/targets_config.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/phases.cc"
#include <cassert>

#include <hwy/foreach_target.h>  // must precede highway.h
#include <hwy/highway.h>

#include "kernels/kernels.h"

HWY_BEFORE_NAMESPACE();
namespace qgauge::kernels {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

template <class Real>
struct ComplexVector {
  hn::Vec<hn::ScalableTag<Real>> re, im;
};

template <class Real>
HWY_INLINE ComplexVector<Real> load(const Real* re, const Real* im) {
  const hn::ScalableTag<Real> d;
  return {hn::Load(d, re), hn::Load(d, im)};
}

template <class Real>
HWY_INLINE ComplexVector<Real> multiply(const ComplexVector<Real>& a, const ComplexVector<Real>& b) {
  return {hn::NegMulAdd(a.im, b.im, hn::Mul(a.re, b.re)), hn::MulAdd(a.im, b.re, hn::Mul(a.re, b.im))};
}

template <class Real>
HWY_INLINE void store(const ComplexVector<Real>& a, Real* re, Real* im) {
  const hn::ScalableTag<Real> d;
  hn::Store(a.re, d, re);
  hn::Store(a.im, d, im);
}

template <class Real>
void multiply_by_table(const Phases<Real>& phases, Real* HWY_RESTRICT re, Real* HWY_RESTRICT im) {
  constexpr std::size_t kLanes = hn::MaxLanes(hn::ScalableTag<Real>());
  const std::uint64_t size = std::uint64_t{1} << (phases.low_bits + phases.high_bits);
  for (std::uint64_t x = 0; x < size; x += kLanes) {
    store(multiply(load(phases.table_re + x, phases.table_im + x), load(re + x, im + x)), re + x, im + x);
  }
}

/// The factor of a high index, times that of a low one (kLow) and an entry of the table (kTable).
template <bool kLow, bool kTable, class Real>
void multiply_by_factors(const Phases<Real>& phases, Real* HWY_RESTRICT re, Real* HWY_RESTRICT im) {
  const hn::ScalableTag<Real> d;
  constexpr std::size_t kLanes = hn::MaxLanes(d);
  const std::uint64_t low_size = std::uint64_t{1} << phases.low_bits;
  for (std::uint32_t h = 0; h < std::uint32_t{1} << phases.high_bits; ++h) {
    if ((h & phases.required) != phases.required) continue;
    const ComplexVector<Real> high{hn::Set(d, phases.high_re[h]), hn::Set(d, phases.high_im[h])};
    const std::uint64_t row = h * low_size;
    for (std::uint64_t x = 0; x < low_size; x += kLanes) {
      auto factor = high;
      if constexpr (kLow) factor = multiply(factor, load(phases.low_re + x, phases.low_im + x));
      if constexpr (kTable) factor = multiply(factor, load(phases.table_re + row + x, phases.table_im + row + x));
      store(multiply(factor, load(re + row + x, im + row + x)), re + row + x, im + row + x);
    }
  }
}

template <class Real>
HWY_INLINE void multiply_block(const Phases<Real>& phases, Real* re, Real* im) {
  assert(std::size_t{1} << phases.low_bits >= hn::Lanes(hn::ScalableTag<Real>()));
  if (phases.high_re == nullptr) return multiply_by_table(phases, re, im);
  if (phases.low_re == nullptr) {
    assert(phases.table_re != nullptr);
    return multiply_by_factors<false, true>(phases, re, im);
  }
  if (phases.table_re == nullptr) return multiply_by_factors<true, false>(phases, re, im);
  multiply_by_factors<true, true>(phases, re, im);
}

void phases_f32(const Phases<float>& phases, float* re, float* im) { multiply_block(phases, re, im); }
void phases_f64(const Phases<double>& phases, double* re, double* im) { multiply_block(phases, re, im); }

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qgauge::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qgauge::kernels {

HWY_EXPORT(phases_f32);
HWY_EXPORT(phases_f64);

void apply(const Phases<float>& phases, float* re, float* im) { HWY_DYNAMIC_DISPATCH(phases_f32)(phases, re, im); }
void apply(const Phases<double>& phases, double* re, double* im) { HWY_DYNAMIC_DISPATCH(phases_f64)(phases, re, im); }

}  // namespace qgauge::kernels
#endif

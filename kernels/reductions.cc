// Norm and inner product over a range of amplitudes, accumulated in double precision. The caller sums ranges of a fixed
// size in a fixed order, so that the result does not depend on threads. Called through kernels.h; compiled once per
// target.

#include "kernels/targets_config.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/reductions.cc"
#include <cassert>

#include <hwy/foreach_target.h>  // must precede highway.h
#include <hwy/highway.h>

#include "kernels/kernels.h"

HWY_BEFORE_NAMESPACE();
namespace qgauge::kernels {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Doubles = hn::ScalableTag<double>;

HWY_INLINE hn::Vec<Doubles> load_doubles(Doubles d, const double* at) { return hn::Load(d, at); }
HWY_INLINE hn::Vec<Doubles> load_doubles(Doubles d, const float* at) {
  return hn::PromoteTo(d, hn::Load(hn::Rebind<float, Doubles>(), at));
}

template <class Real>
HWY_INLINE double sum_norm(const Real* re, const Real* im, std::uint64_t begin, std::uint64_t end) {
  assert(begin % granule == 0);
  const Doubles d;
  auto sum_re = hn::Zero(d), sum_im = hn::Zero(d);
  for (std::uint64_t x = begin; x < end; x += hn::Lanes(d)) {
    const auto a_re = load_doubles(d, re + x), a_im = load_doubles(d, im + x);
    sum_re = hn::MulAdd(a_re, a_re, sum_re);
    sum_im = hn::MulAdd(a_im, a_im, sum_im);
  }
  return hn::GetLane(hn::SumOfLanes(d, hn::Add(sum_re, sum_im)));
}

template <class Real>
HWY_INLINE Complex sum_product(const Real* a_re, const Real* a_im, const Real* b_re, const Real* b_im,
                               std::uint64_t begin, std::uint64_t end) {
  assert(begin % granule == 0);
  const Doubles d;
  auto sum_re = hn::Zero(d), sum_im = hn::Zero(d);
  for (std::uint64_t x = begin; x < end; x += hn::Lanes(d)) {
    const auto ar = load_doubles(d, a_re + x), ai = load_doubles(d, a_im + x);
    const auto br = load_doubles(d, b_re + x), bi = load_doubles(d, b_im + x);
    sum_re = hn::MulAdd(ai, bi, hn::MulAdd(ar, br, sum_re));
    sum_im = hn::NegMulAdd(ai, br, hn::MulAdd(ar, bi, sum_im));
  }
  return {hn::GetLane(hn::SumOfLanes(d, sum_re)), hn::GetLane(hn::SumOfLanes(d, sum_im))};
}

double norm_f32(const float* re, const float* im, std::uint64_t begin, std::uint64_t end) {
  return sum_norm(re, im, begin, end);
}
double norm_f64(const double* re, const double* im, std::uint64_t begin, std::uint64_t end) {
  return sum_norm(re, im, begin, end);
}
Complex product_f32(const float* a_re, const float* a_im, const float* b_re, const float* b_im, std::uint64_t begin,
                    std::uint64_t end) {
  return sum_product(a_re, a_im, b_re, b_im, begin, end);
}
Complex product_f64(const double* a_re, const double* a_im, const double* b_re, const double* b_im, std::uint64_t begin,
                    std::uint64_t end) {
  return sum_product(a_re, a_im, b_re, b_im, begin, end);
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qgauge::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qgauge::kernels {

HWY_EXPORT(norm_f32);
HWY_EXPORT(norm_f64);
HWY_EXPORT(product_f32);
HWY_EXPORT(product_f64);

double norm_squared(const float* re, const float* im, std::uint64_t begin, std::uint64_t end) {
  return HWY_DYNAMIC_DISPATCH(norm_f32)(re, im, begin, end);
}
double norm_squared(const double* re, const double* im, std::uint64_t begin, std::uint64_t end) {
  return HWY_DYNAMIC_DISPATCH(norm_f64)(re, im, begin, end);
}
Complex inner_product(const float* a_re, const float* a_im, const float* b_re, const float* b_im, std::uint64_t begin,
                      std::uint64_t end) {
  return HWY_DYNAMIC_DISPATCH(product_f32)(a_re, a_im, b_re, b_im, begin, end);
}
Complex inner_product(const double* a_re, const double* a_im, const double* b_re, const double* b_im,
                      std::uint64_t begin, std::uint64_t end) {
  return HWY_DYNAMIC_DISPATCH(product_f64)(a_re, a_im, b_re, b_im, begin, end);
}

}  // namespace qgauge::kernels
#endif

// Two loops that do nothing but run into a roof: multiplications and additions between registers, and an array updated
// in place. Called through kernels.h; compiled once per target.

#include "kernels/targets_config.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/roofline.cc"
#include <hwy/foreach_target.h>  // must precede highway.h
#include <hwy/highway.h>

#include "kernels/kernels.h"

HWY_BEFORE_NAMESPACE();
namespace qgauge::kernels {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Ten sums side by side: five cycles of latency times two units, and registers to spare on every target. They start
/// apart, or a compiler would see that one of them is enough.
template <class Real>
double fuse(std::uint64_t rounds, Real start) {
  const hn::ScalableTag<Real> d;
  const auto factor = hn::Set(d, Real(0.5)), term = hn::Set(d, start);
  const auto apart = [&](int eighths) { return hn::Set(d, start * Real(8 + eighths) / 8); };
  auto a = apart(0), b = apart(1), c = apart(2), e = apart(3), f = apart(4);
  auto g = apart(5), h = apart(6), i = apart(7), j = apart(8), k = apart(9);
  for (std::uint64_t round = 0; round < rounds; ++round) {
    a = hn::MulAdd(a, factor, term);
    b = hn::MulAdd(b, factor, term);
    c = hn::MulAdd(c, factor, term);
    e = hn::MulAdd(e, factor, term);
    f = hn::MulAdd(f, factor, term);
    g = hn::MulAdd(g, factor, term);
    h = hn::MulAdd(h, factor, term);
    i = hn::MulAdd(i, factor, term);
    j = hn::MulAdd(j, factor, term);
    k = hn::MulAdd(k, factor, term);
  }
  const auto sum =
      hn::Add(hn::Add(hn::Add(a, b), hn::Add(c, e)), hn::Add(hn::Add(f, g), hn::Add(hn::Add(h, i), hn::Add(j, k))));
  return static_cast<double>(hn::GetLane(sum));
}

template <class Real>
void scale_range(Real factor, Real* data, std::uint64_t begin, std::uint64_t end) {
  const hn::ScalableTag<Real> d;
  const auto v = hn::Set(d, factor);
  for (std::uint64_t x = begin; x < end; x += hn::Lanes(d)) hn::Store(hn::Mul(v, hn::Load(d, data + x)), d, data + x);
}

double fuse_f32(std::uint64_t rounds, float start) { return fuse(rounds, start); }
double fuse_f64(std::uint64_t rounds, double start) { return fuse(rounds, start); }
void scale_f32(float factor, float* data, std::uint64_t begin, std::uint64_t end) {
  scale_range(factor, data, begin, end);
}
void scale_f64(double factor, double* data, std::uint64_t begin, std::uint64_t end) {
  scale_range(factor, data, begin, end);
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qgauge::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qgauge::kernels {

HWY_EXPORT(fuse_f32);
HWY_EXPORT(fuse_f64);
HWY_EXPORT(scale_f32);
HWY_EXPORT(scale_f64);

double fused_operations(std::uint64_t rounds, float start) { return HWY_DYNAMIC_DISPATCH(fuse_f32)(rounds, start); }
double fused_operations(std::uint64_t rounds, double start) { return HWY_DYNAMIC_DISPATCH(fuse_f64)(rounds, start); }
void scale(float factor, float* data, std::uint64_t begin, std::uint64_t end) {
  HWY_DYNAMIC_DISPATCH(scale_f32)(factor, data, begin, end);
}
void scale(double factor, double* data, std::uint64_t begin, std::uint64_t end) {
  HWY_DYNAMIC_DISPATCH(scale_f64)(factor, data, begin, end);
}

}  // namespace qgauge::kernels
#endif

// Diagonals on 1 to 4 targets: no amplitude needs a partner. Low targets make the coefficients differ from lane to
// lane; high ones select the coefficient vector. Called through kernels.h; compiled once per target.

#include "kernels/targets_config.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/diagonal.cc"
#include <cassert>

#include <hwy/foreach_target.h>  // must precede highway.h
#include <hwy/highway.h>

#include "kernels/kernels.h"
#include "kernels/layout-inl.h"

HWY_BEFORE_NAMESPACE();
namespace qgauge::kernels {
namespace HWY_NAMESPACE {

/// Coefficient vector p: (re, im) of every lane where the high targets read p.
template <class Real>
HWY_INLINE void prepare_diagonal(DiagonalGate<Real>& gate, const int* targets, int count, const double* diagonal) {
  const int lanes = static_cast<int>(hn::Lanes(hn::ScalableTag<Real>()));
  const SortedTargets sorted = sort_targets(targets, count, lanes);
  gate.lanes = lanes;
  gate.high = high_positions(sorted, lanes, gate.high_position);
  Real* out = gate.coefficients;
  for (int pattern = 0; pattern < 1 << gate.high; ++pattern, out += 2 * lanes) {
    for (int lane = 0; lane < lanes; ++lane) {
      const int index = matrix_index(sorted, (pattern << sorted.low) + pack_lane(sorted, lane));
      out[lane] = static_cast<Real>(diagonal[2 * index]);
      out[lanes + lane] = static_cast<Real>(diagonal[2 * index + 1]);
    }
  }
}

template <int kHigh, class Real>
void multiply_vectors(const DiagonalGate<Real>& gate, Real* re, Real* im, std::uint64_t begin, std::uint64_t end) {
  const hn::ScalableTag<Real> d;
  constexpr std::size_t kLanes = hn::MaxLanes(d);
  for (std::uint64_t vector = begin; vector < end; ++vector) {
    std::uint64_t pattern = 0;
    for (int b = 0; b < kHigh; ++b) pattern |= ((vector >> gate.high_position[b]) & 1) << b;
    const Real* coefficients = gate.coefficients + 2 * kLanes * pattern;
    const auto m_re = hn::Load(d, coefficients), m_im = hn::Load(d, coefficients + kLanes);
    const auto a_re = hn::Load(d, re + vector * kLanes), a_im = hn::Load(d, im + vector * kLanes);
    hn::Store(hn::NegMulAdd(m_im, a_im, hn::Mul(m_re, a_re)), d, re + vector * kLanes);
    hn::Store(hn::MulAdd(m_im, a_re, hn::Mul(m_re, a_im)), d, im + vector * kLanes);
  }
}

template <class Real>
HWY_INLINE void apply_diagonal(const DiagonalGate<Real>& gate, Real* re, Real* im, std::uint64_t begin,
                               std::uint64_t end) {
  const std::uint64_t lanes = hn::Lanes(hn::ScalableTag<Real>());
  assert(static_cast<std::uint64_t>(gate.lanes) == lanes);
  assert(begin % granule == 0);
  const std::uint64_t first = begin / lanes, last = (end + lanes - 1) / lanes;
  if (gate.high == 0) return multiply_vectors<0>(gate, re, im, first, last);
  if (gate.high == 1) return multiply_vectors<1>(gate, re, im, first, last);
  if (gate.high == 2) return multiply_vectors<2>(gate, re, im, first, last);
  if (gate.high == 3) return multiply_vectors<3>(gate, re, im, first, last);
  multiply_vectors<4>(gate, re, im, first, last);
}

void prepare_diagonal_f32(DiagonalGate<float>& gate, const int* targets, int count, const double* diagonal) {
  prepare_diagonal(gate, targets, count, diagonal);
}
void prepare_diagonal_f64(DiagonalGate<double>& gate, const int* targets, int count, const double* diagonal) {
  prepare_diagonal(gate, targets, count, diagonal);
}
void apply_diagonal_f32(const DiagonalGate<float>& gate, float* re, float* im, std::uint64_t begin, std::uint64_t end) {
  apply_diagonal(gate, re, im, begin, end);
}
void apply_diagonal_f64(const DiagonalGate<double>& gate, double* re, double* im, std::uint64_t begin,
                        std::uint64_t end) {
  apply_diagonal(gate, re, im, begin, end);
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qgauge::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qgauge::kernels {

HWY_EXPORT(prepare_diagonal_f32);
HWY_EXPORT(prepare_diagonal_f64);
HWY_EXPORT(apply_diagonal_f32);
HWY_EXPORT(apply_diagonal_f64);

void prepare(DiagonalGate<float>& gate, const int* targets, int count, const double* diagonal) {
  HWY_DYNAMIC_DISPATCH(prepare_diagonal_f32)(gate, targets, count, diagonal);
}
void prepare(DiagonalGate<double>& gate, const int* targets, int count, const double* diagonal) {
  HWY_DYNAMIC_DISPATCH(prepare_diagonal_f64)(gate, targets, count, diagonal);
}
void apply(const DiagonalGate<float>& gate, float* re, float* im, std::uint64_t begin, std::uint64_t end) {
  HWY_DYNAMIC_DISPATCH(apply_diagonal_f32)(gate, re, im, begin, end);
}
void apply(const DiagonalGate<double>& gate, double* re, double* im, std::uint64_t begin, std::uint64_t end) {
  HWY_DYNAMIC_DISPATCH(apply_diagonal_f64)(gate, re, im, begin, end);
}

}  // namespace qgauge::kernels
#endif

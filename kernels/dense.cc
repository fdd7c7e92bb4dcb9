// Dense matrices on 1 to 4 targets at any positions. A target below log2(lanes) lies inside a vector: its partner
// amplitudes are reached by exchanging lanes l and l ^ mask, and its coefficients differ from lane to lane.
// Called through kernels.h; compiled once per target.

#include "kernels/targets_config.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/dense.cc"
#include <cassert>

#include <hwy/foreach_target.h>  // must precede highway.h
#include <hwy/highway.h>

#include "kernels/kernels.h"
#include "kernels/layout-inl.h"

HWY_BEFORE_NAMESPACE();
namespace qgauge::kernels {
namespace HWY_NAMESPACE {

/// Coefficient (row j, column i * masks + m): for lane l the matrix element from input vector i, lane l ^ mask(m), to
/// output vector j, lane l. Without low targets all lanes agree and one value is kept.
template <class Real>
HWY_INLINE void prepare_dense(DenseGate<Real>& gate, const int* targets, int count, const double* matrix) {
  const int lanes = static_cast<int>(hn::Lanes(hn::ScalableTag<Real>()));
  const SortedTargets sorted = sort_targets(targets, count, lanes);
  gate.targets = count;
  gate.lanes = lanes;
  gate.high = high_positions(sorted, lanes, gate.high_position);
  const int dimension = 1 << count, masks = 1 << sorted.low, kept_lanes = sorted.low == 0 ? 1 : lanes;
  for (int m = 0; m < masks; ++m) gate.lane_mask[m] = spread_lane(sorted, m);
  Real* out = gate.coefficients;
  for (int j = 0; j < dimension / masks; ++j) {
    for (int column = 0; column < dimension; ++column, out += 2 * kept_lanes) {
      for (int lane = 0; lane < kept_lanes; ++lane) {
        const int packed = pack_lane(sorted, lane);
        const int to = matrix_index(sorted, j * masks + packed);
        const int from = matrix_index(sorted, (column / masks) * masks + (packed ^ (column % masks)));
        out[lane] = static_cast<Real>(matrix[2 * (to * dimension + from)]);
        out[kept_lanes + lane] = static_cast<Real>(matrix[2 * (to * dimension + from) + 1]);
      }
    }
  }
}

template <class Real>
using Vector = hn::Vec<hn::ScalableTag<Real>>;

template <bool kLanewise, class Real>
HWY_INLINE Vector<Real> coefficient(const Real* at) {
  const hn::ScalableTag<Real> d;
  if constexpr (kLanewise) return hn::Load(d, at);
  return hn::Set(d, *at);
}

/// kRows output rows of the matrix times the 2^kTargets inputs, stored to (re, im) + offset. The rows are summed side
/// by side: one alone is a chain of sums that waits for itself.
template <int kRows, int kInputs, bool kLanewise, class Real>
HWY_INLINE void multiply_rows(const Real* HWY_RESTRICT coefficients, const Vector<Real>* in_re,
                              const Vector<Real>* in_im, const std::uint64_t* offset, Real* re, Real* im) {
  const hn::ScalableTag<Real> d;
  const std::size_t step = kLanewise ? hn::Lanes(d) : 1, row = 2 * step * kInputs;
  Vector<Real> sum_re[kRows], sum_im[kRows];
  for (int c = 0; c < kInputs; ++c) {
    for (int r = 0; r < kRows; ++r) {
      const auto m_re = coefficient<kLanewise>(coefficients + r * row + 2 * step * c);
      const auto m_im = coefficient<kLanewise>(coefficients + r * row + 2 * step * c + step);
      const auto re_sum = c == 0 ? hn::Mul(m_re, in_re[c]) : hn::MulAdd(m_re, in_re[c], sum_re[r]);
      const auto im_sum = c == 0 ? hn::Mul(m_re, in_im[c]) : hn::MulAdd(m_re, in_im[c], sum_im[r]);
      sum_re[r] = hn::NegMulAdd(m_im, in_im[c], re_sum);
      sum_im[r] = hn::MulAdd(m_im, in_re[c], im_sum);
    }
  }
  for (int r = 0; r < kRows; ++r) {
    hn::Store(sum_re[r], d, re + offset[r]);
    hn::Store(sum_im[r], d, im + offset[r]);
  }
}

/// A unit is 2^kHigh vectors: all that share the other index bits.
template <int kTargets, int kHigh, class Real>
void apply_units(const DenseGate<Real>& gate, Real* re, Real* im, std::uint64_t begin, std::uint64_t end) {
  const hn::ScalableTag<Real> d;
  using Index = hwy::MakeSigned<Real>;
  constexpr int kInputs = 1 << kTargets, kRows = 1 << kHigh, kMasks = kInputs / kRows;
  constexpr std::size_t kLanes = hn::MaxLanes(d);
  decltype(hn::SetTableIndices(d, static_cast<const Index*>(nullptr))) exchange[kMasks];
  for (int m = 1; m < kMasks; ++m) {
    Index lanes[kLanes];
    for (std::size_t l = 0; l < kLanes; ++l) lanes[l] = static_cast<Index>(l) ^ gate.lane_mask[m];
    exchange[m] = hn::SetTableIndices(d, lanes);
  }
  std::uint64_t offset[kRows] = {};
  for (int i = 0; i < kRows; ++i) {
    for (int b = 0; b < kHigh; ++b) offset[i] |= std::uint64_t((i >> b) & 1) << gate.high_position[b];
    offset[i] *= kLanes;
  }
  constexpr std::size_t kRowStep = 2 * kInputs * (kMasks > 1 ? kLanes : 1);
  const std::uint64_t skipped = offset[kRows - 1] / kLanes;
  std::uint64_t vector = insert_zeros<kHigh>(begin, gate.high_position);
  for (std::uint64_t unit = begin; unit < end; ++unit, vector = next_unit(vector, skipped)) {
    const std::uint64_t base = vector * kLanes;
    Vector<Real> in_re[kInputs], in_im[kInputs];
    for (int i = 0; i < kRows; ++i) {
      in_re[i * kMasks] = hn::Load(d, re + base + offset[i]);
      in_im[i * kMasks] = hn::Load(d, im + base + offset[i]);
      for (int m = 1; m < kMasks; ++m) {
        in_re[i * kMasks + m] = hn::TableLookupLanes(in_re[i * kMasks], exchange[m]);
        in_im[i * kMasks + m] = hn::TableLookupLanes(in_im[i * kMasks], exchange[m]);
      }
    }
    constexpr int kTogether = kRows > 1 ? 2 : 1;
    for (int j = 0; j < kRows; j += kTogether) {
      multiply_rows<kTogether, kInputs, (kMasks > 1)>(gate.coefficients + j * kRowStep, in_re, in_im, offset + j,
                                                      re + base, im + base);
    }
  }
}

template <int kTargets, class Real>
HWY_INLINE void apply_high(const DenseGate<Real>& gate, Real* re, Real* im, std::uint64_t begin, std::uint64_t end) {
  assert(gate.lanes == static_cast<int>(hn::Lanes(hn::ScalableTag<Real>())));
  assert(begin % granule == 0);
  // A vector holds lanes / 2^low groups of each unit; a state below one vector is one unit.
  const std::uint64_t groups = static_cast<std::uint64_t>(gate.lanes >> (kTargets - gate.high));
  const std::uint64_t first = begin / groups, last = (end + groups - 1) / groups;
  if (gate.high == kTargets) return apply_units<kTargets, kTargets>(gate, re, im, first, last);
  // On a target of one lane every qubit is a high one.
  if constexpr (hn::MaxLanes(hn::ScalableTag<Real>()) > 1) {
    if (gate.high == kTargets - 1) return apply_units<kTargets, kTargets - 1>(gate, re, im, first, last);
    if constexpr (kTargets >= 2) {
      if (gate.high == kTargets - 2) return apply_units<kTargets, kTargets - 2>(gate, re, im, first, last);
    }
    if constexpr (kTargets >= 3) {
      if (gate.high == kTargets - 3) return apply_units<kTargets, kTargets - 3>(gate, re, im, first, last);
    }
    if constexpr (kTargets >= 4) return apply_units<kTargets, kTargets - 4>(gate, re, im, first, last);
  }
}

template <class Real>
HWY_INLINE void apply_dense(const DenseGate<Real>& gate, Real* re, Real* im, std::uint64_t begin, std::uint64_t end) {
  if (gate.targets == 1) return apply_high<1>(gate, re, im, begin, end);
  if (gate.targets == 2) return apply_high<2>(gate, re, im, begin, end);
  if (gate.targets == 3) return apply_high<3>(gate, re, im, begin, end);
  apply_high<4>(gate, re, im, begin, end);
}

void prepare_dense_f32(DenseGate<float>& gate, const int* targets, int count, const double* matrix) {
  prepare_dense(gate, targets, count, matrix);
}
void prepare_dense_f64(DenseGate<double>& gate, const int* targets, int count, const double* matrix) {
  prepare_dense(gate, targets, count, matrix);
}
void apply_dense_f32(const DenseGate<float>& gate, float* re, float* im, std::uint64_t begin, std::uint64_t end) {
  apply_dense(gate, re, im, begin, end);
}
void apply_dense_f64(const DenseGate<double>& gate, double* re, double* im, std::uint64_t begin, std::uint64_t end) {
  apply_dense(gate, re, im, begin, end);
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qgauge::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qgauge::kernels {

HWY_EXPORT(prepare_dense_f32);
HWY_EXPORT(prepare_dense_f64);
HWY_EXPORT(apply_dense_f32);
HWY_EXPORT(apply_dense_f64);

void prepare(DenseGate<float>& gate, const int* targets, int count, const double* matrix) {
  HWY_DYNAMIC_DISPATCH(prepare_dense_f32)(gate, targets, count, matrix);
}
void prepare(DenseGate<double>& gate, const int* targets, int count, const double* matrix) {
  HWY_DYNAMIC_DISPATCH(prepare_dense_f64)(gate, targets, count, matrix);
}
void apply(const DenseGate<float>& gate, float* re, float* im, std::uint64_t begin, std::uint64_t end) {
  HWY_DYNAMIC_DISPATCH(apply_dense_f32)(gate, re, im, begin, end);
}
void apply(const DenseGate<double>& gate, double* re, double* im, std::uint64_t begin, std::uint64_t end) {
  HWY_DYNAMIC_DISPATCH(apply_dense_f64)(gate, re, im, begin, end);
}

}  // namespace qgauge::kernels
#endif

// States side by side: `batch` of them, one in each lane, each with a matrix of its own for the same pair of qubits.
// No lane is ever exchanged, so every pair of qubits costs the same. Called through kernels.h; compiled once per
// target.

#include "kernels/targets_config.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/batch.cc"
#include <algorithm>

#include <hwy/foreach_target.h>  // must precede highway.h
#include <hwy/highway.h>

#include "kernels/kernels.h"

HWY_BEFORE_NAMESPACE();
namespace qgauge::kernels {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Lanes = hn::CappedTag<float, batch>;
using Floats = hn::Vec<Lanes>;

/// Amplitudes between two that differ in one bit of the pair, counted in numbers.
struct PairOffsets {
  std::uint64_t low, high;  ///< of the lower and the higher bit
  std::uint64_t offset[4];  ///< by matrix index
};

HWY_INLINE PairOffsets offsets_of(const BatchPair& pair) {
  const std::uint64_t first = std::uint64_t{batch} << pair.first, second = std::uint64_t{batch} << pair.second;
  return {std::min(first, second), std::max(first, second), {0, first, second, first + second}};
}

/// body(base) for every group of four states' amplitudes: base has both bits of the pair clear.
template <class Body>
HWY_INLINE void for_groups(const PairOffsets& at, std::uint64_t numbers, const Body& body) {
  for (std::uint64_t outer = 0; outer < numbers; outer += 2 * at.high) {
    for (std::uint64_t middle = outer; middle < outer + at.high; middle += 2 * at.low) {
      for (std::uint64_t base = middle; base < middle + at.low; base += batch) body(base);
    }
  }
}

/// Two rows of the matrix at a time: sums of one row alone would wait for themselves.
HWY_INLINE void multiply_two_rows(const float* HWY_RESTRICT matrix, const Floats* in_re, const Floats* in_im,
                                  float* re_0, float* im_0, float* re_1, float* im_1) {
  const Lanes d;
  Floats sum_re[2], sum_im[2];
  for (int column = 0; column < 4; ++column) {
    for (int row = 0; row < 2; ++row) {
      const float* element = matrix + (row * 4 + column) * 2 * batch;
      const auto m_re = hn::Load(d, element), m_im = hn::Load(d, element + batch);
      const auto re = column == 0 ? hn::Mul(m_re, in_re[column]) : hn::MulAdd(m_re, in_re[column], sum_re[row]);
      const auto im = column == 0 ? hn::Mul(m_re, in_im[column]) : hn::MulAdd(m_re, in_im[column], sum_im[row]);
      sum_re[row] = hn::NegMulAdd(m_im, in_im[column], re);
      sum_im[row] = hn::MulAdd(m_im, in_re[column], im);
    }
  }
  hn::Store(sum_re[0], d, re_0);
  hn::Store(sum_im[0], d, im_0);
  hn::Store(sum_re[1], d, re_1);
  hn::Store(sum_im[1], d, im_1);
}

void apply_batch(const BatchPair& pair, const float* matrix, float* re, float* im, std::uint64_t size) {
  const Lanes d;
  const PairOffsets at = offsets_of(pair);
  for_groups(at, size * batch, [&](std::uint64_t base) HWY_ATTR {
    for (std::size_t lane = base; lane < base + batch; lane += hn::Lanes(d)) {
      Floats in_re[4], in_im[4];
      for (int k = 0; k < 4; ++k) {
        in_re[k] = hn::Load(d, re + lane + at.offset[k]);
        in_im[k] = hn::Load(d, im + lane + at.offset[k]);
      }
      for (int row = 0; row < 4; row += 2) {
        const std::uint64_t a = lane + at.offset[row], b = lane + at.offset[row + 1];
        multiply_two_rows(matrix + row * 8 * batch + (lane - base), in_re, in_im, re + a, im + a, re + b, im + b);
      }
    }
  });
}

/// One product a_row conj(a_column) of the reduced density matrix, summed in single precision over 64 groups at most
/// and from there on in double.
template <int kRow, int kColumn>
HWY_INLINE void sum_element(const PairOffsets& at, const float* re, const float* im, std::uint64_t size, double* out) {
  const Lanes d;
  constexpr int kGroups = 64;
  for (std::size_t part = 0; part < batch; part += hn::Lanes(d)) {
    auto sum_re = hn::Zero(d), sum_im = hn::Zero(d);
    alignas(vector_bytes) float lanes[2 * batch];
    int groups = 0;
    const auto add_up = [&]() HWY_ATTR {
      hn::Store(sum_re, d, lanes);
      hn::Store(sum_im, d, lanes + batch);
      for (std::size_t l = 0; l < hn::Lanes(d); ++l) {
        out[part + l] += lanes[l];
        out[batch + part + l] += lanes[batch + l];
      }
      sum_re = sum_im = hn::Zero(d);
      groups = 0;
    };
    for_groups(at, size * batch, [&](std::uint64_t base) HWY_ATTR {
      const auto a_re = hn::Load(d, re + base + part + at.offset[kRow]);
      const auto a_im = hn::Load(d, im + base + part + at.offset[kRow]);
      const auto b_re = hn::Load(d, re + base + part + at.offset[kColumn]);
      const auto b_im = hn::Load(d, im + base + part + at.offset[kColumn]);
      sum_re = hn::MulAdd(a_im, b_im, hn::MulAdd(a_re, b_re, sum_re));
      sum_im = hn::NegMulAdd(a_re, b_im, hn::MulAdd(a_im, b_re, sum_im));
      if (++groups == kGroups) add_up();
    });
    add_up();
  }
}

void reduce_batch(const BatchPair& pair, const float* re, const float* im, std::uint64_t size, double* out) {
  const PairOffsets at = offsets_of(pair);
  std::fill_n(out, batch_reduced_elements * 2 * batch, 0.0);
  constexpr int kElement = 2 * batch;
  sum_element<0, 0>(at, re, im, size, out);
  sum_element<1, 0>(at, re, im, size, out + kElement);
  sum_element<1, 1>(at, re, im, size, out + 2 * kElement);
  sum_element<2, 0>(at, re, im, size, out + 3 * kElement);
  sum_element<2, 1>(at, re, im, size, out + 4 * kElement);
  sum_element<2, 2>(at, re, im, size, out + 5 * kElement);
  sum_element<3, 0>(at, re, im, size, out + 6 * kElement);
  sum_element<3, 1>(at, re, im, size, out + 7 * kElement);
  sum_element<3, 2>(at, re, im, size, out + 8 * kElement);
  sum_element<3, 3>(at, re, im, size, out + 9 * kElement);
}

/// Sums of 64 products in single precision, and of those in double.
void weigh_batch(const float* weights, const float* re, const float* im, std::uint64_t size, double* out) {
  const Lanes d;
  constexpr std::uint64_t kTogether = 64;
  std::fill_n(out, batch, 0.0);
  alignas(vector_bytes) float lanes[batch];
  for (std::uint64_t begin = 0; begin < size; begin += kTogether) {
    const std::uint64_t end = std::min(size, begin + kTogether);
    for (std::size_t part = 0; part < batch; part += hn::Lanes(d)) {
      auto sum = hn::Zero(d);
      for (std::uint64_t x = begin; x < end; ++x) {
        const auto a_re = hn::Load(d, re + x * batch + part), a_im = hn::Load(d, im + x * batch + part);
        const auto norm = hn::MulAdd(a_im, a_im, hn::Mul(a_re, a_re));
        sum = weights == nullptr ? hn::Add(sum, norm) : hn::MulAdd(hn::Set(d, weights[x]), norm, sum);
      }
      hn::Store(sum, d, lanes);
      for (std::size_t l = 0; l < hn::Lanes(d); ++l) out[part + l] += lanes[l];
    }
  }
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qgauge::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qgauge::kernels {

HWY_EXPORT(apply_batch);
HWY_EXPORT(reduce_batch);
HWY_EXPORT(weigh_batch);

void apply(const BatchPair& pair, const float* matrix, float* re, float* im, std::uint64_t size) {
  HWY_DYNAMIC_DISPATCH(apply_batch)(pair, matrix, re, im, size);
}
void reduce(const BatchPair& pair, const float* re, const float* im, std::uint64_t size, double* out) {
  HWY_DYNAMIC_DISPATCH(reduce_batch)(pair, re, im, size, out);
}
void weigh(const float* weights, const float* re, const float* im, std::uint64_t size, double* out) {
  HWY_DYNAMIC_DISPATCH(weigh_batch)(weights, re, im, size, out);
}

}  // namespace qgauge::kernels
#endif

// Real rotations on up to four qubits in one sweep. Real and imaginary parts do not mix, so a sweep runs over one array
// at a time and holds 2^count vectors in registers. A multiplication and an addition instead of one fused operation:
// CPUs with units of their own for additions (AMD since Zen) run the pair a quarter faster, others lose little, since a
// sweep is bound by loads and stores. Called through kernels.h; compiled once per target.

#include "kernels/targets_config.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/rotations.cc"
#include <cassert>

#include <hwy/foreach_target.h>  // must precede highway.h
#include <hwy/highway.h>

#include "kernels/kernels.h"
#include "kernels/layout-inl.h"

HWY_BEFORE_NAMESPACE();
namespace qgauge::kernels {
namespace HWY_NAMESPACE {

template <class Real>
using Vector = hn::Vec<hn::ScalableTag<Real>>;

/// t v; kUnit: t is 1.
template <bool kUnit, class Real>
HWY_INLINE Vector<Real> scaled(Vector<Real> t, Vector<Real> v) {
  if constexpr (kUnit) return v;
  return hn::Mul(t, v);
}

/// Rotation `kBit` of those in registers: v[i], v[i + 2^kBit] <- v[i] - t v[i + 2^kBit], v[i + 2^kBit] + t v[i].
template <int kBit, int kCount, bool kUnit, class Real>
HWY_INLINE void rotate_registers(Vector<Real>* v, const Real* tangent) {
  const hn::ScalableTag<Real> d;
  const auto t = hn::Set(d, tangent[kBit]);
  for (int i = 0; i < 1 << kCount; ++i) {
    if ((i >> kBit) & 1) continue;
    const auto zero = v[i], one = v[i | (1 << kBit)];
    v[i] = hn::Sub(zero, scaled<kUnit, Real>(t, one));
    v[i | (1 << kBit)] = hn::Add(one, scaled<kUnit, Real>(t, zero));
  }
  if constexpr (kBit + 1 < kCount) rotate_registers<kBit + 1, kCount, kUnit, Real>(v, tangent);
}

/// Rotations on `kCount` qubits above the lanes, positions counted in vectors and ascending.
template <int kCount, bool kUnit, class Real>
void rotate_high(const Rotations<Real>& rotations, const int* positions, Real* HWY_RESTRICT data, std::uint64_t size) {
  const hn::ScalableTag<Real> d;
  constexpr std::size_t kLanes = hn::MaxLanes(d);
  constexpr int kVectors = 1 << kCount;
  std::uint64_t offset[kVectors] = {};
  for (int i = 0; i < kVectors; ++i) {
    for (int b = 0; b < kCount; ++b) offset[i] |= std::uint64_t((i >> b) & 1) << positions[b];
    offset[i] *= kLanes;
  }
  const std::uint64_t skipped = offset[kVectors - 1] / kLanes, vectors = size / kLanes;
  for (std::uint64_t vector = 0; vector < vectors; vector = next_unit(vector, skipped)) {
    Real* at = data + vector * kLanes;
    Vector<Real> v[kVectors];
    for (int k = 0; k < kVectors; ++k) v[k] = hn::Load(d, at + offset[k]);
    rotate_registers<0, kCount, kUnit, Real>(v, rotations.tangent);
    for (int k = 0; k < kVectors; ++k) hn::Store(v[k], d, at + offset[k]);
  }
}

#if HWY_TARGET != HWY_SCALAR
/// Lane l of the result is lane l ^ 2^kBit.
template <int kBit, class D>
HWY_INLINE hn::Vec<D> exchange_lanes([[maybe_unused]] D d, hn::Vec<D> v) {
  constexpr int kBlockBits = hwy::FloorLog2(16 / sizeof(hn::TFromD<D>));
  if constexpr (kBit == kBlockBits) {
    return hn::SwapAdjacentBlocks(v);
  } else if constexpr (kBit == kBlockBits + 1) {
    return hn::SwapAdjacentBlocks(hn::ReverseBlocks(d, v));
  } else if constexpr (kBlockBits == 1) {
    return hn::Shuffle01(v);
  } else if constexpr (kBit == 0) {
    return hn::Shuffle2301(v);
  } else {
    return hn::Shuffle1032(v);
  }
}

template <class Real>
using LaneTangents = Vector<Real>[4];

/// Rotations on the lane bits of kBits, from kBit on.
template <int kBits, int kBit, class Real>
HWY_INLINE Vector<Real> rotate_vector(Vector<Real> v, const LaneTangents<Real>& tangents) {
  const hn::ScalableTag<Real> d;
  if constexpr ((kBits >> kBit) == 0) return v;
  if constexpr ((kBits >> kBit) & 1) v = hn::Add(v, hn::Mul(tangents[kBit], exchange_lanes<kBit>(d, v)));
  if constexpr ((kBits >> (kBit + 1)) != 0) return rotate_vector<kBits, kBit + 1, Real>(v, tangents);
  return v;
}

/// Rotations on qubits inside a vector, those of kBits.
template <int kBits, class Real>
void rotate_lanes(const Rotations<Real>& rotations, Real* HWY_RESTRICT data, std::uint64_t size) {
  const hn::ScalableTag<Real> d;
  constexpr std::size_t kLanes = hn::MaxLanes(d);
  LaneTangents<Real> tangents;
  for (int b = 0; b < rotations.count; ++b) {
    alignas(vector_bytes) Real signs[kLanes];
    for (std::size_t l = 0; l < kLanes; ++l) {
      signs[l] = (l >> rotations.position[b]) & 1 ? rotations.tangent[b] : -rotations.tangent[b];
    }
    tangents[rotations.position[b]] = hn::Load(d, signs);
  }
  for (std::uint64_t x = 0; x < size; x += kLanes) {
    hn::Store(rotate_vector<kBits, 0, Real>(hn::Load(d, data + x), tangents), d, data + x);
  }
}

/// Finds the instance for the bits that the rotations name.
template <int kBits, class Real>
HWY_INLINE void choose_lanes(int bits, const Rotations<Real>& rotations, Real* data, std::uint64_t size) {
  if (bits == kBits) return rotate_lanes<kBits>(rotations, data, size);
  if constexpr (kBits > 1) choose_lanes<kBits - 1>(bits, rotations, data, size);
}
#endif

template <bool kUnit, class Real>
HWY_INLINE void choose_count(const Rotations<Real>& rotations, const int* positions, Real* data, std::uint64_t size) {
  if (rotations.count == 1) return rotate_high<1, kUnit>(rotations, positions, data, size);
  if (rotations.count == 2) return rotate_high<2, kUnit>(rotations, positions, data, size);
  if (rotations.count == 3) return rotate_high<3, kUnit>(rotations, positions, data, size);
  rotate_high<4, kUnit>(rotations, positions, data, size);
}

template <class Real>
HWY_INLINE void rotate(const Rotations<Real>& rotations, Real* data, std::uint64_t size) {
  constexpr int kLaneBits = hwy::FloorLog2(hn::MaxLanes(hn::ScalableTag<Real>()));
#if HWY_TARGET != HWY_SCALAR
  if (rotations.position[0] < kLaneBits) {
    assert(rotations.position[rotations.count - 1] < kLaneBits);
    int bits = 0;
    for (int b = 0; b < rotations.count; ++b) bits |= 1 << rotations.position[b];
    return choose_lanes<(1 << kLaneBits) - 1>(bits, rotations, data, size);
  }
#endif
  int positions[max_targets] = {};
  bool unit = true;  // quarter turns (H, sqrt X, sqrt Y and the like) need only additions
  for (int b = 0; b < rotations.count; ++b) {
    positions[b] = rotations.position[b] - kLaneBits;
    unit = unit && rotations.tangent[b] == 1;
  }
  unit ? choose_count<true>(rotations, positions, data, size) : choose_count<false>(rotations, positions, data, size);
}

int lane_bits_f32() { return hwy::FloorLog2(hn::MaxLanes(hn::ScalableTag<float>())); }
int lane_bits_f64() { return hwy::FloorLog2(hn::MaxLanes(hn::ScalableTag<double>())); }
void rotate_f32(const Rotations<float>& rotations, float* data, std::uint64_t size) { rotate(rotations, data, size); }
void rotate_f64(const Rotations<double>& rotations, double* data, std::uint64_t size) { rotate(rotations, data, size); }

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qgauge::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qgauge::kernels {

HWY_EXPORT(lane_bits_f32);
HWY_EXPORT(lane_bits_f64);
HWY_EXPORT(rotate_f32);
HWY_EXPORT(rotate_f64);

template <>
int lane_bits<float>() {
  return HWY_DYNAMIC_DISPATCH(lane_bits_f32)();
}
template <>
int lane_bits<double>() {
  return HWY_DYNAMIC_DISPATCH(lane_bits_f64)();
}
void apply(const Rotations<float>& rotations, float* data, std::uint64_t size) {
  HWY_DYNAMIC_DISPATCH(rotate_f32)(rotations, data, size);
}
void apply(const Rotations<double>& rotations, double* data, std::uint64_t size) {
  HWY_DYNAMIC_DISPATCH(rotate_f64)(rotations, data, size);
}

}  // namespace qgauge::kernels
#endif

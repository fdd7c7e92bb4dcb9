// Index arithmetic shared by the kernels of one target: which targets lie inside a vector, and where units of work
// start. Included once per target by the kernels; not for anybody else.

#if defined(QGAUGE_KERNELS_LAYOUT_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef QGAUGE_KERNELS_LAYOUT_INL_H
#undef QGAUGE_KERNELS_LAYOUT_INL_H
#else
#define QGAUGE_KERNELS_LAYOUT_INL_H
#endif

#include <cstdint>

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace qgauge::kernels {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Targets in ascending order, the `low` ones inside a vector first.
struct SortedTargets {
  int count;
  int low;
  int position[4];    ///< of the qubit
  int matrix_bit[4];  ///< the matrix index bit that belongs to it
};

HWY_INLINE SortedTargets sort_targets(const int* targets, int count, int lanes) {
  SortedTargets sorted{count, 0, {}, {}};
  for (int bit = 0; bit < count; ++bit) {
    int at = bit;
    for (; at > 0 && sorted.position[at - 1] > targets[bit]; --at) {
      sorted.position[at] = sorted.position[at - 1];
      sorted.matrix_bit[at] = sorted.matrix_bit[at - 1];
    }
    sorted.position[at] = targets[bit];
    sorted.matrix_bit[at] = bit;
    if ((1 << targets[bit]) < lanes) ++sorted.low;
  }
  return sorted;
}

/// Matrix index whose bits of the sorted targets are those of `pattern` (bit 0: the lowest target).
HWY_INLINE int matrix_index(const SortedTargets& sorted, int pattern) {
  int index = 0;
  for (int b = 0; b < sorted.count; ++b) index |= ((pattern >> b) & 1) << sorted.matrix_bit[b];
  return index;
}

/// The bits of `lane` at the low targets, packed.
HWY_INLINE int pack_lane(const SortedTargets& sorted, int lane) {
  int packed = 0;
  for (int b = 0; b < sorted.low; ++b) packed |= ((lane >> sorted.position[b]) & 1) << b;
  return packed;
}

/// The inverse: `packed` spread over the low target positions.
HWY_INLINE int spread_lane(const SortedTargets& sorted, int packed) {
  int lane = 0;
  for (int b = 0; b < sorted.low; ++b) lane |= ((packed >> b) & 1) << sorted.position[b];
  return lane;
}

/// Positions of the high targets, counted in vectors; returns how many there are.
HWY_INLINE int high_positions(const SortedTargets& sorted, int lanes, int* positions) {
  const int high = sorted.count - sorted.low;
  int lane_bits = 0;
  while ((1 << lane_bits) < lanes) ++lane_bits;
  for (int b = 0; b < high; ++b) positions[b] = sorted.position[sorted.low + b] - lane_bits;
  return high;
}

/// `unit` with a zero bit inserted at each of the ascending positions.
template <int kHigh>
HWY_INLINE std::uint64_t insert_zeros(std::uint64_t unit, const int* positions) {
  for (int b = 0; b < kHigh; ++b) {
    const std::uint64_t below = (std::uint64_t{1} << positions[b]) - 1;
    unit = ((unit & ~below) << 1) | (unit & below);
  }
  return unit;
}

/// The next index after `index` with zeros at the bits of `skipped`: the carry runs through them.
HWY_INLINE std::uint64_t next_unit(std::uint64_t index, std::uint64_t skipped) {
  return ((index | skipped) + 1) & ~skipped;
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qgauge::kernels
HWY_AFTER_NAMESPACE();

#endif

// Moves between main memory and a tile: chunks of contiguous amplitudes in, vectors of amplitudes out to another order.
// Called through kernels.h; compiled once per target.

#include "kernels/targets_config.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/tile.cc"
#include <hwy/foreach_target.h>  // must precede highway.h
#include <hwy/highway.h>

#include "kernels/kernels.h"

HWY_BEFORE_NAMESPACE();
namespace qgauge::kernels {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

template <class Real>
void load_chunks(const TileMap& map, const Real* memory, Real* HWY_RESTRICT tile) {
  const hn::ScalableTag<Real> d;
  constexpr std::size_t kLanes = hn::MaxLanes(d);
  for (std::size_t c = 0; c < map.chunks; ++c) {
    const Real* from = memory + map.memory_offset[c];
    Real* to = tile + map.tile_offset[c];
    for (std::size_t x = 0; x < map.chunk_size; x += kLanes) hn::Store(hn::Load(d, from + x), d, to + x);
  }
}

template <class Real>
void store_chunks(const TileMap& map, const Complex& scale, const Real* HWY_RESTRICT re, const Real* HWY_RESTRICT im,
                  Real* HWY_RESTRICT to_re, Real* HWY_RESTRICT to_im) {
  const hn::ScalableTag<Real> d;
  constexpr std::size_t kLanes = hn::MaxLanes(d);
  const auto s_re = hn::Set(d, static_cast<Real>(scale.re)), s_im = hn::Set(d, static_cast<Real>(scale.im));
  for (std::size_t c = 0; c < map.chunks; ++c) {
    const std::uint64_t to = map.memory_offset[c];
    for (std::size_t v = 0; v < map.chunk_size / kLanes; ++v) {
      const std::size_t from = map.tile_offset[c] + map.inner_offset[v * kLanes];
      const auto a_re = hn::Load(d, re + from), a_im = hn::Load(d, im + from);
      hn::Store(hn::NegMulAdd(s_im, a_im, hn::Mul(s_re, a_re)), d, to_re + to + v * kLanes);
      hn::Store(hn::MulAdd(s_im, a_re, hn::Mul(s_re, a_im)), d, to_im + to + v * kLanes);
    }
  }
}

void load_f32(const TileMap& map, const float* memory, float* tile) { load_chunks(map, memory, tile); }
void load_f64(const TileMap& map, const double* memory, double* tile) { load_chunks(map, memory, tile); }
void store_f32(const TileMap& map, const Complex& scale, const float* re, const float* im, float* to_re, float* to_im) {
  store_chunks(map, scale, re, im, to_re, to_im);
}
void store_f64(const TileMap& map, const Complex& scale, const double* re, const double* im, double* to_re,
               double* to_im) {
  store_chunks(map, scale, re, im, to_re, to_im);
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qgauge::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qgauge::kernels {

HWY_EXPORT(load_f32);
HWY_EXPORT(load_f64);
HWY_EXPORT(store_f32);
HWY_EXPORT(store_f64);

void load_tile(const TileMap& map, const float* memory, float* tile) {
  HWY_DYNAMIC_DISPATCH(load_f32)(map, memory, tile);
}
void load_tile(const TileMap& map, const double* memory, double* tile) {
  HWY_DYNAMIC_DISPATCH(load_f64)(map, memory, tile);
}
void store_tile(const TileMap& map, const Complex& scale, const float* re, const float* im, float* to_re,
                float* to_im) {
  HWY_DYNAMIC_DISPATCH(store_f32)(map, scale, re, im, to_re, to_im);
}
void store_tile(const TileMap& map, const Complex& scale, const double* re, const double* im, double* to_re,
                double* to_im) {
  HWY_DYNAMIC_DISPATCH(store_f64)(map, scale, re, im, to_re, to_im);
}

}  // namespace qgauge::kernels
#endif

// Tiles of a pass: in, through every stage, out. See run_pass.hpp.
#include "simulator/plan/run_pass.hpp"

#include <algorithm>
#include <atomic>
#include <cassert>

#include "simulator/memory.hpp"
#include "simulator/parallel.hpp"

namespace qgauge::simulator {
namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

/// Block `number` of 2^bits amplitudes of the pass.
template <class Real>
void run_instruction(const Instruction<Real>& instruction, std::uint64_t number, int bits, Real* re, Real* im) {
  const std::uint64_t size = std::uint64_t{1} << bits;
  std::visit(Overloaded{[&](const kernels::Rotations<Real>& rotations) {
                          kernels::apply(rotations, re, size);
                          kernels::apply(rotations, im, size);
                        },
                        [&](const Dense<Real>& gate) { kernels::apply(*gate, re, im, 0, size >> gate->targets); },
                        [&](const PhaseOperation<Real>& phases) { phases.apply(number, re, im); }},
             instruction);
}

/// re, im: tile `tile`.
template <class Real>
void run_stages(const Pass<Real>& pass, std::uint64_t tile, Real* re, Real* im) {
  for (const Stage<Real>& stage : pass.stages) {
    const std::uint64_t blocks = std::uint64_t{1} << (pass.tile_bits - stage.bits);
    for (std::uint64_t b = 0; b < blocks; ++b) {
      const std::uint64_t offset = b << stage.bits;
      for (const auto& instruction : stage.instructions) {
        run_instruction(instruction, tile * blocks + b, stage.bits, re + offset, im + offset);
      }
    }
  }
}

/// Bits of `value` moved to `positions`.
std::uint64_t deposit(std::uint64_t value, std::span<const int> positions) {
  std::uint64_t bits = 0;
  for (std::size_t k = 0; k < positions.size(); ++k) bits |= ((value >> k) & 1) << positions[k];
  return bits;
}

/// Offsets of chunks for one direction: `bits[k]` is the memory bit of coordinate k.
struct Offsets {
  std::vector<std::uint64_t> memory, tile, inner;

  kernels::TileMap map() const { return {memory.size(), inner.size(), memory.data(), tile.data(), inner.data()}; }
};

/// A chunk is contiguous in memory; `in_tile`: in the tile as well.
Offsets offsets_of(const std::vector<int>& bits, bool in_tile) {
  std::vector<std::pair<int, int>> order;  // memory bit, coordinate
  for (std::size_t k = 0; k < bits.size(); ++k) order.emplace_back(bits[k], static_cast<int>(k));
  std::ranges::sort(order);
  int chunk_bits = 0;
  for (const auto& [bit, coordinate] : order) {
    if (bit != chunk_bits || (in_tile && coordinate != chunk_bits)) break;
    ++chunk_bits;
  }
  std::vector<int> memory_bits, coordinates;
  for (const auto& [bit, coordinate] : order) {
    memory_bits.push_back(bit);
    coordinates.push_back(coordinate);
  }
  const auto split = static_cast<std::size_t>(std::min(chunk_bits, 8));
  Offsets offsets;
  for (std::uint64_t x = 0; x < std::uint64_t{1} << split; ++x) {
    offsets.inner.push_back(deposit(x, std::span(coordinates).first(split)));
  }
  for (std::uint64_t c = 0; c < std::uint64_t{1} << (bits.size() - split); ++c) {
    offsets.memory.push_back(deposit(c, std::span(memory_bits).subspan(split)));
    offsets.tile.push_back(deposit(c, std::span(coordinates).subspan(split)));
  }
  return offsets;
}

/// Tiles that may hold amplitudes: bits of the tile's number that vary, and the memory bits that they stand for.
struct Active {
  std::vector<int> number_bits, memory_bits;
};

Active active_bits(const std::vector<int>& outer, std::uint64_t zeros) {
  Active active;
  for (std::size_t k = 0; k < outer.size(); ++k) {
    if ((zeros >> outer[k]) & 1) continue;
    active.number_bits.push_back(static_cast<int>(k));
    active.memory_bits.push_back(outer[k]);
  }
  return active;
}

template <class Real>
std::uint64_t run_tiles(const Pass<Real>& pass, std::uint64_t zeros, Real* re, Real* im) {
  const Active active = active_bits(pass.outer, zeros);
  const std::uint64_t size = std::uint64_t{1} << pass.tile_bits, tiles = std::uint64_t{1} << active.number_bits.size();
  const Offsets in = offsets_of(pass.load, true), out = offsets_of(pass.store, false);
  const auto load = in.map(), store = out.map();
  const kernels::Complex scale{pass.scale.real(), pass.scale.imag()};
  std::atomic<bool> complete = true;
#pragma omp parallel if (tiles > 1 && worth_threads(tiles * size))
  {
    const auto tile_re = allocate_array<Real>(size), tile_im = allocate_array<Real>(size);
    if (!tile_re || !tile_im) complete = false;
#pragma omp barrier
#pragma omp for schedule(static)
    for (std::uint64_t tile = 0; tile < tiles; ++tile) {
      if (!complete) continue;
      const std::uint64_t base = deposit(tile, active.memory_bits);
      kernels::load_tile(load, re + base, tile_re.get());
      kernels::load_tile(load, im + base, tile_im.get());
      run_stages(pass, deposit(tile, active.number_bits), tile_re.get(), tile_im.get());
      kernels::store_tile(store, scale, tile_re.get(), tile_im.get(), re + base, im + base);
    }
  }
  return complete ? tiles * size : 0;
}

}  // namespace

template <class Real>
std::uint64_t run_pass(const Pass<Real>& pass, std::uint64_t zeros, Real* re, Real* im) {
  if (!pass.in_place) return run_tiles(pass, zeros, re, im);
  run_stages(pass, 0, re, im);
  return std::uint64_t{1} << pass.tile_bits;
}

template std::uint64_t run_pass(const Pass<float>&, std::uint64_t, float*, float*);
template std::uint64_t run_pass(const Pass<double>&, std::uint64_t, double*, double*);

}  // namespace qgauge::simulator

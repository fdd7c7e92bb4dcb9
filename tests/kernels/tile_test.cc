// Moves between memory and a tile: random permutations of the index bits above the lanes, against the scalar twins and
// against the permutation itself, on every target and precision.

#include <numeric>
#include <span>

#include "kernels/random_state.hpp"
#include "kernels/scalar.h"

namespace {

using namespace kernel_tests;
namespace kernels = qgauge::kernels;

constexpr int memory_bits = 9;

/// Bits of `value` moved to `positions`.
std::uint64_t deposit(std::uint64_t value, std::span<const int> positions) {
  std::uint64_t bits = 0;
  for (std::size_t k = 0; k < positions.size(); ++k) bits |= ((value >> k) & 1) << positions[k];
  return bits;
}

/// Fisher and Yates, with the engine's bits alone: the standard does not fix those of std::shuffle.
void shuffle(std::span<int> numbers, Engine& engine) {
  for (std::size_t k = numbers.size(); k > 1; --k) std::swap(numbers[k - 1], numbers[engine() % k]);
}

/// Where bit k of an index in the tile lies in memory before and after, and the memory bits outside the tile.
struct Bits {
  std::vector<int> load, store, outer;
};

/// The lanes are bits 0 to lane_bits - 1 everywhere.
Bits random_bits(int tile_bits, int lane_bits, Engine& engine) {
  std::vector<int> all(memory_bits);
  std::iota(all.begin(), all.end(), 0);
  shuffle(std::span(all).subspan(static_cast<std::size_t>(lane_bits)), engine);
  Bits bits{{all.begin(), all.begin() + tile_bits}, {}, {all.begin() + tile_bits, all.end()}};
  bits.store = bits.load;
  shuffle(std::span(bits.store).subspan(static_cast<std::size_t>(lane_bits)), engine);
  return bits;
}

Bits identity_bits(int tile_bits) {
  std::vector<int> all(memory_bits);
  std::iota(all.begin(), all.end(), 0);
  const std::vector<int> tile(all.begin(), all.begin() + tile_bits);
  return {tile, tile, {all.begin() + tile_bits, all.end()}};
}

/// A TileMap and the arrays that it points to.
struct Map {
  std::vector<std::uint64_t> memory, tile, inner;
  kernels::TileMap view() const { return {memory.size(), inner.size(), memory.data(), tile.data(), inner.data()}; }
};

/// Chunks of 2^chunk_bits amplitudes, their memory bits at `coordinates` of the tile's index.
Map map_of(const std::vector<int>& memory, const std::vector<int>& coordinates, int chunk_bits) {
  const auto split = static_cast<std::size_t>(chunk_bits);
  Map map;
  for (std::uint64_t x = 0; x < std::uint64_t{1} << split; ++x) {
    map.inner.push_back(deposit(x, std::span(coordinates).first(split)));
  }
  for (std::uint64_t c = 0; c < std::uint64_t{1} << (memory.size() - split); ++c) {
    map.memory.push_back(deposit(c, std::span(memory).subspan(split)));
    map.tile.push_back(deposit(c, std::span(coordinates).subspan(split)));
  }
  return map;
}

/// How many of the lowest bits stand at their own place.
int fixed_bits(const std::vector<int>& bits) {
  int fixed = 0;
  while (fixed < static_cast<int>(bits.size()) && bits[static_cast<std::size_t>(fixed)] == fixed) ++fixed;
  return fixed;
}

int random_between(int least, int most, Engine& engine) {
  return least + static_cast<int>(engine() % static_cast<std::uint64_t>(most - least + 1));
}

/// A chunk is contiguous in memory and in the tile; it need not be the longest.
Map load_map(const std::vector<int>& bits, int lane_bits, Engine& engine) {
  std::vector<int> coordinates(bits.size());
  std::iota(coordinates.begin(), coordinates.end(), 0);
  return map_of(bits, coordinates, random_between(lane_bits, fixed_bits(bits), engine));
}

/// A chunk is contiguous in memory alone.
Map store_map(const std::vector<int>& bits, int lane_bits, Engine& engine) {
  std::vector<int> memory = bits, coordinates;
  std::ranges::sort(memory);
  for (const int bit : memory) coordinates.push_back(static_cast<int>(std::ranges::find(bits, bit) - bits.begin()));
  return map_of(memory, coordinates, random_between(lane_bits, fixed_bits(memory), engine));
}

template <class Real>
void compare_load(const Map& map, std::uint64_t base, const State<Real>& memory, State<Real>& tile) {
  State<Real> expected(tile.qubits);
  kernels::load_tile(map.view(), memory.re.get() + base, tile.re.get());
  kernels::load_tile(map.view(), memory.im.get() + base, tile.im.get());
  kernels::scalar::load_tile(map.view(), memory.re.get() + base, expected.re.get());
  kernels::scalar::load_tile(map.view(), memory.im.get() + base, expected.im.get());
  REQUIRE(identical(tile, expected));
}

/// The whole memory is compared: what lies outside the tile stays.
template <class Real>
void compare_store(const Map& map, const kernels::Complex& scale, std::uint64_t base, const State<Real>& tile,
                   State<Real>& memory) {
  State<Real> expected = memory;
  kernels::store_tile(map.view(), scale, tile.re.get(), tile.im.get(), memory.re.get() + base, memory.im.get() + base);
  kernels::scalar::store_tile(map.view(), scale, tile.re.get(), tile.im.get(), expected.re.get() + base,
                              expected.im.get() + base);
  REQUIRE(largest_difference(memory, expected) <= tolerance<Real>(2));
}

/// `from` with every amplitude scaled and moved as the bits say.
template <class Real>
State<Real> permuted(const Bits& bits, const kernels::Complex& scale, const State<Real>& from) {
  State<Real> to(from.qubits);
  for (std::uint64_t x = 0; x < from.size; ++x) {
    const std::uint64_t inner = x & ((std::uint64_t{1} << bits.load.size()) - 1);
    const std::uint64_t base = deposit(x >> bits.load.size(), bits.outer);
    const std::uint64_t source = base + deposit(inner, bits.load), target = base + deposit(inner, bits.store);
    to.re[target] = static_cast<Real>(scale.re * from.re[source] - scale.im * from.im[source]);
    to.im[target] = static_cast<Real>(scale.re * from.im[source] + scale.im * from.re[source]);
  }
  return to;
}

/// Every tile in and out to another memory; the result is that memory.
template <class Real>
State<Real> move_tiles(const Bits& bits, const kernels::Complex& scale, const State<Real>& from, Engine& engine) {
  const int lane_bits = kernels::lane_bits<Real>();
  const Map load = load_map(bits.load, lane_bits, engine), store = store_map(bits.store, lane_bits, engine);
  INFO("load " << Catch::Detail::stringify(bits.load) << " by " << load.inner.size() << ", store "
               << Catch::Detail::stringify(bits.store) << " by " << store.inner.size() << ", " << sizeof(Real)
               << " bytes");
  State<Real> tile(static_cast<int>(bits.load.size())), to(memory_bits);
  for (std::uint64_t number = 0; number < std::uint64_t{1} << bits.outer.size(); ++number) {
    const std::uint64_t base = deposit(number, bits.outer);
    compare_load(load, base, from, tile);
    compare_store(store, scale, base, tile, to);
  }
  return to;
}

template <class Real>
void compare_permutations() {
  Engine engine(20250106);
  for (int tile_bits = kernels::lane_bits<Real>(); tile_bits <= memory_bits; ++tile_bits) {
    for (int repetition = 0; repetition < 20; ++repetition) {
      const Bits bits = random_bits(tile_bits, kernels::lane_bits<Real>(), engine);
      const kernels::Complex scale{symmetric(engine), symmetric(engine)};
      const State<Real> memory = random_state<Real>(memory_bits, engine);
      const State<Real> moved = move_tiles(bits, scale, memory, engine);
      REQUIRE(largest_difference(moved, permuted(bits, scale, memory)) <= tolerance<Real>(2));
    }
  }
}

template <class Real>
void move_and_return() {
  Engine engine(20250107);
  for (int tile_bits = kernels::lane_bits<Real>(); tile_bits <= memory_bits; ++tile_bits) {
    const Bits there = random_bits(tile_bits, kernels::lane_bits<Real>(), engine);
    const Bits back{there.store, there.load, there.outer};
    const State<Real> memory = random_state<Real>(memory_bits, engine);
    const State<Real> moved = move_tiles(there, {1, 0}, memory, engine);
    REQUIRE(identical(move_tiles(back, {1, 0}, moved, engine), memory));
    REQUIRE(identical(move_tiles(identity_bits(tile_bits), {1, 0}, memory, engine), memory));
  }
}

}  // namespace

TEST_CASE("Tiles moved under random bit permutations and scales agree with the definition on every target") {
  on_every_target([] {
    compare_permutations<float>();
    compare_permutations<double>();
  });
}

TEST_CASE("Tiles moved by the identity, or there and back, keep every bit of the memory") {
  on_every_target([] {
    move_and_return<float>();
    move_and_return<double>();
  });
}

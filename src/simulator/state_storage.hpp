// The arrays of a StateVector and what its amplitudes' places mean. Included by the files that implement it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "qgauge/simulator.hpp"
#include "simulator/index_map.hpp"
#include "simulator/memory.hpp"
#include "simulator/parallel.hpp"

namespace qgauge::simulator {

template <class Real>
struct StateVector<Real>::Storage {
  int qubits;
  std::uint64_t size;      ///< 2^qubits
  std::uint64_t capacity;  ///< what the arrays hold; zero beyond size
  Array<Real> re;
  Array<Real> im;
  IndexMap order;       ///< after plans that relabelled qubits instead of moving amplitudes
  std::uint64_t zeros;  ///< index bits that read 0 wherever an amplitude is not zero

  /// Exchanges the amplitudes x and x ^ mask for every x that `exchanges` names, one of each pair.
  template <class Body>
  void for_exchanged(std::uint64_t mask, const Body& exchanges) {
    for_parts(size, size, [&](std::uint64_t begin, std::uint64_t end) {
      for (std::uint64_t x = begin; x < end; ++x) {
        if (!exchanges(x)) continue;
        std::swap(re[x], re[x ^ mask]);
        std::swap(im[x], im[x ^ mask]);
      }
    });
  }

  /// Puts qubit q at bit q, one exchange of two bits after the other.
  void restore_order() {
    if (order.is_standard()) return;
    zeros = 0;
    if (const std::uint64_t flipped = order.flipped(); flipped != 0) {
      for_exchanged(flipped, [&](std::uint64_t x) { return x < (x ^ flipped); });
    }
    std::vector<int> bit_of(order.bits().begin(), order.bits().end());
    for (int q = 0; q < qubits; ++q) {
      const int bit = bit_of[static_cast<std::size_t>(q)];
      if (bit == q) continue;
      const std::uint64_t mask = std::uint64_t{1} << bit | std::uint64_t{1} << q;
      for_exchanged(mask, [=](std::uint64_t x) { return ((x >> q) & 1) == 0 && ((x >> bit) & 1) != 0; });
      std::swap(*std::ranges::find(bit_of, q), bit_of[static_cast<std::size_t>(q)]);
    }
    order = IndexMap(qubits);
  }
};

}  // namespace qgauge::simulator

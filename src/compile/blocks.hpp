// Blocks: a circuit as maximal runs of gates on one pair of wires, and what stands between them. Used by compile,
// layout and routing, which see pairs and not gates. Knows no device: a wire may be a qubit of the circuit or of the
// machine.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "compile/kak.hpp"

namespace qgauge::compile {

enum class BlockKind : std::uint8_t { pair, single, barrier };

/// pair: unitary gates on wires[0] < wires[1]. single: operations of any kind on wires[0]. barrier: stands for all
/// wires.
struct Block {
  BlockKind kind;
  std::array<std::uint32_t, 2> wires{};
  std::vector<circuit::Operation> operations;  ///< in the order of time, on the wires

  std::span<const std::uint32_t> used() const {
    return std::span(wires).first(kind == BlockKind::pair ? 2 : kind == BlockKind::single ? 1 : 0);
  }
};

/// In an order that respects the order of every wire. One-qubit gates go into the pair block before them, else into the
/// one after them; delays and measurements stand alone; nothing crosses a barrier.
std::vector<Block> blocks_of(int wires, std::span<const circuit::Operation> operations);

/// The unitary of a pair block; bit 0 is wires[0].
Eigen::Matrix4cd unitary_of(const Block& block);

/// Every wire w becomes name[w].
void rename(Block& block, std::span<const std::uint32_t> name);

}  // namespace qgauge::compile

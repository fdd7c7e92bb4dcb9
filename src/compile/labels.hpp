// Swaps as relabellings: where both qubits may change places for nothing, a block is made together with a swap if that
// is cheaper. Used by compile before and after routing. Knows entanglers, no layout.
#pragma once

#include <functional>

#include "compile/blocks.hpp"
#include "compile/synthesis.hpp"

namespace qgauge::compile {

/// Whether a pair block is better made followed by a swap.
using Verdict = std::function<bool(const Block&)>;

/// Better by expected fidelity, then by uses.
bool cheaper_with_swap(const Block& block, const Entangler& entangler, Synthesis mode);
/// The block is a swap between one-qubit gates.
bool is_swap(const Block& block);

/// Appends a swap to every block that `with_swap` names and exchanges its wires in all later blocks. Gives the wire on
/// which each wire ends.
std::vector<std::uint32_t> relabel(std::vector<Block>& blocks, int wires, const Verdict& with_swap);

/// The same for those blocks alone that are the last pair block of both their wires.
std::vector<std::uint32_t> relabel_last(std::vector<Block>& blocks, int wires, const Verdict& with_swap);

}  // namespace qgauge::compile

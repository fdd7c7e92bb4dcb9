// Deciding on swaps and renaming wires after them. Used by compile. Knows no layout.
#include "compile/labels.hpp"

#include <numeric>
#include <utility>

namespace qgauge::compile {
namespace {

constexpr std::size_t none = ~std::size_t{0};

std::vector<std::size_t> last_pair_blocks(const std::vector<Block>& blocks, int wires) {
  std::vector<std::size_t> last(static_cast<std::size_t>(wires), none);
  for (std::size_t i = 0; i < blocks.size(); ++i)
    if (blocks[i].kind == BlockKind::pair)
      for (const std::uint32_t wire : blocks[i].wires) last[wire] = i;
  return last;
}

}  // namespace

bool cheaper_with_swap(const Block& block, const Entangler& entangler, Synthesis mode) {
  const Eigen::Matrix4cd unitary = unitary_of(block);
  const Choice plain = choose(canonical_form(unitary).coordinates, entangler, mode);
  if (plain.uses == 0) return false;
  return better(choose(canonical_form(swapped(unitary)).coordinates, entangler, mode), plain);
}

bool is_swap(const Block& block) {
  return fewest_uses(circuit::GateKind::cz, canonical_form(swapped(unitary_of(block))).coordinates) == 0;
}

std::vector<std::uint32_t> relabel(std::vector<Block>& blocks, int wires, const Verdict& with_swap) {
  std::vector<std::uint32_t> place(static_cast<std::size_t>(wires)), occupant(place.size());
  std::iota(place.begin(), place.end(), 0u);
  std::iota(occupant.begin(), occupant.end(), 0u);
  for (Block& block : blocks) {
    rename(block, place);
    if (block.kind != BlockKind::pair || !with_swap(block)) continue;
    const auto [a, b] = block.wires;
    block.operations.push_back({circuit::GateKind::swap, block.wires, 0});
    std::swap(occupant[a], occupant[b]);
    std::swap(place[occupant[a]], place[occupant[b]]);
  }
  return place;
}

std::vector<std::uint32_t> relabel_last(std::vector<Block>& blocks, int wires, const Verdict& with_swap) {
  const auto last = last_pair_blocks(blocks, wires);
  // Blocks keep their places in the list and their wires: a relabelling moves nothing but what comes after the last
  // pair.
  return relabel(blocks, wires, [&](const Block& block) {
    const auto index = static_cast<std::size_t>(&block - blocks.data());
    return last[block.wires[0]] == index && last[block.wires[1]] == index && with_swap(block);
  });
}

}  // namespace qgauge::compile

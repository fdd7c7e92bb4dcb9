// Where a circuit starts on a machine: an exact embedding of its interactions if a bounded search finds one, else
// starts for routing. Called by placement. Knows wires that interact and a coupling graph, no gates.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "compile/blocks.hpp"
#include "compile/coupling_graph.hpp"

namespace qgauge::compile {

/// Device qubit of each wire.
using Layout = std::vector<std::uint32_t>;

/// Which wires meet, how many uses of the native gate that takes, and which are measured.
struct Interactions {
  struct Partner {
    std::uint32_t wire;
    double uses;
  };
  std::vector<std::vector<Partner>> partners;
  std::vector<bool> measured;

  std::uint32_t wires() const { return static_cast<std::uint32_t>(partners.size()); }
};

using PairUses = std::map<std::pair<std::uint32_t, std::uint32_t>, double>;
/// Of wires of which none is measured.
Interactions interactions_of(std::size_t wires, const PairUses& uses);
/// `uses[i]` counts the uses of block i.
Interactions interactions_of(int wires, const std::vector<Block>& blocks, const std::vector<int>& uses);

/// Wires in the order in which they are placed: each next to those before it, where possible.
std::vector<std::uint32_t> placing_order(const Interactions& interactions);

/// A layout within the largest part where all that interact are coupled, the cheapest of those that a search bounded in
/// work finds (depth first with bounds, as in VF2: Cordella et al., IEEE TPAMI 26, 1367); empty if none is found.
/// `budget`: candidates that it looks at, over all roots.
std::optional<Layout> embedding(const Interactions& interactions, const CouplingGraph& graph, int budget);

/// The wires one after the other, the first on `root`, each on the free qubit of `region` nearest to its partners.
Layout placed_around(std::uint32_t root, const Interactions& interactions, const Distances& distance,
                     const std::vector<std::uint32_t>& region);

}  // namespace qgauge::compile

// Placement: layout and routing together, the best of several starts. Called by compile. Knows blocks by their wires
// alone.
#pragma once

#include "compile/routing.hpp"

namespace qgauge::compile {

/// What placing depends on beside the circuit.
struct PlacementOptions {
  std::uint64_t seed;
  int trials;
  std::optional<Layout> forced;
};

/// Places the blocks, of which block i takes uses[i] uses of the native gate, on the largest part of the machine: by an
/// embedding if one is found, else by SABRE from a start around the best qubit and others around random ones, each made
/// better by a walk to the end and back. Of the trials the one of least cost in couplings and readout is kept.
/// The largest part must have room, or the forced layout must lie in one part.
Routed place(const std::vector<Block>& blocks, const std::vector<int>& uses, int wires, const CouplingGraph& graph,
             const PlacementOptions& options);

}  // namespace qgauge::compile

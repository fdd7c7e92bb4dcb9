// Which qubits a pass over memory makes local, and what it runs. Called by plan.cc. The same choice serves every level
// of locality: a tile of main memory, or the part of a state that one rank holds. Knows no kernel and no memory.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "simulator/plan/program.hpp"

namespace qgauge::simulator {

struct Locality {
  int local;             ///< slots that are local at a time
  int kept;              ///< how many of them must have been local in the segment before
  std::uint64_t always;  ///< slots that are local throughout
};

/// Items that can still run, in the order of the program; what has run is gone. Segments take from its front.
using Remaining = std::deque<Item>;

/// The local slots of the next segment: those whose gates, times their weights, come to most. `before`: of the last
/// one. Greedy removal, then exchanges while they gain; ties go to the lower slot, so the choice is a function of its
/// arguments.
std::uint64_t choose_local(const Remaining& remaining, int slots, const Locality& locality, std::uint64_t before);

/// Takes out of `remaining` what a segment with these local slots runs: every gate on local slots and every phase whose
/// predecessors on the same slots have run; phases commute with each other. `used`: the slots of all items; once gates
/// wait on each of them nothing further is looked at, so that a segment costs what it holds and not what is left.
std::vector<Item> take_segment(Remaining& remaining, std::uint64_t local, std::uint64_t used);

}  // namespace qgauge::simulator

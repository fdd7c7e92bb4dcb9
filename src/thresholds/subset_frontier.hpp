// The frontier programme: whether a connected set of qubits of the right size meets the limit, exactly. For graphs of
// any size whose frontier is narrow, as those of machines in a plane are. Used by find_subset.
//
// It is frontier-based search (Simpath: Knuth, TAOCP 4A, section 7.1.4; Kawahara, Inoue, Iwashita, Minato 2017) that
// keeps the cheapest set of each state instead of all sets, in the manner of dynamic programmes on path decompositions
// (for the k-cardinality tree see Fischetti, Hamacher, Jornsten, Maffioli 1994). Qubits are taken in a fixed order. Of
// a set that has been decided up to some qubit, nothing matters for what can still be added but its state: which qubits
// of the frontier are in it, how the couplings taken so far connect those (Partition), and how many qubits it has. So
// of two sets in one state the cheaper one replaces the other.
//
// Invariants after each step: every qubit that was taken and left the frontier has all its couplings decided; every
// part of a set reaches into the frontier; a cell holds the least cost of all sets in its state, but for those dropped
// by a bound: their cost with the cheapest couplings still to come, as many as are needed to reach the least size and
// join the parts, is above zero. A coupling of negative cost within a set is always taken (it lowers the cost and parts
// nothing); one of positive cost always where the couplings are the induced ones, else only where it joins two parts.
#pragma once

#include "thresholds/subset_weights.hpp"

namespace qgauge::thresholds {

/// Not finished where the frontier is wider than frontier_slots, or the work or the memory would exceed its bound.
ExactSearch search_frontier(const WeightedGraph& graph, Sizes sizes, std::uint64_t most_work);

}  // namespace qgauge::thresholds

// Words: a few uses of one native gate with local gates between them, made so that the whole has wanted coordinates.
// Used by synthesis, which dresses words with outer local gates. Knows no circuit and no device.
#pragma once

#include <optional>
#include <vector>

#include "compile/kak.hpp"

namespace qgauge::compile {

/// Local gates between the uses, in the order of time: one fewer than uses.
using Word = std::vector<LocalPair>;

/// Local gates that turn one unitary into a locally equivalent one: wanted = after made before, up to a phase.
struct Dressing {
  LocalPair after;
  LocalPair before;
};
Dressing dressing(const CanonicalForm& wanted, CanonicalForm made);

/// second after first, on each qubit.
LocalPair product(const LocalPair& second, const LocalPair& first);

/// The most uses of the native gate that any two-qubit unitary takes.
int most_uses(circuit::GateKind native);

/// Fewest uses that may reach the coordinates, which lie in the chamber: exact but for sycamore, where 3 stands for 3
/// or 4.
int fewest_uses(circuit::GateKind native, const Coordinates& coordinates);

/// A word that is locally equivalent to canonical_gate(coordinates) to rounding, if `uses` uses reach them. A word of
/// no or one use has no layers. Empty only for 3 uses of sycamore where none was found. rzz is the gate of angle pi/2.
std::optional<Word> word_of(circuit::GateKind native, const Coordinates& coordinates, int uses);

/// The coordinates of greatest average fidelity with the wanted ones that `uses` uses reach.
Coordinates nearest(circuit::GateKind native, const Coordinates& wanted, int uses);

/// The unitary of a word over the native gate.
Eigen::Matrix4cd unitary_of(circuit::GateKind native, const Word& word, int uses);

}  // namespace qgauge::compile

// Two-qubit gates over CZ, and CZ over what machines have, as data: any gate meets any native gate through CZ, whose
// symmetry makes the direction of the native gate a matter of labels. Used by to_native. Knows no device.
#pragma once

#include <span>

#include "qgauge/circuit.hpp"

namespace qgauge::compile {

/// One step in the order of time: a one-qubit gate on operand `operand`, or a two-qubit gate on operands 0 and 1.
struct Step {
  circuit::GateKind gate;
  int operand = 0;
  double parameter = 0;
};

/// `steps` does what `gate` does, up to a global phase.
struct Expansion {
  circuit::GateKind gate;
  std::span<const Step> steps;
};

/// Every two-qubit gate without a parameter over CZ and one-qubit gates.
std::span<const Expansion> expansions_over_cz();
/// Gates that a machine makes in fewer uses of its native gate than through CZ: the gate itself, and others that
/// exchange qubits as it does. Steps over the native gate and, where it takes both, CZ.
std::span<const Expansion> shortcuts_over(circuit::GateKind native);
/// CZ over each native gate, by native gate; rzz is the gate of angle pi/2.
std::span<const Expansion> cz_over_native();
/// The steps for `gate`, empty where the list has none.
std::span<const Step> find_steps(std::span<const Expansion> list, circuit::GateKind gate);

/// exp(-i k pi/4 ZZ), k quarter turns in {-1, 0, 1, 2}, over at most one CZ.
std::span<const Step> rzz_quarter_turns(int quarter_turns);
/// Any other rzz: two CZ around an rz step on operand 1, whose parameter is the angle of the rzz.
std::span<const Step> rzz_of_any_angle();

}  // namespace qgauge::compile

// A two-qubit unitary over one native gate: how many uses, exact or not, and the operations. Called by compile for each
// fused block. Knows no circuit around the pair and no routing.
#pragma once

#include <vector>

#include "compile/word.hpp"

namespace qgauge::compile {

/// What synthesis may know of a pair's native gate.
struct Entangler {
  circuit::GateKind kind;
  double infidelity = 0;      ///< average, of rzz at pi/2
  bool any_zz_angle = false;  ///< see Options::continuous_zz
  double zz_base = 1;         ///< see Options
};

/// Average fidelity of one use; `angle_rad` matters for rzz of any angle alone.
double fidelity_of(const Entangler& entangler, double angle_rad);

/// How one unitary is made: a target of its local gates and other coordinates, and the uses that make it.
struct Choice {
  Coordinates target{};
  int uses = 0;
  Word word;  ///< empty for rzz of any angle, where each coordinate is one use
  double synthesis_fidelity = 1;
  double gate_fidelity = 1;  ///< of all uses together
  double angle_rad = 0;      ///< sum over the uses of rzz of any angle
  double expected_fidelity() const { return synthesis_fidelity * gate_fidelity; }
};

/// Whether `a` is the better way: the higher expected fidelity and, where they agree, fewer uses, then less angle.
bool better(const Choice& a, const Choice& b);

/// exact: the fewest uses that reach the coordinates. approximate: the greatest expected fidelity over all numbers of
/// uses; the exact choice is among them.
Choice choose(const Coordinates& coordinates, const Entangler& entangler, Synthesis mode);

/// The operations that make the unitary of `form` as chosen, on qubits 0 (the entangler's first) and 1: rotations rz
/// and ry, and the native gate, or rxx, ryy and rzz for rzz of any angle.
std::vector<circuit::Operation> operations_of(const CanonicalForm& form, const Choice& choice,
                                              const Entangler& entangler);

}  // namespace qgauge::compile

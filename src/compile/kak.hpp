// Two-qubit unitaries as 4x4 matrices: tensor products, the canonical gate, and forms that differ by a Weyl reflection.
// Used by synthesis and its callers. Knows no native gate, no circuit.
#pragma once

#include <Eigen/Core>

#include "compile/rotation.hpp"
#include "qgauge/compile.hpp"

namespace qgauge::compile {

/// Row and column index = bit(first) + 2 bit(second), as in circuit::unitary_of.
Eigen::Matrix4cd tensor(const Eigen::Matrix2cd& first, const Eigen::Matrix2cd& second);
inline Eigen::Matrix4cd tensor(const LocalPair& locals) { return tensor(locals[0], locals[1]); }

/// exp(i (x XX + y YY + z ZZ)) for any coordinates.
Eigen::Matrix4cd canonical_gate(const Coordinates& coordinates);

/// The same unitary with the coordinates (pi/2 - x, y, -z): beyond the face x = pi/4 of the chamber. Where x is nearly
/// pi/4 both forms are as good, and rounding decides which one a decomposition finds.
CanonicalForm reflected(const CanonicalForm& form);

/// The two qubits exchanged.
Eigen::Matrix4cd exchanged(const Eigen::Matrix4cd& unitary);
/// SWAP after the unitary.
Eigen::Matrix4cd swapped(const Eigen::Matrix4cd& unitary);

/// (4 + |tr|^2) / 20, the average gate fidelity of two gates with equal locals whose coordinates differ by
/// `difference`: |tr|^2 = 16 (cos^2 cos^2 cos^2 + sin^2 sin^2 sin^2) (Cross et al., PRA 100, 032328, appendix B; Watts
/// et al., PRA 91, 062306).
double average_fidelity(const Coordinates& difference);

}  // namespace qgauge::compile

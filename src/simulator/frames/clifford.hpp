// Clifford gates on one or two qubits as tables of what they make of the Paulis, and Pauli noise in the same order.
// Used by the simulator's Pauli frames. Knows no register and no shot.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include <Eigen/Core>

#include "qgauge/noise.hpp"

namespace qgauge::simulator {

/// A Pauli product on two operands without its sign: bits x_0 z_0 x_1 z_1, lowest first; x and z of an operand together
/// are Y. What acts on one qubit leaves operand 1 alone.
using PauliBits = unsigned;
inline constexpr std::size_t pauli_count = 16;

/// U P U^dagger of every Pauli product P.
struct Clifford {
  std::array<std::uint8_t, pauli_count> image;
  std::uint16_t negative;  ///< bit P: the image of P has the sign -1
};

/// Probability of each Pauli product.
using PauliDistribution = std::array<double, pauli_count>;

Clifford identity_clifford();
/// Of a unitary 2x2 or 4x4 matrix; empty where some U P U^dagger is farther than 1e-9 from every signed Pauli.
std::optional<Clifford> clifford_of(const Eigen::MatrixXcd& unitary);
/// `second` after `first`.
Clifford compose(const Clifford& second, const Clifford& first);

PauliDistribution no_fault();
PauliDistribution distribution_of(const noise::PauliChannel& channel);
/// One fault after the other: their product.
PauliDistribution convolve(const PauliDistribution& a, const PauliDistribution& b);
/// What faults before the gate are after it: U P = (U P U^dagger) U.
PauliDistribution carried_through(const Clifford& gate, const PauliDistribution& before);

/// The same with the operands in the other order.
Clifford exchanged(const Clifford& gate);
PauliDistribution exchanged(const PauliDistribution& faults);

}  // namespace qgauge::simulator

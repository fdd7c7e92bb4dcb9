// Random layers of one-qubit Cliffords and C-NOTs along a chain, and what a circuit made of them does to a Pauli
// operator. Used by direct and mirror randomized benchmarking. Private to the room. Must not know machines.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "qgauge/circuit.hpp"
#include "qgauge/core.hpp"

namespace qgauge::protocols {

/// Share of the qubits that take part in a C-NOT on average (the default of Proctor et al., PRL 129, 150502).
constexpr double two_qubit_density = 0.25;

struct RandomLayer {
  std::vector<std::array<std::uint32_t, 2>> gates;  ///< C-NOTs, control first
  std::vector<std::uint8_t> words;                  ///< of each qubit, see one_qubit_words(); 0 in a gate
};

/// Edge grab (Proctor et al., PRL 129, 150502, supplement): couplings of the chain are drawn until none is left beside
/// those drawn; each is used with the probability that makes the mean share of qubits in gates `two_qubit_density`.
/// Random directions; uniformly random one-qubit Cliffords on the other qubits.
RandomLayer random_layer(int qubits, core::Random& random);
/// One-qubit Cliffords alone.
RandomLayer random_local_layer(int qubits, core::Random& random);
RandomLayer inverse_of(const RandomLayer& layer);

/// A Pauli operator without its phase: X^x Z^z, an entry a qubit.
struct PauliBits {
  std::vector<bool> x;
  std::vector<bool> z;
};
PauliBits random_paulis(int qubits, core::Random& random);

void append_layer(circuit::Circuit& circuit, const RandomLayer& layer);
void append_paulis(circuit::Circuit& circuit, const PauliBits& paulis);

/// `pauli` becomes G `pauli` G^dagger up to its phase; of x, z, s, sdg, sx, cx and what is no gate.
void conjugate(PauliBits& pauli, const circuit::Operation& gate);

}  // namespace qgauge::protocols

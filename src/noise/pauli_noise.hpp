// Noise as probabilities of Paulis, and one after the other. Shared by the channels of gates and the circuits made of
// them. Knows no machine.
#pragma once

#include "qgauge/noise/noisy_circuit.hpp"

namespace qgauge::noise {

/// One Pauli channel after the other.
PauliChannel convolved(const PauliChannel& a, const PauliChannel& b);
/// lambda/d^2 each but for the identity.
PauliChannel depolarizing_paulis(int qubits, double lambda);
/// Z with probability z.
PauliChannel dephasing_paulis(double z);
/// With probability `leakage` one of the qubits, each as likely, is fully depolarized.
PauliChannel leakage_paulis(int qubits, double leakage);

}  // namespace qgauge::noise

// A noisy circuit cut into the parts that its gates connect. Noise between parts (a coupling that never stops) is
// replaced by its Pauli twirl, of which each part keeps its own share: exact for what a part does on average over
// random Paulis on its qubits, as randomised protocols apply them (Wallman and Emerson, PRA 94, 052325). Used by the
// machine executor. Knows no machine.
#pragma once

#include <vector>

#include "qgauge/noise/noisy_circuit.hpp"

namespace qgauge::simulator {

struct Cluster {
  std::vector<int> qubits;  ///< of the whole register, ascending; qubit k of `circuit` is qubits[k]
  noise::NoisyCircuit circuit;
};

struct Clusters {
  std::vector<Cluster> parts;  ///< by their first qubit
  bool cut = false;            ///< whether noise acted between parts
};

Clusters clusters_of(const noise::NoisyCircuit& circuit);

}  // namespace qgauge::simulator

// Noise as probabilities of Paulis: see pauli_noise.hpp.

#include "noise/pauli_noise.hpp"

#include <cstddef>

namespace qgauge::noise {

PauliChannel convolved(const PauliChannel& a, const PauliChannel& b) {
  // I X Y Z as 0 1 2 3 multiply like the exclusive or of 0 1 3 2.
  const auto bits = [](std::size_t pauli) { return pauli ^ ((pauli >> 1) & 5); };
  PauliChannel product{std::vector<double>(a.probabilities.size())};
  for (std::size_t i = 0; i < a.probabilities.size(); ++i) {
    for (std::size_t j = 0; j < b.probabilities.size(); ++j) {
      product.probabilities[bits(bits(i) ^ bits(j))] += a.probabilities[i] * b.probabilities[j];
    }
  }
  return product;
}

PauliChannel depolarizing_paulis(int qubits, double lambda) {
  const std::size_t count = std::size_t{1} << (2 * qubits);
  PauliChannel channel{std::vector<double>(count, lambda / static_cast<double>(count))};
  channel.probabilities.front() = 1 - lambda * (1 - 1 / static_cast<double>(count));
  return channel;
}

PauliChannel dephasing_paulis(double z) { return {{1 - z, 0, 0, z}}; }

PauliChannel leakage_paulis(int qubits, double leakage) {
  PauliChannel channel{std::vector<double>(std::size_t{1} << (2 * qubits))};
  channel.probabilities.front() = 1 - 0.75 * leakage;
  for (int qubit = 0; qubit < qubits; ++qubit) {
    for (std::size_t pauli = 1; pauli < 4; ++pauli) channel.probabilities[pauli << (2 * qubit)] = leakage / 4 / qubits;
  }
  return channel;
}

}  // namespace qgauge::noise

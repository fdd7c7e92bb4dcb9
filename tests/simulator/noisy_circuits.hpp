// Random noisy circuits with every kind of step, and observables for them. Used by the tests of estimates.
#pragma once

#include <vector>

#include "noise/random_channels.hpp"
#include "qgauge/execution.hpp"
#include "qgauge/noise.hpp"

namespace noisy {

using qgauge::core::Random;
using qgauge::noise::NoisyCircuit;
using qgauge::noise::testing::random_channel;
using qgauge::noise::testing::random_isometry;

/// Kinds of noise, each of which a test asks for by itself and all together.
enum class Kind { none, pauli, damping, reset, kraus, all };
inline constexpr std::array kinds{Kind::none, Kind::pauli, Kind::damping, Kind::reset, Kind::kraus, Kind::all};

inline qgauge::noise::PauliChannel random_paulis(int operands, double total, Random& random) {
  qgauge::noise::PauliChannel channel{std::vector<double>(std::size_t{1} << (2 * operands))};
  double sum = 0;
  for (double& p : channel.probabilities) sum += p = random.uniform();
  for (double& p : channel.probabilities) p *= total / sum;
  channel.probabilities[0] += 1 - total;
  return channel;
}

/// A weak random channel: (1 - p) identity and p of a random one.
inline qgauge::noise::KrausChannel random_kraus(int operands, double p, Random& random) {
  std::vector<Eigen::MatrixXcd> kraus = random_channel(operands, 2, random).kraus;
  const Eigen::Index d = kraus.front().rows();
  for (auto& k : kraus) k *= std::sqrt(p);
  kraus.emplace_back(std::sqrt(1 - p) * Eigen::MatrixXcd::Identity(d, d));
  return qgauge::noise::from_kraus(kraus);
}

inline void add_noise(NoisyCircuit& circuit, Kind kind, int a, int b, double strength, Random& random) {
  switch (kind) {
    case Kind::none:
      return;
    case Kind::pauli:
      circuit.add_pauli({a, b}, random_paulis(2, strength, random));
      return circuit.add_pauli({b}, random_paulis(1, strength, random));
    case Kind::damping:
      circuit.add_kraus({a}, qgauge::noise::damping(strength));
      return circuit.add_kraus({b}, qgauge::noise::damping(2 * strength));
    case Kind::reset:
      return circuit.add_kraus({a}, qgauge::noise::reset_to_zero(strength));
    case Kind::kraus:
      circuit.add_kraus({b, a}, random_kraus(2, strength, random));
      return circuit.add_kraus({b}, random_kraus(1, strength, random));
    case Kind::all:
      return add_noise(circuit, kinds[1 + random.below(4)], a, b, strength, random);
  }
}

/// Layers of random one- and two-qubit unitaries on random pairs, noise after each.
inline NoisyCircuit random_circuit(int qubits, int gates, Kind kind, double strength, Random& random) {
  NoisyCircuit circuit(qubits);
  for (int g = 0; g < gates; ++g) {
    const int a = static_cast<int>(random.below(static_cast<std::uint64_t>(qubits)));
    const int b = (a + 1 + static_cast<int>(random.below(static_cast<std::uint64_t>(qubits - 1)))) % qubits;
    circuit.add_unitary({a}, random_isometry(2, 2, random));
    circuit.add_unitary({a, b}, random_isometry(4, 4, random));
    add_noise(circuit, kind, a, b, strength, random);
  }
  for (int q = 0; q < qubits; ++q) {
    circuit.readout[static_cast<std::size_t>(q)] = qgauge::noise::Readout{0.01 * (q + 1), 0.02};
  }
  return circuit;
}

/// Random weights, half of all outcomes, one outcome, and the fidelity with a sparse state.
inline std::vector<qgauge::execution::Observable> observables(int qubits, Random& random) {
  const std::uint64_t size = std::uint64_t{1} << qubits;
  qgauge::execution::DiagonalObservable weights, half, one;
  for (std::uint64_t x = 0; x < size; ++x) {
    weights.weights.push_back(static_cast<float>(random.uniform()));
    half.weights.push_back(static_cast<float>(random.below(2)));
    one.weights.push_back(x == 1 ? 1.0F : 0.0F);
  }
  const double root = std::sqrt(0.5);
  return {weights, half, one, qgauge::execution::StateFidelity{{{0, root}, {size - 1, {0, root}}}}};
}

}  // namespace noisy

// Random layers: see random_layers.hpp. Must not know machines.
#include "protocols/random_layers.hpp"

#include <cassert>

#include "protocols/clifford.hpp"

namespace qgauge::protocols {
namespace {

using circuit::GateKind;

/// Couplings k, k + 1 of the chain, drawn one after the other among those that touch none drawn before.
std::vector<std::uint32_t> grabbed_edges(std::uint32_t qubits, core::Random& random) {
  std::vector<std::uint32_t> left, grabbed;
  for (std::uint32_t k = 0; k + 1 < qubits; ++k) left.push_back(k);
  while (!left.empty()) {
    const std::uint32_t edge = left[random.below(left.size())];
    grabbed.push_back(edge);
    std::erase_if(left, [&](std::uint32_t other) { return other + 1 >= edge && other <= edge + 1; });
  }
  return grabbed;
}

std::uint8_t inverse_word(std::uint8_t word) {
  const CliffordGroup& group = one_qubit_cliffords();
  return static_cast<std::uint8_t>(group.find(protocols::inverse_of(group.tableau(word))));
}

}  // namespace

RandomLayer random_local_layer(int qubits, core::Random& random) {
  RandomLayer layer;
  for (int q = 0; q < qubits; ++q) {
    layer.words.push_back(static_cast<std::uint8_t>(random.below(one_qubit_words().size())));
  }
  return layer;
}

RandomLayer random_layer(int qubits, core::Random& random) {
  RandomLayer layer = random_local_layer(qubits, random);
  const std::vector<std::uint32_t> edges = grabbed_edges(static_cast<std::uint32_t>(qubits), random);
  const double kept = two_qubit_density * qubits / (2 * static_cast<double>(edges.size()));
  for (const std::uint32_t edge : edges) {
    const bool used = random.uniform() < kept, forward = random.below(2) == 0;
    if (!used) continue;
    layer.gates.push_back(forward ? std::array{edge, edge + 1} : std::array{edge + 1, edge});
    layer.words[edge] = layer.words[edge + 1] = 0;
  }
  return layer;
}

RandomLayer inverse_of(const RandomLayer& layer) {
  RandomLayer out = layer;
  for (std::uint8_t& word : out.words) word = inverse_word(word);
  return out;
}

PauliBits random_paulis(int qubits, core::Random& random) {
  PauliBits out;
  for (int q = 0; q < qubits; ++q) {
    const std::uint64_t letter = random.below(4);
    out.x.push_back((letter & 1) != 0);
    out.z.push_back((letter & 2) != 0);
  }
  return out;
}

void append_layer(circuit::Circuit& circuit, const RandomLayer& layer) {
  for (std::uint32_t q = 0; q < layer.words.size(); ++q) {
    for (const GateKind gate : one_qubit_words()[layer.words[q]]) circuit.append(gate, q);
  }
  for (const auto& [control, target] : layer.gates) circuit.append(GateKind::cx, control, target);
}

void append_paulis(circuit::Circuit& circuit, const PauliBits& paulis) {
  for (std::uint32_t q = 0; q < paulis.x.size(); ++q) {
    if (paulis.x[q]) circuit.append(GateKind::x, q);
    if (paulis.z[q]) circuit.append(GateKind::z, q);
  }
}

void conjugate(PauliBits& pauli, const circuit::Operation& gate) {
  const std::uint32_t a = gate.qubits[0], b = gate.qubits[1];
  const auto add = [](std::vector<bool>& to, std::uint32_t place, bool bit) { to[place] = to[place] != bit; };
  switch (gate.gate) {
    case GateKind::s:
    case GateKind::sdg:
      return add(pauli.z, a, pauli.x[a]);
    case GateKind::sx:
      return add(pauli.x, a, pauli.z[a]);
    case GateKind::cx:
      add(pauli.x, b, pauli.x[a]);
      return add(pauli.z, a, pauli.z[b]);
    default:
      assert(!circuit::spec_of(gate.gate).unitary || gate.gate == GateKind::x || gate.gate == GateKind::z);
  }
}

}  // namespace qgauge::protocols

// The Clifford groups of one and of two qubits, each element once (up to a global phase), as gates and as tableaux.
// Used by the randomized benchmarking protocols. Must not know machines.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "protocols/tableau.hpp"
#include "qgauge/circuit.hpp"

namespace qgauge::protocols {

/// One-qubit Cliffords as words in time order: at most one pulse between two z rotations. Word 0 is the identity.
std::span<const std::vector<circuit::GateKind>> one_qubit_words();

/// In time order: one-qubit Cliffords `before` (numbers of words, qubit 0 first), the entangler (id: none), `after`.
struct CliffordElement {
  std::array<std::uint8_t, 2> before{};
  circuit::GateKind entangler = circuit::GateKind::id;
  std::array<std::uint8_t, 2> after{};
};

class CliffordGroup {
 public:
  CliffordGroup(int qubits, std::vector<CliffordElement> elements);

  int qubits() const { return qubits_; }
  std::size_t size() const { return elements_.size(); }
  const CliffordElement& element(std::size_t index) const { return elements_[index]; }
  const Tableau& tableau(std::size_t index) const { return tableaux_[index]; }
  /// The number of the element with this tableau, which must be one of the group's.
  std::size_t find(const Tableau& tableau) const;

 private:
  int qubits_;
  std::vector<CliffordElement> elements_;
  std::vector<Tableau> tableaux_;
  std::unordered_map<std::uint32_t, std::uint16_t> index_of_key_;
};

/// 24 elements.
const CliffordGroup& one_qubit_cliffords();
/// 11,520 elements in four classes: 576 local, 5,184 like CX, 5,184 like iSWAP, 576 like SWAP; a CX-like native gate
/// makes them with 0, 1, 2, 3 uses (Barends et al., Nature 508, 500, supplement), an iSWAP-like one with 0, 2, 1, 3.
const CliffordGroup& two_qubit_cliffords();

/// Rotations by 0, 1/3, 2/3 of a turn about X + Y + Z, as numbers of words: what a class's entangler cannot be passed
/// by.
std::array<std::uint8_t, 3> axis_rotations();

/// Appends the gates of an element to a circuit of one or two qubits.
void append_element(circuit::Circuit& circuit, const CliffordElement& element);

}  // namespace qgauge::protocols

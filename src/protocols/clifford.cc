// Builds the Clifford groups once and finds elements by tableau. Called by randomized benchmarking.
// Must not know machines: gates are those of the gate table.
#include "protocols/clifford.hpp"

#include <cassert>
#include <map>
#include <utility>

namespace qgauge::protocols {

namespace {

using circuit::GateKind;

constexpr std::size_t one_qubit_size = 24;

using Word = std::vector<GateKind>;

/// Up to a phase every Clifford is a z rotation, one behind x, or one on either side of sx: 4 + 4 + 16 words.
std::vector<Word> make_words() {
  const std::array<Word, 4> turns{Word{}, Word{GateKind::s}, Word{GateKind::z}, Word{GateKind::sdg}};
  std::vector<Word> words(turns.begin(), turns.end());
  const auto add = [&](const Word& first, GateKind pulse, const Word& last) {
    words.push_back(first);
    words.back().push_back(pulse);
    words.back().insert(words.back().end(), last.begin(), last.end());
  };
  for (const Word& last : turns) add({}, GateKind::x, last);
  for (const Word& first : turns) {
    for (const Word& last : turns) add(first, GateKind::sx, last);
  }
  assert(words.size() == one_qubit_size);
  return words;
}

void append_word(circuit::Circuit& circuit, std::uint32_t qubit, std::size_t word) {
  for (const GateKind gate : one_qubit_words()[word]) circuit.append(gate, qubit);
}

std::vector<CliffordElement> local_elements(std::uint8_t second_qubit_words) {
  std::vector<CliffordElement> out;
  for (std::uint8_t b = 0; b < second_qubit_words; ++b) {
    for (std::uint8_t a = 0; a < one_qubit_size; ++a) out.push_back({{}, GateKind::id, {a, b}});
  }
  return out;
}

/// A class: every local layer after the entangler, and `before` it the axis rotations that it does not turn into local
/// layers.
void add_class(std::vector<CliffordElement>& elements, GateKind entangler, std::span<const std::uint8_t> rotations) {
  for (const CliffordElement& layer : local_elements(one_qubit_size)) {
    for (const std::uint8_t b : rotations) {
      for (const std::uint8_t a : rotations) elements.push_back({{a, b}, entangler, layer.after});
    }
  }
}

std::vector<CliffordElement> two_qubit_elements() {
  std::vector<CliffordElement> out = local_elements(one_qubit_size);
  const std::array rotations = axis_rotations();
  add_class(out, GateKind::cx, rotations);
  add_class(out, GateKind::iswap, rotations);
  add_class(out, GateKind::swap, std::span(rotations).first(1));
  return out;
}

/// Tableaux of every word on qubit 0 and on qubit 1.
std::array<std::vector<Tableau>, 2> word_tableaux() {
  std::array<std::vector<Tableau>, 2> out;
  for (std::uint32_t q = 0; q < 2; ++q) {
    for (const auto& word : one_qubit_words()) {
      Tableau tableau = identity_tableau();
      for (const GateKind gate : word) tableau = then(tableau, tableau_of(circuit::Operation{gate, {q, 0}}));
      out[q].push_back(tableau);
    }
  }
  return out;
}

std::vector<Tableau> tableaux_of(std::span<const CliffordElement> elements) {
  const auto words = word_tableaux();
  const auto layer = [&](const std::array<std::uint8_t, 2>& numbers) {
    return then(words[0][numbers[0]], words[1][numbers[1]]);
  };
  std::map<GateKind, Tableau> entanglers{{GateKind::id, identity_tableau()}};
  for (const GateKind kind : {GateKind::cx, GateKind::iswap, GateKind::swap}) {
    entanglers[kind] = tableau_of(circuit::Operation{kind, {0, 1}});
  }
  std::vector<Tableau> out;
  for (const CliffordElement& element : elements) {
    out.push_back(then(then(layer(element.before), entanglers.at(element.entangler)), layer(element.after)));
  }
  return out;
}

}  // namespace

std::span<const std::vector<GateKind>> one_qubit_words() {
  static const std::vector<Word> words = make_words();
  return words;
}

CliffordGroup::CliffordGroup(int qubits, std::vector<CliffordElement> elements)
    : qubits_(qubits), elements_(std::move(elements)), tableaux_(tableaux_of(elements_)) {
  for (std::size_t i = 0; i < size(); ++i) index_of_key_[key_of(tableaux_[i])] = static_cast<std::uint16_t>(i);
}

std::size_t CliffordGroup::find(const Tableau& tableau) const {
  const auto found = index_of_key_.find(key_of(tableau));
  assert(found != index_of_key_.end());
  return found->second;
}

void append_element(circuit::Circuit& circuit, const CliffordElement& element) {
  const auto register_size = static_cast<std::uint32_t>(circuit.qubits);
  for (std::uint32_t q = 0; q < register_size; ++q) append_word(circuit, q, element.before[q]);
  if (element.entangler != GateKind::id) circuit.append(element.entangler, 0, 1);
  for (std::uint32_t q = 0; q < register_size; ++q) append_word(circuit, q, element.after[q]);
}

const CliffordGroup& one_qubit_cliffords() {
  static const CliffordGroup group(1, local_elements(1));
  return group;
}

const CliffordGroup& two_qubit_cliffords() {
  static const CliffordGroup group(2, two_qubit_elements());
  return group;
}

std::array<std::uint8_t, 3> axis_rotations() {
  const CliffordGroup& group = one_qubit_cliffords();
  Tableau third = identity_tableau();
  third.images[0] = {1, 1, 1};  // X -> Y
  third.images[2] = {1, 0, 0};  // Z -> X
  const auto number = [&](const Tableau& tableau) { return static_cast<std::uint8_t>(group.find(tableau)); };
  return {0, number(third), number(then(third, third))};
}

}  // namespace qgauge::protocols

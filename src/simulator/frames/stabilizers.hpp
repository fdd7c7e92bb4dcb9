// The noiseless state of a Clifford circuit as its stabilizers, bit-packed, and one outcome of measuring it. Used once
// for a circuit by pauli_frames.cc. Knows no noise and no shot.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "simulator/frames/clifford.hpp"

namespace qgauge::simulator {

/// n stabilizers of |0...0>, then of what gates make of it (Aaronson and Gottesman, PRA 70, 052328, without their
/// destabilizers: nothing is measured before the end). Column by column: bit r of words x(q), z(q) is stabilizer r on
/// qubit q, so that a gate is a few operations on words.
class Stabilizers {
 public:
  explicit Stabilizers(int qubits);

  /// The gate's operand k is qubits[k].
  void apply(const Clifford& gate, std::uint32_t first, std::uint32_t second);
  /// One of the equally likely outcomes of measuring all qubits in the computational basis. What is free reads 0. The
  /// stabilizers are brought into another form for it.
  std::vector<bool> outcome();

 private:
  using Word = std::uint64_t;
  Word* x(std::size_t qubit) { return columns_.data() + 2 * qubit * words_; }
  Word* z(std::size_t qubit) { return x(qubit) + words_; }
  /// Multiplies stabilizer `row` into those of `mask`.
  void multiply(std::size_t row, std::span<const Word> mask);
  /// Leaves X in as few stabilizers as possible; the bits of the others.
  std::vector<Word> eliminate_x();

  std::size_t qubits_;
  std::size_t words_;
  std::vector<Word> columns_;
  std::vector<Word> negative_;
};

}  // namespace qgauge::simulator

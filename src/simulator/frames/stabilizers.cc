// Stabilizers: gates on columns, and Gaussian elimination over GF(2) in place of measurements. See stabilizers.hpp.

#include "simulator/frames/stabilizers.hpp"

#include <array>
#include <bit>
#include <cassert>
#include <optional>

namespace qgauge::simulator {
namespace {

using Word = std::uint64_t;

bool bit(std::span<const Word> words, std::size_t index) { return ((words[index / 64] >> (index % 64)) & 1) != 0; }

Word filled(bool value) { return value ? ~Word{0} : Word{0}; }

void flip(std::span<Word> words, std::size_t index) { words[index / 64] ^= Word{1} << (index % 64); }

std::optional<std::size_t> first_set(std::span<const Word> words) {
  for (std::size_t w = 0; w < words.size(); ++w) {
    if (words[w] != 0) return 64 * w + static_cast<std::size_t>(std::countr_zero(words[w]));
  }
  return std::nullopt;
}

/// Bit m says whether the product of the bits in m is a term of the sign as a polynomial over GF(2) in x_0 z_0 x_1 z_1
/// (algebraic normal form, by the Moebius transform).
unsigned sign_terms(const Clifford& gate) {
  unsigned terms = gate.negative;
  for (unsigned b = 0; b < 4; ++b) {
    for (unsigned m = 0; m < pauli_count; ++m) {
      if (((m >> b) & 1) != 0) terms ^= ((terms >> (m ^ (1u << b))) & 1) << m;
    }
  }
  return terms;
}

/// The product of the bits in every m.
std::array<Word, pauli_count> products_of(const std::array<Word, 4>& bits) {
  std::array<Word, pauli_count> products{~Word{0}};
  for (unsigned m = 1; m < pauli_count; ++m) {
    products[m] = products[m & (m - 1)] & bits[static_cast<std::size_t>(std::countr_zero(m))];
  }
  return products;
}

std::array<Word, 4> conjugated(const Clifford& gate, const std::array<Word, 4>& bits) {
  std::array<Word, 4> result{};
  for (std::size_t from = 0; from < 4; ++from) {
    const unsigned image = gate.image[std::size_t{1} << from];
    for (std::size_t to = 0; to < 4; ++to) result[to] ^= bits[from] & filled(((image >> to) & 1) != 0);
  }
  return result;
}

}  // namespace

Stabilizers::Stabilizers(int qubits)
    : qubits_(static_cast<std::size_t>(qubits)),
      words_((qubits_ + 63) / 64),
      columns_(2 * qubits_ * words_),
      negative_(words_) {
  for (std::size_t q = 0; q < qubits_; ++q) flip({z(q), words_}, q);
}

void Stabilizers::apply(const Clifford& gate, std::uint32_t first, std::uint32_t second) {
  const unsigned terms = sign_terms(gate);
  const bool pair = first != second;
  for (std::size_t w = 0; w < words_; ++w) {
    const std::array<Word, 4> before{x(first)[w], z(first)[w], pair ? x(second)[w] : 0, pair ? z(second)[w] : 0};
    const auto products = products_of(before);
    for (unsigned m = 0; m < pauli_count; ++m) negative_[w] ^= products[m] & filled(((terms >> m) & 1) != 0);
    const auto after = conjugated(gate, before);
    x(first)[w] = after[0];
    z(first)[w] = after[1];
    if (pair) x(second)[w] = after[2];
    if (pair) z(second)[w] = after[3];
  }
}

void Stabilizers::multiply(std::size_t row, std::span<const Word> mask) {
  std::vector<Word> ones(words_), twos(words_);  // of the power of i that each product has so far, modulo 4
  for (std::size_t q = 0; q < qubits_; ++q) {
    const Word x_row = filled(bit({x(q), words_}, row)), z_row = filled(bit({z(q), words_}, row));
    if ((x_row | z_row) == 0) continue;
    for (std::size_t w = 0; w < words_; ++w) {
      const Word x_added = x_row & mask[w], z_added = z_row & mask[w];
      const Word x_z = x(q)[w] & z_added;
      const Word anticommute = (z(q)[w] & x_added) ^ x_z;
      const Word x_product = x(q)[w] ^= x_added;
      const Word z_product = z(q)[w] ^= z_added;
      // A product of different Paulis is i or -i times the third: -i for XZ, ZY, YX.
      twos[w] ^= (ones[w] ^ x_product ^ z_product ^ x_z) & anticommute;
      ones[w] ^= anticommute;
    }
  }
  const Word negative = filled(bit(negative_, row));
  for (std::size_t w = 0; w < words_; ++w) {
    assert(ones[w] == 0 && "stabilizers commute");
    negative_[w] ^= twos[w] ^ (negative & mask[w]);
  }
}

std::vector<Word> Stabilizers::eliminate_x() {
  std::vector<Word> left(words_, ~Word{0}), mask(words_);
  for (std::size_t q = 0; q < qubits_; ++q) {
    for (std::size_t w = 0; w < words_; ++w) mask[w] = x(q)[w] & left[w];
    const auto pivot = first_set(mask);
    if (!pivot) continue;
    flip(mask, *pivot);
    flip(left, *pivot);
    if (first_set(mask)) multiply(*pivot, mask);
  }
  return left;
}

// The stabilizers without X say which parities are certain: the outcomes are the solutions m of z.m = sign, one
// equation for each. After Gauss and Jordan a qubit is free, or an equation gives its bit from the free ones, 0 here.
std::vector<bool> Stabilizers::outcome() {
  const std::vector<Word> parities = eliminate_x();
  std::vector<Word> left = parities, mask(words_);
  std::vector<std::optional<std::size_t>> equation(qubits_);
  for (std::size_t q = 0; q < qubits_; ++q) {
    for (std::size_t w = 0; w < words_; ++w) mask[w] = z(q)[w] & left[w];
    equation[q] = first_set(mask);
    if (!equation[q]) continue;
    for (std::size_t w = 0; w < words_; ++w) mask[w] = z(q)[w] & parities[w];
    flip(mask, *equation[q]);
    flip(left, *equation[q]);
    if (first_set(mask)) multiply(*equation[q], mask);
  }
  std::vector<bool> bits(qubits_);
  for (std::size_t q = 0; q < qubits_; ++q) bits[q] = equation[q] && bit(negative_, *equation[q]);
  return bits;
}

}  // namespace qgauge::simulator

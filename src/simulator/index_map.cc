// Tables of an index map: see index_map.hpp.
#include "simulator/index_map.hpp"

#include <numeric>

namespace qgauge::simulator {
namespace {

std::vector<int> first_bits(int count) {
  std::vector<int> bits(static_cast<std::size_t>(count));
  std::iota(bits.begin(), bits.end(), 0);
  return bits;
}

bool are_in_order(const std::vector<int>& bits) { return bits == first_bits(static_cast<int>(bits.size())); }

}  // namespace

IndexMap::IndexMap(int qubits) : IndexMap(first_bits(qubits), 0) {}

IndexMap::IndexMap(std::vector<int> bit_of, std::uint64_t flipped)
    : bit_of_(std::move(bit_of)), flipped_(flipped), standard_(flipped == 0 && are_in_order(bit_of_)) {
  if (standard_) return;
  tables_.resize((bit_of_.size() + 7) / 8);
  for (std::size_t q = 0; q < bit_of_.size(); ++q) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      if ((byte >> (q % 8)) & 1) tables_[q / 8][byte] |= std::uint64_t{1} << bit_of_[q];
    }
  }
}

std::uint64_t IndexMap::basis_state(std::uint64_t index) const {
  if (standard_) return index;
  index ^= flipped_;
  std::uint64_t x = 0;
  for (std::size_t q = 0; q < bit_of_.size(); ++q) x |= ((index >> bit_of_[q]) & 1) << q;
  return x;
}

IndexMap IndexMap::followed_by(const IndexMap& next) const {
  if (is_standard()) return next;
  std::vector<int> bits;
  std::uint64_t flips = next.flipped_;
  for (const int bit : bit_of_) {
    bits.push_back(next.bit_of(bit));
    flips ^= ((flipped_ >> bit) & 1) << bits.back();
  }
  return {std::move(bits), flips};
}

}  // namespace qgauge::simulator

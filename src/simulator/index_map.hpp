// Where the amplitudes of a state stand: index bit of each qubit, and bits that read the other value. Used by
// StateVector. Knows no amplitude.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace qgauge::simulator {

class IndexMap {
 public:
  /// Qubit q is bit q.
  explicit IndexMap(int qubits);
  IndexMap(std::vector<int> bit_of, std::uint64_t flipped);

  bool is_standard() const { return standard_; }
  int bit_of(int qubit) const { return bit_of_[static_cast<std::size_t>(qubit)]; }
  std::span<const int> bits() const { return bit_of_; }
  std::uint64_t flipped() const { return flipped_; }
  /// Where the amplitude of the basis state `x` stands.
  std::uint64_t stored(std::uint64_t x) const {
    if (standard_) return x;
    std::uint64_t index = flipped_;
    for (std::size_t part = 0; part < tables_.size(); ++part) index ^= tables_[part][(x >> (8 * part)) & 0xff];
    return index;
  }
  /// The basis state whose amplitude stands at `index`.
  std::uint64_t basis_state(std::uint64_t index) const;
  /// Of amplitudes that moved: what stood at an index stands where `next` puts that index.
  IndexMap followed_by(const IndexMap& next) const;
  friend bool operator==(const IndexMap& a, const IndexMap& b) {
    return a.bit_of_ == b.bit_of_ && a.flipped_ == b.flipped_;
  }

 private:
  std::vector<int> bit_of_;
  std::uint64_t flipped_;
  bool standard_;
  std::vector<std::array<std::uint64_t, 256>> tables_;  ///< of each byte of x, unless standard
};

}  // namespace qgauge::simulator

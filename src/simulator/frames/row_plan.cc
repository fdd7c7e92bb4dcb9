// Clifford gates as additions of rows: a breadth-first search over the invertible 4 x 4 matrices over GF(2), once.
// Exchanged rows cost nothing, for they are only relabelled. See frame_program.hpp.

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <vector>

#include "simulator/frames/frame_program.hpp"

namespace qgauge::simulator {
namespace {

/// Four rows of four bits: row r is the sum of which original rows.
using Matrix = std::uint16_t;
constexpr Matrix identity_matrix = 0x8421;

unsigned row_of(Matrix matrix, unsigned row) { return (matrix >> (4 * row)) & 15u; }

Matrix add_row(Matrix matrix, const Addition& addition) {
  return static_cast<Matrix>(matrix ^ (row_of(matrix, addition.src) << (4 * addition.dst)));
}

/// For every matrix that additions reach, the last of the fewest additions that make it from the identity.
class AdditionTable {
 public:
  AdditionTable() : count_(1u << 16, unreached), last_(1u << 16) {
    std::vector<Matrix> queue{identity_matrix};
    count_[identity_matrix] = 0;
    for (std::size_t head = 0; head < queue.size(); ++head) visit_neighbours(Matrix{queue[head]}, queue);
  }

  unsigned count(Matrix matrix) const { return count_[matrix]; }

  std::vector<Addition> additions(Matrix matrix) const {
    std::vector<Addition> list;
    for (; matrix != identity_matrix; matrix = add_row(matrix, list.back())) list.push_back(last_[matrix]);
    std::ranges::reverse(list);
    return list;
  }

 private:
  static constexpr std::uint8_t unreached = 0xff;

  void visit_neighbours(Matrix matrix, std::vector<Matrix>& queue) {
    for (std::uint8_t dst = 0; dst < 4; ++dst) {
      for (std::uint8_t src = 0; src < 4; ++src) {
        const Matrix next = add_row(matrix, {dst, src});
        if (dst == src || count_[next] != unreached) continue;
        count_[next] = static_cast<std::uint8_t>(count_[matrix] + 1);
        last_[next] = {dst, src};
        queue.push_back(next);
      }
    }
  }

  std::vector<std::uint8_t> count_;
  std::vector<Addition> last_;
};

/// Bit i of row j: whether the image of generator i holds bit j.
Matrix matrix_of(const Clifford& gate) {
  unsigned matrix = 0;
  for (unsigned i = 0; i < 4; ++i) {
    for (unsigned j = 0; j < 4; ++j) matrix |= ((gate.image[1u << i] >> j) & 1u) << (4 * j + i);
  }
  return static_cast<Matrix>(matrix);
}

/// Row j at place[j].
Matrix permuted(Matrix matrix, const std::array<std::uint8_t, 4>& place) {
  unsigned result = 0;
  for (unsigned j = 0; j < 4; ++j) result |= row_of(matrix, j) << (4 * place[j]);
  return static_cast<Matrix>(result);
}

}  // namespace

RowPlan plan_rows(const Clifford& gate) {
  static const AdditionTable table;
  const Matrix wanted = matrix_of(gate);
  std::array<std::uint8_t, 4> place{0, 1, 2, 3}, best = place;
  do {
    if (table.count(permuted(wanted, place)) < table.count(permuted(wanted, best))) best = place;
  } while (std::ranges::next_permutation(place).found);
  return {table.additions(permuted(wanted, best)), best};
}

}  // namespace qgauge::simulator

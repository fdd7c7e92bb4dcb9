// Numbers that a state is asked for after it was run: the density matrix of two qubits, and sums of weights. In double
// precision over fixed blocks, as all sums. Used by the trajectories through StateVector.
#include <array>
#include <bit>
#include <cassert>

#include "simulator/state_storage.hpp"

namespace qgauge::simulator {
namespace {

/// Elements (row, column <= row), row by row.
struct PairSums {
  std::array<double, 10> re{}, im{};
  PairSums& operator+=(const PairSums& other) {
    for (std::size_t k = 0; k < re.size(); ++k) re[k] += other.re[k], im[k] += other.im[k];
    return *this;
  }
};

template <class Real>
void add_group(PairSums& sums, const Real* re, const Real* im, const std::array<std::uint64_t, 4>& at) {
  std::size_t k = 0;
  for (std::size_t row = 0; row < 4; ++row) {
    const double a_re = re[at[row]], a_im = im[at[row]];
    for (std::size_t column = 0; column <= row; ++column, ++k) {
      const double b_re = re[at[column]], b_im = im[at[column]];
      sums.re[k] += a_re * b_re + a_im * b_im;
      sums.im[k] += a_im * b_re - a_re * b_im;
    }
  }
}

Eigen::Matrix4cd matrix_of(const PairSums& sums) {
  Eigen::Matrix4cd matrix;
  std::size_t k = 0;
  for (Eigen::Index row = 0; row < 4; ++row) {
    for (Eigen::Index column = 0; column <= row; ++column, ++k) {
      matrix(row, column) = {sums.re[k], sums.im[k]};
      matrix(column, row) = {sums.re[k], -sums.im[k]};
    }
  }
  return matrix;
}

/// `index` with zeros put in at two bits, low < high.
std::uint64_t with_two_zeros(std::uint64_t index, int low, int high) {
  const auto insert = [](std::uint64_t x, int bit) {
    const std::uint64_t below = (std::uint64_t{1} << bit) - 1;
    return (x & below) | (x & ~below) << 1;
  };
  return insert(insert(index, low), high);
}

}  // namespace

template <class Real>
Eigen::Matrix4cd StateVector<Real>::reduced_density(int first, int second) const {
  assert(first != second);
  const IndexMap& order = storage_->order;
  const int a = order.bit_of(first), b = order.bit_of(second);
  std::array<std::uint64_t, 4> offset{};
  for (std::size_t k = 0; k < 4; ++k) {
    offset[k] = (k & 1) << a | (k >> 1) << b;
    offset[k] ^= order.flipped() & (std::uint64_t{1} << a | std::uint64_t{1} << b);
  }
  const Real *re = storage_->re.get(), *im = storage_->im.get();
  const auto part = [&](std::uint64_t begin, std::uint64_t end) {
    PairSums sums;
    for (std::uint64_t group = begin; group < end; ++group) {
      const std::uint64_t base = with_two_zeros(group, std::min(a, b), std::max(a, b));
      add_group(sums, re, im, {base ^ offset[0], base ^ offset[1], base ^ offset[2], base ^ offset[3]});
    }
    return sums;
  };
  return matrix_of(sum_blocks<PairSums>(storage_->size / 4, part));
}

// The basis state of an index is that of its low half and that of its high half together: two short tables.
template <class Real>
double StateVector<Real>::weighted_norm(std::span<const float> weights) const {
  assert(weights.size() == storage_->size);
  const Real *re = storage_->re.get(), *im = storage_->im.get();
  const IndexMap& order = storage_->order;
  const int low_bits = storage_->qubits / 2;
  const std::uint64_t low_count = std::uint64_t{1} << low_bits, low_mask = low_count - 1;
  std::vector<std::uint64_t> low(low_count), high(storage_->size / low_count);
  for (std::uint64_t k = 0; k < low.size(); ++k) low[k] = order.basis_state(k);
  for (std::uint64_t k = 0; k < high.size(); ++k) high[k] = order.basis_state(k << low_bits) ^ low[0];
  return sum_blocks<double>(storage_->size, [&](std::uint64_t begin, std::uint64_t end) {
    double sum = 0;
    for (std::uint64_t x = begin; x < end; ++x) {
      const double norm = double{re[x]} * re[x] + double{im[x]} * im[x];
      sum += norm * weights[low[x & low_mask] ^ high[x >> low_bits]];
    }
    return sum;
  });
}

template Eigen::Matrix4cd StateVector<float>::reduced_density(int, int) const;
template Eigen::Matrix4cd StateVector<double>::reduced_density(int, int) const;
template double StateVector<float>::weighted_norm(std::span<const float>) const;
template double StateVector<double>::weighted_norm(std::span<const float>) const;

}  // namespace qgauge::simulator

// StateVector: amplitudes in split arrays, kernels over parts of them. Owns memory and threads; knows no circuit.
#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>

#include "kernels/kernels.h"
#include "qgauge/simulator.hpp"
#include "simulator/memory.hpp"
#include "simulator/parallel.hpp"

namespace qgauge::simulator {
namespace {

constexpr int max_dimension = 1 << kernels::max_targets;

/// Row-major (re, im) pairs, as kernels take them; no allocation.
using KernelMatrix = std::array<double, 2 * max_dimension * max_dimension>;

void copy_row_major(const Eigen::MatrixXcd& matrix, KernelMatrix& out) {
  double* next = out.data();
  for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
    for (Eigen::Index column = 0; column < matrix.cols(); ++column) {
      *next++ = matrix(row, column).real();
      *next++ = matrix(row, column).imag();
    }
  }
}

[[maybe_unused]] bool are_targets(std::span<const int> targets, int qubits) {
  if (targets.empty() || targets.size() > kernels::max_targets) return false;
  std::uint64_t seen = 0;
  for (const int target : targets) {
    if (target < 0 || target >= qubits || ((seen >> target) & 1) != 0) return false;
    seen |= std::uint64_t{1} << target;
  }
  return true;
}

}  // namespace

template <class Real>
struct StateVector<Real>::Storage {
  int qubits;
  std::uint64_t size;      ///< 2^qubits
  std::uint64_t capacity;  ///< what the arrays hold; zero beyond size
  Array<Real> re;
  Array<Real> im;
};

template <class Real>
StateVector<Real>::StateVector(std::unique_ptr<Storage> storage) : storage_(std::move(storage)) {}
template <class Real>
StateVector<Real>::StateVector(StateVector&&) noexcept = default;
template <class Real>
StateVector<Real>& StateVector<Real>::operator=(StateVector&&) noexcept = default;
template <class Real>
StateVector<Real>::~StateVector() = default;

template <class Real>
core::Result<StateVector<Real>> StateVector<Real>::create(int qubits) {
  assert(qubits >= 0);
  constexpr bool in_double = sizeof(Real) == sizeof(double);
  const Demand demand{in_double ? "a state vector in double precision" : "a state vector in single precision", qubits,
                      1, static_cast<int>(2 * sizeof(Real))};
  QGAUGE_CHECK(check_memory(demand));
  const std::uint64_t capacity = kernels::capacity<Real>(qubits);
  auto storage = std::make_unique<Storage>(Storage{qubits, std::uint64_t{1} << qubits, capacity,
                                                   allocate_array<Real>(capacity), allocate_array<Real>(capacity)});
  if (!storage->re || !storage->im) QGAUGE_CHECK(check_memory(demand, 0));
  StateVector state(std::move(storage));
  state.reset();
  return state;
}

template <class Real>
int StateVector<Real>::qubits() const {
  return storage_->qubits;
}

/// Also the first touch: each thread writes the part that for_parts will give it for gates.
template <class Real>
void StateVector<Real>::reset() {
  for_parts(storage_->capacity, storage_->capacity, [this](std::uint64_t begin, std::uint64_t end) {
    std::fill(storage_->re.get() + begin, storage_->re.get() + end, Real{0});
    std::fill(storage_->im.get() + begin, storage_->im.get() + end, Real{0});
  });
  storage_->re[0] = 1;
}

template <class Real>
void StateVector<Real>::apply(std::span<const int> targets, const Eigen::MatrixXcd& matrix) {
  assert(are_targets(targets, storage_->qubits));
  assert(matrix.rows() == Eigen::Index{1} << targets.size() && matrix.cols() == matrix.rows());
  KernelMatrix row_major;
  copy_row_major(matrix, row_major);
  kernels::DenseGate<Real> gate;
  kernels::prepare(gate, targets.data(), static_cast<int>(targets.size()), row_major.data());
  const std::uint64_t groups = storage_->size >> targets.size();
  for_parts(groups, storage_->size, [&](std::uint64_t begin, std::uint64_t end) {
    kernels::apply(gate, storage_->re.get(), storage_->im.get(), begin, end);
  });
}

template <class Real>
void StateVector<Real>::apply_diagonal(std::span<const int> targets, const Eigen::VectorXcd& diagonal) {
  assert(are_targets(targets, storage_->qubits));
  assert(diagonal.size() == Eigen::Index{1} << targets.size());
  kernels::DiagonalGate<Real> gate;
  // std::complex<double> is a (re, im) pair in memory ([complex.numbers.general]).
  const auto* pairs = reinterpret_cast<const double*>(diagonal.data());
  kernels::prepare(gate, targets.data(), static_cast<int>(targets.size()), pairs);
  for_parts(storage_->size, storage_->size, [&](std::uint64_t begin, std::uint64_t end) {
    kernels::apply(gate, storage_->re.get(), storage_->im.get(), begin, end);
  });
}

template <class Real>
std::complex<double> StateVector<Real>::amplitude(std::uint64_t index) const {
  assert(index < storage_->size);
  return {storage_->re[index], storage_->im[index]};
}

template <class Real>
void StateVector<Real>::set_amplitude(std::uint64_t index, std::complex<double> value) {
  assert(index < storage_->size);
  storage_->re[index] = static_cast<Real>(value.real());
  storage_->im[index] = static_cast<Real>(value.imag());
}

template <class Real>
double StateVector<Real>::norm_squared() const {
  return sum_blocks<double>(storage_->size, [this](std::uint64_t begin, std::uint64_t end) {
    return kernels::norm_squared(storage_->re.get(), storage_->im.get(), begin, end);
  });
}

template <class Real>
std::complex<double> StateVector<Real>::inner_product(const StateVector& other) const {
  assert(other.qubits() == qubits());
  const Storage &a = *storage_, &b = *other.storage_;
  return sum_blocks<std::complex<double>>(a.size, [&](std::uint64_t begin, std::uint64_t end) {
    const auto part = kernels::inner_product(a.re.get(), a.im.get(), b.re.get(), b.im.get(), begin, end);
    return std::complex<double>(part.re, part.im);
  });
}

template <class Real>
double StateVector<Real>::probability_of_one(int qubit) const {
  assert(qubit >= 0 && qubit < qubits());
  const Real *re = storage_->re.get(), *im = storage_->im.get();
  return sum_blocks<double>(storage_->size, [=](std::uint64_t begin, std::uint64_t end) {
    double sum = 0;
    for (std::uint64_t x = begin; x < end; ++x) {
      if (((x >> qubit) & 1) != 0) sum += double{re[x]} * re[x] + double{im[x]} * im[x];
    }
    return sum;
  });
}

template <class Real>
std::vector<double> StateVector<Real>::probabilities() const {
  std::vector<double> result(storage_->size);
  const Real *re = storage_->re.get(), *im = storage_->im.get();
  for_parts(storage_->size, storage_->size, [&, re, im](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t x = begin; x < end; ++x) result[x] = double{re[x]} * re[x] + double{im[x]} * im[x];
  });
  return result;
}

template class StateVector<float>;
template class StateVector<double>;

}  // namespace qgauge::simulator

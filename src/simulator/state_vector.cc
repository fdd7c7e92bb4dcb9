// StateVector: amplitudes in split arrays, kernels over parts of them. Owns memory and threads; knows no circuit.
#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>

#include "kernels/kernels.h"
#include "qgauge/simulator.hpp"
#include "simulator/memory.hpp"
#include "simulator/parallel.hpp"
#include "simulator/plan/plan_data.hpp"
#include "simulator/plan/run_pass.hpp"
#include "simulator/state_storage.hpp"

namespace qgauge::simulator {
namespace {

constexpr int max_dimension = 1 << kernels::max_targets;

/// Row-major (re, im) pairs, as kernels take them; no allocation.
using KernelMatrix = std::array<double, 2 * max_dimension * max_dimension>;

/// Element (row, column) of the copy is that of (row ^ flips, column ^ flips).
void copy_row_major(const Eigen::MatrixXcd& matrix, int flips, KernelMatrix& out) {
  double* next = out.data();
  for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
    for (Eigen::Index column = 0; column < matrix.cols(); ++column) {
      *next++ = matrix(row ^ flips, column ^ flips).real();
      *next++ = matrix(row ^ flips, column ^ flips).imag();
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

/// Targets as index bits.
struct StoredTargets {
  std::array<int, kernels::max_targets> bits{};
  int flips = 0;  ///< matrix index bits that read the other value
};

StoredTargets stored_targets(std::span<const int> targets, const IndexMap& order) {
  StoredTargets stored;
  for (std::size_t k = 0; k < targets.size(); ++k) {
    stored.bits[k] = order.bit_of(targets[k]);
    stored.flips |= static_cast<int>((order.flipped() >> stored.bits[k]) & 1) << k;
  }
  return stored;
}

/// The gate in terms of the bits that its qubits stand at.
Gate on_stored_bits(const Gate& gate, const IndexMap& order) {
  const StoredTargets stored = stored_targets(gate.targets, order);
  Gate moved{{}, Eigen::MatrixXcd(gate.matrix.rows(), gate.matrix.cols())};
  moved.targets.assign(stored.bits.begin(), stored.bits.begin() + static_cast<std::ptrdiff_t>(gate.targets.size()));
  for (Eigen::Index row = 0; row < gate.matrix.rows(); ++row) {
    for (Eigen::Index column = 0; column < gate.matrix.cols(); ++column) {
      moved.matrix(row, column) = gate.matrix(row ^ stored.flips, column ^ stored.flips);
    }
  }
  return moved;
}

}  // namespace

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
  auto storage =
      std::make_unique<Storage>(Storage{qubits, std::uint64_t{1} << qubits, capacity, allocate_array<Real>(capacity),
                                        allocate_array<Real>(capacity), IndexMap(qubits), 0});
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
  storage_->order = IndexMap(storage_->qubits);
  storage_->zeros = ~std::uint64_t{0};
}

template <class Real>
core::Result<RunStatistics> StateVector<Real>::run(const Plan<Real>& plan) {
  const auto begin = std::chrono::steady_clock::now();
  storage_->restore_order();
  QGAUGE_TRY(RunStatistics statistics, run_passes(plan));
  statistics.elapsed_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return statistics;
}

/// The plan is made for the bits of memory, whatever qubits they mean.
template <class Real>
core::Result<RunStatistics> StateVector<Real>::run_passes(const Plan<Real>& plan) {
  const auto& data = plan.data();
  assert(data.qubits == storage_->qubits && data.target == kernels::target());
  RunStatistics statistics;
  for (const Pass<Real>& pass : data.passes) {
    const auto amplitudes =
        static_cast<double>(run_pass(pass, storage_->zeros, storage_->re.get(), storage_->im.get()));
    if (amplitudes == 0) {
      return core::failure(core::ErrorCode::missing_resource, "memory", "no memory for the copy of a tile");
    }
    for (const int bit : pass.load) storage_->zeros &= ~(std::uint64_t{1} << bit);
    ++statistics.passes;
    statistics.bytes += 4 * sizeof(Real) * amplitudes;
    statistics.flops += pass.flops_per_amplitude * amplitudes;
  }
  storage_->order = storage_->order.followed_by(IndexMap(data.bit_of, data.flipped));
  return statistics;
}

template <class Real>
core::Status StateVector<Real>::run_gates(std::span<const Gate> gates) {
  std::vector<Gate> stored(gates.begin(), gates.end());
  if (!storage_->order.is_standard()) {
    for (Gate& gate : stored) gate = on_stored_bits(gate, storage_->order);
  }
  QGAUGE_TRY(const auto plan, Plan<Real>::make(storage_->qubits, stored));
  QGAUGE_CHECK(run_passes(plan));
  return {};
}

template <class Real>
void StateVector<Real>::copy_from(const StateVector& other) {
  assert(other.qubits() == qubits());
  const Storage& from = *other.storage_;
  for_parts(from.capacity, from.capacity, [&](std::uint64_t begin, std::uint64_t end) {
    std::copy(from.re.get() + begin, from.re.get() + end, storage_->re.get() + begin);
    std::copy(from.im.get() + begin, from.im.get() + end, storage_->im.get() + begin);
  });
  storage_->order = from.order;
  storage_->zeros = from.zeros;
}

template <class Real>
void StateVector<Real>::apply(std::span<const int> targets, const Eigen::MatrixXcd& matrix) {
  assert(are_targets(targets, storage_->qubits));
  assert(matrix.rows() == Eigen::Index{1} << targets.size() && matrix.cols() == matrix.rows());
  storage_->zeros = 0;
  const StoredTargets stored = stored_targets(targets, storage_->order);
  KernelMatrix row_major;
  copy_row_major(matrix, stored.flips, row_major);
  kernels::DenseGate<Real> gate;
  kernels::prepare(gate, stored.bits.data(), static_cast<int>(targets.size()), row_major.data());
  const std::uint64_t groups = storage_->size >> targets.size();
  for_parts(groups, storage_->size, [&](std::uint64_t begin, std::uint64_t end) {
    kernels::apply(gate, storage_->re.get(), storage_->im.get(), begin, end);
  });
}

template <class Real>
void StateVector<Real>::apply_diagonal(std::span<const int> targets, const Eigen::VectorXcd& diagonal) {
  assert(are_targets(targets, storage_->qubits));
  assert(diagonal.size() == Eigen::Index{1} << targets.size());
  const StoredTargets stored = stored_targets(targets, storage_->order);
  std::array<std::complex<double>, max_dimension> entries;
  for (Eigen::Index x = 0; x < diagonal.size(); ++x) entries[static_cast<std::size_t>(x)] = diagonal(x ^ stored.flips);
  kernels::DiagonalGate<Real> gate;
  // std::complex<double> is a (re, im) pair in memory ([complex.numbers.general]).
  const auto* pairs = reinterpret_cast<const double*>(entries.data());
  kernels::prepare(gate, stored.bits.data(), static_cast<int>(targets.size()), pairs);
  for_parts(storage_->size, storage_->size, [&](std::uint64_t begin, std::uint64_t end) {
    kernels::apply(gate, storage_->re.get(), storage_->im.get(), begin, end);
  });
}

template <class Real>
void StateVector<Real>::scale(double factor) {
  for_parts(storage_->size, storage_->size, [&](std::uint64_t begin, std::uint64_t end) {
    kernels::scale(static_cast<Real>(factor), storage_->re.get(), begin, end);
    kernels::scale(static_cast<Real>(factor), storage_->im.get(), begin, end);
  });
}

template <class Real>
std::complex<double> StateVector<Real>::amplitude(std::uint64_t index) const {
  assert(index < storage_->size);
  const std::uint64_t at = storage_->order.stored(index);
  return {storage_->re[at], storage_->im[at]};
}

template <class Real>
void StateVector<Real>::set_amplitude(std::uint64_t index, std::complex<double> value) {
  assert(index < storage_->size);
  const std::uint64_t at = storage_->order.stored(index);
  storage_->zeros = 0;
  storage_->re[at] = static_cast<Real>(value.real());
  storage_->im[at] = static_cast<Real>(value.imag());
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
  if (a.order != b.order) {
    return sum_blocks<std::complex<double>>(a.size, [&](std::uint64_t begin, std::uint64_t end) {
      std::complex<double> sum = 0;
      for (std::uint64_t x = begin; x < end; ++x) sum += std::conj(amplitude(x)) * other.amplitude(x);
      return sum;
    });
  }
  return sum_blocks<std::complex<double>>(a.size, [&](std::uint64_t begin, std::uint64_t end) {
    const auto part = kernels::inner_product(a.re.get(), a.im.get(), b.re.get(), b.im.get(), begin, end);
    return std::complex<double>(part.re, part.im);
  });
}

template <class Real>
double StateVector<Real>::probability_of_one(int qubit) const {
  assert(qubit >= 0 && qubit < qubits());
  const Real *re = storage_->re.get(), *im = storage_->im.get();
  const int bit = storage_->order.bit_of(qubit);
  const std::uint64_t one = ~(storage_->order.flipped() >> bit) & 1;
  return sum_blocks<double>(storage_->size, [=](std::uint64_t begin, std::uint64_t end) {
    double sum = 0;
    for (std::uint64_t x = begin; x < end; ++x) {
      if (((x >> bit) & 1) == one) sum += double{re[x]} * re[x] + double{im[x]} * im[x];
    }
    return sum;
  });
}

template <class Real>
std::vector<double> StateVector<Real>::probabilities() const {
  std::vector<double> result(storage_->size);
  const Real *re = storage_->re.get(), *im = storage_->im.get();
  for_parts(storage_->size, storage_->size, [&, re, im](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t x = begin; x < end; ++x) {
      const std::uint64_t at = storage_->order.stored(x);
      result[x] = double{re[at]} * re[at] + double{im[at]} * im[at];
    }
  });
  return result;
}

template <class Real>
bool StateVector<Real>::measure(int qubit, core::Random& random) {
  const double one = probability_of_one(qubit), total = norm_squared();
  const bool outcome = random.uniform() * total < one;
  Eigen::Vector2cd projection = Eigen::Vector2cd::Zero();
  projection(outcome ? 1 : 0) = 1 / std::sqrt(outcome ? one : total - one);
  const std::uint64_t zeros = storage_->zeros;  // a projection fills no zero
  apply_diagonal(std::span(&qubit, 1), projection);
  storage_->zeros = zeros;
  return outcome;
}

template class StateVector<float>;
template class StateVector<double>;

}  // namespace qgauge::simulator

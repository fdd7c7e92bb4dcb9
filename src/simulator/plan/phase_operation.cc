// Diagonals in blocks. A phase of two coordinates inside the block goes into a table that is made once; a phase of one
// inside and one outside becomes, for a given block, a phase of the inner one alone; and phases of single coordinates
// factorise, so that a block needs one factor for each low and one for each high index.
#include "simulator/plan/phase_operation.hpp"

#include <algorithm>
#include <cassert>

namespace qgauge::simulator {
namespace {

using Complex = std::complex<double>;

bool names(const Phase& phase, int coordinate) { return phase.a == coordinate || phase.b == coordinate; }

/// A coordinate that every phase names, or -1.
int common_coordinate(std::span<const Phase> phases) {
  if (phases.empty()) return -1;
  for (const int candidate : {phases.front().a, phases.front().b}) {
    if (candidate >= 0 && std::ranges::all_of(phases, [&](const Phase& p) { return names(p, candidate); })) {
      return candidate;
    }
  }
  return -1;
}

/// Without `control`, which reads 1.
Phase without(const Phase& phase, int control) {
  const int other = phase.a == control ? phase.b : phase.a;
  return {other, -1, phase.angle};
}

/// factors[x] = start * product of linear[k] over the bits k of x.
void expand(Complex start, std::span<const Complex> linear, Complex* factors) {
  factors[0] = start;
  std::size_t size = 1;
  for (const Complex& factor : linear) {
    for (std::size_t x = 0; x < size; ++x) factors[size + x] = factors[x] * factor;
    size *= 2;
  }
}

template <class Real>
void split(std::span<const Complex> factors, Real* re, Real* im) {
  for (std::size_t x = 0; x < factors.size(); ++x) {
    re[x] = static_cast<Real>(factors[x].real());
    im[x] = static_cast<Real>(factors[x].imag());
  }
}

}  // namespace

bool have_common_coordinate(std::span<const Phase> phases) { return common_coordinate(phases) >= 0; }

template <class Real>
PhaseOperation<Real>::PhaseOperation(std::span<const Phase> phases, int block_bits, Complex constant)
    : block_bits_(block_bits),
      low_bits_(std::max(block_bits / 2 + block_bits % 2, kernels::lane_bits<Real>())),
      constant_(constant) {
  assert(block_bits >= low_bits_ && block_bits <= max_block_bits);
  linear_.fill(1);
  if (constant == 1.0) choose_control(phases);
  const int control = outer_control_ != 0 ? common_coordinate(phases) : inner_control_;
  for (const Phase& phase : phases) sort_phase(control < 0 ? phase : without(phase, control));
  if (!pairs_.empty()) make_table(pairs_);
  low_factors_ = has_low_factors();
}

template <class Real>
void PhaseOperation<Real>::choose_control(std::span<const Phase> phases) {
  const int common = common_coordinate(phases);
  if (common >= block_bits_) outer_control_ = std::uint64_t{1} << (common - block_bits_);
  if (common >= low_bits_ && common < block_bits_) inner_control_ = common;
}

template <class Real>
void PhaseOperation<Real>::sort_phase(Phase phase) {
  const Complex factor = std::polar(1.0, phase.angle);
  if (phase.b > phase.a) std::swap(phase.a, phase.b);
  if (phase.a < 0) {
    constant_ *= factor;
  } else if (phase.a < block_bits_) {
    if (phase.b >= 0) return pairs_.push_back(phase);
    linear_[static_cast<std::size_t>(phase.a)] *= factor;
  } else {
    std::uint64_t mask = std::uint64_t{1} << (phase.a - block_bits_);
    if (phase.b >= block_bits_) mask |= std::uint64_t{1} << (phase.b - block_bits_);
    if (phase.b < 0 || phase.b >= block_bits_) return outer_.push_back({mask, factor});
    cross_.push_back({phase.b, mask, factor});
  }
}

/// With a table, what is the same for every block goes into it.
template <class Real>
void PhaseOperation<Real>::make_table(std::span<const Phase> inner) {
  const std::size_t size = std::size_t{1} << block_bits_;
  std::vector<Complex> table(size);
  expand(constant_, std::span(linear_).first(static_cast<std::size_t>(block_bits_)), table.data());
  for (const Phase& phase : inner) {
    const Complex factor = std::polar(1.0, phase.angle);
    const std::size_t both = std::size_t{1} << phase.a | std::size_t{1} << phase.b;
    for (std::size_t x = both; x < size; x = (x + 1) | both) table[x] *= factor;
  }
  constant_ = 1;
  linear_.fill(1);
  const std::size_t padding = kernels::vector_bytes / sizeof(Real);
  storage_.resize(2 * size + padding);
  auto begin = reinterpret_cast<std::uintptr_t>(storage_.data());
  begin = (begin + kernels::vector_bytes - 1) / kernels::vector_bytes * kernels::vector_bytes;
  Real* aligned = reinterpret_cast<Real*>(begin);
  split<Real>(table, aligned, aligned + size);
  table_re_ = aligned;
  table_im_ = aligned + size;
}

template <class Real>
void PhaseOperation<Real>::apply(std::uint64_t number, Real* re, Real* im) const {
  if ((number & outer_control_) != outer_control_) return;
  if (table_re_ == nullptr || !outer_.empty() || !cross_.empty()) return apply_factors(number, re, im);
  kernels::apply(kernels::Phases<Real>{low_bits_, block_bits_ - low_bits_, 0, table_re_, table_im_, nullptr, nullptr,
                                       nullptr, nullptr},
                 re, im);
}

template <class Real>
bool PhaseOperation<Real>::has_low_factors() const {
  const auto low = std::span(linear_).first(static_cast<std::size_t>(low_bits_));
  return table_re_ == nullptr || std::ranges::any_of(low, [](Complex factor) { return factor != 1.0; }) ||
         std::ranges::any_of(cross_, [&](const Cross& one) { return one.inner < low_bits_; });
}

template <class Real>
void PhaseOperation<Real>::apply_factors(std::uint64_t number, Real* re, Real* im) const {
  constexpr std::size_t half = std::size_t{1} << (max_block_bits / 2);
  alignas(kernels::vector_bytes) Real low_re[half], low_im[half], high_re[half], high_im[half];
  Complex constant = constant_;
  auto linear = linear_;
  for (const Outer& one : outer_) constant *= (number & one.mask) == one.mask ? one.factor : 1;
  for (const Cross& one : cross_) {
    if ((number & one.mask) == one.mask) linear[static_cast<std::size_t>(one.inner)] *= one.factor;
  }
  const auto low_bits = static_cast<std::size_t>(low_bits_),
             high_bits = static_cast<std::size_t>(block_bits_) - low_bits;
  Complex factors[half];
  if (low_factors_) {
    expand(1, std::span(linear).first(low_bits), factors);
    split<Real>(std::span(factors).first(std::size_t{1} << low_bits), low_re, low_im);
  }
  expand(constant, std::span(linear).subspan(low_bits, high_bits), factors);
  split<Real>(std::span(factors).first(std::size_t{1} << high_bits), high_re, high_im);
  const std::uint32_t required = inner_control_ < 0 ? 0 : std::uint32_t{1} << (inner_control_ - low_bits_);
  kernels::apply(
      kernels::Phases<Real>{low_bits_, block_bits_ - low_bits_, required, table_re_, table_im_,
                            low_factors_ ? low_re : nullptr, low_factors_ ? low_im : nullptr, high_re, high_im},
      re, im);
}

template <class Real>
double PhaseOperation<Real>::flops() const {
  constexpr double product = 6;
  const bool factors = table_re_ == nullptr || !outer_.empty() || !cross_.empty();
  const double touched = outer_control_ != 0 || inner_control_ >= 0 ? 0.5 : 1;
  const int products = (factors ? 1 : 0) + (table_re_ != nullptr ? 1 : 0) + (factors && low_factors_ ? 1 : 0);
  return product * touched * products;
}

template class PhaseOperation<float>;
template class PhaseOperation<double>;

}  // namespace qgauge::simulator

// Shots from a state without a list of its probabilities: sums over fixed blocks, then a walk through the blocks that
// were hit. Memory grows with the shots, not with the state.
#include <algorithm>
#include <cassert>
#include <vector>

#include "kernels/kernels.h"
#include "simulator/state_storage.hpp"

namespace qgauge::simulator {
namespace {

/// Norms of the blocks of `sum_block` amplitudes.
template <class Real>
std::vector<double> block_norms(const Real* re, const Real* im, std::uint64_t size) {
  const std::uint64_t block = std::min(size, sum_block);
  std::vector<double> norms(size / block);
#pragma omp parallel for schedule(static) if (worth_threads(size))
  for (std::uint64_t b = 0; b < norms.size(); ++b) {
    norms[b] = kernels::norm_squared(re, im, b * block, (b + 1) * block);
  }
  return norms;
}

std::vector<double> sorted_uniforms(std::uint64_t count, double total, core::Random& random) {
  std::vector<double> draws(count);
  for (double& draw : draws) draw = random.uniform() * total;
  std::ranges::sort(draws);
  return draws;
}

/// The last index that can be drawn, for a draw that rounding left beyond the sum.
template <class Real>
std::uint64_t last_nonzero(const Real* re, const Real* im, std::uint64_t begin, std::uint64_t end) {
  while (end > begin + 1 && re[end - 1] == 0 && im[end - 1] == 0) --end;
  return end - 1;
}

}  // namespace

template <class Real>
std::vector<std::uint64_t> StateVector<Real>::sample(std::uint64_t shots, core::Random& random) const {
  const Real *re = storage_->re.get(), *im = storage_->im.get();
  const std::vector<double> norms = block_norms(re, im, storage_->size);
  const std::uint64_t block = storage_->size / norms.size();
  double total = 0;
  for (const double norm : norms) total += norm;
  assert(total > 0);
  const std::vector<double> draws = sorted_uniforms(shots, total, random);
  std::vector<std::uint64_t> outcomes;
  outcomes.reserve(shots);
  double before = 0;  // norm of the blocks before this one
  auto draw = draws.begin();
  for (std::uint64_t b = 0; b < norms.size() && draw != draws.end(); before += norms[b++]) {
    if (norms[b] == 0) continue;
    double sum = before;
    const std::uint64_t last = last_nonzero(re, im, b * block, (b + 1) * block);
    for (std::uint64_t x = b * block; x <= last && draw != draws.end() && *draw < before + norms[b]; ++x) {
      sum += double{re[x]} * re[x] + double{im[x]} * im[x];
      while (draw != draws.end() && *draw < before + norms[b] && (*draw < sum || x == last)) {
        outcomes.push_back(storage_->order.basis_state(x));
        ++draw;
      }
    }
  }
  outcomes.resize(shots, outcomes.empty() ? 0 : outcomes.back());  // a draw that rounding put beyond the last block
  std::ranges::sort(outcomes);
  return outcomes;
}

template std::vector<std::uint64_t> StateVector<float>::sample(std::uint64_t, core::Random&) const;
template std::vector<std::uint64_t> StateVector<double>::sample(std::uint64_t, core::Random&) const;

}  // namespace qgauge::simulator

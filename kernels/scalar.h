// The naive twin of every kernel: it defines what the kernel computes. One index loop each, sums in double precision.
// Used by tests only as the reference; must stay slow and obvious.
#pragma once

#include "kernels/kernels.h"

namespace qgauge::kernels::scalar {

/// The whole state of n qubits at (re, im); the arguments are those of prepare() in kernels.h.
template <class Real>
void apply_dense(Real* re, Real* im, int qubits, const int* targets, int count, const double* matrix);
template <class Real>
void apply_diagonal(Real* re, Real* im, int qubits, const int* targets, int count, const double* diagonal);
template <class Real>
double norm_squared(const Real* re, const Real* im, std::uint64_t begin, std::uint64_t end);
template <class Real>
Complex inner_product(const Real* a_re, const Real* a_im, const Real* b_re, const Real* b_im, std::uint64_t begin,
                      std::uint64_t end);

}  // namespace qgauge::kernels::scalar

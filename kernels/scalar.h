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
/// The product of the rotations on one array of `size` numbers.
template <class Real>
void apply_rotations(const Rotations<Real>& rotations, Real* data, std::uint64_t size);
template <class Real>
void apply_phases(const Phases<Real>& phases, Real* re, Real* im);
template <class Real>
void load_tile(const TileMap& map, const Real* memory, Real* tile);
template <class Real>
void store_tile(const TileMap& map, const Complex& scale, const Real* re, const Real* im, Real* to_re, Real* to_im);
template <class Real>
double norm_squared(const Real* re, const Real* im, std::uint64_t begin, std::uint64_t end);
template <class Real>
Complex inner_product(const Real* a_re, const Real* a_im, const Real* b_re, const Real* b_im, std::uint64_t begin,
                      std::uint64_t end);

/// Of kernels.h's states side by side.
void apply_batch(const BatchPair& pair, const float* matrix, float* re, float* im, std::uint64_t size);
void reduce_batch(const BatchPair& pair, const float* re, const float* im, std::uint64_t size, double* out);
void weigh_batch(const float* weights, const float* re, const float* im, std::uint64_t size, double* out);

}  // namespace qgauge::kernels::scalar

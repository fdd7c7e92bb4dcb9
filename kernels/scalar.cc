// The naive twins: see scalar.h. Element by element, straight from the definition of a matrix on some qubits of a
// register.

#include "kernels/scalar.h"

namespace qgauge::kernels::scalar {
namespace {

/// Bits of amplitude index `x` at the targets, as a matrix index.
int matrix_index(std::uint64_t x, const int* targets, int count) {
  int index = 0;
  for (int k = 0; k < count; ++k) index |= static_cast<int>((x >> targets[k]) & 1) << k;
  return index;
}

/// `x` with the bits at the targets replaced by those of a matrix index.
std::uint64_t with_index(std::uint64_t x, const int* targets, int count, int index) {
  for (int k = 0; k < count; ++k) {
    const std::uint64_t bit = std::uint64_t{1} << targets[k];
    x = (index >> k) & 1 ? x | bit : x & ~bit;
  }
  return x;
}

}  // namespace

template <class Real>
void apply_dense(Real* re, Real* im, int qubits, const int* targets, int count, const double* matrix) {
  const std::uint64_t size = std::uint64_t{1} << qubits;
  const int dimension = 1 << count;
  const std::vector<Real> old_re(re, re + size), old_im(im, im + size);
  for (std::uint64_t x = 0; x < size; ++x) {
    const double* row = matrix + 2 * dimension * matrix_index(x, targets, count);
    double sum_re = 0, sum_im = 0;
    for (int column = 0; column < dimension; ++column) {
      const std::uint64_t y = with_index(x, targets, count, column);
      sum_re += row[2 * column] * old_re[y] - row[2 * column + 1] * old_im[y];
      sum_im += row[2 * column] * old_im[y] + row[2 * column + 1] * old_re[y];
    }
    re[x] = static_cast<Real>(sum_re);
    im[x] = static_cast<Real>(sum_im);
  }
}

template <class Real>
void apply_diagonal(Real* re, Real* im, int qubits, const int* targets, int count, const double* diagonal) {
  for (std::uint64_t x = 0; x < std::uint64_t{1} << qubits; ++x) {
    const double* entry = diagonal + 2 * matrix_index(x, targets, count);
    const double a_re = re[x], a_im = im[x];
    re[x] = static_cast<Real>(entry[0] * a_re - entry[1] * a_im);
    im[x] = static_cast<Real>(entry[0] * a_im + entry[1] * a_re);
  }
}

template <class Real>
double norm_squared(const Real* re, const Real* im, std::uint64_t begin, std::uint64_t end) {
  double sum = 0;
  for (std::uint64_t x = begin; x < end; ++x) sum += double{re[x]} * re[x] + double{im[x]} * im[x];
  return sum;
}

template <class Real>
Complex inner_product(const Real* a_re, const Real* a_im, const Real* b_re, const Real* b_im, std::uint64_t begin,
                      std::uint64_t end) {
  Complex sum{0, 0};
  for (std::uint64_t x = begin; x < end; ++x) {
    sum.re += double{a_re[x]} * b_re[x] + double{a_im[x]} * b_im[x];
    sum.im += double{a_re[x]} * b_im[x] - double{a_im[x]} * b_re[x];
  }
  return sum;
}

template void apply_dense(float*, float*, int, const int*, int, const double*);
template void apply_dense(double*, double*, int, const int*, int, const double*);
template void apply_diagonal(float*, float*, int, const int*, int, const double*);
template void apply_diagonal(double*, double*, int, const int*, int, const double*);
template double norm_squared(const float*, const float*, std::uint64_t, std::uint64_t);
template double norm_squared(const double*, const double*, std::uint64_t, std::uint64_t);
template Complex inner_product(const float*, const float*, const float*, const float*, std::uint64_t, std::uint64_t);
template Complex inner_product(const double*, const double*, const double*, const double*, std::uint64_t,
                               std::uint64_t);

}  // namespace qgauge::kernels::scalar

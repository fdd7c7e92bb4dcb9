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

/// Element (row, column) of the Kronecker product of [[1, -t], [t, 1]], the last tangent at the highest index bit.
template <class Real>
double rotation_element(const Rotations<Real>& rotations, int row, int column) {
  double product = 1;
  for (int k = 0; k < rotations.count; ++k) {
    const int to = (row >> k) & 1, from = (column >> k) & 1;
    if (to != from) product *= to == 1 ? rotations.tangent[k] : -rotations.tangent[k];
  }
  return product;
}

Complex product(const Complex& a, const Complex& b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }

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
void apply_rotations(const Rotations<Real>& rotations, Real* data, std::uint64_t size) {
  const std::vector<Real> old(data, data + size);
  for (std::uint64_t x = 0; x < size; ++x) {
    const int row = matrix_index(x, rotations.position, rotations.count);
    double sum = 0;
    for (int column = 0; column < 1 << rotations.count; ++column) {
      const std::uint64_t y = with_index(x, rotations.position, rotations.count, column);
      sum += rotation_element(rotations, row, column) * old[y];
    }
    data[x] = static_cast<Real>(sum);
  }
}

template <class Real>
void apply_phases(const Phases<Real>& phases, Real* re, Real* im) {
  for (std::uint64_t x = 0; x < std::uint64_t{1} << (phases.low_bits + phases.high_bits); ++x) {
    const std::uint64_t high = x >> phases.low_bits, low = x ^ (high << phases.low_bits);
    const bool table_alone = phases.high_re == nullptr;
    if (!table_alone && (high & phases.required) != phases.required) continue;
    Complex a{re[x], im[x]};
    if (phases.table_re != nullptr) a = product({phases.table_re[x], phases.table_im[x]}, a);
    if (!table_alone && phases.low_re != nullptr) a = product({phases.low_re[low], phases.low_im[low]}, a);
    if (!table_alone) a = product({phases.high_re[high], phases.high_im[high]}, a);
    re[x] = static_cast<Real>(a.re);
    im[x] = static_cast<Real>(a.im);
  }
}

template <class Real>
void load_tile(const TileMap& map, const Real* memory, Real* tile) {
  for (std::uint64_t x = 0; x < map.chunks * map.chunk_size; ++x) {
    const std::uint64_t chunk = x / map.chunk_size, inner = x % map.chunk_size;
    tile[map.tile_offset[chunk] + inner] = memory[map.memory_offset[chunk] + inner];
  }
}

template <class Real>
void store_tile(const TileMap& map, const Complex& scale, const Real* re, const Real* im, Real* to_re, Real* to_im) {
  for (std::uint64_t x = 0; x < map.chunks * map.chunk_size; ++x) {
    const std::uint64_t chunk = x / map.chunk_size, inner = x % map.chunk_size;
    const std::uint64_t from = map.tile_offset[chunk] + map.inner_offset[inner], to = map.memory_offset[chunk] + inner;
    const Complex a = product(scale, {re[from], im[from]});
    to_re[to] = static_cast<Real>(a.re);
    to_im[to] = static_cast<Real>(a.im);
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

void apply_batch(const BatchPair& pair, const float* matrix, float* re, float* im, std::uint64_t size) {
  const int targets[2] = {pair.first, pair.second};
  const std::vector<float> old_re(re, re + size * batch), old_im(im, im + size * batch);
  for (std::uint64_t x = 0; x < size; ++x) {
    for (int s = 0; s < batch; ++s) {
      Complex sum{0, 0};
      for (int column = 0; column < 4; ++column) {
        const std::uint64_t y = with_index(x, targets, 2, column) * batch + static_cast<std::uint64_t>(s);
        const float* element = matrix + (matrix_index(x, targets, 2) * 4 + column) * 2 * batch + s;
        const Complex term = product({element[0], element[batch]}, {old_re[y], old_im[y]});
        sum.re += term.re;
        sum.im += term.im;
      }
      re[x * batch + static_cast<std::uint64_t>(s)] = static_cast<float>(sum.re);
      im[x * batch + static_cast<std::uint64_t>(s)] = static_cast<float>(sum.im);
    }
  }
}

void reduce_batch(const BatchPair& pair, const float* re, const float* im, std::uint64_t size, double* out) {
  const int targets[2] = {pair.first, pair.second};
  std::fill_n(out, batch_reduced_elements * 2 * batch, 0.0);
  for (std::uint64_t x = 0; x < size; ++x) {
    const int row = matrix_index(x, targets, 2);
    for (int column = 0; column <= row; ++column) {
      for (int s = 0; s < batch; ++s) {
        const std::uint64_t a = x * batch + static_cast<std::uint64_t>(s);
        const std::uint64_t b = with_index(x, targets, 2, column) * batch + static_cast<std::uint64_t>(s);
        const Complex term = product({re[a], im[a]}, {re[b], -im[b]});
        double* element = out + (row * (row + 1) / 2 + column) * 2 * batch + s;
        element[0] += term.re;
        element[batch] += term.im;
      }
    }
  }
}

void weigh_batch(const float* weights, const float* re, const float* im, std::uint64_t size, double* out) {
  std::fill_n(out, batch, 0.0);
  for (std::uint64_t k = 0; k < size * batch; ++k) {
    const double weight = weights == nullptr ? 1 : weights[k / batch];
    out[k % batch] += weight * (double{re[k]} * re[k] + double{im[k]} * im[k]);
  }
}

template void apply_dense(float*, float*, int, const int*, int, const double*);
template void apply_dense(double*, double*, int, const int*, int, const double*);
template void apply_diagonal(float*, float*, int, const int*, int, const double*);
template void apply_diagonal(double*, double*, int, const int*, int, const double*);
template void apply_rotations(const Rotations<float>&, float*, std::uint64_t);
template void apply_rotations(const Rotations<double>&, double*, std::uint64_t);
template void apply_phases(const Phases<float>&, float*, float*);
template void apply_phases(const Phases<double>&, double*, double*);
template void load_tile(const TileMap&, const float*, float*);
template void load_tile(const TileMap&, const double*, double*);
template void store_tile(const TileMap&, const Complex&, const float*, const float*, float*, float*);
template void store_tile(const TileMap&, const Complex&, const double*, const double*, double*, double*);
template double norm_squared(const float*, const float*, std::uint64_t, std::uint64_t);
template double norm_squared(const double*, const double*, std::uint64_t, std::uint64_t);
template Complex inner_product(const float*, const float*, const float*, const float*, std::uint64_t, std::uint64_t);
template Complex inner_product(const double*, const double*, const double*, const double*, std::uint64_t,
                               std::uint64_t);

}  // namespace qgauge::kernels::scalar

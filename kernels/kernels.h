// SIMD kernels on split real and imaginary arrays of amplitudes, dispatched at run time to the best target of the CPU.
// Called by the simulator, which owns threads, memory and policy. README.md states the contract; scalar.h defines each
// kernel. Must not know of anything else of this project.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace qgauge::kernels {

inline constexpr int max_targets = 4;
/// Widest vector of any target that is built; arrays are aligned to it.
inline constexpr std::size_t vector_bytes = 64;
/// Index ranges begin and end at multiples of this (or end at the end), whatever the target.
inline constexpr std::uint64_t granule = 16;

/// Amplitudes that the arrays of an n-qubit state hold: at least one vector; those beyond 2^n are zero.
template <class Real>
constexpr std::uint64_t capacity(int qubits) {
  const std::uint64_t lanes = vector_bytes / sizeof(Real);
  return std::uint64_t{1} << qubits < lanes ? lanes : std::uint64_t{1} << qubits;
}

/// Name of the target that kernels run on now, as that target's own code gives it.
std::string_view target();
/// Targets that this CPU can run, best first.
std::vector<std::string_view> usable_targets();
/// All later calls run on `name`; false, and nothing changes, where it is not usable. Prepared gates become invalid.
bool force_target(std::string_view name);

/// A matrix on 1 to 4 qubits, laid out for the current target by prepare(). The fields are the kernels' own.
template <class Real>
struct DenseGate {
  /// Worst case: one of four targets inside a vector, so 2^3 rows, 2^4 columns, a complex vector each.
  static constexpr std::size_t max_coefficients = 2 * 8 * 16 * vector_bytes / sizeof(Real);
  int targets;                     ///< number of targets
  int high;                        ///< targets that select vectors; the others select lanes
  int lanes;                       ///< of the target that it was prepared on
  int high_position[max_targets];  ///< ascending, counted in vectors
  std::int32_t lane_mask[16];      ///< lanes l and l ^ lane_mask[m] differ in the low targets that m names
  alignas(vector_bytes) Real coefficients[max_coefficients];
};

/// A diagonal on 1 to 4 qubits, laid out for the current target by prepare().
template <class Real>
struct DiagonalGate {
  int high;
  int lanes;
  int high_position[max_targets];
  alignas(vector_bytes) Real coefficients[2 * 16 * vector_bytes / sizeof(Real)];
};

struct Complex {
  double re;
  double im;
};

/// exp(-i theta/2 Y) / cos(theta/2) on 1 to 4 qubits: [[1, -t], [t, 1]] with t = tan(theta/2). Positions ascend and
/// lie either all inside a vector (below lane_bits) or all above.
template <class Real>
struct Rotations {
  int count;
  int position[max_targets];
  Real tangent[max_targets];
};

/// A diagonal over the 2^(low_bits + high_bits) amplitudes of a block, index x = low + 2^low_bits high: the product of
/// table[x], low[low] and high[high]. Without `high` the table stands alone; beside `high` there is one of the others
/// at least. Amplitudes whose high index lacks a bit of `required` stay as they are (not where the table stands alone).
template <class Real>
struct Phases {
  int low_bits;  ///< 2^low_bits fill at least one vector
  int high_bits;
  std::uint32_t required;
  const Real* table_re;  ///< null, or aligned like amplitudes
  const Real* table_im;
  const Real* low_re;  ///< null, or aligned like amplitudes
  const Real* low_im;
  const Real* high_re;  ///< null, or a number for each high index
  const Real* high_im;
};

/// Where the chunks of a tile lie in memory, from the first amplitude of the tile on, and in the tile. Offsets are
/// multiples of a vector.
struct TileMap {
  std::size_t chunks;
  std::size_t chunk_size;              ///< amplitudes, contiguous in memory
  const std::uint64_t* memory_offset;  ///< of each chunk
  const std::uint64_t* tile_offset;    ///< of each chunk
  const std::uint64_t* inner_offset;   ///< store_tile: of each amplitude of a chunk, from its tile_offset on
};

/// log2 of the numbers in a vector of the current target.
template <class Real>
int lane_bits();
template <>
int lane_bits<float>();
template <>
int lane_bits<double>();

/// `matrix`: 2^count x 2^count, row-major, (re, im) pairs; index bit k belongs to targets[k]. Targets are distinct.
void prepare(DenseGate<float>& gate, const int* targets, int count, const double* matrix);
void prepare(DenseGate<double>& gate, const int* targets, int count, const double* matrix);
/// `diagonal`: 2^count (re, im) pairs, same index order.
void prepare(DiagonalGate<float>& gate, const int* targets, int count, const double* diagonal);
void prepare(DiagonalGate<double>& gate, const int* targets, int count, const double* diagonal);

/// Applies the matrix to groups [begin, end) of the 2^(qubits - targets) groups of amplitudes that it mixes.
void apply(const DenseGate<float>& gate, float* re, float* im, std::uint64_t begin, std::uint64_t end);
void apply(const DenseGate<double>& gate, double* re, double* im, std::uint64_t begin, std::uint64_t end);
/// Applies the diagonal to amplitudes [begin, end).
void apply(const DiagonalGate<float>& gate, float* re, float* im, std::uint64_t begin, std::uint64_t end);
void apply(const DiagonalGate<double>& gate, double* re, double* im, std::uint64_t begin, std::uint64_t end);

/// Rotates one array, the real or the imaginary parts of `size` amplitudes (a power of two, at least `granule`).
void apply(const Rotations<float>& rotations, float* data, std::uint64_t size);
void apply(const Rotations<double>& rotations, double* data, std::uint64_t size);
/// Multiplies a block.
void apply(const Phases<float>& phases, float* re, float* im);
void apply(const Phases<double>& phases, double* re, double* im);

/// Copies one array of a tile from memory; chunks are contiguous in the tile too.
void load_tile(const TileMap& map, const float* memory, float* tile);
void load_tile(const TileMap& map, const double* memory, double* tile);
/// Copies a tile, times `scale`, to memory.
void store_tile(const TileMap& map, const Complex& scale, const float* re, const float* im, float* to_re, float* to_im);
void store_tile(const TileMap& map, const Complex& scale, const double* re, const double* im, double* to_re,
                double* to_im);

/// Independent sums that a round of fused_operations adds to in every lane: a multiplication and an addition each.
inline constexpr int fused_sums = 10;
/// x <- x / 2 + start, `rounds` times for each sum; returns one lane of their total.
double fused_operations(std::uint64_t rounds, float start);
double fused_operations(std::uint64_t rounds, double start);
/// Multiplies [begin, end) of an array.
void scale(float factor, float* data, std::uint64_t begin, std::uint64_t end);
void scale(double factor, double* data, std::uint64_t begin, std::uint64_t end);

/// Sum of |a|^2 over amplitudes [begin, end), accumulated in double precision in an order that the target fixes.
double norm_squared(const float* re, const float* im, std::uint64_t begin, std::uint64_t end);
double norm_squared(const double* re, const double* im, std::uint64_t begin, std::uint64_t end);

/// Sum of conj(a) b over amplitudes [begin, end), likewise.
Complex inner_product(const float* a_re, const float* a_im, const float* b_re, const float* b_im, std::uint64_t begin,
                      std::uint64_t end);
Complex inner_product(const double* a_re, const double* a_im, const double* b_re, const double* b_im,
                      std::uint64_t begin, std::uint64_t end);

/// States side by side: amplitude x of state s stands at x * batch + s of split arrays, single precision.
inline constexpr int batch = 8;
/// Two different qubits; bit 0 of a matrix index is `first`, bit 1 is `second`.
struct BatchPair {
  int first;
  int second;
};
/// Numbers of a matrix for each state: the real part of element (row, column) of state s stands at
/// ((row * 4 + column) * 2) * batch + s, the imaginary part `batch` later. Aligned like amplitudes.
inline constexpr int batch_matrix_numbers = 32 * batch;
/// Elements (row, column <= row) of a reduced density matrix, row by row.
inline constexpr int batch_reduced_elements = 10;

/// Multiplies every state of `size` amplitudes by its own matrix on the pair.
void apply(const BatchPair& pair, const float* matrix, float* re, float* im, std::uint64_t size);
/// The density matrix of the pair in each state: out[(2 element + part) * batch + s], part 0 real and 1 imaginary.
void reduce(const BatchPair& pair, const float* re, const float* im, std::uint64_t size, double* out);
/// out[s] = sum over x of weights[x] |a_x|^2 of state s; all weights 1 where `weights` is null.
void weigh(const float* weights, const float* re, const float* im, std::uint64_t size, double* out);

}  // namespace qgauge::kernels

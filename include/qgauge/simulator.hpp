// simulator: state vectors and density matrices over the kernels, Pauli frames, and the Executors built on them.
// Used by assess and cli. Knows no protocol and no rule; owns threads and memory.
#pragma once

#include <complex>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "qgauge/circuit.hpp"
#include "qgauge/core.hpp"
#include "qgauge/execution.hpp"
#include "qgauge/noise.hpp"
#include "qgauge/simulator/ensemble.hpp"
#include "qgauge/simulator/pauli_frames.hpp"

namespace qgauge::simulator {

/// Name of the SIMD target that kernels run on ("AVX2", ...).
std::string simd_target();
/// Targets that this machine can run, best first.
std::vector<std::string> simd_targets();
/// Forces a target for the process; call before anything is simulated. Error (wrong_usage): unknown or unusable, with
/// the usable ones.
core::Status force_simd_target(std::string_view name);

/// Bytes of the amplitudes of an n-qubit state: 8 (single) or 16 (double) each. Saturates where 64 bits do not hold it.
std::uint64_t state_bytes(int qubits, bool double_precision);
/// The largest register whose state fits into `bytes`.
int largest_register(std::uint64_t bytes, bool double_precision);
/// Memory of this machine that a simulation may use.
std::uint64_t usable_memory_bytes();

/// A matrix on 1 to 4 qubits of a register, not necessarily unitary; index bit k of the matrix is qubit targets[k].
struct Gate {
  std::vector<int> targets;
  Eigen::MatrixXcd matrix;
};

/// log2 of the amplitudes that stay in a level of the memory while gates act on them.
struct TileSizes {
  int tile;   ///< in the second-level cache; at least 4, the targets of a gate, more than `chunk`
  int block;  ///< in the first-level cache; at most 12
  int chunk;  ///< contiguous in main memory; at least a vector
};
/// What plans use unless told otherwise.
TileSizes tile_sizes(bool double_precision);

/// What a run did. The counts are functions of the plan and of what the state was; the time is not.
struct RunStatistics {
  int passes = 0;    ///< over the arrays of the state
  double bytes = 0;  ///< read from and written to the arrays
  double flops = 0;  ///< real multiplications and additions of the kernels
  double elapsed_s = 0;

  double gbytes_per_s() const { return elapsed_s > 0 ? bytes / elapsed_s * 1e-9 : 0; }
  double gflops() const { return elapsed_s > 0 ? flops / elapsed_s * 1e-9 : 0; }
};

/// What this machine can do now with the threads that a run would use (Williams et al., CACM 52, 65).
struct Roofline {
  double gflops;        ///< fused multiplications and additions between registers
  double gbytes_per_s;  ///< an array much larger than every cache, updated in place
};
/// Takes about a tenth of a second and 256 MiB. Error (missing_resource): no memory.
template <class Real>
core::Result<Roofline> measure_roofline();
/// The time that the run would take at the tighter roof alone, over the time that it took.
double share_of_roofline(const RunStatistics& run, const Roofline& roofline);

/// A circuit as passes over memory: planned once, run many times. A function of the circuit, the precision and the SIMD
/// target that is in use; running it on another target is a programmer's mistake.
template <class Real>
class Plan {
 public:
  /// Waits, barriers and measurements do nothing. Errors (unusable): those of circuit::check; more than 62 qubits.
  static core::Result<Plan> make(const circuit::Circuit& circuit,
                                 const TileSizes& sizes = tile_sizes(sizeof(Real) == sizeof(double)));
  /// Errors (unusable): a gate on no, more than 4, repeated or unknown qubits, or with a matrix of another size.
  static core::Result<Plan> make(int qubits, std::span<const Gate> gates,
                                 const TileSizes& sizes = tile_sizes(sizeof(Real) == sizeof(double)));

  int qubits() const;
  int passes() const;

  struct Data;
  const Data& data() const { return *data_; }

 private:
  explicit Plan(std::shared_ptr<const Data> data);
  std::shared_ptr<const Data> data_;
};

extern template class Plan<float>;
extern template class Plan<double>;

/// Pure state of n qubits, real and imaginary parts in arrays of their own, aligned to a cache line.
/// Results do not depend on the number of threads.
template <class Real>
class StateVector {
 public:
  /// |0...0>. Error (missing_resource): the bytes needed, the bytes there are, the largest register that fits.
  static core::Result<StateVector> create(int qubits);
  StateVector(StateVector&&) noexcept;
  StateVector& operator=(StateVector&&) noexcept;
  ~StateVector();

  int qubits() const;
  void reset();
  /// Runs a plan for as many qubits. After reset() tiles that cannot hold an amplitude are left alone. Error
  /// (missing_resource): no memory for the copies of tiles, less than a megabyte.
  core::Result<RunStatistics> run(const Plan<Real>& plan);
  /// A matrix on 1 to 4 qubits; index bit k of the matrix is qubit targets[k]. Not necessarily unitary.
  void apply(std::span<const int> targets, const Eigen::MatrixXcd& matrix);
  /// Multiplies by a diagonal on 1 to 4 qubits, same index order.
  void apply_diagonal(std::span<const int> targets, const Eigen::VectorXcd& diagonal);

  /// Plans gates and runs them on the state as it is stored: no pass restores an order that an earlier run left.
  /// Errors: those of Plan::make and run.
  core::Status run_gates(std::span<const Gate> gates);
  /// The same amplitudes as `other`, which has as many qubits.
  void copy_from(const StateVector& other);

  /// Multiplies all amplitudes.
  void scale(double factor);

  std::complex<double> amplitude(std::uint64_t index) const;
  void set_amplitude(std::uint64_t index, std::complex<double> value);
  /// Tr of the other qubits of |psi><psi|; index bit 0 is `first`. Not normalised; summed as norm_squared is.
  Eigen::Matrix4cd reduced_density(int first, int second) const;
  /// Sum of weights[x] |a_x|^2 over basis states x, likewise; 2^n weights.
  double weighted_norm(std::span<const float> weights) const;
  /// Sum of |a|^2 and <this|other>, accumulated in double precision over fixed blocks in a fixed order.
  double norm_squared() const;
  std::complex<double> inner_product(const StateVector& other) const;
  /// P(qubit reads 1) of the state as it is (not renormalised).
  double probability_of_one(int qubit) const;
  std::vector<double> probabilities() const;
  /// Basis states drawn with their probabilities, in ascending order; the state need not be normalised, but not zero.
  std::vector<std::uint64_t> sample(std::uint64_t shots, core::Random& random) const;
  /// Reads a qubit: the outcome, and the state projected on it and normalised.
  bool measure(int qubit, core::Random& random);

 private:
  struct Storage;
  explicit StateVector(std::unique_ptr<Storage> storage);
  core::Result<RunStatistics> run_passes(const Plan<Real>& plan);
  std::unique_ptr<Storage> storage_;
};

extern template class StateVector<float>;
extern template class StateVector<double>;

/// Density matrix of up to 13 qubits: vec(rho), index row + 2^n col, as a state of 2n qubits through the same kernels.
class DensityMatrix {
 public:
  static core::Result<DensityMatrix> create(int qubits);
  int qubits() const { return qubits_; }
  void reset();
  /// rho -> U rho U^dagger on 1 or 2 qubits.
  void apply_unitary(std::span<const int> targets, const Eigen::MatrixXcd& unitary);
  /// exp(-i angle Z/2) on a qubit.
  void apply_rz(int qubit, double angle_rad);
  /// rho -> E(rho) on 1 or 2 qubits; the channel's qubit k is targets[k].
  void apply(std::span<const int> targets, const noise::Channel& channel);
  std::complex<double> element(std::uint64_t row, std::uint64_t column) const;
  void set_element(std::uint64_t row, std::uint64_t column, std::complex<double> value);
  double trace() const;
  /// Diagonal.
  std::vector<double> probabilities() const;

 private:
  DensityMatrix(int qubits, StateVector<double> state) : qubits_(qubits), state_(std::move(state)) {}
  int qubits_;
  StateVector<double> state_;
};

inline constexpr int max_density_matrix_qubits = 13;

enum class Precision { single_precision, double_precision };

/// Noiseless, by state vector; shots drawn from exact probabilities.
std::unique_ptr<execution::Executor> ideal_executor(Precision precision);

/// Native, scheduled circuits under a noise model, exactly by density matrix; a circuit's layout names the model's
/// qubits. run() refuses registers beyond max_density_matrix_qubits. The noise model must outlive the executor.
std::unique_ptr<execution::Executor> density_matrix_executor(const noise::NoiseModel& model);

}  // namespace qgauge::simulator

// Pauli frames: shots of Clifford circuits under Pauli noise on thousands of qubits, 1024 at a time, a bit each
// (Gidney, Stim, Quantum 5, 497 (2021)). Used by executors and by whoever counts shots of large registers. Knows no
// machine and no protocol.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "qgauge/core.hpp"
#include "qgauge/execution.hpp"
#include "qgauge/noise.hpp"

namespace qgauge::simulator {

/// Shots that are simulated together. Block b draws from a stream of its own, so results depend on no thread.
inline constexpr int frame_block_shots = 1024;
inline constexpr std::size_t frame_block_words = frame_block_shots / 64;

/// What measured qubits read in consecutive shots: bit s of row r is measured qubit r in shot first_shot + s. Bits
/// beyond `shots` are 0.
struct ShotBlock {
  std::uint64_t first_shot;
  int shots;  ///< frame_block_shots but in the last block
  std::span<const std::uint64_t> bits;

  std::span<const std::uint64_t, frame_block_words> row(std::size_t r) const {
    return bits.subspan(r * frame_block_words).first<frame_block_words>();
  }
};

/// All shots, packed in the same way: rows of words() words.
struct ShotTable {
  std::uint64_t shots = 0;
  std::vector<std::uint64_t> bits;

  std::size_t words() const { return static_cast<std::size_t>((shots + 63) / 64); }
  std::span<const std::uint64_t> row(std::size_t r) const { return std::span(bits).subspan(r * words(), words()); }
  bool bit(std::size_t r, std::uint64_t shot) const { return ((row(r)[shot / 64] >> (shot % 64)) & 1) != 0; }
};

/// A circuit prepared once and sampled many times. Rows are the measured qubits in ascending order. Block b of a call
/// draws from the stream {seed, domain, circuit, trajectory + b} of its key. Safe to use from several threads at once.
class PauliFrames {
 public:
  /// Error (unusable): names the first step that is neither a Clifford gate nor Pauli noise. Gates are recognised by
  /// their matrices, to 1e-9.
  static core::Result<PauliFrames> make(const noise::NoisyCircuit& circuit);

  /// Register qubits that are read, ascending.
  const std::vector<int>& measured() const;
  /// One of the equally likely outcomes of the measured qubits without noise.
  std::vector<bool> noiseless_outcome() const;

  /// body(block) once for every block, from several threads at once and in any order; the bits live until it returns.
  void for_each_block(std::uint64_t shots, const core::RandomKey& key,
                      const std::function<void(const ShotBlock&)>& body) const;
  /// Shots in which the measured qubits read `outcome`; nothing is stored.
  std::uint64_t count(const std::vector<bool>& outcome, std::uint64_t shots, const core::RandomKey& key) const;
  /// [d]: shots that differ from `outcome` in d bits, d = 0 ... measured; nothing is stored.
  std::vector<std::uint64_t> hamming_distances(const std::vector<bool>& outcome, std::uint64_t shots,
                                               const core::RandomKey& key) const;
  /// Mean of the product of Z over some rows, (-1)^(their parity), with readout errors; its variance is
  /// (1 - mean^2) / shots. At least one shot.
  double parity(std::span<const std::size_t> rows, std::uint64_t shots, const core::RandomKey& key) const;
  /// Error (missing_resource): rows * shots / 8 bytes are more than there are.
  core::Result<ShotTable> sample(std::uint64_t shots, const core::RandomKey& key) const;
  /// The same shots as outcomes, bit q = register qubit q; what is not measured reads 0. Errors: beyond 64
  /// qubits (unusable); 8 bytes a shot are more than there are (missing_resource).
  core::Result<execution::CircuitSamples> outcomes(std::uint64_t shots, const core::RandomKey& key) const;

 private:
  struct Data;
  explicit PauliFrames(std::shared_ptr<const Data> data);
  std::shared_ptr<const Data> data_;
};

/// Native, scheduled circuits under a noise model that is Pauli noise for them: run() refuses all others, and registers
/// beyond the 64 qubits of an outcome. The noise model must outlive the executor.
std::unique_ptr<execution::Executor> pauli_frame_executor(const noise::NoiseModel& model);

}  // namespace qgauge::simulator

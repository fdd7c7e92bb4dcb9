// A noisy circuit as blocks, each one matrix on a pair of qubits: what a trajectory changes is matrices alone. Made
// once a circuit, read by the engines that run trajectories. Knows no state vector.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "qgauge/core.hpp"
#include "qgauge/noise.hpp"

namespace qgauge::simulator {

/// A place where something may happen that the zero-candidate trajectory does not hold. Sites count in the order of
/// their blocks.
struct Site {
  int block;
  std::size_t step;  ///< of the noisy circuit
  double candidate;  ///< its probability, whatever the state
};

/// A candidate: its site, and for a Pauli channel which Pauli; `by_state` for a Kraus channel, whose outcome the state
/// decides.
struct Event {
  static constexpr int by_state = -1;
  int site;
  int fault;
  auto operator<=>(const Event&) const = default;
};

/// Candidates in the order of their sites.
using Trajectory = std::vector<Event>;

/// Density matrix of a block's pair, not normalised.
using PairState = Eigen::Matrix4cd;

struct Block {
  std::array<int, 2> qubits;  ///< bit k of a matrix index is qubits[k]
  std::vector<std::size_t> steps;
  int first_site = 0;  ///< sites of the block are [first_site, last_site)
  int last_site = 0;
  bool by_state = false;  ///< some site's outcome depends on the state
  Eigen::Matrix4cd undisturbed;
};

/// What became of the candidates in a block.
struct BlockOutcome {
  Eigen::Matrix4cd matrix;
  bool disturbed;  ///< false: every candidate came to nothing
};

class FusedCircuit {
 public:
  /// `noisy` must outlive this object. A register of one qubit gets a second one that nothing touches.
  explicit FusedCircuit(const noise::NoisyCircuit& noisy);

  int qubits() const { return qubits_; }
  const std::vector<Block>& blocks() const { return blocks_; }
  const std::vector<Site>& sites() const { return sites_; }
  /// Probability of a candidate at each site.
  std::vector<double> candidates() const;

  /// Draws which Pauli a candidate is; by_state for a Kraus channel.
  Event draw_event(int site, core::Random& random) const;
  /// The matrix of a block for its candidates, up to a positive factor. `state` is that of the pair before the block;
  /// read only where an event is by_state.
  BlockOutcome resolve(const Block& block, std::span<const Event> events, const PairState& state,
                       core::Random& random) const;

 private:
  void fuse();
  void number_sites();
  Eigen::Matrix4cd on_block(const Block& block, const noise::Step& step, const Eigen::MatrixXcd& matrix) const;
  Eigen::Matrix4cd undisturbed(const Block& block, const noise::Step& step) const;
  /// The Kraus operator that a candidate becomes; empty: none of the faults.
  std::optional<Eigen::Matrix4cd> draw_fault(const Block& block, const noise::Step& step, const PairState& state,
                                             core::Random& random) const;

  const noise::NoisyCircuit& noisy_;
  int qubits_;
  std::vector<Block> blocks_;
  std::vector<Site> sites_;
};

}  // namespace qgauge::simulator

// A noisy circuit as blocks, each one matrix on a pair of qubits: what a trajectory changes is matrices alone. Made
// once a circuit, read by the engines that run trajectories. Knows no state vector.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "qgauge/core.hpp"
#include "qgauge/noise.hpp"

namespace qgauge::simulator {

/// A place where a fault may happen. Sites count in the order of their blocks.
struct Site {
  int block;
  std::size_t step;  ///< of the noisy circuit
  double candidate;  ///< probability that one may happen, whatever the state
};

/// A fault at a site: the number of a Pauli or of a Kraus operator; or a candidate of a Kraus channel, of which the
/// state decides whether and what it becomes.
struct Event {
  static constexpr int by_state = -1;
  int site;
  int fault;
  auto operator<=>(const Event&) const = default;
};

/// Faults and candidates in the order of their sites.
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

/// Of each fault of a site; a Pauli channel's identity is none.
using FaultProbabilities = std::vector<double>;

/// An index, with probability in proportion to its entry.
int draw_index(std::span<const double> probabilities, core::Random& random);

class FusedCircuit {
 public:
  /// `noisy` must outlive this object. A register of one qubit gets a second one that nothing touches.
  explicit FusedCircuit(const noise::NoisyCircuit& noisy);

  int qubits() const { return qubits_; }
  const std::vector<Block>& blocks() const { return blocks_; }
  const std::vector<Site>& sites() const { return sites_; }
  /// Probability of a candidate at each site.
  std::vector<double> candidates() const;

  /// For each site of the block, its faults where none has happened in the block before. `state` is that of the pair
  /// before the block; read only where the block is `by_state`.
  std::vector<FaultProbabilities> fault_probabilities(const Block& block, const PairState& state) const;
  /// Draws which Pauli a candidate is; by_state for a Kraus channel.
  Event draw_event(int site, core::Random& random) const;
  /// The matrix of a block with its events, up to a positive factor; `state` as above, read only where an event is
  /// by_state.
  Eigen::Matrix4cd resolve(const Block& block, std::span<const Event> events, const PairState& state,
                           core::Random& random) const;

 private:
  void fuse();
  void number_sites();
  Eigen::Matrix4cd on_block(const Block& block, const noise::Step& step, const Eigen::MatrixXcd& matrix) const;
  Eigen::Matrix4cd undisturbed(const Block& block, const noise::Step& step) const;
  FaultProbabilities faults_of(const Block& block, const noise::Step& step, const PairState& state) const;
  /// Of a fault, up to a positive factor.
  Eigen::Matrix4cd fault_matrix(const Block& block, const noise::Step& step, int fault) const;
  /// What a candidate becomes.
  Eigen::Matrix4cd draw_fault(const Block& block, const noise::Step& step, const PairState& state,
                              core::Random& random) const;

  const noise::NoisyCircuit& noisy_;
  int qubits_;
  std::vector<Block> blocks_;
  std::vector<Site> sites_;
};

}  // namespace qgauge::simulator

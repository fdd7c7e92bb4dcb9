// execution: circuits to run, what comes back, and the Executor that stands between them: the simulator, an ideal one,
// or counts recorded on hardware. Protocols see only this. Knows no noise model and no simulator.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <Eigen/Core>

#include "qgauge/circuit.hpp"
#include "qgauge/core.hpp"

namespace qgauge::execution {

/// Circuits that belong to one experiment. Circuit i draws its shots from the stream {seed, domain, i}.
struct CircuitBatch {
  std::vector<circuit::Circuit> circuits;
  std::uint64_t shots = 0;
  std::uint64_t seed = 0;
  std::uint64_t domain = 0;
};

/// Weight of one outcome; for plain shots the number of times it was seen. Bit q of `bits` is register qubit q.
struct Outcome {
  std::uint64_t bits;
  double weight;
};

/// Outcomes of one circuit in the order of their bits; the weights sum to `shots`.
struct CircuitSamples {
  std::vector<Outcome> outcomes;
  double shots = 0;
};

struct Samples {
  std::vector<CircuitSamples> circuits;
};

/// Weight of `bits`, 0 where it was not seen.
double weight_of(const CircuitSamples& samples, std::uint64_t bits);

/// `shots` draws from `probabilities` (index = bits; they sum to 1 within rounding), exact multinomial.
CircuitSamples draw(std::span<const double> probabilities, std::uint64_t shots, core::Random& random);

class Executor {
 public:
  virtual ~Executor() = default;

  /// Runs every circuit of the batch. Safe to call from several threads at once; the result depends on the batch alone.
  virtual core::Result<Samples> run(const CircuitBatch& batch) const = 0;

  /// What the circuit does, exactly: its Pauli transfer matrix (4^n x 4^n, Paulis I X Y Z per qubit, qubit 0 fastest),
  /// measurement and readout error left out. Empty where the executor cannot know (recorded counts, registers too
  /// large).
  virtual std::optional<Eigen::MatrixXd> pauli_transfer_matrix(const circuit::Circuit& circuit) const;
};

}  // namespace qgauge::execution

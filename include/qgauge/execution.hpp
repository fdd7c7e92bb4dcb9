// execution: circuits to run, what comes back, and the Executor that stands between them: the simulator, an ideal one,
// or counts recorded on hardware. Protocols see only this. Knows no noise model and no simulator.
#pragma once

#include <complex>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <Eigen/Core>

#include "qgauge/circuit.hpp"
#include "qgauge/core.hpp"

namespace qgauge::execution {

/// Asked of the shots of a circuit: the outcomes of some measured qubits, at most 64. Bit k of an answer is register
/// qubit qubits[k].
struct Marginal {
  std::vector<std::uint32_t> qubits;
};

/// Asked of the shots of a circuit that measures every qubit: in how many bits each differs from `target`, an entry a
/// register qubit. The "bits" of an answer are that number; with a target of zeros its parity is that of all bits.
struct Distances {
  std::vector<bool> target;
};

using Question = std::variant<Marginal, Distances>;

/// Circuits that belong to one experiment. Circuit i draws its shots from the stream {seed, domain, i}. A circuit with
/// questions is answered in Samples::answers and may be of any width; one without (also where `questions` is empty) in
/// Samples::circuits.
struct CircuitBatch {
  std::vector<circuit::Circuit> circuits;
  std::uint64_t shots = 0;
  std::uint64_t seed = 0;
  std::uint64_t domain = 0;
  std::vector<std::vector<Question>> questions = {};  ///< of each circuit, or empty
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
  std::vector<std::vector<CircuitSamples>> answers = {};  ///< answers[circuit][question]; as many as questions
  /// What stands between the circuits and these shots that is no sampling: "" where nothing does. For methods of
  /// figures.
  std::string approximation = {};
};

/// Weight of `bits`, 0 where it was not seen.
double weight_of(const CircuitSamples& samples, std::uint64_t bits);

/// What the shots of a whole register say of a question.
CircuitSamples answer(const CircuitSamples& whole, const Question& question);

/// `shots` draws from `probabilities` (index = bits; they sum to 1 within rounding), exact multinomial.
CircuitSamples draw(std::span<const double> probabilities, std::uint64_t shots, core::Random& random);

/// Sum over outcomes x of weights[x] P(x is read), readout errors included: 2^n weights, index = bits. A heavy-output
/// probability has weights 0 and 1. Qubits that are not measured count as read without error.
struct DiagonalObservable {
  std::vector<float> weights;
};

/// <phi|rho|phi> of the final state, before readout; phi as its amplitudes that are not zero, normalised.
struct StateFidelity {
  std::vector<std::pair<std::uint64_t, std::complex<double>>> amplitudes;
};

/// What is asked of the state at the end of a circuit: a number that is linear in it.
using Observable = std::variant<DiagonalObservable, StateFidelity>;

/// Estimates of several observables of one circuit, and how they were come by.
struct Estimates {
  Eigen::VectorXd values;
  Eigen::MatrixXd covariance;      ///< of the estimates; zero where they are exact
  Eigen::VectorXd half_width;      ///< of the interval of the level that was asked for, by Student's t
  std::uint64_t trajectories = 0;  ///< that were simulated or drawn; 0: exact
  bool reached = true;             ///< whether every half width is at most the precision that was asked for
  std::string_view method;         ///< "density_matrix", "trajectories" or "pauli_frames"
};

class Executor {
 public:
  virtual ~Executor() = default;

  /// Runs every circuit of the batch. Safe to call from several threads at once; the result depends on the batch alone.
  virtual core::Result<Samples> run(const CircuitBatch& batch) const = 0;

  /// What the circuit does, exactly: its Pauli transfer matrix (4^n x 4^n, Paulis I X Y Z per qubit, qubit 0 fastest),
  /// measurement and readout error left out. Empty where the executor cannot know (recorded counts, registers too
  /// large).
  virtual std::optional<Eigen::MatrixXd> pauli_transfer_matrix(const circuit::Circuit& circuit) const;

  /// The probability of each of the 2^n outcomes of all qubits at the end of the circuit, exactly, whether it measures
  /// them or not; index = bits, readout error left out. Empty where the executor cannot know.
  virtual std::optional<std::vector<double>> probabilities(const circuit::Circuit& circuit) const;
};

}  // namespace qgauge::execution

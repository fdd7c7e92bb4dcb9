// A circuit with everything that acts on its qubits in order of time: the unitaries, and the noise between them in the
// form in which it is simulated. The one thing that the simulator's methods (density matrix, trajectories, Pauli
// frames) run, so that they cannot differ in what they simulate. Knows no protocol and no state.
#pragma once

#include <array>
#include <complex>
#include <cstdint>
#include <optional>
#include <vector>

#include <Eigen/Core>

#include "qgauge/core.hpp"

namespace qgauge::noise {

/// Column = prepared, row = read: [[1 - p1_given_0, p0_given_1], [p1_given_0, 1 - p0_given_1]].
struct Readout {
  double p1_given_0 = 0;
  double p0_given_1 = 0;
};

/// Probability of each Pauli on 1 or 2 qubits (4 or 16, base-4 digit k is the Pauli I X Y Z of operand k); they sum to
/// 1. Independent of the state: which Pauli acts can be drawn before anything is simulated.
struct PauliChannel {
  std::vector<double> probabilities;
};

/// rho -> N rho N^dagger + sum_i F_i rho F_i^dagger on 1 or 2 qubits, complete: N^dagger N + sum F_i^dagger F_i = 1.
/// With c = `candidate` >= the largest eigenvalue of sum F_i^dagger F_i, it is simulated by thinning: with probability
/// c, whatever the state, there is a candidate; the candidate becomes fault i with probability <F_i^dagger F_i>/c of
/// the normalised state; in all other cases N acts and the state is normalised. Both ways to N leave the same state, so
/// the number of candidates is independent of the state (Lewis and Shedler 1979, thinning; Molmer, Castin and Dalibard,
/// J. Opt. Soc. Am. B 10, 524, quantum jumps).
struct KrausChannel {
  Eigen::MatrixXcd otherwise;
  double candidate = 0;
  std::vector<Eigen::MatrixXcd> faults;
};

/// Amplitude damping: |1> decays with probability gamma in [0, 1].
KrausChannel damping(double gamma);
/// With probability p, whatever the state, the qubit is put to |0>.
KrausChannel reset_to_zero(double p);
/// From any complete set of Kraus operators; the one of the largest |trace| becomes N. Asserted: completeness to 1e-9.
KrausChannel from_kraus(const std::vector<Eigen::MatrixXcd>& kraus);

enum class StepKind : std::uint8_t { unitary, pauli, kraus };

/// One step on 1 or 2 register qubits; `index` into the list of its kind. Bit k of a matrix index is qubits[k].
/// `is_noise`: the machine's error and not the circuit's gate; always so of Pauli and Kraus steps.
struct Step {
  StepKind kind;
  std::uint8_t operands;
  std::array<std::uint32_t, 2> qubits;
  std::uint32_t index;
  bool is_noise = false;
};

struct NoisyCircuit {
  int qubits = 0;
  std::vector<Step> steps;
  std::vector<Eigen::MatrixXcd> unitaries;  ///< 2x2 or 4x4
  std::vector<PauliChannel> paulis;
  std::vector<KrausChannel> krauses;
  /// For each register qubit how it is read; empty where it is not measured. Measurement is at the end.
  std::vector<std::optional<Readout>> readout;

  explicit NoisyCircuit(int register_qubits = 0)
      : qubits(register_qubits), readout(static_cast<std::size_t>(register_qubits)) {}

  /// Append one step on operands.size() = 1 or 2 different qubits below `qubits`; sizes asserted.
  void add_unitary(std::initializer_list<int> operands, const Eigen::MatrixXcd& matrix);
  /// A coherent error: an over-rotation, or a coupling that is always on.
  void add_unitary_noise(std::initializer_list<int> operands, const Eigen::MatrixXcd& matrix);
  void add_pauli(std::initializer_list<int> operands, PauliChannel channel);
  void add_kraus(std::initializer_list<int> operands, KrausChannel channel);
};

}  // namespace qgauge::noise

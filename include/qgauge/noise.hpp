// noise: from a DeviceModel to the channel of every gate, idle period and readout, each completely positive and trace
// preserving, each with exactly the average infidelity that was reported; and the exact figures of a channel (Truth).
// Used by the simulator and by assess. Knows no protocol.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include <Eigen/Core>

#include "qgauge/circuit.hpp"
#include "qgauge/core.hpp"
#include "qgauge/device.hpp"
#include "qgauge/noise/channel.hpp"
#include "qgauge/noise/noisy_circuit.hpp"
#include "qgauge/noise/one_qubit_part.hpp"
#include "qgauge/noise/truth.hpp"

namespace qgauge::noise {

/// The coherent error exp(-i a G / 2) after a gate that overshoots by the angle a about its own generator G. The first
/// operand is the less significant qubit. One-qubit pulses (any one-qubit gate): G = X. rxx: XX. ryy: YY. cz, rzz: ZZ.
/// cx: Z on the control, X on the target; ecr: Z on the first qubit, X on the second, because ecr is a ZX(pi/2) up to
/// one-qubit gates. iswap, sqrt_iswap and sycamore: (XX + YY)/2; swap: (XX + YY + ZZ)/2. Not for delay, barrier and
/// measure, which are no rotations (asserted).
Eigen::MatrixXcd over_rotation_unitary(circuit::GateKind gate, double angle_rad);

/// Noise after a gate of reported average infidelity `infidelity`: leakage and depolarizing, then relaxation of all
/// qubits scaled in time by `relaxation_scale` <= 1 so that the total is met exactly, then the described over-rotation.
/// All are parts of the total.
struct GateNoise {
  Channel channel;
  double relaxation_scale = 1;
  double depolarizing_lambda = 0;
  /// Average infidelity of leakage, relaxation over the full duration and over-rotation; above the reported one if
  /// scaled.
  double full_relaxation_infidelity = 0;
  /// For how long T1 and T2 act: the duration, scaled.
  double relaxation_s = 0;
  Eigen::MatrixXcd over_rotation;  ///< empty where there is none
  /// Probability that one of the qubits, each as likely, is lost: it is then fully depolarized, as one that leaked and
  /// was put back at random (an erasure that nobody sees). Cut where the reported error does not hold as much.
  double leakage = 0;
  double duration_s = 0;  ///< of the gate; 0: the source gives none
  /// Further depolarizing of two-qubit gates while gates on neighbouring qubits run.
  double crosstalk_lambda = 0;
};

/// What is known of a gate whose noise is built.
struct GateNoiseInput {
  double infidelity = 0;
  double duration_s = 0;
  /// Per qubit, first operand first; empty entries: no relaxation known. 1 or 2 qubits.
  std::span<const std::optional<core::Coherence>> coherence;
  Eigen::MatrixXcd over_rotation = {};  ///< a unitary or empty
  double leakage = 0;
};

/// The realised average infidelity is the reported one to 1e-12. Error: infidelity outside [0, d/(d+1)], an
/// over-rotation that alone exceeds it, or one beside which depolarizing noise cannot reach an infidelity above
/// (d-1)/d.
core::Result<GateNoise> gate_noise(const GateNoiseInput& input);
core::Result<GateNoise> gate_noise(double infidelity, double duration_s,
                                   std::span<const std::optional<core::Coherence>> coherence,
                                   const Eigen::MatrixXcd& over_rotation = {});

/// Depolarizing parameter that brings a two-qubit channel from one average infidelity to a larger one; 0 if it is not.
double lambda_between_infidelities(double from, double to);

/// The average infidelity of a two-qubit gate alone, where `with_one_qubit_gates` is that of the gate and one one-qubit
/// gate on each of its qubits (of process fidelities `first`, `second`), as benchmarks see them: averaged over a
/// 2-design in between, so that depolarizing parameters multiply (Magesan et al., PRL 109, 080505). Below 0 where the
/// one-qubit gates alone exceed the figure.
double infidelity_without_one_qubit_gates(double with_one_qubit_gates, double first, double second);
/// And back.
double infidelity_with_one_qubit_gates(double alone, double first, double second);

/// All channels of a machine, indexed by its qubits. Built once; read by many threads.
class NoiseModel {
 public:
  /// Error where a gate's noise cannot be built. Findings (`error_below_coherence_limit`, missing T2 ...) go to
  /// `findings`. A qubit of which only T1 is known gets T2 = 2 T1; one of which only T2 is known dephases and does not
  /// decay. A gate of duration 0 has no relaxation: the source gives none. An unknown readout probability counts as 0.
  static core::Result<NoiseModel> from(const device::DeviceModel& model, std::vector<core::Finding>& findings);

  /// Noise of one physical pulse (sx, x) on a qubit; null where the qubit has no calibrated gate. The pointers live as
  /// long as the model.
  const GateNoise* one_qubit(int qubit) const;
  /// Noise of the native two-qubit gate of a coupling, operands in the order (first, second), whichever of the two
  /// comes first in the gate itself; null where it has none. A machine of averages whose couplings are all
  /// to all, or stand for all, has one noise for every pair of different qubits.
  const GateNoise* two_qubit(int first, int second) const;
  /// Of a native rzz at an angle: the reported error belongs to pi/2, and at theta it is that times
  /// base + (1 - base) |theta|/(pi/2), with the described base or that of scale_rzz_error; without either it is 1, the
  /// same error at all angles. The over-rotation shrinks likewise. Error: none that two_qubit's noise does not have.
  /// Asserted: calibrated.
  core::Result<GateNoise> rzz_at(int first, int second, double angle_rad) const;
  /// `base` in [0, 1]: the share of the error that does not shrink with the angle.
  void scale_rzz_error(double base);
  /// Idle for `duration_s` at the reported T1 and T2; identity where neither is known.
  Channel idle(int qubit, double duration_s) const;
  Readout readout(int qubit) const;
  /// Empty where neither T1 nor T2 is known.
  const std::optional<core::Coherence>& coherence(int qubit) const;
  /// zeta of the always-on coupling H/h = zeta |11><11| of two qubits; 0 where none is known.
  double zz_hz(int a, int b) const;
  /// P(1) after preparing 0.
  double preparation_error(int qubit) const;
  /// Average infidelity of the dephasing of a qubit during one layer of two-qubit gates on the whole machine.
  double memory_error_per_layer() const { return memory_error_per_layer_; }
  /// The share of it that a layer of so many pairs has. Pairs have their gates one after the other, as many at a time
  /// as there are gate zones: rounds of the layer over rounds of the full one, floor(qubits/2) pairs. One zone where
  /// the description has none.
  double memory_share(int pairs) const;
  /// Whether the machine can couple two qubits, so that gates on them may disturb each other.
  bool coupled(int a, int b) const;
  /// Whether on a register of these qubits anything acts beyond the noise of each operation by itself: preparation
  /// errors, couplings, memory errors, crosstalk. Where not, the channels of this class say all.
  bool acts_between_gates(std::span<const int> register_qubits) const;
  int qubits() const { return static_cast<int>(coherence_.size()); }

 private:
  core::Status add_one_qubit_gates(const device::DeviceModel& model, std::vector<core::Finding>& findings);
  core::Status add_two_qubit_gates(const device::DeviceModel& model, std::vector<core::Finding>& findings);
  void add_interactions(const device::DeviceModel& model);
  void store(const device::TwoQubitGate& gate, GateNoise noise);

  std::vector<std::optional<core::Coherence>> coherence_;
  std::vector<std::optional<GateNoise>> one_qubit_;
  std::map<std::pair<int, int>, GateNoise> two_qubit_;  ///< both orders of every pair
  std::optional<GateNoise> every_pair_;                 ///< of averages with all-to-all couplings
  std::vector<Readout> readout_;
  std::vector<double> preparation_error_;
  std::map<std::pair<int, int>, double> zz_hz_;  ///< both orders of every pair
  std::set<std::pair<int, int>> coupled_;        ///< likewise; empty where all are
  bool all_coupled_ = false;
  double memory_error_per_layer_ = 0;
  int gate_zones_ = 1;
  double rzz_base_ = 1;
};

/// Whether a circuit starts with the machine's errors of preparation, or is a part in the middle of others, all of
/// whose qubits are alive from its begin to its end.
enum class Preparation { described, perfect };

/// A native, scheduled circuit with the machine's noise; an empty layout puts register qubit q on device qubit q.
/// After each gate come its leakage, its depolarizing noise and the dephasing of its qubits as one Pauli channel, their
/// damping, and the over-rotation; a delay idles. Between gates act:
/// - preparation errors, X before a qubit's first operation;
/// - always-on couplings zeta |11><11| while both qubits are between their first and last operation and not in their
///   own gate, whose error holds it; a pulse acts at its middle. Beside the target of an ecr averaged, as Pauli noise;
/// - the memory error, once a layer on every qubit that is alive. A layer is a step in the depth of pairs, gates in a
///   row on one pair being one, from the end; two qubits alone have none: a pair stays in its zone;
/// - crosstalk: further depolarizing noise of a two-qubit gate while another one, coupled to it, runs.
/// Errors: those of circuit::check; a gate that is neither a pulse nor an entangler, or not calibrated; a layout beyond
/// the machine; an operation on a qubit after its measurement.
core::Result<NoisyCircuit> noisy_circuit(const circuit::Circuit& native, const NoiseModel& model,
                                         Preparation preparation = Preparation::described);
/// Any circuit without noise: waits do nothing, readout is perfect.
core::Result<NoisyCircuit> noiseless_circuit(const circuit::Circuit& circuit);
/// The channel of one step of the circuit on its operands.
Channel channel_of(const NoisyCircuit& circuit, const Step& step);
/// All steps of a circuit on one or two qubits, gates and noise.
Channel channel_of(const NoisyCircuit& circuit);
/// The circuit with its Kraus noise and coherent errors replaced by their Pauli twirls: same gates, same process
/// fidelity of every step, but no coherence between errors and no preference for |0>.
NoisyCircuit twirled(const NoisyCircuit& circuit);

}  // namespace qgauge::noise

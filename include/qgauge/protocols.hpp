// protocols: the field's benchmark protocols. Each plans circuits for a machine and estimates figures from samples;
// none sees what runs them. Used by assess.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "qgauge/compile.hpp"
#include "qgauge/core.hpp"
#include "qgauge/device.hpp"
#include "qgauge/execution.hpp"
#include "qgauge/figures.hpp"

namespace qgauge::protocols {

enum class Effort { quick, standard, thorough };
std::string_view name_of(Effort effort);
std::optional<Effort> find_effort(std::string_view name);

struct Options {
  Effort effort = Effort::standard;
  std::uint64_t seed = 0;
  std::vector<int> chain_lengths = {};  ///< of layer fidelities; none: 10, 20, 50 and 100 as far as there are chains
  std::vector<int> widths = {};  ///< qubits of the circuits of protocols that come in several; none: each chooses
};

struct Setting;  // qgauge/protocols/experiment.hpp
struct Work;

/// One row of the closed list of protocols.
struct ProtocolSpec {
  std::string_view name;
  std::string_view meaning;
  std::string_view source;
  /// The protocol on a machine. Error: the machine lacks what it needs; the message says what.
  core::Result<Work> (*work)(const Setting&);
  /// The least effort at which `assess` runs it unasked; empty: only where it is named.
  std::optional<Effort> assessed_from;
};
std::span<const ProtocolSpec> protocol_list();

/// Randomized benchmarking (Magesan et al., PRL 106, 180504) of one qubit or of a pair. Of each length every
/// target state is used equally often and pooled, so the survival decays to 1/d. Circuit i has lengths[i] Cliffords
/// before the inverse and ends ideally in expected[i]. Per-Clifford means are counted on the planned, compiled and
/// scheduled circuits.
struct RbPlan {
  std::vector<int> qubits;  ///< of the device; register qubit k is qubits[k]
  std::string gate;         ///< native entangler of the pair, or the pulse
  int uses_per_cnot = 1;    ///< native entanglers in one C-NOT; of a pair only
  /// Native entanglers in a Clifford that is local, like CX, like iSWAP, like SWAP; of a pair only.
  std::array<int, 4> uses_of_class{};
  execution::CircuitBatch batch;
  std::vector<int> lengths;
  std::vector<std::uint64_t> expected;
  double entanglers_per_clifford = 0;
  std::array<double, 2> pulses_per_clifford{};
  std::array<double, 2> idle_s_per_clifford{};
};

core::Result<RbPlan> plan_rb_1q(const device::DeviceModel& model, int qubit, const Options& options);
core::Result<RbPlan> plan_rb_2q(const device::DeviceModel& model, const device::Coupling& coupling,
                                const Options& options);

/// What the removal of one-qubit gates from a pair's decay needs of each qubit: the infidelity of a pulse with its
/// standard error, and relaxation while it waits.
struct OneQubitPart {
  double pulse_infidelity = 0;
  double sigma = 0;
  std::optional<core::Coherence> coherence;
};

/// rb.error_per_clifford_1q.isolated and rb.one_qubit_infidelity.isolated (per physical pulse) of a qubit; missing,
/// with the reason, where nothing survives. Error: samples of another plan.
core::Result<std::vector<figures::Figure>> estimate_rb_1q(const RbPlan& plan, const execution::Samples& samples);
/// rb.cnot_infidelity.isolated and rb.error_per_clifford.isolated of a pair, likewise.
core::Result<std::vector<figures::Figure>> estimate_rb_2q(const RbPlan& plan, const execution::Samples& samples,
                                                          std::span<const OneQubitPart> one_qubit);

/// The error per Clifford that RB converges to under the executor's noise, exactly, gate-dependent and coherent errors
/// included: the decay is the largest non-trivial eigenvalue of the twirl E_g[G(g)^T . R(g)] (Proctor et al., PRL 119,
/// 130502; Wallman, Quantum 2, 47). Empty where the executor cannot tell.
std::optional<double> exact_error_per_clifford_1q(const device::DeviceModel& model, int qubit,
                                                  const execution::Executor& executor);
std::optional<double> exact_error_per_clifford_2q(const device::DeviceModel& model, const device::Coupling& coupling,
                                                  const execution::Executor& executor);

/// Every qubit prepared in |0> and in |1>, read once per shot (each qubit alone).
struct ReadoutPlan {
  std::vector<int> qubits;
  std::vector<execution::CircuitBatch> batches;  ///< one a qubit: circuit 0 prepares |0>, circuit 1 prepares |1>
};
core::Result<ReadoutPlan> plan_readout(const device::DeviceModel& model, std::span<const int> qubits,
                                       const Options& options);
/// readout.assignment_error of each qubit, Clopper-Pearson based interval.
std::vector<figures::Figure> estimate_readout(const ReadoutPlan& plan, std::span<const execution::Samples> samples);

/// Population mean of figures of different subjects: value = mean, sampling sigma = sqrt(sum sigma^2)/n; its interval
/// is Student's with the degrees of freedom of all members together (Welch 1947), cut to what the figure may be.
/// `unknown` subjects could not be had: low and high count them as 0 and `worst`, and the kind becomes bounds.
figures::Figure population_mean(const std::string& name, std::span<const figures::Figure> figures, int unknown,
                                double worst);

}  // namespace qgauge::protocols

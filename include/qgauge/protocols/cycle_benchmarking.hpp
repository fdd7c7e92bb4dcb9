// Cycle benchmarking of a pair's C-NOT (Erhard et al., Nat. Commun. 10, 5347). Used by assess. Knows no simulator.
#pragma once

#include <optional>
#include <vector>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

/// Circuit c: an eigenstate of value +1 of a Pauli operator, lengths[c] times random Paulis and the gate, random
/// Paulis, and the measurement of the operator that the Pauli has become. All 15 Paulis of a pair; lengths are
/// multiples of 4, after which every Clifford gate like C-NOT is the identity or a Pauli. Circuits 2k and 2k + 1 differ
/// in the sign of what they measure, so that unequal readout errors cancel.
struct CyclePlan {
  std::vector<int> qubits;
  std::string gate;
  execution::CircuitBatch batch;
  std::vector<int> lengths;
  std::vector<int> paulis;              ///< prepared: 1 to 15, base-4 digit k is I X Y Z of qubit k
  std::vector<std::uint64_t> measured;  ///< bits whose parity is the outcome
  std::vector<bool> odd;                ///< whether that parity is odd ideally
};
/// Error: no calibrated gates.
core::Result<CyclePlan> plan_cycle_benchmarking(const device::DeviceModel& model, const device::Coupling& coupling,
                                                const Options& options);

/// cycle_benchmarking.process_infidelity, 1 - (1 + sum of the 15 decays)/16, and cycle_benchmarking.average_infidelity,
/// 4/5 of it; missing where a Pauli does not decay. Error: samples of another plan.
core::Result<std::vector<figures::Figure>> estimate_cycle_benchmarking(const CyclePlan& plan,
                                                                       const execution::Samples& samples);

/// The process infidelity of the C-NOT with random Paulis in front of it under the executor's noise, exactly. The
/// estimate may lie below it where operators that the gate takes into each other decay unequally (Erhard et al.,
/// supplementary note 1). Empty where the executor cannot tell.
std::optional<double> exact_dressed_cycle_infidelity(const device::DeviceModel& model, const device::Coupling& coupling,
                                                     const execution::Executor& executor);

}  // namespace qgauge::protocols

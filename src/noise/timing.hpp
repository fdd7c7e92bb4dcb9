// When each operation of a native circuit happens, and which two-qubit gates run while others run beside them.
// Used by attach.cc. Knows durations and couplings, no channel.
#pragma once

#include <vector>

#include "qgauge/noise.hpp"

namespace qgauge::noise {

/// Register qubit q on the machine; an empty layout maps a register onto itself.
int device_qubit(const circuit::Circuit& circuit, std::uint32_t qubit);

struct OperationTime {
  double start_s = 0;     ///< before the end of the circuit: at most 0
  double end_s = 0;       ///< likewise
  int layers_after = 0;   ///< layers of two-qubit gates that follow it
  int layers_before = 0;  ///< and those with its own, if it begins one: gates in a row on one pair are one layer

  double middle_s() const { return (start_s + end_s) / 2; }
};

/// Of each operation, as late as possible, like the compiler's schedule: counted from the end, where all qubits meet,
/// and so that barriers are crossed by none. In a scheduled circuit, whose waits are delays, these are the times of the
/// schedule. Operations without calibration take no time.
std::vector<OperationTime> times_of(const circuit::Circuit& native, const NoiseModel& model);

/// How much of the machine's full layer the layers of two-qubit gates are: entry l sums NoiseModel::memory_share over
/// the last l layers.
std::vector<double> layer_shares(const circuit::Circuit& native, const NoiseModel& model,
                                 const std::vector<OperationTime>& times);

/// Of each operation whether it is a two-qubit gate during which another one, with a qubit coupled to one of its, runs
/// on other qubits. Where some two-qubit gate has no duration, layers tell what runs together.
std::vector<bool> disturbed_gates(const circuit::Circuit& native, const NoiseModel& model,
                                  const std::vector<OperationTime>& times);

}  // namespace qgauge::noise

// Readout errors of a noisy circuit: on the weights of an observable, and on the bits of a shot. Used by estimates and
// the trajectory executor. Knows no state.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "qgauge/execution.hpp"
#include "qgauge/noise.hpp"

namespace qgauge::simulator {

/// The observables before readout: weights become their mean over what may be read (the transposed confusion matrices).
std::vector<execution::Observable> before_readout(const noise::NoisyCircuit& circuit,
                                                  std::span<const execution::Observable> observables);

/// What is read of `bits`: bits of qubits that are not measured are 0.
std::uint64_t read(const noise::NoisyCircuit& circuit, std::uint64_t bits, core::Random& random);

}  // namespace qgauge::simulator

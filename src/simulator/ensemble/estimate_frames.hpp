// Observables of Clifford circuits under Pauli noise by counting shots of Pauli frames. Used by estimate.cc. Knows no
// state vector.
#pragma once

#include <span>

#include "qgauge/simulator.hpp"

namespace qgauge::simulator {

/// Errors (unusable): a step that is no Clifford gate or Pauli channel; an observable that shots cannot answer: weights
/// of more outcomes than memory has, a state that is neither one basis state nor two of equal weight whose amplitudes
/// differ by a power of i.
core::Result<execution::Estimates> estimate_by_frames(const noise::NoisyCircuit& circuit,
                                                      std::span<const execution::Observable> observables,
                                                      const EstimateOptions& options);

}  // namespace qgauge::simulator

// Which qubits a circuit reads, and what reading does to outcome probabilities. Used by the executors.
// Knows no state and no gate.
#pragma once

#include <cstdint>
#include <span>

#include "qgauge/circuit.hpp"
#include "qgauge/core.hpp"
#include "qgauge/noise.hpp"

namespace qgauge::simulator {

/// Bit q is set where the circuit measures qubit q (at most 64). Error: an operation on a qubit after its measurement.
core::Result<std::uint64_t> measured_qubits(const circuit::Circuit& circuit);

/// Sums over the values of the qubits that are not measured; their bits read 0. Index = bits, 2^n entries.
void marginalise(std::span<double> probabilities, std::uint64_t measured);

/// Exchanges probability between the values of a qubit as its readout does.
void confuse(std::span<double> probabilities, int qubit, const noise::Readout& readout);

}  // namespace qgauge::simulator

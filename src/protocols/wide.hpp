// What protocols on many qubits at once share: circuits of disjoint qubits side by side, couplings that can work
// together, and what stays of a question about part of a register. Private to the room. Must not know what runs them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "qgauge/circuit.hpp"
#include "qgauge/device.hpp"
#include "qgauge/execution.hpp"

namespace qgauge::protocols {

/// Native, scheduled circuits of disjoint device qubits as one circuit, register after register, without barriers
/// between them: all end together, and each keeps its own waits as delays. Barriers inside are left out, because the
/// parts are scheduled already.
circuit::Circuit side_by_side(std::span<const circuit::Circuit> parts);
/// Of each part what its own register reads.
std::vector<execution::Question> question_of_each(std::span<const circuit::Circuit> parts);

/// `couplings` (indices of model.couplings) in classes of which none holds two with a common qubit, by greedy edge
/// colouring: at most 2 degree - 1 classes (Misra and Gries, Inf. Process. Lett. 41, 131, discuss the bounds).
std::vector<std::vector<int>> matchings(const device::DeviceModel& model, std::span<const int> couplings);

}  // namespace qgauge::protocols

// What an executor does to compiled pieces of sequences, exactly: truths that protocols set beside estimates. Private
// to the room. Must not know where the noise comes from: it asks the executor for transfer matrices.
#pragma once

#include <optional>
#include <span>

#include "qgauge/circuit.hpp"
#include "qgauge/device.hpp"
#include "qgauge/execution.hpp"

namespace qgauge::protocols {

/// `gates` as they are compiled in the middle of a sequence, where every qubit is in use already; empty where they
/// cannot be.
std::optional<circuit::Circuit> compiled_within(const circuit::Circuit& gates, const device::DeviceModel& model);

/// The mean over `cycles` of 1 - tr(G^T R)/4^n, G the transfer matrix of the compiled cycle as it is meant and R as it
/// is done: the process infidelity of the cycle that is drawn from them (Nielsen, Phys. Lett. A 303, 249, 2002). Empty
/// where the executor cannot tell.
std::optional<double> exact_process_infidelity(std::span<const circuit::Circuit> cycles,
                                               const device::DeviceModel& model, const execution::Executor& executor);

}  // namespace qgauge::protocols

// One executor for every circuit that a protocol plans for a described machine, of any width. Used by assess. Knows a
// noise model; no protocol.
#pragma once

#include <memory>

#include "qgauge/execution.hpp"
#include "qgauge/noise.hpp"

namespace qgauge::simulator {

/// Native, scheduled circuits under a noise model. A circuit without questions is a register by itself, simulated as
/// Method::automatic does. One with questions may be as wide as the machine. It is cut into the clusters that its gates
/// connect (see simulator/clusters.hpp); of these each is simulated by itself: up to 4 qubits by density matrix, up to
/// 12 and where its gates are not Clifford gates by trajectories, larger Clifford ones by Pauli frames with the noise
/// twirled. Samples::approximation says where clusters were cut or noise was twirled. The noise model must outlive the
/// executor.
std::unique_ptr<execution::Executor> machine_executor(const noise::NoiseModel& model);

}  // namespace qgauge::simulator

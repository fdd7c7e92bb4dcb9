// Circuits to programs. Called by plan.cc. Knows costs of kernels, no memory.
#pragma once

#include <span>

#include "qgauge/simulator.hpp"
#include "simulator/plan/cost_table.hpp"
#include "simulator/plan/program.hpp"

namespace qgauge::simulator {

/// Gates on the same pair of qubits become one dense matrix where `costs` say that this is cheaper.
Program lower(int qubits, std::span<const Gate> gates, const Costs& costs);

}  // namespace qgauge::simulator

// What a plan asks of memory and processor, before it runs. Called by cli.
#pragma once

#include "qgauge/simulator.hpp"

namespace qgauge::simulator {

/// Passes, bytes and flops of a run from a state without known zeros, so upper bounds of a run from |0...0>.
/// elapsed_s is the time that the tighter roof asks for: no run is faster than its roof by more than the zeros save.
template <class Real>
RunStatistics cost_of(const Plan<Real>& plan, const Roofline& roofline);

}  // namespace qgauge::simulator

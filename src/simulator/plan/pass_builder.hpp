// A segment's steps as a pass: coordinates, kernels prepared, scales placed. Called by plan.cc.
#pragma once

#include <complex>
#include <cstdint>
#include <vector>

#include "qgauge/simulator.hpp"
#include "simulator/plan/pass.hpp"
#include "simulator/plan/program.hpp"
#include "simulator/plan/steps.hpp"

namespace qgauge::simulator {

/// Where slots stand before a pass, and what must be local in the next one.
struct Placement {
  std::vector<int> bit;       ///< index bit in memory of each slot; the builder moves them
  std::uint64_t local;        ///< slots of this pass
  std::uint64_t local_after;  ///< of the next pass; those of this one if it is the last
};

/// `constant` multiplies every amplitude.
template <class Real>
Pass<Real> build_pass(const Program& program, const std::vector<Step>& steps, Placement& placement,
                      const TileSizes& sizes, std::complex<double> constant);

}  // namespace qgauge::simulator

// The cost of a plan from its passes: see qgauge/simulator/plan_cost.hpp.
#include "qgauge/simulator/plan_cost.hpp"

#include <algorithm>
#include <cmath>

#include "simulator/plan/plan_data.hpp"

namespace qgauge::simulator {

template <class Real>
RunStatistics cost_of(const Plan<Real>& plan, const Roofline& roofline) {
  const double amplitudes = std::ldexp(1.0, plan.qubits());
  RunStatistics cost;
  for (const Pass<Real>& pass : plan.data().passes) {
    ++cost.passes;
    cost.bytes += 4 * sizeof(Real) * amplitudes;
    cost.flops += pass.flops_per_amplitude * amplitudes;
  }
  cost.elapsed_s = std::max(cost.bytes / roofline.gbytes_per_s, cost.flops / roofline.gflops) * 1e-9;
  return cost;
}

template RunStatistics cost_of<float>(const Plan<float>&, const Roofline&);
template RunStatistics cost_of<double>(const Plan<double>&, const Roofline&);

}  // namespace qgauge::simulator

// Claims about the intervals of direct randomized benchmarking on planted decays.
// Of 1,000 repetitions with fixed seeds a correct interval leaves 93 to 97 percent by chance with probability 0.4 %.
#include "qgauge/protocols/rb_direct.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "protocols/pair_machine.hpp"

using namespace qgauge;
using namespace qgauge::protocols;

namespace {

/// Counts of a planted decay; `scatter` is how much circuits of one length differ, as a share of what survives.
execution::Samples planted(const RbPlan& plan, double decay, double scatter, core::Random& random) {
  execution::Samples samples;
  const std::uint64_t shots = plan.batch.shots;
  for (std::size_t c = 0; c < plan.lengths.size(); ++c) {
    const double left = 0.7 * std::pow(decay, plan.lengths[c]) * (1 + scatter * (2 * random.uniform() - 1));
    const auto survived = static_cast<double>(random.binomial(shots, 0.25 + left));
    const double all = static_cast<double>(shots);
    samples.circuits.push_back({{{plan.expected[c], survived}, {4, all - survived}}, all});  // 4: none of them
  }
  return samples;
}

}  // namespace

TEST_CASE("the intervals of direct benchmarking cover planted decays, where circuits are alike and where they differ") {
  const double scatter = GENERATE(0.0, 0.1);
  const double infidelity = GENERATE(2e-3, 2e-2);
  CAPTURE(scatter, infidelity);
  const device::DeviceModel model = test::pair_machine(circuit::GateKind::cz, {1e-4, 4 * infidelity});
  const auto plan = plan_rb_direct(model, model.couplings[0], {Effort::standard, 5});
  REQUIRE(plan);
  const double decay = 1 - infidelity * 4 / 3;
  int covered = 0;
  for (std::uint64_t r = 0; r < 1000; ++r) {
    core::Random random({6, 1, 0, r});
    const auto figures = estimate_rb_direct(*plan, planted(*plan, decay, scatter, random));
    const figures::Figure& average = (*figures)[1];
    covered += *average.low <= infidelity && infidelity <= *average.high;
  }
  CHECK(covered >= 930);
  CHECK(covered <= 970);
}

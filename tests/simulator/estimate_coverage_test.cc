// Intervals of estimates hold the exact value as often as they say, also where the rule of stopping chose when to look.
#include <cmath>

#include <catch2/catch.hpp>

#include "qgauge/simulator.hpp"
#include "simulator/noisy_circuits.hpp"

using namespace qgauge;
using simulator::EstimateOptions;
using simulator::Method;

namespace {

constexpr int repetitions = 1000;

/// How many of the intervals of each observable hold the exact value.
std::vector<int> coverage(const noise::NoisyCircuit& circuit, std::span<const execution::Observable> observables,
                          double precision) {
  const auto exact = simulator::estimate(circuit, observables, {.method = Method::density_matrix});
  REQUIRE(exact);
  std::vector<int> held(observables.size());
  for (int r = 0; r < repetitions; ++r) {
    EstimateOptions options{.method = Method::trajectories, .precision = precision};
    options.key.seed = static_cast<std::uint64_t>(1000 + r);
    const auto estimates = simulator::estimate(circuit, observables, options);
    REQUIRE(estimates);
    for (std::size_t k = 0; k < observables.size(); ++k) {
      const auto at = static_cast<Eigen::Index>(k);
      held[k] += std::abs(estimates->values(at) - exact->values(at)) <= estimates->half_width(at) + 2e-6;
    }
  }
  return held;
}

}  // namespace

TEST_CASE("intervals of 95 percent cover in 93 to 97 percent of a thousand repetitions for every kind of noise") {
  core::Random random({.seed = 6, .domain = 21});
  for (const noisy::Kind kind :
       {noisy::Kind::pauli, noisy::Kind::damping, noisy::Kind::reset, noisy::Kind::kraus, noisy::Kind::all}) {
    const auto circuit = noisy::random_circuit(3, 10, kind, 0.03, random);
    const auto observables = noisy::observables(3, random);
    const std::vector<int> held = coverage(circuit, observables, 0.015);
    for (std::size_t k = 0; k < held.size(); ++k) {
      CAPTURE(static_cast<int>(kind), k, held[k]);
      CHECK(held[k] >= 930);
      CHECK(held[k] <= 970);
    }
  }
}

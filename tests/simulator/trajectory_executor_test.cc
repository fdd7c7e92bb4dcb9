// Shots by trajectories against the exact density matrix of the same machine; the same for any number of threads.
#include <cmath>
#include <map>

#include <boost/math/distributions/chi_squared.hpp>
#include <catch2/catch.hpp>
#include <omp.h>

#include "qgauge/simulator.hpp"
#include "simulator/density_evolution.hpp"
#include "simulator/machine.hpp"
#include "simulator/measurement.hpp"

using namespace qgauge;

namespace {

execution::CircuitBatch batch_of(const circuit::Circuit& circuit, std::uint64_t shots) {
  return {{circuit}, shots, 20250601, 7};
}

std::vector<double> exact_probabilities(const circuit::Circuit& circuit, const noise::NoiseModel& model) {
  const auto noisy = noise::noisy_circuit(circuit, model);
  REQUIRE(noisy);
  const auto rho = simulator::final_density_matrix(*noisy);
  REQUIRE(rho);
  std::vector<double> probabilities = rho->probabilities();
  for (int q = 0; q < circuit.qubits; ++q) simulator::confuse(probabilities, q, model.readout(circuit.layout[q]));
  return probabilities;
}

}  // namespace

TEST_CASE("shots by trajectories follow the density matrix with readout error and waits and over-rotations") {
  const auto model = machine::noise_of(machine::line(7));
  const auto executor = simulator::trajectory_executor(model);
  oracle::Engine engine(20250602);
  constexpr std::uint64_t shots = 20'000;
  for (const std::vector<int>& layout : {std::vector{1}, {0, 1}, {2, 1, 0}, {1, 2, 3, 4, 5}}) {
    auto circuit = machine::random_native(layout, 120, engine);
    circuit.measure_all();
    const auto samples = executor->run(batch_of(circuit, shots));
    REQUIRE(samples);
    const std::vector<double> exact = exact_probabilities(circuit, model);
    double sum = 0;
    int cells = 0;
    for (std::size_t x = 0; x < exact.size(); ++x) {
      const double expected = shots * exact[x];
      if (expected < 5) continue;
      sum += std::pow(execution::weight_of(samples->circuits[0], x) - expected, 2) / expected;
      ++cells;
    }
    const boost::math::chi_squared_distribution<double> chi_squared(cells - 1);
    CHECK(sum < boost::math::quantile(boost::math::complement(chi_squared, 1e-4)));  // a false alarm in 2,500 seeds
  }
}

TEST_CASE("shots by trajectories do not depend on the number of threads") {
  const auto model = machine::noise_of(machine::line(6));
  const auto executor = simulator::trajectory_executor(model);
  oracle::Engine engine(20250603);
  auto circuit = machine::random_native({0, 1, 2, 3}, 150, engine);
  circuit.measure_all();
  const int threads = omp_get_max_threads();
  std::vector<std::map<std::uint64_t, double>> seen;
  for (const int count : {1, 3}) {
    omp_set_num_threads(count);
    const auto samples = executor->run(batch_of(circuit, 5000));
    REQUIRE(samples);
    for (const auto& [bits, weight] : samples->circuits[0].outcomes) {
      seen.resize(count == 1 ? 1 : 2);
      seen.back()[bits] = weight;
    }
  }
  omp_set_num_threads(threads);
  CHECK(seen[0] == seen[1]);
}

TEST_CASE("what a machine cannot run by trajectories is refused with the circuit and the operation") {
  const auto model = machine::noise_of(machine::line(3));
  circuit::Circuit circuit{1, {0}, {}};
  circuit.append(circuit::GateKind::h, 0u);
  const auto refused = simulator::trajectory_executor(model)->run(batch_of(circuit, 10));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().where == "circuit 0, operation 0");
}

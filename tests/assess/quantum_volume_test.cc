// Claims about quantum volume that need the simulator: heavy outputs without noise and under planted noise.
#include "qgauge/protocols/quantum_volume.hpp"

#include <cmath>
#include <numeric>

#include <catch2/catch.hpp>

#include "protocols/pair_machine.hpp"
#include "qgauge/noise.hpp"
#include "qgauge/simulator.hpp"
#include "qgauge/simulator/machine.hpp"

using namespace qgauge;
using namespace qgauge::protocols;

namespace {

struct Mean {
  double value;
  double sigma;
};

Mean mean_of(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return {mean, std::sqrt(squares / (n - 1) / n)};
}

double heavy_probability(const std::vector<double>& probabilities, const std::vector<bool>& heavy) {
  double sum = 0;
  for (std::size_t x = 0; x < heavy.size(); ++x) sum += heavy[x] ? probabilities[x] : 0;
  return sum;
}

/// What two symmetric readout errors make of the probabilities of two bits.
std::vector<double> misread(const std::vector<double>& exact, double error) {
  std::vector<double> out(4);
  for (std::size_t x = 0; x < 4; ++x) {
    for (std::size_t flips = 0; flips < 4; ++flips) {
      const double first = flips & 1 ? error : 1 - error, second = flips & 2 ? error : 1 - error;
      out[x ^ flips] += exact[x] * first * second;
    }
  }
  return out;
}

device::DeviceModel misreading_pair(double error) {
  device::DeviceModel model = test::pair_machine(circuit::GateKind::cz, {0, 0});
  for (device::ModelQubit& qubit : model.qubits) {
    qubit.t1_s = qubit.t2_s = std::nullopt;
    qubit.p1_given_0 = qubit.p0_given_1 = error;
  }
  return model;
}

}  // namespace

TEST_CASE("without noise square random circuits have the known mean heavy-output probability") {
  const int width = GENERATE(2, 3, 4, 5, 6);
  const auto ideal = simulator::ideal_executor(simulator::Precision::single_precision);
  std::vector<double> found;
  for (std::uint64_t c = 0; c < 3000; ++c) {
    core::Random random({8, core::domain_of("golden"), c, static_cast<std::uint64_t>(width)});
    const auto probabilities = ideal->probabilities(quantum_volume_circuit(width, random));
    REQUIRE(probabilities);
    found.push_back(heavy_probability(*probabilities, heavy_outputs(*probabilities)));
  }
  // Five sigma, the 7e-4 of the golden values included: false-alarm rate 3e-6 for the five widths.
  const Mean mean = mean_of(found);
  CAPTURE(width, mean.value, mean.sigma);
  REQUIRE(std::abs(mean.value - ideal_heavy_output_probability(width)) < 5 * std::hypot(mean.sigma, 7e-4));
}

TEST_CASE("planted readout errors give the heavy outputs that they predict") {
  constexpr double error = 0.08;
  const device::DeviceModel model = misreading_pair(error);
  std::vector<core::Finding> findings;
  const auto noise = noise::NoiseModel::from(model, findings);
  REQUIRE(noise);
  const auto ideal = simulator::ideal_executor(simulator::Precision::double_precision);
  const auto plan = plan_quantum_volume(model, 2, {0, 100}, {Effort::quick, 3}, *ideal);
  REQUIRE(plan);
  const auto samples = simulator::machine_executor(*noise)->run(plan->batch);
  REQUIRE(samples);
  const auto fractions = heavy_fractions(*plan, *samples);
  REQUIRE(fractions);
  double expected = 0, variance = 0;
  for (std::size_t c = 0; c < 100; ++c) {
    core::Random random({3, core::domain_of("quantum_volume circuits", std::array{2}), c, 0});
    const auto exact = ideal->probabilities(quantum_volume_circuit(2, random));
    const double p = heavy_probability(misread(*exact, error), plan->heavy[c]);
    expected += p / 100;
    variance += p * (1 - p) / static_cast<double>(plan->batch.shots) / 1e4;
  }
  // Five sigma of the shots: false-alarm rate 6e-7.
  const Mean mean = mean_of(*fractions);
  CAPTURE(mean.value, expected, variance);
  REQUIRE(std::abs(mean.value - expected) < 5 * std::sqrt(variance));
}

TEST_CASE("circuits are the same in whatever part they are planned") {
  const device::DeviceModel model = test::pair_machine();
  const auto ideal = simulator::ideal_executor(simulator::Precision::double_precision);
  const auto whole = plan_quantum_volume(model, 2, {0, 4}, {Effort::quick, 3}, *ideal);
  const auto part = plan_quantum_volume(model, 2, {2, 2}, {Effort::quick, 3}, *ideal);
  REQUIRE(whole);
  REQUIRE(part);
  for (const std::size_t c : {0U, 1U}) {
    REQUIRE(part->heavy[c] == whole->heavy[c + 2]);
    REQUIRE(part->batch.circuits[c].operations.size() == whole->batch.circuits[c + 2].operations.size());
  }
}

// Shots and measurements of a state vector.

#include <catch2/catch.hpp>
#include <omp.h>

#include "qgauge/simulator.hpp"
#include "simulator/oracle.hpp"

namespace {

using namespace qgauge;
using simulator::Plan;
using simulator::StateVector;

template <class Real>
StateVector<Real> planned_state(int qubits, int gates, const simulator::TileSizes& sizes) {
  oracle::Engine engine(31);
  const auto plan = Plan<Real>::make(oracle::random_circuit(qubits, gates, engine), sizes);
  REQUIRE(plan);
  auto state = StateVector<Real>::create(qubits);
  REQUIRE(state);
  REQUIRE(state->run(*plan));
  return std::move(*state);
}

/// Pearson's statistic of shots over basis states with at least 5 expected, and its degrees of freedom.
struct ChiSquare {
  double value = 0;
  int degrees = -1;
};

ChiSquare chi_square(const std::vector<std::uint64_t>& shots, const std::vector<double>& probabilities) {
  std::vector<double> counts(probabilities.size(), 0);
  for (const std::uint64_t x : shots) ++counts[x];
  ChiSquare result;
  double rest_count = 0, rest_expected = 0;
  for (std::size_t x = 0; x < counts.size(); ++x) {
    const double expected = probabilities[x] * static_cast<double>(shots.size());
    if (expected < 5) {
      rest_count += counts[x];
      rest_expected += expected;
      continue;
    }
    result.value += (counts[x] - expected) * (counts[x] - expected) / expected;
    ++result.degrees;
  }
  if (rest_expected > 5) {
    result.value += (rest_count - rest_expected) * (rest_count - rest_expected) / rest_expected;
    ++result.degrees;
  }
  return result;
}

}  // namespace

TEST_CASE("Shots of a state follow its probabilities, also where a plan relabelled its qubits") {
  for (const int qubits : {1, 4, 10, 16}) {
    const auto state = planned_state<double>(qubits, 60, {7, 5, 3});
    core::Random random({5, 0, static_cast<std::uint64_t>(qubits), 0});
    const auto shots = state.sample(20'000, random);
    REQUIRE(std::ranges::is_sorted(shots));
    const auto found = chi_square(shots, state.probabilities());
    // Five standard deviations of a chi square: false alarms below 1 in 100,000 for many degrees of freedom.
    CHECK(found.value < found.degrees + 5 * std::sqrt(2.0 * std::max(found.degrees, 1)) + 10);
  }
}

TEST_CASE("Shots are never of a basis state without probability") {
  auto state = StateVector<float>::create(16);
  const std::vector<int> targets{15};
  state->apply(targets, circuit::unitary_of(circuit::GateKind::h));
  core::Random random({1, 2, 3, 4});
  for (const std::uint64_t x : state->sample(1000, random)) REQUIRE((x == 0 || x == 1 << 15));
}

TEST_CASE("Shots do not depend on the number of threads nor on the norm of the state") {
  const int before = omp_get_max_threads();
  std::vector<std::vector<std::uint64_t>> found;
  for (const int threads : {1, 2, 3}) {
    omp_set_num_threads(threads);
    auto state = planned_state<float>(17, 200, simulator::tile_sizes(false));
    core::Random random({9, 9, 9, 9});
    found.push_back(state.sample(500, random));
  }
  omp_set_num_threads(before);
  CHECK(found[1] == found[0]);
  CHECK(found[2] == found[0]);
}

TEST_CASE("A measured qubit keeps its value and the state its norm") {
  core::Random random({3, 1, 4, 1});
  for (int repetition = 0; repetition < 50; ++repetition) {
    auto state = planned_state<double>(9, 50, {7, 5, 3});
    const int qubit = repetition % 9;
    const bool outcome = state.measure(qubit, random);
    CHECK(std::abs(state.probability_of_one(qubit) - (outcome ? 1 : 0)) < 1e-12);
    CHECK(std::abs(state.norm_squared() - 1) < 1e-12);
    CHECK(state.measure(qubit, random) == outcome);
  }
}

TEST_CASE("Measured values come with their probabilities") {
  int ones = 0;
  constexpr int repetitions = 4000;
  core::Random random({2, 7, 1, 8});
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    auto state = StateVector<double>::create(1);
    const std::vector<int> target{0};
    state->apply(target, circuit::unitary_of(circuit::GateKind::ry, 1.0));
    ones += state->measure(0, random);
  }
  const double p = std::pow(std::sin(0.5), 2);
  CHECK(std::abs(ones - repetitions * p) < 5 * std::sqrt(repetitions * p * (1 - p)));  // 6 in 10 million
}

TEST_CASE("The roofline of this machine is measured and a run has its share of it") {
  const auto roofline = simulator::measure_roofline<float>();
  REQUIRE(roofline);
  CHECK(roofline->gflops > 0);
  CHECK(roofline->gbytes_per_s > 0);
  auto state = StateVector<float>::create(16);
  circuit::Circuit circuit;
  circuit.qubits = 16;
  for (int q = 0; q < 16; ++q) circuit.append(circuit::GateKind::h, static_cast<std::uint32_t>(q));
  const auto run = state->run(*Plan<float>::make(circuit));
  REQUIRE(run);
  CHECK(run->passes >= 2);
  CHECK(run->bytes > 0);
  CHECK(run->flops > 0);
  const double share = simulator::share_of_roofline(*run, *roofline);
  CHECK(share > 0);
  CHECK(share < 1.5);
  CHECK(simulator::share_of_roofline({1, 2e9, 1e9, 1}, {10, 4}) == 0.5);
}

// Claims about GHZ states: broadcasts, exact fidelities under planted noise, coverage, the largest entangled set.
// Of 1,000 repetitions with fixed seeds a correct interval leaves 93 to 97 percent by chance with probability 0.4 %.
#include "qgauge/protocols/ghz.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "protocols/asked.hpp"
#include "protocols/oracle_executor.hpp"
#include "protocols/pair_machine.hpp"

using namespace qgauge;
using namespace qgauge::protocols;

namespace {

using Pair = std::array<std::uint32_t, 2>;

std::vector<Pair> complete_graph(std::uint32_t qubits) {
  std::vector<Pair> pairs;
  for (std::uint32_t a = 0; a < qubits; ++a) {
    for (std::uint32_t b = a + 1; b < qubits; ++b) pairs.push_back({a, b});
  }
  return pairs;
}

constexpr double shots = 500;
constexpr std::size_t size = 8, settings = 16;

/// Distances from zero that hold a parity and nothing else.
execution::CircuitSamples with_parity(double even) { return {{{0, even}, {1, shots - even}}, shots}; }

/// Counts of a state whose populations and coherence are planted.
execution::Samples planted(const GhzPlan& plan, double population, double coherence, core::Random& random) {
  execution::Samples samples;
  const auto seen = static_cast<double>(random.binomial(500, population));
  samples.answers.push_back({{{{0, seen}, {1, shots - seen}}, shots}});
  for (std::size_t c = 1; c < plan.ys.size(); ++c) {
    const double parity = plan.ys[c] % 4 == 0 ? coherence : -coherence;
    samples.answers.push_back({with_parity(static_cast<double>(random.binomial(500, (1 + parity) / 2)))});
  }
  return samples;
}

GhzPlan plan_of_settings() {
  GhzPlan plan;
  for (std::size_t q = 0; q < size; ++q) plan.qubits.push_back(static_cast<int>(q));
  plan.ys.push_back(0);
  for (std::size_t c = 0; c < settings; ++c) plan.ys.push_back(static_cast<int>(2 * (c % 4)));
  plan.batch.shots = 500;
  return plan;
}

figures::Figure fidelity(double low, double high) {
  return figures::bounded_figure("ghz_fidelity.2", (low + high) / 2, low, high, figures::Origin::simulated, "test");
}

}  // namespace

TEST_CASE("a broadcast doubles what it reaches where all qubits are coupled, and starts in the middle of a path") {
  const Broadcast all = shortest_broadcast(8, complete_graph(8));
  REQUIRE(all.rounds == 3);
  REQUIRE(all.steps.size() == 7);
  const Broadcast path = shortest_broadcast(5, std::array<Pair, 4>{{{0, 1}, {1, 2}, {2, 3}, {3, 4}}});
  REQUIRE(path.rounds == 3);
  REQUIRE((path.root == 1 || path.root == 2 || path.root == 3));
  REQUIRE(path.steps.size() == 4);
}

TEST_CASE("a GHZ state without noise has fidelity 1 and with depolarizing entanglers what they leave (Guehne 2007)") {
  const double lambda = GENERATE(0.0, 0.1);
  const auto kind = GENERATE(circuit::GateKind::cz, circuit::GateKind::ecr);
  const auto plan = plan_ghz(test::pair_machine(kind), 2, {Effort::quick, 7});
  REQUIRE(plan);
  const test::OracleExecutor noisy({.entangler_depolarizing = lambda});
  const auto figures = estimate_ghz(*plan, test::asked(noisy, plan->batch));
  REQUIRE(figures->front().name == "ghz_fidelity.2");
  REQUIRE(*figures->front().value == Approx(1 - 0.75 * lambda).epsilon(1e-9));
  for (const int ys : plan->ys) REQUIRE(ys % 2 == 0);
  REQUIRE(std::ranges::count(plan->ys, 2) > 0);
}

TEST_CASE("the interval of the GHZ fidelity covers planted populations and coherences") {
  const auto [population, coherence] = GENERATE(std::pair{0.6, 0.45}, std::pair{0.95, 0.9}, std::pair{0.2, 0.05});
  CAPTURE(population, coherence);
  const GhzPlan plan = plan_of_settings();
  const double truth = (population + coherence) / 2;
  int covered = 0;
  for (std::uint64_t r = 0; r < 1000; ++r) {
    core::Random random({5, 8, 0, r});
    const auto figures = estimate_ghz(plan, planted(plan, population, coherence, random));
    covered += *figures->front().low <= truth && truth <= *figures->front().high;
  }
  REQUIRE(covered >= 930);
  REQUIRE(covered <= 970);
}

TEST_CASE("the largest entangled set is the last of which all up to it are certain") {
  const std::array sizes{2, 4, 8, 16};
  const std::array figures{fidelity(0.9, 0.95), fidelity(0.51, 0.6), fidelity(0.45, 0.55), fidelity(0.2, 0.3)};
  const figures::Figure found = entangled_qubits(sizes, figures, 20);
  REQUIRE(found.name == "physical_qubits.entangled");
  REQUIRE(*found.value == 4);
  REQUIRE(*found.low == 4);
  REQUIRE(*found.high == 15);
  REQUIRE(*entangled_qubits(std::span(sizes).first(2), std::span(figures).first(2), 20).high == 20);
  REQUIRE(*entangled_qubits(std::span(sizes).last(1), std::span(figures).last(1), 20).value == 0);
}

TEST_CASE("GHZ states wider than what couplings connect, and samples of another plan, are refused") {
  REQUIRE_FALSE(plan_ghz(test::pair_machine(), 3, {}));
  REQUIRE_FALSE(estimate_ghz(*plan_ghz(test::pair_machine(), 2, {Effort::quick}), {}));
}

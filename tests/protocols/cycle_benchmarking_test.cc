// Claims about cycle benchmarking: what it estimates where the answer is known, and how often its interval holds it.
#include "qgauge/protocols/cycle_benchmarking.hpp"

#include <bit>
#include <cmath>

#include <catch2/catch.hpp>

#include "protocols/oracle_executor.hpp"
#include "protocols/pair_machine.hpp"

using namespace qgauge;
using namespace qgauge::protocols;
using circuit::GateKind;

namespace {

std::vector<figures::Figure> benchmark(GateKind kind, const test::OracleNoise& noise) {
  const auto model = test::pair_machine(kind, {3e-4, 1e-2});
  const auto plan = plan_cycle_benchmarking(model, model.couplings[0], {Effort::quick, 5});
  REQUIRE(plan);
  const auto figures = estimate_cycle_benchmarking(*plan, *test::OracleExecutor(noise).run(plan->batch));
  REQUIRE(figures);
  return *figures;
}

}  // namespace

TEST_CASE("without noise every Pauli is measured with certainty after every cycle of every kind of gate") {
  const GateKind kind = GENERATE(GateKind::cx, GateKind::cz, GateKind::ecr, GateKind::rzz, GateKind::iswap);
  const auto model = test::pair_machine(kind);
  const auto plan = plan_cycle_benchmarking(model, model.couplings[0], {Effort::quick, 3});
  REQUIRE(plan);
  const auto samples = test::OracleExecutor({}).run(plan->batch);
  for (std::size_t c = 0; c < plan->lengths.size(); ++c) {
    REQUIRE(plan->lengths[c] % 4 == 0);
    for (const auto& [bits, weight] : samples->circuits[c].outcomes) {
      const bool odd = std::popcount(bits & plan->measured[c]) % 2 != 0;
      if (odd != plan->odd[c]) REQUIRE(weight == Approx(0).margin(1e-6));
    }
  }
}

TEST_CASE("cycle benchmarking finds the process infidelity of a depolarizing gate, unequal readout errors or not") {
  constexpr double lambda = 1e-2;
  const auto figures =
      benchmark(GateKind::cz, {.entangler_depolarizing = lambda, .p1_given_0 = 0.02, .p0_given_1 = 0.1});
  const double truth = 15.0 / 16 * lambda;
  CAPTURE(*figures[0].value, figures[0].uncertainty.sampling);
  // Exact shots: what readout adds scatters within the interval. Five sigma: once in 1.7 million.
  REQUIRE(std::abs(*figures[0].value - truth) < 5 * figures[0].uncertainty.sampling + 1e-6);
  REQUIRE(*figures[1].value == Approx(0.8 * *figures[0].value));
  REQUIRE(figures[0].convention == "process infidelity");
  REQUIRE(figures[1].convention == "average gate infidelity");
}

TEST_CASE("random Paulis make a coherent error of the gate the stochastic one of its process fidelity") {
  constexpr double angle = 0.2;
  const auto figures = benchmark(GateKind::cz, {.entangler_angle = angle});
  const double truth = std::pow(std::sin(angle / 2), 2);
  CAPTURE(*figures[0].value, truth, figures[0].uncertainty.sampling);
  REQUIRE(std::abs(*figures[0].value - truth) < 5 * figures[0].uncertainty.sampling);
}

TEST_CASE("intervals of cycle benchmarking cover in 93 to 97 percent") {
  // 1,000 repetitions: with a true coverage of 0.95 a check fails by chance with probability 0.4 percent.
  const auto model = test::pair_machine(GateKind::cz, {3e-4, 1e-2});
  const auto plan = plan_cycle_benchmarking(model, model.couplings[0], {Effort::quick, 5});
  REQUIRE(plan);
  const auto decay = [](int pauli) { return 0.99 - 0.001 * pauli; };
  double truth = 15.0 / 16;
  for (int pauli = 1; pauli <= 15; ++pauli) truth -= decay(pauli) / 16;
  int held = 0;
  for (std::uint64_t repetition = 0; repetition < 1000; ++repetition) {
    core::Random random({11, core::domain_of("cycle coverage"), repetition, 0});
    execution::Samples samples;
    for (std::size_t c = 0; c < plan->lengths.size(); ++c) {
      const double right = (1 + 0.9 * std::pow(decay(plan->paulis[c]), plan->lengths[c])) / 2;
      const auto seen = static_cast<double>(random.binomial(plan->batch.shots, right));
      const auto shots = static_cast<double>(plan->batch.shots);
      const std::uint64_t one = plan->measured[c] & -plan->measured[c];
      samples.circuits.push_back({{{plan->odd[c] ? one : 0, seen}, {plan->odd[c] ? 0 : one, shots - seen}}, shots});
    }
    const auto figures = estimate_cycle_benchmarking(*plan, samples);
    held += *(*figures)[0].low < truth && truth < *(*figures)[0].high ? 1 : 0;
  }
  CAPTURE(held);
  REQUIRE(held >= 930);
  REQUIRE(held <= 970);
}

TEST_CASE("samples of another cycle plan are refused, and a Pauli that leaves nothing is named") {
  const auto model = test::pair_machine(GateKind::cz, {3e-4, 0.5});
  const auto plan = plan_cycle_benchmarking(model, model.couplings[0], {Effort::quick, 2});
  REQUIRE_FALSE(estimate_cycle_benchmarking(*plan, {}));
  const test::OracleExecutor dead({.pulse_depolarizing = 1, .entangler_depolarizing = 1});
  const auto figures = estimate_cycle_benchmarking(*plan, *dead.run(plan->batch));
  REQUIRE(figures);
  REQUIRE((*figures)[0].missing->starts_with("XI: "));
}

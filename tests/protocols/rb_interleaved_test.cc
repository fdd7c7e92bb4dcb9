// Claims about interleaved randomized benchmarking: what it estimates where the answer is known, how often its interval
// holds it, and what it says of errors that it cannot see.
#include "qgauge/protocols/rb_interleaved.hpp"

#include <array>
#include <cmath>

#include <catch2/catch.hpp>

#include "protocols/oracle_executor.hpp"
#include "protocols/pair_machine.hpp"

using namespace qgauge;
using namespace qgauge::protocols;
using circuit::GateKind;

namespace {

std::vector<figures::Figure> benchmark(GateKind kind, const test::OracleNoise& noise, double described) {
  const auto model = test::pair_machine(kind, {3e-4, described});
  const auto plan = plan_rb_interleaved(model, model.couplings[0], {Effort::quick, 5});
  REQUIRE(plan);
  const auto figures = estimate_rb_interleaved(*plan, *test::OracleExecutor(noise).run(plan->batch));
  REQUIRE(figures);
  REQUIRE((*figures)[0].name == "rb_interleaved.cnot_infidelity");
  REQUIRE((*figures)[1].name == "rb_interleaved.systematic_bound");
  return *figures;
}

/// Survivals A p^m + 1/4 of a plan's circuits, drawn.
execution::Samples drawn(const InterleavedPlan& plan, double p, double p_c, core::Random& random) {
  execution::Samples samples;
  for (const auto& [series, decay] : {std::pair{&plan.reference, p}, std::pair{&plan.interleaved, p_c}}) {
    for (std::size_t c = 0; c < series->lengths.size(); ++c) {
      const double survival = 0.25 + 0.7 * std::pow(decay, series->lengths[c]);
      const auto seen = static_cast<double>(random.binomial(plan.batch.shots, survival));
      const auto shots = static_cast<double>(plan.batch.shots);
      samples.circuits.push_back({{{series->expected[c], seen}}, shots});
    }
  }
  return samples;
}

}  // namespace

TEST_CASE("interleaved benchmarking sees a depolarizing gate apart from pulses that depolarize too") {
  const GateKind kind = GENERATE(GateKind::cz, GateKind::ecr, GateKind::rzz);
  constexpr double lambda = 1e-2;
  const auto figures = benchmark(kind, {.pulse_depolarizing = 1e-3, .entangler_depolarizing = lambda}, 0.75 * lambda);
  const figures::Figure& cnot = figures[0];
  // Shots are exact, sequences are drawn. Five sigma: once in 1.7 million.
  CAPTURE(*cnot.value, cnot.uncertainty.sampling);
  REQUIRE(std::abs(*cnot.value - 0.75 * lambda) < 5 * cnot.uncertainty.sampling);
  REQUIRE(cnot.subject->qubits == std::vector{0, 1});
  REQUIRE(figures[1].value > cnot.value);
}

TEST_CASE("a C-NOT of two native gates is interleaved as it is compiled") {
  constexpr double lambda = 5e-3;
  const auto figures = benchmark(GateKind::sqrt_iswap, {.entangler_depolarizing = lambda}, 0.75 * lambda);
  const double expected = core::cnot_infidelity_from_native(0.75 * lambda, 2);
  REQUIRE(std::abs(*figures[0].value - expected) < 5 * figures[0].uncertainty.sampling);
  REQUIRE(figures[0].assumptions.size() == 2);
}

TEST_CASE("coherent errors shift interleaved benchmarking, and its bound holds the gate's own error") {
  // exp(-i angle/2 ZZ): process infidelity sin^2(angle/2).
  constexpr double angle = 0.2;
  const auto figures = benchmark(GateKind::cz, {.entangler_angle = angle}, 8e-3);
  const double own = core::average_infidelity_from_process(std::pow(std::sin(angle / 2), 2), 4);
  CAPTURE(*figures[0].value, own, *figures[1].value);
  REQUIRE(std::abs(*figures[0].value - own) < *figures[1].value);
}

TEST_CASE("the bound of interleaved benchmarking is the smaller one of its two forms (Magesan 2012)") {
  REQUIRE(interleaved_bound(0.99, 0.98, 4) == Approx(0.75 * (std::abs(0.99 - 0.98 / 0.99) + 0.01)));
  // The second form is smaller where the gate is far from the Cliffords' error.
  const double p = 0.9999, p_c = 0.2;
  const double second = 2 * 15 * 1e-4 / (p * 16) + 4 * std::sqrt(1e-4) * std::sqrt(15.0) / p;
  REQUIRE(interleaved_bound(p, p_c, 4) == Approx(second));
  REQUIRE(interleaved_bound(1.001, 1.0, 4) >= 0);
}

TEST_CASE("intervals of interleaved benchmarking cover in 93 to 97 percent") {
  // 1,000 repetitions: with a true coverage of 0.95 a check fails by chance with probability 0.4 percent.
  const auto model = test::pair_machine(GateKind::cz, {1e-3, 1e-2});
  const auto plan = plan_rb_interleaved(model, model.couplings[0], {Effort::quick, 5});
  REQUIRE(plan);
  constexpr double p = 0.975, p_c = 0.962, truth = 0.75 * (1 - p_c / p);
  int held = 0;
  for (std::uint64_t repetition = 0; repetition < 1000; ++repetition) {
    core::Random random({11, core::domain_of("interleaved coverage"), repetition, 0});
    const auto figures = estimate_rb_interleaved(*plan, drawn(*plan, p, p_c, random));
    held += *(*figures)[0].low < truth && truth < *(*figures)[0].high ? 1 : 0;
  }
  CAPTURE(held);
  REQUIRE(held >= 930);
  REQUIRE(held <= 970);
}

TEST_CASE("samples of another interleaved plan are refused, and gates that leave nothing have missing figures") {
  const auto model = test::pair_machine(GateKind::cz, {3e-4, 0.7});
  const auto plan = plan_rb_interleaved(model, model.couplings[0], {Effort::quick, 2});
  REQUIRE_FALSE(estimate_rb_interleaved(*plan, {}));
  const test::OracleExecutor dead({.pulse_depolarizing = 1, .entangler_depolarizing = 1});
  const auto figures = estimate_rb_interleaved(*plan, *dead.run(plan->batch));
  REQUIRE(figures);
  REQUIRE((*figures)[0].missing->find("without the gate") != std::string::npos);
}

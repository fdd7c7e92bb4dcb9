// Claims about cross-entropy benchmarking: its formula, what it estimates where the answer is known, and how often its
// interval holds it.
#include "qgauge/protocols/xeb.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "protocols/oracle_executor.hpp"
#include "protocols/pair_machine.hpp"

using namespace qgauge;
using namespace qgauge::protocols;
using circuit::GateKind;

namespace {

XebPlan plan_of(GateKind kind, std::uint64_t seed = 5, Effort effort = Effort::quick) {
  const auto model = test::pair_machine(kind, {3e-4, 1e-2});
  const auto plan = plan_xeb(model, model.couplings[0], {effort, seed});
  REQUIRE(plan);
  return *plan;
}

std::vector<figures::Figure> estimated(const XebPlan& plan, const execution::Samples& samples) {
  const auto figures = estimate_xeb(plan, samples);
  REQUIRE(figures);
  REQUIRE((*figures)[0].name == "xeb.process_infidelity");
  REQUIRE((*figures)[1].name == "xeb.average_infidelity");
  REQUIRE((*figures)[0].subject->qubits == std::vector{0, 1});
  return *figures;
}

std::vector<figures::Figure> benchmark(const XebPlan& plan, const test::OracleNoise& noise) {
  return estimated(plan, *test::OracleExecutor(noise).run(plan.batch));
}

/// Outcomes of which a share a f^depth is ideal and the rest uniform, drawn.
execution::Samples drawn(const XebPlan& plan, double a, double f, core::Random& random) {
  execution::Samples samples;
  for (std::size_t c = 0; c < plan.depths.size(); ++c) {
    const double kept = a * std::pow(f, plan.depths[c]);
    PairProbabilities mixed = plan.probabilities[c];
    for (double& p : mixed) p = kept * p + (1 - kept) / 4;
    samples.circuits.push_back(execution::draw(mixed, plan.batch.shots, random));
  }
  return samples;
}

}  // namespace

TEST_CASE("the cross-entropy fidelity is the least squares of excesses over uniform outcomes (Arute 2019)") {
  // e - u: 3/4 and 1/4. m - u: 3/5 - 1/4 = 7/20 and 9/10 1/2 - 1/4 = 1/5.
  const std::vector<PairProbabilities> ideal{{0, 1, 0, 0}, {0.5, 0, 0, 0.5}};
  const std::vector<execution::CircuitSamples> samples{{{{1, 3}, {2, 2}}, 5}, {{{0, 3}, {1, 1}, {3, 6}}, 10}};
  REQUIRE(xeb_fidelity(ideal, samples) == Approx((0.75 * 0.35 + 0.25 * 0.2) / (0.75 * 0.75 + 0.25 * 0.25)));
}

TEST_CASE("the probabilities of a cross-entropy plan are those of its circuits for every kind of gate") {
  const GateKind kind = GENERATE(GateKind::cx, GateKind::cz, GateKind::ecr, GateKind::rzz, GateKind::iswap,
                                 GateKind::sqrt_iswap, GateKind::sycamore);
  const XebPlan plan = plan_of(kind);
  const test::OracleExecutor ideal({});
  for (std::size_t c = 0; c < plan.depths.size(); ++c) {
    const std::vector<double> oracle = ideal.outcome_probabilities(plan.batch.circuits[c]);
    for (std::size_t bits = 0; bits < 4; ++bits) {
      REQUIRE(plan.probabilities[c][bits] == Approx(oracle[bits]).margin(1e-9));
    }
  }
}

TEST_CASE("a cross-entropy cycle is one pulse on each qubit and one use of the native gate") {
  const GateKind kind = GENERATE(GateKind::cz, GateKind::ecr, GateKind::sycamore);
  const XebPlan plan = plan_of(kind);
  for (std::size_t c = 0; c < plan.depths.size(); ++c) {
    const auto& operations = plan.batch.circuits[c].operations;
    const auto uses_of = [&](GateKind gate) { return std::ranges::count(operations, gate, &circuit::Operation::gate); };
    REQUIRE(uses_of(kind) == plan.depths[c]);
    REQUIRE(uses_of(GateKind::sx) == 2 * (plan.depths[c] + 1));
    REQUIRE(uses_of(GateKind::x) == 0);
  }
}

TEST_CASE("perfect gates have no cross-entropy error, whatever readout does evenly") {
  const double readout = GENERATE(0.0, 0.03);
  const auto figures = benchmark(plan_of(GateKind::cz), {.p1_given_0 = readout, .p0_given_1 = readout});
  CAPTURE(*figures[0].value, figures[0].uncertainty.sampling);
  if (readout == 0) REQUIRE(*figures[0].value == Approx(0).margin(1e-9));
  REQUIRE(*figures[0].low < 1e-9);
  REQUIRE(std::abs(*figures[0].value) < 2e-3);
}

TEST_CASE("cross-entropy benchmarking finds the error of gates and pulses that depolarize") {
  const GateKind kind = GENERATE(GateKind::cz, GateKind::ecr, GateKind::sycamore);
  constexpr double lambda = 1e-2;
  // Of the gate alone: the state keeps 1 - lambda in each cycle, in every circuit alike.
  const auto exact = benchmark(plan_of(kind), {.entangler_depolarizing = lambda});
  REQUIRE(*exact[0].value == Approx(15.0 / 16 * lambda).epsilon(1e-6));
  REQUIRE(*exact[1].value == Approx(0.75 * lambda).epsilon(1e-6));
  // A pulse that keeps 1 - mu of one qubit has process infidelity 3/4 mu; readout errors do not matter. Shots are
  // exact, circuits are drawn. Five sigma: once in 1.7 million.
  constexpr double mu = 2e-3;
  const test::OracleNoise noise{
      .pulse_depolarizing = mu, .entangler_depolarizing = lambda, .p1_given_0 = 0.01, .p0_given_1 = 0.03};
  const auto figures = benchmark(plan_of(kind, 7, Effort::standard), noise);
  const double expected = 15.0 / 16 * lambda + 2 * 0.75 * mu;
  CAPTURE(*figures[0].value, expected, figures[0].uncertainty.sampling);
  REQUIRE(std::abs(*figures[0].value - expected) < 5 * figures[0].uncertainty.sampling + 3e-4);
}

TEST_CASE("cross-entropy benchmarking counts coherent errors about as their process infidelity") {
  // exp(-i angle/2 ZZ): process infidelity sin^2(angle/2). Random pulses do not average as random Cliffords do.
  constexpr double angle = 0.2;
  const auto figures = benchmark(plan_of(GateKind::cz, 3, Effort::standard), {.entangler_angle = angle});
  const double own = std::pow(std::sin(angle / 2), 2);
  CAPTURE(*figures[0].value, own, figures[0].uncertainty.sampling);
  REQUIRE(std::abs(*figures[0].value - own) < 0.25 * own);
}

TEST_CASE("intervals of cross-entropy benchmarking cover in 93 to 97 percent") {
  // 1,000 repetitions: with a true coverage of 0.95 a check fails by chance with probability 0.4 percent.
  const double f = GENERATE(0.99, 0.999);
  const XebPlan plan = plan_of(GateKind::cz);
  const double truth = 15.0 / 16 * (1 - f);
  int held = 0;
  for (std::uint64_t repetition = 0; repetition < 1000; ++repetition) {
    core::Random random({11, core::domain_of("xeb coverage"), repetition, 0});
    const auto figures = estimate_xeb(plan, drawn(plan, 0.95, f, random));
    held += *(*figures)[0].low < truth && truth < *(*figures)[0].high ? 1 : 0;
  }
  CAPTURE(f, held);
  REQUIRE(held >= 930);
  REQUIRE(held <= 970);
}

TEST_CASE("circuits that are uniform without noise count for nothing") {
  XebPlan plan = plan_of(GateKind::cz);
  plan.probabilities[0] = plan.probabilities[1] = {0.25, 0.25, 0.25, 0.25};
  core::Random random({2, 0, 0, 0});
  const auto figures = estimated(plan, drawn(plan, 0.95, 0.98, random));
  const double truth = 15.0 / 16 * 0.02;
  CHECK(std::abs(*figures[0].value - truth) < 5 * figures[0].uncertainty.sampling);
  CHECK(figures[0].uncertainty.sampling > 0);
}

TEST_CASE("samples of another cross-entropy plan are refused, and gates that leave nothing have missing figures") {
  const XebPlan plan = plan_of(GateKind::cz);
  REQUIRE_FALSE(estimate_xeb(plan, {}));
  const auto figures = benchmark(plan, {.pulse_depolarizing = 1, .entangler_depolarizing = 1});
  REQUIRE(figures[0].missing);
  REQUIRE(figures[1].missing);
  auto model = test::pair_machine();
  model.couplings[0].gate.reset();
  REQUIRE_FALSE(plan_xeb(model, model.couplings[0], {Effort::quick, 1}));
}

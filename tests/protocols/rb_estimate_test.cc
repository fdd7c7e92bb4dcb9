// Claims about what randomized benchmarking estimates from exact outcome probabilities, where the answer is known in
// closed form.
#include <cmath>

#include <catch2/catch.hpp>

#include "protocols/oracle_executor.hpp"
#include "protocols/pair_machine.hpp"
#include "qgauge/protocols.hpp"

using namespace qgauge;
using namespace qgauge::protocols;
using circuit::GateKind;

namespace {

constexpr double lambda = 1e-2;  // depolarizing of the entangler

std::vector<figures::Figure> benchmark_pair(GateKind kind, const test::OracleNoise& noise, const OneQubitPart& part) {
  const auto model = test::pair_machine(kind, {3e-4, 0.75 * noise.entangler_depolarizing});
  const auto plan = plan_rb_2q(model, model.couplings[0], {Effort::quick, 17});
  REQUIRE(plan);
  const auto samples = test::OracleExecutor(noise).run(plan->batch);
  const auto out = estimate_rb_2q(*plan, *samples, std::array{part, part});
  REQUIRE(out);
  return *out;
}

const figures::Figure& named(const std::vector<figures::Figure>& figures, std::string_view name) {
  for (const figures::Figure& figure : figures) {
    if (figure.name == name) return figure;
  }
  FAIL("no figure of that name");
  return figures.front();
}

}  // namespace

TEST_CASE("with perfect pulses the C-NOT infidelity is that of the depolarizing entangler") {
  const GateKind kind = GENERATE(GateKind::cx, GateKind::cz, GateKind::ecr, GateKind::rzz);
  const auto figures = benchmark_pair(kind, {.entangler_depolarizing = lambda}, {});
  const figures::Figure& cnot = named(figures, "rb.cnot_infidelity.isolated");
  // Without shot noise what is left is which Cliffords were drawn; sigma measures it. Five sigma: once in 1.7 million.
  CAPTURE(*cnot.value, cnot.uncertainty.sampling);
  REQUIRE(std::abs(*cnot.value - 0.75 * lambda) < 5 * cnot.uncertainty.sampling);
  REQUIRE(cnot.uncertainty.sampling < 0.05 * *cnot.value);
}

TEST_CASE("a C-NOT of a machine whose gates exchange qubits costs two native gates") {
  const GateKind kind = GENERATE(GateKind::iswap, GateKind::sqrt_iswap, GateKind::sycamore);
  const auto figures = benchmark_pair(kind, {.entangler_depolarizing = lambda}, {});
  const figures::Figure& cnot = named(figures, "rb.cnot_infidelity.isolated");
  const double expected = core::cnot_infidelity_from_native(0.75 * lambda, 2);
  REQUIRE(std::abs(*cnot.value - expected) < 5 * cnot.uncertainty.sampling);
  REQUIRE(cnot.assumptions.back() == "one C-NOT taken as 2 native gates");
}

TEST_CASE("the error per Clifford is three quarters of one minus the mean decay over the classes") {
  const auto figures = benchmark_pair(GateKind::cz, {.entangler_depolarizing = lambda}, {});
  const figures::Figure& clifford = named(figures, "rb.error_per_clifford.isolated");
  const double keep = 1 - lambda;
  const double decay = (1 + 9 * keep + 9 * keep * keep + keep * keep * keep) / 20;
  REQUIRE(std::abs(*clifford.value - 0.75 * (1 - decay)) < 5 * clifford.uncertainty.sampling);
}

TEST_CASE("pulses and waiting are removed from the C-NOT infidelity") {
  const test::OracleNoise noise{
      .pulse_depolarizing = 1e-3, .entangler_depolarizing = lambda, .t1_s = 5e-5, .t2_s = 4e-5};
  const OneQubitPart part{0.5e-3, 0, core::Coherence{5e-5, 4e-5}};
  const auto removed = benchmark_pair(GateKind::cz, noise, part);
  const auto kept = benchmark_pair(GateKind::cz, noise, {});
  const figures::Figure& cnot = named(removed, "rb.cnot_infidelity.isolated");
  const double truth = 0.75 * lambda;
  CAPTURE(*cnot.value, cnot.uncertainty.sampling, *named(kept, "rb.cnot_infidelity.isolated").value);
  // The removal is exact to first order in the errors; what it leaves is of the order of their product.
  REQUIRE(std::abs(*cnot.value - truth) < 5 * cnot.uncertainty.sampling + 0.01 * truth);
  REQUIRE(*named(kept, "rb.cnot_infidelity.isolated").value > 1.2 * truth);
}

TEST_CASE("the standard errors of the pulses enter that of the C-NOT") {
  const test::OracleNoise noise{.pulse_depolarizing = 1e-3, .entangler_depolarizing = lambda};
  const double without =
      named(benchmark_pair(GateKind::cz, noise, {0.5e-3, 0, {}}), "rb.cnot_infidelity.isolated").uncertainty.sampling;
  const double with = named(benchmark_pair(GateKind::cz, noise, {0.5e-3, 1e-4, {}}), "rb.cnot_infidelity.isolated")
                          .uncertainty.sampling;
  REQUIRE(with > without + 1e-5);
}

TEST_CASE("the pulse infidelity of one-qubit benchmarking is that of the depolarizing pulse") {
  const auto model = test::pair_machine();
  const auto plan = plan_rb_1q(model, 0, {Effort::quick, 23});
  const auto samples = test::OracleExecutor({.pulse_depolarizing = 6e-4}).run(plan->batch);
  const auto figures = estimate_rb_1q(*plan, *samples);
  const figures::Figure& pulse = named(*figures, "rb.one_qubit_infidelity.isolated");
  const figures::Figure& clifford = named(*figures, "rb.error_per_clifford_1q.isolated");
  REQUIRE(std::abs(*pulse.value - 3e-4) < 5 * pulse.uncertainty.sampling);
  REQUIRE(std::abs(*clifford.value - 2.5e-4) < 5 * clifford.uncertainty.sampling);
  REQUIRE(pulse.samples == plan->batch.shots * plan->batch.circuits.size());
  REQUIRE(pulse.subject->qubits == std::vector{0});
}

TEST_CASE("asymmetric readout does not bias the error per Clifford") {
  const auto biased =
      benchmark_pair(GateKind::cz, {.entangler_depolarizing = lambda, .p1_given_0 = 0.02, .p0_given_1 = 0.10}, {});
  const figures::Figure& cnot = named(biased, "rb.cnot_infidelity.isolated");
  REQUIRE(std::abs(*cnot.value - 0.75 * lambda) < 4 * cnot.uncertainty.sampling);
}

TEST_CASE("figures of a pair name its qubits and gate and what was assumed") {
  const auto figures = benchmark_pair(GateKind::cz, {.entangler_depolarizing = lambda}, {});
  for (const figures::Figure& figure : figures) {
    REQUIRE(figure.subject->qubits == std::vector{0, 1});
    REQUIRE(figure.subject->gate == "cz");
    REQUIRE(figure.origin == figures::Origin::simulated);
    REQUIRE(figure.kind == figures::IntervalKind::sampling);
    REQUIRE(figure.convention == "average gate infidelity");
    REQUIRE(figures::find_figure(figure.name) != nullptr);
  }
  REQUIRE(named(figures, "rb.cnot_infidelity.isolated").assumptions.size() == 2);
}

TEST_CASE("a pair whose gates leave nothing has missing figures that say why") {
  const auto model = test::pair_machine(GateKind::cz, {3e-4, 0.7});
  const auto plan = plan_rb_2q(model, model.couplings[0], {Effort::quick, 2});
  const auto samples = test::OracleExecutor({.pulse_depolarizing = 1, .entangler_depolarizing = 1}).run(plan->batch);
  const auto figures = estimate_rb_2q(*plan, *samples, std::array<OneQubitPart, 2>{});
  REQUIRE(figures);
  for (const figures::Figure& figure : *figures) {
    REQUIRE_FALSE(figure.value);
    REQUIRE(figure.missing->find("too noisy") != std::string::npos);
    REQUIRE(figure.subject->qubits == std::vector{0, 1});
  }
}

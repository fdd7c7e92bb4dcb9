// Claims about mirror circuits: they end in their targets, their figures are those of planted noise, capabilities.
// The interval over circuits is tested in tests/protocols/mean_success_test.cc.
#include "qgauge/protocols/mirror_circuits.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "protocols/asked.hpp"
#include "protocols/oracle_executor.hpp"
#include "protocols/pair_machine.hpp"

using namespace qgauge;
using namespace qgauge::protocols;

namespace {

int entanglers(const circuit::Circuit& circuit) {
  int count = 0;
  for (const circuit::Operation& operation : circuit.operations) {
    const circuit::GateSpec& spec = circuit::spec_of(operation.gate);
    count += spec.unitary && spec.qubits == 2;
  }
  return count;
}

figures::Figure polarization(double low, double value, double high) {
  figures::Figure figure =
      figures::bounded_figure("mirror_polarization.8x1", value, low, high, figures::Origin::simulated, "test");
  figure.samples = 10;
  return figure;
}

}  // namespace

TEST_CASE("mirror circuits without noise always read their targets") {
  const auto kind = GENERATE(circuit::GateKind::cz, circuit::GateKind::ecr, circuit::GateKind::rzz);
  const auto plan = plan_mirror_circuits(test::pair_machine(kind), {2, 5}, {Effort::quick, 3});
  REQUIRE(plan);
  const test::OracleExecutor ideal({});
  bool differ = false;
  for (std::size_t c = 0; c < plan->targets.size(); ++c) {
    const auto bits = static_cast<std::size_t>(plan->targets[c][0] + 2 * plan->targets[c][1]);
    REQUIRE(ideal.outcome_probabilities(plan->batch.circuits[c])[bits] == Approx(1).epsilon(1e-9));
    differ |= plan->targets[c] != plan->targets[0];
  }
  REQUIRE(differ);
}

TEST_CASE("the polarization of depolarizing entanglers is the mean of their decay over circuits (Proctor 2022)") {
  const auto plan = plan_mirror_circuits(test::pair_machine(), {2, 8}, {Effort::quick, 5});
  constexpr double lambda = 0.02;
  const test::OracleExecutor noisy({.entangler_depolarizing = lambda});
  const auto figures = estimate_mirror_circuits(*plan, test::asked(noisy, plan->batch));
  double expected = 0, mean_gates = 0;
  for (const circuit::Circuit& circuit : plan->batch.circuits) {
    expected += std::pow(1 - lambda, entanglers(circuit)) / static_cast<double>(plan->targets.size());
    mean_gates += entanglers(circuit) / static_cast<double>(plan->targets.size());
  }
  REQUIRE((*figures)[0].name == "mirror_success.2x8");
  REQUIRE(*(*figures)[0].value == Approx(0.25 + 0.75 * expected).epsilon(1e-9));
  REQUIRE((*figures)[1].name == "mirror_polarization.2x8");
  REQUIRE(*(*figures)[1].value == Approx(expected).epsilon(1e-9));
  // 8 layers there and back, each with a gate on the pair with probability 1/2: 8 +- 1.6 over 6 circuits at 2 sigma.
  REQUIRE(mean_gates == Approx(8).margin(3));
}

TEST_CASE("the same seed gives the same mirror circuits and another seed others") {
  const auto model = test::pair_machine();
  const auto once = plan_mirror_circuits(model, {2, 6}, {Effort::quick, 1});
  REQUIRE(once->targets == plan_mirror_circuits(model, {2, 6}, {Effort::quick, 1})->targets);
  const auto other = plan_mirror_circuits(model, {2, 6}, {Effort::quick, 2});
  REQUIRE(once->batch.circuits[0].operations.size() != other->batch.circuits[0].operations.size());
}

TEST_CASE("mirror circuits wider than what couplings connect are refused") {
  const auto plan = plan_mirror_circuits(test::pair_machine(), {3, 2}, {});
  REQUIRE_FALSE(plan);
  REQUIRE(plan.error().code == core::ErrorCode::unusable_input);
}

TEST_CASE("mirror samples of another plan are refused") {
  const auto plan = plan_mirror_circuits(test::pair_machine(), {2, 2}, {Effort::quick});
  REQUIRE_FALSE(estimate_mirror_circuits(*plan, {}));
}

TEST_CASE("the capability is the last depth up to which the polarization is at least 1/e") {
  const std::array layers{1, 2, 4};
  const std::array figures{polarization(0.8, 0.9, 1), polarization(0.3, 0.4, 0.5), polarization(0.1, 0.2, 0.4)};
  const figures::Figure found = mirror_capability(8, layers, figures);
  REQUIRE(found.name == "mirror_capability.8");
  REQUIRE(*found.value == 2);
  REQUIRE(*found.low == 1);
  REQUIRE(*found.high == 512);
  REQUIRE(found.kind == figures::IntervalKind::bounds);
  REQUIRE(found.samples == 30);
  const std::array dead{polarization(0, 0.1, 0.2), polarization(0.5, 0.6, 0.7)};
  REQUIRE(*mirror_capability(8, std::array{1, 2}, dead).value == 0);
  REQUIRE(*mirror_capability(8, std::array{2, 4}, dead).high == 1);
}

// Claims about the plans of randomized benchmarking: lengths, targets, counts, random streams.
#include "protocols/rb.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include <catch2/catch.hpp>

#include "protocols/oracle_executor.hpp"
#include "protocols/pair_machine.hpp"

using namespace qgauge;
using namespace qgauge::protocols;
using circuit::GateKind;

namespace {

bool equal(const circuit::Circuit& a, const circuit::Circuit& b) {
  return std::ranges::equal(a.operations, b.operations, [](const auto& x, const auto& y) {
    return x.gate == y.gate && x.qubits == y.qubits && x.parameter == y.parameter;
  });
}

bool equal(const RbPlan& a, const RbPlan& b) {
  return a.lengths == b.lengths && a.expected == b.expected &&
         std::ranges::equal(a.batch.circuits, b.batch.circuits,
                            [](const auto& x, const auto& y) { return equal(x, y); });
}

}  // namespace

TEST_CASE("the longest sequence has decayed to between e^-2 and e^-1 where the cap allows it") {
  // At quick effort the cap is reached between the last two.
  for (const auto& [decay, effort] : {std::pair{0.5, Effort::quick},
                                      {0.9, Effort::quick},
                                      {0.98, Effort::quick},
                                      {0.5, Effort::standard},
                                      {0.98, Effort::standard},
                                      {0.995, Effort::standard}}) {
    CAPTURE(decay);
    const std::vector<int> lengths = rb_lengths(decay, rb_size(effort, 2));
    const double exponent = -std::log(decay) * lengths.back();
    REQUIRE(exponent < 3);  // four Cliffords are the least, also at decay 0.5
    REQUIRE(exponent > 1);
    REQUIRE(std::ranges::is_sorted(lengths, std::ranges::less_equal()));
  }
}

TEST_CASE("gates without error and gates that hardly work get lengths within the limits") {
  for (const Effort effort : {Effort::quick, Effort::standard, Effort::thorough}) {
    for (const int qubits : {1, 2}) {
      const RbSize size = rb_size(effort, qubits);
      const std::vector<int> best = rb_lengths(1.0, size), worst = rb_lengths(0.05, size);
      REQUIRE(best.back() <= 2000);
      const int cliffords = std::accumulate(best.begin(), best.end(), 0) + static_cast<int>(best.size());
      REQUIRE(cliffords * size.circuits_per_length <= size.most_cliffords);
      REQUIRE(worst == std::vector{1, 2, 4});
    }
  }
}

TEST_CASE("every circuit of a plan ends in its expected state when nothing fails") {
  const test::OracleExecutor ideal({});
  const GateKind kind = GENERATE(GateKind::cx, GateKind::cz, GateKind::ecr, GateKind::rzz, GateKind::iswap,
                                 GateKind::sqrt_iswap, GateKind::sycamore);
  CAPTURE(circuit::spec_of(kind).name);
  const auto model = test::pair_machine(kind, {3e-4, 5e-2});
  const auto pair = plan_rb_2q(model, model.couplings[0], {Effort::quick, 5});
  const auto single = plan_rb_1q(model, 1, {Effort::quick, 5});
  for (const RbPlan& plan : {*pair, *single}) {
    std::vector<int> seen(4);
    for (std::size_t c = 0; c < plan.lengths.size(); c += 3) {
      const auto probabilities = ideal.outcome_probabilities(plan.batch.circuits[c]);
      REQUIRE(probabilities[plan.expected[c]] == Approx(1).margin(1e-9));
      ++seen[plan.expected[c]];
    }
    // 22 circuits miss a given one of four targets with probability 0.2 percent; the seed is fixed.
    for (std::size_t target = 0; target < 1u << plan.qubits.size(); ++target) REQUIRE(seen[target] > 0);
  }
}

TEST_CASE("a two-qubit Clifford takes 1.5 native entanglers of every kind on average") {
  const GateKind kind = GENERATE(GateKind::cx, GateKind::cz, GateKind::ecr, GateKind::rzz, GateKind::iswap);
  CAPTURE(circuit::spec_of(kind).name);
  const auto model = test::pair_machine(kind);
  const auto plan = plan_rb_2q(model, model.couplings[0], {Effort::quick, 11});
  double cliffords = 0;
  for (const int length : plan->lengths) cliffords += length + 1;
  // The number in one Clifford has a standard deviation of sqrt(0.35); five of the mean's are crossed once in 1.7
  // million.
  REQUIRE(std::abs(plan->entanglers_per_clifford - 1.5) < 5 * std::sqrt(0.35 / cliffords));
  REQUIRE(plan->uses_per_cnot == (kind == GateKind::iswap ? 2 : 1));
}

TEST_CASE("a two-qubit Clifford takes 1.95 square roots of iSWAP and 2.4 Sycamore gates on average") {
  struct Row {
    GateKind kind;
    std::array<int, 4> uses;
    double mean, variance;  // with shares 0.05, 0.45, 0.45, 0.05
  };
  const Row row =
      GENERATE(Row{GateKind::sqrt_iswap, {0, 2, 2, 3}, 1.95, 0.2475}, Row{GateKind::sycamore, {0, 2, 3, 3}, 2.4, 0.54});
  CAPTURE(circuit::spec_of(row.kind).name);
  const auto model = test::pair_machine(row.kind);
  const auto plan = plan_rb_2q(model, model.couplings[0], {Effort::quick, 11});
  double cliffords = 0;
  for (const int length : plan->lengths) cliffords += length + 1;
  REQUIRE(std::abs(plan->entanglers_per_clifford - row.mean) < 5 * std::sqrt(row.variance / cliffords));
  REQUIRE(plan->uses_of_class == row.uses);
  REQUIRE(plan->uses_per_cnot == 2);
}

TEST_CASE("a one-qubit Clifford takes five sixths of a pulse and never waits") {
  const auto model = test::pair_machine();
  const auto plan = plan_rb_1q(model, 0, {Effort::quick, 3});
  double cliffords = 0;
  for (const int length : plan->lengths) cliffords += length + 1;
  // Standard deviation of one Clifford's pulses: sqrt(5/36).
  REQUIRE(std::abs(plan->pulses_per_clifford[0] - 5.0 / 6) < 5 * std::sqrt(5.0 / 36 / cliffords));
  REQUIRE(plan->idle_s_per_clifford[0] == 0);
  REQUIRE(plan->pulses_per_clifford[1] == 0);
}

TEST_CASE("the qubit with the shorter pulse waits longer") {
  const auto model = test::pair_machine();
  const auto plan = plan_rb_2q(model, model.couplings[0], {Effort::quick, 3});
  REQUIRE(plan->idle_s_per_clifford[0] > plan->idle_s_per_clifford[1]);
  REQUIRE(plan->idle_s_per_clifford[1] > 0);
}

TEST_CASE("the same seed gives the same plan and another seed another one") {
  const auto model = test::pair_machine();
  const auto plan = [&](std::uint64_t seed) { return *plan_rb_2q(model, model.couplings[0], {Effort::quick, seed}); };
  REQUIRE(equal(plan(1), plan(1)));
  REQUIRE_FALSE(equal(plan(1), plan(2)));
  const auto single = [&](int qubit) { return *plan_rb_1q(model, qubit, {Effort::quick, 1}); };
  REQUIRE(equal(single(0), single(0)));
  REQUIRE_FALSE(equal(single(0), single(1)));
}

TEST_CASE("every length of a plan ends in every target state equally often") {
  const auto model = test::pair_machine(GateKind::cz, {3e-4, GENERATE(1e-3, 2e-2, 0.2)});
  const auto plan = plan_rb_2q(model, model.couplings[0], {Effort::quick, 6});
  std::map<std::pair<int, std::uint64_t>, int> circuits;
  for (std::size_t c = 0; c < plan->lengths.size(); ++c) ++circuits[{plan->lengths[c], plan->expected[c]}];
  const std::set<int> lengths(plan->lengths.begin(), plan->lengths.end());
  REQUIRE(circuits.size() == 4 * lengths.size());
  for (const auto& [key, count] : circuits) REQUIRE(count == circuits.begin()->second);
}

TEST_CASE("circuits of one length and different targets are pooled into one point each") {
  const auto model = test::pair_machine();
  const auto plan = plan_rb_2q(model, model.couplings[0], {Effort::quick, 6});
  const auto samples = test::OracleExecutor({.p1_given_0 = 0.1, .p0_given_1 = 0.3}).run(plan->batch);
  const auto points = survivals(*plan, *samples);
  REQUIRE(points->size() == plan->lengths.size() / 4);
  // Perfect gates: the mean of the survival over all target states is the square of the mean over one qubit's.
  for (const figures::DecayPoint& point : *points) {
    REQUIRE(point.shots == 4 * static_cast<double>(plan->batch.shots));
    REQUIRE(point.survivals / point.shots == Approx(0.8 * 0.8).epsilon(1e-9));
  }
}

TEST_CASE("poor readout is made up for by shots") {
  auto model = test::pair_machine();
  for (auto& qubit : model.qubits) qubit.p1_given_0 = qubit.p0_given_1 = 0;
  const auto perfect = plan_rb_1q(model, 0, {Effort::quick, 1});
  REQUIRE(perfect->batch.shots == 512);
  model.qubits[0].p0_given_1 = 0.5;  // half the contrast takes four times the shots
  REQUIRE(plan_rb_1q(model, 0, {Effort::quick, 1})->batch.shots == 4 * 512);
  // A pair keeps (1.5 * 2 - 1) / 3 of its contrast, two thirds: 2.25 times the shots, rounded up.
  REQUIRE(plan_rb_2q(model, model.couplings[0], {Effort::quick, 1})->batch.shots == 3 * 512);
}

TEST_CASE("qubits and pairs draw their shots from streams of their own") {
  const auto model = test::pair_machine();
  const auto pair = plan_rb_2q(model, model.couplings[0], {Effort::quick, 1});
  const auto first = plan_rb_1q(model, 0, {Effort::quick, 1}), second = plan_rb_1q(model, 1, {Effort::quick, 1});
  REQUIRE(pair->batch.domain != first->batch.domain);
  REQUIRE(first->batch.domain != second->batch.domain);
  REQUIRE(pair->batch.domain != core::domain_of("rb_2q sequences", pair->qubits));
}

TEST_CASE("a qubit or a coupling that is not calibrated is refused by name") {
  auto model = test::pair_machine();
  auto bare = model.couplings[0];
  bare.gate.reset();
  const auto no_gate = plan_rb_2q(model, bare, {});
  REQUIRE_FALSE(no_gate);
  REQUIRE(no_gate.error().where == "coupling 0-1");
  model.qubits[1].gate.reset();
  REQUIRE(plan_rb_2q(model, model.couplings[0], {}).error().where == "qubit 1");
  REQUIRE(plan_rb_1q(model, 1, {}).error().where == "qubit 1");
}

TEST_CASE("samples of another plan are refused") {
  const auto model = test::pair_machine();
  const auto plan = plan_rb_1q(model, 0, {Effort::quick, 1});
  execution::Samples samples;
  REQUIRE_FALSE(estimate_rb_1q(*plan, samples));
  samples.circuits.resize(plan->lengths.size());
  REQUIRE_FALSE(estimate_rb_1q(*plan, samples));
}

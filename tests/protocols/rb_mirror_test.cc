// Claims about direct and mirror randomized benchmarking: circuits do what they must without noise, figures are those
// of planted noise, and intervals hold them.
#include "qgauge/protocols/rb_mirror.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "protocols/oracle_executor.hpp"
#include "protocols/pair_machine.hpp"
#include "protocols/random_layers.hpp"
#include "qgauge/protocols/rb_direct.hpp"

using namespace qgauge;
using namespace qgauge::protocols;
using circuit::GateKind;

namespace {

MirrorRbPlan mirror_plan() {
  const auto plan = plan_rb_mirror(test::pair_machine(), {0, 1}, {Effort::quick, 3});
  REQUIRE(plan);
  return *plan;
}

/// The oracle answers with whole outcomes.
execution::Samples answered(const MirrorRbPlan& plan, const test::OracleNoise& noise) {
  execution::Samples samples = *test::OracleExecutor(noise).run(plan.batch);
  for (std::size_t c = 0; c < plan.lengths.size(); ++c) {
    samples.answers.push_back({execution::answer(samples.circuits[c], plan.batch.questions[c].front())});
  }
  return samples;
}

}  // namespace

TEST_CASE("without noise every mirror circuit ends in the state that its Paulis say") {
  const MirrorRbPlan plan = mirror_plan();
  for (const auto& answers : answered(plan, {}).answers) {
    REQUIRE(effective_polarization(answers.front(), 2) == Approx(1));
  }
}

TEST_CASE("the effective polarization is 1 at distance 0 and 0 for uniform outcomes (Proctor 2022)") {
  REQUIRE(effective_polarization({{{0, 10}}, 10}, 3) == Approx(1));
  // Distances of uniform outcomes of three qubits: 1, 3, 3, 1 of 8 have mean (-1/2)^k of 1/64, one of 4^3.
  REQUIRE(effective_polarization({{{0, 1}, {1, 3}, {2, 3}, {3, 1}}, 8}, 3) == Approx(0).margin(1e-12));
}

TEST_CASE("layers use the wanted share of qubits in C-NOTs, and each qubit once") {
  core::Random random({4, core::domain_of("layers"), 0, 0});
  const int qubits = GENERATE(2, 4, 8, 16);
  constexpr int layers = 4000;
  int in_gates = 0;
  for (int k = 0; k < layers; ++k) {
    std::vector<int> uses(static_cast<std::size_t>(qubits));
    for (const auto& [a, b] : random_layer(qubits, random).gates) {
      ++uses[a];
      ++uses[b];
      REQUIRE((a > b ? a - b : b - a) == 1);
    }
    for (const int used : uses) {
      REQUIRE(used <= 1);
      in_gates += used;
    }
  }
  // Standard deviation of the share below 2 sqrt(1/4 / (4000 * qubits)); five of them: once in 1.7 million.
  REQUIRE(std::abs(in_gates / (1.0 * layers * qubits) - two_qubit_density) < 5 * std::sqrt(1.0 / (layers * qubits)));
}

TEST_CASE("mirror and direct benchmarking find the error of layers whose C-NOTs depolarize") {
  // A quarter of the layers holds one gate that keeps 1 - lambda: p = 1 - lambda/4 to first order.
  constexpr double lambda = 2e-2;
  const test::OracleNoise noise{.entangler_depolarizing = lambda, .p1_given_0 = 0.02, .p0_given_1 = 0.05};
  const MirrorRbPlan plan = mirror_plan();
  const auto mirror = estimate_rb_mirror(plan, answered(plan, noise));
  REQUIRE(mirror);
  const figures::Figure& process = (*mirror)[0];
  CAPTURE(*process.value, process.uncertainty.sampling);
  REQUIRE(process.name == "rb_mirror.process_infidelity.2");
  REQUIRE(std::abs(*process.value - 15.0 / 16 * lambda / 4) < 5 * process.uncertainty.sampling + 1e-4);
  REQUIRE(*(*mirror)[1].value == Approx(0.8 * *process.value));

  const auto model = test::pair_machine();
  const auto direct_plan = plan_rb_direct(model, model.couplings[0], {Effort::quick, 3});
  const auto direct = estimate_rb_direct(*direct_plan, *test::OracleExecutor(noise).run(direct_plan->batch));
  REQUIRE(direct);
  CAPTURE(*(*direct)[0].value, (*direct)[0].uncertainty.sampling);
  REQUIRE(std::abs(*(*direct)[0].value - 15.0 / 16 * lambda / 4) < 5 * (*direct)[0].uncertainty.sampling + 1e-4);
  REQUIRE(*(*direct)[1].value == Approx(0.8 * *(*direct)[0].value));
}

TEST_CASE("intervals of mirror benchmarking cover in 93 to 97 percent") {
  // 1,000 repetitions: with a true coverage of 0.95 a check fails by chance with probability 0.4 percent.
  const MirrorRbPlan plan = mirror_plan();
  constexpr double p = 0.98, truth = 15.0 / 16 * (1 - p);
  int held = 0;
  for (std::uint64_t repetition = 0; repetition < 1000; ++repetition) {
    core::Random random({11, core::domain_of("mirror coverage"), repetition, 0});
    execution::Samples samples;
    for (const int length : plan.lengths) {
      // A depolarized share of the shots is uniform: distances 0, 1, 2 of 1, 2, 1 of 4.
      const double kept = 0.9 * std::pow(p, length);
      const std::array probabilities{kept + (1 - kept) / 4, (1 - kept) / 2, (1 - kept) / 4};
      samples.circuits.emplace_back();
      samples.answers.push_back({execution::draw(probabilities, plan.batch.shots, random)});
    }
    const auto figures = estimate_rb_mirror(plan, samples);
    held += *(*figures)[0].low < truth && truth < *(*figures)[0].high ? 1 : 0;
  }
  CAPTURE(held);
  REQUIRE(held >= 930);
  REQUIRE(held <= 970);
}

TEST_CASE("a chain without a coupling and samples without answers are refused") {
  auto model = test::pair_machine();
  REQUIRE_FALSE(estimate_rb_mirror(mirror_plan(), {}));
  model.couplings[0].gate.reset();
  REQUIRE_FALSE(plan_rb_mirror(model, {0, 1}, {Effort::quick, 1}));
}

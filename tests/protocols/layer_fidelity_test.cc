// Layer fidelity: blocks, chains, circuits that return, and the product of planted fidelities.
#include "qgauge/protocols/layer_fidelity.hpp"

#include <cmath>
#include <set>

#include <catch2/catch.hpp>

using namespace qgauge;
using protocols::LayerPlan;

namespace {

/// A row of qubits with CZ gates whose infidelities are given.
device::DeviceModel row_of(const std::vector<double>& infidelities) {
  device::DeviceModel model;
  model.name = "row";
  for (std::size_t q = 0; q <= infidelities.size(); ++q) {
    device::ModelQubit qubit;
    qubit.label = std::to_string(q);
    qubit.t1_s = 100e-6;
    qubit.t2_s = 80e-6;
    qubit.p1_given_0 = 0.01;
    qubit.p0_given_1 = 0.03;
    qubit.gate = device::OneQubitGate{2e-4, 30e-9};
    qubit.gate_usable = qubit.readout_usable = device::Usable::yes;
    model.qubits.push_back(qubit);
    model.connected.push_back(static_cast<int>(q));
  }
  for (std::size_t c = 0; c < infidelities.size(); ++c) {
    device::TwoQubitGate gate{};
    gate.name = "cz";
    gate.first = static_cast<int>(c);
    gate.second = static_cast<int>(c) + 1;
    gate.infidelity = infidelities[c];
    gate.duration_s = 80e-9;
    model.couplings.push_back({gate.first, gate.second, gate, device::Usable::yes, {}});
  }
  return model;
}

/// Survivals as a decay alpha per layer makes them.
execution::Samples planted(const LayerPlan& plan, double pair_decay, double qubit_decay, core::Random& random) {
  execution::Samples samples;
  samples.answers.resize(plan.lengths.size());
  for (std::size_t c = 0; c < plan.lengths.size(); ++c) {
    for (std::size_t b = 0; b < plan.blocks.size(); ++b) {
      const bool pair = plan.blocks[b].positions.size() == 2;
      const double chance = pair ? 0.25 : 0.5;
      const double survival = chance + (0.95 - chance) * std::pow(pair ? pair_decay : qubit_decay, plan.lengths[c]);
      const auto survived = static_cast<double>(random.binomial(plan.batch.shots, survival));
      const auto shots = static_cast<double>(plan.batch.shots);
      const std::uint64_t right = plan.expected[c][b], wrong = right ^ 1;
      execution::CircuitSamples answer{{{right, survived}, {wrong, shots - survived}}, shots};
      std::ranges::sort(answer.outcomes, {}, &execution::Outcome::bits);
      samples.answers[c].push_back(std::move(answer));
    }
  }
  return samples;
}

double process_fidelity(double decay, double d) { return (1 + (d * d - 1) * decay) / (d * d); }

}  // namespace

TEST_CASE("the two layers of a chain hold every coupling once and every qubit twice") {
  const auto model = row_of({1e-3, 1e-3, 1e-3, 1e-3});
  const std::vector<int> chain{0, 1, 2, 3, 4};
  std::set<std::uint32_t> first_of_pairs;
  for (const int layer : {0, 1}) {
    std::size_t qubits = 0;
    for (const auto& block : protocols::layer_blocks(model, chain, layer)) {
      qubits += block.positions.size();
      if (block.positions.size() == 2) first_of_pairs.insert(block.positions[0]);
    }
    CHECK(qubits == chain.size());
  }
  CHECK(first_of_pairs == std::set<std::uint32_t>{0, 1, 2, 3});
}

TEST_CASE("the best chain leaves out the worst couplings") {
  const auto model = row_of({1e-3, 2e-2, 1e-3, 2e-3, 1e-3, 3e-2});
  CHECK(protocols::best_chain(model, 4) == std::vector{2, 3, 4, 5});
  CHECK(protocols::best_chain(model, 7) == std::vector{0, 1, 2, 3, 4, 5, 6});
  CHECK_FALSE(protocols::best_chain(model, 8));
}

TEST_CASE("a chain over an uncalibrated coupling is refused with the coupling's name") {
  auto model = row_of({1e-3, 1e-3});
  model.couplings[1].gate.reset();
  const auto plan = protocols::plan_layer(model, {0, 1, 2}, 0, {protocols::Effort::quick, 1});
  REQUIRE_FALSE(plan);
  CHECK(plan.error().where == "chain, coupling 1-2");
}

TEST_CASE("every target state of a block is equally frequent at each length") {
  const auto model = row_of({1e-3, 1e-3});
  const auto plan = protocols::plan_layer(model, {0, 1, 2}, 0, {protocols::Effort::quick, 1});
  REQUIRE(plan);
  for (std::size_t c = 0; c < plan->lengths.size(); c += 4) {
    std::set<std::uint64_t> pair_targets;
    for (std::size_t k = c; k < c + 4; ++k) pair_targets.insert(plan->expected[k][0]);
    CHECK(pair_targets.size() == 4);
    CHECK(plan->lengths[c] == plan->lengths[c + 3]);
  }
}

TEST_CASE("layer fidelity is the product of process fidelities, and EPLG 1 - LF^(1/(N-1)) of it") {
  std::vector<figures::Figure> blocks;
  for (const double fidelity : {0.99, 0.98, 0.999, 0.985}) {
    blocks.push_back(figures::sampled_figure("layer_fidelity", fidelity, 1e-4, figures::Origin::simulated, ""));
    blocks.back().subject = figures::FigureSubject{{0}, ""};
  }
  const auto figures = protocols::layer_fidelity_figures({0, 1, 2, 3}, "", blocks);
  REQUIRE(figures.size() == 3);
  const double product = 0.99 * 0.98 * 0.999 * 0.985;
  CHECK(figures[0].name == "layer_fidelity.4");
  CHECK(*figures[0].value == Approx(product).epsilon(1e-12));
  CHECK(*figures[1].value == Approx(1 - std::cbrt(product)).epsilon(1e-12));
  CHECK(*figures[2].value == Approx(0.8 * *figures[1].value).epsilon(1e-12));
}

TEST_CASE("intervals of a layer fidelity cover planted decays in 93 to 97 percent of 1000 repetitions", "[coverage]") {
  // A correct interval leaves this band with probability 0.4 % (three binomial standard deviations of 0.7 %).
  const auto model = row_of({4e-3, 4e-3, 4e-3, 4e-3, 4e-3});
  const std::vector<int> chain{0, 1, 2, 3, 4, 5};
  std::vector<LayerPlan> plans;
  for (const int layer : {0, 1}) {
    auto plan = protocols::plan_layer(model, chain, layer, {protocols::Effort::standard, 1});
    REQUIRE(plan);
    plans.push_back(std::move(*plan));
  }
  const double pair = 0.994, qubit = 0.9985;
  const double truth = std::pow(process_fidelity(pair, 4), 5) * std::pow(process_fidelity(qubit, 2), 2);
  int covered = 0;
  constexpr int repetitions = 1000;
  for (int r = 0; r < repetitions; ++r) {
    core::Random random({7, core::domain_of("layer coverage"), static_cast<std::uint64_t>(r), 0});
    std::vector<figures::Figure> blocks;
    for (const LayerPlan& plan : plans) {
      const auto own = protocols::estimate_layer(plan, planted(plan, pair, qubit, random));
      REQUIRE(own);
      blocks.insert(blocks.end(), own->begin(), own->end());
    }
    const auto figures = protocols::layer_fidelity_figures(chain, "", blocks);
    covered += *figures[0].low <= truth && truth <= *figures[0].high ? 1 : 0;
  }
  CHECK(covered >= 0.93 * repetitions);
  CHECK(covered <= 0.97 * repetitions);
}

TEST_CASE("samples of other circuits are refused") {
  const auto model = row_of({1e-3});
  const auto plan = protocols::plan_layer(model, {0, 1}, 0, {protocols::Effort::quick, 1});
  REQUIRE(plan);
  CHECK_FALSE(protocols::estimate_layer(*plan, {}));
}

// Embeddings against every placement there is, and routed circuits step by step.
#include "compile/placement.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include <catch2/catch.hpp>

#include "compile/small_machine.hpp"

using namespace qgauge;
using circuit::GateKind;
using compile::Block;
using compile::BlockKind;
using compile::CouplingGraph;
using compile::Layout;

namespace {

constexpr int budget = 400'000;

/// A ring with a chord; errors differ.
device::DeviceModel ring(int qubits, core::Random& random) {
  auto model = test::machine(qubits, GateKind::cx, true);
  std::erase_if(model.couplings, [&](const auto& c) {
    return c.b != c.a + 1 && !(c.a == 0 && c.b == qubits - 1) && !(c.a == 1 && c.b == qubits - 2);
  });
  for (auto& coupling : model.couplings) coupling.gate->infidelity = 0.001 + 0.05 * random.uniform();
  for (auto& qubit : model.qubits) qubit.p0_given_1 = 0.1 * random.uniform();
  return model;
}

std::vector<Block> pairs(const std::vector<std::array<std::uint32_t, 2>>& wires) {
  std::vector<Block> blocks;
  for (const auto& pair : wires) blocks.push_back({BlockKind::pair, pair, {{GateKind::cx, pair, 0}}});
  return blocks;
}

/// Of a placement where all that interact are coupled; infinite elsewhere.
double cost_of(const Layout& layout, const compile::Interactions& interactions, const CouplingGraph& graph) {
  double cost = 0;
  for (std::uint32_t wire = 0; wire < layout.size(); ++wire) {
    if (interactions.measured[wire]) cost += graph.readout_cost(layout[wire]);
    for (const auto& [partner, uses] : interactions.partners[wire]) {
      const auto* edge = graph.find(layout[wire], layout[partner]);
      if (edge == nullptr) return std::numeric_limits<double>::infinity();
      cost += uses * edge->cost / 2;
    }
  }
  return cost;
}

double least_cost(const compile::Interactions& interactions, const CouplingGraph& graph) {
  Layout all(graph.size());
  std::iota(all.begin(), all.end(), 0u);
  double least = std::numeric_limits<double>::infinity();
  do least = std::min(least, cost_of({all.begin(), all.begin() + interactions.wires()}, interactions, graph));
  while (std::ranges::next_permutation(all).found);
  return least;
}

}  // namespace

TEST_CASE("the embedding of a small circuit is the cheapest placement that there is") {
  for (std::uint64_t trial = 0; trial < 10; ++trial) {
    core::Random random({.seed = 51, .circuit = trial});
    const auto model = ring(7, random);
    const CouplingGraph graph(model);
    auto blocks = pairs({{0, 1}, {1, 2}, {0, 1}, {2, 3}});
    blocks.push_back({BlockKind::single, {3, 0}, {{GateKind::measure, {3, 0}, 0}}});
    const auto interactions = compile::interactions_of(4, blocks, {3, 1, 2, 2, 0});
    const auto layout = compile::embedding(interactions, graph, budget);
    REQUIRE(layout);
    CHECK(cost_of(*layout, interactions, graph) == Approx(least_cost(interactions, graph)));
  }
}

TEST_CASE("interactions that no coupling graph holds have no embedding") {
  core::Random random({.seed = 52});
  const CouplingGraph graph(ring(6, random));
  const auto blocks = pairs({{0, 1}, {1, 2}, {2, 3}, {3, 0}, {0, 2}, {1, 3}});
  CHECK_FALSE(compile::embedding(compile::interactions_of(4, blocks, std::vector<int>(6, 1)), graph, budget));
}

TEST_CASE("a routed circuit runs every block once, in order, on coupled qubits") {
  for (std::uint64_t trial = 0; trial < 10; ++trial) {
    core::Random random({.seed = 53, .circuit = trial});
    const auto model = ring(9, random);
    const CouplingGraph graph(model);
    std::vector<std::array<std::uint32_t, 2>> wires;
    for (int k = 0; k < 40; ++k) {
      const auto a = static_cast<std::uint32_t>(random.below(7));
      wires.push_back({a, static_cast<std::uint32_t>((a + 1 + random.below(6)) % 7)});
    }
    const auto blocks = pairs(wires);
    const auto routed = compile::place(blocks, std::vector<int>(40, 3), 7, graph, {trial, 2, {}});
    auto where = routed.start;
    std::vector<std::vector<std::uint32_t>> seen(7), expected(7);
    for (std::uint32_t k = 0; k < blocks.size(); ++k)
      for (const auto wire : blocks[k].wires) expected[wire].push_back(k);
    for (const auto& [block, qubits] : routed.steps) {
      CHECK(graph.find(qubits[0], qubits[1]) != nullptr);
      if (block == compile::RoutedStep::exchange) {
        for (auto& q : where) q = q == qubits[0] ? qubits[1] : q == qubits[1] ? qubits[0] : q;
        continue;
      }
      for (std::size_t k = 0; k < 2; ++k) {
        CHECK(where[blocks[block].wires[k]] == qubits[k]);
        seen[blocks[block].wires[k]].push_back(block);
      }
    }
    CHECK(seen == expected);
    CHECK(where == routed.end);
  }
}

TEST_CASE("what had to be routed lies where the couplings that it uses are the best") {
  auto model = test::machine(16, GateKind::cx, true);
  std::erase_if(model.couplings, [](const auto& c) { return c.b != c.a + 1; });
  for (auto& coupling : model.couplings)
    coupling.gate->infidelity = coupling.a >= 11 && coupling.b <= 14 ? 0.002 : 0.03;
  const CouplingGraph graph(model);
  const auto blocks = pairs({{0, 1}, {1, 2}, {2, 3}, {3, 0}, {0, 2}, {1, 3}});
  const auto routed = compile::place(blocks, std::vector<int>(6, 3), 4, graph, {0, 1, {}});
  REQUIRE(routed.swaps > 0);
  for (const auto& step : routed.steps) {
    for (const std::uint32_t qubit : step.qubits) CHECK((qubit >= 11 && qubit <= 14));
  }
}

TEST_CASE("distances walk around bad couplings") {
  auto model = test::machine(4, GateKind::cx, true);
  std::erase_if(model.couplings, [](const auto& c) { return c.a == 0 && c.b == 3; });
  std::erase_if(model.couplings, [](const auto& c) { return c.a == 1 && c.b == 2; });  // 0-1-3 and 0-2-3
  for (auto& coupling : model.couplings) coupling.gate->infidelity = coupling.a == 0 && coupling.b == 1 ? 0.1 : 0.001;
  const CouplingGraph graph(model);
  const compile::Distances distance(graph, {0, 1, 2, 3});
  CHECK(distance(0, 3) == Approx(distance(0, 2) + distance(2, 3)));
  CHECK(distance(0, 1) > distance(0, 2));
}

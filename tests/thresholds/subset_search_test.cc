// find_subset on machines of the size of real ones.
#include <cmath>
#include <ctime>
#include <limits>

#include "thresholds/subset_support.hpp"

using namespace qgauge;
using subject::CouplingGraph;
using support::grid;
using support::heavy_hex;
using thresholds::find_subset;
using thresholds::SubsetScope;
using Obstacle = thresholds::SubsetSearch::Obstacle;
using Outcome = thresholds::SubsetSearch::Outcome;
using Proof = thresholds::SubsetSearch::Proof;

namespace {

constexpr int no_end = std::numeric_limits<int>::max();

}  // namespace

TEST_CASE("Couplings that all lie exactly at the limit meet it") {
  CouplingGraph ring{.qubits = 150, .uniform_infidelity = {}, .edges = {}};
  for (int i = 0; i < 150; ++i) ring.edges.push_back({i, (i + 1) % 150, 1e-3});
  CHECK(find_subset(ring, 100, 200, 1e-3).outcome == Outcome::found);
  CHECK(find_subset(ring, 100, 200, std::nextafter(1e-3, 0.0)).outcome != Outcome::found);
}

TEST_CASE("Three good couplings in a bad machine are found") {
  CouplingGraph line{.qubits = 50, .uniform_infidelity = {}, .edges = {}};
  for (int i = 0; i + 1 < 50; ++i) line.edges.push_back({i, i + 1, i >= 20 && i < 23 ? 1e-4 : 5e-2});
  const auto search = find_subset(line, 4, no_end, 1e-4);
  REQUIRE(search.outcome == Outcome::found);
  CHECK(search.subset->qubits == std::vector<int>{20, 21, 22, 23});
  CHECK(find_subset(line, 5, no_end, 1e-4).outcome == Outcome::proven_none);
}

TEST_CASE("Unknown couplings neither found nor exclude a subset") {
  CouplingGraph line{.qubits = 10, .uniform_infidelity = {}, .edges = {}};
  for (int i = 0; i + 1 < 10; ++i) line.edges.push_back({i, i + 1, std::nullopt});
  for (const auto scope : {SubsetScope::induced, SubsetScope::chosen}) {
    CHECK(find_subset(line, 4, no_end, 1e-3, scope).obstacle == Obstacle::unknown_errors);
    CHECK(find_subset(line, 11, no_end, 1e-3, scope).proof == Proof::size);
  }
}

TEST_CASE("Without a limit any connected subset of the size is enough") {
  CouplingGraph line{.qubits = 10, .uniform_infidelity = {}, .edges = {}};
  for (int i = 0; i + 1 < 10; ++i) line.edges.push_back({i, i + 1, 0.9});
  const double none = std::numeric_limits<double>::infinity();
  CHECK(find_subset(line, 10, no_end, none).outcome == Outcome::found);
  CHECK(find_subset(line, 11, no_end, none).outcome == Outcome::proven_none);
}

TEST_CASE("Of a complete graph with one error every subset has that error") {
  CouplingGraph graph{.qubits = 56, .complete = true, .uniform_infidelity = 1e-3, .edges = {}};
  CHECK(find_subset(graph, 34, 100, 1e-3).outcome == Outcome::found);
  CHECK(find_subset(graph, 34, 100, 9e-4).outcome == Outcome::proven_none);
  CHECK(find_subset(graph, 34, 100, 9e-4).best_mean == 1e-3);
  CHECK(find_subset(graph, 34, 100, 1e-3, SubsetScope::chosen).subset->couplings.size() == 33);
  CHECK(find_subset(graph, 57, 100, 1e-3).outcome == Outcome::proven_none);
  graph.uniform_infidelity.reset();
  CHECK(find_subset(graph, 34, 100, 1e-3).outcome == Outcome::open);
  CHECK(find_subset(graph, 34, 100, 1.0).outcome == Outcome::found);
}

TEST_CASE("Chosen couplings leave out a bad one that the qubits of a ring would bring") {
  CouplingGraph ring{.qubits = 40, .uniform_infidelity = {}, .edges = {}};
  for (int i = 0; i < 40; ++i) ring.edges.push_back({i, (i + 1) % 40, i == 39 ? 0.5 : 1e-3});
  CHECK(find_subset(ring, 40, no_end, 1e-3, SubsetScope::induced).outcome == Outcome::proven_none);
  const auto chosen = find_subset(ring, 40, no_end, 1e-3, SubsetScope::chosen);
  REQUIRE(chosen.outcome == Outcome::found);
  CHECK(chosen.subset->couplings.size() == 39);
  CHECK(chosen.subset->mean_cnot_infidelity == 1e-3);
}

TEST_CASE("A subset that no bound excludes is excluded by the exact search") {
  // Twenty good couplings on each side of a bad bridge, which 34 qubits must cross.
  CouplingGraph line{.qubits = 40, .uniform_infidelity = {}, .edges = {}};
  for (int i = 0; i + 1 < 40; ++i) line.edges.push_back({i, i + 1, i == 19 ? 0.5 : 1e-5});
  const auto search = find_subset(line, 34, 100, 1e-4);
  CHECK(search.outcome == Outcome::proven_none);
  CHECK(search.proof == Proof::exhaustion);
  CHECK(search.lower_bound == 1e-4);
  REQUIRE(search.best_mean);
  CHECK(*search.best_mean == Approx((38 * 1e-5 + 0.5) / 39));
}

TEST_CASE("The same question has the same answer after the same work") {
  core::Random random(core::RandomKey{.seed = 3});
  const CouplingGraph graph = heavy_hex(8, random);
  for (const double limit : {2.4e-3, 2.6e-3}) {
    const auto once = find_subset(graph, 34, 100, limit);
    const auto twice = find_subset(graph, 34, 100, limit);
    CHECK(once.outcome == twice.outcome);
    CHECK(once.work == twice.work);
    CHECK(once.best_mean == twice.best_mean);
    if (once.subset) CHECK(once.subset->qubits == twice.subset->qubits);
  }
}

TEST_CASE("On a heavy hexagon lattice of 156 qubits every limit is decided in little time") {
  core::Random random(core::RandomKey{.seed = 5});
  const CouplingGraph graph = heavy_hex(8, random);
  REQUIRE(graph.qubits == 156);
  // The bound is on processor time, and dozens of times what it takes, for slow machines and sanitizers.
  const std::clock_t start = std::clock();
  for (const auto scope : {SubsetScope::induced, SubsetScope::chosen}) {
    const auto first = find_subset(graph, 100, 200, 0.0, scope);
    REQUIRE(first.best_mean);
    bool met = false;
    for (const double factor : {0.9, 0.95, 0.98, 0.99, 1.0, 1.05}) {
      const auto search = find_subset(graph, 100, 200, *first.best_mean * factor, scope);
      INFO("factor " << factor);
      CHECK(search.outcome != Outcome::open);
      CHECK((search.outcome == Outcome::found || !met));
      met = search.outcome == Outcome::found;
    }
    CHECK(met);
  }
  CHECK(std::clock() - start < 20 * CLOCKS_PER_SEC);
}

TEST_CASE("A machine too wide for the exact search is left open with a gap") {
  core::Random random(core::RandomKey{.seed = 6});
  const CouplingGraph graph = grid(random, 20, 20);
  const auto first = find_subset(graph, 200, no_end, 0.0, SubsetScope::chosen);
  REQUIRE(first.best_mean);
  const double between = (first.lower_bound + *first.best_mean) / 2;
  const auto search = find_subset(graph, 200, no_end, between, SubsetScope::chosen);
  CHECK(search.outcome == Outcome::open);
  CHECK(search.obstacle == Obstacle::work);
  CHECK(search.lower_bound < between);
  CHECK(*search.best_mean > between);
}

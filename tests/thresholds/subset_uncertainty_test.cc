// Subsets whose couplings have uncertain errors: what is found, and what is excluded, with the probability that a
// decision asks.
#include "thresholds/subset_uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "thresholds/judge.hpp"
#include "thresholds/subset_support.hpp"
#include "thresholds/subset_tail.hpp"

using namespace qgauge;
using subject::CouplingGraph;
using subject::Edge;
using thresholds::Relation;
using thresholds::SubsetScope;

namespace {

/// A path whose couplings all have one error and one deviation.
CouplingGraph path(int qubits, double error, double sigma) {
  CouplingGraph graph{.qubits = qubits, .uniform_infidelity = {}, .edges = {}};
  for (int i = 0; i + 1 < qubits; ++i) graph.edges.push_back({i, i + 1, error, 0, sigma});
  return graph;
}

thresholds::Condition step(double from, double limit) {
  return support::with_clause("x", support::all({support::bound("physical_qubits.connected", Relation::at_least, from),
                                                 support::bound("cnot_infidelity.mean", Relation::at_most, limit)}));
}

thresholds::Judgement judge(const CouplingGraph& graph, double from, double limit,
                            const std::string& reading = "best_subset") {
  auto item = support::computer(graph.qubits, 0.9);
  item.graphs["cnot_infidelity"] = graph;
  thresholds::SubsetMemory memory;
  const thresholds::Entry entry = support::entry({"computer"}, step(from, limit));
  return thresholds::judge_best_subset({entry, {}}, {.subject = item, .reading = *thresholds::parse_reading(reading)},
                                       memory);
}

double mean_of_cheapest(std::vector<double> errors, int couplings) {
  std::ranges::sort(errors);
  return std::accumulate(errors.begin(), errors.begin() + couplings, 0.0) / couplings;
}

/// Share of draws of all errors in which the cheapest couplings have a mean of at most `limit`.
double share_of_cheap(const CouplingGraph& graph, int couplings, double limit) {
  core::Random random(core::RandomKey{.seed = 5});
  constexpr int draws = 4000;
  int cheap = 0;
  for (int draw = 0; draw < draws; ++draw) {
    std::vector<double> errors;
    for (const Edge& edge : graph.edges) {
      errors.push_back(std::max(0.0, edge.cnot_infidelity.value_or(edge.least) + edge.sigma * random.normal()));
    }
    cheap += mean_of_cheapest(errors, couplings) <= limit ? 1 : 0;
  }
  return static_cast<double>(cheap) / draws;
}

/// Errors between 2e-3 and 2e-2, deviations up to the error itself.
CouplingGraph uncertain_graph() {
  core::Random random(core::RandomKey{.seed = 11});
  CouplingGraph graph = support::random_graph(random, 60, 0.1, 0, 150);
  for (Edge& edge : graph.edges) {
    edge.cnot_infidelity = 2e-3 * std::pow(10, random.uniform());
    edge.sigma = *edge.cnot_infidelity * random.uniform();
  }
  return graph;
}

}  // namespace

TEST_CASE("Bernstein's inequality bounds the chance that the cheapest couplings are better than stated") {
  const CouplingGraph graph = uncertain_graph();
  for (const int couplings : {5, 20, 60}) {
    double last = 0;
    for (const double limit : {1e-4, 5e-4, 1e-3, 2e-3, 4e-3, 8e-3}) {
      INFO(couplings << " couplings, " << limit);
      const double bound = thresholds::chance_of_cheap(graph, couplings, limit);
      CHECK(bound >= share_of_cheap(graph, couplings, limit) - 0.01);
      CHECK(bound >= last);
      last = bound;
    }
  }
}

TEST_CASE("The chance of cheap couplings is small far below what they look like and one above") {
  const CouplingGraph graph = path(100, 1e-2, 3e-3);
  CHECK(thresholds::chance_of_cheap(graph, 33, 1e-3) < 1e-3);
  CHECK(thresholds::chance_of_cheap(graph, 33, 1e-2) == 1);
  CHECK(thresholds::chance_of_cheap(graph, 100, 1e-3) == 0);
  CHECK(thresholds::chance_of_cheap(graph, 0, 1e-3) == 1);
}

TEST_CASE("A subset whose mean is uncertain is found only where it meets the limit with the decision's probability") {
  // 16 couplings of deviation 4e-4 have a mean of deviation 1e-4; the decision asks 1.96 of them.
  const CouplingGraph graph = path(17, 1e-3, 4e-4);
  CHECK(judge(graph, 17, 1.25e-3).met == true);
  CHECK(judge(graph, 17, 1.15e-3).met == std::nullopt);
  CHECK(judge(graph, 17, 0.9e-3).met == std::nullopt);
  CHECK(judge(graph, 17, 0.2e-3).met == false);
}

TEST_CASE("An uncertain subset says its interval and what decides") {
  const auto open = judge(path(17, 1e-3, 4e-4), 17, 1.1e-3);
  CHECK_THAT(support::told(open.reasons), Catch::Contains("between 8.04e-4 and 1.196e-3"));
  REQUIRE_FALSE(open.missing.empty());
  CHECK_THAT(open.missing.back().name, Catch::Contains("C-NOT error"));
  REQUIRE(open.assumptions.size() == 1);
  CHECK_THAT(open.assumptions.front(), Catch::Contains("independent"));
}

TEST_CASE("One factor that all errors share does not average out") {
  CouplingGraph graph = path(17, 1e-3, 0);
  graph.common_sigma = 0.1;
  CHECK(judge(graph, 17, 1.15e-3).met == std::nullopt);
  CHECK(judge(graph, 17, 1.3e-3).met == true);
  CHECK(judge(graph, 17, 0.7e-3).met == false);
}

TEST_CASE("A median of uncertain errors holds where every error alone may be off") {
  const CouplingGraph graph = path(17, 1e-3, 1e-5);
  CHECK(judge(graph, 17, 1.1e-3, "best_subset/median").met == true);
  CHECK(judge(graph, 17, 1.01e-3, "best_subset/median").met == std::nullopt);
  CHECK(judge(graph, 17, 0.9e-3, "best_subset/median").met == false);
}

TEST_CASE("What is decided of uncertain errors holds in nearly all draws of the true ones") {
  const CouplingGraph stated = uncertain_graph();
  core::Random random(core::RandomKey{.seed = 23});
  for (const double limit : {1e-3, 2e-3, 3e-3, 4e-3, 5e-3, 6e-3, 7e-3}) {
    const auto met = judge(stated, 12, limit).met;
    if (!met) continue;
    int wrong = 0;
    constexpr int draws = 60;
    for (int draw = 0; draw < draws; ++draw) {
      CouplingGraph truth = stated;
      for (Edge& edge : truth.edges) {
        edge.cnot_infidelity = std::clamp(*edge.cnot_infidelity + edge.sigma * random.normal(), 0.0, 1.0);
        edge.sigma = 0;
      }
      const auto real = judge(truth, 12, limit).met;
      wrong += real && *real != *met ? 1 : 0;
    }
    INFO(limit);
    CHECK(wrong <= 6);  // 0.025 of 60 is 1.5; 7 or more have a chance of 1e-3
  }
}

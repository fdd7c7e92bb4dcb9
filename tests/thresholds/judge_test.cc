#include "thresholds/judge.hpp"

#include "thresholds/support.hpp"

using namespace qgauge;
using subject::CouplingGraph;
using support::bundled_rules;
using support::computer;
using support::told;
using support::verdict;
using thresholds::Decision;
using thresholds::Relation;

namespace {

thresholds::Judgement judge_subsets(const thresholds::Condition& condition, const subject::Subject& item,
                                    const thresholds::Reading& reading = {
                                        .scope = thresholds::Reading::Scope::best_subset}) {
  thresholds::SubsetMemory memory;
  const thresholds::Entry entry = support::entry({"computer"}, condition);
  return thresholds::judge_best_subset({entry, {}}, {.subject = item, .reading = reading}, memory);
}

thresholds::Verdict best(const subject::Subject& item) {
  return verdict(bundled_rules(), item, "us-ear", "2026-01-01", "best_subset");
}

/// A line of qubits whose first couplings are good and the others bad, with its own mean.
subject::Subject line(int qubits, int good, double good_error, double bad_error) {
  CouplingGraph graph{.qubits = qubits, .uniform_infidelity = {}, .edges = {}};
  double sum = 0;
  for (int i = 0; i + 1 < qubits; ++i) {
    graph.edges.push_back({i, i + 1, i < good ? good_error : bad_error});
    sum += *graph.edges.back().cnot_infidelity;
  }
  auto item = computer(qubits, sum / (qubits - 1));
  item.graphs["cnot_infidelity"] = graph;
  return item;
}

}  // namespace

TEST_CASE("A machine that fails as a whole is controlled by a subset that meets a step") {
  const auto item = line(150, 110, 9e-4, 1e-2);
  CHECK(verdict(bundled_rules(), item).decision == Decision::not_controlled);
  const auto found = best(item);
  CHECK(found.decision == Decision::controlled);
  REQUIRE(found.subset);
  CHECK(found.subset->qubits.size() >= 100);
  CHECK(found.subset->qubits.size() < 200);
  CHECK(found.subset->mean_cnot_infidelity <= 1e-3);
  CHECK_THAT(told(found.reasons),
             Catch::Contains("4A906.a.2: a connected subset of 100 qubits has the mean C-NOT error 9e-4"));
  REQUIRE(found.conditional_on.size() == 1);
}

TEST_CASE("A machine whose best couplings are too bad for every step in reach is not controlled") {
  const auto found = best(line(150, 0, 0, 5e-3));
  CHECK(found.decision == Decision::not_controlled);
  CHECK_FALSE(found.subset);
  CHECK_THAT(told(found.reasons), Catch::Contains("4A906.a.1: no connected subset of 34 to 99 qubits") &&
                                      Catch::Contains("4A906.a.3: fewer than 200 qubits are connected"));
}

TEST_CASE("A subset that only an exact search excludes is excluded and the reason says so") {
  auto item = line(40, 0, 0, 5e-3);
  // 20 good couplings on each side of a bad bridge: 34 qubits must cross it, but no bound sees that.
  for (auto& edge : item.graphs["cnot_infidelity"].edges) edge.cnot_infidelity = edge.a == 19 ? 0.5 : 1e-5;
  support::set_figure(item, support::exact("cnot_infidelity.mean", 1.3e-2));
  const auto found = best(item);
  CHECK(found.decision == Decision::not_controlled);
  CHECK_THAT(told(found.reasons), Catch::Contains("an exact search left none out") &&
                                      Catch::Contains("the best that was seen has the mean 0.01283"));
}

TEST_CASE("A search too large to be finished leaves the verdict open and says how far") {
  auto item = computer(400, 0.5);
  CouplingGraph graph{.qubits = 400, .uniform_infidelity = {}, .edges = {}};
  for (int q = 0; q < 400; ++q) {  // of each row only every second coupling is good, and between rows none is
    if (q % 20 < 19) graph.edges.push_back({q, q + 1, q % 2 == 0 ? 1e-6 : 4e-3});
    if (q < 380) graph.edges.push_back({q, q + 20, 5e-3});
  }
  item.graphs["cnot_infidelity"] = graph;
  const auto found = best(item);
  CHECK(found.decision == Decision::undetermined);
  CHECK_THAT(told(found.reasons),
             Catch::Contains("was found, and none is excluded: the search is too large to be finished"));
}

TEST_CASE("Verdicts of regimes with one ladder rest on one search") {
  const auto item = line(150, 110, 9e-4, 1e-2);
  const auto& graph = item.graphs.at("cnot_infidelity");
  thresholds::SubsetMemory memory;
  const auto& first = memory.find("cnot_infidelity", graph, 100, 200, 1e-3, thresholds::SubsetScope::induced);
  CHECK(&memory.find("cnot_infidelity", graph, 100, 200, 1e-3, thresholds::SubsetScope::induced) == &first);
  CHECK(&memory.find("cnot_infidelity", graph, 100, 200, 1e-3, thresholds::SubsetScope::chosen) != &first);
  CHECK(&memory.find("cnot_infidelity.layered", graph, 100, 200, 1e-3, thresholds::SubsetScope::induced) != &first);
  CHECK(first.outcome == thresholds::SubsetSearch::Outcome::found);
}

TEST_CASE("The whole machine is one of its subsets") {
  const auto found = best(line(150, 149, 9e-4, 1));
  CHECK(found.decision == Decision::controlled);
  CHECK_THAT(told(found.reasons), Catch::Contains("the whole machine"));
}

TEST_CASE("Best subset never clears what the whole reading does not clear") {
  for (const int qubits : {20, 33, 34, 60, 120, 250}) {
    for (const double bad : {5e-5, 8e-4, 3e-3, 1e-2}) {
      const auto item = line(qubits, qubits / 3, 5e-5, bad);
      const Decision whole = verdict(bundled_rules(), item).decision;
      const Decision subset = best(item).decision;
      INFO(qubits << " qubits at " << bad);
      if (whole == Decision::controlled) CHECK(subset == Decision::controlled);
      if (subset == Decision::not_controlled) CHECK(whole == Decision::not_controlled);
    }
  }
}

TEST_CASE("A mean that is uncertain keeps the subset reading from clearing") {
  auto item = line(150, 0, 0, 5e-3);
  support::set_figure(item, support::sampled("cnot_infidelity.mean", 1e-3, 1e-4));
  CHECK(verdict(bundled_rules(), item).decision == Decision::undetermined);
  CHECK(best(item).decision == Decision::undetermined);
}

TEST_CASE("Without couplings a mean convicts the whole and clears only what is too small") {
  CHECK(best(computer(150, 9e-4)).decision == Decision::controlled);
  CHECK(best(computer(2000, 0.5)).decision == Decision::controlled);
  CHECK(best(computer(33, 0)).decision == Decision::not_controlled);
  const auto open = best(computer(150, 5e-3));
  CHECK(open.decision == Decision::undetermined);
  REQUIRE(open.missing.size() == 1);
  CHECK(open.missing.front().who_knows == "vendor");
}

TEST_CASE("Unknown couplings are asked of the vendor where they leave the verdict open") {
  auto item = line(60, 60, 5e-3, 0);
  for (auto& edge : item.graphs["cnot_infidelity"].edges) {
    if (edge.a > 5) edge.cnot_infidelity.reset();
  }
  support::set_figure(item, support::bounded("cnot_infidelity.mean", 1e-4, 0.95));
  const auto found = best(item);
  CHECK(found.decision == Decision::undetermined);
  REQUIRE_FALSE(found.missing.empty());
  CHECK_THAT(found.missing.back().name, Catch::StartsWith("the C-NOT error of couplings 6-7, 7-8, "));
}

TEST_CASE("All pairs coupled with one error makes every subset as good as the whole") {
  auto item = computer(150, 2e-3);
  item.graphs["cnot_infidelity"] =
      CouplingGraph{.qubits = 150, .complete = true, .uniform_infidelity = 2e-3, .edges = {}};
  CHECK(best(item).decision == Decision::not_controlled);
}

TEST_CASE("What a step asks beyond count and error is asked of the machine") {
  const auto step =
      support::with_clause("x", support::all({support::bound("physical_qubits.connected", Relation::above, 99),
                                              support::bound("cnot_infidelity.mean", Relation::below, 1e-3),
                                              support::bound("quantum_volume.log2", Relation::at_least, 10)}));
  auto item = line(150, 110, 9e-4, 1e-2);
  CHECK(judge_subsets(step, item).met == std::nullopt);
  support::set_figure(item, support::exact("quantum_volume.log2", 9));
  CHECK(judge_subsets(step, item).met == false);
  support::set_figure(item, support::exact("quantum_volume.log2", 10));
  const auto judged = judge_subsets(step, item);
  CHECK(judged.met == true);
  REQUIRE(judged.subset);
  CHECK(judged.subset->qubits.size() >= 100);
}

TEST_CASE("An error exactly at a limit of below is not below it for a subset either") {
  auto step = support::all({support::bound("cnot_infidelity.mean", Relation::below, 9e-4)});
  CHECK(judge_subsets(step, line(10, 10, 9e-4, 1)).met != true);
  step.parts.front().relation = Relation::at_most;
  CHECK(judge_subsets(step, line(10, 10, 9e-4, 1)).met == true);
}

TEST_CASE("A condition that is no list of steps is left open by the subset reading") {
  const auto excluded = support::negation(support::bound("cnot_infidelity.mean", Relation::above, 0.5));
  const auto all = support::all({excluded, excluded});
  auto item = line(10, 0, 0, 0.6);
  CHECK(judge_subsets(all, item).met == std::nullopt);
}

TEST_CASE("A mean that missing couplings leave open is settled where the search excludes every subset") {
  auto item = line(150, 0, 0, 5e-3);
  support::set_figure(item, support::bounded("cnot_infidelity.mean", 5e-5, 1));
  CHECK(verdict(bundled_rules(), item).decision == Decision::not_controlled);
  CHECK(best(item).decision == Decision::not_controlled);
}

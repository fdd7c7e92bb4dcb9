// The readings best_subset and best_couplings with their departures: which graph, which figure, which factor.
#include <algorithm>
#include <cmath>

#include "thresholds/judge.hpp"
#include "thresholds/subset_support.hpp"

using namespace qgauge;
using subject::CouplingGraph;
using support::all;
using support::bound;
using support::told;
using thresholds::Relation;

namespace {

constexpr const char* connected = "physical_qubits.connected";
constexpr const char* mean_error = "cnot_infidelity.mean";

thresholds::Condition step(double from, double limit, Relation relation = Relation::at_most) {
  return support::with_clause("x",
                              all({bound(connected, Relation::at_least, from), bound(mean_error, relation, limit)}));
}

thresholds::Judgement judge(const thresholds::Condition& condition, const subject::Subject& item,
                            const std::string& reading) {
  const auto parsed = thresholds::parse_reading(reading);
  REQUIRE(parsed);
  thresholds::SubsetMemory memory;
  const thresholds::Entry entry = support::entry({"computer"}, condition);
  return thresholds::judge_best_subset({entry, {}}, {.subject = item, .reading = *parsed}, memory);
}

/// A machine that fails as a whole under every reading, with this graph.
subject::Subject machine(const CouplingGraph& graph, const std::string& stem = "cnot_infidelity") {
  auto item = support::computer(graph.qubits, 0.9);
  support::set_figure(item, support::exact("cnot_infidelity.median", 0.9));
  support::set_figure(item, support::exact(stem + ".mean", 0.9));
  support::set_figure(item, support::exact(stem + ".median", 0.9));
  item.graphs[stem] = graph;
  return item;
}

CouplingGraph path(const std::vector<double>& errors) {
  CouplingGraph graph{.qubits = static_cast<int>(errors.size()) + 1, .uniform_infidelity = {}, .edges = {}};
  for (int i = 0; i + 1 < graph.qubits; ++i) graph.edges.push_back({i, i + 1, errors[static_cast<std::size_t>(i)]});
  return graph;
}

/// A ring of good couplings with bad chords: between the qubits of the ring all chords count, unless they are left out.
CouplingGraph ring_with_chords() {
  CouplingGraph graph{.qubits = 6, .uniform_infidelity = {}, .edges = {}};
  for (int q = 0; q < 6; ++q) graph.edges.push_back({std::min(q, (q + 1) % 6), std::max(q, (q + 1) % 6), 1e-3});
  for (int q = 0; q < 3; ++q) graph.edges.push_back({q, q + 3, 5e-2});
  return graph;
}

/// Whether some connected set of couplings of at least `least` qubits (all between its qubits where `induced`) has a
/// median of at most the limit: by asking all of them.
bool exists_by_median(const CouplingGraph& graph, int least, double limit, bool induced) {
  const auto edges = static_cast<unsigned>(graph.edges.size());
  for (unsigned taken = 1; taken < 1U << edges; ++taken) {
    unsigned qubits = 0;
    std::vector<double> errors;
    for (unsigned i = 0; i < edges; ++i) {
      if ((taken >> i & 1U) == 0) continue;
      qubits |= 1U << graph.edges[i].a | 1U << graph.edges[i].b;
      errors.push_back(*graph.edges[i].cnot_infidelity);
    }
    unsigned all_between = 0;
    for (unsigned i = 0; i < edges; ++i) {
      const unsigned both = 1U << graph.edges[i].a | 1U << graph.edges[i].b;
      if ((qubits & both) == both) all_between |= 1U << i;
    }
    unsigned reached = qubits & (~qubits + 1);
    for (int round = 0; round < graph.qubits; ++round) {
      for (unsigned i = 0; i < edges; ++i) {
        const unsigned both = 1U << graph.edges[i].a | 1U << graph.edges[i].b;
        if ((taken >> i & 1U) != 0 && (reached & both) != 0) reached |= both;
      }
    }
    if (reached != qubits || __builtin_popcount(qubits) < least || (induced && taken != all_between)) continue;
    std::ranges::sort(errors);
    const std::size_t half = errors.size() / 2;
    const double median = errors.size() % 2 == 1 ? errors[half] : (errors[half - 1] + errors[half]) / 2;
    if (median <= limit) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("Chosen couplings leave out those that an induced subset has to count") {
  const auto item = machine(ring_with_chords());
  CHECK(judge(step(6, 2e-3), item, "best_subset").met == false);
  const auto found = judge(step(6, 2e-3), item, "best_couplings");
  CHECK(found.met == true);
  REQUIRE(found.subset);
  CHECK(found.subset->qubits.size() == 6);
  CHECK(found.subset->couplings.size() >= 5);
  CHECK(found.subset->mean_cnot_infidelity == Approx(1e-3));
  CHECK_THAT(told(found.reasons),
             Catch::Contains("a connected set of couplings among 6 qubits has the mean C-NOT error 1e-3"));
}

TEST_CASE("Each operation has a graph of its own") {
  const auto item = machine(path({1e-3, 1e-3, 1e-3}), "cnot_infidelity.simultaneous");
  CHECK(judge(step(4, 2e-3), item, "best_subset/simultaneous").met == true);
  const auto other = judge(step(4, 2e-3), item, "best_subset");
  CHECK(other.met == std::nullopt);
  CHECK_THAT(told(other.reasons), Catch::Contains("the errors of the couplings are not known one by one"));
}

TEST_CASE("A simulated reading searches the graph of simulated errors and asks for measurements where it lacks them") {
  const auto item = machine(path({1e-3, 1e-3, 1e-3}), "rb.cnot_infidelity.isolated");
  CHECK(judge(step(4, 2e-3), item, "best_couplings/simulated").met == true);
  const auto missing = judge(step(4, 2e-3), machine(path({1e-3, 1e-3, 1e-3})), "best_subset/simulated").missing;
  REQUIRE_FALSE(missing.empty());
  CHECK(missing.back().name == "the C-NOT error of each coupling");
  CHECK(missing.back().who_knows == "measurement");
}

TEST_CASE("A converted error is compared with the limit and told both ways") {
  const auto item = machine(path({9e-4, 9e-4, 9e-4}));
  CHECK(judge(step(4, 1e-3), item, "best_subset").met == true);
  CHECK(judge(step(4, 1e-3), item, "best_subset/process").met == false);
  CHECK(judge(step(4, 1.35e-3), item, "best_subset/per_clifford").met == true);
  const auto found = judge(step(4, 1.125e-3), item, "best_subset/process");
  CHECK(found.met == true);
  CHECK_THAT(told(found.reasons), Catch::Contains("mean C-NOT error 9e-4 (1.125e-3 as process infidelity)"));
  const auto& reason = found.reasons.front().because.front();
  CHECK(*reason.value == Approx(1.125e-3));
  CHECK(*reason.limit == 1.125e-3);
  CHECK(found.subset->mean_cnot_infidelity == Approx(9e-4));
}

TEST_CASE("The median of a subset is that of its couplings and not their mean") {
  const auto item = machine(path({1e-3, 1e-3, 1e-3, 0.5, 0.5}));
  CHECK(judge(step(6, 2e-3), item, "best_subset").met == false);
  const auto found = judge(step(6, 2e-3), item, "best_subset/median");
  CHECK(found.met == true);
  CHECK_THAT(told(found.reasons), Catch::Contains("the median C-NOT error 1e-3"));
  REQUIRE(found.subset);
  CHECK(found.subset->mean_cnot_infidelity == Approx((3e-3 + 1) / 5));
}

TEST_CASE("Of an even number of couplings the median is the mean of the two in the middle") {
  // The path of five has the errors 1, 1, 2, 2 thousandths: half are within 1.4e-3, and the median is 1.5e-3.
  const auto item = machine(path({1e-3, 1e-3, 2e-3, 2e-3}));
  CHECK(judge(step(5, 1.5e-3), item, "best_subset/median").met == true);
  CHECK(judge(step(5, 1.4e-3), item, "best_subset/median").met != true);
  CHECK(judge(step(5, 0.9e-3), item, "best_subset/median").met == false);
}

TEST_CASE("A median of a subset is found or excluded only where asking every subset agrees") {
  core::Random random(core::RandomKey{.seed = 20250611});
  int found = 0;
  int excluded = 0;
  int open = 0;
  for (int trial = 0; trial < 150; ++trial) {
    const CouplingGraph graph = support::random_graph(random, 6, 0.5, 0, 9);
    const double limit = support::dyadic(random);
    const int least = 3 + static_cast<int>(random.below(3));
    for (const bool induced : {true, false}) {
      const auto judged =
          judge(step(least, limit), machine(graph), induced ? "best_subset/median" : "best_couplings/median");
      INFO(trial << " " << induced);
      if (judged.met) CHECK(*judged.met == exists_by_median(graph, least, limit, induced));
      found += judged.met == true ? 1 : 0;
      excluded += judged.met == false ? 1 : 0;
      open += judged.met ? 0 : 1;
    }
  }
  CHECK(found > 50);
  CHECK(excluded > 50);
  CHECK(open < 30);
}

TEST_CASE("Where every pair is coupled with one error its median is that error") {
  const CouplingGraph graph{.qubits = 50, .complete = true, .uniform_infidelity = 1e-3, .edges = {}};
  const auto found = judge(step(40, 1e-3), machine(graph), "best_subset/median");
  CHECK(found.met == true);
  CHECK(judge(step(40, 9e-4), machine(graph), "best_subset/median").met == false);
}

TEST_CASE("Unknown errors leave a median open where they decide it") {
  CouplingGraph graph = path({1e-3, 1e-3, 1e-3, 0.5});
  graph.edges[0].cnot_infidelity.reset();
  graph.edges[1].cnot_infidelity.reset();
  CHECK(judge(step(5, 2e-3), machine(graph), "best_subset/median").met == std::nullopt);
}

TEST_CASE("A subset that misses its limit is told by how much its errors would have to fall") {
  const auto judged = judge(step(4, 1e-3), machine(path({2e-3, 2e-3, 2e-3})), "best_subset");
  CHECK(judged.met == false);
  REQUIRE(judged.counterfactuals.size() == 1);
  CHECK_THAT(judged.counterfactuals.front().text,
             Catch::Contains("controlled if the mean C-NOT error of the best connected subset of 4 or more qubits that "
                             "was seen falls by 50 % to 1e-3"));
}

TEST_CASE("A subset that meets its limit is told by how much its errors may rise") {
  const auto judged = judge(step(4, 3e-3), machine(path({2e-3, 2e-3, 2e-3})), "best_subset");
  REQUIRE(judged.counterfactuals.size() == 1);
  CHECK(judged.counterfactuals.front().becomes == thresholds::Decision::undetermined);
  CHECK_THAT(judged.counterfactuals.front().text,
             Catch::Contains("no longer shown by this subset if its mean C-NOT error rises by 50 % above 3e-3"));
}

TEST_CASE("A reading without a figure is undetermined and not excluded") {
  const auto judged = judge(step(4, 1e-3), machine(path({1e-4, 1e-4, 1e-4})), "best_subset/median/simulated");
  CHECK(judged.met == std::nullopt);
}

TEST_CASE("A step without a limit on the error is met by enough connected qubits") {
  const auto sized = support::with_clause("x", all({bound(connected, Relation::at_least, 3)}));
  auto item = machine(path({0.9, 0.9, 0.9}));
  support::set_figure(item, support::bounded(connected, 0, 4));
  const auto judged = judge(sized, item, "best_subset");
  CHECK(judged.met == true);
  CHECK_THAT(told(judged.reasons), Catch::Contains("is enough, whatever its C-NOT error"));
}

// The exact searches and their parts, against each other and against exhaustive oracles.
#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "thresholds/subset_enumeration.hpp"
#include "thresholds/subset_frontier.hpp"
#include "thresholds/subset_layer.hpp"
#include "thresholds/subset_measure.hpp"
#include "thresholds/subset_support.hpp"

using namespace qgauge;
using namespace qgauge::thresholds;
using subject::CouplingGraph;
using subject::Edge;
using support::dyadic;
using support::grid;
using support::random_graph;
using End = ExactSearch::End;
using Obstacle = SubsetSearch::Obstacle;
using Outcome = SubsetSearch::Outcome;
using Proof = SubsetSearch::Proof;

namespace {

constexpr std::uint64_t no_bound = std::numeric_limits<std::uint64_t>::max();

struct Span {
  int at_least;
  int below;
};

Span random_span(core::Random& random, int qubits) {
  const int at_least = 2 + static_cast<int>(random.below(static_cast<std::uint64_t>(qubits)));
  return {at_least, random.below(2) == 0 ? 1000 : at_least + 1 + static_cast<int>(random.below(3))};
}

/// Qubits that the couplings of `taken` (bits of graph.edges) touch, and 0 where those do not connect them.
unsigned connected_qubits(const CouplingGraph& graph, unsigned taken) {
  unsigned all = 0;
  unsigned reached = 0;
  for (unsigned before = 1; before != reached;) {
    before = reached;
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
      if ((taken >> i & 1) == 0) continue;
      const unsigned both = 1U << graph.edges[i].a | 1U << graph.edges[i].b;
      all |= both;
      if (reached == 0 || (reached & both) != 0) reached |= both;
    }
  }
  return reached == all ? all : 0;
}

/// Mean over the couplings of `taken` at most the limit, unknown errors counted as 1 or as the least they may be.
bool meets(const CouplingGraph& graph, unsigned taken, double limit, bool worst) {
  double excess = 0;
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const double unknown = worst ? 1.0 : graph.edges[i].least;
    if (taken >> i & 1) excess += graph.edges[i].cnot_infidelity.value_or(unknown) - limit;
  }
  return excess <= 0;
}

unsigned known_edges(const CouplingGraph& graph) {
  unsigned known = 0;
  for (std::size_t i = 0; i < graph.edges.size(); ++i) known |= graph.edges[i].cnot_infidelity ? 1U << i : 0;
  return known;
}

unsigned induced_edges(const CouplingGraph& graph, unsigned qubits) {
  unsigned induced = 0;
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const bool inside = (qubits >> graph.edges[i].a & 1) && (qubits >> graph.edges[i].b & 1);
    induced |= inside ? 1U << i : 0;
  }
  return induced;
}

/// Every set of couplings that connects a right number of qubits is tried. With the worst case unknown errors are 1 and
/// connect nothing, with the best they are the least they may be.
bool oracle(const CouplingGraph& graph, SubsetScope scope, Span span, double limit, bool worst) {
  const unsigned usable = worst ? known_edges(graph) : (1U << graph.edges.size()) - 1;
  for (unsigned taken = usable; taken != 0; taken = (taken - 1) & usable) {
    const unsigned qubits = connected_qubits(graph, taken);
    if (qubits == 0 || std::popcount(qubits) < span.at_least || std::popcount(qubits) >= span.below) continue;
    if (meets(graph, scope == SubsetScope::induced ? induced_edges(graph, qubits) : taken, limit, worst)) return true;
  }
  return false;
}

/// That the subset is what it is said to be.
void check_certificate(const CouplingGraph& graph, SubsetScope scope, Span span, double limit, const Subset& subset) {
  unsigned qubits = 0;
  for (const int qubit : subset.qubits) qubits |= 1U << qubit;
  CHECK(std::popcount(qubits) == std::ssize(subset.qubits));
  CHECK(std::popcount(qubits) >= span.at_least);
  CHECK(std::popcount(qubits) < span.below);
  const unsigned induced = induced_edges(graph, qubits);
  unsigned taken = 0;
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const std::pair ends{graph.edges[i].a, graph.edges[i].b};
    if (std::ranges::find(subset.couplings, ends) != subset.couplings.end()) taken |= 1U << i;
  }
  CHECK(std::popcount(taken) == std::ssize(subset.couplings));
  if (scope == SubsetScope::induced) taken = induced;
  CHECK((taken & ~induced) == 0);
  CHECK(connected_qubits(graph, taken & known_edges(graph)) == qubits);
  CHECK(meets(graph, taken, limit, true));
  CHECK(subset.mean_cnot_infidelity <= limit);
}

CouplingGraph complete_graph(core::Random& random, int qubits) { return random_graph(random, qubits, 1.0, 0); }

}  // namespace

TEST_CASE("On small graphs every answer is right and open only where it hangs on unknown errors") {
  core::Random random(core::RandomKey{.seed = 11});
  std::array<int, 3> seen{};
  for (int trial = 0; trial < 4000; ++trial) {
    const int qubits = 3 + static_cast<int>(random.below(7));
    const CouplingGraph graph = random_graph(random, qubits, 0.2 + 0.6 * random.uniform(), trial % 2 == 0 ? 0 : 5, 11);
    const Span span = random_span(random, qubits);
    const double limit = dyadic(random);
    const auto scope = trial % 4 < 2 ? SubsetScope::chosen : SubsetScope::induced;
    INFO("trial " << trial);
    const auto search = find_subset(graph, span.at_least, span.below, limit, scope);
    const bool at_worst = oracle(graph, scope, span, limit, true);
    const bool at_best = oracle(graph, scope, span, limit, false);
    ++seen[static_cast<std::size_t>(search.outcome)];
    REQUIRE((search.outcome == Outcome::found) == at_worst);
    REQUIRE((search.outcome == Outcome::proven_none) == !at_best);
    CHECK((search.obstacle == Obstacle::unknown_errors) == (at_best && !at_worst));
    CHECK((search.proof == Proof::none) == at_best);
    REQUIRE(search.subset.has_value() == at_worst);
    if (search.subset) check_certificate(graph, scope, span, limit, *search.subset);
    if (search.best_mean) CHECK(*search.best_mean >= search.lower_bound);
    if (!at_best && search.best_mean) CHECK(*search.best_mean > limit);
  }
  CHECK(seen[static_cast<std::size_t>(Outcome::found)] > 800);
  CHECK(seen[static_cast<std::size_t>(Outcome::proven_none)] > 800);
  CHECK(seen[static_cast<std::size_t>(Outcome::open)] > 50);
}

TEST_CASE("The frontier programme finds a subset exactly where enumeration finds one") {
  core::Random random(core::RandomKey{.seed = 12});
  int found = 0, none = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    const int qubits = 4 + static_cast<int>(random.below(8));
    const CouplingGraph graph = random_graph(random, qubits, 0.15 + 0.4 * random.uniform(), trial % 3 == 0 ? 5 : 0);
    const Span span = random_span(random, qubits - 1);
    const Sizes sizes{span.at_least, std::min(span.below - 1, qubits)};
    const double limit = dyadic(random);
    const auto scope = trial % 2 == 0 ? SubsetScope::chosen : SubsetScope::induced;
    for (const Unknowns unknowns : {Unknowns::best, Unknowns::worst}) {
      const WeightedGraph weighted = weigh(graph, scope, limit, unknowns, sizes.least);
      const auto all = enumerate_subsets(weighted, sizes);
      const auto frontier = search_frontier(weighted, sizes, no_bound);
      INFO("trial " << trial);
      REQUIRE(frontier.end == all.end);
      if (frontier.end == End::none) {
        ++none;
        continue;
      }
      ++found;
      CHECK(std::ssize(frontier.qubits) >= sizes.least);
      CHECK(std::ssize(frontier.qubits) <= sizes.most);
      if (unknowns == Unknowns::best) continue;
      const auto measured = measure(graph, scope, frontier.qubits, limit);
      REQUIRE(measured);
      CHECK(measured->meets_limit);
    }
  }
  CHECK(found > 1000);
  CHECK(none > 1000);
}

TEST_CASE("On grids of sixteen qubits the two exact searches agree around the least mean") {
  core::Random random(core::RandomKey{.seed = 13});
  for (int trial = 0; trial < 12; ++trial) {
    const CouplingGraph graph = grid(random, 4, 4);
    const auto scope = trial % 2 == 0 ? SubsetScope::chosen : SubsetScope::induced;
    const Sizes sizes{5 + trial / 2, trial % 3 == 0 ? 16 : 5 + trial / 2};
    bool before = false;
    for (int step = 2; step < 24; ++step) {
      const WeightedGraph weighted = weigh(graph, scope, std::ldexp(step, -12), Unknowns::best, sizes.least);
      const auto frontier = search_frontier(weighted, sizes, no_bound).end;
      INFO("trial " << trial << " limit " << step);
      REQUIRE(frontier == enumerate_subsets(weighted, sizes).end);
      CHECK((frontier == End::found || !before));  // a higher limit is met as well
      before = frontier == End::found;
    }
  }
}

TEST_CASE("A large set that meets the limit does not hide a smaller one that does") {
  // Five cheap couplings, a dear one, five cheap ones: of exactly four qubits, three cheap couplings are enough.
  CouplingGraph line{.qubits = 12, .uniform_infidelity = {}, .edges = {}};
  for (int i = 0; i + 1 < 12; ++i) line.edges.push_back({i, i + 1, i == 5 ? 0.25 : 0.125});
  const WeightedGraph weighted = weigh(line, SubsetScope::chosen, 0.125, Unknowns::best, 4);
  const auto search = search_frontier(weighted, {4, 4}, no_bound);
  REQUIRE(search.end == End::found);
  CHECK(search.qubits.size() == 4);
}

TEST_CASE("A frontier programme that may not work says that it has not finished") {
  core::Random random(core::RandomKey{.seed = 14});
  const WeightedGraph weighted = weigh(grid(random, 6, 6), SubsetScope::chosen, 4e-3, Unknowns::best, 10);
  CHECK(search_frontier(weighted, {10, 36}, 1000).end == End::not_finished);
  const WeightedGraph dense = weigh(complete_graph(random, 18), SubsetScope::chosen, 4e-3, Unknowns::best, 10);
  CHECK(search_frontier(dense, {10, 18}, no_bound).end == End::not_finished);
}

TEST_CASE("A complete graph with unequal errors is enumerated") {
  core::Random random(core::RandomKey{.seed = 15});
  const CouplingGraph graph = complete_graph(random, 17);
  for (const auto scope : {SubsetScope::induced, SubsetScope::chosen}) {
    for (const double limit : {2e-3, 3e-3, 4e-3}) {
      const auto search = find_subset(graph, 9, 12, limit, scope);
      CHECK(search.outcome != Outcome::open);
      if (search.subset) CHECK(measure(graph, scope, search.subset->qubits, limit)->meets_limit);
    }
  }
}

TEST_CASE("The bound of the cheapest couplings is never above the mean of a connected subset") {
  core::Random random(core::RandomKey{.seed = 16});
  for (int trial = 0; trial < 300; ++trial) {
    const CouplingGraph graph = random_graph(random, 9, 0.3 + 0.5 * random.uniform(), 0, 12);
    const int least = 3 + static_cast<int>(random.below(4));
    const double bound = cheapest_couplings_bound(graph, least);
    if (bound == std::numeric_limits<double>::infinity()) continue;
    INFO("trial " << trial);
    CHECK_FALSE(oracle(graph, SubsetScope::chosen, {least, 1000}, bound * (1 - 1e-9), false));
  }
}

TEST_CASE("Chosen couplings of a set connect it and leave out what raises the mean") {
  CouplingGraph square{.qubits = 4, .uniform_infidelity = {}, .edges = {}};
  square.edges = {{0, 1, 0.25}, {1, 2, 0.125}, {2, 3, 0.25}, {0, 3, 0.5}, {0, 2, std::nullopt}, {1, 3, 0.1875}};
  const auto chosen = measure(square, SubsetScope::chosen, {3, 2, 1, 0}, 0.1875);
  REQUIRE(chosen);
  CHECK(chosen->subset.couplings == std::vector<std::pair<int, int>>{{0, 1}, {1, 2}, {1, 3}});
  CHECK(chosen->subset.mean_cnot_infidelity == 0.1875);
  CHECK(chosen->meets_limit);
  const auto induced = measure(square, SubsetScope::induced, {0, 1, 2, 3}, 0.1875);
  REQUIRE(induced);
  CHECK(induced->subset.couplings.empty());
  CHECK(induced->subset.mean_cnot_infidelity == Approx((0.25 + 0.125 + 0.25 + 0.5 + 1 + 0.1875) / 6));
  CHECK_FALSE(measure(square, SubsetScope::chosen, {0}, 1));
  square.edges = {{0, 2, std::nullopt}};
  CHECK_FALSE(measure(square, SubsetScope::chosen, {0, 2}, 1));
}

TEST_CASE("Partitions are canonical and lose no part that cannot come back") {
  Partition partition = 0;
  for (const auto& [slot, part] : {std::pair{1, 7}, {3, 2}, {4, 7}, {14, 2}}) {
    partition = with_part(partition, slot, part);
  }
  const Partition same = canonical(partition);
  CHECK(part_of(same, 1) == 1);
  CHECK(part_of(same, 3) == 2);
  CHECK(part_of(same, 4) == 1);
  CHECK(part_of(same, 14) == 2);
  CHECK(count_parts(same) == 2);
  CHECK(canonical(same) == same);
  CHECK(count_parts(canonical(merged(same, 2, 1))) == 1);
  const auto smaller = without(same, {0, 1});
  REQUIRE(smaller);
  CHECK(part_of(*smaller, 3) == 1);
  CHECK(part_of(*smaller, 4) == 2);
  CHECK_FALSE(without(same, {1, 4}));
}

TEST_CASE("Trails keep what cells lead to when they are compacted") {
  Trails trails;
  const auto kept = trails.extended(trails.extended(0, 5), 6);
  trails.extended(trails.extended(0, 8), 9);
  std::array<Cell, 2> cells{Cell{.cost = 0, .trail = kept}, Cell{.cost = 0, .trail = trails.extended(kept, 7)}};
  trails.compact(cells);
  CHECK(trails.size() == 4);
  CHECK(trails.qubits(cells[0].trail) == std::vector<int>{6, 5});
  CHECK(trails.qubits(cells[1].trail) == std::vector<int>{7, 6, 5});
}

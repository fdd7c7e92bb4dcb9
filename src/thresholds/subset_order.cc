// Orders of small frontier: see subset_order.hpp. Finding the best one is the problem of vertex separation (NP-hard);
// a greedy order from many starts finds 5 to 10 on machines whose couplings lie in a plane.
#include "thresholds/subset_order.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <tuple>

#include "thresholds/subset_sets.hpp"

namespace qgauge::thresholds {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

using Neighbours = std::vector<std::vector<int>>;

Neighbours neighbours_of(const WeightedGraph& graph) {
  Neighbours neighbours(at(graph.qubits));
  for (const WeightedEdge& edge : graph.edges) {
    neighbours[at(edge.a)].push_back(edge.b);
    neighbours[at(edge.b)].push_back(edge.a);
  }
  return neighbours;
}

/// Takes qubits one by one and keeps the frontier; `price` grows with the number of states to be expected.
class OrderGrowth {
 public:
  OrderGrowth(const Neighbours& neighbours, int start)
      : neighbours_(&neighbours), waiting_(neighbours.size()), taken_at_(neighbours.size(), 0) {
    for (std::size_t qubit = 0; qubit < neighbours.size(); ++qubit) {
      waiting_[qubit] = static_cast<int>(neighbours[qubit].size());
    }
    take(start);
  }

  const std::vector<int>& order() const { return order_; }
  double price() const { return price_; }

  /// Takes the qubit next to the frontier after which the frontier is smallest; ties: next to the oldest, then with the
  /// fewest neighbours to come. False where none is left.
  bool advance() {
    int best = -1;
    std::tuple<int, int, int, int> least{std::numeric_limits<int>::max(), 0, 0, 0};
    for (const int member : frontier_) {
      for (const int qubit : (*neighbours_)[at(member)]) {
        if (taken(qubit)) continue;
        const auto rank = rank_of(qubit);
        if (rank >= least) continue;
        least = rank;
        best = qubit;
      }
    }
    if (best >= 0) take(best);
    return best >= 0;
  }

 private:
  bool taken(int qubit) const { return taken_at_[at(qubit)] > 0; }

  std::tuple<int, int, int, int> rank_of(int qubit) const {
    int growth = waiting_[at(qubit)] > 0 ? 1 : 0;
    int oldest = std::numeric_limits<int>::max();
    for (const int other : (*neighbours_)[at(qubit)]) {
      if (!taken(other)) continue;
      oldest = std::min(oldest, taken_at_[at(other)]);
      if (waiting_[at(other)] == 1) --growth;
    }
    return {growth, oldest, waiting_[at(qubit)], qubit};
  }

  void take(int qubit) {
    order_.push_back(qubit);
    taken_at_[at(qubit)] = static_cast<int>(order_.size());
    for (const int other : (*neighbours_)[at(qubit)]) --waiting_[at(other)];
    frontier_.push_back(qubit);
    double states = 1;
    for (std::size_t i = 0; i < frontier_.size(); ++i) states *= 3;
    price_ += states;
    std::erase_if(frontier_, [this](int member) { return waiting_[at(member)] == 0; });
  }

  const Neighbours* neighbours_;
  std::vector<int> waiting_;   ///< neighbours not yet taken
  std::vector<int> taken_at_;  ///< 1, 2, ...; 0: not yet
  std::vector<int> order_;
  std::vector<int> frontier_;
  double price_ = 0;
};

std::vector<int> best_order(const Neighbours& neighbours, const std::vector<int>& component) {
  constexpr std::size_t most_starts = 200;
  const std::size_t stride = (component.size() + most_starts - 1) / most_starts;
  std::vector<int> best;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t start = 0; start < component.size(); start += stride) {
    OrderGrowth growth(neighbours, component[start]);
    while (growth.price() < least && growth.advance()) {
    }
    if (growth.price() >= least) continue;
    least = growth.price();
    best = growth.order();
  }
  return best;
}

/// All qubits that have a coupling.
std::vector<int> whole_order(const WeightedGraph& graph, const Neighbours& neighbours) {
  DisjointSets sets(graph.qubits);
  for (const WeightedEdge& edge : graph.edges) sets.unite(edge.a, edge.b);
  std::vector<std::vector<int>> components(at(graph.qubits));
  for (int qubit = 0; qubit < graph.qubits; ++qubit) {
    if (!neighbours[at(qubit)].empty()) components[at(sets.find(qubit))].push_back(qubit);
  }
  std::vector<int> order;
  for (const std::vector<int>& component : components) {
    if (component.empty()) continue;
    const std::vector<int> part = best_order(neighbours, component);
    order.insert(order.end(), part.begin(), part.end());
  }
  return order;
}

/// The steps with their slots and links, without bounds. Nothing where the slots run out.
class Layout {
 public:
  Layout(const WeightedGraph& graph, const Neighbours& neighbours, const std::vector<int>& order)
      : graph_(&graph), neighbours_(&neighbours), last_use_(at(graph.qubits), -1), slot_(at(graph.qubits), -1) {
    position_.assign(at(graph.qubits), -1);
    for (std::size_t i = 0; i < order.size(); ++i) position_[at(order[i])] = static_cast<int>(i);
    for (const int qubit : order) {
      last_use_[at(qubit)] = position_[at(qubit)];
      for (const int other : neighbours[at(qubit)]) {
        last_use_[at(qubit)] = std::max(last_use_[at(qubit)], position_[at(other)]);
      }
    }
  }

  int position(int qubit) const { return position_[at(qubit)]; }
  int slot(int qubit) const { return slot_[at(qubit)]; }
  int last_use(int qubit) const { return last_use_[at(qubit)]; }

  std::optional<FrontierStep> next(int qubit) {
    const int free = std::countr_one(used_);
    if (free >= frontier_slots) return std::nullopt;
    used_ |= 1U << free;
    slot_[at(qubit)] = free;
    FrontierStep step{.qubit = qubit, .slot = free, .links = {}, .retired = {}, .least_to_come = {}};
    const auto retire = [&](int member) {
      if (last_use_[at(member)] != position(qubit)) return;
      step.retired.push_back(slot(member));
      used_ &= ~(1U << slot(member));
    };
    for (const int other : (*neighbours_)[at(qubit)]) {
      if (position(other) < position(qubit)) retire(other);
    }
    retire(qubit);
    return step;
  }

  /// Each coupling becomes a link of the later of its ends.
  void add_links(std::vector<FrontierStep>& steps) const {
    for (const WeightedEdge& edge : graph_->edges) {
      const auto [early, late] = std::minmax({edge.a, edge.b}, [&](int a, int b) { return position(a) < position(b); });
      steps[at(position(late))].links.push_back({slot(early), edge.cost, edge.joins});
    }
    for (FrontierStep& step : steps) std::ranges::stable_sort(step.links, {}, &FrontierLink::cost);
  }

 private:
  const WeightedGraph* graph_;
  const Neighbours* neighbours_;
  std::vector<int> position_;
  std::vector<int> last_use_;
  std::vector<int> slot_;
  unsigned used_ = 0;
};

/// Kruskal on the couplings whose later end comes after `position`; `edges` ascend in cost.
std::vector<Cost> least_to_come(const std::vector<WeightedEdge>& edges, const Layout& layout, int position,
                                int qubits) {
  DisjointSets sets(qubits);
  std::vector<Cost> least{0};
  for (const WeightedEdge& edge : edges) {
    if (!edge.joins || std::max(layout.position(edge.a), layout.position(edge.b)) <= position) continue;
    const bool grows = sets.unite(edge.a, edge.b);
    if (grows) least.push_back(least.back() + std::max<Cost>(edge.cost, 0));
    if (edge.cost < 0) {
      for (Cost& sum : least) sum += edge.cost;
    }
  }
  return least;
}

void add_bounds(const WeightedGraph& graph, const Layout& layout, std::vector<FrontierStep>& steps) {
  std::vector<WeightedEdge> edges = graph.edges;
  std::ranges::stable_sort(edges, {}, &WeightedEdge::cost);
  for (int position = 0; position < std::ssize(steps); ++position) {
    FrontierStep& step = steps[at(position)];
    step.least_to_come = least_to_come(edges, layout, position, graph.qubits);
    for (const WeightedEdge& edge : edges) {
      const auto [early, late] = std::minmax({layout.position(edge.a), layout.position(edge.b)});
      if (edge.cost >= 0 || early > position || late <= position) continue;
      const int member = layout.position(edge.a) == early ? edge.a : edge.b;
      step.forgone[at(layout.slot(member))] -= edge.cost;
    }
  }
}

}  // namespace

std::optional<std::vector<FrontierStep>> frontier_steps(const WeightedGraph& graph) {
  const Neighbours neighbours = neighbours_of(graph);
  const std::vector<int> order = whole_order(graph, neighbours);
  Layout layout(graph, neighbours, order);
  std::vector<FrontierStep> steps;
  for (const int qubit : order) {
    auto step = layout.next(qubit);
    if (!step) return std::nullopt;
    steps.push_back(std::move(*step));
  }
  layout.add_links(steps);
  add_bounds(graph, layout, steps);
  return steps;
}

}  // namespace qgauge::thresholds

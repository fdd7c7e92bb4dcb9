// Embeddings of interaction graphs, and greedy starts. Called by placement. Knows no gates.
#include "compile/layout.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

namespace qgauge::compile {
namespace {

constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();
/// Of the budget, so that a root far from the best is tried at all.
constexpr int least_root_share = 200;

double weight_of(const std::vector<Interactions::Partner>& partners) {
  double sum = 0;
  for (const auto& partner : partners) sum += partner.uses;
  return sum;
}

/// Depth-first search for the cheapest embedding, root by root.
class EmbeddingSearch {
 public:
  EmbeddingSearch(const Interactions& interactions, const CouplingGraph& graph, int budget)
      : interactions_(interactions),
        graph_(graph),
        whole_budget_(budget),
        order_(placing_order(interactions)),
        image_(interactions.wires(), nowhere),
        taken_(graph.size(), false) {}

  std::optional<Layout> run() {
    auto roots = graph_.largest_part();
    if (roots.size() < order_.size()) return {};
    std::ranges::stable_sort(roots, {}, [&](std::uint32_t q) { return cost_around(q); });
    const int share = std::max(whole_budget_ / least_root_share, whole_budget_ / static_cast<int>(roots.size()));
    for (int left = whole_budget_; const std::uint32_t root : roots) {
      budget_ = std::min(share, left);
      left -= budget_;
      try_at(0, root, 0);
      left += std::max(budget_, 0);
      if (left <= 0) break;
    }
    return std::move(best_);
  }

 private:
  /// Of the two best couplings of a qubit and its readout.
  double cost_around(std::uint32_t qubit) const {
    double first = graph_.mean_cost() * 10, second = first;
    for (const Neighbour& neighbour : graph_.neighbours(qubit)) {
      second = std::min(second, std::max(first, neighbour.cost));
      first = std::min(first, neighbour.cost);
    }
    return first + second + graph_.readout_cost(qubit);
  }

  /// What the wire costs on the qubit with the partners placed so far; empty where one of them is not coupled to it.
  std::optional<double> cost_at(std::uint32_t wire, std::uint32_t qubit) const {
    double cost = interactions_.measured[wire] ? graph_.readout_cost(qubit) : 0;
    for (const auto& [partner, uses] : interactions_.partners[wire]) {
      if (image_[partner] == nowhere) continue;
      const Neighbour* edge = graph_.find(qubit, image_[partner]);
      if (edge == nullptr) return {};
      cost += uses * edge->cost;
    }
    return cost;
  }

  bool roomy_enough(std::uint32_t wire, std::uint32_t qubit) const {
    return graph_.neighbours(qubit).size() >= interactions_.partners[wire].size();
  }

  /// Free qubits for a wire with their costs, cheapest first: next to a placed partner, else anywhere.
  std::vector<std::pair<double, std::uint32_t>> candidates(std::uint32_t wire) {
    std::vector<std::pair<double, std::uint32_t>> found;
    const auto consider = [&](std::uint32_t qubit) {
      --budget_;
      if (taken_[qubit] || !roomy_enough(wire, qubit)) return;
      if (const auto cost = cost_at(wire, qubit)) found.emplace_back(*cost, qubit);
    };
    const auto& partners = interactions_.partners[wire];
    const auto placed = std::ranges::find_if(partners, [&](const auto& p) { return image_[p.wire] != nowhere; });
    if (placed != partners.end())
      for (const Neighbour& neighbour : graph_.neighbours(image_[placed->wire])) consider(neighbour.qubit);
    else
      for (const std::uint32_t qubit : graph_.largest_part()) consider(qubit);
    std::ranges::sort(found);
    return found;
  }

  void try_at(std::size_t depth, std::uint32_t qubit, double cost) {
    const std::uint32_t wire = order_[depth];
    if (taken_[qubit] || !roomy_enough(wire, qubit)) return;
    image_[wire] = qubit;
    taken_[qubit] = true;
    descend(depth + 1, cost);
    taken_[qubit] = false;
    image_[wire] = nowhere;
  }

  void descend(std::size_t depth, double cost) {
    if (cost >= least_) return;
    if (depth == order_.size()) {
      least_ = cost;
      best_ = image_;
      return;
    }
    if (budget_ <= 0) return;
    for (const auto& [added, qubit] : candidates(order_[depth])) try_at(depth, qubit, cost + added);
  }

  const Interactions& interactions_;
  const CouplingGraph& graph_;
  int whole_budget_;
  std::vector<std::uint32_t> order_;
  Layout image_;
  std::vector<bool> taken_;
  int budget_ = 0;
  double least_ = std::numeric_limits<double>::max();
  std::optional<Layout> best_;
};

}  // namespace

Interactions interactions_of(std::size_t wires, const PairUses& uses) {
  Interactions interactions{std::vector<std::vector<Interactions::Partner>>(wires), std::vector<bool>(wires)};
  for (const auto& [pair, sum] : uses) {
    interactions.partners[pair.first].push_back({pair.second, sum});
    interactions.partners[pair.second].push_back({pair.first, sum});
  }
  return interactions;
}

Interactions interactions_of(int wires, const std::vector<Block>& blocks, const std::vector<int>& uses) {
  PairUses pairs;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind == BlockKind::pair) pairs[{blocks[i].wires[0], blocks[i].wires[1]}] += uses[i];
  }
  Interactions interactions = interactions_of(static_cast<std::size_t>(wires), pairs);
  for (const Block& block : blocks) {
    for (const auto& operation : block.operations)
      if (operation.gate == circuit::GateKind::measure) interactions.measured[operation.qubits[0]] = true;
  }
  return interactions;
}

std::vector<std::uint32_t> placing_order(const Interactions& interactions) {
  const std::uint32_t wires = interactions.wires();
  std::vector<std::uint32_t> order;
  std::vector<bool> placed(wires);
  std::vector<double> tie(wires, 0);
  while (order.size() < wires) {
    std::uint32_t next = nowhere;
    const auto rank = [&](std::uint32_t wire) {
      return std::tuple(tie[wire], interactions.partners[wire].size(), weight_of(interactions.partners[wire]));
    };
    for (std::uint32_t wire = 0; wire < wires; ++wire)
      if (!placed[wire] && (next == nowhere || rank(wire) > rank(next))) next = wire;
    placed[next] = true;
    order.push_back(next);
    for (const auto& partner : interactions.partners[next]) tie[partner.wire] += partner.uses;
  }
  return order;
}

std::optional<Layout> embedding(const Interactions& interactions, const CouplingGraph& graph, int budget) {
  return EmbeddingSearch(interactions, graph, budget).run();
}

Layout placed_around(std::uint32_t root, const Interactions& interactions, const Distances& distance,
                     const std::vector<std::uint32_t>& region) {
  Layout layout(interactions.wires(), nowhere);
  auto free = region;
  const auto put = [&](std::uint32_t wire, std::vector<std::uint32_t>::iterator where) {
    layout[wire] = *where;
    free.erase(where);
  };
  for (const std::uint32_t wire : placing_order(interactions)) {
    const auto strain = [&](std::uint32_t qubit) {
      double sum = 1e-3 * distance(qubit, root);
      for (const auto& [partner, uses] : interactions.partners[wire])
        if (layout[partner] != nowhere) sum += uses * distance(qubit, layout[partner]);
      return sum;
    };
    put(wire, std::ranges::min_element(free, {}, strain));
  }
  return layout;
}

}  // namespace qgauge::compile

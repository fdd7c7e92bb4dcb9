// Trials of layout and routing, and what they cost. Called by compile. Knows no gates.
#include "compile/placement.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

namespace qgauge::compile {
namespace {

/// Beyond this the table of distances grows past some megabytes, and no circuit spreads that far.
constexpr std::size_t largest_region = 1'500;
constexpr int most_uses_fused = 3;
/// Candidates of the search for an embedding, some tens of milliseconds, and of that for a better place of what is
/// routed.
constexpr int embedding_budget = 400'000, moving_budget = 20'000;

/// Uses of one coupling in a row, which are fused.
struct Run {
  std::array<std::uint32_t, 2> qubits;
  int uses;
};

class Placer {
 public:
  Placer(const std::vector<Block>& blocks, const std::vector<int>& uses, int wires, const CouplingGraph& graph,
         const PlacementOptions& options)
      : blocks_(blocks),
        uses_(uses),
        wires_(wires),
        graph_(graph),
        options_(options),
        interactions_(interactions_of(wires, blocks, uses)) {}

  Routed run() const {
    if (wires_ == 0) return unrouted({});
    if (options_.forced && graph_.complete()) return unrouted(*options_.forced);
    if (options_.forced) return best_of_trials(region_around(options_.forced->front()));
    if (graph_.complete() && graph_.uniform()) return unrouted(first_qubits());
    if (const auto layout = embedding(interactions_, graph_, embedding_budget)) return unrouted(*layout);
    return moved(best_of_trials(region_around(graph_.largest_part().front())));
  }

 private:
  Layout first_qubits() const {
    const auto& part = graph_.largest_part();
    return {part.begin(), part.begin() + wires_};
  }

  /// Every pair is coupled where it stands.
  Routed unrouted(const Layout& layout) const {
    Routed routed{layout, layout, {}, 0};
    for (std::uint32_t k = 0; k < blocks_.size(); ++k) {
      RoutedStep step{k, {}};
      if (blocks_[k].kind == BlockKind::pair) step.qubits = {layout[blocks_[k].wires[0]], layout[blocks_[k].wires[1]]};
      routed.steps.push_back(step);
    }
    return routed;
  }

  std::vector<std::uint32_t> region_around(std::uint32_t seed) const {
    auto region = graph_.reached_from(seed, std::max(largest_region, 2 * static_cast<std::size_t>(wires_)));
    std::ranges::sort(region);
    return region;
  }

  Routed best_of_trials(const std::vector<std::uint32_t>& region) const {
    const Distances distance(graph_, region);
    const Order forwards(blocks_, wires_, false), backwards(blocks_, wires_, true);
    Routed best;
    double least = 0;
    for (int trial = 0; trial < options_.trials; ++trial) {
      core::Random random({options_.seed, core::domain_of("compile"), 0, static_cast<std::uint64_t>(trial)});
      Layout start = options_.forced ? *options_.forced : start_of(trial, region, distance, random);
      const double fused = fused_length(trial);
      if (!options_.forced) start = settled(std::move(start), forwards, backwards, distance, fused, random);
      Routed routed = route(forwards, start, graph_, distance, fused, random);
      const double cost = cost_of(routed);
      if (trial > 0 && cost >= least) continue;
      least = cost;
      best = std::move(routed);
    }
    return best;
  }

  /// Exchanges that are fused with blocks cost little, but more of them are made where they count for nothing: which of
  /// the two is better depends on the circuit, so every other trial goes one way.
  static double fused_length(int trial) { return trial % 2 == 0 ? 0 : 1; }

  /// The first trial starts around the centre of the region, the others around any of its qubits.
  Layout start_of(int trial, const std::vector<std::uint32_t>& region, const Distances& distance,
                  core::Random& random) const {
    if (trial == 0) return placed_around(centre_of(region, distance), interactions_, distance, region);
    return placed_around(region[random.below(region.size())], interactions_, distance, region);
  }

  /// The qubit whose nearest neighbours, as many as the circuit has, are closest.
  std::uint32_t centre_of(const std::vector<std::uint32_t>& region, const Distances& distance) const {
    const auto spread = [&](std::uint32_t qubit) {
      std::vector<double> lengths;
      for (const std::uint32_t other : region) lengths.push_back(distance(qubit, other));
      std::ranges::nth_element(lengths, lengths.begin() + wires_ - 1);
      return lengths[static_cast<std::size_t>(wires_) - 1];
    };
    return *std::ranges::min_element(region, {}, spread);
  }

  /// Li, Ding and Xie, section IV.C.2: where a walk back from the end arrives is a better start.
  Layout settled(Layout start, const Order& forwards, const Order& backwards, const Distances& distance, double fused,
                 core::Random& random) const {
    constexpr int rounds = 2;
    for (int round = 0; round < rounds; ++round) {
      const Routed there = route(forwards, start, graph_, distance, fused, random);
      start = route(backwards, there.end, graph_, distance, fused, random).end;
    }
    return start;
  }

  std::vector<Run> runs_of(const Routed& routed) const {
    std::vector<Run> runs;
    std::vector<std::size_t> last(graph_.size(), 0);  // number of a qubit's last run, from 1
    for (const auto& [block, qubits] : routed.steps) {
      const bool swap = block == RoutedStep::exchange;
      if (!swap && blocks_[block].kind != BlockKind::pair) continue;
      const auto [a, b] = qubits;
      const int uses = swap ? most_uses_fused : uses_[block];
      if (last[a] != 0 && last[a] == last[b]) {
        runs[last[a] - 1].uses = std::min(runs[last[a] - 1].uses + uses, most_uses_fused);
        continue;
      }
      runs.push_back({qubits, uses});
      last[a] = last[b] = runs.size();
    }
    return runs;
  }

  /// Uses of couplings times their costs, where neighbours on one pair are fused, and readout at the end.
  double cost_of(const Routed& routed) const {
    double cost = 0;
    for (const Run& run : runs_of(routed)) cost += run.uses * graph_.find(run.qubits[0], run.qubits[1])->cost;
    for (std::uint32_t wire = 0; wire < routed.end.size(); ++wire)
      if (interactions_.measured[wire]) cost += graph_.readout_cost(routed.end[wire]);
    return cost;
  }

  /// What is routed, where the couplings that it uses and its readout cost least: an embedding of the device qubits in
  /// use (Nation and Treinish, PRX Quantum 4, 010327).
  Routed moved(Routed routed) const {
    std::map<std::uint32_t, std::uint32_t> number;
    const auto number_of = [&](std::uint32_t qubit) {
      return number.try_emplace(qubit, static_cast<std::uint32_t>(number.size())).first->second;
    };
    PairUses uses;
    for (const Run& run : runs_of(routed)) {
      const auto [a, b] = std::minmax({number_of(run.qubits[0]), number_of(run.qubits[1])});
      uses[{a, b}] += run.uses;
    }
    for (const std::uint32_t qubit : routed.start) number_of(qubit);
    Interactions interactions = interactions_of(number.size(), uses);
    for (std::uint32_t wire = 0; wire < routed.end.size(); ++wire)
      interactions.measured[number_of(routed.end[wire])] = interactions_.measured[wire];
    const auto image = embedding(interactions, graph_, moving_budget);
    if (!image) return routed;
    Routed there = routed;
    const auto move = [&](std::uint32_t& qubit) { qubit = (*image)[number.at(qubit)]; };
    std::ranges::for_each(there.start, move);
    std::ranges::for_each(there.end, move);
    for (RoutedStep& step : there.steps) {
      if (step.block == RoutedStep::exchange || blocks_[step.block].kind == BlockKind::pair)
        std::ranges::for_each(step.qubits, move);
    }
    return cost_of(there) < cost_of(routed) ? there : routed;
  }

  const std::vector<Block>& blocks_;
  const std::vector<int>& uses_;
  int wires_;
  const CouplingGraph& graph_;
  const PlacementOptions& options_;
  Interactions interactions_;
};

}  // namespace

Routed place(const std::vector<Block>& blocks, const std::vector<int>& uses, int wires, const CouplingGraph& graph,
             const PlacementOptions& options) {
  assert(options.trials > 0);
  return Placer(blocks, uses, wires, graph, options).run();
}

}  // namespace qgauge::compile

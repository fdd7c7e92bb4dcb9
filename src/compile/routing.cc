// SABRE on blocks. Called by placement, forwards and backwards. Knows no gates.
#include "compile/routing.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

namespace qgauge::compile {
namespace {

using Pair = std::array<std::uint32_t, 2>;
constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();
// As in the paper: twenty blocks to look ahead with half the weight, and a decay of 0.001 forgotten every five
// exchanges.
constexpr std::size_t look_ahead = 20;
constexpr double look_ahead_weight = 0.5;
constexpr double decay_step = 0.001;
constexpr int decay_reset = 5;

class Router {
 public:
  Router(const Order& order, const Layout& start, const CouplingGraph& graph, const Distances& distance,
         double fused_length, core::Random& random)
      : order_(order),
        graph_(graph),
        distance_(distance),
        fused_length_(fused_length),
        random_(random),
        where_(start),
        who_(graph.size(), nobody),
        waiting_(order.waiting()),
        decay_(graph.size(), 1),
        partner_(graph.size(), nobody) {
    result_.start = start;
    for (std::uint32_t wire = 0; wire < start.size(); ++wire) who_[start[wire]] = wire;
    for (std::uint32_t block = 0; block < waiting_.size(); ++block)
      if (waiting_[block] == 0) front_.push_back(block);
  }

  Routed run() {
    const int patience = 10 + 4 * static_cast<int>(where_.size());
    int idle = 0;
    while (true) {
      if (execute()) idle = 0;
      if (front_.empty()) break;
      if (idle++ < patience)
        exchange(best_exchange());
      else
        lead_together(front_.front());
    }
    result_.end = where_;
    return std::move(result_);
  }

 private:
  Pair places(std::uint32_t block) const {
    const auto& wires = order_.blocks()[block].wires;
    return {where_[wires[0]], where_[wires[1]]};
  }

  bool can_run(std::uint32_t block) const {
    if (order_.blocks()[block].kind != BlockKind::pair) return true;
    const auto [a, b] = places(block);
    return graph_.find(a, b) != nullptr;
  }

  /// Emits all blocks of the front that can run, until none can; whether there were any.
  bool execute() {
    bool any = false;
    for (std::size_t k = 0; k < front_.size();) {
      const std::uint32_t block = front_[k];
      if (!can_run(block)) {
        ++k;
        continue;
      }
      any = true;
      front_.erase(front_.begin() + static_cast<std::ptrdiff_t>(k));
      emit(block);
    }
    if (any) forget_decay();
    return any;
  }

  /// Blocks that the emitted one frees join the end of the front, where execute() meets them.
  void emit(std::uint32_t block) {
    const bool pair = order_.blocks()[block].kind == BlockKind::pair;
    result_.steps.push_back({block, pair ? places(block) : Pair{}});
    if (pair) join(places(block));
    for (const std::uint32_t next : order_.next_of(block))
      if (--waiting_[next] == 0) front_.push_back(next);
  }

  void join(const Pair& pair) {
    partner_[pair[0]] = pair[1];
    partner_[pair[1]] = pair[0];
  }

  void forget_decay() {
    std::ranges::fill(decay_, 1);
    since_reset_ = 0;
  }

  /// The next pair blocks after the front, breadth first.
  std::vector<std::uint32_t> upcoming() {
    std::vector<std::uint32_t> queue = front_, found;
    std::vector<std::pair<std::uint32_t, int>> changed;
    for (std::size_t k = 0; k < queue.size() && found.size() < look_ahead; ++k)
      for (const std::uint32_t next : order_.next_of(queue[k])) {
        changed.emplace_back(next, waiting_[next]);
        if (--waiting_[next] != 0) continue;
        queue.push_back(next);
        if (order_.blocks()[next].kind == BlockKind::pair) found.push_back(next);
      }
    for (auto entry = changed.rbegin(); entry != changed.rend(); ++entry) waiting_[entry->first] = entry->second;
    return found;
  }

  static std::uint32_t moved(std::uint32_t qubit, const Pair& swap) {
    return qubit == swap[0] ? swap[1] : qubit == swap[1] ? swap[0] : qubit;
  }

  double length(const std::vector<Pair>& pairs, const Pair& swap) const {
    double sum = 0;
    for (const auto& [a, b] : pairs) sum += distance_(moved(a, swap), moved(b, swap));
    return sum;
  }

  std::vector<Pair> pairs_of(const std::vector<std::uint32_t>& blocks) const {
    std::vector<Pair> pairs;
    for (const std::uint32_t block : blocks) pairs.push_back(places(block));
    return pairs;
  }

  Pair best_exchange() {
    const auto front = pairs_of(front_), ahead = pairs_of(upcoming());
    Pair best{};
    double least = std::numeric_limits<double>::max();
    std::uint64_t ties = 0;
    for (const Pair& swap : exchanges_beside(front)) {
      double score = (length_of(swap) + length(front, swap)) / static_cast<double>(front.size());
      if (!ahead.empty()) score += look_ahead_weight * length(ahead, swap) / static_cast<double>(ahead.size());
      score *= std::max(decay_[swap[0]], decay_[swap[1]]);
      if (score > least + 1e-9) continue;
      ties = score < least - 1e-9 ? 1 : ties + 1;
      if (random_.below(ties) == 0) best = swap;
      least = std::min(least, score);
    }
    return best;
  }

  /// An exchange right after a block on the same pair is fused with it: three uses of a gate like CX make both.
  double length_of(const Pair& swap) const {
    const auto [a, b] = swap;
    return partner_[a] == b && partner_[b] == a ? fused_length_ * distance_(a, b) : distance_(a, b);
  }

  /// Every coupling of a qubit that waits, once.
  std::vector<Pair> exchanges_beside(const std::vector<Pair>& front) const {
    std::vector<Pair> swaps;
    for (const Pair& pair : front)
      for (const std::uint32_t qubit : pair)
        for (const Neighbour& neighbour : graph_.neighbours(qubit))
          if (distance_.covers(neighbour.qubit))
            swaps.push_back({std::min(qubit, neighbour.qubit), std::max(qubit, neighbour.qubit)});
    std::ranges::sort(swaps);
    swaps.erase(std::ranges::unique(swaps).begin(), swaps.end());
    return swaps;
  }

  void exchange(const Pair& swap) {
    result_.steps.push_back({RoutedStep::exchange, swap});
    ++result_.swaps;
    join(swap);
    std::swap(who_[swap[0]], who_[swap[1]]);
    for (const std::uint32_t qubit : swap)
      if (who_[qubit] != nobody) where_[who_[qubit]] = qubit;
    if (++since_reset_ % decay_reset == 0) forget_decay();
    for (const std::uint32_t qubit : swap) decay_[qubit] += decay_step;
  }

  /// The way out where exchanges go round in circles: along a shortest path.
  void lead_together(std::uint32_t block) {
    while (!can_run(block)) {
      const auto [from, to] = places(block);
      std::uint32_t next = from;
      double least = std::numeric_limits<double>::max();
      for (const Neighbour& neighbour : graph_.neighbours(from)) {
        if (!distance_.covers(neighbour.qubit)) continue;
        const double length = distance_(from, neighbour.qubit) + distance_(neighbour.qubit, to);
        if (length < least) next = neighbour.qubit;
        least = std::min(least, length);
      }
      exchange({from, next});
    }
  }

  const Order& order_;
  const CouplingGraph& graph_;
  const Distances& distance_;
  double fused_length_;
  core::Random& random_;
  Layout where_;
  std::vector<std::uint32_t> who_;
  std::vector<int> waiting_;
  std::vector<std::uint32_t> front_;
  std::vector<double> decay_;
  std::vector<std::uint32_t> partner_;  ///< with whom each qubit did its last pair block or exchange
  int since_reset_ = 0;
  Routed result_;
};

}  // namespace

Order::Order(const std::vector<Block>& blocks, int wires, bool reversed)
    : blocks_(blocks), next_(blocks.size()), waiting_(blocks.size()) {
  std::vector<std::uint32_t> last(static_cast<std::size_t>(wires), nobody);
  const auto follow = [&](std::uint32_t wire, std::uint32_t block) {
    const std::uint32_t before = std::exchange(last[wire], block);
    if (before == nobody) return;
    next_[before].push_back(block);
    ++waiting_[block];
  };
  for (std::uint32_t k = 0; k < blocks.size(); ++k) {
    const std::uint32_t block = reversed ? static_cast<std::uint32_t>(blocks.size()) - 1 - k : k;
    if (blocks[block].kind == BlockKind::barrier)
      for (std::uint32_t wire = 0; wire < last.size(); ++wire) follow(wire, block);
    else
      for (const std::uint32_t wire : blocks[block].used()) follow(wire, block);
  }
}

Routed route(const Order& order, const Layout& start, const CouplingGraph& graph, const Distances& distance,
             double fused_length, core::Random& random) {
  return Router(order, start, graph, distance, fused_length, random).run();
}

}  // namespace qgauge::compile

// The frontier programme: see subset_frontier.hpp.
#include "thresholds/subset_frontier.hpp"

#include <algorithm>
#include <utility>

#include "thresholds/subset_layer.hpp"
#include "thresholds/subset_order.hpp"

namespace qgauge::thresholds {
namespace {

/// Numbers of qubits that the programme tells apart: up to `last`; more are counted as `last` (saturating) or dropped.
struct Counts {
  int least;
  int last;
  bool saturating;
};

/// A partition that a step makes of another, and what that costs.
struct Change {
  Partition partition;
  Cost cost;
};

/// What is left of the sums of least_to_come for one partition after one step.
class Allowance {
 public:
  Allowance(const FrontierStep& step, Partition partition, int least)
      : to_come_(&step.least_to_come), joins_(count_parts(partition) - 1), least_(least) {
    for (int slot = 0; slot < frontier_slots; ++slot) {
      if (part_of(partition, slot) == 0) forgone_ += step.forgone[static_cast<std::size_t>(slot)];
    }
  }

  /// Whether a set of this cost and count can still come to meet the limit: `joins_` parts and the missing qubits take
  /// one coupling each.
  bool admits(Cost cost, int count) const {
    const auto needed = static_cast<std::size_t>(std::max(0, std::max(0, least_ - count) + joins_));
    return needed < to_come_->size() && cost + (*to_come_)[needed] + forgone_ <= 0;
  }

 private:
  const std::vector<Cost>* to_come_;
  int joins_;
  int least_;
  Cost forgone_ = 0;
};

class Programme {
 public:
  Programme(SubsetScope scope, const std::vector<FrontierStep>& steps, Sizes sizes, Counts counts)
      : scope_(scope), steps_(&steps), sizes_(sizes), counts_(counts) {
    prepare(from_, 0);
    from_.cells(from_.row_of(0)).front() = Cell{.cost = 0};
  }

  bool run(std::uint64_t most_work) {
    constexpr std::size_t most_cells = 1U << 23;
    for (std::size_t done = 0; done < steps_->size() && solution_.empty(); ++done) {
      prepare(to_, done + 1);
      for (std::size_t row = 0; row < from_.rows() && solution_.empty(); ++row) {
        take((*steps_)[done], row);
        if (work_ > most_work || to_.cells().size() > most_cells) return false;
      }
      settle((*steps_)[done].qubit);
      std::swap(from_, to_);
    }
    return true;
  }

  const std::vector<int>& solution() const { return solution_; }
  /// A set meets the limit but is too large; smaller ones may have been displaced by it.
  bool oversized() const { return oversized_; }
  std::uint64_t work() const { return work_; }

 private:
  /// Smaller counts could not reach the least size any more.
  void prepare(Layer& layer, std::size_t steps_done) const {
    const int taken = static_cast<int>(steps_done);
    const int left = static_cast<int>(steps_->size()) - taken;
    layer.reset(std::max(0, counts_.least - left), std::min(counts_.last, taken));
  }

  void take(const FrontierStep& step, std::size_t row) {
    const Partition before = from_.partition(row);
    if (const auto left_out = without(before, step.retired)) spread(step, row, {*left_out, 0}, false);
    for (const Change& change : changes(step, before)) {
      if (count_parts(change.partition) == 1) look_for_solution(step.qubit, row, change.cost);
      if (const auto next = without(change.partition, step.retired)) spread(step, row, {*next, change.cost}, true);
    }
  }

  /// The ways in which the step's qubit can be taken into a set.
  std::vector<Change> changes(const FrontierStep& step, Partition before) const {
    std::vector<Change> result{{with_part(before, step.slot, new_part), 0}};
    for (const FrontierLink& link : step.links) {
      if (part_of(before, link.slot) == 0) continue;
      const std::size_t known = result.size();
      for (std::size_t i = 0; i < known; ++i) follow(link, step.slot, i, result);
    }
    for (Change& change : result) change.partition = canonical(change.partition);
    return result;
  }

  /// Decides a link between two qubits of the set in `changes[index]`; where it may be left, both ways are kept.
  void follow(const FrontierLink& link, int slot, std::size_t index, std::vector<Change>& changes) const {
    const bool must = scope_ == SubsetScope::induced || link.cost <= 0;
    Change& change = changes[index];
    const int there = part_of(change.partition, link.slot), here = part_of(change.partition, slot);
    if (here == there || !link.joins) {
      if (must) change.cost += link.cost;
      return;
    }
    const Change joined{merged(change.partition, here, there), change.cost + link.cost};
    if (must) {
      change = joined;
    } else {
      changes.push_back(joined);
    }
  }

  /// The cells of a row with the step's qubit are sets of one part: complete ones, if large and cheap enough.
  void look_for_solution(int qubit, std::size_t row, Cost cost) {
    const auto cells = from_.cells(row);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const int count = from_.first_count() + static_cast<int>(i) + 1;
      if (count < sizes_.least || cells[i].cost == Cell::unreachable || cells[i].cost + cost > 0) continue;
      std::vector<int> qubits = trails_.qubits(cells[i].trail);
      qubits.push_back(qubit);
      if (std::ssize(qubits) > sizes_.most) {
        oversized_ = true;
      } else {
        solution_ = std::move(qubits);
        return;
      }
    }
  }

  /// Carries the cells of a row over to a partition of the next layer.
  void spread(const FrontierStep& step, std::size_t row, Change change, bool takes) {
    const Allowance allowance(step, change.partition, counts_.least);
    const auto cells = from_.cells(row);
    std::span<Cell> targets;
    work_ += cells.size() + 8;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].cost == Cell::unreachable) continue;
      int count = from_.first_count() + static_cast<int>(i) + (takes ? 1 : 0);
      if (counts_.saturating) count = std::min(count, counts_.last);
      const Cost cost = cells[i].cost + change.cost;
      if (count < to_.first_count() || count > to_.last_count() || !allowance.admits(cost, count)) continue;
      if (targets.empty()) targets = to_.cells(to_.row_of(change.partition));
      Cell& target = targets[static_cast<std::size_t>(count - to_.first_count())];
      if (cost < target.cost) target = {.cost = cost, .trail = cells[i].trail, .takes = takes ? 1U : 0U};
    }
  }

  /// Writes the qubit that was taken into the trails.
  void settle(int qubit) {
    constexpr std::size_t many = 1U << 23;
    for (Cell& cell : to_.cells()) {
      if (cell.takes != 0) cell.trail = trails_.extended(cell.trail, qubit);
      cell.takes = 0;
    }
    if (trails_.size() > compact_above_) {
      trails_.compact(to_.cells());
      compact_above_ = std::max(many, 2 * trails_.size());
    }
  }

  SubsetScope scope_;
  const std::vector<FrontierStep>* steps_;
  Sizes sizes_;
  Counts counts_;
  Layer from_;
  Layer to_;
  Trails trails_;
  std::size_t compact_above_ = 1U << 23;
  std::vector<int> solution_;
  bool oversized_ = false;
  std::uint64_t work_ = 0;
};

}  // namespace

ExactSearch search_frontier(const WeightedGraph& graph, Sizes sizes, std::uint64_t most_work) {
  using enum ExactSearch::End;
  const auto steps = frontier_steps(graph);
  if (!steps) return {};
  if (steps->empty()) return {.end = none, .qubits = {}};
  ExactSearch search;
  // Counts beyond the least need no telling apart unless a set that is too large gets in the way.
  for (const Counts& counts : {Counts{sizes.least, sizes.least, true}, Counts{sizes.least, sizes.most, false}}) {
    Programme programme(graph.scope, *steps, sizes, counts);
    const bool finished = programme.run(most_work - search.work);
    search.work += programme.work();
    search.qubits = programme.solution();
    if (!search.qubits.empty()) {
      search.end = found;
    } else if (finished && !(counts.saturating && programme.oversized())) {
      search.end = none;
    }
    if (search.end != not_finished || !finished) return search;
  }
  return search;
}

}  // namespace qgauge::thresholds

// Steps: see steps.hpp.
#include "simulator/plan/steps.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <span>

namespace qgauge::simulator {
namespace {

constexpr int never = std::numeric_limits<int>::max();

std::span<const int> slots_of(const Item& item) { return {item.slots.data(), static_cast<std::size_t>(item.count)}; }

/// A phase and the steps in which it may stand.
struct Interval {
  std::size_t item;
  int first;
  int last;
};

struct Levels {
  std::vector<int> step;            ///< of each gate, by item
  std::vector<Interval> intervals;  ///< of phases, in the order of items
  int steps = 0;                    ///< with gates
};

Levels levels_of(const std::vector<Item>& segment, int slots) {
  Levels levels{std::vector<int>(segment.size(), -1), {}, 0};
  std::vector<int> next(static_cast<std::size_t>(slots), 0);  // first step where a gate may stand, by slot
  std::vector<int> after(next.size(), 0);                     // first step whose diagonal follows the last gate
  for (std::size_t i = 0; i < segment.size(); ++i) {
    int first = 0;
    const bool is_phase = segment[i].kind == Item::Kind::phase;
    for (const int s : slots_of(segment[i]))
      first = std::max(first, (is_phase ? after : next)[static_cast<std::size_t>(s)]);
    for (const int s : slots_of(segment[i])) {
      int& earliest = next[static_cast<std::size_t>(s)];
      earliest = std::max(earliest, is_phase ? first : first + 1);
      if (!is_phase) after[static_cast<std::size_t>(s)] = first + 1;
    }
    if (is_phase) {
      levels.intervals.push_back({i, first, never});
    } else {
      levels.step[i] = first;
      levels.steps = std::max(levels.steps, first + 1);
    }
  }
  return levels;
}

/// A phase stands no later than the next gate on any of its slots.
void close_intervals(const std::vector<Item>& segment, int slots, Levels& levels) {
  std::vector<int> next_gate(static_cast<std::size_t>(slots), never);
  auto interval = levels.intervals.rbegin();
  for (std::size_t i = segment.size(); i-- > 0;) {
    for (const int s : slots_of(segment[i])) {
      int& gate = next_gate[static_cast<std::size_t>(s)];
      if (segment[i].kind == Item::Kind::phase) {
        interval->last = std::min(interval->last, gate);
      } else {
        gate = levels.step[i];
      }
    }
    if (segment[i].kind == Item::Kind::phase) ++interval;
  }
}

/// The step of each interval that ends; greedy by their ends, which needs the fewest steps.
std::vector<int> stab(std::vector<Interval>& intervals) {
  std::ranges::stable_sort(intervals, {}, &Interval::last);
  std::vector<int> chosen;
  for (const Interval& interval : intervals) {
    if (interval.last == never) break;
    if (chosen.empty() || chosen.back() < interval.first) chosen.push_back(interval.last);
  }
  return chosen;
}

}  // namespace

std::vector<Step> steps_of(const std::vector<Item>& segment, int slots, std::vector<Item>* deferred) {
  Levels levels = levels_of(segment, slots);
  close_intervals(segment, slots, levels);
  const std::vector<int> chosen = stab(levels.intervals);
  std::vector<Step> steps(static_cast<std::size_t>(levels.steps) + 1);
  for (std::size_t i = 0; i < segment.size(); ++i) {
    if (levels.step[i] >= 0) steps[static_cast<std::size_t>(levels.step[i])].gates.push_back(segment[i]);
  }
  for (const Interval& interval : levels.intervals) {
    const auto at = std::ranges::lower_bound(chosen, interval.first);
    if (at != chosen.end() && *at <= interval.last) {
      steps[static_cast<std::size_t>(*at)].phases.push_back(segment[interval.item]);
    } else if (deferred != nullptr) {
      deferred->push_back(segment[interval.item]);
    } else {
      steps.back().phases.push_back(segment[interval.item]);
    }
  }
  return steps;
}

}  // namespace qgauge::simulator

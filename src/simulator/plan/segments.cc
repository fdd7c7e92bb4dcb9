// Segments: see segments.hpp.
#include "simulator/plan/segments.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace qgauge::simulator {
namespace {

/// As far ahead as a choice looks.
constexpr std::size_t window = 4096;

struct Glance {
  std::uint64_t mask;
  bool phase;
  double weight;
};

/// Without the phases that no gate precedes: they run whatever is local, and may fill the window.
std::vector<Glance> glances_of(const Remaining& remaining) {
  std::vector<Glance> glances;
  std::uint64_t gates = 0;
  for (const Item& item : remaining) {
    if (glances.size() == window) break;
    if (item.kind != Item::Kind::phase) gates |= item.mask();
    if ((item.mask() & gates) == 0) continue;
    // A dense matrix counts as the rotations that take as long.
    const double weight = item.kind == Item::Kind::rotation ? 1 : item.kind == Item::Kind::phase ? 0 : 4 << item.count;
    glances.push_back({item.mask(), item.kind == Item::Kind::phase, weight});
  }
  return glances;
}

/// Follows a program and tells which items run.
struct Front {
  std::uint64_t local;
  std::uint64_t gates_wait = 0;  ///< slots with a gate that did not run
  std::uint64_t any_wait = 0;    ///< slots with anything that did not run

  bool runs(std::uint64_t mask, bool phase) {
    if (phase ? (mask & gates_wait) == 0 : (mask & (any_wait | ~local)) == 0) return true;
    any_wait |= mask;
    if (!phase) gates_wait |= mask;
    return false;
  }
};

double gain(const std::vector<Glance>& glances, std::uint64_t local) {
  Front front{local};
  double sum = 0;
  for (const Glance& glance : glances) {
    if (front.runs(glance.mask, glance.phase)) sum += glance.weight;
    if ((local & ~front.any_wait) == 0) break;
  }
  return sum;
}

struct Choice {
  std::uint64_t local;
  double gain = -1;
};

bool is_allowed(std::uint64_t local, const Locality& locality, std::uint64_t before) {
  return (locality.always & ~local) == 0 && std::popcount(local & before) >= locality.kept;
}

void consider(const std::vector<Glance>& glances, std::uint64_t local, Choice& best) {
  const double found = gain(glances, local);
  if (found > best.gain) best = {local, found};
}

std::vector<int> bits_of(std::uint64_t mask) {
  std::vector<int> bits;
  for (; mask != 0; mask &= mask - 1) bits.push_back(std::countr_zero(mask));
  return bits;
}

Choice best_exchange(const std::vector<Glance>& glances, std::uint64_t all, const Choice& now, const Locality& locality,
                     std::uint64_t before) {
  Choice best = now;
  for (const int out : bits_of(now.local)) {
    for (const int in : bits_of(all & ~now.local)) {
      const std::uint64_t local = (now.local & ~(std::uint64_t{1} << out)) | std::uint64_t{1} << in;
      if (is_allowed(local, locality, before)) consider(glances, local, best);
    }
  }
  return best;
}

}  // namespace

std::uint64_t choose_local(const Remaining& remaining, int slots, const Locality& locality, std::uint64_t before) {
  const auto glances = glances_of(remaining);
  const std::uint64_t all = (std::uint64_t{1} << slots) - 1;
  std::uint64_t local = all;
  Choice now{local};
  while (std::popcount(local) > locality.local) {
    now = {local};
    for (const int out : bits_of(local)) {
      const std::uint64_t smaller = local & ~(std::uint64_t{1} << out);
      if (is_allowed(smaller, locality, before)) consider(glances, smaller, now);
    }
    local = now.local;
  }
  constexpr int most_exchanges = 8;
  for (int i = 0; i < most_exchanges; ++i) {
    const Choice better = best_exchange(glances, all, now, locality, before);
    if (better.gain <= now.gain) break;
    now = better;
  }
  return now.local;
}

std::vector<Item> take_segment(Remaining& remaining, std::uint64_t local, std::uint64_t used) {
  Front front{local};
  std::vector<Item> taken, left;
  auto next = remaining.begin();
  for (; next != remaining.end() && (used & ~front.gates_wait) != 0; ++next) {
    (front.runs(next->mask(), next->kind == Item::Kind::phase) ? taken : left).push_back(*next);
  }
  remaining.erase(remaining.begin(), next);
  remaining.insert(remaining.begin(), left.begin(), left.end());
  return taken;
}

}  // namespace qgauge::simulator

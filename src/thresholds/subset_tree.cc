// Growing trees of couplings: see subset_tree.hpp.
#include "thresholds/subset_tree.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace qgauge::thresholds {
namespace {

std::size_t at(int qubit) { return static_cast<std::size_t>(qubit); }

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

TreeGrowth::TreeGrowth(const Network& network, int start)
    : network_(&network), members_{start}, inside_(at(network.qubits()), 0), degree_(at(network.qubits()), 0) {
  inside_[at(start)] = 1;
}

TreeGrowth::Branch TreeGrowth::cheapest_branch(int except) const {
  Branch best{.from = -1, .to = -1, .excess = infinity};
  work_ += members_.size();
  for (const int member : members_) {
    for (const Link& link : network_->links(member)) {
      if (!link.known || inside_[at(link.to)] || link.to == except) continue;
      if (link.excess < best.excess || (link.excess == best.excess && link.to < best.to)) {
        best = {.from = member, .to = link.to, .excess = link.excess};
      }
    }
  }
  return best;
}

void TreeGrowth::add(const Branch& branch) {
  branches_.push_back(branch);
  members_.push_back(branch.to);
  inside_[at(branch.to)] = 1;
  ++degree_[at(branch.from)];
  ++degree_[at(branch.to)];
  excess_ += branch.excess;
}

void TreeGrowth::remove_leaf(int leaf) {
  const auto branch = std::ranges::find_if(branches_, [&](const Branch& b) { return b.from == leaf || b.to == leaf; });
  excess_ -= branch->excess;
  --degree_[at(branch->from)];
  --degree_[at(branch->to)];
  branches_.erase(branch);
  std::erase(members_, leaf);
  inside_[at(leaf)] = 0;
}

bool TreeGrowth::grow() {
  const Branch branch = cheapest_branch(-1);
  if (branch.to >= 0) add(branch);
  return branch.to >= 0;
}

bool TreeGrowth::grow_if_better() {
  const Branch branch = cheapest_branch(-1);
  if (branch.to < 0 || branches_.empty()) return false;
  if (branch.excess >= excess_ / static_cast<double>(branches_.size())) return false;
  add(branch);
  return true;
}

TreeGrowth::Branch TreeGrowth::worst_leaf_branch() const {
  Branch worst{.from = -1, .to = -1, .excess = -infinity};
  for (const Branch& branch : branches_) {
    const bool leaf = degree_[at(branch.from)] == 1 || degree_[at(branch.to)] == 1;
    if (leaf && branch.excess > worst.excess) worst = branch;
  }
  if (degree_[at(worst.to)] != 1) std::swap(worst.from, worst.to);
  return worst;
}

bool TreeGrowth::swap_leaf() {
  if (size() < 3) return false;
  const Branch old = worst_leaf_branch();
  remove_leaf(old.to);
  const Branch next = cheapest_branch(old.to);
  const bool better = next.to >= 0 && next.excess < old.excess;
  add(better ? next : old);
  return better;
}

}  // namespace qgauge::thresholds

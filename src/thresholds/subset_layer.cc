// Partitions, rows and trails of the frontier programme: see subset_layer.hpp.
#include "thresholds/subset_layer.hpp"

#include <algorithm>
#include <array>

namespace qgauge::thresholds {
namespace {

constexpr int bits = 4;
static_assert(frontier_slots < 1 << bits && frontier_slots * bits <= 64);

/// The finishing step of SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t mixed(std::uint64_t key) {
  key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9;
  key = (key ^ (key >> 27)) * 0x94d049bb133111eb;
  return key ^ (key >> 31);
}

}  // namespace

int part_of(Partition partition, int slot) { return static_cast<int>((partition >> (bits * slot)) & 15); }

Partition with_part(Partition partition, int slot, int part) {
  const Partition cleared = partition & ~(Partition{15} << (bits * slot));
  return cleared | (static_cast<Partition>(part) << (bits * slot));
}

Partition merged(Partition partition, int from, int into) {
  for (int slot = 0; slot < frontier_slots; ++slot) {
    if (part_of(partition, slot) == from) partition = with_part(partition, slot, into);
  }
  return partition;
}

Partition canonical(Partition partition) {
  std::array<int, frontier_slots + 1> number{};
  int parts = 0;
  Partition result = 0;
  for (int slot = 0; partition >> (bits * slot) != 0; ++slot) {
    const int part = part_of(partition, slot);
    if (part == 0) continue;
    int& renamed = number[static_cast<std::size_t>(part)];
    if (renamed == 0) renamed = ++parts;
    result = with_part(result, slot, renamed);
    if (slot + 1 == frontier_slots) break;
  }
  return result;
}

int count_parts(Partition partition) {
  int parts = 0;
  for (; partition != 0; partition >>= bits) parts = std::max(parts, static_cast<int>(partition & 15));
  return parts;
}

std::optional<Partition> without(Partition partition, const std::vector<int>& slots) {
  for (const int slot : slots) {
    const int part = part_of(partition, slot);
    if (part == 0) continue;
    partition = with_part(partition, slot, 0);
    bool left = false;
    for (Partition rest = partition; rest != 0 && !left; rest >>= bits) left = static_cast<int>(rest & 15) == part;
    if (!left) return std::nullopt;
  }
  return canonical(partition);
}

void Layer::reset(int first_count, int last_count) {
  first_count_ = first_count;
  width_ = last_count - first_count + 1;
  partitions_.clear();
  cells_.clear();
  places_.assign(std::max<std::size_t>(places_.size(), 64), -1);
}

std::span<Cell> Layer::cells(std::size_t row) {
  const auto width = static_cast<std::size_t>(width_);
  return std::span(cells_).subspan(row * width, width);
}

std::size_t Layer::place_of(Partition partition) const {
  const std::size_t mask = places_.size() - 1;
  std::size_t place = mixed(partition) & mask;
  while (places_[place] >= 0 && partitions_[static_cast<std::size_t>(places_[place])] != partition) {
    place = (place + 1) & mask;
  }
  return place;
}

void Layer::rehash() {
  places_.assign(places_.size() * 2, -1);
  for (std::size_t row = 0; row < partitions_.size(); ++row) {
    places_[place_of(partitions_[row])] = static_cast<std::int32_t>(row);
  }
}

std::size_t Layer::row_of(Partition partition) {
  const std::size_t place = place_of(partition);
  if (places_[place] >= 0) return static_cast<std::size_t>(places_[place]);
  places_[place] = static_cast<std::int32_t>(partitions_.size());
  partitions_.push_back(partition);
  cells_.resize(cells_.size() + static_cast<std::size_t>(width_));
  if (partitions_.size() * 2 > places_.size()) rehash();
  return partitions_.size() - 1;
}

std::uint32_t Trails::extended(std::uint32_t trail, int qubit) {
  nodes_.push_back({trail, qubit});
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

std::vector<int> Trails::qubits(std::uint32_t trail) const {
  std::vector<int> result;
  for (; trail != 0; trail = nodes_[trail].before) result.push_back(nodes_[trail].qubit);
  return result;
}

void Trails::compact(std::span<Cell> cells) {
  std::vector<std::uint32_t> renamed(nodes_.size(), 0);
  for (const Cell& cell : cells) {
    for (auto trail = cell.trail; trail != 0 && renamed[trail] == 0; trail = nodes_[trail].before) renamed[trail] = 1;
  }
  std::uint32_t kept = 1;  // a node stands after the one before it, so that it can move down in place
  for (std::size_t node = 1; node < nodes_.size(); ++node) {
    if (renamed[node] == 0) continue;
    nodes_[kept] = {renamed[nodes_[node].before], nodes_[node].qubit};
    renamed[node] = kept++;
  }
  nodes_.resize(kept);
  for (Cell& cell : cells) cell.trail = renamed[cell.trail];
}

}  // namespace qgauge::thresholds

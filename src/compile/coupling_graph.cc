// Reads the coupling graph off a device model, and shortest paths on it. Used by layout, routing and compile. Knows no
// circuit.
#include "compile/coupling_graph.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

#include "compile/expansion.hpp"

namespace qgauge::compile {
namespace {

constexpr std::uint32_t no_part = std::numeric_limits<std::uint32_t>::max();
/// A gate that does nothing right still leaves this average fidelity on two qubits; costs stay finite.
constexpr double least_fidelity = 0.2;

double cost_of(double infidelity) { return -std::log(std::max(least_fidelity, 1 - infidelity)); }

bool entangles(const device::TwoQubitGate& gate) { return !find_steps(cz_over_native(), gate.kind).empty(); }

bool can_be_used(const device::ModelQubit& qubit) {
  return qubit.operational && qubit.gate_usable != device::Usable::no;
}

double readout_cost_of(const device::ModelQubit& qubit) {
  return cost_of((qubit.p1_given_0.value_or(0) + qubit.p0_given_1.value_or(0)) / 2);
}

}  // namespace

CouplingGraph::CouplingGraph(const device::DeviceModel& model) : neighbours_(model.qubits.size()) {
  for (const auto& qubit : model.qubits) {
    usable_.push_back(can_be_used(qubit));
    readout_cost_.push_back(readout_cost_of(qubit));
  }
  add_couplings(model);
  find_parts();
  describe();
}

void CouplingGraph::add_couplings(const device::DeviceModel& model) {
  const bool one_for_all = model.all_to_all && model.averages_only && model.couplings.size() == 1 && size() > 2;
  for (const auto& coupling : model.couplings) {
    if (!coupling.gate || !entangles(*coupling.gate)) continue;
    const auto a = static_cast<std::uint32_t>(coupling.a), b = static_cast<std::uint32_t>(coupling.b);
    const double cost = cost_of(coupling.gate->infidelity);
    if (one_for_all) every_pair_ = Neighbour{0, cost};
    if (one_for_all || !usable_[a] || !usable_[b]) continue;
    neighbours_[a].push_back({b, cost});
    neighbours_[b].push_back({a, cost});
  }
  for (auto& list : neighbours_) std::ranges::sort(list, {}, &Neighbour::qubit);
}

const Neighbour* CouplingGraph::find(std::uint32_t a, std::uint32_t b) const {
  if (every_pair_) return &*every_pair_;
  const auto found = std::ranges::lower_bound(neighbours_[a], b, {}, &Neighbour::qubit);
  return found == neighbours_[a].end() || found->qubit != b ? nullptr : &*found;
}

void CouplingGraph::find_parts() {
  part_.assign(size(), no_part);
  std::uint32_t parts = 0;
  for (std::uint32_t seed = 0; seed < size(); ++seed) {
    if (!usable_[seed] || part_[seed] != no_part) continue;
    auto members = every_pair_ ? usable_qubits() : reached_from(seed, size());
    for (const std::uint32_t qubit : members) part_[qubit] = parts;
    ++parts;
    if (members.size() > largest_part_.size()) largest_part_ = std::move(members);
  }
  std::ranges::sort(largest_part_);
}

std::vector<std::uint32_t> CouplingGraph::usable_qubits() const {
  std::vector<std::uint32_t> qubits;
  for (std::uint32_t q = 0; q < size(); ++q)
    if (usable_[q]) qubits.push_back(q);
  return qubits;
}

std::vector<std::uint32_t> CouplingGraph::reached_from(std::uint32_t seed, std::size_t limit) const {
  std::vector<std::uint32_t> reached{seed};
  std::vector<bool> seen(size());
  seen[seed] = true;
  for (std::size_t next = 0; next < reached.size(); ++next)
    for (const Neighbour& neighbour : neighbours_[reached[next]]) {
      if (seen[neighbour.qubit] || reached.size() >= limit) continue;
      seen[neighbour.qubit] = true;
      reached.push_back(neighbour.qubit);
    }
  return reached;
}

void CouplingGraph::describe() {
  std::size_t ends = 0;
  double sum = 0, least = std::numeric_limits<double>::max(), most = 0;
  for (const auto& list : neighbours_)
    for (const Neighbour& neighbour : list) {
      ++ends;
      sum += neighbour.cost;
      least = std::min(least, neighbour.cost);
      most = std::max(most, neighbour.cost);
    }
  const std::size_t count = usable_qubits().size();
  mean_cost_ = every_pair_ ? every_pair_->cost : ends == 0 ? 0 : sum / static_cast<double>(ends);
  complete_ = every_pair_ || (count > 1 && ends == count * (count - 1));
  const auto [lowest, highest] = std::ranges::minmax_element(readout_cost_);
  uniform_ = (every_pair_ || least == most) && (lowest == readout_cost_.end() || *lowest == *highest);
}

bool CouplingGraph::connected(const std::vector<std::uint32_t>& qubits) const {
  return std::ranges::all_of(qubits, [&](std::uint32_t q) { return part_[q] == part_[qubits.front()]; });
}

Distances::Distances(const CouplingGraph& graph, const std::vector<std::uint32_t>& part)
    : count_(part.size()), index_(graph.size(), no_part), length_(count_ * count_, std::numeric_limits<float>::max()) {
  for (std::uint32_t k = 0; k < count_; ++k) index_[part[k]] = k;
  for (const std::uint32_t qubit : part) fill_from(graph, qubit);
}

bool Distances::covers(std::uint32_t qubit) const { return index_[qubit] != no_part; }

void Distances::fill_from(const CouplingGraph& graph, std::uint32_t start) {
  const auto row = length_.begin() + static_cast<std::ptrdiff_t>(index_[start] * count_);
  const auto length_to = [&](std::uint32_t qubit) -> float& { return row[index_[qubit]]; };
  using Entry = std::pair<float, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  queue.emplace(length_to(start) = 0, start);
  while (!queue.empty()) {
    const auto [length, qubit] = queue.top();
    queue.pop();
    if (length > length_to(qubit)) continue;
    for (const Neighbour& neighbour : graph.neighbours(qubit)) {
      if (!covers(neighbour.qubit)) continue;
      const double relative = graph.mean_cost() == 0 ? 1 : neighbour.cost / graph.mean_cost();
      const auto through = length + static_cast<float>(std::min(0.5 + relative / 2, 5.0));
      if (through >= length_to(neighbour.qubit)) continue;
      length_to(neighbour.qubit) = through;
      queue.emplace(through, neighbour.qubit);
    }
  }
}

}  // namespace qgauge::compile

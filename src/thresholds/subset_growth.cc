// Growing sets on a coupling graph: see subset_growth.hpp.
#include "thresholds/subset_growth.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

namespace qgauge::thresholds {
namespace {

std::size_t at(int qubit) { return static_cast<std::size_t>(qubit); }

}  // namespace

Network::Network(const subject::CouplingGraph& graph, double limit) : links_(at(graph.qubits)) {
  for (const subject::Edge& edge : graph.edges) {
    assert(edge.a != edge.b && edge.a >= 0 && edge.b >= 0 && edge.a < graph.qubits && edge.b < graph.qubits);
    const double excess = edge.cnot_infidelity.value_or(1.0) - limit;
    links_[at(edge.a)].push_back({edge.b, excess, edge.cnot_infidelity.has_value()});
    links_[at(edge.b)].push_back({edge.a, excess, edge.cnot_infidelity.has_value()});
  }
}

std::vector<int> Network::component_sizes(bool known_only) const {
  std::vector<int> sizes(links_.size(), 0);
  for (int root = 0; root < qubits(); ++root) {
    if (sizes[at(root)] > 0) continue;
    std::vector<int> component{root};
    sizes[at(root)] = 1;
    for (std::size_t next = 0; next < component.size(); ++next) {
      for (const Link& link : links(component[next])) {
        if ((known_only && !link.known) || sizes[at(link.to)] > 0) continue;
        sizes[at(link.to)] = 1;
        component.push_back(link.to);
      }
    }
    for (const int qubit : component) sizes[at(qubit)] = static_cast<int>(component.size());
  }
  return sizes;
}

Growth::Growth(const Network& network, int seed)
    : network_(&network),
      inside_(at(network.qubits()), 0),
      known_links_(at(network.qubits()), 0),
      all_links_(at(network.qubits()), 0),
      link_excess_(at(network.qubits()), 0) {
  add(seed);
}

void Growth::shift(int qubit, int sign) {
  excess_ += sign * link_excess_[at(qubit)];
  couplings_ += sign * all_links_[at(qubit)];
  for (const Link& link : network_->links(qubit)) {
    known_links_[at(link.to)] += sign * (link.known ? 1 : 0);
    all_links_[at(link.to)] += sign;
    link_excess_[at(link.to)] += sign * link.excess;
  }
}

void Growth::add(int qubit) {
  assert(!inside_[at(qubit)]);
  shift(qubit, +1);
  inside_[at(qubit)] = 1;
  members_.push_back(qubit);
}

void Growth::remove(int qubit) {
  assert(inside_[at(qubit)]);
  shift(qubit, -1);
  inside_[at(qubit)] = 0;
  std::erase(members_, qubit);
}

int Growth::best_neighbour(int except) const {
  int best = -1;
  double least = std::numeric_limits<double>::infinity();
  work_ += inside_.size();
  for (int qubit = 0; qubit < network_->qubits(); ++qubit) {
    if (inside_[at(qubit)] || known_links_[at(qubit)] == 0 || qubit == except) continue;
    const double mean = (excess_ + link_excess_[at(qubit)]) / (couplings_ + all_links_[at(qubit)]);
    if (mean < least) {
      least = mean;
      best = qubit;
    }
  }
  return best;
}

bool Growth::connected_without(int qubit) const {
  std::vector<char> seen(inside_.size(), 0);
  seen[at(qubit)] = 1;
  std::vector<int> reached{members_.front() == qubit ? members_.back() : members_.front()};
  seen[at(reached.front())] = 1;
  for (std::size_t next = 0; next < reached.size(); ++next) {
    for (const Link& link : network_->links(reached[next])) {
      if (!link.known || !inside_[at(link.to)] || seen[at(link.to)]) continue;
      seen[at(link.to)] = 1;
      reached.push_back(link.to);
    }
  }
  work_ += reached.size();
  return static_cast<int>(reached.size()) == size() - 1;
}

bool Growth::swap_for_better(int out) {
  const double before = mean_excess();
  if (link_excess_[at(out)] / all_links_[at(out)] <= before) return false;  // its couplings are no worse than the mean
  if (!connected_without(out)) return false;
  remove(out);
  const int in = best_neighbour(out);
  if (in >= 0) {
    add(in);
    if (mean_excess() < before - 1e-15) return true;
    remove(in);
  }
  add(out);
  return false;
}

bool Growth::swap_once() {
  if (size() < 3) return false;
  std::vector<int> candidates = members_;
  std::ranges::sort(candidates);
  return std::ranges::any_of(candidates, [this](int out) { return swap_for_better(out); });
}

}  // namespace qgauge::thresholds

// The best chain of qubits for a layer fidelity: a beam search over simple paths. Called by layer_fidelity.
// Must not know what runs on it.
#include <algorithm>
#include <bitset>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "qgauge/protocols/layer_fidelity.hpp"

namespace qgauge::protocols {
namespace {

constexpr std::size_t beam = 400;

/// A coupling seen from one of its qubits: the other one, and the logarithm of the predicted fidelity of stepping
/// there.
struct Step {
  int qubit;
  double score;
};

double log_fidelity(double process_infidelity) { return std::log(std::max(1 - process_infidelity, 1e-9)); }

/// Where a readout tells hardly anything, no decay can be seen.
bool is_unreadable(const device::ModelQubit& qubit) {
  constexpr double least_visibility = 0.2;
  return qubit.p1_given_0 && qubit.p0_given_1 && 1 - *qubit.p1_given_0 - *qubit.p0_given_1 < least_visibility;
}

using Graph = std::vector<std::vector<Step>>;

Graph graph_of(const device::DeviceModel& model) {
  Graph graph(model.qubits.size());
  const auto pulse = [&](int qubit) { return model.qubits[static_cast<std::size_t>(qubit)].gate; };
  for (const int index : usable_couplings(model)) {
    const device::Coupling& coupling = model.couplings[static_cast<std::size_t>(index)];
    const auto unreadable = [&](int q) { return is_unreadable(model.qubits[static_cast<std::size_t>(q)]); };
    if (unreadable(coupling.a) || unreadable(coupling.b)) continue;
    const double gate = log_fidelity(core::process_infidelity_from_average(coupling.gate->infidelity, 4));
    const auto add = [&](int from, int to) {
      const double own = log_fidelity(core::process_infidelity_from_average(pulse(to)->infidelity, 2));
      graph[static_cast<std::size_t>(from)].push_back({to, gate + own});
    };
    add(coupling.a, coupling.b);
    add(coupling.b, coupling.a);
  }
  return graph;
}

struct Path {
  std::vector<int> qubits;
  double score = 0;
  bool has(int qubit) const { return std::ranges::find(qubits, qubit) != qubits.end(); }
};

/// Whether `wanted` qubits that the path does not hold can be reached from its end.
bool can_grow(const Path& path, const Graph& graph, std::size_t wanted) {
  std::vector<bool> seen(graph.size());
  for (const int qubit : path.qubits) seen[static_cast<std::size_t>(qubit)] = true;
  std::vector<int> open{path.qubits.back()};
  std::size_t found = 0;
  while (!open.empty() && found < wanted) {
    const int from = open.back();
    open.pop_back();
    for (const Step& step : graph[static_cast<std::size_t>(from)]) {
      if (seen[static_cast<std::size_t>(step.qubit)]) continue;
      seen[static_cast<std::size_t>(step.qubit)] = true;
      open.push_back(step.qubit);
      ++found;
    }
  }
  return found >= wanted;
}

/// Better first; equal scores by the qubits, so that the choice never depends on the order of the search.
bool is_better(const Path& one, const Path& other) {
  return one.score != other.score ? one.score > other.score : one.qubits < other.qubits;
}

std::vector<Path> extended(const std::vector<Path>& paths, const Graph& graph, std::size_t length) {
  std::vector<Path> next;
  for (const Path& path : paths) {
    for (const Step& step : graph[static_cast<std::size_t>(path.qubits.back())]) {
      if (path.has(step.qubit)) continue;
      Path longer = path;
      longer.qubits.push_back(step.qubit);
      longer.score += step.score;
      if (can_grow(longer, graph, length - longer.qubits.size())) next.push_back(std::move(longer));
    }
  }
  const std::size_t kept = std::min(beam, next.size());
  std::ranges::partial_sort(next, next.begin() + static_cast<std::ptrdiff_t>(kept), is_better);
  next.erase(next.begin() + static_cast<std::ptrdiff_t>(kept), next.end());
  return next;
}

/// Of a machine whose qubits are all alike and all coupled.
std::optional<std::vector<int>> first_qubits(const device::DeviceModel& model, int length) {
  if (length > std::ssize(model.qubits)) return std::nullopt;
  std::vector<int> chain(static_cast<std::size_t>(length));
  std::iota(chain.begin(), chain.end(), 0);
  return chain;
}

}  // namespace

std::optional<std::vector<int>> best_chain(const device::DeviceModel& model, int length) {
  if (length < 2) return std::nullopt;
  if (model.averages_only && model.all_to_all && !usable_couplings(model).empty()) return first_qubits(model, length);
  const Graph graph = graph_of(model);
  std::vector<Path> paths;
  for (const int qubit : usable_qubits(model)) {
    if (!graph[static_cast<std::size_t>(qubit)].empty()) paths.push_back({{qubit}, 0});
  }
  for (int size = 2; size <= length; ++size) paths = extended(paths, graph, static_cast<std::size_t>(length));
  if (paths.empty()) return std::nullopt;
  std::vector<int> chain = paths.front().qubits;
  if (chain.back() < chain.front()) std::ranges::reverse(chain);
  return chain;
}

}  // namespace qgauge::protocols

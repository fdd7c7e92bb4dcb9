// The best connected set of qubits: see qubit_set.hpp.
#include "protocols/qubit_set.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "qgauge/core.hpp"

namespace qgauge::protocols {
namespace {

constexpr double impossible = -std::numeric_limits<double>::infinity();
constexpr std::size_t most_starts = 200;

double log_fidelity(double infidelity) { return std::log(std::max(1 - infidelity, 1e-9)); }

struct Neighbour {
  int qubit;
  double gate;  ///< logarithm of the fidelity of all uses of the coupling
};

struct Graph {
  std::vector<double> own;  ///< of each qubit: logarithm of the fidelity of its pulses and readout, or impossible
  std::vector<std::vector<Neighbour>> neighbours;
};

double own_cost(const device::ModelQubit& qubit, const SetUses& uses) {
  if (!qubit.operational || !qubit.gate || !qubit.p1_given_0 || !qubit.p0_given_1) return impossible;
  return uses.pulses * log_fidelity(core::process_infidelity_from_average(qubit.gate->infidelity, 2)) +
         log_fidelity((*qubit.p1_given_0 + *qubit.p0_given_1) / 2 + qubit.preparation_error);
}

Graph graph_of(const device::DeviceModel& model, const SetUses& uses) {
  Graph graph;
  for (const device::ModelQubit& qubit : model.qubits) graph.own.push_back(own_cost(qubit, uses));
  graph.neighbours.resize(model.qubits.size());
  for (const device::Coupling& coupling : model.couplings) {
    const auto a = static_cast<std::size_t>(coupling.a), b = static_cast<std::size_t>(coupling.b);
    if (!is_usable(model, coupling) || graph.own[a] == impossible || graph.own[b] == impossible) continue;
    const double gate = uses.gates * log_fidelity(core::process_infidelity_from_average(coupling.gate->infidelity, 4));
    graph.neighbours[a].push_back({coupling.b, gate});
    graph.neighbours[b].push_back({coupling.a, gate});
  }
  return graph;
}

/// A set that grows, and what joining it would cost each qubit.
class Growth {
 public:
  Growth(const Graph& graph, int first)
      : graph_(graph), score_(graph.own.size(), impossible), inside_(graph.own.size()) {
    set_.log_success = graph.own[static_cast<std::size_t>(first)];
    add(first);
  }

  /// False where no qubit is left that could join.
  bool grow() {
    const auto best = static_cast<std::size_t>(std::ranges::max_element(score_) - score_.begin());
    if (score_[best] == impossible) return false;
    set_.log_success += score_[best];
    add(static_cast<int>(best));
    return true;
  }
  std::size_t size() const { return set_.qubits.size(); }
  QubitSet take() { return std::move(set_); }

 private:
  void add(int qubit) {
    set_.qubits.push_back(qubit);
    inside_[static_cast<std::size_t>(qubit)] = true;
    score_[static_cast<std::size_t>(qubit)] = impossible;
    for (const Neighbour& next : graph_.neighbours[static_cast<std::size_t>(qubit)]) {
      const auto other = static_cast<std::size_t>(next.qubit);
      const double score = next.gate + graph_.own[other];
      if (!inside_[other]) score_[other] = std::max(score_[other], score);
    }
  }

  const Graph& graph_;
  std::vector<double> score_;
  std::vector<bool> inside_;
  QubitSet set_;
};

/// Qubits to grow from: those with couplings, the best couplings' first.
std::vector<int> starts_of(const Graph& graph) {
  std::vector<std::pair<double, int>> scored;
  for (std::size_t q = 0; q < graph.own.size(); ++q) {
    if (graph.neighbours[q].empty()) continue;
    const auto best = std::ranges::max_element(graph.neighbours[q], {}, &Neighbour::gate);
    scored.emplace_back(-(best->gate + graph.own[q]), static_cast<int>(q));
  }
  std::ranges::sort(scored);
  scored.resize(std::min(scored.size(), most_starts));
  std::vector<int> starts;
  for (const auto& [cost, qubit] : scored) starts.push_back(qubit);
  return starts;
}

}  // namespace

bool is_usable(const device::DeviceModel& model, const device::Coupling& coupling) {
  const auto has_pulse = [&](int qubit) {
    const device::ModelQubit& described = model.qubits[static_cast<std::size_t>(qubit)];
    return described.operational && described.gate.has_value();
  };
  return coupling.gate && circuit::spec_of(coupling.gate->kind).uses_per_cnot > 0 && has_pulse(coupling.a) &&
         has_pulse(coupling.b);
}

std::optional<QubitSet> best_connected_set(const device::DeviceModel& model, int size, const SetUses& uses) {
  const Graph graph = graph_of(model, uses);
  std::optional<QubitSet> best;
  for (const int start : starts_of(graph)) {
    Growth growth(graph, start);
    while (growth.size() < static_cast<std::size_t>(size) && growth.grow()) continue;
    if (growth.size() < static_cast<std::size_t>(size)) continue;
    QubitSet set = growth.take();
    if (!best || set.log_success > best->log_success) best = std::move(set);
  }
  return best;
}

std::vector<std::array<std::uint32_t, 2>> pairs_within(const device::DeviceModel& model,
                                                       const std::vector<int>& qubits) {
  std::vector<int> place(model.qubits.size(), -1);
  for (std::size_t k = 0; k < qubits.size(); ++k) place[static_cast<std::size_t>(qubits[k])] = static_cast<int>(k);
  std::vector<std::array<std::uint32_t, 2>> pairs;
  for (const device::Coupling& coupling : model.couplings) {
    const int a = place[static_cast<std::size_t>(coupling.a)], b = place[static_cast<std::size_t>(coupling.b)];
    if (a < 0 || b < 0 || !is_usable(model, coupling)) continue;
    pairs.push_back({static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)});
  }
  return pairs;
}

int largest_connected_size(const device::DeviceModel& model) {
  const Graph graph = graph_of(model, {});
  std::size_t largest = 0;
  std::vector<bool> seen(graph.own.size());
  for (std::size_t q = 0; q < graph.own.size(); ++q) {
    if (seen[q] || graph.neighbours[q].empty()) continue;
    Growth growth(graph, static_cast<int>(q));
    while (growth.grow()) continue;
    largest = std::max(largest, growth.size());
    for (const int member : growth.take().qubits) seen[static_cast<std::size_t>(member)] = true;
  }
  return static_cast<int>(largest);
}

int largest_clifford_width(const device::DeviceModel& model) {
  constexpr int most_of_a_state = 12;
  const auto needs_state = [](const device::Coupling& coupling) {
    return coupling.gate &&
           (coupling.gate->kind == circuit::GateKind::sqrt_iswap || coupling.gate->kind == circuit::GateKind::sycamore);
  };
  const int largest = largest_connected_size(model);
  return std::ranges::any_of(model.couplings, needs_state) ? std::min(largest, most_of_a_state) : largest;
}

}  // namespace qgauge::protocols

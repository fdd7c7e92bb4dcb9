// What an open search of subsets lacks: see subset_needs.hpp.
#include "thresholds/subset_needs.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace qgauge::thresholds {
namespace {

using subject::CouplingGraph;
using subject::Edge;

constexpr std::size_t most_named = 8;

/// "qubit 33", "couplings 84-85 and 3 more": the first few by name.
std::string named(const std::string& noun, const std::vector<std::string>& names) {
  const auto shown =
      std::vector(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), most_named)));
  const std::string rest =
      names.size() > shown.size() ? fmt::format(" and {} more", names.size() - shown.size()) : std::string();
  return fmt::format("{}{} {}{}", noun, names.size() == 1 ? "" : "s", fmt::join(shown, ", "), rest);
}

std::vector<std::string> names_of(const std::set<int>& qubits) {
  std::vector<std::string> names;
  for (const int qubit : qubits) names.push_back(fmt::format("{}", qubit));
  return names;
}

std::vector<std::string> names_of(const std::set<std::pair<int, int>>& couplings) {
  std::vector<std::string> names;
  for (const auto& [a, b] : couplings) names.push_back(fmt::format("{}-{}", a, b));
  return names;
}

}  // namespace

void SubsetNeeds::add(const CouplingGraph* graph, const StepSearch& found) {
  if (!graph) {
    every_coupling_ = true;
  } else if (found.inexact) {
    more_exact_ = true;
  } else if (found.search.outcome == SubsetSearch::Outcome::open) {
    add_unknown(*graph);
  }
}

void SubsetNeeds::add_unknown(const CouplingGraph& graph) {
  if (graph.complete && graph.uniform_infidelity) return;
  if (graph.complete) {
    (graph.uncalibrated.empty() ? every_coupling_ : every_qubit_) = true;
    return;
  }
  const std::set<int> uncalibrated(graph.uncalibrated.begin(), graph.uncalibrated.end());
  for (const Edge& edge : graph.edges) {
    if (edge.cnot_infidelity) continue;
    bool at_qubit = false;
    for (const int end : {edge.a, edge.b}) {
      if (!uncalibrated.contains(end)) continue;
      qubits_.insert(end);
      at_qubit = true;
    }
    if (!at_qubit || edge.least == 0) couplings_.emplace(edge.a, edge.b);
  }
}

std::vector<MissingInput> SubsetNeeds::inputs(bool simulated) const {
  const std::string who = simulated ? "measurement" : "vendor";
  std::vector<MissingInput> missing;
  if (every_coupling_) missing.push_back({"the C-NOT error of each coupling", who});
  if (every_qubit_) missing.push_back({"the calibration of each qubit (pulse and readout)", who});
  if (!qubits_.empty()) {
    missing.push_back(
        {fmt::format("the calibration (pulse and readout) of {}", named("qubit", names_of(qubits_))), who});
  }
  if (!couplings_.empty()) {
    missing.push_back({fmt::format("the C-NOT error of {}", named("coupling", names_of(couplings_))), who});
  }
  if (more_exact_) {
    missing.push_back({"a more exact C-NOT error of each coupling", "measurement",
                       "the C-NOT error of each coupling (known too inexactly: a more exact measurement decides)"});
  }
  return missing;
}

}  // namespace qgauge::thresholds

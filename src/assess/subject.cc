// What the rules may see of a machine: aggregate figures, attributes, and the coupling graphs with their C-NOT errors.
// Called by the pipeline and for stored reports; the one place where a device model becomes a subject.

#include <algorithm>
#include <map>

#include "assess/internal.hpp"

namespace qgauge::assess {
namespace {

using device::Usable;
using figures::Figure;
using subject::CouplingGraph;

constexpr std::string_view base_stem = "cnot_infidelity";

CouplingGraph complete_graph(const device::DeviceModel& model) {
  CouplingGraph graph;
  graph.complete = true;
  graph.qubits = model.counts->connected.value;
  if (!model.couplings.empty() && model.couplings[0].gate)
    graph.uniform_infidelity = cnot_infidelity(*model.couplings[0].gate);
  return graph;
}

/// Whether the averages of the machine stand for every pair: then the pairs are all listed, or one stands for them.
bool is_complete(const device::DeviceModel& model) {
  const std::size_t count = model.qubits.size(), listed = model.couplings.size();
  const bool one_for_all = listed == 1 && model.connected_if_unknown_work.size() > 2;
  return model.averages_only && (model.all_to_all || one_for_all || listed == count * (count - 1) / 2);
}

/// The weaker of what is known of a qubit's pulse and readout.
Usable usable(const device::ModelQubit& qubit) {
  return qubit.operational ? std::min(qubit.gate_usable, qubit.readout_usable) : Usable::no;
}

/// Couplings that are known to be unusable are left out; uncalibrated ones, and those of uncalibrated qubits, stay
/// without an error.
CouplingGraph explicit_graph(const device::DeviceModel& model) {
  CouplingGraph graph;
  graph.qubits = static_cast<int>(model.qubits.size());
  for (const device::Coupling& coupling : model.couplings) {
    const auto end = [&](int qubit) { return usable(model.qubits[static_cast<std::size_t>(qubit)]); };
    const Usable both = std::min({coupling.usable, end(coupling.a), end(coupling.b)});
    if (both == Usable::no) continue;
    subject::Edge edge{coupling.a, coupling.b, std::nullopt};
    if (coupling.usable == Usable::yes && coupling.gate) edge.least = cnot_infidelity(*coupling.gate);
    if (both == Usable::yes && coupling.gate) edge.cnot_infidelity = edge.least;
    graph.edges.push_back(edge);
  }
  return graph;
}

/// Errors of couplings that figures give, by the figures' name and the couplings' qubits.
using ErrorsOfPairs = std::map<std::string, std::map<std::pair<int, int>, double>>;

ErrorsOfPairs errors_of_pairs(const std::vector<Figure>& figures) {
  ErrorsOfPairs errors;
  for (const Figure& figure : figures) {
    if (!figure.subject || figure.subject->qubits.size() != 2 || !figure.value) continue;
    errors[figure.name][std::minmax(figure.subject->qubits[0], figure.subject->qubits[1])] = *figure.value;
  }
  return errors;
}

/// The same couplings with other errors: unknown where there is none, or where the coupling itself is unknown.
CouplingGraph with_errors(CouplingGraph graph, const std::map<std::pair<int, int>, double>& errors) {
  for (subject::Edge& edge : graph.edges) {
    const auto found = errors.find(std::minmax(edge.a, edge.b));
    edge.least = found == errors.end() ? 0 : found->second;
    if (edge.cnot_infidelity)
      edge.cnot_infidelity = found == errors.end() ? std::nullopt : std::optional(found->second);
  }
  return graph;
}

/// The same couplings of a machine of averages, each with one other average.
CouplingGraph with_average(CouplingGraph graph, double average) {
  if (graph.uniform_infidelity) graph.uniform_infidelity = average;
  for (subject::Edge& edge : graph.edges) {
    if (edge.cnot_infidelity) edge.cnot_infidelity = average;
  }
  return graph;
}

/// Of a machine of averages the mean of a figure stands for every coupling; that of a chain's layers does not.
void add_average_graphs(const CouplingGraph& base, subject::Subject& subject) {
  constexpr std::string_view mean = ".mean";
  for (const auto& [name, figure] : subject.figures) {
    if (!name.ends_with(mean) || !figure.value || !is_of_couplings(name)) continue;
    subject.graphs[name.substr(0, name.size() - mean.size())] = with_average(base, *figure.value);
  }
}

}  // namespace

bool is_of_couplings(std::string_view name) {
  const bool of_couplings = name.starts_with("cnot_infidelity") || name.starts_with("rb.cnot_infidelity.") ||
                            name.starts_with("rb.error_per_clifford.");
  return of_couplings && name.find(".layered") == std::string_view::npos;
}

void add_graphs(const CouplingGraph& base, const std::vector<Figure>& figures, subject::Subject& subject) {
  for (const auto& [stem, errors] : errors_of_pairs(figures)) {
    if (is_of_couplings(stem)) subject.graphs[stem] = with_errors(base, errors);
  }
  subject.graphs[std::string(base_stem)] = base;
}

bool is_machine(const device::DeviceModel& model) {
  return model.paradigm != device::Paradigm::gate_model || !model.qubits.empty();
}

subject::Subject subject_of(const device::DeviceModel& model, const std::vector<Figure>& figures) {
  subject::Subject subject = computer(model.name, std::string(device::name_of(model.paradigm)), figures);
  if (!model.counts || model.qubits.empty()) return subject;
  if (model.averages_only) {
    const CouplingGraph base = is_complete(model) ? complete_graph(model) : explicit_graph(model);
    add_average_graphs(base, subject);
    subject.graphs[std::string(base_stem)] = base;
  } else {
    add_graphs(explicit_graph(model), figures, subject);
  }
  return subject;
}

subject::Subject computer(const std::string& name, const std::string& paradigm, const std::vector<Figure>& figures) {
  subject::Subject subject;
  subject.name = name;
  subject.attributes["paradigm"] = paradigm;
  subject.attributes["item_kind"] = std::string("computer");
  for (const Figure& figure : figures) {
    if (!figure.subject) subject.figures[figure.name] = figure;
  }
  return subject;
}

}  // namespace qgauge::assess

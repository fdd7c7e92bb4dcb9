// What the rules may see of a machine: aggregate figures, attributes, and the coupling graphs with their C-NOT errors.
// Called by the pipeline and for stored reports; the one place where a device model becomes a subject.

#include <algorithm>
#include <cmath>
#include <map>

#include "assess/coupling_errors.hpp"
#include "assess/internal.hpp"

namespace qgauge::assess {
namespace {

using device::Usable;
using figures::Figure;
using subject::CouplingGraph;

constexpr std::string_view base_stem = "cnot_infidelity";

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

std::vector<int> uncalibrated_qubits(const device::DeviceModel& model) {
  std::vector<int> qubits;
  for (std::size_t q = 0; q < model.qubits.size(); ++q) {
    if (usable(model.qubits[q]) == Usable::unknown) qubits.push_back(static_cast<int>(q));
  }
  return qubits;
}

/// The deviation of the average over its value; infinite where the average is 0.
double relative_sigma(const PairError& average) { return average.sigma == 0 ? 0 : average.sigma / average.infidelity; }

/// All pairs of the qubits that may be connected; where it is not known whether they are, as of unknown error.
CouplingGraph complete_graph(const device::DeviceModel& model) {
  const device::Count& connected = model.counts->connected;
  CouplingGraph graph;
  graph.complete = true;
  graph.qubits = connected.high;
  graph.uncalibrated = uncalibrated_qubits(model);
  const PairErrors errors = reported_errors(model);
  if (errors.empty() || !errors[0]) return graph;
  graph.uniform_least = errors[0]->infidelity;
  graph.common_sigma = relative_sigma(*errors[0]);
  if (connected.low == connected.high) graph.uniform_infidelity = graph.uniform_least;
  return graph;
}

/// Couplings that are known to be unusable are left out; uncalibrated ones, and those of uncalibrated qubits, stay
/// without an error.
CouplingGraph explicit_graph(const device::DeviceModel& model) {
  CouplingGraph graph;
  graph.qubits = static_cast<int>(model.qubits.size());
  graph.uncalibrated = uncalibrated_qubits(model);
  const PairErrors errors = reported_errors(model);
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const device::Coupling& coupling = model.couplings[i];
    const auto end = [&](int qubit) { return usable(model.qubits[static_cast<std::size_t>(qubit)]); };
    const Usable both = std::min({coupling.usable, end(coupling.a), end(coupling.b)});
    if (both == Usable::no) continue;
    subject::Edge edge{coupling.a, coupling.b, std::nullopt};
    if (errors[i]) edge.sigma = errors[i]->sigma;
    if (coupling.usable == Usable::yes && errors[i]) edge.least = errors[i]->infidelity;
    if (both == Usable::yes && errors[i]) edge.cnot_infidelity = edge.least;
    graph.edges.push_back(edge);
  }
  return graph;
}

/// One average stands for all couplings of the graph, and its deviation for theirs.
void share_sigma(const device::DeviceModel& model, CouplingGraph& graph) {
  const PairErrors errors = reported_errors(model);
  if (!errors.empty() && errors[0]) graph.common_sigma = relative_sigma(*errors[0]);
  for (subject::Edge& edge : graph.edges) edge.sigma = 0;
}

/// Errors of couplings that figures give, by the figures' name and the couplings' qubits.
using FiguresOfPairs = std::map<std::string, std::map<std::pair<int, int>, const Figure*>>;

FiguresOfPairs figures_of_pairs(const std::vector<Figure>& figures) {
  FiguresOfPairs pairs;
  for (const Figure& figure : figures) {
    if (!figure.subject || figure.subject->qubits.size() != 2 || !figure.value) continue;
    pairs[figure.name][std::minmax(figure.subject->qubits[0], figure.subject->qubits[1])] = &figure;
  }
  return pairs;
}

/// The same couplings with other errors: unknown where there is none, or where the coupling itself is unknown.
CouplingGraph with_errors(CouplingGraph graph, const std::map<std::pair<int, int>, const Figure*>& errors) {
  graph.common_sigma = 0;
  for (subject::Edge& edge : graph.edges) {
    const auto found = errors.find(std::minmax(edge.a, edge.b));
    const bool given = found != errors.end();
    edge.least = given ? *found->second->value : 0;
    edge.sigma = given ? deviation_of(*found->second) : 0;
    if (edge.cnot_infidelity) edge.cnot_infidelity = given ? std::optional(edge.least) : std::nullopt;
  }
  return graph;
}

/// The same couplings of a machine of averages, each with one other average.
CouplingGraph with_average(CouplingGraph graph, const Figure& average) {
  const double value = *average.value;
  graph.common_sigma = relative_deviation_of(average);
  if (graph.complete) graph.uniform_least = value;
  if (graph.uniform_infidelity) graph.uniform_infidelity = value;
  for (subject::Edge& edge : graph.edges) {
    edge.least = value;
    if (edge.cnot_infidelity) edge.cnot_infidelity = value;
  }
  return graph;
}

}  // namespace

double deviation_of(const Figure& figure) {
  return std::hypot(figure.uncertainty.sampling, figure.uncertainty.description);
}

double relative_deviation_of(const Figure& figure) {
  const double sigma = deviation_of(figure);
  return sigma == 0 || !figure.value ? 0 : sigma / *figure.value;
}

bool is_of_couplings(std::string_view name) {
  const bool of_couplings = name.starts_with("cnot_infidelity") || name.starts_with("rb.cnot_infidelity.") ||
                            name.starts_with("rb.error_per_clifford.");
  return of_couplings && name.find(".layered") == std::string_view::npos;
}

void add_graphs(const CouplingGraph& base, const std::vector<Figure>& figures, subject::Subject& subject) {
  for (const auto& [stem, errors] : figures_of_pairs(figures)) {
    if (is_of_couplings(stem)) subject.graphs[stem] = with_errors(base, errors);
  }
  subject.graphs[std::string(base_stem)] = base;
}

void add_average_graphs(const CouplingGraph& base, subject::Subject& subject) {
  constexpr std::string_view mean = ".mean";
  for (const auto& [name, figure] : subject.figures) {
    if (!name.ends_with(mean) || !figure.value || !is_of_couplings(name)) continue;
    subject.graphs[name.substr(0, name.size() - mean.size())] = with_average(base, figure);
  }
  subject.graphs[std::string(base_stem)] = base;
}

bool is_machine(const device::DeviceDescription& description, const device::DeviceModel& model) {
  return model.paradigm != device::Paradigm::gate_model || !model.qubits.empty() || !description.published.empty() ||
         description.record != device::Record{};
}

subject::Subject subject_of(const device::DeviceModel& model, const std::vector<Figure>& figures) {
  subject::Subject subject = computer(model.name, std::string(device::name_of(model.paradigm)), figures);
  if (!model.counts || model.qubits.empty()) return subject;
  if (model.averages_only) {
    CouplingGraph base = is_complete(model) ? complete_graph(model) : explicit_graph(model);
    if (!base.complete) share_sigma(model, base);
    add_average_graphs(base, subject);
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

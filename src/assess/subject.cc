// What the rules may see of a machine: aggregate figures, attributes, and the coupling graph with its C-NOT errors.
// Called by the pipeline; the one place where a device model becomes a subject.

#include <algorithm>

#include "assess/internal.hpp"

namespace qgauge::assess {
namespace {

using device::Usable;

subject::CouplingGraph complete_graph(const device::DeviceModel& model) {
  subject::CouplingGraph graph;
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
subject::CouplingGraph explicit_graph(const device::DeviceModel& model) {
  subject::CouplingGraph graph;
  graph.qubits = static_cast<int>(model.qubits.size());
  for (const device::Coupling& coupling : model.couplings) {
    const auto end = [&](int qubit) { return usable(model.qubits[static_cast<std::size_t>(qubit)]); };
    const Usable both = std::min({coupling.usable, end(coupling.a), end(coupling.b)});
    if (both == Usable::no) continue;
    const bool known = both == Usable::yes && coupling.gate;
    graph.edges.push_back(
        {coupling.a, coupling.b, known ? std::optional(cnot_infidelity(*coupling.gate)) : std::nullopt});
  }
  return graph;
}

}  // namespace

subject::Subject subject_of(const device::DeviceModel& model, const std::vector<figures::Figure>& figures) {
  subject::Subject subject;
  subject.name = model.name;
  subject.attributes["paradigm"] = std::string(device::name_of(model.paradigm));
  const bool computer = model.paradigm != device::Paradigm::gate_model || !model.qubits.empty();
  subject.attributes["item_kind"] = std::string(computer ? "computer" : "component");
  for (const figures::Figure& figure : figures) {
    if (!figure.subject) subject.figures[figure.name] = figure;
  }
  if (model.counts && !model.qubits.empty()) {
    subject.graph = is_complete(model) ? complete_graph(model) : explicit_graph(model);
  }
  return subject;
}

}  // namespace qgauge::assess

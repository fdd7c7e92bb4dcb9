// Truths of estimates: see truths.hpp.
#include "assess/truths.hpp"

#include "assess/internal.hpp"

namespace qgauge::assess {
namespace {

using device::DeviceModel;
using figures::Figure;

/// Beside a figure whose reported value is of more than the gate.
constexpr const char* holds_pulses =
    "the reported value holds the one-qubit gates of its benchmark; value and truth are without them";

/// Everything that a truth may need.
struct Source {
  const DeviceModel& model;
  const noise::NoiseModel& noise;
  const execution::Executor& executor;
  protocols::Effort effort;
};

void add_pulse(const Source& source, int qubit, Figure& figure) {
  figure.truth = noise::average_infidelity(source.noise.one_qubit(qubit)->channel);
  figure.reported = source.model.qubits[static_cast<std::size_t>(qubit)].gate->infidelity;
}

void add_cnot(const Source& source, const device::Coupling& coupling, Figure& figure) {
  device::TwoQubitGate modelled = *coupling.gate;
  modelled.infidelity = noise::average_infidelity(source.noise.two_qubit(modelled.first, modelled.second)->channel);
  figure.truth = cnot_infidelity(modelled);
  figure.reported = cnot_infidelity(*coupling.gate);
  if (noise::pulses_in_figure(coupling.gate->metric) > 0) figure.assumptions.push_back(holds_pulses);
}

void add_readout(const Source& source, int qubit, Figure& figure) {
  const device::ModelQubit& described = source.model.qubits[static_cast<std::size_t>(qubit)];
  figure.reported = (*described.p1_given_0 + *described.p0_given_1) / 2;
}

void add_of_qubit(const Source& source, int qubit, Figure& figure) {
  if (figure.name == "rb.error_per_clifford_1q.isolated") {
    figure.truth = protocols::exact_error_per_clifford_1q(source.model, qubit, source.executor);
  }
  if (figure.name == "rb.one_qubit_infidelity.isolated") add_pulse(source, qubit, figure);
  if (figure.name == "readout.assignment_error") add_readout(source, qubit, figure);
}

void add_of_pair(const Source& source, const std::vector<int>& pair, Figure& figure) {
  const device::Coupling* coupling = device::find_coupling(source.model, pair[0], pair[1]);
  if (coupling == nullptr || !coupling->gate) return;
  if (figure.name == "rb.error_per_clifford.isolated" && source.effort != protocols::Effort::quick) {
    figure.truth = protocols::exact_error_per_clifford_2q(source.model, *coupling, source.executor);
  }
  if (figure.name == "rb.cnot_infidelity.isolated") add_cnot(source, *coupling, figure);
}

}  // namespace

void add_truths(const DeviceModel& model, const noise::NoiseModel& noise, const execution::Executor& executor,
                protocols::Effort effort, std::vector<Figure>& figures) {
  const Source source{model, noise, executor, effort};
  for (Figure& figure : figures) {
    if (!figure.subject || !figure.value) continue;
    const std::vector<int>& qubits = figure.subject->qubits;
    if (qubits.size() == 1) add_of_qubit(source, qubits[0], figure);
    if (qubits.size() == 2) add_of_pair(source, qubits, figure);
  }
}

}  // namespace qgauge::assess

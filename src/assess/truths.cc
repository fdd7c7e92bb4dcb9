// Truths of estimates: see truths.hpp.
#include "assess/truths.hpp"

#include "assess/internal.hpp"
#include "qgauge/protocols/cycle_benchmarking.hpp"
#include "qgauge/protocols/xeb.hpp"

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

/// Of a qubit whose mean Z is `z`, the chance to read 1.
double chance_of_one(const device::ModelQubit& described, double z) {
  return *described.p1_given_0 * (1 + z) / 2 + (1 - *described.p0_given_1) * (1 - z) / 2;
}

/// Preparation of |0> and the pulse that prepares |1> belong to the figure.
void add_readout(const Source& source, int qubit, Figure& figure) {
  const device::ModelQubit& described = source.model.qubits[static_cast<std::size_t>(qubit)];
  figure.reported = (*described.p1_given_0 + *described.p0_given_1) / 2;
  circuit::Circuit pulse{1, {qubit}, {}};
  pulse.append(circuit::GateKind::x, 0u);
  const auto transfer = source.executor.pauli_transfer_matrix(pulse);
  if (!transfer) return;
  constexpr Eigen::Index last = 3;  // Z
  const double prepared = 1 - 2 * described.preparation_error;
  const double turned = (*transfer)(last, 0) + (*transfer)(last, last) * prepared;
  figure.truth = (chance_of_one(described, prepared) + 1 - chance_of_one(described, turned)) / 2;
}

/// In the convention that the name says.
void add_cycle(const std::optional<double>& process, Figure& figure) {
  if (!process) return;
  const bool average = figure.name.ends_with(".average_infidelity");
  figure.truth = average ? core::average_infidelity_from_process(*process, 4) : *process;
}

void add_of_qubit(const Source& source, int qubit, Figure& figure) {
  if (figure.name == "rb.error_per_clifford_1q.isolated") {
    figure.truth = protocols::exact_error_per_clifford_1q(source.model, qubit, source.executor);
  }
  if (figure.name == "rb.one_qubit_infidelity.isolated") add_pulse(source, qubit, figure);
  if (figure.name == "readout.assignment_error") add_readout(source, qubit, figure);
  const device::ModelQubit& described = source.model.qubits[static_cast<std::size_t>(qubit)];
  if (figure.name == "t1.t1_s") figure.truth = described.t1_s;
  if (figure.name == "t2_echo.t2_s") figure.truth = described.t2_s;
}

void add_of_pair(const Source& source, const std::vector<int>& pair, Figure& figure) {
  const device::Coupling* coupling = device::find_coupling(source.model, pair[0], pair[1]);
  if (coupling == nullptr || !coupling->gate) return;
  if (figure.name == "rb.error_per_clifford.isolated" && source.effort != protocols::Effort::quick) {
    figure.truth = protocols::exact_error_per_clifford_2q(source.model, *coupling, source.executor);
  }
  if (figure.name == "rb.cnot_infidelity.isolated") add_cnot(source, *coupling, figure);
  if (figure.name.starts_with("xeb.")) {
    add_cycle(protocols::exact_xeb_infidelity(source.model, *coupling, source.executor), figure);
  }
  if (figure.name.starts_with("cycle_benchmarking.")) {
    add_cycle(protocols::exact_dressed_cycle_infidelity(source.model, *coupling, source.executor), figure);
  }
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

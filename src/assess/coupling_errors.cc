// C-NOT errors of couplings: see coupling_errors.hpp.

#include "assess/coupling_errors.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>
#include <tuple>

#include "qgauge/compile.hpp"

namespace qgauge::assess {
namespace {

using device::Coupling;
using device::DeviceModel;
using device::ErrorMetric;
using Operation = device::ErrorMetric::Operation;

bool holds_one_qubit_gates(const ErrorMetric& metric) {
  return metric.one_qubit_part == ErrorMetric::OneQubitPart::included;
}

/// The described gate behind that of a coupling; of a machine's average, the average.
class DescribedGates {
 public:
  explicit DescribedGates(const device::DeviceDescription& description) : description_(description) {
    for (const device::Gate& gate : description.gates) {
      if (gate.qubits.size() == 2) gates_.emplace(std::tuple(gate.qubits[0], gate.qubits[1], gate.name), &gate);
    }
  }

  const device::Gate* find(const device::TwoQubitGate& used) const {
    const auto own = gates_.find(std::tuple(used.first, used.second, used.name));
    if (own != gates_.end()) return own->second;
    const auto& average = description_.average_two_qubit_gate;
    return average && average->name == used.name ? &*average : nullptr;
  }

 private:
  const device::DeviceDescription& description_;
  std::map<std::tuple<int, int, std::string>, const device::Gate*> gates_;
};

bool is_of(const ErrorMetric& metric, Operation operation) {
  return metric.operation == operation && metric.per != ErrorMetric::Per::clifford;
}

/// No channel on two qubits has a larger average gate infidelity than d/(d+1), d = 4.
bool is_possible(const device::Quantity& infidelity) {
  return infidelity.known() && infidelity.value >= 0 && infidelity.value <= 0.8;
}

PairError as_cnot(const device::TwoQubitGate& used, double infidelity, double sigma, const ErrorMetric& metric) {
  device::TwoQubitGate gate = used;
  gate.infidelity = infidelity;
  return {cnot_infidelity(gate), sigma, holds_one_qubit_gates(metric)};
}

PairError error_used(const Coupling& coupling) {
  const device::TwoQubitGate& gate = *coupling.gate;
  return as_cnot(gate, gate.infidelity, coupling.infidelity_sigma.value_or(0), gate.metric);
}

std::optional<PairError> error_of_operation(const Coupling& coupling, const DescribedGates& described,
                                            Operation operation) {
  if (!coupling.gate) return std::nullopt;
  if (is_of(coupling.gate->metric, operation)) return error_used(coupling);
  const device::Gate* gate = described.find(*coupling.gate);
  if (gate == nullptr) return std::nullopt;
  const auto other = std::ranges::find_if(gate->other_errors, [operation](const device::GateError& error) {
    return is_of(error.metric, operation) && is_possible(error.infidelity);
  });
  if (other == gate->other_errors.end()) return std::nullopt;
  return as_cnot(*coupling.gate, other->infidelity.value, other->infidelity.sigma.value_or(0), other->metric);
}

/// Pulses on the two qubits of a native gate, in its direction, that a C-NOT takes beside it.
struct Pulses {
  int first = 0;
  int second = 0;
};

std::optional<Pulses> pulses_of_cnot(const device::TwoQubitGate& gate, bool reverse, const DeviceModel& model) {
  circuit::Circuit cnot{2, {gate.first, gate.second}, {}};
  cnot.append(circuit::GateKind::cx, reverse ? 1 : 0, reverse ? 0 : 1);
  const auto native = compile::to_native(cnot, model);
  if (!native) return std::nullopt;
  Pulses pulses;
  for (const circuit::Operation& operation : native->operations) {
    const circuit::GateSpec& spec = circuit::spec_of(operation.gate);
    if (!spec.unitary || spec.qubits != 1 || spec.diagonal) continue;
    ++(operation.qubits[0] == 0 ? pulses.first : pulses.second);
  }
  return pulses;
}

/// The pulses of both directions, which are the same for every coupling of one kind of gate.
class PulseTable {
 public:
  explicit PulseTable(const DeviceModel& model) : model_(model) {}

  const std::vector<Pulses>& of(const device::TwoQubitGate& gate) {
    const auto [entry, fresh] = known_.try_emplace(gate.kind);
    for (const bool reverse : {false, true}) {
      if (!fresh) break;
      if (const auto pulses = pulses_of_cnot(gate, reverse, model_)) entry->second.push_back(*pulses);
    }
    return entry->second;
  }

 private:
  const DeviceModel& model_;
  std::map<circuit::GateKind, std::vector<Pulses>> known_;
};

/// Process infidelity of the pulses in the better direction; empty where a pulse is not calibrated.
std::optional<double> process_infidelity_of_pulses(const device::TwoQubitGate& gate, const DeviceModel& model,
                                                   PulseTable& table) {
  const auto& first = model.qubits[static_cast<std::size_t>(gate.first)].gate;
  const auto& second = model.qubits[static_cast<std::size_t>(gate.second)].gate;
  const std::vector<Pulses>& directions = table.of(gate);
  if (!first || !second || directions.empty()) return std::nullopt;
  const double of_first = core::process_infidelity_from_average(first->infidelity, 2);
  const double of_second = core::process_infidelity_from_average(second->infidelity, 2);
  const auto cost = [&](const Pulses& pulses) { return pulses.first * of_first + pulses.second * of_second; };
  return std::ranges::min(directions | std::views::transform(cost));
}

}  // namespace

double cnot_infidelity(const device::TwoQubitGate& gate) {
  return core::cnot_infidelity_from_native(gate.infidelity, circuit::spec_of(gate.kind).uses_per_cnot);
}

PairErrors reported_errors(const DeviceModel& model) {
  PairErrors errors;
  for (const Coupling& coupling : model.couplings) {
    errors.push_back(coupling.gate ? std::optional(error_used(coupling)) : std::nullopt);
  }
  return errors;
}

PairErrors errors_of_operation(const device::DeviceDescription& description, const DeviceModel& model,
                               Operation operation) {
  const DescribedGates described(description);
  PairErrors errors;
  for (const Coupling& coupling : model.couplings) {
    errors.push_back(error_of_operation(coupling, described, operation));
  }
  return errors;
}

// The process infidelity of a sequence of gates with stochastic errors is, to first order, the sum of theirs: see
// Carignan-Dugas et al., New J. Phys. 21, 053016 (2019), where coherent errors add to it.
PairErrors with_one_qubit_gates(PairErrors errors, const DeviceModel& model) {
  PulseTable table(model);
  for (std::size_t i = 0; i < errors.size(); ++i) {
    if (!errors[i] || errors[i]->holds_one_qubit_gates) continue;
    const auto pulses = process_infidelity_of_pulses(*model.couplings[i].gate, model, table);
    if (!pulses) {
      errors[i].reset();
      continue;
    }
    errors[i]->infidelity = std::min(errors[i]->infidelity + core::average_infidelity_from_process(*pulses, 4), 1.0);
  }
  return errors;
}

Population population_of(const DeviceModel& model, const PairErrors& errors) {
  if (model.averages_only) {
    if (errors.empty() || !errors[0]) return {{}, {}, 1};
    return {{errors[0]->infidelity}, {errors[0]->sigma}, 0};
  }
  const std::set<int> certain(model.connected.begin(), model.connected.end());
  const std::set<int> possible(model.connected_if_unknown_work.begin(), model.connected_if_unknown_work.end());
  const auto within = [](const std::set<int>& set, const Coupling& coupling) {
    return set.contains(coupling.a) && set.contains(coupling.b);
  };
  const auto touches = [&](const Coupling& coupling) {
    return certain.contains(coupling.a) || certain.contains(coupling.b);
  };
  Population population;
  population.replaceable = possible.size() - certain.size() >= certain.size();
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const Coupling& coupling = model.couplings[i];
    const bool member = within(certain, coupling), candidate = within(possible, coupling);
    if (errors[i] && member) {
      population.values.push_back(errors[i]->infidelity);
      population.sigmas.push_back(errors[i]->sigma);
    } else if (errors[i] && candidate) {
      population.joining.push_back(errors[i]->infidelity);
      if (touches(coupling)) population.adjacent.push_back(errors[i]->infidelity);
    } else if (coupling.usable != device::Usable::no && (candidate || (member && coupling.gate))) {
      ++population.unknown;
    }
  }
  return population;
}

}  // namespace qgauge::assess

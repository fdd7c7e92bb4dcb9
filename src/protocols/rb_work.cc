// Randomized benchmarking plans as experiments. Called by rb_1q, rb_2q and their like.
// Must not know what runs the circuits.
#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "protocols/rb.hpp"

namespace qgauge::protocols {
namespace {

std::optional<core::Coherence> coherence_of(const device::ModelQubit& qubit) {
  if (!qubit.t1_s || !qubit.t2_s) return std::nullopt;
  return core::Coherence{*qubit.t1_s, *qubit.t2_s};
}

bool is_pulse_of(const figures::Figure& figure, int qubit) {
  return figure.name == "rb.one_qubit_infidelity.isolated" && figure.value && figure.subject &&
         figure.subject->qubits == std::vector{qubit};
}

}  // namespace

std::string name_of(const std::vector<int>& qubits) {
  std::string name;
  for (const int qubit : qubits) name += fmt::format("{}q{}", name.empty() ? "" : "-", qubit);
  return name;
}

Experiment rb_experiment(RbPlan plan, EstimateRb estimate) {
  Experiment experiment;
  experiment.name = name_of(plan.qubits);
  std::vector<circuit::Circuit> circuits = std::exchange(plan.batch.circuits, {});
  experiment.batch = plan.batch;
  experiment.batch.circuits = std::move(circuits);
  experiment.labels = {{"first", static_cast<double>(plan.qubits.front())},
                       {"second", static_cast<double>(plan.qubits.back())}};
  experiment.circuit_labels = {{"length", {plan.lengths.begin(), plan.lengths.end()}},
                               {"expected", {plan.expected.begin(), plan.expected.end()}}};
  experiment.estimate = [plan = std::move(plan), estimate = std::move(estimate)](const execution::Samples& samples) {
    return estimate(plan, samples);
  };
  return experiment;
}

OneQubitPart one_qubit_part(const Setting& setting, int qubit) {
  const device::ModelQubit& described = setting.model.qubits[static_cast<std::size_t>(qubit)];
  const auto found =
      std::ranges::find_if(setting.known, [&](const figures::Figure& figure) { return is_pulse_of(figure, qubit); });
  if (found == setting.known.end()) return {described.gate->infidelity, 0, coherence_of(described)};
  return {*found->value, found->uncertainty.sampling, coherence_of(described)};
}

}  // namespace qgauge::protocols

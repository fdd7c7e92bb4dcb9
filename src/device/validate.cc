// From what a source reports to what can be used: every coupling gets the best of its calibrated gates, every qubit its
// pulse, coherence and readout, and what was changed or is missing becomes a finding. Called through validate().

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/averages.hpp"
#include "device/check.hpp"
#include "device/counts.hpp"
#include "device/judge_couplings.hpp"
#include "device/judge_qubits.hpp"
#include "device/plausibility.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device {
namespace {

/// Above this, the pairs of an averages-only machine are not listed one by one: they are all the same.
constexpr int max_listed_complete = 300;

DeviceModel start_model(const DeviceDescription& description) {
  DeviceModel model;
  model.name = description.name;
  model.modality = description.modality;
  model.paradigm = description.paradigm;
  model.all_to_all = description.all_to_all;
  if (description.memory_error_per_layer.known()) {
    model.memory_error_per_layer = description.memory_error_per_layer.value;
  }
  const auto zones = static_cast<int>(std::ranges::count(description.zones, "gate", &Zone::kind));
  if (zones > 0) model.gate_zones = zones;
  if (description.rzz_error_base.known()) model.rzz_error_base = description.rzz_error_base.value;
  for (const ZzCrosstalk& zz : description.zz) {
    if (!zz.zeta_hz.known() || zz.zeta_hz.value == 0) continue;
    const auto [a, b] = std::minmax(zz.a, zz.b);
    model.zz.push_back({a, b, zz.zeta_hz.value});
  }
  model.findings = description.findings;
  return model;
}

void judge(const DeviceDescription& description, DeviceModel& model) {
  judge_qubits(description, model);
  judge_couplings(description, model);
  report_implausible(description, model);
}

std::vector<std::pair<int, int>> all_pairs(int count) {
  std::vector<std::pair<int, int>> pairs;
  for (int a = 0; a < count; ++a) {
    for (int b = a + 1; b < count; ++b) pairs.emplace_back(a, b);
  }
  return pairs;
}

/// Two qubits and their coupling, each with the averages of the machine.
DeviceDescription representative_pair(const DeviceDescription& description) {
  DeviceDescription pair = description;
  pair.qubit_count = 2;
  pair.all_to_all = false;
  pair.couplings = {{0, 1}};
  pair.qubits.assign(2, description.average_qubit.value_or(Qubit{}));
  for (std::size_t q = 0; q < 2; ++q) pair.qubits[q].label = std::to_string(q);
  if (description.average_one_qubit_gate) {
    for (int q = 0; q < 2; ++q) pair.gates.emplace_back(*description.average_one_qubit_gate).qubits = {q};
  }
  if (description.average_two_qubit_gate) {
    pair.gates.emplace_back(*description.average_two_qubit_gate).qubits = {0, 1};
  }
  return pair;
}

void repeat_coupling(DeviceModel& model, const std::vector<std::pair<int, int>>& pairs) {
  const Coupling representative = model.couplings[0];
  model.couplings.assign(pairs.size(), representative);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    Coupling& coupling = model.couplings[i];
    std::tie(coupling.a, coupling.b) = std::minmax(pairs[i].first, pairs[i].second);
    if (coupling.gate) std::tie(coupling.gate->first, coupling.gate->second) = std::pair(coupling.a, coupling.b);
  }
}

DeviceModel model_of_averages(const DeviceDescription& description) {
  DeviceModel model = start_model(description);
  model.averages_only = true;
  judge(representative_pair(description), model);
  const bool complete = description.all_to_all || description.couplings.empty();
  if (!description.qubit_count) return model;
  const int count = *description.qubit_count;
  model.qubits.resize(static_cast<std::size_t>(count), model.qubits[0]);
  for (int q = 0; q < count; ++q) model.qubits[static_cast<std::size_t>(q)].label = std::to_string(q);
  if (!complete) {
    repeat_coupling(model, description.couplings);
    count_qubits(model);
    return model;
  }
  if (count <= max_listed_complete) repeat_coupling(model, all_pairs(count));
  count_equal_qubits(model, count);
  return model;
}

bool has_gates(const DeviceDescription& description) {
  return description.paradigm == Paradigm::gate_model || description.paradigm == Paradigm::measurement_based;
}

/// Whether anything is known of qubits or gates; of a machine in a catalogue only published figures may be.
bool has_values(const DeviceDescription& description) {
  return !description.qubits.empty() || description.average_qubit || description.average_one_qubit_gate ||
         description.average_two_qubit_gate;
}

/// A machine of a catalogue: nothing of its qubits and gates is known one by one.
bool is_of_aggregates(const DeviceDescription& description) {
  return !description.published.empty() || description.record != Record{};
}

/// Whether a machine is described at all: a file may hold components alone.
bool has_machine(const DeviceDescription& description) {
  return has_values(description) || description.qubit_count || !description.published.empty();
}

/// Analog, annealing and sampling machines, simulators and components: only what is counted.
DeviceModel model_without_gates(const DeviceDescription& description) {
  DeviceModel model = start_model(description);
  if (!description.qubit_count) return model;
  const Count count{*description.qubit_count, *description.qubit_count, *description.qubit_count};
  model.counts = Counts{.described = count, .operational = count, .working = {}, .connected = {}};
  return model;
}

}  // namespace

core::Result<DeviceModel> validate(const DeviceDescription& description) {
  QGAUGE_CHECK(check(description, description.name.empty() ? "description" : description.name));
  if (!has_gates(description) || !has_machine(description)) return model_without_gates(description);
  if (!has_values(description) && is_of_aggregates(description)) return model_without_gates(description);
  if (description.qubits.empty()) return model_of_averages(description);
  const DeviceDescription filled = with_averages(description);
  DeviceModel model = start_model(filled);
  judge(filled, model);
  count_qubits(model);
  return model;
}

}  // namespace qgauge::device

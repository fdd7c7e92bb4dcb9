// Coherence limits of pulses and C-NOTs: see coherence_limits.hpp.

#include "assess/coherence_limits.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace qgauge::assess {
namespace {

using device::Coupling;
using device::DeviceModel;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// Native gates of a C-NOT; 1 for a gate whose name tells nothing.
int uses_of(const device::Gate& gate) {
  const circuit::GateSpec* spec = circuit::find_gate(gate.name);
  return spec && spec->uses_per_cnot > 0 ? spec->uses_per_cnot : 1;
}

/// Seconds of a C-NOT on each pair by its shortest described gate, calibrated or not.
std::map<std::pair<int, int>, double> described_durations(const device::DeviceDescription& description) {
  std::map<std::pair<int, int>, double> durations;
  for (const device::Gate& gate : description.gates) {
    if (gate.qubits.size() != 2 || !gate.duration_s.known() || gate.duration_s.value <= 0) continue;
    const double seconds = uses_of(gate) * gate.duration_s.value;
    const auto [entry, fresh] = durations.emplace(std::minmax(gate.qubits[0], gate.qubits[1]), seconds);
    if (!fresh) entry->second = std::min(entry->second, seconds);
  }
  return durations;
}

/// What the description says of a qubit; of a machine of averages, the average. Null where it says nothing.
const device::Qubit* described_qubit(const device::DeviceDescription& description, std::size_t qubit) {
  if (qubit < description.qubits.size()) return &description.qubits[qubit];
  return description.qubits.empty() && description.average_qubit ? &*description.average_qubit : nullptr;
}

/// dF/dT of F = (1 + e^{-t/T1} + 2 e^{-t/T2}) / 4.
Slope fidelity_slope(const core::Coherence& times, int qubit, double duration_s) {
  const auto slope = [duration_s](double time) { return std::exp(-duration_s / time) * duration_s / (time * time); };
  return {qubit, slope(times.t1_s) / 4, slope(times.t2_s) / 2};
}

double product_of_others(const std::vector<double>& factors, std::size_t left_out) {
  double product = 1;
  for (std::size_t i = 0; i < factors.size(); ++i) product *= i == left_out ? 1 : factors[i];
  return product;
}

std::vector<bool> flags_of(const std::vector<int>& members, std::size_t count) {
  std::vector<bool> flags(count, false);
  for (const int member : members) flags[at(member)] = true;
  return flags;
}

}  // namespace

// r = d/(d+1) (1 - prod_i F_i), so dr/dT_i = -d/(d+1) dF_i/dT_i prod_{j != i} F_j.
CoherenceLimit limit_of(std::span<const core::Coherence> times, std::span<const int> qubits, double duration_s) {
  CoherenceLimit limit{core::coherence_limit(times, duration_s), duration_s, times[0].t2_s, qubits[0], {}};
  std::vector<double> fidelities;
  for (std::size_t i = 0; i < times.size(); ++i) {
    fidelities.push_back(core::relaxation_process_fidelity(times[i], duration_s));
    if (times[i].t2_s >= limit.shortest_s) continue;
    limit.shortest_s = times[i].t2_s;
    limit.shortest = qubits[i];
  }
  for (std::size_t i = 0; i < times.size(); ++i) {
    const double factor = -core::average_infidelity_from_process(product_of_others(fidelities, i), 1 << times.size());
    const Slope slope = fidelity_slope(times[i], qubits[i], duration_s);
    limit.slopes.push_back({slope.qubit, factor * slope.t1, factor * slope.t2});
  }
  return limit;
}

CoherenceLimits::CoherenceLimits(const device::DeviceDescription& description, const DeviceModel& model)
    : model_(model), described_(described_durations(description)), deviations_(model.qubits.size()) {
  for (std::size_t q = 0; q < deviations_.size(); ++q) {
    const device::Qubit* qubit = described_qubit(description, q);
    if (qubit == nullptr) continue;
    const device::Quantity& t2_s = qubit->t2_s.known() ? qubit->t2_s : qubit->t2_star_s;
    deviations_[q] = {qubit->t1_s.sigma.value_or(0), t2_s.sigma.value_or(0)};
  }
}

std::optional<core::Coherence> CoherenceLimits::times(int qubit) const {
  const device::ModelQubit& model = model_.qubits[at(qubit)];
  if (!model.t1_s || !model.t2_s) return std::nullopt;
  return core::Coherence{*model.t1_s, *model.t2_s};
}

std::optional<CoherenceLimit> CoherenceLimits::pulse(int qubit) const {
  const auto own = times(qubit);
  const auto& gate = model_.qubits[at(qubit)].gate;
  if (!own || !gate || gate->duration_s <= 0) return std::nullopt;
  return limit_of({&*own, 1}, {&qubit, 1}, gate->duration_s);
}

std::optional<CoherenceLimit> CoherenceLimits::cnot(const Coupling& coupling) const {
  const auto a = times(coupling.a), b = times(coupling.b);
  const auto described = described_.find({coupling.a, coupling.b});
  double duration_s = described == described_.end() ? 0 : described->second;
  if (coupling.gate && coupling.gate->duration_s > 0) {
    duration_s = circuit::spec_of(coupling.gate->kind).uses_per_cnot * coupling.gate->duration_s;
  }
  if (!a || !b || duration_s <= 0) return std::nullopt;
  return limit_of(std::array{*a, *b}, std::array{coupling.a, coupling.b}, duration_s);
}

double CoherenceLimits::deviation(std::span<const Weighted> sum) const {
  std::map<int, Slope> totals;
  for (const Weighted& term : sum) {
    for (const Slope& slope : term.limit->slopes) {
      const int qubit = model_.averages_only ? 0 : slope.qubit;  // one average is one number
      Slope& total = totals.try_emplace(qubit, Slope{qubit, 0, 0}).first->second;
      total.t1 += term.weight * slope.t1;
      total.t2 += term.weight * slope.t2;
    }
  }
  double variance = 0;
  for (const auto& [qubit, slope] : totals) {
    const Deviations& sigma = deviations_[at(qubit)];
    variance += std::pow(slope.t1 * sigma.t1, 2) + std::pow(slope.t2 * sigma.t2, 2);
  }
  return std::sqrt(variance);
}

std::vector<std::size_t> averaged_couplings(const DeviceModel& model) {
  if (model.averages_only) return std::vector<std::size_t>(model.couplings.empty() ? 0 : 1, 0);
  const bool certain = !model.connected.empty();
  const std::vector<bool> connected = flags_of(model.connected, model.qubits.size());
  const std::vector<bool> possible = flags_of(model.connected_if_unknown_work, model.qubits.size());
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < model.couplings.size(); ++i) {
    const Coupling& coupling = model.couplings[i];
    const bool member = connected[at(coupling.a)] && connected[at(coupling.b)];
    const bool candidate = possible[at(coupling.a)] && possible[at(coupling.b)];
    const bool touches = connected[at(coupling.a)] || connected[at(coupling.b)];
    if (certain ? coupling.gate && (member || (candidate && touches)) : candidate) chosen.push_back(i);
  }
  return chosen;
}

}  // namespace qgauge::assess

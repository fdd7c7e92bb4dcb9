// T1 and T2 as the source gives them, and the C-NOT error that they alone cause. A step of reported_figures.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "assess/aggregate.hpp"
#include "assess/describe.hpp"

namespace qgauge::assess {
namespace {

using device::Coupling;
using device::DeviceModel;
using figures::Figure;
using figures::Origin;

/// Qubits that the source does not mark unusable; of an averages-only machine the representative.
std::vector<int> operational_qubits(const DeviceModel& model) {
  std::vector<int> qubits;
  for (std::size_t q = 0; q < (model.averages_only ? 1 : model.qubits.size()); ++q) {
    if (model.qubits[q].operational) qubits.push_back(static_cast<int>(q));
  }
  return qubits;
}

/// Median over the qubits whose time is known: a time that is not reported is left out, which the method says.
Figure coherence_median(const std::string& name, const Population& population) {
  if (population.values.empty()) return figures::missing_figure(name, Origin::reported, "the source reports none");
  Figure figure = figures::exact_figure(name, median_of(population.values), Origin::reported,
                                        "median over the qubits that report it");
  if (population.unknown > 0)
    figure.assumptions.push_back(fmt::format("left out for lack of a value: {} of {} qubits", population.unknown,
                                             population.values.size() + static_cast<std::size_t>(population.unknown)));
  return figure;
}

/// T1 or T2 as the source gives it, also where the model cuts T2 to twice T1.
Population described_times(const device::DeviceDescription& description, const std::vector<int>& members,
                           device::Quantity device::Qubit::*time) {
  Population population;
  for (const int member : members) {
    const bool single = !description.qubits.empty();
    const device::Qubit* qubit = single                      ? &description.qubits[static_cast<std::size_t>(member)]
                                 : description.average_qubit ? &*description.average_qubit
                                                             : nullptr;
    const auto value = qubit ? described_time(qubit->*time) : std::nullopt;
    if (value) population.values.push_back(*value);
    if (!value) ++population.unknown;
  }
  return population;
}

std::optional<core::Coherence> coherence_of(const device::ModelQubit& qubit) {
  if (!qubit.t1_s || !qubit.t2_s) return std::nullopt;
  return core::Coherence{*qubit.t1_s, *qubit.t2_s};
}

using Durations = std::map<std::pair<int, int>, double>;

/// Seconds of the shortest described gate of each pair, calibrated or not.
Durations durations_of(const device::DeviceDescription& description) {
  Durations durations;
  for (const device::Gate& gate : description.gates) {
    if (gate.qubits.size() != 2 || !gate.duration_s.known() || gate.duration_s.value <= 0) continue;
    const auto pair = std::minmax(gate.qubits[0], gate.qubits[1]);
    const auto [entry, fresh] = durations.emplace(pair, gate.duration_s.value);
    if (!fresh) entry->second = std::min(entry->second, gate.duration_s.value);
  }
  return durations;
}

/// The infidelity that relaxation alone gives the gate of a coupling, where T1, T2 and the duration are known.
std::optional<double> coherence_limited(const DeviceModel& model, const Coupling& coupling,
                                        const Durations& durations) {
  const auto a = coherence_of(model.qubits[static_cast<std::size_t>(coupling.a)]);
  const auto b = coherence_of(model.qubits[static_cast<std::size_t>(coupling.b)]);
  const auto described = durations.find(std::minmax(coupling.a, coupling.b));
  double duration_s = described == durations.end() ? 0 : described->second;
  if (coupling.gate && coupling.gate->duration_s > 0) duration_s = coupling.gate->duration_s;
  if (!a || !b || duration_s <= 0) return std::nullopt;
  return core::coherence_limit(std::array{*a, *b}, duration_s);
}

}  // namespace

std::optional<double> described_time(const device::Quantity& time) {
  return time.known() && time.value > 0 ? std::optional(time.value) : std::nullopt;
}

void add_coherence(const device::DeviceDescription& description, const DeviceModel& model, std::vector<Figure>& out) {
  const std::vector<int> members = operational_qubits(model);
  out.push_back(coherence_median("t1_s.median", described_times(description, members, &device::Qubit::t1_s)));
  out.push_back(coherence_median("t2_s.median", described_times(description, members, &device::Qubit::t2_s)));
}

/// Over the couplings of the connected component; where none is calibrated, over those that may form one.
void add_coherence_limit(const device::DeviceDescription& description, const DeviceModel& model,
                         std::vector<Figure>& out) {
  const std::string name = "coherence_limited_cnot_infidelity.mean";
  const bool certain = !model.connected.empty();
  const auto& members = certain ? model.connected : model.connected_if_unknown_work;
  const std::set<int> qubits(members.begin(), members.end());
  const Durations durations = durations_of(description);
  Population population;
  for (const Coupling& coupling : model.couplings) {
    if (!qubits.contains(coupling.a) || !qubits.contains(coupling.b) || (certain && !coupling.gate)) continue;
    if (const auto limit = coherence_limited(model, coupling, durations)) population.values.push_back(*limit);
  }
  if (population.values.empty()) {
    out.push_back(figures::missing_figure(name, Origin::derived, "T1, T2 or gate durations are not reported"));
    return;
  }
  Figure figure = figures::exact_figure(
      name, mean_of(population.values), Origin::derived,
      "relaxation for the gate's duration at the reported T1 and T2; shown beside, never decides");
  out.push_back(figure);
}

}  // namespace qgauge::assess

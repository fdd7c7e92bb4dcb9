// Couplings of a description to couplings of a model: see judge_couplings.hpp.

#include "device/judge_couplings.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "device/native_gates.hpp"
#include "device/tally.hpp"

namespace qgauge::device {
namespace {

using Pair = std::pair<int, int>;
using GatesOfPairs = std::map<Pair, std::vector<const Gate*>>;

struct CouplingTallies {
  Tally uncalibrated{"uncalibrated_gate", "no calibrated error in either direction: unknown, neither good nor dead"};
  Tally directions{"direction_differs", "the two directions have different errors; the better usable one is used"};
  Tally several{"several_gates", "several native entangling gates; the one with the lowest error per C-NOT is used"};
  Tally no_duration{"missing_quantity", "the duration of the two-qubit gate is not given and counts as 0"};
  Tally impossible{"impossible_error", "a two-qubit error above 0.8, which no channel has: it is not used"};
  Tally sentinels{"sentinel_value", "one of the gates is marked as not calibrated; another one is used"};
  Tally dead{"not_operational", "the source marks the gate or one of its qubits as unusable"};

  void report(const Scope& scope, std::vector<core::Finding>& findings) const {
    for (const Tally* tally : {&uncalibrated, &directions, &several, &no_duration, &impossible, &sentinels, &dead}) {
      tally->report(scope, findings);
    }
  }
};

bool impossible(const Gate* gate) {
  return gate->infidelity.known() && gate->infidelity.value > greatest_infidelity(2);
}

bool usable(const Gate& gate) { return gate.operational && gate.infidelity.known() && !impossible(&gate); }

/// Average gate infidelity of one C-NOT made of this gate: what gates of different kinds are compared by.
double cnot_infidelity_of(const Gate& gate) {
  const int uses = circuit::spec_of(find_entangler(gate.name)->kind).uses_per_cnot;
  return core::cnot_infidelity_from_native(gate.infidelity.value, uses);
}

/// The usable gate with the lowest error per C-NOT; of equals the shorter one, which is a machine's own direction.
const Gate* best_gate(const std::vector<const Gate*>& gates) {
  const auto cost = [](const Gate& gate) { return std::pair(cnot_infidelity_of(gate), gate.duration_s.value); };
  const Gate* best = nullptr;
  for (const Gate* gate : gates) {
    if (usable(*gate) && (best == nullptr || cost(*gate) < cost(*best))) best = gate;
  }
  return best;
}

/// The same gate in the other direction, or null.
const Gate* reverse_of(const Gate& gate, const std::vector<const Gate*>& gates) {
  const auto found = std::ranges::find_if(
      gates, [&](const Gate* other) { return other->name == gate.name && other->qubits[0] == gate.qubits[1]; });
  return found == gates.end() ? nullptr : *found;
}

void compare_directions(const Gate& used, const std::vector<const Gate*>& gates, const std::string& place,
                        Tally& directions) {
  const Gate* other = reverse_of(used, gates);
  if (other == nullptr || (usable(*other) && other->infidelity.value == used.infidelity.value)) return;
  const std::string reverse = usable(*other) ? fmt::format("{:.4g}", other->infidelity.value) : "not usable";
  const double ratio = usable(*other) ? other->infidelity.value / used.infidelity.value : 0;
  directions.add(place,
                 fmt::format("{} on {}-{}: {:.4g}, the other way {}", used.name, used.qubits[0], used.qubits[1],
                             used.infidelity.value, reverse),
                 ratio);
}

void compare_names(const Gate& used, const std::vector<const Gate*>& gates, const std::string& place, Tally& several) {
  const auto other = std::ranges::find_if(gates, [&](const Gate* gate) { return gate->name != used.name; });
  if (other != gates.end()) several.add(place, fmt::format("{}: {}, not {}", place, used.name, (*other)->name));
}

/// The simultaneous figure beside an isolated one, of the same gate and by the same kind of benchmark.
std::optional<double> simultaneous_infidelity(const Gate& gate) {
  using enum ErrorMetric::Operation;
  if (gate.metric.operation != isolated) return std::nullopt;
  const auto comparable = [&](const GateError& other) {
    return other.infidelity.known() && other.metric.operation == simultaneous && other.metric.per == gate.metric.per &&
           other.metric.one_qubit_part == gate.metric.one_qubit_part &&
           other.infidelity.value <= greatest_infidelity(2);
  };
  const auto found = std::ranges::find_if(gate.other_errors, comparable);
  return found == gate.other_errors.end() ? std::nullopt : std::optional(found->infidelity.value);
}

TwoQubitGate model_gate(const Gate& gate) {
  return {.name = gate.name,
          .kind = find_entangler(gate.name)->kind,
          .first = gate.qubits[0],
          .second = gate.qubits[1],
          .infidelity = gate.infidelity.value,
          .duration_s = gate.duration_s.value,
          .over_rotation_rad = gate.over_rotation_rad,
          .metric = gate.metric,
          .leakage = gate.leakage.known() ? gate.leakage.value : 0,
          .simultaneous_infidelity = simultaneous_infidelity(gate)};
}

Coupling judge_coupling(Pair pair, const std::vector<const Gate*>& gates, const DeviceModel& model,
                        CouplingTallies& tallies) {
  const ModelQubit& a = model.qubits[static_cast<std::size_t>(pair.first)];
  const ModelQubit& b = model.qubits[static_cast<std::size_t>(pair.second)];
  const std::string place = fmt::format("{}-{}", a.label, b.label);
  Coupling coupling{.a = pair.first, .b = pair.second, .gate = {}, .usable = Usable::unknown, .infidelity_sigma = {}};
  const bool all_dead = !gates.empty() && std::ranges::none_of(gates, &Gate::operational);
  if (!a.operational || !b.operational || all_dead) {
    coupling.usable = Usable::no;
    tallies.dead.add(place);
    return coupling;
  }
  if (std::ranges::any_of(gates, impossible)) tallies.impossible.add(place);
  const Gate* best = best_gate(gates);
  if (best == nullptr) {
    tallies.uncalibrated.add(place);
    return coupling;
  }
  const auto marked = [](const Gate* gate) { return gate->infidelity.state == State::sentinel; };
  if (std::ranges::any_of(gates, marked)) tallies.sentinels.add(place);
  compare_directions(*best, gates, place, tallies.directions);
  compare_names(*best, gates, place, tallies.several);
  if (!best->duration_s.known()) tallies.no_duration.add(place);
  coupling.gate = model_gate(*best);
  coupling.usable = Usable::yes;
  coupling.infidelity_sigma = best->infidelity.sigma;
  return coupling;
}

/// Every coupling of the description with its gates; all pairs of an all-to-all machine as long as they can be listed.
GatesOfPairs gates_of_pairs(const DeviceDescription& description) {
  GatesOfPairs pairs;
  for (const auto& [a, b] : description.couplings) pairs[std::minmax(a, b)];
  const int count = description.all_to_all ? *description.qubit_count : 0;
  if (static_cast<long long>(count) * (count - 1) / 2 <= max_couplings) {
    for (int b = 1; b < count; ++b) {
      for (int a = 0; a < b; ++a) pairs[{a, b}];
    }
  }
  for (const Gate& gate : description.gates) {
    if (gate.qubits.size() == 2) pairs[std::minmax(gate.qubits[0], gate.qubits[1])].push_back(&gate);
  }
  return pairs;
}

}  // namespace

void judge_couplings(const DeviceDescription& description, DeviceModel& model) {
  CouplingTallies tallies;
  const GatesOfPairs pairs = gates_of_pairs(description);
  for (const auto& [pair, gates] : pairs) model.couplings.push_back(judge_coupling(pair, gates, model, tallies));
  tallies.report({"couplings", pairs.size(), model.averages_only}, model.findings);
}

}  // namespace qgauge::device

// Qubits of a description to qubits of a model: see judge_qubits.hpp.

#include "device/judge_qubits.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

#include "device/native_gates.hpp"
#include "device/tally.hpp"

namespace qgauge::device {
namespace {

/// Two readout figures agree when they differ by less than this part of the larger: the files round to 16 digits and
/// their shot noise is larger, so a larger difference means measurements of different times.
constexpr double readout_agreement = 1e-3;

/// The findings on qubits, each collected over the machine.
struct QubitTallies {
  Tally clamped{"t2_exceeds_twice_t1", "T2 is longer than 2 T1 and was cut to it"};
  Tally coherence{"unusable_coherence", "T1 or T2 is not positive and is left out"};
  Tally no_t1{"missing_quantity", "T1 is not given"};
  Tally no_t2{"missing_quantity", "T2 is not given"};
  Tally ramsey{"default_used", "no echo time is given: T2* (Ramsey) stands in for T2"};
  Tally no_pulse_duration{"missing_quantity", "the duration of the one-qubit gate is not given and counts as 0"};
  Tally no_readout{"missing_quantity", "no readout error is given"};
  Tally symmetric{"default_used", "P(1|0) or P(0|1) is not given and was set to the assignment error"};
  Tally disagrees{"readout_disagrees", "the assignment error is not the mean of the two probabilities, which are used"};
  Tally worse{"readout_worse_than_chance", "a readout error is above one half; it is used as it stands"};
  Tally uncalibrated{"uncalibrated_qubit", "the one-qubit gate or the readout is not calibrated: unknown, not dead"};
  Tally spam{"unused_quantity",
             "the readout error is one of preparation and measurement: the former is not added again"};
  Tally impossible{"impossible_error", "a one-qubit error above 2/3, which no channel has: it is not used"};
  Tally sentinels{"sentinel_value", "a value is marked as not calibrated; another one is used, or none is needed"};
  Tally dead{"not_operational", "the source marks the qubit or its gate as unusable"};

  void report(const Scope& scope, std::vector<core::Finding>& findings) const {
    for (const Tally* tally : {&clamped, &coherence, &no_t1, &no_t2, &ramsey, &no_pulse_duration, &no_readout,
                               &symmetric, &disagrees, &worse, &spam, &uncalibrated, &impossible, &sentinels, &dead}) {
      tally->report(scope, findings);
    }
  }
};

std::optional<double> positive(const Quantity& time) {
  return time.known() && time.value > 0 ? std::optional(time.value) : std::nullopt;
}

bool is_unusable(const Quantity& time) { return time.known() && time.value <= 0; }

void judge_coherence(const Qubit& qubit, ModelQubit& model, QubitTallies& tallies) {
  const bool ramsey = !qubit.t2_s.known() && qubit.t2_star_s.known();
  const Quantity& t2_s = ramsey ? qubit.t2_star_s : qubit.t2_s;
  model.t1_s = positive(qubit.t1_s);
  model.t2_s = positive(t2_s);
  model.t2_is_echo = model.t2_s.has_value() && !ramsey;
  if (is_unusable(qubit.t1_s) || is_unusable(t2_s)) tallies.coherence.add(model.label);
  if (!qubit.t1_s.known()) tallies.no_t1.add(model.label);
  if (!t2_s.known()) tallies.no_t2.add(model.label);
  if (ramsey) tallies.ramsey.add(model.label);
  if (!model.t1_s || !model.t2_s || *model.t2_s <= 2 * *model.t1_s) return;
  tallies.clamped.add(model.label,
                      fmt::format("{}: T1 {:.4g} us, T2 {:.4g} us", model.label, *model.t1_s * 1e6, *model.t2_s * 1e6),
                      *model.t2_s / *model.t1_s);
  model.t2_s = 2 * *model.t1_s;
}

std::optional<double> value_of(const Quantity& quantity) {
  return quantity.known() ? std::optional(quantity.value) : std::nullopt;
}

void compare_with_assignment_error(const Qubit& qubit, ModelQubit& model, QubitTallies& tallies) {
  if (!qubit.assignment_error.known()) return;
  const double mean = (*model.p1_given_0 + *model.p0_given_1) / 2, given = qubit.assignment_error.value;
  const double difference = std::abs(mean - given);
  if (difference <= readout_agreement * std::max(mean, given)) return;
  tallies.disagrees.add(model.label, fmt::format("{}: {:.4g} given, mean {:.4g}", model.label, given, mean),
                        difference);
}

void judge_readout(const Qubit& qubit, ModelQubit& model, QubitTallies& tallies) {
  model.p1_given_0 = value_of(qubit.p1_given_0);
  model.p0_given_1 = value_of(qubit.p0_given_1);
  if (model.p1_given_0 && model.p0_given_1) {
    compare_with_assignment_error(qubit, model, tallies);
  } else if (qubit.assignment_error.known()) {
    model.p1_given_0 = model.p1_given_0.value_or(qubit.assignment_error.value);
    model.p0_given_1 = model.p0_given_1.value_or(qubit.assignment_error.value);
    tallies.symmetric.add(model.label);
  } else {
    const bool marked = qubit.assignment_error.state == State::sentinel;
    if (!marked) tallies.no_readout.add(model.label);
    return;
  }
  model.readout_usable = Usable::yes;
  const double worst = std::max(*model.p1_given_0, *model.p0_given_1);
  if (worst > 0.5) tallies.worse.add(model.label, fmt::format("{}: {:.4g}", model.label, worst), worst);
}

/// Whether the source calls its readout error one of state preparation and measurement.
bool holds_preparation(const ErrorMetric& readout) {
  const auto names_spam = [](std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text.contains("spam");
  };
  return names_spam(readout.method) || names_spam(readout.field);
}

void judge_preparation(const Qubit& qubit, ModelQubit& model, QubitTallies& tallies) {
  if (!qubit.preparation_error.known()) return;
  if (holds_preparation(qubit.readout_metric)) {
    tallies.spam.add(model.label);
  } else {
    model.preparation_error = qubit.preparation_error.value;
  }
}

/// The infidelity of one of `pulses` equal pulses whose depolarizing parameters multiply to the gate's.
double infidelity_of_pulse(double gate_infidelity, int pulses) {
  if (pulses == 1) return gate_infidelity;  // exactly as reported
  const double decay = std::max(core::decay_from_average_infidelity(gate_infidelity, 2), 0.0);
  return core::average_infidelity_from_decay(std::pow(decay, 1.0 / pulses), 2);
}

OneQubitGate pulse_of(const Gate& gate) {
  const int count = pulses()[*pulse_rank(gate.name)].pulses;
  return {.infidelity = infidelity_of_pulse(gate.infidelity.value, count),
          .duration_s = gate.duration_s.value / count,
          .over_rotation_rad = gate.over_rotation_rad / count,
          .metric = gate.metric,
          .leakage = gate.leakage.known() ? gate.leakage.value / count : 0};
}

bool is_impossible(const Gate& gate) {
  return gate.infidelity.known() && gate.infidelity.value > greatest_infidelity(1);
}

void judge_pulse(const std::vector<const Gate*>& gates, ModelQubit& model, QubitTallies& tallies) {
  for (const Gate* gate : gates) {
    if (is_impossible(*gate)) tallies.impossible.add(model.label);
  }
  if (const Gate* best = best_pulse(gates)) {
    model.gate = pulse_of(*best);
    model.gate_usable = Usable::yes;
    if (!best->duration_s.known()) tallies.no_pulse_duration.add(model.label);
  } else if (!gates.empty() && std::ranges::none_of(gates, &Gate::operational)) {
    model.gate_usable = Usable::no;
    tallies.dead.add(model.label);
  }
}

bool has_sentinel(const Qubit& qubit, const std::vector<const Gate*>& gates) {
  const auto marks = [](const Quantity& quantity) { return quantity.state == State::sentinel; };
  return marks(qubit.t1_s) || marks(qubit.t2_s) || marks(qubit.assignment_error) || marks(qubit.p0_given_1) ||
         marks(qubit.p1_given_0) ||
         std::ranges::any_of(gates, [&](const Gate* gate) { return marks(gate->infidelity); });
}

ModelQubit judge_qubit(const Qubit& qubit, const std::string& label, const std::vector<const Gate*>& gates,
                       QubitTallies& tallies) {
  ModelQubit model;
  model.label = label;
  model.operational = qubit.operational;
  if (!qubit.operational) {
    model.gate_usable = model.readout_usable = Usable::no;
    tallies.dead.add(label);
    return model;
  }
  judge_coherence(qubit, model, tallies);
  judge_readout(qubit, model, tallies);
  judge_preparation(qubit, model, tallies);
  judge_pulse(gates, model, tallies);
  const bool unknown = model.gate_usable == Usable::unknown || model.readout_usable == Usable::unknown;
  if (unknown) tallies.uncalibrated.add(label);
  if (!unknown && has_sentinel(qubit, gates)) tallies.sentinels.add(label);
  return model;
}

}  // namespace

const Gate* best_pulse(const std::vector<const Gate*>& gates) {
  const Gate* best = nullptr;
  for (const Gate* gate : gates) {
    if (!gate->operational || !gate->infidelity.known() || is_impossible(*gate)) continue;
    if (best == nullptr || pulse_rank(gate->name) < pulse_rank(best->name)) best = gate;
  }
  return best;
}

void judge_qubits(const DeviceDescription& description, DeviceModel& model) {
  std::vector<std::vector<const Gate*>> gates(description.qubits.size());
  for (const Gate& gate : description.gates) {
    if (gate.qubits.size() == 1) gates[static_cast<std::size_t>(gate.qubits[0])].push_back(&gate);
  }
  QubitTallies tallies;
  for (std::size_t q = 0; q < description.qubits.size(); ++q) {
    const Qubit& qubit = description.qubits[q];
    const std::string label = qubit.label.empty() ? std::to_string(q) : qubit.label;
    model.qubits.push_back(judge_qubit(qubit, label, gates[q], tallies));
  }
  tallies.report({"qubits", model.qubits.size(), model.averages_only}, model.findings);
}

}  // namespace qgauge::device

// Values that are possible but not believable: see plausibility.hpp.

#include "device/plausibility.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "device/tally.hpp"

namespace qgauge::device {
namespace {

// The longest durations that public snapshots of superconducting machines show, with some room: pulses take 21-160 ns,
// entangling gates 68 ns - 2.4 us, readout 0.68-5.8 us. A file beyond them had its lengths multiplied.
constexpr double longest_pulse_s = 200e-9;
constexpr double longest_entangler_s = 3e-6;
constexpr double longest_readout_s = 20e-6;

void report_durations(const DeviceDescription& description, DeviceModel& model) {
  constexpr std::string_view code = "implausible_duration";
  Tally pulses(code, "a one-qubit gate longer than 200 ns"), readouts(code, "a readout longer than 20 us");
  Tally entanglers(code, "a two-qubit gate longer than 3 us");
  const auto check = [](Tally& tally, const std::string& place, double duration_s, double limit_s) {
    if (duration_s <= limit_s) return;
    tally.add(place, fmt::format("{}: {:.4g} ns", place, duration_s * 1e9), duration_s);
  };
  for (std::size_t q = 0; q < model.qubits.size(); ++q) {
    const ModelQubit& qubit = model.qubits[q];
    if (qubit.gate) check(pulses, qubit.label, qubit.gate->duration_s, longest_pulse_s);
    check(readouts, qubit.label, description.qubits[q].readout_duration_s.value, longest_readout_s);
  }
  for (const Coupling& coupling : model.couplings) {
    if (!coupling.gate) continue;
    check(entanglers, fmt::format("{}-{}", coupling.a, coupling.b), coupling.gate->duration_s, longest_entangler_s);
  }
  const Scope qubits{"qubits", model.qubits.size(), model.averages_only};
  pulses.report(qubits, model.findings);
  readouts.report(qubits, model.findings);
  entanglers.report({"couplings", model.couplings.size(), model.averages_only}, model.findings);
}

/// Some snapshots count durations in samples of which 16 are one. Where every pulse and every two-qubit
/// gate is too long and a sixteenth of it is not, the model takes a sixteenth: the times as stated would have qubits
/// decay within gates far better than that.
void shorten_sixteenfold_durations(DeviceModel& model) {
  constexpr double factor = 16;
  const auto fits = [](double duration_s, double longest_s) {
    return duration_s == 0 || (duration_s > longest_s && duration_s <= factor * longest_s);
  };
  const bool pulses_fit = std::ranges::all_of(model.qubits, [&](const ModelQubit& qubit) {
    return !qubit.gate || fits(qubit.gate->duration_s, longest_pulse_s);
  });
  const bool pairs_fit = std::ranges::all_of(model.couplings, [&](const Coupling& coupling) {
    return !coupling.gate || fits(coupling.gate->duration_s, longest_entangler_s);
  });
  const bool timed = std::ranges::any_of(
      model.couplings, [](const Coupling& coupling) { return coupling.gate && coupling.gate->duration_s > 0; });
  if (!pulses_fit || !pairs_fit || !timed) return;
  for (ModelQubit& qubit : model.qubits) {
    if (qubit.gate) qubit.gate->duration_s /= factor;
  }
  for (Coupling& coupling : model.couplings) {
    if (coupling.gate) coupling.gate->duration_s /= factor;
  }
  model.findings.push_back(
      {"unit_assumed", "durations",
       "every pulse and every two-qubit gate is longer than on any machine of this kind: the durations of "
       "gates are taken to be stated 16 times too long and are modelled as a sixteenth"});
}

// Beyond these no superconducting qubit is known (T1 reaches a few milliseconds), nor any other at all (three years).
constexpr double shortest_coherence_s = 1e-8;
constexpr double longest_superconducting_s = 20e-3;
constexpr double longest_coherence_s = 1e8;

void report_coherence(const DeviceDescription& description, DeviceModel& model) {
  const bool superconducting = model.modality == "superconducting";
  const double longest_s = superconducting ? longest_superconducting_s : longest_coherence_s;
  const double shortest_s = superconducting ? shortest_coherence_s : 0;
  Tally times("implausible_coherence", fmt::format("T1 or T2 above {:.4g} s or below {:.4g} s", longest_s, shortest_s));
  for (std::size_t q = 0; q < model.qubits.size(); ++q) {
    const Qubit& qubit = description.qubits[q];
    for (const Quantity* time : {&qubit.t1_s, &qubit.t2_s, &qubit.t2_star_s}) {
      if (!time->known() || time->value <= 0 || (time->value >= shortest_s && time->value <= longest_s)) continue;
      times.add(model.qubits[q].label, fmt::format("{}: {:.4g} s", model.qubits[q].label, time->value), time->value);
      break;
    }
  }
  times.report({"qubits", model.qubits.size(), model.averages_only}, model.findings);
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

void report_exchanged_errors(DeviceModel& model) {
  std::vector<double> one, two;
  for (const ModelQubit& qubit : model.qubits) {
    if (qubit.gate) one.push_back(qubit.gate->infidelity);
  }
  for (const Coupling& coupling : model.couplings) {
    if (coupling.gate) two.push_back(coupling.gate->infidelity);
  }
  if (one.empty() || two.empty() || median(two) >= median(one)) return;
  model.findings.push_back({"two_qubit_better_than_one_qubit", "machine",
                            fmt::format("the median two-qubit error {:.4g} is below the median one-qubit error {:.4g}: "
                                        "columns may be exchanged",
                                        median(two), median(one))});
}

}  // namespace

void report_implausible(const DeviceDescription& description, DeviceModel& model) {
  if (model.modality == "superconducting") {
    report_durations(description, model);
    shorten_sixteenfold_durations(model);
  }
  report_coherence(description, model);
  report_exchanged_errors(model);
}

}  // namespace qgauge::device

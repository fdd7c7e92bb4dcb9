// The closed list of figures: name, unit, meaning, convention; and the look-up of a name in it.
// Used by every room that makes or reads figures. Must not know which of them a machine has.
#include <algorithm>
#include <array>
#include <cctype>

#include "qgauge/figures.hpp"

namespace qgauge::figures {

namespace {

constexpr std::string_view average = "average gate infidelity";
constexpr std::string_view process = "process infidelity";

constexpr FigureSpec list[] = {
    {"physical_qubits.described", "1", "qubits in the description", ""},
    {"physical_qubits.operational", "1", "described qubits less those that the source marks unusable", ""},
    {"physical_qubits.working", "1",
     "operational qubits with a usable one-qubit gate, usable readout and at least one usable coupling", ""},
    {"physical_qubits.connected", "1", "the largest connected component of working qubits", ""},
    {"cnot_infidelity.mean", "1", "C-NOT error as reported, mean over the couplings of connected working qubits",
     average},
    {"cnot_infidelity.median", "1", "C-NOT error as reported, median over the couplings of connected working qubits",
     average},
    {"cnot_infidelity.best", "1", "C-NOT error as reported, smallest of the couplings of connected working qubits",
     average},
    {"cnot_infidelity.worst", "1", "C-NOT error as reported, largest of the couplings of connected working qubits",
     average},
    {"cnot_infidelity.isolated.mean", "1", "C-NOT error that the source reports of one pair alone, mean over couplings",
     average, true},
    {"cnot_infidelity.isolated.median", "1",
     "C-NOT error that the source reports of one pair alone, median over couplings", average, true},
    {"cnot_infidelity.simultaneous.mean", "1",
     "C-NOT error that the source reports of gates at the same time, mean over couplings", average, true},
    {"cnot_infidelity.simultaneous.median", "1",
     "C-NOT error that the source reports of gates at the same time, median over couplings", average, true},
    {"cnot_infidelity.layered.mean", "1",
     "C-NOT error in layers of gates: 4/5 of the error per layered gate of the longest published chain", average, true},
    {"cnot_infidelity.with_1q.mean", "1",
     "C-NOT error as reported, with the one-qubit pulses that turn the native gate into a C-NOT, mean", average, true},
    {"cnot_infidelity.with_1q.median", "1",
     "C-NOT error as reported, with the one-qubit pulses that turn the native gate into a C-NOT, median", average,
     true},
    {"cnot_infidelity.isolated.with_1q.mean", "1", "C-NOT error of one pair alone with the one-qubit pulses, mean",
     average, true},
    {"cnot_infidelity.isolated.with_1q.median", "1", "C-NOT error of one pair alone with the one-qubit pulses, median",
     average, true},
    {"cnot_infidelity.simultaneous.with_1q.mean", "1",
     "C-NOT error of gates at the same time with the one-qubit pulses, mean", average, true},
    {"cnot_infidelity.simultaneous.with_1q.median", "1",
     "C-NOT error of gates at the same time with the one-qubit pulses, median", average, true},
    {"cnot_infidelity.layered.with_1q.mean", "1",
     "C-NOT error in layers of gates, which hold the one-qubit gates already", average, true},
    {"one_qubit_infidelity.mean", "1", "error of the physical pi/2 pulse as reported, mean over working qubits",
     average},
    {"one_qubit_infidelity.median", "1", "error of the physical pi/2 pulse as reported, median over working qubits",
     average},
    {"assignment_error.mean", "1", "(P(1|0) + P(0|1))/2 as reported, mean over working qubits", "assignment error"},
    {"readout.assignment_error.mean", "1",
     "(P(1|0) + P(0|1))/2 from prepared states read once, mean over working qubits", "assignment error"},
    {"readout.p1_given_0.mean", "1", "P(1|0) from prepared states read once, mean over qubits", ""},
    {"readout.p0_given_1.mean", "1", "P(0|1) from prepared states read once, mean over qubits", ""},
    {"t1_s.median", "s", "energy relaxation time T1, median over working qubits", ""},
    {"t2_s.median", "s", "dephasing time T2 by Hahn echo, median over working qubits", ""},
    {"coherence_limited_cnot_infidelity.mean", "1",
     "C-NOT error that T1 and T2 alone cause during the gate, mean over couplings; decides no verdict", average},
    {"rb.memory_infidelity.simultaneous.mean", "1",
     "error of a Clifford and the wait after it, recorded randomized benchmarking of waiting qubits, mean over qubits",
     average},
    {"rb_unweighted.cnot_infidelity.mean", "1",
     "error of a two-qubit gate from recorded survivals of pairs, pooled, unweighted fit, 1.5 gates in a Clifford",
     average},
    {"rb_unweighted.error_per_clifford.mean", "1",
     "error per two-qubit Clifford from recorded survivals of pairs, pooled, unweighted fit", average},
    {"rb_unweighted.error_per_clifford_1q.mean", "1",
     "error per one-qubit Clifford from recorded survivals of qubits, pooled, unweighted fit", average},
    {"rb_unweighted.memory_infidelity.mean", "1",
     "error of a Clifford and the wait after it from recorded survivals of qubits, pooled, unweighted fit", average},
    {"rb.cnot_infidelity.isolated.mean", "1",
     "C-NOT error from two-qubit randomized benchmarking of one pair at a time, one-qubit gates removed, mean over "
     "couplings",
     average},
    {"rb.error_per_clifford.isolated.mean", "1",
     "error per two-qubit Clifford, randomized benchmarking of one pair at a time, mean over couplings", average},
    {"rb.one_qubit_infidelity.isolated.mean", "1",
     "error of the physical pi/2 pulse from one-qubit randomized benchmarking, mean over working qubits", average},
    {"rb.error_per_clifford_1q.isolated.mean", "1",
     "error per one-qubit Clifford, randomized benchmarking of one qubit at a time, mean over working qubits", average},
    {"layer_fidelity.<N>", "1", "layer fidelity of a chain of N qubits", "process fidelity"},
    {"eplg.<N>.published_chain", "1", "error per layered gate, 1 - LF^(1/(N-1)), on the chain named in the file",
     process},
    {"quantum_volume.log2", "1", "log2 of the quantum volume", ""},
};

constexpr std::array<std::string_view, 4> aggregates{".mean", ".median", ".best", ".worst"};

constexpr std::string_view any_number = "<N>";

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

bool matches(std::string_view pattern, std::string_view name) {
  const std::size_t place = pattern.find(any_number);
  if (place == std::string_view::npos) return pattern == name;
  const std::string_view before = pattern.substr(0, place);
  const std::string_view after = pattern.substr(place + any_number.size());
  if (name.size() <= before.size() + after.size() || !name.starts_with(before) || !name.ends_with(after)) return false;
  const std::string_view number = name.substr(before.size(), name.size() - before.size() - after.size());
  return std::ranges::all_of(number, is_digit);
}

std::string_view without_aggregate(std::string_view pattern) {
  for (const std::string_view suffix : aggregates) {
    if (pattern.ends_with(suffix)) return pattern.substr(0, pattern.size() - suffix.size());
  }
  return pattern;
}

}  // namespace

std::span<const FigureSpec> figure_list() { return list; }

Domain domain_of(const FigureSpec& spec) {
  constexpr double largest_count = 1e9, largest = 1e15;
  if (spec.name.starts_with("physical_qubits.")) return {{0, largest_count}, true};
  if (spec.unit == "s" || spec.name == "quantum_volume.log2") return {{0, largest}};
  return {{0, 1}};
}

const FigureSpec* find_figure(std::string_view name) {
  const auto whole = std::ranges::find_if(list, [&](const FigureSpec& row) { return matches(row.name, name); });
  if (whole != std::end(list)) return whole;
  const auto entry =
      std::ranges::find_if(list, [&](const FigureSpec& row) { return without_aggregate(row.name) == name; });
  return entry == std::end(list) ? nullptr : entry;
}

}  // namespace qgauge::figures

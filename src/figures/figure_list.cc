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
    {"coherence_limited_one_qubit_infidelity.mean", "1",
     "error of the physical pi/2 pulse that T1 and T2 alone cause, mean over working qubits", average, true},
    {"coherence_share.cnot.mean", "1",
     "share of the reported C-NOT error that T1 and T2 explain, mean over couplings; above 1 where they allow more "
     "than is reported",
     "", true},
    {"coherence_share.cnot.median", "1",
     "share of the reported C-NOT error that T1 and T2 explain, median over couplings", ""},
    {"coherence_share.one_qubit.mean", "1",
     "share of the reported error of the pi/2 pulse that T1 and T2 explain, mean over working qubits", "", true},
    {"coherence_share.one_qubit.median", "1",
     "share of the reported error of the pi/2 pulse that T1 and T2 explain, median over working qubits", "", true},
    {"gates_per_coherence_time.cnot.median", "1",
     "C-NOTs that fit into the shorter T2 of their qubits, median over couplings", ""},
    {"gates_per_coherence_time.one_qubit.median", "1", "pi/2 pulses that fit into T2, median over working qubits", "",
     true},
    {"error_budget.cnot.coherence.mean", "1",
     "part of the mean reported C-NOT error that T1 and T2 explain, over the couplings where both are known", average,
     true},
    {"error_budget.cnot.rest.mean", "1",
     "rest of the mean reported C-NOT error, over the same couplings; below 0 where less is reported than T1 and T2 "
     "allow",
     average, true},
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
    {"rb.cnot_infidelity.simultaneous.mean", "1",
     "C-NOT error from two-qubit randomized benchmarking of many pairs at once, one-qubit gates removed, mean over "
     "couplings",
     average},
    {"rb.error_per_clifford.simultaneous.mean", "1",
     "error per two-qubit Clifford, randomized benchmarking of many pairs at once, mean over couplings", average},
    {"rb.one_qubit_infidelity.simultaneous.mean", "1",
     "error of the physical pi/2 pulse from one-qubit randomized benchmarking of all qubits at once, mean", average},
    {"rb.error_per_clifford_1q.simultaneous.mean", "1",
     "error per one-qubit Clifford, randomized benchmarking of all qubits at once, mean over working qubits", average},
    {"rb_interleaved.cnot_infidelity.mean", "1",
     "C-NOT error from interleaved randomized benchmarking, mean over couplings", average},
    {"rb_interleaved.systematic_bound.mean", "1",
     "how far interleaved randomized benchmarking may be from the gate's own error, mean over couplings", average},
    {"rb_direct.process_infidelity.<N>", "1",
     "error of a random layer on N qubits from direct randomized benchmarking: one-qubit gates and C-NOTs", process},
    {"rb_direct.average_infidelity.<N>", "1",
     "error of a random layer on N qubits from direct randomized benchmarking: one-qubit gates and C-NOTs", average},
    {"rb_mirror.process_infidelity.<N>", "1",
     "error of a random layer on N qubits from mirror randomized benchmarking: one-qubit gates and C-NOTs", process},
    {"rb_mirror.average_infidelity.<N>", "1",
     "error of a random layer on N qubits from mirror randomized benchmarking: one-qubit gates and C-NOTs", average},
    {"cycle_benchmarking.process_infidelity.mean", "1",
     "error of a pair's C-NOT with random Paulis around it, from cycle benchmarking, mean over couplings", process},
    {"cycle_benchmarking.average_infidelity.mean", "1",
     "error of a pair's C-NOT with random Paulis around it, from cycle benchmarking, mean over couplings", average},
    {"layer_fidelity.<N>", "1", "layer fidelity of a chain of N qubits", "process fidelity"},
    {"layer_fidelity.<N>.published_chain", "1", "layer fidelity of the chain of N qubits named in the file",
     "process fidelity"},
    {"eplg.<N>", "1", "error per layered gate, 1 - LF^(1/(N-1)), on the chain of N qubits that the tool picks",
     process},
    {"eplg.<N>.published_chain", "1", "error per layered gate, 1 - LF^(1/(N-1)), on the chain named in the file",
     process},
    {"eplg_average.<N>", "1", "4/5 of the error per layered gate, as some tools print it, on the tool's chain",
     average},
    {"eplg_average.<N>.published_chain", "1",
     "4/5 of the error per layered gate, as some tools print it, on the chain named in the file", average},
    {"t1.t1_s.median", "s", "energy relaxation time from a decay experiment, median over working qubits", ""},
    {"t2_echo.t2_s.median", "s", "dephasing time from a Hahn-echo experiment, median over working qubits", ""},
    {"ramsey.t2_star_s.median", "s", "dephasing time from a Ramsey experiment, median over working qubits", ""},
    {"heavy_output_probability.<N>", "1", "mean heavy-output probability of square random circuits on N qubits", ""},
    {"quantum_volume.log2", "1", "log2 of the quantum volume by the original rule: two sigma above 2/3",
     "Cross et al., 2 sigma of the mean over circuits, each counted as one trial"},
    {"quantum_volume.log2.bootstrap", "1",
     "log2 of the quantum volume where the lower end of a bootstrap interval is above 2/3",
     "Baldwin et al., semi-parametric bootstrap over circuits and shots"},
    {"quantum_volume.two_qubit_gates.<N>", "1",
     "native two-qubit gates in a compiled square random circuit on N qubits, mean over circuits", ""},
    {"xeb.process_infidelity.mean", "1",
     "error of a cycle of random one-qubit gates and a pair's gate, linear cross-entropy, mean over couplings",
     process},
    {"xeb.average_infidelity.mean", "1",
     "error of a cycle of random one-qubit gates and a pair's gate, linear cross-entropy, mean over couplings",
     average},
    {"mirror_success.<N>x<N>", "1", "probability that mirror circuits of a width and a number of layers succeed", ""},
    {"mirror_polarization.<N>x<N>", "1",
     "(success - 2^-width)/(1 - 2^-width) of mirror circuits of a width and a number of layers", ""},
    {"mirror_capability.<N>", "1",
     "layers of mirror circuits of this width at which the polarization still is at least 1/e", ""},
    {"ghz_fidelity.<N>", "1", "fidelity of a GHZ state of N qubits, from populations and parity oscillations", ""},
    {"physical_qubits.entangled", "1",
     "the largest set of qubits whose GHZ fidelity is above 1/2 with 97.5 % confidence", ""},
    {"physical_qubits.chsh_connected", "1",
     "the largest component of qubits joined by couplings that violate a CHSH inequality significantly", ""},
    {"chsh.mean", "1", "largest CHSH combination of Bell pairs, mean over couplings; local models reach at most 2", ""},
    {"chsh.violating_fraction", "1", "share of the couplings that violate a CHSH inequality significantly", ""},
    {"clops.bound", "1/s", "layers a second that the described durations allow at most", "CLOPS_h: 100 x 100 layers"},
    {"clops_v.bound", "1/s", "quantum volume layers a second that the described durations allow at most",
     "CLOPS_v: M = 100, K = 10, S = 100, D = log2 QV"},
    {"q_score.n", "1", "the largest graph whose cut by one layer of QAOA beats chance enough",
     "Max-Cut on 100 graphs G(n, 1/2), mean cut over shots; beta = (C - n(n-1)/8)/(0.178 n^(3/2)) > 0.2 at the lower "
     "end of its 95 % interval; angles computed, no time limit"},
    {"algorithmic_qubits.n", "1", "the widest applications of N^2 two-qubit gates that succeed",
     "width <= N and C-NOTs <= N^2, Hellinger fidelity minus one standard error > 1/e, no error mitigation; of the "
     "applications only Fourier transforms, phase estimation and Hamiltonian simulation"},
    {"two_qubit_error.claimed", "1",
     "two-qubit error that a vendor or the press names, of whatever gate and statistic; decides no verdict unless a "
     "rule "
     "asks for it",
     "as the source names it"},
    {"logical_qubits.n", "1", "the number of error-corrected logical qubits shown at one time", ""},
    {"logical_qubits.error_per_cycle", "1", "the error of a logical qubit in one cycle of error correction", ""},
};

constexpr std::array<std::string_view, 4> aggregates{".mean", ".median", ".best", ".worst"};

constexpr std::string_view any_number = "<N>";

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

bool matches(std::string_view pattern, std::string_view name) {
  const std::size_t place = pattern.find(any_number);
  if (place == std::string_view::npos) return pattern == name;
  if (!name.starts_with(pattern.substr(0, place))) return false;
  const std::string_view rest = name.substr(place);
  const auto digits = static_cast<std::size_t>(std::ranges::find_if_not(rest, is_digit) - rest.begin());
  return digits > 0 && matches(pattern.substr(place + any_number.size()), rest.substr(digits));
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
  constexpr double largest_count = 1e9, largest = 1e15, largest_chsh = 4;
  const auto is_one_of = [&](std::initializer_list<std::string_view> groups) {
    return std::ranges::any_of(groups, [&](std::string_view group) { return spec.name.starts_with(group); });
  };
  if (is_one_of({"physical_qubits.", "mirror_capability.", "q_score.", "algorithmic_qubits.", "logical_qubits.n"})) {
    return {{0, largest_count}, true};
  }
  const bool unbounded = is_one_of({"quantum_volume.", "coherence_share.", "gates_per_coherence_time."});
  if (spec.unit != "1" || unbounded) return {{0, largest}};
  if (spec.name == "chsh.mean") return {{0, largest_chsh}};
  if (spec.name == "error_budget.cnot.rest.mean") return {{-1, 1}};
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

// Conversions between the figures of merit of a gate, and the coherence limit. The one place where they stand.
// d = 2^n is the dimension of n qubits. Sources: Horodecki 1999, Nielsen 2002 (average and process fidelity);
// Magesan 2011 (RB decay). All arguments and results are dimensionless unless named otherwise.
#pragma once

#include <span>

namespace qgauge::core {

/// F_avg = (d F_pro + 1) / (d + 1).
double average_from_process_fidelity(double process_fidelity, int d);
double process_from_average_fidelity(double average_fidelity, int d);

/// e = (d + 1) / d * r: process infidelity (for a Pauli channel: total Pauli error) from average gate infidelity.
double process_infidelity_from_average(double average_infidelity, int d);
double average_infidelity_from_process(double process_infidelity, int d);

/// r = (d - 1) / d * (1 - p): average gate infidelity from the decay p of randomized benchmarking, and back.
double average_infidelity_from_decay(double decay, int d);
double decay_from_average_infidelity(double average_infidelity, int d);

/// lambda of rho -> (1 - lambda) rho + lambda I/d with average gate infidelity r = lambda (d - 1) / d.
double depolarizing_from_average_infidelity(double average_infidelity, int d);
double average_infidelity_from_depolarizing(double lambda, int d);
/// The largest lambda that is still completely positive: d^2 / (d^2 - 1).
double max_depolarizing(int d);

/// Average infidelity of one C-NOT built from `uses` equal native gates of average infidelity r, stochastic composition
/// of process fidelities: 4/5 (1 - (1 - 5/4 r)^uses).
double cnot_infidelity_from_native(double native_infidelity, int uses);

struct Coherence {
  double t1_s;
  double t2_s;
};

/// Process fidelity of relaxation for `duration_s`: (1 + e^{-t/T1} + 2 e^{-t/T2}) / 4. T2 <= 2 T1 is the caller's duty.
double relaxation_process_fidelity(const Coherence& coherence, double duration_s);

/// Average infidelity of independent relaxation of all qubits for `duration_s`:
/// d/(d+1) (1 - prod_i F_pro,i). Exact for exponential T1 and T2 (Abad et al., PRL 129, 150504, to first order).
double coherence_limit(std::span<const Coherence> qubits, double duration_s);

}  // namespace qgauge::core

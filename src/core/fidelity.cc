// Fidelity conversions: see include/qgauge/core/fidelity.hpp for formulas and sources.

#include "qgauge/core/fidelity.hpp"

#include <cmath>

namespace qgauge::core {

double average_from_process_fidelity(double process_fidelity, int d) { return (d * process_fidelity + 1) / (d + 1); }

double process_from_average_fidelity(double average_fidelity, int d) { return ((d + 1) * average_fidelity - 1) / d; }

double process_infidelity_from_average(double average_infidelity, int d) { return average_infidelity * (d + 1) / d; }

double average_infidelity_from_process(double process_infidelity, int d) { return process_infidelity * d / (d + 1); }

double average_infidelity_from_decay(double decay, int d) { return (1 - decay) * (d - 1) / d; }

double decay_from_average_infidelity(double average_infidelity, int d) { return 1 - average_infidelity * d / (d - 1); }

double depolarizing_from_average_infidelity(double average_infidelity, int d) {
  return average_infidelity * d / (d - 1);
}

double average_infidelity_from_depolarizing(double lambda, int d) { return lambda * (d - 1) / d; }

double max_depolarizing(int d) { return static_cast<double>(d) * d / (static_cast<double>(d) * d - 1); }

double cnot_infidelity_from_native(double native_infidelity, int uses) {
  constexpr int d = 4;
  if (uses == 1) return native_infidelity;
  const double native = process_infidelity_from_average(native_infidelity, d);
  return average_infidelity_from_process(-std::expm1(uses * std::log1p(-native)), d);
}

double relaxation_process_fidelity(const Coherence& coherence, double duration_s) {
  return (1 + std::exp(-duration_s / coherence.t1_s) + 2 * std::exp(-duration_s / coherence.t2_s)) / 4;
}

double coherence_limit(std::span<const Coherence> qubits, double duration_s) {
  // 1 - prod F from the infidelities, so that short durations keep their digits.
  double infidelity = 0;
  for (const Coherence& qubit : qubits) {
    const double lost = -(std::expm1(-duration_s / qubit.t1_s) + 2 * std::expm1(-duration_s / qubit.t2_s)) / 4;
    infidelity = infidelity + lost - infidelity * lost;
  }
  return average_infidelity_from_process(infidelity, 1 << qubits.size());
}

}  // namespace qgauge::core

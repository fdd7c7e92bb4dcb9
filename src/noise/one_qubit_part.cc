// The one-qubit part of reported errors: see one_qubit_part.hpp.

#include "qgauge/noise/one_qubit_part.hpp"

namespace qgauge::noise {

double pulses_in_figure(const device::ErrorMetric& metric) {
  using Metric = device::ErrorMetric;
  constexpr double pulses_of_clifford = 20.0 / 24;
  if (metric.one_qubit_part != Metric::OneQubitPart::included) return 0;
  if (metric.per == Metric::Per::cycle) return metric.method == "RB" ? pulses_of_clifford : 1;
  return metric.per == Metric::Per::gate ? 1 : 0;
}

}  // namespace qgauge::noise

// From IQM's observations to gates: see iqm_gates.hpp.

#include "device/import/iqm_gates.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

namespace qgauge::device::iqm {
namespace {

bool is_better(const Observation& a, const Observation& b, const std::string& implementation) {
  const auto other_implementation = [&](const Observation& one) {
    return !implementation.empty() && one.implementation != implementation;
  };
  if (other_implementation(a) != other_implementation(b)) return other_implementation(b);
  if (a.suffix != b.suffix) return b.suffix.empty() ? false : a.suffix.empty() || a.suffix > b.suffix;
  return a.value.value > b.value.value;  // a marker has the value 0
}

/// A process fidelity with its relative variance, empty where a part of it has no standard error; 0 where it is
/// unknown.
struct Factor {
  double value;
  std::optional<double> variance;
};

Factor process_fidelity(const Observation& observation, int d) {
  const Quantity& quantity = observation.value;
  if (!quantity.known()) return {0, {}};
  const double value = std::max(core::process_from_average_fidelity(quantity.value, d), 0.0);
  if (!quantity.sigma || value == 0) return {value, {}};
  const double sigma = core::process_infidelity_from_average(*quantity.sigma, d);
  return {value, sigma * sigma / (value * value)};
}

void multiply(Factor& product, const Factor& factor) {
  product.value *= factor.value;
  product.variance =
      product.variance && factor.variance ? std::optional(*product.variance + *factor.variance) : std::nullopt;
}

/// At most 1: what is measured beside a qubit and alone differs by noise where the qubit idles well.
Factor idle_fidelity(const Observation& beside, const Observation& alone) {
  const Factor both = process_fidelity(beside, 4), one = process_fidelity(alone, 2);
  Factor idle = both;
  if (one.value > 0) idle.value = std::min(both.value / one.value, 1.0);
  idle.variance = both.variance && one.variance ? std::optional(*both.variance + *one.variance) : std::nullopt;
  return idle;
}

Quantity infidelity_of(const Factor& product) {
  if (product.value <= 0) return sentinel();
  Quantity quantity = reported(core::average_infidelity_from_process(1 - product.value, 4));
  if (product.variance) {
    quantity.sigma = core::average_infidelity_from_process(product.value * std::sqrt(*product.variance), 4);
  }
  return quantity;
}

}  // namespace

Quantity infidelity_of(const Observation& observation) {
  Quantity quantity = observation.value;
  if (quantity.known()) quantity.value = 1 - quantity.value;
  return quantity;
}

ErrorMetric metric_of(const Observation& observation) {
  ErrorMetric metric;
  const bool interleaved = observation.kind.starts_with("irb.");
  const bool cliffords = observation.kind == "rb.clifford";
  metric.per = cliffords ? ErrorMetric::Per::clifford : ErrorMetric::Per::gate;
  if (interleaved) metric.one_qubit_part = ErrorMetric::OneQubitPart::subtracted;  // with the reference sequence
  if (cliffords) metric.one_qubit_part = ErrorMetric::OneQubitPart::included;
  metric.method = interleaved ? "IRB" : "RB";
  metric.field = observation.field;
  metric.conversion = "1 - F";
  return metric;
}

const Observation* preferred(const Measured& measured, const std::string& implementation) {
  return *std::ranges::min_element(
      measured, [&](const Observation* a, const Observation* b) { return is_better(*a, *b, implementation); });
}

void fill_errors(const Measured& measured, const std::string& implementation, Gate& gate) {
  const Observation* used = preferred(measured, implementation);
  gate.infidelity = infidelity_of(*used);
  gate.metric = metric_of(*used);
  for (const Observation* other : measured) {
    if (other != used && other->value.known()) gate.other_errors.push_back({infidelity_of(*other), metric_of(*other)});
  }
}

// What the figures of a star mean follows from the figures themselves. IQM gives, for 16 pairs of Sirius, the fidelity
// F(n) of the circuit "MOVE, n times CZ, MOVE" on QBa and QBb, and its figure irb.cz of QBa and the resonator equals
// F(1)/F(0) to all digits: QBa makes the CZ, and QBb, the last one of the name, is moved. F(1) is thus the whole CZ of
// the pair. irb.move is measured on one qubit, for the resonator is empty before and after: its process infidelity is
// 3/2 of the average one. F(0) is lower than that by the idling of QBa, most for the qubits with the shortest T2.
// Process fidelities of independent errors multiply, as in core::cnot_infidelity_from_native.
Gate composed_gate(const Composition& parts) {
  Factor product = process_fidelity(*parts.cz_of_a, 4);
  multiply(product, process_fidelity(*parts.double_move_of_b, 2));
  const bool idling = parts.double_move_beside_a != nullptr && parts.double_move_alone != nullptr;
  if (idling) multiply(product, idle_fidelity(*parts.double_move_beside_a, *parts.double_move_alone));
  Gate gate;
  gate.name = "cz";
  gate.metric = metric_of(*parts.cz_of_a);
  gate.metric.field = fmt::format("{} and {}", parts.cz_of_a->field, parts.double_move_of_b->field);
  gate.metric.conversion = fmt::format(
      "process fidelities of the CZ with the resonator and of the double MOVE of the other qubit{}, multiplied",
      idling ? " and of the idling meanwhile" : "");
  gate.infidelity = infidelity_of(product);
  return gate;
}

}  // namespace qgauge::device::iqm

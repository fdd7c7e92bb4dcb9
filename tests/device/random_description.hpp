// Descriptions with every field of the contract filled by chance, for the tests of the native format and its schema.
#pragma once

#include <algorithm>
#include <random>

#include "device/components.hpp"
#include "device/fields.hpp"
#include "device/fixtures.hpp"
#include "device/native_gates.hpp"
#include "device/native_names.hpp"

namespace qgauge::device::test {

/// The engine's own numbers, without the distributions that differ between standard libraries.
class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t limit) { return engine_() % limit; }
  bool coin() { return below(2) == 0; }
  double between(double low, double high) {
    return low + (high - low) * (static_cast<double>(engine_()) / 4294967296.0);
  }
  template <class List>
  auto pick(const List& list) {
    return *std::next(std::begin(list), static_cast<std::ptrdiff_t>(below(std::size(list))));
  }

 private:
  std::mt19937 engine_;
};

inline core::Date random_day(Chance& chance) {
  return core::Date::from(2025, 1, 1)->plus_days(static_cast<int>(chance.below(400)));
}

inline std::string random_text(Chance& chance) {
  constexpr std::array texts{"",         "plain",         "\"quoted\" \\ and\nbroken", "\u00b5-\u6f22\u5b57",
                             "_comment", "a, b; {c}: [d]"};
  return chance.pick(texts);
}

inline Quantity random_quantity(Chance& chance, Range range) {
  Quantity quantity;
  if (chance.below(4) == 0) return quantity;
  quantity.state = chance.below(5) == 0 ? State::sentinel : State::reported;
  if (quantity.known()) {
    const double high = range == Range::finite || range == Range::non_negative ? 1e10 : 0.999;
    quantity.value = chance.between(range == Range::finite ? -high : 0, high);
    if (chance.coin()) quantity.sigma = chance.between(0, 1e-3);
  }
  if (chance.below(3) == 0) quantity.date = random_day(chance);
  if (chance.below(3) == 0) quantity.source = chance.coin() ? "log book" : "b";
  return quantity;
}

template <class Owner, std::size_t N>
void fill(Chance& chance, const std::array<Field<Owner>, N>& fields, Owner& owner) {
  for (const auto& field : fields) owner.*field.member = random_quantity(chance, field.range);
  if (chance.coin()) return;
  const core::Date day = random_day(chance);
  for (const auto& field : fields) {
    Quantity& quantity = owner.*field.member;
    quantity.date = quantity.state == State::absent ? std::nullopt : std::optional(day);
  }
}

inline ErrorMetric random_metric(Chance& chance) {
  ErrorMetric metric;
  metric.operation = chance.pick(operation_names).first;
  metric.one_qubit_part = chance.pick(one_qubit_part_names).first;
  metric.per = chance.pick(per_names).first;
  metric.leakage = chance.pick(leakage_names).first;
  metric.method = chance.coin() ? "RB" : random_text(chance);
  metric.field = chance.coin() ? "fCZ" : random_text(chance);
  metric.conversion = random_text(chance);
  return metric;
}

inline Qubit random_qubit(Chance& chance) {
  Qubit qubit;
  qubit.label = random_text(chance);
  fill(chance, qubit_fields, qubit);
  if (chance.coin()) qubit.readout_metric = random_metric(chance);
  for (std::size_t i = chance.below(3); i > 0; --i) {
    Readout& readout = qubit.other_readouts.emplace_back();
    fill(chance, readout_fields, readout);
    if (chance.coin()) readout.metric = random_metric(chance);
  }
  qubit.operational = chance.coin();
  return qubit;
}

inline Gate random_gate(Chance& chance, std::vector<int> qubits, bool two_qubits) {
  Gate gate;
  gate.name = two_qubits ? chance.pick(entanglers()).name : chance.pick(pulses()).name;
  gate.qubits = std::move(qubits);
  fill(chance, gate_fields, gate);
  gate.metric = random_metric(chance);
  for (std::size_t i = chance.below(3); i > 0; --i) {
    GateError& error = gate.other_errors.emplace_back();
    fill(chance, gate_error_fields, error);
    error.metric = random_metric(chance);
  }
  if (chance.coin()) gate.over_rotation_rad = chance.between(-1, 1);
  gate.operational = chance.coin();
  return gate;
}

inline ComponentParameter random_parameter(Chance& chance, const components::ParameterSpec& spec) {
  ComponentParameter parameter{std::string(spec.name), {}};
  Quantity quantity = random_quantity(chance, Range::finite);
  if (quantity.state == State::absent) quantity = sentinel();
  switch (spec.type) {
    case components::ParameterType::number:
      if (quantity.known()) quantity.value = chance.between(spec.low, spec.high);
      parameter.value = quantity;
      break;
    case components::ParameterType::count:
      if (quantity.known()) quantity.value = static_cast<double>(chance.below(1000));
      parameter.value = quantity;
      break;
    case components::ParameterType::word:
      parameter.value = std::string(chance.pick(components::words_of(spec)));
      break;
    case components::ParameterType::text:
      parameter.value = random_text(chance);
      break;
    case components::ParameterType::flag:
      parameter.value = chance.coin();
      break;
  }
  return parameter;
}

/// With some of its parameters, in the order of their names.
inline Component random_component(Chance& chance, const components::ComponentKind& kind) {
  Component component{std::string(kind.name), random_text(chance), random_text(chance), {}};
  for (const auto parameters : {kind.parameters, components::parameters_of_any_component()}) {
    for (const components::ParameterSpec& spec : parameters) {
      if (chance.coin()) component.parameters.push_back(random_parameter(chance, spec));
    }
  }
  std::ranges::sort(component.parameters, {}, &ComponentParameter::name);
  return component;
}

inline void add_machine(Chance& chance, DeviceDescription& description) {
  constexpr int count = 5;
  description.qubit_count = count;
  description.all_to_all = chance.below(4) == 0;
  for (int q = 0; q < count; ++q) {
    description.qubits.push_back(random_qubit(chance));
    description.gates.push_back(random_gate(chance, {q}, false));
    if (q == 0) continue;
    if (!description.all_to_all) description.couplings.emplace_back(q, q - 1);
    description.gates.push_back(random_gate(chance, {q - 1, q}, true));
    description.zz.push_back({q, q - 1, random_quantity(chance, Range::finite)});
    description.published.push_back({random_text(chance), chance.between(-1, 1), {q}, random_day(chance)});
    description.published.push_back({.name = random_text(chance),
                                     .value = std::nullopt,
                                     .low = chance.between(-1, 0),
                                     .high = chance.between(0, 1),
                                     .confidence = Confidence::memory,
                                     .text = random_text(chance)});
    const auto capacity = chance.coin() ? std::optional(static_cast<int>(chance.below(9)) + 1) : std::nullopt;
    description.zones.push_back({std::to_string(q), std::string(chance.pick(zone_kinds)), capacity, {q}});
  }
}

/// Every field of the contract has a value in some of these; `format` and `inputs` belong to the reading.
inline DeviceDescription random_description(unsigned seed) {
  Chance chance(seed);
  DeviceDescription description;
  description.name = random_text(chance);
  description.vendor = random_text(chance);
  description.modality = random_text(chance);
  description.paradigm = chance.pick(paradigm_names).first;
  if (chance.coin()) description.as_of = random_day(chance);
  description.source = {"where " + random_text(chance), random_text(chance), random_text(chance)};
  description.sources = {{"b", {"second", "", ""}}, {"log book", {"third", "https://example.org", "CC0-1.0"}}};
  if (chance.below(4) != 0) add_machine(chance, description);
  if (chance.coin() || description.qubits.empty()) description.average_qubit = random_qubit(chance);
  if (chance.coin()) description.average_one_qubit_gate = random_gate(chance, {}, false);
  if (chance.coin()) description.average_two_qubit_gate = random_gate(chance, {}, true);
  description.memory_error_per_layer = random_quantity(chance, Range::probability);
  description.rzz_error_base = random_quantity(chance, Range::probability);
  for (const components::ComponentKind& kind : components::component_kinds()) {
    if (chance.coin()) description.components.push_back(random_component(chance, kind));
  }
  if (chance.coin()) {
    description.record = {"NL", "DE", "2021-09", "operated", Confidence::read, random_text(chance)};
    for (Component& component : description.components) component.record.developed_in = "FI";
  }
  if (chance.coin()) description.findings = {{"name_differs", random_text(chance), random_text(chance)}};
  return description;
}

}  // namespace qgauge::device::test

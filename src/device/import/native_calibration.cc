// The calibration part of the native format: qubits, gates and averages, with the metrics of their errors.

#include <fmt/format.h>

#include "device/import/native_reading.hpp"

namespace qgauge::device::native {
namespace {

core::Result<ErrorMetric> read_metric_row(const Node& node) {
  static const NameList known = names_of(metric_keys);
  QGAUGE_CHECK(node.only_keys(known));
  ErrorMetric metric;
  QGAUGE_CHECK(read_enum(node, "operation", operation_names, metric.operation));
  QGAUGE_CHECK(read_enum(node, "one_qubit_part", one_qubit_part_names, metric.one_qubit_part));
  QGAUGE_CHECK(read_enum(node, "per", per_names, metric.per));
  QGAUGE_CHECK(read_enum(node, "leakage", leakage_names, metric.leakage));
  QGAUGE_CHECK(read_text(node, "method", metric.method));
  QGAUGE_CHECK(read_text(node, "field", metric.field));
  QGAUGE_CHECK(read_text(node, "conversion", metric.conversion));
  return metric;
}

core::Result<Readout> read_readout(const Node& node, const Tables& tables) {
  static const NameList known = names_of(readout_keys, shared_keys, readout_fields);
  QGAUGE_CHECK(node.only_keys(known));
  Readout readout;
  QGAUGE_CHECK(read_metric(node, "metric", tables, readout.metric));
  QGAUGE_CHECK(read_fields(node, readout_fields, tables, readout));
  return readout;
}

core::Result<Qubit> read_qubit(const Node& node, const Tables& tables, std::string label) {
  static const NameList known = names_of(qubit_keys, shared_keys, qubit_fields);
  QGAUGE_CHECK(node.only_keys(known));
  Qubit qubit;
  qubit.label = std::move(label);
  QGAUGE_CHECK(read_text(node, "label", qubit.label));
  QGAUGE_CHECK(read_flag(node, "operational", qubit.operational));
  QGAUGE_CHECK(read_fields(node, qubit_fields, tables, qubit));
  QGAUGE_CHECK(read_metric(node, "readout_metric", tables, qubit.readout_metric));
  QGAUGE_TRY(const auto others, read_list(node, "other_readouts", max_further_errors, "further readout errors"));
  for (const Node& item : others) {
    QGAUGE_TRY(Readout readout, read_readout(item, tables));
    qubit.other_readouts.push_back(std::move(readout));
  }
  return qubit;
}

core::Result<GateError> read_gate_error(const Node& node, const Tables& tables) {
  static const NameList known = names_of(gate_error_keys, shared_keys, gate_error_fields);
  QGAUGE_CHECK(node.only_keys(known));
  GateError error;
  QGAUGE_CHECK(node.at("metric"));
  QGAUGE_CHECK(read_metric(node, "metric", tables, error.metric));
  QGAUGE_CHECK(read_fields(node, gate_error_fields, tables, error));
  return error;
}

core::Result<Gate> read_gate_values(const Node& node, const Tables& tables) {
  Gate gate;
  QGAUGE_TRY(gate.name, required_text(node, "name"));
  if (const auto angle = node.find("over_rotation_rad")) {
    QGAUGE_TRY(gate.over_rotation_rad, angle->number());
  }
  QGAUGE_CHECK(read_flag(node, "operational", gate.operational));
  QGAUGE_CHECK(read_fields(node, gate_fields, tables, gate));
  if (gate.infidelity.state != State::absent) {
    QGAUGE_CHECK(node.at("metric"));
  }
  QGAUGE_CHECK(read_metric(node, "metric", tables, gate.metric));
  QGAUGE_TRY(const auto others, read_list(node, "other_errors", max_further_errors, "further errors"));
  for (const Node& item : others) {
    QGAUGE_TRY(GateError error, read_gate_error(item, tables));
    gate.other_errors.push_back(std::move(error));
  }
  return gate;
}

core::Result<Gate> read_average_gate(const Node& node, const Tables& tables) {
  static const NameList known = names_of(average_gate_keys, shared_keys, gate_fields);
  QGAUGE_CHECK(node.only_keys(known));
  return read_gate_values(node, tables);
}

core::Result<Gate> read_gate(const Node& node, const Tables& tables) {
  static const NameList known = names_of(average_gate_keys, gate_place_keys, shared_keys, gate_fields);
  QGAUGE_CHECK(node.only_keys(known));
  QGAUGE_TRY(Gate gate, read_gate_values(node, tables));
  QGAUGE_TRY(const Node qubits, node.at("qubits"));
  QGAUGE_TRY(gate.qubits, read_indices(qubits, tables));
  if (gate.qubits.empty() || gate.qubits.size() > 2) return qubits.refuse("one qubit or two");
  return gate;
}

}  // namespace

core::Status read_metrics(const Node& root, Tables& tables) {
  const auto node = root.find("metrics");
  if (!node) return {};
  QGAUGE_TRY(const auto members, read_members(*node));
  for (const auto& [name, member] : members) {
    QGAUGE_TRY(tables.metrics[name], read_metric_row(member));
  }
  return {};
}

core::Status read_qubits(const Node& root, const Tables& tables, DeviceDescription& description) {
  QGAUGE_TRY(const auto items, read_list(root, "qubits", max_qubits, "qubits"));
  for (const Node& item : items) {
    QGAUGE_TRY(Qubit qubit, read_qubit(item, tables, std::to_string(description.qubits.size())));
    description.qubits.push_back(std::move(qubit));
  }
  return {};
}

core::Status read_gates(const Node& root, const Tables& tables, DeviceDescription& description) {
  QGAUGE_TRY(const auto items, read_list(root, "gates", max_gates, "gates"));
  for (const Node& item : items) {
    QGAUGE_TRY(Gate gate, read_gate(item, tables));
    description.gates.push_back(std::move(gate));
  }
  return {};
}

core::Status read_averages(const Node& root, const Tables& tables, DeviceDescription& description) {
  if (const auto memory = root.find("memory_error_per_layer")) {
    QGAUGE_TRY(description.memory_error_per_layer,
               read_quantity(*memory, core::Dimension::one, Range::probability, tables));
  }
  if (const auto base = root.find("rzz_error_base")) {
    QGAUGE_TRY(description.rzz_error_base, read_quantity(*base, core::Dimension::one, Range::probability, tables));
  }
  const auto node = root.find("average");
  if (!node) return {};
  static const NameList known = names_of(average_keys);
  QGAUGE_CHECK(node->only_keys(known));
  if (const auto qubit = node->find("qubit")) {
    QGAUGE_TRY(description.average_qubit, read_qubit(*qubit, tables, {}));
  }
  if (const auto gate = node->find("one_qubit_gate")) {
    QGAUGE_TRY(description.average_one_qubit_gate, read_average_gate(*gate, tables));
  }
  if (const auto gate = node->find("two_qubit_gate")) {
    QGAUGE_TRY(description.average_two_qubit_gate, read_average_gate(*gate, tables));
  }
  return {};
}

}  // namespace qgauge::device::native

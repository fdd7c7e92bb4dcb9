// Reads Amazon Braket's device capabilities of AQT: provider.properties with fidelities in percent, a list of one-qubit
// fidelities, and averages for everything else. No public file of this form is known; the form is that of the schema
// aqt_provider_properties of amazon-braket-schemas.

#include <fmt/format.h>

#include "device/import/braket_section.hpp"
#include "device/import/importer.hpp"

namespace qgauge::device {
namespace {

using braket::Averages;

constexpr double percent = 1e-2;
constexpr double microsecond = 1e-6;

/// A fidelity from 0 to 100 as an infidelity.
core::Result<Quantity> read_percent(const Node& node) {
  QGAUGE_TRY(const double value, node.number(Range::non_negative));
  if (value > 100 || (value > 0 && value <= 1)) {
    return node.refuse("a percentage from 0 to 100", "a fidelity of at most 1 % looks like a fraction");
  }
  return reported((100 - value) * percent);
}

/// {value, uncertainty} of a gate; a fidelity of 0 is a marker.
core::Result<Quantity> read_gate_error(const Node& node) {
  QGAUGE_TRY(const Node value, node.at("value"));
  QGAUGE_TRY(Quantity quantity, read_percent(value));
  if (quantity.value == 1) return sentinel();
  if (const auto uncertainty = node.find("uncertainty")) {
    QGAUGE_TRY(const double sigma, uncertainty->number(Range::non_negative));
    quantity.sigma = sigma * percent;
  }
  return quantity;
}

core::Result<Quantity> read_seconds(const Node& properties, std::string_view key) {
  const auto node = properties.find(key);
  if (!node) return Quantity{};
  return braket::read_number(*node, "value", "uncertainty", Range::finite);
}

core::Result<Quantity> read_microseconds(const Node& properties, std::string_view key) {
  QGAUGE_TRY(Quantity time, braket::read_number(properties, key, "", Range::non_negative));
  time.value *= microsecond;
  return time;
}

/// "The mean error rate per gate", by randomized benchmarking.
ErrorMetric gate_metric(std::string_view field) {
  ErrorMetric metric;
  metric.per = ErrorMetric::Per::gate;
  metric.method = "RB";
  metric.field = field;
  metric.conversion = "1 - F, F in percent";
  return metric;
}

core::Status read_readout(const Node& properties, Qubit& qubit) {
  QGAUGE_TRY(qubit.readout_duration_s, read_microseconds(properties, "readout_time_micros"));
  const auto node = properties.find("spam_fidelity_lower_bound");
  if (!node) return {};
  QGAUGE_TRY(qubit.assignment_error, read_percent(*node));
  qubit.readout_metric.field = "spam_fidelity_lower_bound";
  qubit.readout_metric.conversion =
      "1 - F, F in percent; F is a lower bound, so that this is an upper one, and the preparation error is in it";
  return {};
}

core::Result<Averages> read_properties(const Node& properties) {
  Averages averages;
  QGAUGE_TRY(averages.qubit.t1_s, read_seconds(properties, "t1_s"));
  QGAUGE_TRY(averages.qubit.t2_star_s, read_seconds(properties, "t2_coherence_time_s"));
  QGAUGE_CHECK(read_readout(properties, averages.qubit));
  QGAUGE_TRY(averages.one_qubit.duration_s, read_microseconds(properties, "single_qubit_gate_duration_micros"));
  QGAUGE_TRY(averages.two_qubit.duration_s, read_microseconds(properties, "two_qubit_gate_duration_micros"));
  if (const auto node = properties.find("mean_two_qubit_gate_fidelity")) {
    QGAUGE_TRY(averages.two_qubit.infidelity, read_gate_error(*node));
    averages.two_qubit.metric = gate_metric("mean_two_qubit_gate_fidelity");
  }
  return averages;
}

/// The fidelities that are given qubit by qubit.
core::Status read_one_qubit(const Node& properties, const Labels& labels, const std::string& pulse,
                            DeviceDescription& description) {
  const auto node = properties.find("single_qubit_gate_fidelity");
  if (!node) return {};
  QGAUGE_TRY(const auto list, members(*node, max_qubits));
  for (const Member& member : list) {
    QGAUGE_TRY(const int index, labels.index(member.key, member.value));
    Gate gate;
    gate.name = pulse;
    gate.qubits = {index};
    gate.metric = gate_metric("single_qubit_gate_fidelity");
    QGAUGE_TRY(gate.infidelity, read_gate_error(member.value));
    description.gates.push_back(std::move(gate));
  }
  return {};
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_braket_aqt{{
    {Content::name, Coverage::assumed, "such files name no machine: it is called unnamed, after its vendor"},
    {Content::date, Coverage::read, "provider.properties.updated_at, or service.updatedAt"},
    {Content::qubit_count, Coverage::read, "the number of labels, held against paradigm.qubitCount"},
    {Content::qubit_labels, Coverage::read, "keys of single_qubit_gate_fidelity"},
    {Content::couplings, Coverage::read, "every pair: paradigm.connectivity.fullyConnected, or a complete graph"},
    {Content::t1, Coverage::read, "t1_s, s, for the machine; a literature value, as the schema says"},
    {Content::t2, Coverage::read, "t2_coherence_time_s, s, for the machine, by Ramsey experiments without echo"},
    {Content::readout_error, Coverage::read,
     "spam_fidelity_lower_bound, percent: 1 - F is an upper bound of the assignment error with the preparation error"},
    {Content::one_qubit_error, Coverage::read,
     "single_qubit_gate_fidelity of each qubit, percent: 1 - F per gate from randomized benchmarking"},
    {Content::two_qubit_error, Coverage::read,
     "mean_two_qubit_gate_fidelity, percent, average over the machine: 1 - F per gate from randomized benchmarking"},
    {Content::simultaneous_errors, Coverage::missing, "not in such files"},
    {Content::one_qubit_duration, Coverage::read, "single_qubit_gate_duration_micros, microseconds"},
    {Content::two_qubit_duration, Coverage::read, "two_qubit_gate_duration_micros, microseconds"},
    {Content::readout_duration, Coverage::read, "readout_time_micros, microseconds"},
    {Content::standard_errors, Coverage::read, "uncertainty, in the unit of its value"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::missing, "not in such files"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_braket_aqt(const Document& document) {
  const bool aqt = braket::schema_of(document) == "braket.device_schema.aqt.aqt_device_capabilities";
  return aqt ? "device capabilities" : "";
}

core::Result<DeviceDescription> import_braket_aqt(std::span<const Part> parts, std::string_view) {
  const Node root = parts[0].document->root();
  DeviceDescription description;
  description.vendor = "AQT";
  description.modality = "trapped_ion";
  QGAUGE_TRY(const Node provider, root.at("provider"));
  QGAUGE_TRY(const Node properties, provider.at("properties"));
  QGAUGE_TRY(auto further, braket::labels_of(properties, "single_qubit_gate_fidelity"));
  QGAUGE_TRY(const Labels labels, braket::read_machine(root, std::move(further), description));
  QGAUGE_TRY(Averages averages, read_properties(properties));
  QGAUGE_TRY(const auto native, braket::native_gates(root));
  averages.one_qubit.name = braket::native_pulse(native, "r", description);
  averages.two_qubit.name = braket::native_entangler(native, "ms", description);
  QGAUGE_CHECK(read_one_qubit(properties, labels, averages.one_qubit.name, description));
  if (const auto section = root.find("standardized")) {
    QGAUGE_TRY(Averages standardized, braket::read_averages(*section));
    std::swap(standardized.qubit.t2_s, standardized.qubit.t2_star_s);  // the same Ramsey time
    braket::merge(standardized, averages, description);
    QGAUGE_TRY(const DeviceDescription listed, braket::read_listed(*section, labels, averages.one_qubit.name));
    braket::merge(listed, description);
  }
  braket::set_averages(averages, description);
  if (averages.qubit.assignment_error.known()) {
    description.findings.push_back({"converted_definition", averages.qubit.readout_metric.field,
                                    "1 - F of state preparation and measurement together, of which F is a lower bound, "
                                    "is taken as the assignment error"});
  }
  QGAUGE_TRY(const auto updated, braket::read_date(properties, "updated_at"));
  if (updated) description.as_of = updated;
  if (description.name.empty()) description.name = "unnamed AQT machine";
  description.source.description = "Amazon Braket device capabilities of " + description.name;
  return description;
}

}  // namespace qgauge::device

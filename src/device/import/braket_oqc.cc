// Reads Amazon Braket's device capabilities of OQC: one_qubit and two_qubit of provider.properties, whose times are in
// microseconds without a unit. The standardized section repeats them with the unit "uS" and names the gate: ecr.

#include <fmt/format.h>

#include "device/import/braket_section.hpp"
#include "device/import/importer.hpp"

namespace qgauge::device {
namespace {

constexpr double microsecond = 1e-6;

/// A time of the provider's section; that it is in microseconds, the standardized section says of the same number.
core::Result<Quantity> read_microseconds(const Node& node, std::string_view key) {
  QGAUGE_TRY(Quantity time, braket::read_number(node, key, "", Range::finite));
  time.value *= microsecond;
  return time;
}

ErrorMetric metric_of(std::string_view field, std::string_view method) {
  ErrorMetric metric;
  metric.method = method;
  metric.field = field;
  metric.conversion = "1 - F";
  return metric;
}

core::Status read_one_qubit(const Node& properties, const Labels& labels, const std::string& pulse,
                            DeviceDescription& description) {
  QGAUGE_TRY(const Node node, properties.at("one_qubit"));
  QGAUGE_TRY(const auto list, members(node, max_qubits));
  for (const Member& member : list) {
    QGAUGE_TRY(const int index, labels.index(member.key, member.value));
    Qubit& qubit = description.qubits[static_cast<std::size_t>(index)];
    QGAUGE_TRY(qubit.t1_s, read_microseconds(member.value, "T1"));
    QGAUGE_TRY(qubit.t2_s, read_microseconds(member.value, "T2"));
    QGAUGE_TRY(const Quantity readout, braket::read_number(member.value, "fRO", "", Range::probability));
    qubit.assignment_error = braket::infidelity_of(readout);
    qubit.readout_metric = metric_of("fRO", "");
    QGAUGE_TRY(const Quantity fidelity, braket::read_number(member.value, "fRB", "", Range::probability));
    if (fidelity.state == State::absent) continue;
    Gate gate;
    gate.name = pulse;
    gate.qubits = {index};
    gate.metric = metric_of("fRB", "RB");
    gate.infidelity = braket::gate_infidelity(fidelity);
    description.gates.push_back(std::move(gate));
  }
  return {};
}

/// Control and target, whose labels are written as 0.0; the order of the key where they are missing.
core::Result<std::vector<int>> read_direction(const Member& member, const Labels& labels) {
  QGAUGE_TRY(const auto pair, labels.pair(member.key, member.value));
  const auto coupling = member.value.find("coupling");
  if (!coupling) return std::vector{pair.first, pair.second};
  QGAUGE_TRY(const Node control, coupling->at("control_qubit"));
  QGAUGE_TRY(const Node target, coupling->at("target_qubit"));
  QGAUGE_TRY(const int first, labels.index(control));
  QGAUGE_TRY(const int second, labels.index(target));
  if (std::minmax(first, second) != std::minmax(pair.first, pair.second)) {
    return coupling->refuse("the two qubits of the pair as control_qubit and target_qubit");
  }
  return std::vector{first, second};
}

core::Status read_two_qubit(const Node& properties, const Labels& labels, const std::string& entangler,
                            DeviceDescription& description) {
  const auto node = properties.find("two_qubit");
  if (!node) return {};
  QGAUGE_TRY(const auto list, members(*node));
  for (const Member& member : list) {
    Gate gate;
    gate.name = entangler;
    QGAUGE_TRY(gate.qubits, read_direction(member, labels));
    for (const std::string_view key : {"fCX", "ECR_f"}) {
      QGAUGE_TRY(const Quantity fidelity, braket::read_number(member.value, key, "", Range::probability));
      if (fidelity.state == State::absent || gate.infidelity.state != State::absent) continue;
      gate.infidelity = braket::gate_infidelity(fidelity);
      gate.metric = metric_of(key, "");
    }
    if (gate.infidelity.state != State::absent) description.gates.push_back(std::move(gate));
  }
  return {};
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_braket_oqc{{
    {Content::name, Coverage::assumed, "such files name no machine: it is called unnamed, after its vendor"},
    {Content::date, Coverage::read, "service.updatedAt"},
    {Content::qubit_count, Coverage::read, "the number of labels, held against paradigm.qubitCount"},
    {Content::qubit_labels, Coverage::assumed,
     "keys and values of the connectivityGraph, which may be written as 0.0; in public files the indices from 0"},
    {Content::couplings, Coverage::read, "connectivityGraph, each pair in the direction of its gate"},
    {Content::t1, Coverage::read, "provider.properties.one_qubit.T1, microseconds; standardized T1 with its unit"},
    {Content::t2, Coverage::read, "T2, microseconds; by which experiment is not stated"},
    {Content::readout_error, Coverage::read, "fRO: 1 - F is the assignment error"},
    {Content::one_qubit_error, Coverage::read,
     "fRB: 1 - F is the average infidelity from randomized benchmarking; whether per gate or per Clifford is not "
     "stated"},
    {Content::two_qubit_error, Coverage::read,
     "fCX of the directed ecr gate: 1 - F from randomized benchmarking; of which kind is not stated"},
    {Content::simultaneous_errors, Coverage::missing, "not in such files"},
    {Content::one_qubit_duration, Coverage::missing, "not in such files; the section pulse is not read"},
    {Content::two_qubit_duration, Coverage::missing, "not in such files; the section pulse is not read"},
    {Content::readout_duration, Coverage::missing, "not in such files; the section pulse is not read"},
    {Content::standard_errors, Coverage::missing, "not in such files"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::missing, "not in such files"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_braket_oqc(const Document& document) {
  const bool oqc = braket::schema_of(document) == "braket.device_schema.oqc.oqc_device_capabilities";
  return oqc ? "device capabilities" : "";
}

core::Result<DeviceDescription> import_braket_oqc(std::span<const Part> parts, std::string_view) {
  const Node root = parts[0].document->root();
  DeviceDescription description;
  description.vendor = "OQC";
  description.modality = "superconducting";
  QGAUGE_TRY(const Node provider, root.at("provider"));
  QGAUGE_TRY(const Node properties, provider.at("properties"));
  QGAUGE_TRY(auto further, braket::labels_of(properties, "one_qubit"));
  QGAUGE_TRY(const Labels labels, braket::read_machine(root, std::move(further), description));
  QGAUGE_TRY(const auto native, braket::native_gates(root));
  const std::string pulse = braket::native_pulse(native, "sx", description);
  QGAUGE_CHECK(read_one_qubit(properties, labels, pulse, description));
  QGAUGE_CHECK(read_two_qubit(properties, labels, braket::native_entangler(native, "ecr", description), description));
  if (const auto section = root.find("standardized")) {
    QGAUGE_TRY(const DeviceDescription listed, braket::read_listed(*section, labels, pulse));
    braket::merge(listed, description);
  } else {
    description.findings.push_back({"unit_assumed", properties.where(),
                                    "T1 and T2 have no unit and are read as microseconds, the unit that OQC's "
                                    "documents with a standardized section name for the same numbers"});
  }
  if (description.name.empty()) description.name = "unnamed OQC machine";
  description.source.description = "Amazon Braket device capabilities of " + description.name;
  return description;
}

}  // namespace qgauge::device

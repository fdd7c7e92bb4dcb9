// Reads Amazon Braket's device capabilities of IQM: one_qubit and two_qubit of provider.properties, in seconds and
// fidelities. The standardized section repeats them, where the field "fidelity" of READOUT_ERROR_0_TO_1 is an error.

#include <fmt/format.h>

#include "device/import/braket_section.hpp"
#include "device/import/importer.hpp"

namespace qgauge::device {
namespace {

using braket::read_number;

ErrorMetric simultaneous(std::string_view field) {
  ErrorMetric metric;
  metric.operation = ErrorMetric::Operation::simultaneous;
  metric.method = "RB";
  metric.field = field;
  metric.conversion = "1 - F";
  return metric;
}

/// A fidelity and its standard error as an infidelity.
core::Result<Quantity> read_infidelity(const Node& node, const std::string& key) {
  QGAUGE_TRY(const Quantity fidelity, read_number(node, key, key + "_std_err", Range::probability));
  return braket::gate_infidelity(fidelity);
}

/// T2_echo is the time of the Hahn echo, so that T2 beside it is the Ramsey time.
core::Status read_qubit(const Node& node, Qubit& qubit) {
  QGAUGE_TRY(qubit.t1_s, read_number(node, "T1", "T1_std_err", Range::finite));
  QGAUGE_TRY(qubit.t2_s, read_number(node, "T2_echo", "T2_echo_std_err", Range::finite));
  QGAUGE_TRY(qubit.t2_star_s, read_number(node, "T2", "T2_std_err", Range::finite));
  QGAUGE_TRY(qubit.p1_given_0, read_number(node, "readout_error_0_to_1", "", Range::probability));
  QGAUGE_TRY(qubit.p0_given_1, read_number(node, "readout_error_1_to_0", "", Range::probability));
  QGAUGE_TRY(const Quantity readout, read_number(node, "fRO", "fRO_std_err", Range::probability));
  qubit.assignment_error = braket::infidelity_of(readout);
  qubit.readout_metric.field = "readout_error_0_to_1, readout_error_1_to_0, fRO";
  qubit.readout_metric.conversion = "assignment error: 1 - fRO";
  return {};
}

core::Status read_one_qubit(const Node& properties, const Labels& labels, DeviceDescription& description) {
  QGAUGE_TRY(const Node node, properties.at("one_qubit"));
  QGAUGE_TRY(const auto list, members(node, max_qubits));
  for (const Member& member : list) {
    QGAUGE_TRY(const int index, labels.index(member.key, member.value));
    QGAUGE_CHECK(read_qubit(member.value, description.qubits[static_cast<std::size_t>(index)]));
    Gate gate;
    gate.name = "prx";
    gate.qubits = {index};
    gate.metric = simultaneous("f1Q_simultaneous_RB");
    QGAUGE_TRY(gate.infidelity, read_infidelity(member.value, "f1Q_simultaneous_RB"));
    if (gate.infidelity.state != State::absent) description.gates.push_back(std::move(gate));
  }
  return {};
}

/// The figure of a random Clifford gate of the pair, which is made of 1.5 CZ on average.
core::Status read_clifford(const Node& node, Gate& gate) {
  constexpr std::string_view key = "f2Q_simultaneous_RB_Clifford";
  QGAUGE_TRY(Quantity infidelity, read_infidelity(node, std::string(key)));
  if (!infidelity.known()) return {};
  GateError& error = gate.other_errors.emplace_back();
  error.infidelity = std::move(infidelity);
  error.metric = simultaneous(key);
  error.metric.per = ErrorMetric::Per::clifford;
  error.metric.one_qubit_part = ErrorMetric::OneQubitPart::included;
  return {};
}

core::Status read_two_qubit(const Node& properties, const Labels& labels, DeviceDescription& description) {
  const auto node = properties.find("two_qubit");
  if (!node) return {};
  QGAUGE_TRY(const auto list, members(*node));
  for (const Member& member : list) {
    QGAUGE_TRY(const auto pair, labels.pair(member.key, member.value));
    Gate gate;
    gate.name = "cz";
    gate.qubits = {pair.first, pair.second};
    gate.metric.field = "fCZ";
    gate.metric.conversion = "1 - F";
    QGAUGE_TRY(gate.infidelity, read_infidelity(member.value, "fCZ"));
    QGAUGE_CHECK(read_clifford(member.value, gate));
    if (gate.infidelity.state != State::absent || !gate.other_errors.empty()) {
      description.gates.push_back(std::move(gate));
    }
  }
  return {};
}

/// Both sections give the same T2, the Ramsey time.
core::Status compare_sections(const Node& root, const Labels& labels, DeviceDescription& description) {
  const auto section = root.find("standardized");
  if (!section) return {};
  QGAUGE_TRY(DeviceDescription listed, braket::read_listed(*section, labels, "prx"));
  for (Qubit& qubit : listed.qubits) std::swap(qubit.t2_s, qubit.t2_star_s);
  braket::merge(listed, description);
  return {};
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_braket_iqm{{
    {Content::name, Coverage::assumed, "such files name no machine: it is called unnamed, after its vendor"},
    {Content::date, Coverage::read, "service.updatedAt"},
    {Content::qubit_count, Coverage::read, "the number of labels, held against paradigm.qubitCount"},
    {Content::qubit_labels, Coverage::read,
     "keys and values of paradigm.connectivity.connectivityGraph and keys of provider.properties.one_qubit, from 1"},
    {Content::couplings, Coverage::read,
     "connectivityGraph, one way or both ways, as unordered pairs; older files have 16 of the 20 qubits as keys"},
    {Content::t1, Coverage::read, "provider.properties.one_qubit.T1, s"},
    {Content::t2, Coverage::read, "T2_echo (Hahn echo) and, apart from it, T2 (Ramsey), s"},
    {Content::readout_error, Coverage::read,
     "readout_error_0_to_1 = P(1|0), readout_error_1_to_0 = P(0|1), fRO = 1 - assignment error"},
    {Content::one_qubit_error, Coverage::read,
     "f1Q_simultaneous_RB: 1 - F is the average infidelity from simultaneous randomized benchmarking; whether per gate "
     "or per Clifford is not stated"},
    {Content::two_qubit_error, Coverage::read,
     "fCZ: 1 - F is the average gate infidelity from simultaneous interleaved randomized benchmarking, as the "
     "standardized section says"},
    {Content::simultaneous_errors, Coverage::read,
     "all errors are simultaneous ones; f2Q_simultaneous_RB_Clifford, per Clifford, stays beside fCZ"},
    {Content::one_qubit_duration, Coverage::missing, "not in such files"},
    {Content::two_qubit_duration, Coverage::missing, "not in such files"},
    {Content::readout_duration, Coverage::missing, "not in such files"},
    {Content::standard_errors, Coverage::read, "the keys that end in _std_err; standardError for fRO"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::missing, "not in such files"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_braket_iqm(const Document& document) {
  const bool iqm = braket::schema_of(document) == "braket.device_schema.iqm.iqm_device_capabilities";
  return iqm ? "device capabilities" : "";
}

core::Result<DeviceDescription> import_braket_iqm(std::span<const Part> parts, std::string_view) {
  const Node root = parts[0].document->root();
  DeviceDescription description;
  description.vendor = "IQM";
  description.modality = "superconducting";
  QGAUGE_TRY(const Node provider, root.at("provider"));
  QGAUGE_TRY(const Node properties, provider.at("properties"));
  QGAUGE_TRY(auto further, braket::labels_of(properties, "one_qubit"));
  QGAUGE_TRY(const Labels labels, braket::read_machine(root, std::move(further), description));
  QGAUGE_CHECK(read_one_qubit(properties, labels, description));
  QGAUGE_CHECK(read_two_qubit(properties, labels, description));
  QGAUGE_CHECK(compare_sections(root, labels, description));
  if (description.name.empty()) description.name = "unnamed IQM machine";
  description.source.description = "Amazon Braket device capabilities of " + description.name;
  return description;
}

}  // namespace qgauge::device

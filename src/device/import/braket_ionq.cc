// Reads Amazon Braket's device capabilities of IonQ: averages over the machine in provider.fidelity and
// provider.timing, and in the standardized section, schema version 3, of newer documents.

#include <array>

#include <fmt/format.h>

#include "device/import/braket_section.hpp"
#include "device/import/importer.hpp"

namespace qgauge::device {
namespace {

using braket::Averages;

/// A time of provider.timing. Documents write seconds; the schema's own example has a T1 of 10000000000 and a T2 of
/// 500000 beside gate times in seconds, which no machine has: IonQ gave coherence times in microseconds then. Beyond
/// `longest_s`, longer than any ion trap has shown or needs, a value is read as microseconds.
struct Timing {
  std::string_view key;
  double longest_s;
};

constexpr double longest_t1_s = 1e6;       // trapped hyperfine qubits do not decay; 1e4 s and less is what IonQ states
constexpr double longest_t2_s = 1e4;       // the record is 5500 s (Wang et al., Nature Communications 12, 233, 2021)
constexpr double longest_operation_s = 1;  // gates of ion traps take microseconds to milliseconds

constexpr double microsecond = 1e-6;

core::Result<Quantity> read_timing(const Node& provider, const Timing& timing, std::vector<std::string>& rescaled) {
  const auto node = provider.find("timing");
  if (!node) return Quantity{};
  QGAUGE_TRY(Quantity time, braket::read_number(*node, timing.key, "", Range::non_negative));
  if (!time.known() || time.value <= timing.longest_s) return time;
  rescaled.push_back(fmt::format("{} {:.6g}", timing.key, time.value));
  time.value *= microsecond;
  return time;
}

/// provider.fidelity.KEY.mean.
core::Result<Quantity> read_mean(const Node& provider, std::string_view key) {
  const auto node = provider.find("fidelity");
  const auto entry = node ? node->find(key) : std::nullopt;
  if (!entry) return Quantity{};
  return braket::read_number(*entry, "mean", "", Range::probability);
}

ErrorMetric gate_metric(std::string_view field) {
  ErrorMetric metric;
  metric.per = ErrorMetric::Per::gate;  // "the measured success to perform operations of the given type"
  metric.field = field;
  metric.conversion = "1 - F";
  return metric;
}

core::Result<Averages> read_provider(const Node& provider, DeviceDescription& description) {
  Averages averages;
  std::vector<std::string> rescaled;
  QGAUGE_TRY(averages.qubit.t1_s, read_timing(provider, {"T1", longest_t1_s}, rescaled));
  QGAUGE_TRY(averages.qubit.t2_s, read_timing(provider, {"T2", longest_t2_s}, rescaled));
  QGAUGE_TRY(averages.qubit.readout_duration_s, read_timing(provider, {"readout", longest_operation_s}, rescaled));
  QGAUGE_TRY(averages.one_qubit.duration_s, read_timing(provider, {"1Q", longest_operation_s}, rescaled));
  QGAUGE_TRY(averages.two_qubit.duration_s, read_timing(provider, {"2Q", longest_operation_s}, rescaled));
  QGAUGE_TRY(const Quantity one, read_mean(provider, "1Q"));
  QGAUGE_TRY(const Quantity two, read_mean(provider, "2Q"));
  QGAUGE_TRY(const Quantity spam, read_mean(provider, "spam"));
  averages.one_qubit.infidelity = braket::gate_infidelity(one);
  averages.one_qubit.metric = gate_metric("fidelity.1Q.mean");
  averages.two_qubit.infidelity = braket::gate_infidelity(two);
  averages.two_qubit.metric = gate_metric("fidelity.2Q.mean");
  averages.qubit.assignment_error = braket::infidelity_of(spam);
  if (spam.known()) {
    averages.qubit.readout_metric.field = "fidelity.spam.mean";
    averages.qubit.readout_metric.conversion = "1 - F; the preparation error is in it";
  }
  if (!rescaled.empty()) {
    description.findings.push_back({"unit_assumed", provider.where() + "/timing",
                                    fmt::format("as seconds these are longer than any machine has: {}; they are read "
                                                "as microseconds",
                                                fmt::join(rescaled, ", "))});
  }
  return averages;
}

/// A pair of ions interacts by the Molmer-Sorensen gate ("MS") or by ZZ; both make one C-NOT.
void name_gates(const std::set<std::string>& native, Averages& averages, DeviceDescription& description) {
  averages.one_qubit.name = braket::native_pulse(native, "gpi2", description);
  averages.two_qubit.name = braket::native_entangler(native, "ms", description);
}

/// What a reader of the figures must know beyond the numbers.
void note_definitions(const Averages& averages, DeviceDescription& description) {
  if (averages.qubit.assignment_error.known()) {
    description.findings.push_back({"converted_definition", averages.qubit.readout_metric.field,
                                    "1 - F of state preparation and measurement together is taken as the assignment "
                                    "error"});
  }
  if (averages.two_qubit.infidelity.known() && averages.two_qubit.metric.method.empty()) {
    description.findings.push_back({"metric_unknown", averages.two_qubit.metric.field,
                                    "the file does not say by which benchmark its fidelities were measured"});
  }
}

core::Status check_not_empty(const Node& root, const DeviceDescription& description) {
  if (description.average_qubit || description.average_one_qubit_gate || description.average_two_qubit_gate) return {};
  return core::unusable(root.where(), "neither provider.fidelity nor a standardized section with values",
                        "averages over the machine");
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_braket_ionq{{
    {Content::name, Coverage::assumed, "such files name no machine: it is called unnamed, after its vendor"},
    {Content::date, Coverage::read, "service.updatedAt"},
    {Content::qubit_count, Coverage::read, "paradigm.qubitCount"},
    {Content::qubit_labels, Coverage::assumed, "0, 1, ...: nothing is given for a single qubit"},
    {Content::couplings, Coverage::read, "every pair: paradigm.connectivity.fullyConnected, or a complete graph"},
    {Content::t1, Coverage::read,
     "provider.timing.T1, s, average over the machine; beyond 1e6 s read as microseconds; standardized T1 with unit"},
    {Content::t2, Coverage::read,
     "provider.timing.T2, s, average, of an experiment that is not stated; beyond 1e4 s read as microseconds"},
    {Content::readout_error, Coverage::read,
     "provider.fidelity.spam.mean: 1 - F is taken as the assignment error; it holds the preparation error"},
    {Content::one_qubit_error, Coverage::read, "provider.fidelity.1Q.mean: 1 - F, average gate infidelity"},
    {Content::two_qubit_error, Coverage::read,
     "provider.fidelity.2Q.mean: 1 - F, average infidelity of the native gate, by direct randomized benchmarking where "
     "the standardized section says so"},
    {Content::simultaneous_errors, Coverage::missing, "not in such files"},
    {Content::one_qubit_duration, Coverage::read, "provider.timing.1Q, s"},
    {Content::two_qubit_duration, Coverage::read, "provider.timing.2Q, s"},
    {Content::readout_duration, Coverage::read, "provider.timing.readout, s"},
    {Content::standard_errors, Coverage::missing, "standardError is 0.0 where it is written, which is no error"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::missing, "not in such files"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_braket_ionq(const Document& document) {
  const bool ionq = braket::schema_of(document) == "braket.device_schema.ionq.ionq_device_capabilities";
  return ionq ? "device capabilities" : "";
}

core::Result<DeviceDescription> import_braket_ionq(std::span<const Part> parts, std::string_view) {
  const Node root = parts[0].document->root();
  DeviceDescription description;
  description.vendor = "IonQ";
  description.modality = "trapped_ion";
  const auto section = root.find("standardized");
  std::set<std::string> further;
  if (section) {
    QGAUGE_TRY(further, braket::labels_of(*section, "oneQubitProperties"));
  }
  QGAUGE_TRY(const Labels labels, braket::read_machine(root, std::move(further), description));
  Averages averages;
  if (const auto provider = root.find("provider")) {
    QGAUGE_TRY(averages, read_provider(*provider, description));
  }
  QGAUGE_TRY(const auto native, braket::native_gates(root));
  name_gates(native, averages, description);
  if (section) {
    QGAUGE_TRY(const Averages standardized, braket::read_averages(*section));
    braket::merge(standardized, averages, description);
    QGAUGE_TRY(const DeviceDescription listed, braket::read_listed(*section, labels, averages.one_qubit.name));
    braket::merge(listed, description);
  }
  braket::set_averages(averages, description);
  note_definitions(averages, description);
  QGAUGE_CHECK(check_not_empty(root, description));
  if (description.name.empty()) description.name = "unnamed IonQ machine";
  description.source.description = "Amazon Braket device capabilities of " + description.name;
  return description;
}

}  // namespace qgauge::device

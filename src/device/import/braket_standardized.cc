// Reads Amazon Braket's device capabilities of vendors that have no importer of their own, by the standardized section
// that has one form for all gate-model machines. What is only in the vendor's own section is not read.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "device/import/braket_section.hpp"
#include "device/import/importer.hpp"

namespace qgauge::device {
namespace {

using braket::Averages;

constexpr std::string_view schema_start = "braket.device_schema.";
constexpr std::string_view schema_end = "_device_capabilities";

/// Vendors whose documents another importer reads.
constexpr std::array<std::string_view, 9> others{"aqt",   "dwave",   "ionq",       "iqm",   "oqc",
                                                 "quera", "rigetti", "simulators", "xanadu"};

/// "VENDOR" of "braket.device_schema.VENDOR.VENDOR_device_capabilities"; empty for other schemas.
std::string_view vendor_of(std::string_view schema) {
  if (!schema.starts_with(schema_start) || !schema.ends_with(schema_end)) return {};
  schema.remove_prefix(schema_start.size());
  return schema.substr(0, std::min(schema.find('.'), schema.size()));
}

core::Result<Node> gate_model_section(const Node& root) {
  QGAUGE_TRY(const Node paradigm, root.at("paradigm"));
  if (!paradigm.find("connectivity")) {
    return core::unusable(paradigm.where(), "no connectivity",
                          "the paradigm of a gate-model machine, or a vendor whose other machines are known");
  }
  const auto section = root.find("standardized");
  if (!section) {
    return core::unusable(root.where(), "a vendor that is not known, without a standardized section",
                          "a standardized section, or one of the vendors that are known");
  }
  return *section;
}

core::Result<int> read_version(const Node& section) {
  QGAUGE_TRY(const std::string version, braket::version_of(section));
  constexpr std::array<std::string_view, 3> known{"1", "2", "3"};
  const auto* found = std::ranges::find(known, version);
  if (found != known.end()) return static_cast<int>(found - known.begin()) + 1;
  return core::unusable(section.where(), fmt::format("version \"{}\"", version.substr(0, 20)),
                        "version 1, 2 or 3 of the standardized section");
}

/// Values of version 3 for the whole machine, beside those that its oneQubitProperties list.
core::Status read_machine_averages(const Node& root, const Node& section, const std::string& pulse,
                                   DeviceDescription& description) {
  QGAUGE_TRY(Averages averages, braket::read_averages(section));
  averages.one_qubit.name = pulse;
  QGAUGE_TRY(const auto native, braket::native_gates(root));
  averages.two_qubit.name = braket::native_entangler(native, "cz", description);
  braket::set_averages(averages, description);
  return {};
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_braket_standardized{{
    {Content::name, Coverage::assumed, "such files name no machine: it is called unnamed, after its vendor"},
    {Content::date, Coverage::read, "service.updatedAt"},
    {Content::qubit_count, Coverage::read, "the number of labels, held against paradigm.qubitCount"},
    {Content::qubit_labels, Coverage::read, "keys and values of the connectivityGraph, keys of oneQubitProperties"},
    {Content::couplings, Coverage::read, "connectivityGraph as unordered pairs, or fullyConnected"},
    {Content::t1, Coverage::read, "T1 with its unit, of each qubit (versions 1 and 2) or of the machine (version 3)"},
    {Content::t2, Coverage::read, "T2 with its unit, in the same places; by which experiment is not stated"},
    {Content::readout_error, Coverage::read,
     "READOUT: 1 - F is the assignment error; READOUT_ERROR_0_TO_1 = P(1|0) and READOUT_ERROR_1_TO_0 = P(0|1), which "
     "are errors in a field called fidelity; version 3: readoutFidelity"},
    {Content::one_qubit_error, Coverage::read,
     "oneQubitFidelity of the benchmarking types, version 3 also singleQubitFidelity: 1 - F; per gate or per Clifford "
     "is not stated"},
    {Content::two_qubit_error, Coverage::read,
     "twoQubitGateFidelity by gateName and direction, version 3 for the machine: 1 - F; per gate where interleaved"},
    {Content::simultaneous_errors, Coverage::read,
     "types that begin with SIMULTANEOUS, beside those that do not, or alone"},
    {Content::one_qubit_duration, Coverage::read, "version 3: singleQubitGateDuration with its unit"},
    {Content::two_qubit_duration, Coverage::read, "version 3: twoQubitGateDuration with its unit"},
    {Content::readout_duration, Coverage::read, "version 3: readoutDuration with its unit"},
    {Content::standard_errors, Coverage::read, "standardError"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::missing, "not in such files"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_braket_standardized(const Document& document) {
  const std::string_view vendor = vendor_of(braket::schema_of(document));
  const bool unknown = !vendor.empty() && std::ranges::find(others, vendor) == others.end();
  return unknown ? "device capabilities" : "";
}

core::Result<DeviceDescription> import_braket_standardized(std::span<const Part> parts, std::string_view) {
  const Document& document = *parts[0].document;
  const Node root = document.root();
  DeviceDescription description;
  description.vendor = vendor_of(braket::schema_of(document));
  QGAUGE_TRY(const Node section, gate_model_section(root));
  QGAUGE_TRY(const int version, read_version(section));
  QGAUGE_TRY(auto further, braket::labels_of(section, "oneQubitProperties"));
  QGAUGE_TRY(const Labels labels, braket::read_machine(root, std::move(further), description));
  QGAUGE_TRY(const auto native, braket::native_gates(root));
  const std::string pulse = braket::native_pulse(native, "sx", description);
  QGAUGE_TRY(const DeviceDescription listed, braket::read_listed(section, labels, pulse));
  braket::merge(listed, description);
  if (version == 3) QGAUGE_CHECK(read_machine_averages(root, section, pulse, description));
  if (description.name.empty()) description.name = fmt::format("unnamed {} machine", description.vendor);
  description.source.description = "Amazon Braket device capabilities of " + description.name;
  return description;
}

}  // namespace qgauge::device

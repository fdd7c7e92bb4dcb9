// Reads Amazon Braket's device capabilities of machines that run no gates on qubits, and of simulators: analog
// (QuEra), photonic sampling (Xanadu), annealing (D-Wave). Only what they are and how large is described.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "device/import/braket.hpp"
#include "device/import/importer.hpp"

namespace qgauge::device {
namespace {

/// `counted_in`: the section that holds qubitCount; empty where the machine has no qubits.
struct Kind {
  std::string_view schema;
  std::string_view vendor;
  std::string_view modality;
  Paradigm paradigm;
  std::string_view counted_in;
};

constexpr std::array kinds{
    Kind{"braket.device_schema.dwave.dwave_device_capabilities", "D-Wave", "superconducting", Paradigm::annealing,
         "provider"},
    Kind{"braket.device_schema.quera.quera_device_capabilities", "QuEra", "neutral_atom", Paradigm::analog, "paradigm"},
    Kind{"braket.device_schema.simulators.gate_model_simulator_device_capabilities", "Amazon", "",
         Paradigm::classical_simulator, "paradigm"},
    Kind{"braket.device_schema.xanadu.xanadu_device_capabilities", "Xanadu", "photonic", Paradigm::photonic_sampling,
         ""},
};

const Kind* kind_of(const Document& document) {
  const auto* found = std::ranges::find(kinds, braket::schema_of(document), &Kind::schema);
  return found == kinds.end() ? nullptr : found;
}

core::Status read_count(const Node& root, std::string_view counted_in, DeviceDescription& description) {
  QGAUGE_TRY(const Node section, root.at(counted_in));
  QGAUGE_TRY(const Node count, section.at("qubitCount"));
  QGAUGE_TRY(description.qubit_count, count.integer(1, max_qubits));
  const auto listed = section.find("qubits");
  if (!listed) return {};
  QGAUGE_TRY(const auto items, listed->items(max_qubits));
  if (static_cast<int>(items.size()) >= *description.qubit_count) return {};
  description.findings.push_back(
      {"not_operational", listed->where(),
       fmt::format("{} of the {} qubits are listed as available", items.size(), *description.qubit_count)});
  return {};
}

/// paradigm.modes {spatial, concurrent, temporal_max}: of light, and no qubits.
core::Status report_modes(const Node& paradigm, DeviceDescription& description) {
  const auto modes = paradigm.find("modes");
  if (!modes) return {};
  QGAUGE_TRY(const auto list, members(*modes, 100));
  std::vector<std::string> texts;
  for (const Member& mode : list) {
    QGAUGE_TRY(const double count, mode.value.number(Range::non_negative));
    texts.push_back(fmt::format("{} {}", mode.key.substr(0, 40), count));
  }
  description.findings.push_back(
      {"unused_quantity", modes->where(), fmt::format("modes of light are no qubits: {}", fmt::join(texts, ", "))});
  return {};
}

/// The compiler's target of a photonic machine, the summary of a simulator; other documents name no machine.
core::Result<std::string> read_name(const Node& root) {
  if (const auto paradigm = root.find("paradigm")) {
    if (const auto target = paradigm->find("target")) return target->text();
  }
  const auto service = root.find("service");
  const auto documentation = service ? service->find("deviceDocumentation") : std::nullopt;
  const auto summary = documentation ? documentation->find("summary") : std::nullopt;
  if (!summary) return std::string();
  return summary->text();
}

core::Status read_service(const Node& root, DeviceDescription& description) {
  const auto service = root.find("service");
  if (!service) return {};
  QGAUGE_TRY(description.as_of, braket::read_date(*service, "updatedAt"));
  return {};
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_braket_other{{
    {Content::name, Coverage::read, "paradigm.target, or deviceDocumentation.summary; some files name no machine"},
    {Content::date, Coverage::read, "service.updatedAt"},
    {Content::qubit_count, Coverage::read,
     "paradigm.qubitCount (D-Wave: provider.qubitCount); photonic modes are none"},
    {Content::qubit_labels, Coverage::missing, "not read: no gate acts on a single qubit"},
    {Content::couplings, Coverage::missing, "not read"},
    {Content::t1, Coverage::missing, "those of an analog machine are not read"},
    {Content::t2, Coverage::missing, "those of an analog machine are not read"},
    {Content::readout_error, Coverage::missing, "those of an analog machine are not read"},
    {Content::one_qubit_error, Coverage::missing, "such machines have no gates"},
    {Content::two_qubit_error, Coverage::missing, "such machines have no gates"},
    {Content::simultaneous_errors, Coverage::missing, "such machines have no gates"},
    {Content::one_qubit_duration, Coverage::missing, "such machines have no gates"},
    {Content::two_qubit_duration, Coverage::missing, "such machines have no gates"},
    {Content::readout_duration, Coverage::missing, "not in such files"},
    {Content::standard_errors, Coverage::missing, "not in such files"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::missing, "only how many of D-Wave's qubits are available, in a finding"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_braket_other(const Document& document) {
  return kind_of(document) != nullptr ? "device capabilities" : "";
}

core::Result<DeviceDescription> import_braket_other(std::span<const Part> parts, std::string_view) {
  const Node root = parts[0].document->root();
  const Kind& kind = *kind_of(*parts[0].document);
  DeviceDescription description;
  description.vendor = kind.vendor;
  description.modality = kind.modality;
  description.paradigm = kind.paradigm;
  QGAUGE_TRY(description.name, read_name(root));
  QGAUGE_CHECK(read_service(root, description));
  if (!kind.counted_in.empty()) QGAUGE_CHECK(read_count(root, kind.counted_in, description));
  if (const auto paradigm = root.find("paradigm")) QGAUGE_CHECK(report_modes(*paradigm, description));
  if (description.name.empty()) description.name = fmt::format("unnamed {} machine", kind.vendor);
  description.source.description = "Amazon Braket device capabilities of " + description.name;
  return description;
}

}  // namespace qgauge::device

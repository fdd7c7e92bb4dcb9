// Reads IBM's backend configuration (qubits, coupling map, basis gates) and backend properties (calibration), as the
// REST API returns them and Qiskit stores them: two files, one that wraps both, or one of the two alone. Recognition,
// the order of reading and the coverage stand here; ibm_*.cc read the parts.

#include "device/import/ibm.hpp"

#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "device/import/importer.hpp"

namespace qgauge::device {
namespace {

constexpr std::string_view both_parts = "configuration and properties";
constexpr std::array<std::string_view, 2> configuration_keys{"configuration", "conf"};
constexpr std::array<std::string_view, 2> properties_keys{"properties", "props"};

bool is_configuration(const Node& node) { return node.find("backend_name") && node.find("n_qubits"); }

bool is_properties(const Node& node) { return node.find("backend_name") && node.find("qubits") && node.find("gates"); }

std::optional<Node> find_first(const Node& node, std::span<const std::string_view> keys) {
  for (std::string_view key : keys) {
    if (const auto member = ibm::find_value(node, key)) return member;
  }
  return std::nullopt;
}

/// The two parts as far as a document holds them, at its root or under a key.
struct Sources {
  std::optional<Node> configuration;
  std::optional<Node> properties;
};

Sources sources_of(const Document& document) {
  Sources sources;
  if (!document.tree) return sources;
  const Node root = document.root();
  sources.configuration = is_configuration(root) ? root : find_first(root, configuration_keys);
  sources.properties = is_properties(root) ? root : find_first(root, properties_keys);
  return sources;
}

/// The file's name is never used but for this: "props_X.json" of a machine that is not X may be the wrong download.
void compare_with_file_name(const Document& document, DeviceDescription& description) {
  const std::string stem = std::filesystem::path(document.path).stem().string();
  const std::size_t prefix = stem.starts_with("conf_") ? 5 : stem.starts_with("props_") ? 6 : std::string::npos;
  const std::string_view machine = prefix == std::string::npos ? "" : std::string_view(stem).substr(prefix);
  const std::string& name = description.name;
  const bool same = name == machine || (name.starts_with("ibm") && name.ends_with(fmt::format("_{}", machine)));
  if (machine.empty() || same) return;
  description.findings.push_back(
      {"name_differs", document.path, fmt::format("the file is named after {} and describes {}", machine, name)});
}

core::Status read_properties(const Node& root, const Sources& sources, DeviceDescription& description) {
  QGAUGE_TRY(const Node name_node, root.at("backend_name"));
  QGAUGE_TRY(const std::string name, name_node.text());
  if (sources.configuration && name != description.name) {
    description.findings.push_back({"name_differs", name_node.where(),
                                    fmt::format("the configuration is of {}, the properties are of {}; the calibration "
                                                "of {} is used with the couplings of {}",
                                                description.name, name, name, description.name)});
  }
  description.name = name;
  QGAUGE_TRY(description.as_of, ibm::read_date(root, "last_update_date"));
  std::set<std::string> basis;
  if (sources.configuration) {
    QGAUGE_TRY(basis, ibm::read_basis(*sources.configuration));
  }
  ibm::Notes notes;
  QGAUGE_CHECK(ibm::read_calibration(root, basis, description, notes));
  if (!sources.configuration) ibm::couple_by_gates(description);
  QGAUGE_CHECK(ibm::read_general(root, description, notes));
  notes.report(description.findings);
  return {};
}

/// Each part once, and each what it is called.
core::Result<Sources> collect(std::span<const Part> parts) {
  Sources all;
  for (const Part& part : parts) {
    const Sources sources = sources_of(*part.document);
    if (sources.configuration && !is_configuration(*sources.configuration)) {
      return sources.configuration->refuse("a configuration with backend_name and n_qubits");
    }
    if (sources.properties && !is_properties(*sources.properties)) {
      return sources.properties->refuse("properties with backend_name, qubits and gates");
    }
    if ((all.configuration && sources.configuration) || (all.properties && sources.properties)) {
      return core::unusable(part.document->path, fmt::format("a second {}", part.name), "each part of a machine once",
                            "name the files that are meant, joined by a comma");
    }
    if (sources.configuration) all.configuration = sources.configuration;
    if (sources.properties) all.properties = sources.properties;
  }
  return all;
}

core::Status describe_source(const Sources& sources, DeviceDescription& description) {
  description.vendor = "IBM";
  description.modality = "superconducting";
  description.source.description = "IBM backend snapshot of " + description.name;
  if (!sources.configuration) return {};
  QGAUGE_TRY(const std::string processor, ibm::read_processor(*sources.configuration));
  if (!processor.empty()) description.source.description += fmt::format(" ({})", processor);
  return {};
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_ibm{{
    {Content::name, Coverage::read, "backend_name"},
    {Content::date, Coverage::read, "last_update_date of the properties"},
    {Content::qubit_count, Coverage::read, "n_qubits, or the number of qubits in the properties"},
    {Content::qubit_labels, Coverage::assumed, "the position in the list"},
    {Content::couplings, Coverage::read,
     "coupling_map, each pair once; from the two-qubit gates where the properties come alone"},
    {Content::t1, Coverage::read, "qubits[][] T1, with its unit"},
    {Content::t2, Coverage::read, "qubits[][] T2 (Hahn echo), with its unit"},
    {Content::readout_error, Coverage::read,
     "prob_meas1_prep0 = P(1|0), prob_meas0_prep1 = P(0|1), readout_error = assignment error; a readout_error of 1 is "
     "not calibrated"},
    {Content::one_qubit_error, Coverage::read,
     "gate_error of sx or u2: average gate infidelity from randomized benchmarking, since 2025 on all qubits at once; "
     "1 is not calibrated"},
    {Content::two_qubit_error, Coverage::read,
     "gate_error of cz, ecr or cx: the same for each pair alone. Since 2025 it holds the error of a layer of one-qubit "
     "Cliffords, as \"QPU information\" of IBM's documentation says; whether older ones do is not stated"},
    {Content::simultaneous_errors, Coverage::read, "those of one-qubit gates since 2025; of pairs not in such files"},
    {Content::one_qubit_duration, Coverage::read, "gate_length, with its unit"},
    {Content::two_qubit_duration, Coverage::read, "gate_length, with its unit"},
    {Content::readout_duration, Coverage::read, "readout_length, with its unit"},
    {Content::standard_errors, Coverage::missing, "not in such files"},
    {Content::value_dates, Coverage::read, "date of each parameter"},
    {Content::operational, Coverage::missing,
     "in no public file; where a qubit or a gate has the parameter operational, its 0 and 1 are read"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files"},
    {Content::crosstalk, Coverage::read,
     "zz_ab of general[], GHz, where it is not 0: f(10) + f(01) - f(11) - f(00), stored with the sign turned; the "
     "exchange coupling jq_ab is not read"},
    {Content::published_figures, Coverage::read,
     "quantum_volume; lf_N of general[], process fidelity, with the chain of general_qlists[]; clops, clops_v and "
     "clops_h, each under its own name because their definitions differ"},
}};

std::string_view part_of_ibm(const Document& document) {
  const Sources sources = sources_of(document);
  const bool configuration = sources.configuration && is_configuration(*sources.configuration);
  const bool properties = sources.properties && is_properties(*sources.properties);
  if (configuration && sources.properties) return both_parts;
  if (properties && sources.configuration) return both_parts;
  if (configuration) return "configuration";
  return properties ? "properties" : "";
}

core::Result<DeviceDescription> import_ibm(std::span<const Part> parts, std::string_view) {
  QGAUGE_TRY(const Sources sources, collect(parts));
  DeviceDescription description;
  if (sources.configuration) QGAUGE_CHECK(ibm::read_configuration(*sources.configuration, description));
  if (sources.properties) {
    QGAUGE_CHECK(read_properties(*sources.properties, sources, description));
  } else {
    description.qubits.resize(static_cast<std::size_t>(*description.qubit_count));
  }
  for (std::size_t q = 0; q < description.qubits.size(); ++q) description.qubits[q].label = std::to_string(q);
  ibm::note_stale_dates(description);
  const Document* properties = find_part(parts, "properties");
  compare_with_file_name(properties != nullptr ? *properties : *parts[0].document, description);
  QGAUGE_CHECK(describe_source(sources, description));
  return description;
}

}  // namespace qgauge::device

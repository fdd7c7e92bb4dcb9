// Reads IBM's backend configuration (qubits, coupling map, basis gates) and backend properties (calibration), as the
// REST API returns them and Qiskit stores them; each may come alone. A gate_error or readout_error of 1 means that the
// qubits were not calibrated. gate_error is the average gate infidelity per gate from randomized benchmarking.

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "device/fields.hpp"
#include "device/import/importer.hpp"
#include "device/native_gates.hpp"

namespace qgauge::device {
namespace {

/// A named parameter of a qubit or a gate. `marks_missing`: 1 and beyond is not a value but "not calibrated".
template <class Owner>
struct IbmField {
  std::string_view name;
  Quantity Owner::*member;
  core::Dimension dimension;
  Range range;
  bool marks_missing;
};

constexpr std::array ibm_qubit_fields{
    IbmField<Qubit>{"T1", &Qubit::t1_s, core::Dimension::time, Range::finite, false},
    IbmField<Qubit>{"T2", &Qubit::t2_s, core::Dimension::time, Range::finite, false},
    IbmField<Qubit>{"frequency", &Qubit::frequency_hz, core::Dimension::frequency, Range::non_negative, false},
    IbmField<Qubit>{"prob_meas1_prep0", &Qubit::p1_given_0, core::Dimension::one, Range::probability, false},
    IbmField<Qubit>{"prob_meas0_prep1", &Qubit::p0_given_1, core::Dimension::one, Range::probability, false},
    IbmField<Qubit>{"readout_error", &Qubit::assignment_error, core::Dimension::one, Range::non_negative, true},
    IbmField<Qubit>{"readout_length", &Qubit::readout_duration_s, core::Dimension::time, Range::non_negative, false},
};

constexpr std::array ibm_gate_fields{
    IbmField<Gate>{"gate_error", &Gate::infidelity, core::Dimension::one, Range::non_negative, true},
    IbmField<Gate>{"gate_length", &Gate::duration_s, core::Dimension::time, Range::non_negative, false},
};

/// An ISO date, or the object that Qiskit's RuntimeEncoder makes of one: {"__type__": "datetime", "__value__": "..."}.
core::Result<std::optional<core::Date>> read_date(const Node& owner, std::string_view key) {
  const auto node = owner.find(key);
  if (!node) return std::nullopt;
  const auto encoded = node->find("__value__");
  QGAUGE_TRY(const core::Date date, encoded ? encoded->date() : node->date());
  return date;
}

core::Result<double> read_factor(const Node& parameter, core::Dimension dimension) {
  const auto node = parameter.find("unit");
  if (!node) return 1.0;
  QGAUGE_TRY(const std::string unit, node->text());
  const auto factor = core::si_factor(unit, dimension);
  if (!factor) return node->refuse("the unit of this parameter, such as \"us\" or \"GHz\"");
  return *factor;
}

template <class Owner>
core::Result<Quantity> read_quantity(const Node& parameter, const IbmField<Owner>& field) {
  Quantity quantity;
  const auto value = parameter.find("value");
  if (!value) return quantity;
  QGAUGE_TRY(const double factor, read_factor(parameter, field.dimension));
  QGAUGE_TRY(const double number, value->number(field.range));
  quantity = field.marks_missing && number >= 1 ? sentinel() : reported(number * factor);
  QGAUGE_TRY(quantity.date, read_date(parameter, "date"));
  return quantity;
}

/// The list of {name, value, unit, date} that describes a qubit or a gate; parameters of other names are left out.
template <class Owner, std::size_t N>
core::Status read_parameters(const Node& list, const std::array<IbmField<Owner>, N>& fields, Owner& owner) {
  QGAUGE_TRY(const auto parameters, list.items());
  std::set<std::string> seen;
  for (const Node& parameter : parameters) {
    QGAUGE_TRY(const Node name_node, parameter.at("name"));
    QGAUGE_TRY(const std::string name, name_node.text());
    if (!seen.insert(name).second) return name_node.refuse("every parameter once");
    if (name == "operational") {
      QGAUGE_TRY(const Node value, parameter.at("value"));
      QGAUGE_TRY(const int operational, value.integer(0, 1));
      owner.operational = operational == 1;
    }
    const auto* field = std::ranges::find(fields, name, &IbmField<Owner>::name);
    if (field == fields.end()) continue;
    QGAUGE_TRY(owner.*field->member, read_quantity(parameter, *field));
  }
  return {};
}

core::Result<std::vector<int>> read_indices(const Node& node, int count) {
  QGAUGE_TRY(const auto items, node.items());
  std::vector<int> indices;
  for (const Node& item : items) {
    QGAUGE_TRY(const int index, item.integer(0, count - 1));
    if (std::ranges::find(indices, index) != indices.end()) return item.refuse("different qubits");
    indices.push_back(index);
  }
  return indices;
}

core::Result<std::set<std::string>> read_basis(const Node& configuration) {
  std::set<std::string> basis;
  const auto node = configuration.find("basis_gates");
  if (!node) return basis;
  QGAUGE_TRY(const auto items, node->items());
  for (const Node& item : items) {
    QGAUGE_TRY(std::string name, item.text());
    basis.insert(std::move(name));
  }
  return basis;
}

/// Both directions of a pair are one coupling; the same direction twice is a mistake of the file.
core::Status read_coupling_map(const Node& configuration, DeviceDescription& description) {
  const auto node = configuration.find("coupling_map");
  if (!node) return {};  // a machine of one qubit has null
  QGAUGE_TRY(const auto items, node->items(2 * max_couplings));
  std::set<std::pair<int, int>> seen;
  for (const Node& item : items) {
    QGAUGE_TRY(const std::vector<int> pair, read_indices(item, *description.qubit_count));
    if (pair.size() != 2) return item.refuse("a pair of qubits");
    if (!seen.emplace(pair[0], pair[1]).second) return item.refuse("every direction of a coupling once");
    if (!seen.contains({pair[1], pair[0]})) description.couplings.push_back(std::minmax(pair[0], pair[1]));
  }
  return {};
}

core::Status read_quantum_volume(const Node& configuration, DeviceDescription& description) {
  const auto node = configuration.find("quantum_volume");
  if (!node || !node->json().is_number()) return {};  // null or "None" where it was not measured
  QGAUGE_TRY(const double volume, node->number());
  if (volume < 1) return node->refuse("a quantum volume of at least 1");
  description.published.push_back({"quantum_volume.log2", std::log2(volume), {}, {}});
  return {};
}

core::Status read_configuration(const Node& root, DeviceDescription& description) {
  QGAUGE_TRY(const Node name, root.at("backend_name"));
  QGAUGE_TRY(description.name, name.text());
  QGAUGE_TRY(const Node count, root.at("n_qubits"));
  QGAUGE_TRY(description.qubit_count, count.integer(1, max_qubits));
  QGAUGE_CHECK(read_coupling_map(root, description));
  return read_quantum_volume(root, description);
}

core::Status read_qubits(const Node& properties, DeviceDescription& description) {
  QGAUGE_TRY(const Node node, properties.at("qubits"));
  QGAUGE_TRY(const auto items, node.items(max_qubits));
  if (items.empty()) return node.refuse("at least one qubit");
  const int listed = static_cast<int>(items.size());
  if (description.qubit_count.value_or(listed) != listed) {
    return node.refuse(fmt::format("the {} qubits that the configuration names", *description.qubit_count));
  }
  description.qubit_count = listed;
  for (const Node& item : items) {
    QGAUGE_CHECK(read_parameters(item, ibm_qubit_fields, description.qubits.emplace_back()));
  }
  return {};
}

/// Which of the gates in the file are described: the best pulse and the entanglers, as far as basis_gates names them.
/// rzz is the fractional gate beside cz and never the entangler where the machine has another.
std::set<std::string> native_gates(const std::set<std::string>& listed, const std::set<std::string>& basis) {
  const auto native = [&](std::string_view name) {
    return listed.contains(std::string(name)) && (basis.empty() || basis.contains(std::string(name)));
  };
  std::set<std::string> names;
  for (const Entangler& entangler : entanglers()) {
    if (native(entangler.name)) names.emplace(entangler.name);
  }
  if (names.size() > 1) names.erase("rzz");
  const auto pulse = std::ranges::find_if(pulses(), native, &Pulse::name);
  if (pulse != pulses().end()) names.emplace(pulse->name);
  return names;
}

core::Result<std::string> gate_name(const Node& gate) {
  QGAUGE_TRY(const Node name, gate.at("gate"));
  return name.text();
}

/// Randomized benchmarking of each qubit and of each pair; IBM does not say whether the one-qubit part is subtracted.
ErrorMetric gate_error_metric() {
  ErrorMetric metric;
  metric.operation = ErrorMetric::Operation::isolated;
  metric.per = ErrorMetric::Per::gate;
  metric.method = "RB";
  metric.field = "gate_error";
  return metric;
}

core::Result<Gate> read_gate(const Node& node, std::string name, int count) {
  Gate gate;
  gate.metric = gate_error_metric();
  gate.name = std::move(name);
  QGAUGE_TRY(const Node qubits, node.at("qubits"));
  QGAUGE_TRY(gate.qubits, read_indices(qubits, count));
  const std::size_t expected = find_entangler(gate.name) ? 2 : 1;
  if (gate.qubits.size() != expected) return qubits.refuse(fmt::format("{} qubits for a {} gate", expected, gate.name));
  QGAUGE_TRY(const Node parameters, node.at("parameters"));
  QGAUGE_CHECK(read_parameters(parameters, ibm_gate_fields, gate));
  return gate;
}

core::Status read_gates(const Node& properties, const std::set<std::string>& basis, DeviceDescription& description) {
  QGAUGE_TRY(const Node list, properties.at("gates"));
  QGAUGE_TRY(const auto items, list.items());
  std::vector<std::string> names;
  for (const Node& item : items) {
    QGAUGE_TRY(std::string name, gate_name(item));
    names.push_back(std::move(name));
  }
  const std::set<std::string> native = native_gates({names.begin(), names.end()}, basis);
  if (!native.contains("rzz") && std::ranges::find(names, "rzz") != names.end()) {
    description.findings.push_back({"several_gates", "gates rzz",
                                    "rzz is described beside the entangling gate and left out: its error is that of a "
                                    "fractional angle, which is not stated"});
  }
  std::set<std::pair<std::string, std::vector<int>>> seen;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!native.contains(names[i])) continue;
    QGAUGE_TRY(Gate gate, read_gate(items[i], names[i], *description.qubit_count));
    if (!seen.emplace(gate.name, gate.qubits).second) return items[i].refuse("every gate once on the same qubits");
    description.gates.push_back(std::move(gate));
  }
  return {};
}

/// Properties alone: the couplings are the pairs that have an entangling gate.
void couple_by_gates(DeviceDescription& description) {
  std::set<std::pair<int, int>> seen;
  for (const Gate& gate : description.gates) {
    if (gate.qubits.size() != 2) continue;
    const std::pair<int, int> pair = std::minmax(gate.qubits[0], gate.qubits[1]);
    if (seen.insert(pair).second) description.couplings.push_back(pair);
  }
}

/// general_qlists[]: the chains of qubits, by name.
core::Result<std::map<std::string, std::vector<int>>> read_chains(const Node& properties, int count) {
  std::map<std::string, std::vector<int>> chains;
  const auto lists = properties.find("general_qlists");
  if (!lists) return chains;
  QGAUGE_TRY(const auto items, lists->items());
  for (const Node& item : items) {
    QGAUGE_TRY(const Node name_node, item.at("name"));
    QGAUGE_TRY(std::string name, name_node.text());
    QGAUGE_TRY(const Node qubits, item.at("qubits"));
    QGAUGE_TRY(std::vector<int> chain, read_indices(qubits, count));
    if (!chains.emplace(std::move(name), std::move(chain)).second) return name_node.refuse("every chain once");
  }
  return chains;
}

/// general[]: lf_N is the layer fidelity of the best chain of N qubits.
core::Status read_layer_fidelities(const Node& properties, DeviceDescription& description) {
  const auto list = properties.find("general");
  if (!list) return {};
  QGAUGE_TRY(const auto items, list->items());
  QGAUGE_TRY(auto chains, read_chains(properties, *description.qubit_count));
  for (const Node& item : items) {
    QGAUGE_TRY(const Node name_node, item.at("name"));
    QGAUGE_TRY(const std::string name, name_node.text());
    const auto value = item.find("value");
    if (!name.starts_with("lf_") || !value) continue;
    PublishedFigure figure{.name = "layer_fidelity." + name.substr(3), .value = 0, .qubits = chains[name], .date = {}};
    QGAUGE_TRY(figure.value, value->number(Range::probability));
    QGAUGE_TRY(figure.date, read_date(item, "date"));
    description.published.push_back(std::move(figure));
  }
  return {};
}

/// The file's name is never used but for this: "props_X.json" of a machine that is not X may be the wrong download.
void compare_with_file_name(const Document& document, DeviceDescription& description) {
  const std::string stem = std::filesystem::path(document.path).stem().string();
  const std::size_t prefix = stem.starts_with("conf_") ? 5 : stem.starts_with("props_") ? 6 : std::string::npos;
  const std::string_view machine = prefix == std::string::npos ? "" : std::string_view(stem).substr(prefix);
  const std::string& name = description.name;
  const bool same = name == machine || (name.starts_with("ibm") && name.ends_with("_" + std::string(machine)));
  if (machine.empty() || same) return;
  description.findings.push_back(
      {"name_differs", document.path, fmt::format("the file is named after {} and describes {}", machine, name)});
}

core::Status read_properties(const Node& root, const std::set<std::string>& basis, bool alone,
                             DeviceDescription& description) {
  QGAUGE_TRY(const Node name_node, root.at("backend_name"));
  QGAUGE_TRY(const std::string name, name_node.text());
  if (!alone && name != description.name) {
    description.findings.push_back({"name_differs", name_node.where(),
                                    fmt::format("the configuration is of {}, the properties are of {}; the calibration "
                                                "of {} is used with the couplings of {}",
                                                description.name, name, name, description.name)});
  }
  description.name = name;
  QGAUGE_TRY(description.as_of, read_date(root, "last_update_date"));
  QGAUGE_CHECK(read_qubits(root, description));
  QGAUGE_CHECK(read_gates(root, basis, description));
  if (alone) couple_by_gates(description);
  return read_layer_fidelities(root, description);
}

void describe_vendor(DeviceDescription& description) {
  description.vendor = "IBM";
  description.modality = "superconducting";
  description.source.description = "IBM backend snapshot of " + description.name;
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
    {Content::readout_error, Coverage::read, "prob_meas1_prep0, prob_meas0_prep1, readout_error; 1 is not calibrated"},
    {Content::one_qubit_error, Coverage::read,
     "gate_error of sx or u2: average gate infidelity from isolated randomized benchmarking; 1 is not calibrated"},
    {Content::two_qubit_error, Coverage::read,
     "gate_error of cz, ecr or cx: the same for each pair; whether the one-qubit part is subtracted is not stated"},
    {Content::simultaneous_errors, Coverage::missing, "not in such files"},
    {Content::one_qubit_duration, Coverage::read, "gate_length, with its unit"},
    {Content::two_qubit_duration, Coverage::read, "gate_length, with its unit"},
    {Content::readout_duration, Coverage::read, "readout_length, with its unit"},
    {Content::standard_errors, Coverage::missing, "not in such files"},
    {Content::value_dates, Coverage::read, "date of each parameter"},
    {Content::operational, Coverage::read, "parameter operational, 0 or 1"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files"},
    {Content::crosstalk, Coverage::missing, "zz_ab of general[] is nearly always 0 and is not read"},
    {Content::published_figures, Coverage::read,
     "quantum_volume; lf_N of general[] with the chain of general_qlists[]"},
}};

std::string_view part_of_ibm(const Document& document) {
  if (!document.has("backend_name")) return {};
  if (document.has("n_qubits")) return "configuration";
  return document.has("qubits") && document.has("gates") ? "properties" : "";
}

core::Result<DeviceDescription> import_ibm(std::span<const Part> parts, std::string_view) {
  const Document* configuration = find_part(parts, "configuration");
  const Document* properties = find_part(parts, "properties");
  DeviceDescription description;
  std::set<std::string> basis;
  if (configuration != nullptr) {
    QGAUGE_CHECK(read_configuration(configuration->root(), description));
    QGAUGE_TRY(basis, read_basis(configuration->root()));
  }
  if (properties != nullptr) {
    QGAUGE_CHECK(read_properties(properties->root(), basis, configuration == nullptr, description));
    compare_with_file_name(*properties, description);
  } else {
    description.qubits.resize(static_cast<std::size_t>(*description.qubit_count));
    compare_with_file_name(*configuration, description);
  }
  for (std::size_t q = 0; q < description.qubits.size(); ++q) description.qubits[q].label = std::to_string(q);
  describe_vendor(description);
  return description;
}

}  // namespace qgauge::device

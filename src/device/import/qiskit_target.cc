// Reads a Qiskit Target (qiskit.transpiler.Target) in the JSON form that docs/qiskit-target.md defines: what each
// operation's error and duration are on each group of qubits. An error of 1 means that the operation was not
// calibrated.

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/import/ibm.hpp"
#include "device/import/importer.hpp"
#include "device/import/labelled.hpp"
#include "device/native_gates.hpp"

namespace qgauge::device {
namespace {

constexpr std::string_view format_name = "qgauge.qiskit_target/1";
constexpr std::array<std::string_view, 7> known_keys{"format",           "name",      "num_qubits", "dt", "date",
                                                     "qubit_properties", "operations"};
constexpr std::array<std::string_view, 3> known_qubit_keys{"t1", "t2", "frequency"};
constexpr std::array<std::string_view, 3> known_entry_keys{"qubits", "error", "duration"};

/// The times of Qiskit are in seconds, its frequencies in hertz.
core::Result<Quantity> read_number(const Node& owner, std::string_view key, Range range, bool marks_missing = false) {
  const auto node = ibm::find_value(owner, key);
  if (!node) return Quantity{};
  QGAUGE_TRY(const double value, node->number(range));
  return marks_missing && value >= 1 ? sentinel() : reported(value);
}

/// One operation on one group of qubits; no qubits: the operation is global.
struct Entry {
  Node node;
  std::optional<std::vector<int>> qubits;
  Quantity error;
  Quantity duration_s;
};

core::Result<Entry> read_entry(const Node& node, int count) {
  QGAUGE_CHECK(node.only_keys(known_entry_keys));
  Entry entry{.node = node, .qubits = {}, .error = {}, .duration_s = {}};
  if (const auto qubits = node.find("qubits")) {
    QGAUGE_TRY(entry.qubits, ibm::read_indices(*qubits, count));
  }
  QGAUGE_TRY(entry.error, read_number(node, "error", Range::non_negative, true));
  QGAUGE_TRY(entry.duration_s, read_number(node, "duration", Range::non_negative));
  return entry;
}

/// The entries of one operation on groups of `size` qubits, each group once.
core::Result<std::vector<Entry>> read_entries(const Node& operation, std::size_t size, int count) {
  QGAUGE_TRY(const auto items, operation.items());
  std::vector<Entry> entries;
  std::set<std::vector<int>> seen;
  for (const Node& item : items) {
    QGAUGE_TRY(Entry entry, read_entry(item, count));
    if (entry.qubits && entry.qubits->size() != size) return item.refuse(fmt::format("{} qubits", size));
    if (entry.qubits && !seen.insert(*entry.qubits).second) return item.refuse("every group of qubits once");
    entries.push_back(std::move(entry));
  }
  return entries;
}

/// Qiskit says "average error rate" and names no benchmark; IBM's backends fill it with the figure of their properties.
ErrorMetric metric_of(std::string_view operation) {
  ErrorMetric metric;
  metric.per = ErrorMetric::Per::gate;
  metric.field = fmt::format("error of {}", operation);
  return metric;
}

core::Status read_qubits(const Node& root, DeviceDescription& description) {
  description.qubits.resize(static_cast<std::size_t>(*description.qubit_count));
  for (std::size_t q = 0; q < description.qubits.size(); ++q) description.qubits[q].label = std::to_string(q);
  const auto list = ibm::find_value(root, "qubit_properties");
  if (!list) return {};
  if (!list->json().is_array() || list->json().size() != description.qubits.size()) {
    return list->refuse(fmt::format("the properties of {} qubits", description.qubits.size()));
  }
  QGAUGE_TRY(const auto items, list->items());
  for (std::size_t q = 0; q < items.size(); ++q) {
    const Node& item = items[q];
    if (item.json().is_null()) continue;
    QGAUGE_CHECK(item.only_keys(known_qubit_keys));
    Qubit& qubit = description.qubits[q];
    QGAUGE_TRY(qubit.t1_s, read_number(item, "t1", Range::finite));
    QGAUGE_TRY(qubit.t2_s, read_number(item, "t2", Range::finite));
    QGAUGE_TRY(qubit.frequency_hz, read_number(item, "frequency", Range::non_negative));
  }
  return {};
}

/// Qiskit's error of a measurement is the probability of a wrong result, averaged over 0 and 1.
core::Status read_measurement(const Node& operation, DeviceDescription& description) {
  QGAUGE_TRY(const auto entries, read_entries(operation, 1, *description.qubit_count));
  for (const Entry& entry : entries) {
    if (!entry.qubits) continue;
    Qubit& qubit = description.qubits[static_cast<std::size_t>(entry.qubits->front())];
    qubit.assignment_error = entry.error;
    qubit.readout_duration_s = entry.duration_s;
    if (entry.error.known()) qubit.readout_metric.field = "error of measure";
  }
  return {};
}

core::Status read_gates(const Member& operation, DeviceDescription& description) {
  const std::size_t size = find_entangler(operation.key) != nullptr ? 2 : 1;
  QGAUGE_TRY(auto entries, read_entries(operation.value, size, *description.qubit_count));
  for (Entry& entry : entries) {
    if (!entry.qubits) continue;
    Gate gate;
    gate.name = operation.key;
    gate.qubits = std::move(*entry.qubits);
    gate.infidelity = entry.error;
    gate.duration_s = entry.duration_s;
    gate.metric = metric_of(operation.key);
    description.gates.push_back(std::move(gate));
  }
  return {};
}

/// An entangler without qubits (None: None in Qiskit) is ideal and there for every pair.
bool is_global(const Node& operation) {
  const nlohmann::json& list = operation.json();
  return list.is_array() && list.size() == 1 && operation.items() && !(*operation.items())[0].find("qubits");
}

void note_metric(DeviceDescription& description) {
  const auto known = [](const Gate& gate) { return gate.infidelity.known(); };
  if (std::ranges::none_of(description.gates, known)) return;
  description.findings.push_back({"metric_unknown", "operations",
                                  "a Target gives an average error rate without its benchmark; it is taken as the "
                                  "average gate infidelity, which is what IBM's backends fill in"});
}

core::Status read_operations(const Node& root, DeviceDescription& description) {
  QGAUGE_TRY(const Node node, root.at("operations"));
  QGAUGE_TRY(const std::vector<Member> operations, members(node));
  std::set<std::string> names;
  for (const Member& operation : operations) names.insert(operation.key);
  const std::set<std::string> native = ibm::choose_native(names, {}, description.findings);
  bool global_entangler = false;
  for (const Member& operation : operations) {
    if (operation.key == "measure") QGAUGE_CHECK(read_measurement(operation.value, description));
    if (!native.contains(operation.key)) continue;
    QGAUGE_CHECK(read_gates(operation, description));
    global_entangler = global_entangler || (find_entangler(operation.key) != nullptr && is_global(operation.value));
  }
  ibm::couple_by_gates(description);
  description.all_to_all = global_entangler && description.couplings.empty();
  note_metric(description);
  return {};
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_qiskit_target{{
    {Content::name, Coverage::read, "name"},
    {Content::date, Coverage::read, "date, which may be left out"},
    {Content::qubit_count, Coverage::read, "num_qubits"},
    {Content::qubit_labels, Coverage::assumed, "the position in the list"},
    {Content::couplings, Coverage::read,
     "the pairs of the two-qubit operations; every pair where such an operation is global"},
    {Content::t1, Coverage::read, "qubit_properties[].t1, s"},
    {Content::t2, Coverage::read, "qubit_properties[].t2, s"},
    {Content::readout_error, Coverage::read, "error of measure: assignment error; 1 is not calibrated"},
    {Content::one_qubit_error, Coverage::read,
     "error of sx, else of the best pulse that is there: taken as average gate infidelity; 1 is not calibrated"},
    {Content::two_qubit_error, Coverage::read, "error of cx, cz, ecr, ... for each pair and direction: the same"},
    {Content::simultaneous_errors, Coverage::missing, "not in such files"},
    {Content::one_qubit_duration, Coverage::read, "duration of the operation, s"},
    {Content::two_qubit_duration, Coverage::read, "duration of the operation, s"},
    {Content::readout_duration, Coverage::read, "duration of measure, s"},
    {Content::standard_errors, Coverage::missing, "not in such files"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::missing, "not in such files: Qiskit leaves such qubits and gates out"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files; the error of id is not read"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_qiskit_target(const Document& document) {
  return document.has("format") && document.tree->at("format") == format_name ? "target" : "";
}

core::Result<DeviceDescription> import_qiskit_target(std::span<const Part> parts, std::string_view) {
  const Node root = parts[0].document->root();
  QGAUGE_CHECK(root.only_keys(known_keys));
  DeviceDescription description;
  QGAUGE_TRY(const Node name, root.at("name"));
  QGAUGE_TRY(description.name, name.text());
  QGAUGE_TRY(const Node count, root.at("num_qubits"));
  QGAUGE_TRY(description.qubit_count, count.integer(1, max_qubits));
  QGAUGE_TRY(description.as_of, ibm::read_date(root, "date"));
  description.source.description = "Qiskit Target of " + description.name;
  QGAUGE_CHECK(read_qubits(root, description));
  QGAUGE_CHECK(read_operations(root, description));
  return description;
}

}  // namespace qgauge::device

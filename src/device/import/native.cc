// Reads the native format, schema qgauge.device/1, as docs/native-format.md describes it. Strict: an unknown key is an
// error, because a misspelt quantity would otherwise be a missing one.

#include <algorithm>
#include <map>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/fields.hpp"
#include "device/import/importer.hpp"
#include "device/native_names.hpp"

namespace qgauge::device {
namespace {

using Keys = std::vector<std::string_view>;

template <class Owner, std::size_t N>
Keys keys_with(const std::array<Field<Owner>, N>& fields, Keys keys) {
  for (const auto& field : fields) keys.push_back(field.key);
  return keys;
}

const Keys top_keys{
    "schema", "name",  "vendor",  "modality",    "paradigm",   "as_of",     "source",   "couplings",
    "qubits", "gates", "average", "qubit_count", "all_to_all", "published", "findings", "memory_error_per_layer",
    "metrics"};
const Keys qubit_keys = keys_with(qubit_fields, {"label", "operational", "date"});
const Keys gate_keys = keys_with(gate_fields, {"name", "qubits", "metric", "over_rotation_rad", "operational", "date"});
const Keys average_gate_keys = keys_with(gate_fields, {"name", "metric", "over_rotation_rad", "operational", "date"});
const Keys quantity_keys{"value", "sigma", "date", "unit", "not_calibrated"};
const Keys metric_keys{"operation", "one_qubit_part", "per", "leakage", "method", "field", "conversion"};

/// The metrics of a file by name.
using Metrics = std::map<std::string, ErrorMetric>;

/// Puts the value of an optional member into `target`; leaves it alone where the member is absent.
core::Status read_text(const Node& node, std::string_view key, std::string& target) {
  if (const auto member = node.find(key)) {
    QGAUGE_TRY(target, member->text());
  }
  return {};
}

core::Status read_bool(const Node& node, std::string_view key, bool& target) {
  if (const auto member = node.find(key)) {
    QGAUGE_TRY(target, member->boolean());
  }
  return {};
}

core::Status read_date(const Node& node, std::string_view key, std::optional<core::Date>& target) {
  if (const auto member = node.find(key)) {
    QGAUGE_TRY(target, member->date());
  }
  return {};
}

template <class Enum, std::size_t N>
core::Status read_enum(const Node& node, std::string_view key, const Names<Enum, N>& names, Enum& target) {
  const auto member = node.find(key);
  if (!member) return {};
  QGAUGE_TRY(const std::string text, member->text());
  for (const auto& [value, name] : names) {
    if (name == text) return target = value, core::Status{};
  }
  Keys known;
  for (const auto& [value, name] : names) known.push_back(name);
  return member->refuse(fmt::format("one of: {}", fmt::join(known, ", ")),
                        fmt::format("did you mean \"{}\"?", nearest_name(text, known)));
}

core::Result<double> unit_factor(const Node& node, core::Dimension dimension) {
  const auto unit = node.find("unit");
  if (!unit) return 1.0;
  QGAUGE_TRY(const std::string name, unit->text());
  const auto factor = core::si_factor(name, dimension);
  if (!factor) return unit->refuse("a unit of this quantity, such as \"us\" for a time");
  return *factor;
}

core::Result<Quantity> read_quantity_object(const Node& node, core::Dimension dimension, Range range) {
  QGAUGE_CHECK(node.only_keys(quantity_keys));
  Quantity quantity;
  QGAUGE_CHECK(read_date(node, "date", quantity.date));
  bool not_calibrated = false;
  QGAUGE_CHECK(read_bool(node, "not_calibrated", not_calibrated));
  if (not_calibrated) {
    if (node.find("value")) return node.refuse("either a value or not_calibrated");
    quantity.state = State::sentinel;
    return quantity;
  }
  QGAUGE_TRY(const double factor, unit_factor(node, dimension));
  QGAUGE_TRY(const Node value, node.at("value"));
  QGAUGE_TRY(const double number, value.number());
  if (!contains(range, number * factor)) return value.refuse(std::string(expected_of(range)));
  quantity.state = State::reported;
  quantity.value = number * factor;
  if (const auto sigma = node.find("sigma")) {
    QGAUGE_TRY(const double error, sigma->number(Range::non_negative));
    quantity.sigma = error * factor;
  }
  return quantity;
}

core::Result<Quantity> read_quantity(const Node& node, core::Dimension dimension, Range range) {
  if (node.json().is_object()) return read_quantity_object(node, dimension, range);
  if (!node.json().is_number()) {
    return node.refuse(R"(a number in SI units, {"value": ..., "unit": ...} or {"not_calibrated": true})");
  }
  QGAUGE_TRY(const double value, node.number(range));
  return reported(value);
}

/// The quantities of a qubit or gate; its "date" is that of each quantity that names none.
template <class Owner, std::size_t N>
core::Status read_fields(const Node& node, const std::array<Field<Owner>, N>& fields, Owner& owner) {
  std::optional<core::Date> date;
  QGAUGE_CHECK(read_date(node, "date", date));
  for (const Field<Owner>& field : fields) {
    const auto member = node.find(field.key);
    if (!member) continue;
    QGAUGE_TRY(Quantity quantity, read_quantity(*member, field.dimension, field.range));
    if (!quantity.date) quantity.date = date;
    owner.*field.member = quantity;
  }
  return {};
}

core::Result<std::vector<int>> read_indices(const Node& node, int count) {
  QGAUGE_TRY(const auto items, node.items());
  if (count == 0 && !items.empty()) return node.refuse("no numbers of qubits without qubits", "give qubit_count");
  std::vector<int> indices;
  for (const Node& item : items) {
    QGAUGE_TRY(const int index, item.integer(0, count - 1));
    indices.push_back(index);
  }
  return indices;
}

core::Result<Qubit> read_qubit(const Node& node, std::string label) {
  QGAUGE_CHECK(node.only_keys(qubit_keys));
  Qubit qubit;
  qubit.label = std::move(label);
  QGAUGE_CHECK(read_text(node, "label", qubit.label));
  QGAUGE_CHECK(read_bool(node, "operational", qubit.operational));
  QGAUGE_CHECK(read_fields(node, qubit_fields, qubit));
  return qubit;
}

/// What the error of a gate means: the name of one of the file's metrics, required where an error is given.
core::Status read_metric_name(const Node& node, const Metrics& metrics, Gate& gate) {
  const auto name_node = node.find("metric");
  if (!name_node && gate.infidelity.state == State::absent) return {};
  QGAUGE_TRY(const Node required, node.at("metric"));
  QGAUGE_TRY(const std::string name, required.text());
  const auto found = metrics.find(name);
  if (found == metrics.end()) return required.refuse("the name of one of the file's metrics");
  gate.metric = found->second;
  return {};
}

core::Result<Gate> read_gate_values(const Node& node, const Metrics& metrics) {
  Gate gate;
  QGAUGE_TRY(const Node name, node.at("name"));
  QGAUGE_TRY(gate.name, name.text());
  if (const auto angle = node.find("over_rotation_rad")) {
    QGAUGE_TRY(gate.over_rotation_rad, angle->number());
  }
  QGAUGE_CHECK(read_bool(node, "operational", gate.operational));
  QGAUGE_CHECK(read_fields(node, gate_fields, gate));
  QGAUGE_CHECK(read_metric_name(node, metrics, gate));
  return gate;
}

core::Result<Gate> read_gate(const Node& node, const Metrics& metrics, int count) {
  QGAUGE_CHECK(node.only_keys(gate_keys));
  QGAUGE_TRY(Gate gate, read_gate_values(node, metrics));
  QGAUGE_TRY(const Node qubits, node.at("qubits"));
  QGAUGE_TRY(gate.qubits, read_indices(qubits, count));
  return gate;
}

core::Status read_source(const Node& root, Provenance& source) {
  QGAUGE_TRY(const Node node, root.at("source"));
  constexpr std::array<std::string_view, 3> keys{"description", "url", "licence"};
  QGAUGE_CHECK(node.only_keys(keys));
  std::string* targets[] = {&source.description, &source.url, &source.licence};
  for (std::size_t i = 0; i < keys.size(); ++i) {
    QGAUGE_TRY(const Node member, node.at(keys[i]));
    QGAUGE_TRY(*targets[i], member.text());
  }
  if (source.description.empty()) return node.refuse("a description that says where the numbers come from");
  return {};
}

core::Result<ErrorMetric> read_metric(const Node& node) {
  ErrorMetric metric;
  QGAUGE_CHECK(node.only_keys(metric_keys));
  QGAUGE_CHECK(read_enum(node, "operation", operation_names, metric.operation));
  QGAUGE_CHECK(read_enum(node, "one_qubit_part", one_qubit_part_names, metric.one_qubit_part));
  QGAUGE_CHECK(read_enum(node, "per", per_names, metric.per));
  QGAUGE_CHECK(read_enum(node, "leakage", leakage_names, metric.leakage));
  QGAUGE_CHECK(read_text(node, "method", metric.method));
  QGAUGE_CHECK(read_text(node, "field", metric.field));
  QGAUGE_CHECK(read_text(node, "conversion", metric.conversion));
  return metric;
}

core::Result<Metrics> read_metrics(const Node& root) {
  Metrics metrics;
  const auto node = root.find("metrics");
  if (!node) return metrics;
  if (!node->json().is_object()) return node->refuse("an object that names each metric");
  for (const auto& [name, value] : node->json().items()) {
    if (name.starts_with("_comment")) continue;
    QGAUGE_TRY(const Node member, node->at(name));
    QGAUGE_TRY(metrics[name], read_metric(member));
  }
  return metrics;
}

core::Status read_identity(const Node& root, DeviceDescription& description) {
  QGAUGE_TRY(const Node name, root.at("name"));
  QGAUGE_TRY(description.name, name.text());
  QGAUGE_CHECK(read_text(root, "vendor", description.vendor));
  QGAUGE_CHECK(read_text(root, "modality", description.modality));
  QGAUGE_CHECK(read_enum(root, "paradigm", paradigm_names, description.paradigm));
  QGAUGE_CHECK(read_date(root, "as_of", description.as_of));
  return read_source(root, description.source);
}

core::Status read_qubits(const Node& root, DeviceDescription& description) {
  if (const auto count = root.find("qubit_count")) {
    QGAUGE_TRY(description.qubit_count, count->integer(1, max_qubits));
  }
  const auto list = root.find("qubits");
  if (!list) return {};
  QGAUGE_TRY(const auto items, list->items(max_qubits));
  for (const Node& item : items) {
    QGAUGE_TRY(Qubit qubit, read_qubit(item, std::to_string(description.qubits.size())));
    description.qubits.push_back(std::move(qubit));
  }
  if (!description.qubit_count) description.qubit_count = static_cast<int>(items.size());
  return {};
}

core::Status read_couplings(const Node& root, DeviceDescription& description) {
  QGAUGE_CHECK(read_bool(root, "all_to_all", description.all_to_all));
  const auto list = root.find("couplings");
  if (!list) return {};
  QGAUGE_TRY(const auto items, list->items(max_couplings));
  for (const Node& item : items) {
    QGAUGE_TRY(const std::vector<int> pair, read_indices(item, description.qubit_count.value_or(0)));
    if (pair.size() != 2) return item.refuse("a pair of qubits");
    description.couplings.emplace_back(pair[0], pair[1]);
  }
  return {};
}

core::Status read_gates(const Node& root, DeviceDescription& description) {
  const auto list = root.find("gates");
  if (!list) return {};
  QGAUGE_TRY(const Metrics metrics, read_metrics(root));
  QGAUGE_TRY(const auto items, list->items(2 * max_couplings + max_qubits));
  for (const Node& item : items) {
    QGAUGE_TRY(Gate gate, read_gate(item, metrics, description.qubit_count.value_or(0)));
    description.gates.push_back(std::move(gate));
  }
  return {};
}

core::Status read_averages(const Node& root, DeviceDescription& description) {
  const auto node = root.find("average");
  if (!node) return {};
  QGAUGE_TRY(const Metrics metrics, read_metrics(root));
  constexpr std::array<std::string_view, 3> keys{"qubit", "one_qubit_gate", "two_qubit_gate"};
  QGAUGE_CHECK(node->only_keys(keys));
  if (const auto qubit = node->find("qubit")) {
    QGAUGE_TRY(description.average_qubit, read_qubit(*qubit, {}));
  }
  const std::pair<std::string_view, std::optional<Gate>*> gates[] = {
      {"one_qubit_gate", &description.average_one_qubit_gate}, {"two_qubit_gate", &description.average_two_qubit_gate}};
  for (const auto& [key, target] : gates) {
    const auto gate = node->find(key);
    if (!gate) continue;
    QGAUGE_CHECK(gate->only_keys(average_gate_keys));
    QGAUGE_TRY(*target, read_gate_values(*gate, metrics));
  }
  return {};
}

core::Result<PublishedFigure> read_published_figure(const Node& node, int count) {
  constexpr std::array<std::string_view, 4> keys{"name", "value", "qubits", "date"};
  QGAUGE_CHECK(node.only_keys(keys));
  PublishedFigure figure;
  QGAUGE_TRY(const Node name, node.at("name"));
  QGAUGE_TRY(figure.name, name.text());
  QGAUGE_TRY(const Node value, node.at("value"));
  QGAUGE_TRY(figure.value, value.number());
  if (const auto qubits = node.find("qubits")) {
    QGAUGE_TRY(figure.qubits, read_indices(*qubits, count));
  }
  QGAUGE_CHECK(read_date(node, "date", figure.date));
  return figure;
}

core::Status read_published(const Node& root, DeviceDescription& description) {
  const auto list = root.find("published");
  if (!list) return {};
  QGAUGE_TRY(const auto items, list->items());
  for (const Node& item : items) {
    QGAUGE_TRY(PublishedFigure figure, read_published_figure(item, description.qubit_count.value_or(0)));
    description.published.push_back(std::move(figure));
  }
  return {};
}

core::Result<core::Finding> read_finding(const Node& node) {
  constexpr std::array<std::string_view, 3> keys{"code", "where", "message"};
  QGAUGE_CHECK(node.only_keys(keys));
  core::Finding finding;
  QGAUGE_TRY(const Node code, node.at("code"));
  QGAUGE_TRY(finding.code, code.text());
  if (core::find_finding(finding.code) == nullptr) return code.refuse("a code of the list of findings");
  QGAUGE_CHECK(read_text(node, "where", finding.where));
  QGAUGE_CHECK(read_text(node, "message", finding.message));
  return finding;
}

core::Status read_findings(const Node& root, DeviceDescription& description) {
  const auto list = root.find("findings");
  if (!list) return {};
  QGAUGE_TRY(const auto items, list->items());
  for (const Node& item : items) {
    QGAUGE_TRY(core::Finding finding, read_finding(item));
    description.findings.push_back(std::move(finding));
  }
  return {};
}

core::Status read_memory_error(const Node& root, DeviceDescription& description) {
  const auto node = root.find("memory_error_per_layer");
  if (!node) return {};
  QGAUGE_TRY(description.memory_error_per_layer, read_quantity(*node, core::Dimension::one, Range::probability));
  return {};
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_native{{
    {Content::name, Coverage::read, "name"},
    {Content::date, Coverage::read, "as_of"},
    {Content::qubit_count, Coverage::read, "qubit_count, or the number of qubits"},
    {Content::qubit_labels, Coverage::read, "label"},
    {Content::couplings, Coverage::read, "couplings, or all_to_all"},
    {Content::t1, Coverage::read, "t1_s"},
    {Content::t2, Coverage::read, "t2_s"},
    {Content::readout_error, Coverage::read, "p1_given_0, p0_given_1, assignment_error"},
    {Content::one_qubit_error, Coverage::read, "gates[].infidelity with its metric"},
    {Content::two_qubit_error, Coverage::read, "gates[].infidelity with its metric"},
    {Content::simultaneous_errors, Coverage::missing, "not in such files"},
    {Content::one_qubit_duration, Coverage::read, "gates[].duration_s"},
    {Content::two_qubit_duration, Coverage::read, "gates[].duration_s"},
    {Content::readout_duration, Coverage::read, "readout_duration_s"},
    {Content::standard_errors, Coverage::read, "sigma"},
    {Content::value_dates, Coverage::read, "date"},
    {Content::operational, Coverage::read, "operational"},
    {Content::coherent_errors, Coverage::read, "over_rotation_rad"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::read, "memory_error_per_layer"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::read, "published"},
}};

std::string_view part_of_native(const Document& document) {
  if (!document.has("schema")) return {};
  const auto& schema = (*document.tree)["schema"];
  return schema.is_string() && schema.get_ref<const std::string&>().starts_with("qgauge.device/") ? "description" : "";
}

core::Result<DeviceDescription> import_native(std::span<const Part> parts, std::string_view) {
  const Node root = parts[0].document->root();
  QGAUGE_TRY(const Node schema, root.at("schema"));
  if (schema.json() != native_schema) return schema.refuse(fmt::format("the schema \"{}\"", native_schema));
  QGAUGE_CHECK(root.only_keys(top_keys));
  DeviceDescription description;
  QGAUGE_CHECK(read_identity(root, description));
  for (const auto section :
       {read_qubits, read_couplings, read_gates, read_averages, read_memory_error, read_published, read_findings}) {
    QGAUGE_CHECK(section(root, description));
  }
  return description;
}

}  // namespace qgauge::device

// Writes the native format, schema qgauge.device/1: what is at its default is left out, one qubit or gate stands on a
// line. The text grows line by line, because a machine may have a million couplings.

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "device/fields.hpp"
#include "device/metric_names.hpp"
#include "device/native_names.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device {
namespace {

using Tree = nlohmann::ordered_json;

/// What a qubit or gate says once for all its quantities.
struct Shared {
  std::optional<core::Date> date;
  std::string source;
};

Tree quantity_tree(const Quantity& quantity, const Shared& shared = {}) {
  const bool dated = quantity.date && !shared.date, sourced = !quantity.source.empty() && shared.source.empty();
  if (quantity.known() && !quantity.sigma && !dated && !sourced) return quantity.value;
  Tree tree;
  if (quantity.known()) {
    tree["value"] = quantity.value;
    if (quantity.sigma) tree["sigma"] = *quantity.sigma;
  } else {
    tree["not_calibrated"] = true;
  }
  if (dated) tree["date"] = quantity.date->text();
  if (sourced) tree["source"] = quantity.source;
  return tree;
}

/// The date and the source that all quantities of an owner share, if they do.
template <class Owner, std::size_t N>
Shared shared_by(const std::array<Field<Owner>, N>& fields, const Owner& owner) {
  const Quantity* first = nullptr;
  Shared shared;
  for (const Field<Owner>& field : fields) {
    const Quantity& quantity = owner.*field.member;
    if (quantity.state == State::absent) continue;
    if (first == nullptr) {
      first = &quantity;
      shared = {quantity.date, quantity.source};
    }
    if (quantity.date != first->date) shared.date.reset();
    if (quantity.source != first->source) shared.source.clear();
  }
  return shared;
}

template <class Owner, std::size_t N>
void put_fields(Tree& tree, const std::array<Field<Owner>, N>& fields, const Owner& owner) {
  const Shared shared = shared_by(fields, owner);
  for (const Field<Owner>& field : fields) {
    const Quantity& quantity = owner.*field.member;
    if (quantity.state != State::absent) tree[std::string(field.key)] = quantity_tree(quantity, shared);
  }
  if (shared.date) tree["date"] = shared.date->text();
  if (!shared.source.empty()) tree["source"] = shared.source;
}

void put_text(Tree& tree, const char* key, const std::string& text) {
  if (!text.empty()) tree[key] = text;
}

Tree readout_tree(const Readout& readout, const MetricNames& metrics) {
  Tree tree = Tree::object();
  put_fields(tree, readout_fields, readout);
  if (says_something(readout.metric)) tree["metric"] = metrics.of(readout.metric);
  return tree;
}

/// `default_label` is what the reader takes where none is given.
Tree qubit_tree(const Qubit& qubit, const MetricNames& metrics, const std::string& default_label) {
  Tree tree = Tree::object();
  if (qubit.label != default_label) tree["label"] = qubit.label;
  put_fields(tree, qubit_fields, qubit);
  if (says_something(qubit.readout_metric)) tree["readout_metric"] = metrics.of(qubit.readout_metric);
  for (const Readout& readout : qubit.other_readouts) tree["other_readouts"].push_back(readout_tree(readout, metrics));
  if (!qubit.operational) tree["operational"] = false;
  return tree;
}

Tree gate_error_tree(const GateError& error, const MetricNames& metrics) {
  Tree tree = Tree::object();
  put_fields(tree, gate_error_fields, error);
  tree["metric"] = metrics.of(error.metric);
  return tree;
}

Tree gate_tree(const Gate& gate, const MetricNames& metrics) {
  Tree tree;
  tree["name"] = gate.name;
  if (!gate.qubits.empty()) tree["qubits"] = gate.qubits;
  put_fields(tree, gate_fields, gate);
  const bool has_error = gate.infidelity.state != State::absent;
  if (has_error || says_something(gate.metric)) tree["metric"] = metrics.of(gate.metric);
  for (const GateError& error : gate.other_errors) tree["other_errors"].push_back(gate_error_tree(error, metrics));
  if (gate.over_rotation_rad != 0) tree["over_rotation_rad"] = gate.over_rotation_rad;
  if (!gate.operational) tree["operational"] = false;
  return tree;
}

Tree metric_tree(const ErrorMetric& metric) {
  Tree tree{{"operation", name_in(operation_names, metric.operation)},
            {"one_qubit_part", name_in(one_qubit_part_names, metric.one_qubit_part)},
            {"per", name_in(per_names, metric.per)},
            {"leakage", name_in(leakage_names, metric.leakage)}};
  put_text(tree, "method", metric.method);
  put_text(tree, "field", metric.field);
  put_text(tree, "conversion", metric.conversion);
  return tree;
}

Tree source_tree(const Provenance& source) {
  return {{"description", source.description}, {"url", source.url}, {"licence", source.licence}};
}

Tree zz_tree(const ZzCrosstalk& zz) {
  Tree tree;
  tree["qubits"] = {zz.a, zz.b};
  put_fields(tree, zz_fields, zz);
  return tree;
}

Tree zone_tree(const Zone& zone) {
  Tree tree{{"name", zone.name}, {"kind", zone.kind}};
  if (zone.capacity) tree["capacity"] = *zone.capacity;
  if (!zone.qubits.empty()) tree["qubits"] = zone.qubits;
  return tree;
}

Tree parameter_tree(const ComponentParameter& parameter) {
  if (const auto* quantity = std::get_if<Quantity>(&parameter.value)) return quantity_tree(*quantity);
  if (const auto* text = std::get_if<std::string>(&parameter.value)) return *text;
  return std::get<bool>(parameter.value);
}

Tree record_tree(const Record& record) {
  Tree tree = Tree::object();
  put_text(tree, "developed_in", record.developed_in);
  put_text(tree, "made_in", record.made_in);
  put_text(tree, "introduced", record.introduced);
  put_text(tree, "status", record.status);
  put_text(tree, "confidence", std::string(name_of(record.confidence)));
  put_text(tree, "notes", record.notes);
  return tree;
}

/// Parameters in the order of their names, which is the one they are read in.
Tree component_tree(const Component& component) {
  Tree tree{{"kind", component.kind}};
  put_text(tree, "name", component.name);
  put_text(tree, "vendor", component.vendor);
  std::map<std::string_view, Tree> parameters;
  for (const ComponentParameter& parameter : component.parameters) {
    const auto* quantity = std::get_if<Quantity>(&parameter.value);
    if (quantity != nullptr && quantity->state == State::absent) continue;
    parameters[parameter.name] = parameter_tree(parameter);
  }
  for (const auto& [name, value] : parameters) tree["parameters"][std::string(name)] = value;
  if (component.record != Record{}) tree["record"] = record_tree(component.record);
  return tree;
}

Tree published_tree(const PublishedFigure& figure) {
  Tree tree{{"name", figure.name}};
  if (figure.value) tree["value"] = *figure.value;
  if (figure.sigma) tree["sigma"] = *figure.sigma;
  if (figure.low) tree["low"] = *figure.low;
  if (figure.high) tree["high"] = *figure.high;
  if (!figure.qubits.empty()) tree["qubits"] = figure.qubits;
  if (figure.date) tree["date"] = figure.date->text();
  put_text(tree, "source", figure.source);
  put_text(tree, "confidence", std::string(name_of(figure.confidence)));
  put_text(tree, "text", figure.text);
  return tree;
}

Tree finding_tree(const core::Finding& finding) {
  return {{"code", finding.code}, {"where", finding.where}, {"message", finding.message}};
}

/// On one line; text that is not UTF-8 is replaced, because JSON cannot hold it.
std::string compact(const Tree& tree) { return tree.dump(-1, ' ', false, Tree::error_handler_t::replace); }

/// The document as it grows: one key a line, the elements of a list or table on lines of their own.
class Page {
 public:
  void put(std::string_view key, const Tree& value) {
    start(key);
    text_ += compact(value);
  }

  /// A list of what `tree_of` makes of each item; nothing where there is none.
  template <class List, class TreeOf>
  void put_list(std::string_view key, const List& list, const TreeOf& tree_of) {
    if (list.empty()) return;
    start(key);
    const char* separator = "[\n    ";
    for (const auto& item : list) {
      text_ += separator;
      text_ += compact(tree_of(item));
      separator = ",\n    ";
    }
    text_ += "\n  ]";
  }

  /// The same for pairs of a name and a tree.
  void put_table(std::string_view key, const std::vector<std::pair<std::string, Tree>>& table) {
    if (table.empty()) return;
    start(key);
    const char* separator = "{\n    ";
    for (const auto& [name, tree] : table) {
      text_ += fmt::format("{}{}: {}", separator, compact(name), compact(tree));
      separator = ",\n    ";
    }
    text_ += "\n  }";
  }

  void put_pairs(std::string_view key, const std::vector<std::pair<int, int>>& pairs) {
    if (pairs.empty()) return;
    start(key);
    char separator = '[';
    for (const auto& [a, b] : pairs) {
      fmt::format_to(std::back_inserter(text_), "{}[{},{}]", separator, a, b);
      separator = ',';
    }
    text_ += ']';
  }

  std::string text() && {
    text_ += "\n}\n";
    return std::move(text_);
  }

 private:
  void start(std::string_view key) {
    text_ += text_.empty() ? "{\n  \"" : ",\n  \"";
    text_ += key;
    text_ += "\": ";
  }

  std::string text_;
};

void put_identity(Page& page, const DeviceDescription& description) {
  page.put("schema", native_schema);
  page.put("name", description.name);
  page.put("vendor", description.vendor);
  page.put("modality", description.modality);
  page.put("paradigm", name_of(description.paradigm));
  if (description.as_of) page.put("as_of", description.as_of->text());
  page.put("source", source_tree(description.source));
}

/// What the rest refers to by name. Sources in the order of their names, which is the one they are read in.
void put_tables(Page& page, const DeviceDescription& description, const MetricNames& metrics) {
  std::vector<std::pair<std::string, Tree>> table;
  for (const auto& [name, source] : description.sources) table.emplace_back(name, source_tree(source));
  std::ranges::sort(table, {}, [](const auto& row) -> const std::string& { return row.first; });
  page.put_table("sources", table);
  table.clear();
  for (const ErrorMetric& metric : metrics.metrics()) table.emplace_back(metrics.of(metric), metric_tree(metric));
  page.put_table("metrics", table);
}

void put_averages(Page& page, const DeviceDescription& description, const MetricNames& metrics) {
  Tree average;
  if (description.average_qubit) average["qubit"] = qubit_tree(*description.average_qubit, metrics, {});
  if (description.average_one_qubit_gate)
    average["one_qubit_gate"] = gate_tree(*description.average_one_qubit_gate, metrics);
  if (description.average_two_qubit_gate)
    average["two_qubit_gate"] = gate_tree(*description.average_two_qubit_gate, metrics);
  if (!average.is_null()) page.put("average", average);
  const Quantity& memory = description.memory_error_per_layer;
  if (memory.state != State::absent) page.put("memory_error_per_layer", quantity_tree(memory));
  const Quantity& base = description.rzz_error_base;
  if (base.state != State::absent) page.put("rzz_error_base", quantity_tree(base));
}

void put_machine(Page& page, const DeviceDescription& description, const MetricNames& metrics) {
  if (description.qubit_count) page.put("qubit_count", *description.qubit_count);
  if (description.all_to_all) page.put("all_to_all", true);
  page.put_pairs("couplings", description.couplings);
  std::size_t number = 0;
  page.put_list("qubits", description.qubits,
                [&](const Qubit& qubit) { return qubit_tree(qubit, metrics, std::to_string(number++)); });
  page.put_list("gates", description.gates, [&](const Gate& gate) { return gate_tree(gate, metrics); });
  put_averages(page, description, metrics);
  page.put_list("zz", description.zz, zz_tree);
  page.put_list("zones", description.zones, zone_tree);
}

}  // namespace

std::string write_native(const DeviceDescription& description) {
  const MetricNames metrics(description);
  Page page;
  put_identity(page, description);
  put_tables(page, description, metrics);
  put_machine(page, description, metrics);
  page.put_list("components", description.components, component_tree);
  page.put_list("published", description.published, published_tree);
  page.put_list("findings", description.findings, finding_tree);
  if (description.record != Record{}) page.put("record", record_tree(description.record));
  return std::move(page).text();
}

}  // namespace qgauge::device

// Writes the native format, schema qgauge.device/1: what is at its default is left out, one qubit or gate stands on a
// line.

#include <string>

#include <nlohmann/json.hpp>

#include "device/fields.hpp"
#include "device/native_names.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device {
namespace {

using Tree = nlohmann::ordered_json;

/// `dated_by_owner`: the qubit or gate names one date for all its quantities.
Tree quantity_tree(const Quantity& quantity, bool dated_by_owner) {
  const bool dated = quantity.date && !dated_by_owner;
  if (quantity.known() && !quantity.sigma && !dated) return quantity.value;
  Tree tree;
  if (quantity.known()) {
    tree["value"] = quantity.value;
    if (quantity.sigma) tree["sigma"] = *quantity.sigma;
  } else {
    tree["not_calibrated"] = true;
  }
  if (dated) tree["date"] = quantity.date->text();
  return tree;
}

void put(Tree& tree, std::string_view key, const Quantity& quantity, bool dated_by_owner = false) {
  if (quantity.state != State::absent) tree[std::string(key)] = quantity_tree(quantity, dated_by_owner);
}

/// The date that all quantities of a qubit or gate share, if they do.
template <class Owner, std::size_t N>
std::optional<core::Date> shared_date(const std::array<Field<Owner>, N>& fields, const Owner& owner) {
  std::optional<core::Date> shared;
  bool first = true;
  for (const Field<Owner>& field : fields) {
    const Quantity& quantity = owner.*field.member;
    if (quantity.state == State::absent) continue;
    if (!first && quantity.date != shared) return std::nullopt;
    shared = quantity.date;
    first = false;
  }
  return shared;
}

template <class Owner, std::size_t N>
void put_fields(Tree& tree, const std::array<Field<Owner>, N>& fields, const Owner& owner) {
  const auto shared = shared_date(fields, owner);
  for (const Field<Owner>& field : fields) put(tree, field.key, owner.*field.member, shared.has_value());
  if (shared) tree["date"] = shared->text();
}

/// `default_label` is what the reader takes where none is given.
Tree qubit_tree(const Qubit& qubit, const std::string& default_label) {
  Tree tree = Tree::object();
  if (qubit.label != default_label) tree["label"] = qubit.label;
  put_fields(tree, qubit_fields, qubit);
  if (!qubit.operational) tree["operational"] = false;
  return tree;
}

/// The distinct metrics of a description; each is named by its number in the order of appearance.
class Metrics {
 public:
  std::string name_of(const ErrorMetric& metric);
  Tree tree() const { return tree_; }

 private:
  Tree tree_ = Tree::object();
};

Tree gate_tree(const Gate& gate, Metrics& metrics) {
  Tree tree;
  tree["name"] = gate.name;
  if (!gate.qubits.empty()) tree["qubits"] = gate.qubits;
  put_fields(tree, gate_fields, gate);
  if (gate.infidelity.state != State::absent) tree["metric"] = metrics.name_of(gate.metric);
  if (gate.over_rotation_rad != 0) tree["over_rotation_rad"] = gate.over_rotation_rad;
  if (!gate.operational) tree["operational"] = false;
  return tree;
}

Tree metric_tree(const ErrorMetric& metric) {
  return {{"operation", name_in(operation_names, metric.operation)},
          {"one_qubit_part", name_in(one_qubit_part_names, metric.one_qubit_part)},
          {"per", name_in(per_names, metric.per)},
          {"leakage", name_in(leakage_names, metric.leakage)},
          {"method", metric.method},
          {"field", metric.field},
          {"conversion", metric.conversion}};
}

std::string Metrics::name_of(const ErrorMetric& metric) {
  const Tree wanted = metric_tree(metric);
  for (const auto& [name, known] : tree_.items()) {
    if (known == wanted) return name;
  }
  const std::string name = "metric_" + std::to_string(tree_.size() + 1);
  tree_[name] = wanted;
  return name;
}

Tree published_tree(const PublishedFigure& figure) {
  Tree tree{{"name", figure.name}, {"value", figure.value}};
  if (!figure.qubits.empty()) tree["qubits"] = figure.qubits;
  if (figure.date) tree["date"] = figure.date->text();
  return tree;
}

void put_identity(Tree& tree, const DeviceDescription& description) {
  tree["schema"] = native_schema;
  tree["name"] = description.name;
  tree["vendor"] = description.vendor;
  tree["modality"] = description.modality;
  tree["paradigm"] = name_of(description.paradigm);
  if (description.as_of) tree["as_of"] = description.as_of->text();
  tree["source"] = {{"description", description.source.description},
                    {"url", description.source.url},
                    {"licence", description.source.licence}};
}

void put_averages(Tree& tree, const DeviceDescription& description, Metrics& metrics) {
  Tree average;
  if (description.average_qubit) average["qubit"] = qubit_tree(*description.average_qubit, {});
  if (description.average_one_qubit_gate)
    average["one_qubit_gate"] = gate_tree(*description.average_one_qubit_gate, metrics);
  if (description.average_two_qubit_gate)
    average["two_qubit_gate"] = gate_tree(*description.average_two_qubit_gate, metrics);
  if (!average.is_null()) tree["average"] = std::move(average);
  put(tree, "memory_error_per_layer", description.memory_error_per_layer);
}

void put_lists(Tree& tree, const DeviceDescription& description, Metrics& metrics) {
  if (description.qubit_count) tree["qubit_count"] = *description.qubit_count;
  if (description.all_to_all) tree["all_to_all"] = true;
  if (!description.couplings.empty()) tree["couplings"] = description.couplings;
  for (const Qubit& qubit : description.qubits) {
    Tree& list = tree["qubits"];
    list.push_back(qubit_tree(qubit, std::to_string(list.size())));
  }
  for (const Gate& gate : description.gates) tree["gates"].push_back(gate_tree(gate, metrics));
  for (const PublishedFigure& figure : description.published) tree["published"].push_back(published_tree(figure));
  for (const core::Finding& finding : description.findings) {
    tree["findings"].push_back({{"code", finding.code}, {"where", finding.where}, {"message", finding.message}});
  }
}

/// On one line; text that is not UTF-8 is replaced, because JSON cannot hold it.
std::string compact(const Tree& tree) { return tree.dump(-1, ' ', false, Tree::error_handler_t::replace); }

/// A list of objects has one element a line; everything else stands on the line of its key.
std::string layout(const Tree& tree) {
  std::string text = "{";
  const char* separator = "\n";
  for (const auto& [key, value] : tree.items()) {
    text += separator + std::string("  ") + compact(key) + ": ";
    separator = ",\n";
    if (!value.is_array() || !value[0].is_object()) {
      text += compact(value);
      continue;
    }
    for (const auto& [index, element] : value.items())
      text += (index == "0" ? "[\n    " : ",\n    ") + compact(element);
    text += "\n  ]";
  }
  return text + "\n}\n";
}

}  // namespace

std::string write_native(const DeviceDescription& description) {
  Tree tree;
  put_identity(tree, description);
  Metrics metrics;
  put_lists(tree, description, metrics);
  put_averages(tree, description, metrics);
  if (!metrics.tree().empty()) tree["metrics"] = metrics.tree();
  return layout(tree);
}

}  // namespace qgauge::device

// The JSON Schema of qgauge.device/1. docs/device.schema.json is its text, which a test keeps fresh.
// Built from the tables that the reader uses: keys, quantities, words, units, gates, findings and components.

#include <numbers>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "device/components.hpp"
#include "device/native_gates.hpp"
#include "device/native_keys.hpp"
#include "device/native_names.hpp"

namespace qgauge::device {
namespace {

using Json = nlohmann::ordered_json;

Json typed(const char* type) { return {{"type", type}}; }
Json null() { return typed("null"); }
Json reference(std::string_view form) { return {{"$ref", "#/$defs/" + std::string(form)}}; }
Json any_of(std::vector<Json> schemas) { return {{"anyOf", std::move(schemas)}}; }

Json with(Json schema, const Json& more) {
  schema.update(more);
  return schema;
}

Json described(const Json& schema, std::string_view meaning) { return with(schema, {{"description", meaning}}); }

Json number(double low, double high) { return {{"type", "number"}, {"minimum", low}, {"maximum", high}}; }
Json whole(int low, int high) { return {{"type", "integer"}, {"minimum", low}, {"maximum", high}}; }
Json list_of(Json items, int most) { return {{"type", "array"}, {"maxItems", most}, {"items", std::move(items)}}; }

/// Keys that start with _comment are ignored at every level; no others are allowed.
Json closed_object(Json properties, Json required) {
  Json schema = typed("object");
  if (!required.empty()) schema["required"] = std::move(required);
  schema["properties"] = std::move(properties);
  schema["patternProperties"] = {{"^_comment", true}};
  schema["additionalProperties"] = false;
  return schema;
}

/// An object whose members have names of the file's own choice.
Json table_of(std::string_view form, const char* refused_names) {
  Json schema = typed("object");
  schema["patternProperties"]["^_comment"] = true;
  if (*refused_names != '\0') schema["patternProperties"][refused_names] = false;
  schema["additionalProperties"] = any_of({reference(form), null()});
  return schema;
}

template <class List>
Json words(const List& list) {
  Json schema = {{"enum", Json::array()}};
  for (const auto& word : list) schema["enum"].push_back(word);
  return schema;
}

template <class Enum, std::size_t N>
Json names_in(const Names<Enum, N>& names) {
  Json schema = {{"enum", Json::array()}};
  for (const auto& [value, name] : names) schema["enum"].push_back(name);
  return schema;
}

/// The bounds of a quantity in SI; `below` excludes the upper one.
struct Bounds {
  double low;
  double high;
  bool below = false;
};

Bounds bounds_of(Range range) {
  switch (range) {
    case Range::finite:
      return {-largest_number, largest_number};
    case Range::non_negative:
      return {0, largest_number};
    case Range::probability:
      return {0, 1};
    case Range::infidelity:
      return {0, 1, true};
  }
  return {};
}

Json number_within(const Bounds& bounds) {
  if (!bounds.below) return number(bounds.low, bounds.high);
  return {{"type", "number"}, {"minimum", bounds.low}, {"exclusiveMaximum", bounds.high}};
}

Json units_of(core::Dimension dimension) {
  Json schema = {{"enum", Json::array()}};
  for (const core::Unit& unit : core::units()) {
    if (unit.dimension == dimension) schema["enum"].push_back(unit.name);
  }
  return schema;
}

Json quantity_object(Json properties, Json required) {
  properties["date"] = any_of({reference("day"), null()});
  properties["source"] = {{"type", {"string", "null"}}};
  return closed_object(std::move(properties), std::move(required));
}

/// A plain number, an object in SI, one with a unit, or a marker; null is the same as leaving it out.
Json quantity(core::Dimension dimension, const Bounds& bounds) {
  const Json sigma = any_of({number(0, largest_number), null()});
  const Json not_marked = {{"enum", {false, nullptr}}};
  const Json in_unit = number(bounds.low < 0 ? -largest_number : 0, largest_number);
  return any_of(
      {null(), number_within(bounds),
       quantity_object(
           {{"value", number_within(bounds)}, {"unit", null()}, {"sigma", sigma}, {"not_calibrated", not_marked}},
           {"value"}),
       quantity_object(
           {{"value", in_unit}, {"unit", units_of(dimension)}, {"sigma", sigma}, {"not_calibrated", not_marked}},
           {"value", "unit"}),
       quantity_object({{"value", null()}, {"unit", null()}, {"sigma", null()}, {"not_calibrated", {{"const", true}}}},
                       {"not_calibrated"})});
}

/// The name of a quantity's definition; definitions are made as they are named.
std::string quantity_form(core::Dimension dimension, const Bounds& bounds, Json& definitions) {
  std::string name(core::name_of(dimension));
  if (bounds.high == 1) name = bounds.below ? "infidelity" : "probability";
  if (bounds.low == 0 && bounds.high > 1) name += "_from_0";
  if (bounds.high == 0) name += "_up_to_0";
  if (!definitions.contains(name)) definitions[name] = quantity(dimension, bounds);
  return name;
}

/// Properties and required names of an object, from keys and fields.
class Members {
 public:
  explicit Members(Json& definitions) : definitions_(definitions) {}

  template <std::size_t N>
  Members& keys(const std::array<Key, N>& list) {
    for (const Key& key : list) {
      const Json schema = key.required ? reference(key.form) : any_of({reference(key.form), null()});
      properties_[std::string(key.name)] = described(schema, key.meaning);
      if (key.required) required_.push_back(key.name);
    }
    return *this;
  }

  template <class Owner, std::size_t N>
  Members& fields(const std::array<Field<Owner>, N>& list) {
    for (const Field<Owner>& field : list) {
      const std::string form = quantity_form(field.dimension, bounds_of(field.range), definitions_);
      properties_[std::string(field.key)] = described(reference(form), field.meaning);
    }
    return *this;
  }

  Json object() const { return closed_object(properties_, required_); }

 private:
  Json& definitions_;
  Json properties_ = Json::object();
  Json required_ = Json::array();
};

Json implied(const Json& condition, const Json& consequence) { return {{"if", condition}, {"then", consequence}}; }
Json having(const char* key, const Json& schema) { return {{"properties", {{key, schema}}}}; }

Json parameter(const components::ParameterSpec& spec, Json& definitions) {
  switch (spec.type) {
    case components::ParameterType::number:
      return reference(quantity_form(spec.dimension, {spec.low, spec.high}, definitions));
    case components::ParameterType::count:
      return reference("count");
    case components::ParameterType::word: {
      Json schema = words(components::words_of(spec));
      schema["enum"].push_back(nullptr);
      return schema;
    }
    case components::ParameterType::text:
      return {{"type", {"string", "null"}}};
    case components::ParameterType::flag:
      return {{"type", {"boolean", "null"}}};
  }
  return {};
}

Json parameters_of(const components::ComponentKind& kind, Json& definitions) {
  Json properties = Json::object();
  for (const std::string_view name : components::parameter_names(kind)) {
    const components::ParameterSpec& spec = *components::find_parameter(kind, name);
    properties[std::string(name)] = described(parameter(spec, definitions), spec.meaning);
  }
  return described(closed_object(std::move(properties), Json::array()), kind.meaning);
}

/// The kind decides which parameters there may be.
Json component(Json& definitions) {
  Json schema = Members(definitions).keys(component_keys).object();
  for (const components::ComponentKind& kind : components::component_kinds()) {
    const std::string form = "parameters_of_" + std::string(kind.name);
    definitions[form] = parameters_of(kind, definitions);
    schema["allOf"].push_back(
        implied(having("kind", {{"const", kind.name}}), having("parameters", any_of({reference(form), null()}))));
  }
  return schema;
}

Json published_figure(Json& definitions) {
  const Json number = reference("number");
  return with(Members(definitions).keys(published_keys).object(),
              any_of({{{"required", {"value"}}, {"properties", {{"value", number}}}},
                      {{"required", {"low", "high"}}, {"properties", {{"low", number}, {"high", number}}}}}));
}

/// Every code of two letters that is one.
Json countries() {
  Json codes = Json::array();
  for (char first = 'A'; first <= 'Z'; ++first) {
    for (char second = 'A'; second <= 'Z'; ++second) {
      const std::string code{first, second};
      if (core::is_country(code)) codes.push_back(code);
    }
  }
  return {{"enum", codes}};
}

/// An error needs the name of its metric.
Json metric_rule() {
  Json has_error = having("infidelity", {{"type", {"number", "object"}}});
  has_error["required"] = {"infidelity"};
  Json has_metric = having("metric", typed("string"));
  has_metric["required"] = {"metric"};
  return implied(has_error, has_metric);
}

/// One qubit has a pulse, two have an entangler.
Json name_rules() {
  return {metric_rule(), implied(having("qubits", {{"maxItems", 1}}), having("name", reference("one_qubit_gate_name"))),
          implied(having("qubits", {{"minItems", 2}}), having("name", reference("two_qubit_gate_name")))};
}

void define_words(Json& definitions) {
  definitions["text"] = typed("string");
  definitions["source_text"] = {{"type", "string"}, {"minLength", 1}};
  definitions["flag"] = typed("boolean");
  definitions["number"] = number(-largest_number, largest_number);
  definitions["angle"] = described(number(-2 * std::numbers::pi, 2 * std::numbers::pi), "radians, at most one turn");
  definitions["day"] = {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
  definitions["metric_name"] = typed("string");
  definitions["schema_name"] = {{"const", native_schema}};
  definitions["paradigm"] = names_in(paradigm_names);
  definitions["operation"] = names_in(operation_names);
  definitions["one_qubit_part"] = names_in(one_qubit_part_names);
  definitions["per"] = names_in(per_names);
  definitions["leakage"] = names_in(leakage_names);
  definitions["zone_kind"] = words(zone_kinds);
  definitions["country"] = countries();
  definitions["period"] = {{"type", "string"}, {"pattern", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}};
  definitions["record_status"] = words(record_statuses);
  definitions["confidence"] = names_in(confidence_names);
  definitions["component_kind"] = words(components::component_kind_names());
  std::vector<std::string_view> codes;
  for (const core::FindingSpec& finding : core::finding_list()) codes.push_back(finding.code);
  definitions["finding_code"] = words(codes);
}

void define_places(Json& definitions) {
  const Json distinct = {{"uniqueItems", true}};
  definitions["qubit_count"] = whole(1, max_qubits);
  definitions["qubit_number"] = whole(0, max_qubits - 1);
  const Json numbers = list_of(reference("qubit_number"), max_qubits);
  definitions["qubit_list"] = with(numbers, distinct);
  definitions["pair"] = with(numbers, {{"minItems", 2}, {"maxItems", 2}, {"uniqueItems", true}});
  definitions["gate_place"] = with(numbers, {{"minItems", 1}, {"maxItems", 2}, {"uniqueItems", true}});
  definitions["couplings"] = list_of(reference("pair"), max_couplings);
}

void define_calibration(Json& definitions) {
  definitions["metric"] = Members(definitions).keys(metric_keys).object();
  definitions["metric_table"] = table_of("metric", "");
  definitions["readout"] = Members(definitions).keys(readout_keys).keys(shared_keys).fields(readout_fields).object();
  definitions["readouts"] = list_of(reference("readout"), max_further_errors);
  definitions["qubit"] = Members(definitions).keys(qubit_keys).keys(shared_keys).fields(qubit_fields).object();
  definitions["qubits"] = list_of(reference("qubit"), max_qubits);
  definitions["gate_error"] =
      Members(definitions).keys(gate_error_keys).keys(shared_keys).fields(gate_error_fields).object();
  definitions["gate_errors"] = list_of(reference("gate_error"), max_further_errors);
  const Members gate = Members(definitions).keys(average_gate_keys).keys(shared_keys).fields(gate_fields);
  for (const char* size : {"one", "two"}) {
    const std::string name = fmt::format("{}_qubit_gate_name", size);
    definitions[fmt::format("average_{}_qubit_gate", size)] =
        with(gate.object(), {{"allOf", {metric_rule(), having("name", reference(name))}}});
  }
  definitions["gate"] = with(Members(gate).keys(gate_place_keys).object(), {{"allOf", name_rules()}});
  definitions["gates"] = list_of(reference("gate"), max_gates);
  definitions["average"] = Members(definitions).keys(average_keys).object();
}

void define_gate_names(Json& definitions) {
  std::vector<std::string_view> one, two;
  for (const Pulse& pulse : pulses()) one.push_back(pulse.name);
  for (const Entangler& entangler : entanglers()) two.push_back(entangler.name);
  definitions["one_qubit_gate_name"] = words(one);
  definitions["two_qubit_gate_name"] = words(two);
  definitions["gate_name"] = any_of({reference("one_qubit_gate_name"), reference("two_qubit_gate_name")});
}

void define_surroundings(Json& definitions) {
  definitions["provenance"] = Members(definitions).keys(provenance_keys).object();
  definitions["provenance_table"] = table_of("provenance", "^$");
  definitions["zz_coupling"] = Members(definitions).keys(zz_keys).keys(shared_keys).fields(zz_fields).object();
  definitions["zz_list"] = list_of(reference("zz_coupling"), max_couplings);
  definitions["zone"] = Members(definitions).keys(zone_keys).object();
  definitions["zones"] = list_of(reference("zone"), max_couplings);
  definitions["parameters"] = typed("object");
  definitions["component"] = component(definitions);
  definitions["components"] = list_of(reference("component"), max_couplings);
  definitions["published_figure"] = published_figure(definitions);
  definitions["record"] = Members(definitions).keys(record_keys).object();
  definitions["published_list"] = list_of(reference("published_figure"), max_couplings);
  definitions["finding"] = Members(definitions).keys(finding_keys).object();
  definitions["findings"] = list_of(reference("finding"), max_couplings);
}

/// Values, or components alone, or a machine of which only the number of qubits is known.
Json something_described() {
  Json other_paradigms = names_in(paradigm_names);
  std::erase(other_paradigms["enum"].get_ref<Json::array_t&>(), Json(name_of(Paradigm::gate_model)));
  return any_of({{{"required", {"qubits"}}},
                 {{"required", {"average"}}},
                 {{"required", {"components"}}},
                 {{"required", {"published"}}},
                 {{"required", {"record"}}},
                 {{"required", {"paradigm"}}, {"properties", {{"paradigm", other_paradigms}}}}});
}

}  // namespace

std::string native_json_schema() {
  Json definitions;
  define_words(definitions);
  define_places(definitions);
  definitions["probability"] = quantity(core::Dimension::one, bounds_of(Range::probability));
  definitions["count"] = quantity(core::Dimension::one, {0, 1e9});
  define_gate_names(definitions);
  define_calibration(definitions);
  define_surroundings(definitions);
  Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
              {"title", native_schema},
              {"description", "A description of a quantum machine or of devices that enable one, for qgauge"}};
  schema.update(Members(definitions).keys(top_keys).object());
  schema.update(something_described());
  schema["$defs"] = std::move(definitions);
  return schema.dump(2) + "\n";
}

}  // namespace qgauge::device

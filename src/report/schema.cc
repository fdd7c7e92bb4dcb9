// The JSON Schema of qgauge.report/1. docs/report.schema.json is its text, which a test keeps fresh.
// Built from the same lists of names as the reader, so that the two cannot differ.
#include <string>

#include <nlohmann/json.hpp>

#include "qgauge/report.hpp"
#include "report/names.hpp"

namespace qgauge::report {
namespace {

using Json = nlohmann::ordered_json;

Json typed(const char* type) { return {{"type", type}}; }
Json text() { return typed("string"); }
Json number() { return typed("number"); }

Json or_null(Json schema) {
  schema["type"] = Json::array({schema["type"], "null"});
  return schema;
}

Json described(Json schema, const char* description) {
  schema["description"] = description;
  return schema;
}

Json at_least(Json schema, int minimum) {
  schema["minimum"] = minimum;
  return schema;
}

Json count() { return at_least(typed("integer"), 0); }

Json fraction() {
  Json schema = at_least(number(), 0);
  schema["maximum"] = 1;
  return schema;
}

Json day() {
  Json schema = text();
  schema["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
  return schema;
}

Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

/// Adds members that need not be there: the first reports of the schema did not have them.
Json with_later(Json schema, const Json& properties) {
  schema["properties"].update(properties);
  return schema;
}

/// Every property is required; members that are not named are allowed, so that a later version may add some.
Json object(Json properties) {
  Json required = Json::array();
  for (const auto& [name, schema] : properties.items()) required.push_back(name);
  return {{"type", "object"}, {"required", std::move(required)}, {"properties", std::move(properties)}};
}

template <class Enum, std::size_t Size>
Json one_of(const std::array<Enum, Size>& values) {
  Json schema = text();
  for (const Enum value : values) schema["enum"].push_back(name_of(value));
  return schema;
}

/// The name of a relation, or null.
Json relation_or_null() {
  Json schema = or_null(one_of(all_relations));
  schema["enum"].push_back(nullptr);
  return schema;
}

Json paradigm_or_null() {
  Json schema = or_null(text());
  schema["enum"] = all_paradigms;
  schema["enum"].push_back(nullptr);
  return schema;
}

Json device() {
  return object({{"name", text()},
                 {"vendor", text()},
                 {"format", described(text(), "the importer that read the description")},
                 {"as_of", described(or_null(day()), "day of the calibration")},
                 {"modality", text()},
                 {"paradigm", described(paradigm_or_null(), "null: not a computer")},
                 {"source", text()},
                 {"licence", text()}});
}

Json finding() {
  return object({{"code", described(text(), "a code of `qgauge findings`")},
                 {"severity", one_of(all_severities)},
                 {"where", text()},
                 {"message", text()}});
}

Json figure_subject() {
  return described(or_null(object({{"qubits", list_of(count())}, {"gate", text()}})),
                   "the qubits and the gate of one pair's or one qubit's figure, null for an aggregate");
}

Json figure() {
  return object(
      {{"name", described(text(), "a name of `qgauge figures`")},
       {"value", described(or_null(number()), "in the unit of the figure, null where it cannot be had")},
       {"low", or_null(number())},
       {"high", or_null(number())},
       {"level", described(fraction(), "confidence level of [low, high]")},
       {"interval_kind", one_of(all_interval_kinds)},
       {"uncertainty", described(object({{"sampling", at_least(number(), 0)}, {"description", at_least(number(), 0)}}),
                                 "one standard deviation of each source")},
       {"unit", described(text(), "SI, 1 for a pure number")},
       {"origin", one_of(all_origins)},
       {"method", text()},
       {"convention", text()},
       {"samples", described(count(), "shots")},
       {"subject", figure_subject()},
       {"truth", described(or_null(number()), "the exact figure of the simulated model")},
       {"reported", described(or_null(number()), "what the source says of the same quantity")},
       {"assumptions", list_of(text())},
       {"missing", described(or_null(text()), "why there is no value")}});
}

Json reason() {
  return object({{"clause", text()},
                 {"figure", text()},
                 {"value", or_null(number())},
                 {"low", or_null(number())},
                 {"high", or_null(number())},
                 {"relation", relation_or_null()},
                 {"limit", or_null(number())},
                 {"met", described(or_null(typed("boolean")), "null: undetermined")},
                 {"text", text()},
                 {"because", list_of({{"$ref", "#/$defs/reason"}})}});
}

Json margin() {
  return with_later(object({{"figure", text()}, {"limit", number()}, {"ratio", described(number(), "value / limit")}}),
                    {{"text", described(text(), "in words and the law's own unit; may be empty")}});
}

Json subset() {
  Json pair = list_of(count());
  pair["minItems"] = pair["maxItems"] = 2;
  return with_later(
      object({{"qubits", list_of(count())}, {"mean_cnot_infidelity", number()}}),
      {{"couplings", described(list_of(std::move(pair)),
                               "those that the mean is over, where they are chosen; empty: all between the qubits")}});
}

/// What verdicts say beside what the first reports of the schema said.
Json later_verdict_members() {
  const Json licence = object({{"statement", one_of(all_licence_statements)}, {"text", text()}});
  const Json counterfactual = object({{"figure", text()},
                                      {"value", described(or_null(number()), "that it would have to reach")},
                                      {"becomes", one_of(all_decisions)},
                                      {"text", text()}});
  return {{"item", described(text(), "the component that it is about; empty: the machine itself")},
          {"text_read", described(text(), "the day on which the text of the version was read")},
          {"exporter", described(or_null(text()), "country code, null where it was not stated")},
          {"licence", described(or_null(licence), "only with a destination, and as far as the rules hold exceptions")},
          {"counterfactuals",
           described(list_of(counterfactual), "the least change of one input alone that would change the verdict")}};
}

Json verdict() {
  const Json missing =
      with_later(object({{"name", text()}, {"who_knows", text()}}),
                 {{"text", described(text(), "what is missing and who knows it; empty: the name is in words")}});
  const Json members =
      object({{"regime", text()},
              {"version", described(text(), "first day of the version")},
              {"entry", described(text(), "the instrument's own number")},
              {"as_of", described(day(), "the day whose law was asked")},
              {"destination", described(or_null(text()), "country code, null where it was not stated")},
              {"reading", described(text(), "how an ambiguous text was read, such as whole/simulated")},
              {"verdict", one_of(all_decisions)},
              {"probability_controlled", or_null(fraction())},
              {"conditional_on", list_of(text())},
              {"reasons", list_of({{"$ref", "#/$defs/reason"}})},
              {"margins", list_of(margin())},
              {"subset", or_null(subset())},
              {"assumptions", list_of(text())},
              {"missing", list_of(missing)},
              {"tags", list_of(text())},
              {"source", text()}});
  return with_later(members, later_verdict_members());
}

Json provenance() {
  return object({{"version", text()},
                 {"seed", count()},
                 {"simd", text()},
                 {"threads", count()},
                 {"elapsed_s", at_least(number(), 0)},
                 {"as_of", day()},
                 {"effort", text()},
                 {"inputs", list_of(object({{"path", text()}, {"sha256", text()}}))}});
}

Json history() {
  const Json snapshot =
      object({{"path", described(text(), "as the caller named it")}, {"as_of", day()}, {"name", text()}});
  const Json change = object({{"regime", text()},
                              {"entry", text()},
                              {"reading", text()},
                              {"as_of", described(day(), "the day whose law was asked")},
                              {"date", described(day(), "of the snapshot that first has the new verdict")},
                              {"from", one_of(all_decisions)},
                              {"to", one_of(all_decisions)}});
  const Json later = {{"item", described(text(), "the component that it is about; empty: the machine itself")}};
  const Json point = object({{"value", or_null(number())},
                             {"low", or_null(number())},
                             {"high", or_null(number())},
                             {"interval_kind", one_of(all_interval_kinds)}});
  const Json series = object({{"name", text()},
                              {"method", described(text(), "of a single snapshot's figure")},
                              {"points", described(list_of(point), "one a snapshot")}});
  Json snapshots = list_of(snapshot);
  snapshots["minItems"] = 2;
  return described(
      object({{"snapshots", std::move(snapshots)},
              {"changes", list_of(with_later(change, later))},
              {"figures", list_of(series)}}),
      "only where several snapshots of one machine were read, the latest last; everything else is of the latest, but "
      "low and high of a figure of kind history span the intervals of all snapshots");
}

}  // namespace

std::string json_schema() {
  Json schema{
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"title", schema_name},
      {"description", "A report of qgauge: figures of a quantum machine and verdicts on export-control entries"}};
  schema.update(object({{"schema", {{"const", schema_name}}},
                        {"device", device()},
                        {"findings", list_of(finding())},
                        {"figures", list_of(figure())},
                        {"verdicts", list_of(verdict())},
                        {"provenance", provenance()}}));
  schema["properties"]["history"] = history();
  schema["$defs"]["reason"] = reason();
  return schema.dump(2) + "\n";
}

}  // namespace qgauge::report

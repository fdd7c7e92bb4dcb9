// Condition trees from TOML tables. Called by the loader for each entry. Must not know any number or name of a law.
#include "thresholds/load_condition.hpp"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "thresholds/condition.hpp"

namespace qgauge::thresholds {
namespace {

constexpr std::array kinds{"all", "any", "not", "figure", "attribute"};

/// A condition is one of `kinds`: the key that says which.
core::Result<std::string> kind_key(const TableReader& table) {
  std::vector<std::string> found;
  for (const char* key : kinds) {
    if (table.has(key)) found.emplace_back(key);
  }
  if (found.size() == 1) return found.front();
  return core::unusable(table.where(),
                        found.empty() ? fmt::format("a condition with {}", fmt::join(table.keys(), ", "))
                                      : fmt::format("a condition with {}", fmt::join(found, " and ")),
                        fmt::format("exactly one of {}", fmt::join(kinds, ", ")), "split or complete the condition");
}

core::Result<Condition> read_parts(const TableReader& table, const std::string& key, Condition condition) {
  QGAUGE_CHECK(table.only({"clause", "text", "steps_by", key}));
  QGAUGE_TRY(const auto parts, table.tables(key));
  if (parts.empty()) {
    return core::unusable(table.where(key), "an empty list", fmt::format("at least one condition in \"{}\"", key));
  }
  for (const TableReader& part : parts) {
    QGAUGE_TRY(Condition child, read_condition(part));
    condition.parts.push_back(std::move(child));
  }
  QGAUGE_TRY(condition.steps_by, table.text_or_empty("steps_by"));
  if (!condition.steps_by.empty() && key != "any") {
    return core::unusable(table.where("steps_by"), "steps_by beside \"all\"", "steps_by beside \"any\"", "remove it");
  }
  return condition;
}

core::Result<Condition> read_negation(const TableReader& table, Condition condition) {
  QGAUGE_CHECK(table.only({"clause", "text", "not"}));
  QGAUGE_TRY(const TableReader inner, table.table("not"));
  QGAUGE_TRY(Condition child, read_condition(inner));
  condition.parts.push_back(std::move(child));
  return condition;
}

core::Result<Relation> read_relation(const TableReader& table) {
  std::vector<Relation> found;
  for (const Relation relation : all_relations) {
    if (table.has(name_of(relation))) found.push_back(relation);
  }
  if (found.size() == 1) return found.front();
  std::vector<std::string_view> names;
  for (const Relation relation : all_relations) names.push_back(name_of(relation));
  return core::unusable(table.where(),
                        found.empty() ? fmt::format("no known relation among {}", fmt::join(table.keys(), ", "))
                                      : std::string("several relations"),
                        fmt::format("exactly one relation of {}", fmt::join(names, ", ")),
                        "write one bound for each relation");
}

core::Result<Condition> read_bound(const TableReader& table, Condition condition) {
  QGAUGE_TRY(condition.relation, read_relation(table));
  QGAUGE_CHECK(table.only({"clause", "text", "figure", name_of(condition.relation)}));
  QGAUGE_TRY(condition.figure, table.text("figure"));
  if (!figures::find_figure(condition.figure)) {
    return core::unusable(table.where("figure"), fmt::format("the figure \"{}\"", condition.figure),
                          "a figure of the closed list", "`qgauge figures` prints the list");
  }
  QGAUGE_TRY(condition.limit, table.number(name_of(condition.relation)));
  return condition;
}

core::Result<Condition> read_attribute(const TableReader& table, Condition condition) {
  QGAUGE_CHECK(table.only({"clause", "text", "attribute", "equals"}));
  QGAUGE_TRY(condition.attribute, table.text("attribute"));
  const toml::node* value = table.find("equals");
  if (value && value->is_boolean()) {
    condition.expected = *value->value<bool>();
  } else if (value && value->is_number()) {
    QGAUGE_TRY(condition.expected, table.number("equals"));
  } else {
    QGAUGE_TRY(condition.expected, table.text("equals"));
  }
  return condition;
}

}  // namespace

core::Result<Condition> read_condition(const TableReader& table) {
  QGAUGE_TRY(const std::string key, kind_key(table));
  Condition condition;
  condition.where = table.where();
  QGAUGE_TRY(condition.clause, table.text_or_empty("clause"));
  QGAUGE_TRY(condition.text, table.text_or_empty("text"));
  if (key == "all" || key == "any") {
    condition.kind = key == "all" ? Condition::Kind::all : Condition::Kind::any;
    return read_parts(table, key, std::move(condition));
  }
  if (key == "not") {
    condition.kind = Condition::Kind::negation;
    return read_negation(table, std::move(condition));
  }
  condition.kind = key == "figure" ? Condition::Kind::bound : Condition::Kind::attribute;
  return key == "figure" ? read_bound(table, std::move(condition)) : read_attribute(table, std::move(condition));
}

}  // namespace qgauge::thresholds

// Entries of a version: see load_entry.hpp. Called by load_version.cc; must not know any number or name of a law.
#include "thresholds/load_entry.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "thresholds/load_condition.hpp"
#include "thresholds/load_leaf.hpp"
#include "thresholds/load_words.hpp"

namespace qgauge::thresholds {
namespace {

core::Result<std::vector<Definition>> read_definitions(const TableReader& entry) {
  QGAUGE_TRY(const auto tables, entry.tables("definition"));
  std::vector<Definition> definitions;
  for (const TableReader& table : tables) {
    QGAUGE_CHECK(table.only({"term", "text", "quote"}));
    Definition definition;
    QGAUGE_TRY(definition.term, table.text("term"));
    QGAUGE_TRY(definition.text, table.text("text"));
    QGAUGE_TRY(definition.quote, table.text_or_empty("quote"));
    definitions.push_back(std::move(definition));
  }
  return definitions;
}

core::Result<std::vector<OpenQuestion>> read_open_questions(const TableReader& entry) {
  QGAUGE_TRY(const auto tables, entry.tables("open_question"));
  std::vector<OpenQuestion> questions;
  for (const TableReader& table : tables) {
    QGAUGE_CHECK(table.only({"question", "treatment"}));
    OpenQuestion open;
    QGAUGE_TRY(open.question, table.text("question"));
    QGAUGE_TRY(open.treatment, table.text("treatment"));
    questions.push_back(std::move(open));
  }
  return questions;
}

/// What works by no paradigm would be outside every list of them.
core::Status check_have_paradigms(const TableReader& table, const Entry& entry) {
  for (const char* key : {"paradigms_included", "paradigms_excluded"}) {
    if (!table.has(key) || have_paradigms(entry.item_kinds)) continue;
    return core::unusable(table.where(key), fmt::format("\"{}\" of {}", key, fmt::join(entry.item_kinds, ", ")),
                          "it only where \"computer\" is among the item kinds", "remove it");
  }
  return {};
}

core::Status read_paradigms(const TableReader& table, Entry& entry) {
  QGAUGE_CHECK(check_have_paradigms(table, entry));
  QGAUGE_TRY(entry.paradigms_included, table.texts("paradigms_included"));
  for (const std::string& name : entry.paradigms_included) {
    QGAUGE_CHECK(check_word(table.where("paradigms_included"), "paradigms_included", name, paradigms));
  }
  if (!table.has("paradigms_excluded")) return {};
  QGAUGE_TRY(const TableReader excluded, table.table("paradigms_excluded"));
  for (const std::string& name : excluded.keys()) {
    QGAUGE_CHECK(check_word(excluded.where(name), "paradigms_excluded", name, paradigms));
    if (std::ranges::find(entry.paradigms_included, name) != entry.paradigms_included.end()) {
      return core::unusable(excluded.where(name), fmt::format("{} both included and excluded", name),
                            "each paradigm in one list at most", "remove it from one of them");
    }
    QGAUGE_TRY(entry.paradigms_excluded[name], excluded.text(name));
  }
  return {};
}

core::Status read_item_kinds(const TableReader& table, Entry& entry) {
  QGAUGE_TRY(entry.item_kinds, table.texts("item_kinds"));
  if (entry.item_kinds.empty()) {
    return core::unusable(table.where("item_kinds"), "no item kind", "a list in \"item_kinds\"",
                          "write item_kinds = [\"computer\"] or name components");
  }
  for (const std::string& kind : entry.item_kinds) QGAUGE_CHECK(check_item_kind(table.where("item_kinds"), kind));
  return {};
}

core::Status read_first_day(const TableReader& table, Entry& entry) {
  if (!table.has("first_day")) return {};
  constexpr std::array known{"unknown"};
  QGAUGE_CHECK(read_word(table, "first_day", known));
  entry.first_day_unknown = true;
  return {};
}

core::Status read_head(const TableReader& table, Entry& entry) {
  QGAUGE_TRY(entry.number, table.text("number"));
  QGAUGE_TRY(entry.topic, table.text("topic"));
  QGAUGE_CHECK(check_snake_case(table.where("topic"), entry.topic));
  QGAUGE_TRY(entry.title, table.text("title"));
  QGAUGE_TRY(entry.source, table.text("source"));
  QGAUGE_TRY(entry.confidence, read_word(table, "confidence", confidences));
  return {};
}

}  // namespace

core::Result<Entry> read_entry(const TableReader& table, std::span<const CountryGroup> groups) {
  QGAUGE_CHECK(table.only({"number", "topic", "title", "item_kinds", "confidence", "source", "first_day",
                           "paradigms_included", "paradigms_excluded", "condition", "definition", "open_question"}));
  Entry entry;
  entry.where = table.where();
  QGAUGE_CHECK(read_head(table, entry));
  QGAUGE_CHECK(read_item_kinds(table, entry));
  QGAUGE_CHECK(read_first_day(table, entry));
  QGAUGE_CHECK(read_paradigms(table, entry));
  QGAUGE_TRY(const TableReader condition, table.table("condition"));
  QGAUGE_TRY(entry.condition, load_condition(condition, {entry.item_kinds, groups, entry.confidence}));
  QGAUGE_TRY(entry.definitions, read_definitions(table));
  QGAUGE_TRY(entry.open_questions, read_open_questions(table));
  return entry;
}

}  // namespace qgauge::thresholds

// Condition trees from TOML tables. Called by the loader for each entry and exception. Must not know any number or name
// of a law.
#include "thresholds/load_condition.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "thresholds/condition.hpp"
#include "thresholds/load_leaf.hpp"
#include "thresholds/load_words.hpp"

namespace qgauge::thresholds {
namespace {

using Kind = Condition::Kind;

struct Form {
  const char* key;
  Kind kind;
};
constexpr std::array forms{Form{"all", Kind::all},        Form{"any", Kind::any},
                           Form{"not", Kind::negation},   Form{"any_reading", Kind::any_reading},
                           Form{"figure", Kind::bound},   Form{"attribute", Kind::attribute},
                           Form{"unknown", Kind::unknown}};

/// A condition is one of `forms`: the key says which.
core::Result<Form> form_of(const TableReader& table) {
  std::vector<Form> found;
  for (const Form& form : forms) {
    if (table.has(form.key)) found.push_back(form);
  }
  if (found.size() == 1) return found.front();
  const auto keys = [](const auto& all) {
    std::vector<std::string_view> names;
    for (const Form& form : all) names.emplace_back(form.key);
    return names;
  };
  return core::unusable(table.where(),
                        found.empty() ? fmt::format("a condition with {}", fmt::join(table.keys(), ", "))
                                      : fmt::format("a condition with {}", fmt::join(keys(found), " and ")),
                        fmt::format("exactly one of {}", fmt::join(keys(forms), ", ")),
                        found.empty() ? advice_for_keys(table, keys(forms), "add one of these")
                                      : "write each as a condition of its own, in an \"all\" or an \"any\"");
}

core::Result<Condition> read_condition(const TableReader& table, const Vocabulary& vocabulary, bool as_reading);

core::Result<std::vector<Condition>> read_parts(const TableReader& table, const char* key, const Vocabulary& vocabulary,
                                                std::size_t least) {
  QGAUGE_TRY(const auto tables, table.tables(key));
  if (tables.size() < least) {
    return core::unusable(
        table.where(key), tables.empty() ? "an empty list" : "a list of one condition",
        fmt::format("at least {} in \"{}\"", least == 1 ? "one condition" : "two ways to read the text", key),
        least == 1 ? "add conditions between braces, or remove it" : "add the other way, or write the condition alone");
  }
  std::vector<Condition> parts;
  for (const TableReader& part : tables) {
    QGAUGE_TRY(Condition child, read_condition(part, vocabulary, least > 1));
    parts.push_back(std::move(child));
  }
  return parts;
}

core::Status read_all(const TableReader& table, const Vocabulary& vocabulary, Condition& condition) {
  if (table.has("steps_by")) {
    return core::unusable(table.where("steps_by"), "steps_by beside \"all\"", "steps_by beside \"any\"", "remove it");
  }
  QGAUGE_CHECK(only_with_common(table, {"all"}));
  QGAUGE_TRY(condition.parts, read_parts(table, "all", vocabulary, 1));
  return {};
}

core::Status read_any(const TableReader& table, const Vocabulary& vocabulary, Condition& condition) {
  QGAUGE_CHECK(only_with_common(table, {"any", "steps_by"}));
  QGAUGE_TRY(condition.parts, read_parts(table, "any", vocabulary, 1));
  QGAUGE_TRY(condition.steps_by, table.text_or_empty("steps_by"));
  return condition.steps_by.empty() ? core::Status()
                                    : check_figure(table.where("steps_by"), condition.steps_by, vocabulary);
}

core::Status read_negation(const TableReader& table, const Vocabulary& vocabulary, Condition& condition) {
  QGAUGE_CHECK(only_with_common(table, {"not"}));
  QGAUGE_TRY(const TableReader inner, table.table("not"));
  QGAUGE_TRY(Condition child, read_condition(inner, vocabulary, false));
  condition.parts.push_back(std::move(child));
  return {};
}

/// Ways to read a text differ, in name and in meaning.
core::Status check_readings(const Condition& condition) {
  for (auto part = condition.parts.begin(); part != condition.parts.end(); ++part) {
    const auto same = std::find_if(condition.parts.begin(), part, [&](const Condition& other) {
      return other.reading == part->reading || same_meaning(other, *part);
    });
    if (same == part) continue;
    return core::unusable(
        part->where,
        same->reading == part->reading
            ? fmt::format("the reading {} again (first at {})", part->reading, same->where)
            : fmt::format("the reading {} that asks the same as {} at {}", part->reading, same->reading, same->where),
        "readings of different names and meanings", "correct one of them or remove it");
  }
  return {};
}

core::Status read_any_reading(const TableReader& table, const Vocabulary& vocabulary, Condition& condition) {
  QGAUGE_CHECK(only_with_common(table, {"any_reading", "ambiguity"}));
  QGAUGE_TRY(condition.ambiguity, table.text("ambiguity"));
  QGAUGE_CHECK(check_snake_case(table.where("ambiguity"), condition.ambiguity));
  QGAUGE_TRY(condition.parts, read_parts(table, "any_reading", vocabulary, 2));
  return check_readings(condition);
}

core::Status read_form(const TableReader& table, const Vocabulary& vocabulary, Condition& condition) {
  switch (condition.kind) {
    case Kind::all:
      return read_all(table, vocabulary, condition);
    case Kind::any:
      return read_any(table, vocabulary, condition);
    case Kind::negation:
      return read_negation(table, vocabulary, condition);
    case Kind::any_reading:
      return read_any_reading(table, vocabulary, condition);
    case Kind::bound:
      return read_bound(table, vocabulary, condition);
    case Kind::attribute:
      return read_attribute(table, vocabulary, condition);
    case Kind::unknown:
      return read_unknown(table, vocabulary, condition);
  }
  std::unreachable();
}

/// Only a part of an any_reading is a way to read the text.
core::Status read_reading(const TableReader& table, bool as_reading, Condition& condition) {
  if (!as_reading && table.has("reading")) {
    return core::unusable(table.where("reading"), "\"reading\" in a condition that is no part of an \"any_reading\"",
                          "a name only for each part of an \"any_reading\"", "remove it");
  }
  if (!as_reading) return {};
  QGAUGE_TRY(condition.reading, table.text("reading"));
  return check_snake_case(table.where("reading"), condition.reading);
}

core::Result<Condition> read_condition(const TableReader& table, const Vocabulary& vocabulary, bool as_reading) {
  QGAUGE_TRY(const Form form, form_of(table));
  Condition condition;
  condition.kind = form.kind;
  condition.where = table.where();
  QGAUGE_CHECK(read_reading(table, as_reading, condition));
  QGAUGE_TRY(condition.clause, table.text_or_empty("clause"));
  QGAUGE_TRY(condition.text, table.text_or_empty("text"));
  QGAUGE_CHECK(read_form(table, vocabulary, condition));
  return condition;
}

}  // namespace

core::Result<Condition> load_condition(const TableReader& table, const Vocabulary& vocabulary) {
  QGAUGE_TRY(Condition condition, read_condition(table, vocabulary, false));
  QGAUGE_CHECK(check_size(condition));
  QGAUGE_CHECK(check_repetition(condition, vocabulary));
  QGAUGE_CHECK(check_ladders(condition));
  return condition;
}

}  // namespace qgauge::thresholds

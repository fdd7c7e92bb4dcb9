// Leaves of a condition: see load_leaf.hpp. Called by load_condition.cc; must not know any number or name of a law.
#include "thresholds/load_leaf.hpp"

#include <algorithm>
#include <array>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "thresholds/condition.hpp"
#include "thresholds/load_words.hpp"

namespace qgauge::thresholds {
namespace {

using components::ParameterType;
using subject::Attribute;

constexpr std::array askable{"exporter", "vendor", "measurement", "authority"};

core::Status only_of_leaf(const TableReader& table, std::vector<std::string_view> known) {
  known.insert(known.end(), {"who_knows", "confidence"});
  return only_with_common(table, std::move(known));
}

auto rank(const std::string& confidence) { return std::ranges::find(confidences, confidence) - confidences.begin(); }

core::Status read_trust(const TableReader& table, const Vocabulary& vocabulary, Condition& condition) {
  QGAUGE_TRY(condition.who_knows, read_word_if_any(table, "who_knows", askable));
  QGAUGE_TRY(condition.confidence, read_word_if_any(table, "confidence", confidences));
  if (condition.confidence.empty() || rank(condition.confidence) > rank(vocabulary.confidence)) return {};
  return core::unusable(table.where("confidence"), fmt::format("confidence {}", condition.confidence),
                        fmt::format("one that is weaker than the {} of the whole", vocabulary.confidence),
                        "leave it out, or state the weakest one for the whole");
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
                        found.empty() ? advice_for_keys(table, names, "add one, such as at_least = 10")
                                      : "write one bound for each relation");
}

std::string units_of(core::Dimension dimension) {
  std::vector<std::string_view> names;
  for (const core::Unit& unit : core::units()) {
    const bool plain = std::ranges::all_of(unit.name, [](unsigned char c) { return c < 128; });
    if (unit.dimension == dimension && plain && !unit.name.empty()) names.push_back(unit.name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

core::Result<core::Unit> read_unit(const TableReader& table, const Condition& condition, core::Dimension dimension) {
  QGAUGE_TRY(const std::string name, table.text("unit"));
  const auto unit = core::find_unit(name);
  if (unit && unit->dimension == dimension) return *unit;
  const std::string found = fmt::format("the unit \"{}\"{}{}", name, unit ? " of " : "",
                                        unit ? core::name_of(unit->dimension) : std::string_view());
  return core::unusable(
      table.where("unit"), found,
      fmt::format("a unit of {} for {}: {}", core::name_of(dimension), condition.figure, units_of(dimension)),
      unit ? "correct the unit or the figure" : "write the limit in one of these");
}

/// A limit is a number that the figure can be: a share above 1 was meant in percent.
core::Status check_limit(const TableReader& table, const Condition& condition, const FigureMeaning& meaning) {
  const bool above = meaning.low_open ? condition.limit > meaning.low : condition.limit >= meaning.low;
  if (above && condition.limit <= meaning.high) return {};
  const std::string units = units_of(meaning.dimension);
  return core::unusable(
      table.where(name_of(condition.relation)), fmt::format("the limit {}", condition.limit),
      fmt::format("a limit that {} can have, {} {:g} {} {:g}", condition.figure, meaning.low_open ? "above" : "from",
                  meaning.low, meaning.low_open ? "and up to" : "to", meaning.high),
      units.empty() ? "check the number" : fmt::format("check the number and its unit ({})", units));
}

/// A flag is true or false, anything else a word.
core::Status check_type(const std::string& where, const Attribute& value, const std::string& name,
                        const AttributeMeaning& meaning) {
  const bool wants_flag = meaning.type == ParameterType::flag;
  const bool fits = wants_flag ? std::holds_alternative<bool>(value) : std::holds_alternative<std::string>(value);
  if (fits) return {};
  return core::unusable(where, "a value of another type",
                        fmt::format("{} for {}", wants_flag ? "true or false" : "a word in quotation marks", name),
                        wants_flag ? "write equals = true" : "write equals = \"...\"");
}

core::Status check_value(const std::string& where, const Attribute& value, const std::string& name,
                         const AttributeMeaning& meaning) {
  QGAUGE_CHECK(check_type(where, value, name, meaning));
  const auto* word = std::get_if<std::string>(&value);
  if (word == nullptr) return {};
  if (is_country(name)) return check_country(where, fmt::format("the {}", name), *word);
  if (meaning.words.empty() || std::ranges::find(meaning.words, *word) != meaning.words.end()) return {};
  return core::unusable(where, fmt::format("the word \"{}\"", *word),
                        fmt::format("a word that {} can be: {}", name, fmt::join(meaning.words, ", ")),
                        advice_for(*word, views_of(meaning.words)));
}

constexpr std::array tests{"equals", "one_of", "in_group"};

core::Result<std::string> test_of(const TableReader& table) {
  std::vector<std::string> found;
  for (const char* key : tests) {
    if (table.has(key)) found.emplace_back(key);
  }
  if (found.size() == 1) return found.front();
  return core::unusable(table.where(),
                        found.empty() ? std::string("an attribute without a value to compare with")
                                      : fmt::format("{} in one test", fmt::join(found, " and ")),
                        fmt::format("exactly one of {}", fmt::join(tests, ", ")),
                        found.empty()
                            ? advice_for_keys(table, views_of(tests), "add equals = with a word, true or false")
                            : "write each as a test of its own");
}

core::Result<std::vector<Attribute>> read_words(const TableReader& table, const std::string& name) {
  QGAUGE_TRY(const auto words, table.texts("one_of"));
  if (!words.empty()) return std::vector<Attribute>(words.begin(), words.end());
  return core::unusable(table.where("one_of"), "an empty list", fmt::format("at least one word for {}", name),
                        "write the words, or remove the test");
}

core::Result<std::vector<Attribute>> read_group(const TableReader& table, const Vocabulary& vocabulary,
                                                const std::string& name) {
  QGAUGE_TRY(const std::string group, table.text("in_group"));
  if (!is_country(name)) {
    return core::unusable(table.where("in_group"), fmt::format("in_group for {}", name),
                          "in_group for destination or exporter", "write the words as one_of = [...]");
  }
  QGAUGE_TRY(const auto countries, countries_of(vocabulary.groups, table.where("in_group"), group));
  return std::vector<Attribute>(countries.begin(), countries.end());
}

core::Result<std::vector<Attribute>> read_expected(const TableReader& table, const Vocabulary& vocabulary,
                                                   const std::string& name, const std::string& test) {
  if (test == "in_group") return read_group(table, vocabulary, name);
  if (test == "one_of") return read_words(table, name);
  QGAUGE_TRY(Attribute value, table.attribute("equals"));
  return std::vector{std::move(value)};
}

std::string in_words(const TableReader& table, const Condition& condition, const std::string& test) {
  if (test != "in_group" || !condition.text.empty()) return condition.text;
  return fmt::format("{} is a country of {}", condition.attribute, *table.find("in_group")->value<std::string>());
}

}  // namespace

core::Status only_with_common(const TableReader& table, std::vector<std::string_view> known) {
  known.insert(known.end(), {"clause", "text"});
  if (table.has("reading")) known.emplace_back("reading");  // was read, or refused where it has no place
  return table.only(known);
}

core::Status check_snake_case(const std::string& where, const std::string& name) {
  const bool plain =
      std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
  if (plain) return {};
  return core::unusable(where, fmt::format("the name \"{}\"", name), "small letters, digits and underscores",
                        "write it as in sub_kelvin_cooling");
}

core::Status read_bound(const TableReader& table, const Vocabulary& vocabulary, Condition& condition) {
  QGAUGE_TRY(condition.relation, read_relation(table));
  QGAUGE_CHECK(only_of_leaf(table, {"figure", name_of(condition.relation), "unit"}));
  QGAUGE_CHECK(read_trust(table, vocabulary, condition));
  QGAUGE_TRY(condition.figure, table.text("figure"));
  QGAUGE_CHECK(check_figure(table.where("figure"), condition.figure, vocabulary));
  const FigureMeaning meaning = find_figure_meaning(vocabulary, condition.figure).value();
  QGAUGE_TRY(condition.limit_as_written, table.number(name_of(condition.relation)));
  condition.limit = condition.limit_as_written;
  if (table.has("unit")) {
    QGAUGE_TRY(const core::Unit unit, read_unit(table, condition, meaning.dimension));
    condition.unit = unit.name;
    condition.limit = core::in_si(condition.limit_as_written, unit);
  }
  return check_limit(table, condition, meaning);
}

core::Status read_attribute(const TableReader& table, const Vocabulary& vocabulary, Condition& condition) {
  QGAUGE_TRY(const std::string test, test_of(table));
  QGAUGE_CHECK(only_of_leaf(table, {"attribute", test}));
  QGAUGE_CHECK(read_trust(table, vocabulary, condition));
  QGAUGE_TRY(condition.attribute, table.text("attribute"));
  QGAUGE_CHECK(check_attribute(table.where("attribute"), condition.attribute, vocabulary));
  const AttributeMeaning meaning = find_attribute_meaning(vocabulary, condition.attribute).value();
  QGAUGE_TRY(condition.expected, read_expected(table, vocabulary, condition.attribute, test));
  for (const Attribute& value : condition.expected) {
    QGAUGE_CHECK(check_value(table.where(test), value, condition.attribute, meaning));
  }
  condition.text = in_words(table, condition, test);
  return {};
}

core::Status read_unknown(const TableReader& table, const Vocabulary& vocabulary, Condition& condition) {
  for (const Relation relation : all_relations) {
    if (!table.has(name_of(relation))) continue;
    return core::unusable(table.where(name_of(relation)), "a limit beside \"unknown\"",
                          "either a limit that was read, or \"unknown\"", "remove one of them: no limit is guessed");
  }
  if (table.has("text")) {
    return core::unusable(table.where("text"), "\"text\" beside \"unknown\"", "one sentence",
                          "write it in \"unknown\"");
  }
  QGAUGE_CHECK(only_of_leaf(table, {"unknown"}));
  QGAUGE_CHECK(read_trust(table, vocabulary, condition));
  if (condition.who_knows.empty()) condition.who_knows = "authority";
  QGAUGE_TRY(condition.text, table.text("unknown"));
  return {};
}

}  // namespace qgauge::thresholds

// Subjects, rule books and scratch files for the tests of the room thresholds.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "qgauge/thresholds.hpp"
#include "store/scratch.hpp"

namespace support {

using namespace qgauge;
using test::Scratch;

inline const std::filesystem::path rules_folder = std::filesystem::path(QGAUGE_SOURCE_DIR) / "thresholds";

inline core::Date day(const std::string& text) {
  const auto date = core::Date::parse(text);
  REQUIRE(date);
  return *date;
}

inline const thresholds::RuleBook& bundled_rules() {
  static const thresholds::RuleBook rules = [] {
    auto loaded = thresholds::load_rules(rules_folder);
    INFO((loaded ? std::string() : loaded.error().where + ": " + loaded.error().message));
    REQUIRE(loaded);
    return *loaded;
  }();
  return rules;
}

inline void set_figure(subject::Subject& item, figures::Figure figure) {
  item.figures[figure.name] = std::move(figure);
}

inline figures::Figure exact(const std::string& name, double value) {
  return figures::exact_figure(name, value, figures::Origin::reported, "claim");
}

inline figures::Figure bounded(const std::string& name, double low, double high) {
  return figures::bounded_figure(name, std::nullopt, low, high, figures::Origin::reported, "claim");
}

inline figures::Figure sampled(const std::string& name, double value, double sigma) {
  return figures::sampled_figure(name, value, sigma, figures::Origin::simulated, "claim");
}

/// A gate-model computer with this many connected qubits; no error: unknown, somewhere in [0, 1].
inline subject::Subject computer(double qubits, std::optional<double> error) {
  subject::Subject item;
  item.attributes = {{"paradigm", std::string("gate_model")}, {"item_kind", std::string("computer")}};
  set_figure(item, exact("physical_qubits.connected", qubits));
  set_figure(item, error ? exact("cnot_infidelity.mean", *error) : bounded("cnot_infidelity.mean", 0, 1));
  return item;
}

inline std::vector<thresholds::Verdict> verdicts(const thresholds::RuleBook& rules, const subject::Subject& item,
                                                 const thresholds::Question& question) {
  auto result = thresholds::evaluate(rules, item, question);
  INFO((result ? std::string() : result.error().message));
  REQUIRE(result);
  return *result;
}

/// "us-ear#4A906.a" for "us-ear": the entry of a regime that is a ladder for computers; others as they are.
inline std::string ladder_of(const thresholds::RuleBook& rules, const std::string& regime) {
  const auto found = std::ranges::find(rules.regimes, regime, &thresholds::Regime::id);
  if (found == rules.regimes.end()) return regime;
  for (const auto& version : found->versions) {
    for (const auto& entry : version.entries) {
      if (entry.topic == "computer_ladder") return regime + "#" + entry.number;
    }
  }
  return regime;
}

/// The one verdict of one regime on its ladder, or on the entry that is named, under one reading.
inline thresholds::Verdict verdict(const thresholds::RuleBook& rules, const subject::Subject& item,
                                   const std::string& regime = "us-ear", const std::string& date = "2026-01-01",
                                   const std::string& reading = "whole") {
  const auto parsed = thresholds::parse_reading(reading);
  REQUIRE(parsed);
  const auto all =
      verdicts(rules, item, {.regimes = {ladder_of(rules, regime)}, .readings = {*parsed}, .as_of = day(date)});
  REQUIRE(all.size() == 1);
  return all.front();
}

inline thresholds::Decision decision(const subject::Subject& item, const std::string& regime = "us-ear",
                                     const std::string& date = "2026-01-01", const std::string& reading = "whole") {
  return verdict(bundled_rules(), item, regime, date, reading).decision;
}

// Conditions as a loader would make them.
using thresholds::Condition;
using thresholds::Relation;

inline Condition bound(const std::string& figure, Relation relation, double limit) {
  Condition condition;
  condition.kind = Condition::Kind::bound;
  condition.figure = figure;
  condition.relation = relation;
  condition.limit = limit;
  return condition;
}

/// A limit in a unit of the law.
inline Condition bound(const std::string& figure, Relation relation, double limit, const std::string& unit) {
  Condition condition = bound(figure, relation, core::in_si(limit, *core::find_unit(unit)));
  condition.unit = unit;
  condition.limit_as_written = limit;
  return condition;
}

inline Condition is(const std::string& attribute, std::vector<subject::Attribute> expected) {
  Condition condition;
  condition.kind = Condition::Kind::attribute;
  condition.attribute = attribute;
  condition.expected = std::move(expected);
  return condition;
}

inline Condition is(const std::string& attribute, subject::Attribute expected) {
  return is(attribute, std::vector{std::move(expected)});
}

inline Condition not_read(const std::string& what) {
  Condition condition;
  condition.kind = Condition::Kind::unknown;
  condition.text = what;
  return condition;
}

inline Condition joined(Condition::Kind kind, std::vector<Condition> parts) {
  Condition condition;
  condition.kind = kind;
  condition.parts = std::move(parts);
  return condition;
}

inline Condition all(std::vector<Condition> parts) { return joined(Condition::Kind::all, std::move(parts)); }
inline Condition any(std::vector<Condition> parts) { return joined(Condition::Kind::any, std::move(parts)); }
inline Condition negation(Condition part) { return joined(Condition::Kind::negation, {std::move(part)}); }

inline Condition read_as(const std::string& reading, Condition part) {
  part.reading = reading;
  return part;
}

inline Condition any_reading(const std::string& ambiguity, std::vector<Condition> ways) {
  Condition condition = joined(Condition::Kind::any_reading, std::move(ways));
  condition.ambiguity = ambiguity;
  return condition;
}

inline Condition with_clause(const std::string& clause, Condition condition) {
  condition.clause = clause;
  return condition;
}

/// Entry "1.a" for items of these kinds.
inline thresholds::Entry entry(std::vector<std::string> item_kinds, Condition condition) {
  thresholds::Entry made;
  made.number = "1.a";
  made.topic = "test";
  made.title = "Made for a test";
  made.item_kinds = std::move(item_kinds);
  made.condition = std::move(condition);
  made.source = "a test";
  made.confidence = "READ-P";
  return made;
}

inline thresholds::Exception exception(const std::string& name, thresholds::Exception::Effect effect, int precedence,
                                       Condition condition) {
  thresholds::Exception made;
  made.name = name;
  made.entries = {"1.a"};
  made.effect = effect;
  made.precedence = precedence;
  made.condition = std::move(condition);
  made.text = "the text of " + name;
  made.source = "a test";
  made.confidence = "READ-P";
  return made;
}

/// The regime "draft" of one version from 2020-01-01, read on 2025-01-01, with one entry.
inline thresholds::RuleBook rule_book(thresholds::Entry entry, std::vector<thresholds::Exception> exceptions = {}) {
  thresholds::Version version{.from = day("2020-01-01"),
                              .from_undisputed = {},
                              .until = {},
                              .text_read = day("2025-01-01"),
                              .source = "a test",
                              .tags = {},
                              .notes = {},
                              .entries = {std::move(entry)},
                              .exceptions = std::move(exceptions),
                              .where = "draft.toml:1"};
  thresholds::Regime regime;
  regime.id = "draft";
  regime.instrument = "a test";
  regime.jurisdiction = "FR";
  regime.status = "enacted";
  regime.kind = "export_control";
  regime.versions = {std::move(version)};
  regime.file = "draft.toml";
  return {.regimes = {std::move(regime)}};
}

/// A component with these numbers, exact, and these words and flags.
inline subject::Subject component(const std::string& kind, const std::map<std::string, double>& numbers,
                                  std::map<std::string, subject::Attribute> words = {}) {
  subject::Subject item;
  item.name = "unit";
  item.attributes = std::move(words);
  item.attributes["item_kind"] = kind;
  for (const auto& [name, value] : numbers) set_figure(item, exact(name, value));
  return item;
}

/// What a question about all regimes asks, on 2026-01-01.
inline thresholds::Question asked(std::optional<std::string> to = {}, std::optional<std::string> from = {}) {
  return {.regimes = {"all"}, .readings = {}, .as_of = day("2026-01-01"), .from = from, .to = to};
}

/// The one verdict of a rule book on an item.
inline thresholds::Verdict only_verdict(const thresholds::RuleBook& rules, const subject::Subject& item,
                                        const thresholds::Question& question) {
  const auto all_verdicts = verdicts(rules, item, question);
  REQUIRE(all_verdicts.size() == 1);
  return all_verdicts.front();
}

/// All text of a tree of reasons.
inline std::string told(const std::vector<thresholds::Reason>& reasons) {
  std::string text;
  for (const auto& reason : reasons) text += reason.text + "\n" + told(reason.because);
  return text;
}

inline std::string read_text(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

inline std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

inline std::filesystem::path write_file(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file) << text;
  return file;
}

}  // namespace support

// Rule books from TOML files, as thresholds/SCHEMA.md describes them. Called by assess and cli. Knows the shape of a
// rule, not what it means.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/thresholds.hpp"
#include "thresholds/condition.hpp"
#include "thresholds/load_condition.hpp"
#include "thresholds/table_reader.hpp"

namespace qgauge::thresholds {
namespace {

constexpr std::string_view schema = "qgauge.regime/1";
constexpr std::array statuses{"enacted", "proposed", "draft", "repealed"};
constexpr std::array confidences{"READ-P", "READ-S", "MEM", "UNC"};
constexpr std::array paradigms{"gate_model", "measurement_based", "annealing",
                               "analog",     "photonic_sampling", "classical_simulator"};

template <std::size_t N>
core::Status check_word(const std::string& where, const std::string& word, const std::array<const char*, N>& known) {
  if (std::ranges::find(known, word) != known.end()) return {};
  return core::unusable(where, fmt::format("\"{}\"", word), fmt::format("one of {}", fmt::join(known, ", ")));
}

core::Result<std::string> read_word(const TableReader& table, std::string_view key, const auto& known) {
  QGAUGE_TRY(std::string word, table.text(key));
  QGAUGE_CHECK(check_word(table.where(key), word, known));
  return word;
}

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

core::Status read_scope(const TableReader& table, Entry& entry) {
  QGAUGE_TRY(entry.paradigms_included, table.texts("paradigms_included"));
  for (const std::string& name : entry.paradigms_included) {
    QGAUGE_CHECK(check_word(table.where("paradigms_included"), name, paradigms));
  }
  if (!table.has("paradigms_excluded")) return {};
  QGAUGE_TRY(const TableReader excluded, table.table("paradigms_excluded"));
  for (const std::string& name : excluded.keys()) {
    QGAUGE_CHECK(check_word(excluded.where(name), name, paradigms));
    if (std::ranges::find(entry.paradigms_included, name) != entry.paradigms_included.end()) {
      return core::unusable(excluded.where(name), fmt::format("{} both included and excluded", name),
                            "each paradigm in one list at most");
    }
    QGAUGE_TRY(entry.paradigms_excluded[name], excluded.text(name));
  }
  return {};
}

/// Evaluation asks every combination of what can be known of the figures: it must stay a small number.
core::Status check_size(const Condition& condition) {
  constexpr double most_combinations = 1e6;
  double combinations = 1;
  for (const std::string& figure : figures_of(condition)) {
    combinations *= 2.0 * static_cast<double>(limits_of(condition, figure).size()) + 1;
  }
  for_each_leaf(condition, [&](const Condition& leaf) {
    if (leaf.kind == Condition::Kind::attribute) combinations *= 2;
  });
  if (combinations <= most_combinations) return {};
  return core::unusable(condition.where, fmt::format("a condition with {:.1e} combinations of limits", combinations),
                        fmt::format("at most {:.0e}", most_combinations), "split the entry");
}

core::Result<Entry> read_entry(const TableReader& table) {
  QGAUGE_CHECK(table.only({"number", "title", "item_kind", "confidence", "source", "paradigms_included",
                           "paradigms_excluded", "condition", "definition"}));
  Entry entry;
  entry.where = table.where();
  QGAUGE_TRY(entry.number, table.text("number"));
  QGAUGE_TRY(entry.title, table.text("title"));
  QGAUGE_TRY(entry.item_kind, table.text("item_kind"));
  QGAUGE_TRY(entry.source, table.text("source"));
  QGAUGE_TRY(entry.confidence, read_word(table, "confidence", confidences));
  QGAUGE_CHECK(read_scope(table, entry));
  QGAUGE_TRY(const TableReader condition, table.table("condition"));
  QGAUGE_TRY(entry.condition, read_condition(condition));
  QGAUGE_CHECK(check_consistency(entry.condition));
  QGAUGE_CHECK(check_size(entry.condition));
  QGAUGE_TRY(entry.definitions, read_definitions(table));
  return entry;
}

core::Result<DatedNote> read_note(const TableReader& table) {
  QGAUGE_CHECK(table.only({"tag", "text", "from", "until"}));
  DatedNote note;
  QGAUGE_TRY(note.tag, table.text("tag"));
  QGAUGE_TRY(note.text, table.text("text"));
  QGAUGE_TRY(note.from, table.date_if_any("from"));
  QGAUGE_TRY(note.until, table.date_if_any("until"));
  return note;
}

core::Status check_order(const TableReader& table, const char* key, core::Date from,
                         const std::optional<core::Date>& later) {
  if (!later || *later > from) return {};
  return core::unusable(table.where(key), fmt::format("{} = {}", key, later->text()),
                        fmt::format("a day after from = {}", from.text()));
}

core::Status read_entries(const TableReader& table, Version& version) {
  QGAUGE_TRY(const auto entries, table.tables("entry"));
  if (entries.empty())
    return core::unusable(table.where(), "a version without entries", "at least one [[version.entry]]");
  for (const TableReader& row : entries) {
    QGAUGE_TRY(Entry entry, read_entry(row));
    const auto same = std::ranges::find(version.entries, entry.number, &Entry::number);
    if (same != version.entries.end()) {
      return core::unusable(entry.where, fmt::format("entry {} again (first at {})", entry.number, same->where),
                            "each entry once in a version");
    }
    version.entries.push_back(std::move(entry));
  }
  return {};
}

core::Result<Version> read_version(const TableReader& table) {
  QGAUGE_CHECK(table.only({"from", "from_undisputed", "until", "text_read", "source", "tags", "note", "entry"}));
  QGAUGE_TRY(const core::Date from, table.date("from"));
  QGAUGE_TRY(const core::Date text_read, table.date("text_read"));
  Version version{.from = from,
                  .from_undisputed = {},
                  .until = {},
                  .text_read = text_read,
                  .source = {},
                  .tags = {},
                  .notes = {},
                  .entries = {},
                  .where = table.where()};
  QGAUGE_TRY(version.from_undisputed, table.date_if_any("from_undisputed"));
  QGAUGE_TRY(version.until, table.date_if_any("until"));
  QGAUGE_CHECK(check_order(table, "from_undisputed", from, version.from_undisputed));
  QGAUGE_CHECK(check_order(table, "until", version.from_undisputed.value_or(from), version.until));
  QGAUGE_TRY(version.source, table.text("source"));
  QGAUGE_TRY(version.tags, table.texts("tags"));
  QGAUGE_TRY(const auto notes, table.tables("note"));
  for (const TableReader& row : notes) {
    QGAUGE_TRY(DatedNote note, read_note(row));
    version.notes.push_back(std::move(note));
  }
  QGAUGE_CHECK(read_entries(table, version));
  return version;
}

/// Versions stand in the order of their first days, and none reaches into the next.
core::Status check_succession(const Version& earlier, const Version& later) {
  const core::Date end = std::max(earlier.until.value_or(later.from), earlier.from_undisputed.value_or(earlier.from));
  if (earlier.from < later.from && end <= later.from) return {};
  return core::unusable(
      later.where, fmt::format("a version from {} that overlaps the one at {}", later.from.text(), earlier.where),
      "versions in the order of their first days, each ending before the next begins", "correct from or until");
}

core::Status read_versions(const TableReader& table, Regime& regime) {
  QGAUGE_TRY(const auto versions, table.tables("version"));
  if (versions.empty()) return core::unusable(table.where(), "no version", "at least one [[version]]");
  for (const TableReader& row : versions) {
    QGAUGE_TRY(Version version, read_version(row));
    if (!regime.versions.empty()) QGAUGE_CHECK(check_succession(regime.versions.back(), version));
    regime.versions.push_back(std::move(version));
  }
  return {};
}

/// An identifier that a command line can tell from a path and from its suffixes.
core::Status check_id(const std::string& where, const std::string& id) {
  const bool plain = std::ranges::all_of(id, [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; });
  if (plain && id != "all") return {};
  return core::unusable(where, fmt::format("the id \"{}\"", id), "letters, digits, - and _, and not \"all\"");
}

}  // namespace

core::Result<Regime> load_regime(const std::filesystem::path& file) {
  QGAUGE_TRY(const toml::table document, parse_toml(file));
  const TableReader table(document, file.string());
  QGAUGE_CHECK(table.only({"schema", "id", "instrument", "jurisdiction", "status", "version"}));
  QGAUGE_TRY(const std::string found, table.text("schema"));
  if (found != schema) {
    return core::unusable(table.where("schema"), fmt::format("schema \"{}\"", found), fmt::format("\"{}\"", schema));
  }
  Regime regime;
  regime.file = file.string();
  QGAUGE_TRY(regime.id, table.text("id"));
  QGAUGE_CHECK(check_id(table.where("id"), regime.id));
  QGAUGE_TRY(regime.instrument, table.text("instrument"));
  QGAUGE_TRY(regime.jurisdiction, table.text("jurisdiction"));
  QGAUGE_TRY(regime.status, read_word(table, "status", statuses));
  QGAUGE_CHECK(read_versions(table, regime));
  return regime;
}

core::Result<RuleBook> load_rules(const std::filesystem::path& folder) {
  std::error_code problem;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator at(folder, problem), end; !problem && at != end; at.increment(problem)) {
    if (at->path().extension() == ".toml" && at->is_regular_file(problem)) files.push_back(at->path());
  }
  if (problem || files.empty()) {
    return core::unusable(folder.string(), problem ? problem.message() : "no *.toml file",
                          "a folder of rules laid out as thresholds/", "check the path");
  }
  std::ranges::sort(files);
  RuleBook rules;
  for (const auto& file : files) {
    QGAUGE_TRY(Regime regime, load_regime(file));
    const auto same = std::ranges::find(rules.regimes, regime.id, &Regime::id);
    if (same != rules.regimes.end()) {
      return core::unusable(file.string(), fmt::format("regime {} again (first in {})", regime.id, same->file),
                            "each id in one file");
    }
    rules.regimes.push_back(std::move(regime));
  }
  return rules;
}

const Version* version_at(const Regime& regime, core::Date date) {
  const Version* current = nullptr;
  for (const Version& version : regime.versions) {
    if (version.from <= date) current = &version;
  }
  return current && current->until && *current->until <= date ? nullptr : current;
}

}  // namespace qgauge::thresholds

// Rule books from TOML files, as thresholds/SCHEMA.md describes them. Called by assess and cli. Knows the shape of a
// rule, not what it means.
#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/thresholds.hpp"
#include "thresholds/ambiguity.hpp"
#include "thresholds/load_examples.hpp"
#include "thresholds/load_version.hpp"
#include "thresholds/load_warnings.hpp"
#include "thresholds/load_words.hpp"
#include "thresholds/table_reader.hpp"
#include "thresholds/vocabulary.hpp"

namespace qgauge::thresholds {
namespace {

constexpr std::string_view schema = "qgauge.regime/1";
constexpr std::array statuses{"enacted", "proposed", "draft", "repealed"};
constexpr std::array kinds{"export_control", "sanctions", "investment_screening"};

/// Two letters: a country, or a mistyped one. The European Union is a group.
bool is_like_a_code(std::string_view name) {
  return name.size() == 2 && name != "EU" && std::ranges::all_of(name, [](unsigned char c) { return std::isalpha(c); });
}

core::Result<CountryGroup> read_group(const TableReader& table, const std::string& name) {
  QGAUGE_CHECK(table.only({"countries", "source", "confidence"}));
  CountryGroup group;
  group.name = name;
  QGAUGE_TRY(group.countries, table.texts("countries"));
  if (group.countries.empty()) {
    return core::unusable(table.where("countries"), "a group without countries", "at least one",
                          fmt::format("write {}", example_of("countries")));
  }
  for (const std::string& country : group.countries) {
    QGAUGE_CHECK(check_country(table.where("countries"), "the country", country));
  }
  QGAUGE_TRY(group.source, table.text("source"));
  QGAUGE_TRY(group.confidence, read_word(table, "confidence", confidences));
  return group;
}

core::Status read_groups(const TableReader& table, Regime& regime) {
  if (!table.has("groups")) return {};
  QGAUGE_TRY(const TableReader groups, table.table("groups"));
  for (const std::string& name : groups.keys()) {
    if (is_like_a_code(name)) {
      return core::unusable(groups.where(name), fmt::format("the group \"{}\"", name),
                            "a name that is not like a country code", "write a longer one, such as EU001");
    }
    QGAUGE_TRY(const TableReader row, groups.table(name));
    QGAUGE_TRY(CountryGroup group, read_group(row, name));
    regime.groups.push_back(std::move(group));
  }
  return {};
}

/// Country codes and names of groups, which stand for their countries.
core::Result<std::vector<std::string>> read_countries(const TableReader& table, std::string_view key,
                                                      std::span<const CountryGroup> groups) {
  QGAUGE_TRY(const auto names, table.texts(key));
  std::vector<std::string> countries;
  for (const std::string& name : names) {
    if (is_like_a_code(name)) {
      QGAUGE_CHECK(check_country(table.where(key), "the country", name));
      countries.push_back(name);
      continue;
    }
    QGAUGE_TRY(const auto members, countries_of(groups, table.where(key), name));
    countries.insert(countries.end(), members.begin(), members.end());
  }
  return countries;
}

core::Status read_versions(const TableReader& table, Regime& regime) {
  QGAUGE_TRY(const auto versions, table.tables("version"));
  if (versions.empty()) {
    return core::unusable(table.where(), "no version", "at least one [[version]]",
                          "add it with from, text_read, source and its entries");
  }
  const auto folder = std::filesystem::path(regime.file).parent_path();
  for (const TableReader& row : versions) {
    QGAUGE_TRY(Version version, read_version(row, folder, regime.groups));
    if (!regime.versions.empty()) QGAUGE_CHECK(check_succession(regime.versions.back(), version));
    regime.versions.push_back(std::move(version));
  }
  return {};
}

/// An identifier that a command line can tell from a path and from its suffixes.
core::Status check_id(const std::string& where, const std::string& id) {
  const bool plain = std::ranges::all_of(id, [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; });
  if (plain && id != "all") return {};
  return core::unusable(where, fmt::format("the id \"{}\"", id), "letters, digits, - and _, and not \"all\"",
                        fmt::format("write {}", example_of("id")));
}

core::Status read_head(const TableReader& table, Regime& regime) {
  QGAUGE_TRY(regime.id, table.text("id"));
  QGAUGE_CHECK(check_id(table.where("id"), regime.id));
  QGAUGE_TRY(regime.instrument, table.text("instrument"));
  QGAUGE_TRY(regime.jurisdiction, table.text("jurisdiction"));
  if (regime.jurisdiction != "EU") {
    QGAUGE_CHECK(check_country(table.where("jurisdiction"), "the jurisdiction", regime.jurisdiction));
  }
  QGAUGE_TRY(regime.status, read_word(table, "status", statuses));
  QGAUGE_TRY(regime.kind, read_word(table, "kind", kinds));
  return {};
}

core::Result<std::vector<std::filesystem::path>> rule_files(const std::filesystem::path& folder) {
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
  return files;
}

/// What holds between regimes: ids are unique, and one ambiguity is one choice everywhere.
core::Status check_book(const RuleBook& rules) {
  std::vector<const Condition*> conditions;
  for (const Regime& regime : rules.regimes) {
    const auto& first = *std::ranges::find(rules.regimes, regime.id, &Regime::id);
    if (&first != &regime) {
      return core::unusable(regime.file, fmt::format("regime {} again (first in {})", regime.id, first.file),
                            "each id in one file", "rename one or move it to drafts/");
    }
    std::ranges::copy(conditions_of(regime), std::back_inserter(conditions));
  }
  return check_ambiguities(conditions);
}

}  // namespace

core::Result<Regime> load_regime(const std::filesystem::path& file) {
  QGAUGE_TRY(const toml::table document, parse_toml(file));
  const TableReader table(document, file.string());
  QGAUGE_CHECK(check_schema(table, schema));
  QGAUGE_CHECK(table.only({"schema", "id", "instrument", "jurisdiction", "status", "kind", "destinations", "exporters",
                           "groups", "version"}));
  Regime regime;
  regime.file = file.string();
  QGAUGE_CHECK(read_head(table, regime));
  QGAUGE_CHECK(read_groups(table, regime));
  QGAUGE_TRY(regime.destinations, read_countries(table, "destinations", regime.groups));
  QGAUGE_TRY(regime.exporters, read_countries(table, "exporters", regime.groups));
  QGAUGE_CHECK(read_versions(table, regime));
  QGAUGE_CHECK(check_ambiguities(conditions_of(regime)));
  regime.warnings = warnings_of(regime);
  return regime;
}

core::Result<RuleBook> load_rules(const std::filesystem::path& folder) {
  QGAUGE_TRY(const auto files, rule_files(folder));
  RuleBook rules;
  for (const auto& file : files) {
    QGAUGE_TRY(Regime regime, load_regime(file));
    rules.regimes.push_back(std::move(regime));
  }
  QGAUGE_CHECK(check_book(rules));
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

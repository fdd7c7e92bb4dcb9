// Versions and their parts: see load_version.hpp. Called by load.cc; must not know any number or name of a law.
#include "thresholds/load_version.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "thresholds/load_entry.hpp"
#include "thresholds/load_words.hpp"

namespace qgauge::thresholds {
namespace {

constexpr std::string_view part_schema = "qgauge.regime-part/1";

/// The tables that entries and exceptions of a version stand in: its own, then those of its parts.
struct Sources {
  std::vector<TableReader> tables;
  std::vector<std::unique_ptr<toml::table>> documents;  ///< what the readers of the parts point into
};

core::Result<DatedNote> read_note(const TableReader& table) {
  QGAUGE_CHECK(table.only({"tag", "text", "from", "until"}));
  DatedNote note;
  QGAUGE_TRY(note.tag, table.text("tag"));
  QGAUGE_TRY(note.text, table.text("text"));
  QGAUGE_TRY(note.from, table.date_if_any("from"));
  QGAUGE_TRY(note.until, table.date_if_any("until"));
  return note;
}

core::Status read_notes(const TableReader& table, Version& version) {
  QGAUGE_TRY(const auto notes, table.tables("note"));
  for (const TableReader& row : notes) {
    QGAUGE_TRY(DatedNote note, read_note(row));
    version.notes.push_back(std::move(note));
  }
  return {};
}

core::Status check_order(const TableReader& table, const char* key, core::Date from,
                         const std::optional<core::Date>& later) {
  if (!later || *later > from) return {};
  return core::unusable(table.where(key), fmt::format("{} = {}", key, later->text()),
                        fmt::format("a day after from = {}", from.text()), "correct one of them");
}

core::Status read_dates(const TableReader& table, Version& version) {
  QGAUGE_TRY(version.from, table.date("from"));
  QGAUGE_TRY(version.text_read, table.date("text_read"));
  QGAUGE_TRY(version.from_undisputed, table.date_if_any("from_undisputed"));
  QGAUGE_TRY(version.until, table.date_if_any("until"));
  QGAUGE_CHECK(check_order(table, "from_undisputed", version.from, version.from_undisputed));
  return check_order(table, "until", version.from_undisputed.value_or(version.from), version.until);
}

/// A part lies in the folder of its regime or below it, so that a folder of rules can be moved as a whole.
core::Status check_part_path(const TableReader& table, const std::filesystem::path& folder,
                             const std::filesystem::path& part) {
  if (part.is_absolute() || std::ranges::find(part, "..") != part.end()) {
    return core::unusable(table.where("parts"), fmt::format("the part \"{}\"", part.string()),
                          "a path below the folder of this file", "without .. and without a leading /");
  }
  std::error_code problem;
  if (std::filesystem::is_regular_file(folder / part, problem)) return {};
  return core::unusable(table.where("parts"), fmt::format("the part \"{}\", which is no file", part.string()),
                        fmt::format("a file at {}", (folder / part).string()), "correct the path or write the part");
}

core::Status check_part(const TableReader& part) {
  QGAUGE_CHECK(check_schema(part, part_schema));
  return part.only({"schema", "entry", "exception"});
}

core::Result<Sources> open_sources(const TableReader& table, const std::filesystem::path& folder) {
  Sources sources;
  sources.tables.push_back(table);
  QGAUGE_TRY(const auto parts, table.texts("parts"));
  for (const std::string& part : parts) {
    QGAUGE_CHECK(check_part_path(table, folder, part));
    const std::filesystem::path file = folder / part;
    QGAUGE_TRY(toml::table document, parse_toml(file));
    sources.documents.push_back(std::make_unique<toml::table>(std::move(document)));
    sources.tables.emplace_back(*sources.documents.back(), file.string());
    QGAUGE_CHECK(check_part(sources.tables.back()));
  }
  return sources;
}

core::Status read_entries(const TableReader& table, std::span<const CountryGroup> groups, Version& version) {
  QGAUGE_TRY(const auto entries, table.tables("entry"));
  for (const TableReader& row : entries) {
    QGAUGE_TRY(Entry entry, read_entry(row, groups));
    const auto same = std::ranges::find(version.entries, entry.number, &Entry::number);
    if (same != version.entries.end()) {
      return core::unusable(entry.where, fmt::format("entry {} again (first at {})", entry.number, same->where),
                            "each entry once in a version", "correct the number of one, or remove it");
    }
    version.entries.push_back(std::move(entry));
  }
  return {};
}

core::Status read_exceptions(const TableReader& table, std::span<const CountryGroup> groups, Version& version) {
  QGAUGE_TRY(const auto exceptions, table.tables("exception"));
  for (const TableReader& row : exceptions) {
    QGAUGE_TRY(Exception exception, read_exception(row, groups, version.entries));
    const auto same = std::ranges::find(version.exceptions, exception.name, &Exception::name);
    if (same != version.exceptions.end()) {
      return core::unusable(exception.where,
                            fmt::format("exception \"{}\" again (first at {})", exception.name, same->where),
                            "each exception once in a version", "correct the name of one, or remove it");
    }
    version.exceptions.push_back(std::move(exception));
  }
  return {};
}

/// Exceptions name entries of any part: all entries are read before them.
core::Status read_rules(const TableReader& table, const std::filesystem::path& folder,
                        std::span<const CountryGroup> groups, Version& version) {
  QGAUGE_TRY(const Sources sources, open_sources(table, folder));
  for (const TableReader& source : sources.tables) QGAUGE_CHECK(read_entries(source, groups, version));
  if (version.entries.empty()) {
    return core::unusable(table.where(), "a version without entries", "at least one [[version.entry]]",
                          "write it here or name a part that holds some");
  }
  for (const TableReader& source : sources.tables) QGAUGE_CHECK(read_exceptions(source, groups, version));
  return check_precedence(version.exceptions);
}

}  // namespace

core::Result<Version> read_version(const TableReader& table, const std::filesystem::path& folder,
                                   std::span<const CountryGroup> groups) {
  QGAUGE_CHECK(table.only(
      {"from", "from_undisputed", "until", "text_read", "source", "tags", "note", "parts", "entry", "exception"}));
  Version version;
  version.where = table.where();
  QGAUGE_CHECK(read_dates(table, version));
  QGAUGE_TRY(version.source, table.text("source"));
  QGAUGE_TRY(version.tags, table.texts("tags"));
  QGAUGE_CHECK(read_notes(table, version));
  QGAUGE_CHECK(read_rules(table, folder, groups, version));
  return version;
}

core::Status check_succession(const Version& earlier, const Version& later) {
  const core::Date end = std::max(earlier.until.value_or(later.from), earlier.from_undisputed.value_or(earlier.from));
  if (earlier.from < later.from && end <= later.from) return {};
  return core::unusable(
      later.where, fmt::format("a version from {} that overlaps the one at {}", later.from.text(), earlier.where),
      "versions in the order of their first days, each ending before the next begins", "correct from or until");
}

}  // namespace qgauge::thresholds

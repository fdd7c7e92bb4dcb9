// A TOML table with the file it stands in: typed reading in which every mistake names file and line, what was found and
// what was expected. Used by the loader. Knows TOML, no law.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "qgauge/core.hpp"
#include "qgauge/subject.hpp"

namespace qgauge::thresholds {

/// The root table of a file. Errors: no file, a folder, something that is read without end, more than 4 MiB, not TOML.
core::Result<toml::table> parse_toml(const std::filesystem::path& file);

/// Holds a pointer into the parsed document, which must outlive it.
class TableReader {
 public:
  /// The root of a file.
  TableReader(const toml::table& table, std::string file) : table_(&table), file_(std::move(file)) {}

  bool has(std::string_view key) const { return table_->contains(key); }
  /// file:line of the table, or of a key's value (of the table where the key is absent).
  std::string where() const;
  std::string where(std::string_view key) const;
  /// Where a key of this table is written, for messages: "at the top of the file", "below [[version.entry]]".
  std::string place_of_keys() const;

  /// Error: a key that is none of `known`.
  core::Status only(const std::vector<std::string_view>& known) const;

  // Required values; text is never blank and a number is finite.
  core::Result<std::string> text(std::string_view key) const;
  core::Result<core::Date> date(std::string_view key) const;
  core::Result<double> number(std::string_view key) const;
  core::Result<subject::Attribute> attribute(std::string_view key) const;
  core::Result<TableReader> table(std::string_view key) const;

  // Optional values: nothing, or empty, where the key is absent.
  core::Result<std::string> text_or_empty(std::string_view key) const;
  core::Result<std::optional<core::Date>> date_if_any(std::string_view key) const;
  core::Result<int> integer_or_zero(std::string_view key) const;
  core::Result<std::vector<std::string>> texts(std::string_view key) const;
  core::Result<std::vector<TableReader>> tables(std::string_view key) const;

  const toml::node* find(std::string_view key) const { return table_->get(key); }
  std::vector<std::string> keys() const;

 private:
  TableReader(const toml::table& table, const TableReader& outer, std::string_view key);

  /// The header of the table `key` in this one, without brackets: "version.entry".
  std::string header_of(std::string_view key) const;
  /// What to write instead of the one pair of brackets around a header that needs two.
  std::unexpected<core::Error> refuse_list(std::string_view key) const;
  /// The value, or the error that the key is missing.
  core::Result<const toml::node*> required(std::string_view key, const std::string& expected) const;
  core::Result<std::string> text_of(const toml::node& node, std::string_view key) const;

  const toml::table* table_;
  std::string file_;
  std::string header_;      ///< without brackets; empty: the root
  bool in_a_list_ = false;  ///< its header has two pairs of brackets
};

/// "a string", "an integer", ... of a value that was found, for messages.
std::string kind_of(const toml::node& node);

}  // namespace qgauge::thresholds

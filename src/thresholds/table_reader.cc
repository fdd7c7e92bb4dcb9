// Typed reading of TOML tables: see table_reader.hpp. Called by the loaders; must not know what the keys mean.
#include "thresholds/table_reader.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace qgauge::thresholds {
namespace {

std::string place(const std::string& file, const toml::node& node) {
  return fmt::format("{}:{}", file, node.source().begin.line);
}

}  // namespace

std::string kind_of(const toml::node& node) {
  std::ostringstream kind;
  kind << node.type();
  return fmt::format("a value of type {}", kind.str());
}

core::Result<toml::table> parse_toml(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream content;
  // Copying an empty file sets failbit on `content`: what counts is whether the file could be opened and read.
  if (!stream.is_open() || std::filesystem::is_directory(file) || (content << stream.rdbuf(), stream.bad())) {
    return core::unusable(file.string(), "no readable file", "a TOML file of rules", "check the path");
  }
  // The packaged library throws; nothing of it leaves this function.
  try {
    return toml::parse(content.str(), file.string());
  } catch (const toml::parse_error& error) {
    return core::unusable(fmt::format("{}:{}", file.string(), error.source().begin.line),
                          fmt::format("what TOML does not allow ({})", error.description()), "TOML 1.0",
                          "correct the syntax");
  }
}

std::string TableReader::where() const { return place(file_, *table_); }

std::string TableReader::where(std::string_view key) const {
  const toml::node* node = find(key);
  return node ? place(file_, *node) : where();
}

std::vector<std::string> TableReader::keys() const {
  std::vector<std::string> names;
  for (const auto& [key, value] : *table_) names.emplace_back(key.str());
  return names;
}

core::Status TableReader::only(const std::vector<std::string_view>& known) const {
  for (const auto& [key, value] : *table_) {
    if (std::ranges::find(known, key.str()) != known.end()) continue;
    return core::unusable(fmt::format("{}:{}", file_, key.source().begin.line),
                          fmt::format("the unknown key \"{}\"", key.str()),
                          fmt::format("one of {}", fmt::join(known, ", ")), "correct or remove it");
  }
  return {};
}

core::Result<const toml::node*> TableReader::required(std::string_view key, const std::string& expected) const {
  if (const toml::node* node = find(key)) return node;
  return core::unusable(where(), fmt::format("no key \"{}\"", key), expected, fmt::format("add {} = ...", key));
}

core::Result<std::string> TableReader::text_of(const toml::node& node, std::string_view key) const {
  const auto value = node.value_exact<std::string>();
  if (value && !value->empty()) return *value;
  return core::unusable(place(file_, node), value ? "an empty string" : kind_of(node),
                        fmt::format("a string in \"{}\"", key), "write it in quotation marks");
}

core::Result<std::string> TableReader::text(std::string_view key) const {
  QGAUGE_TRY(const toml::node* node, required(key, fmt::format("a string in \"{}\"", key)));
  return text_of(*node, key);
}

core::Result<std::string> TableReader::text_or_empty(std::string_view key) const {
  return has(key) ? text(key) : core::Result<std::string>(std::string());
}

core::Result<core::Date> TableReader::date(std::string_view key) const {
  QGAUGE_TRY(const toml::node* node, required(key, fmt::format("a date in \"{}\"", key)));
  if (const auto day = node->value_exact<toml::date>()) {
    if (const auto date = core::Date::from(day->year, day->month, day->day)) return *date;
  }
  return core::unusable(where(key), kind_of(*node), fmt::format("a date in \"{}\"", key),
                        "write it as 2025-02-26, without quotation marks");
}

core::Result<std::optional<core::Date>> TableReader::date_if_any(std::string_view key) const {
  if (!has(key)) return std::optional<core::Date>();
  QGAUGE_TRY(const core::Date day, date(key));
  return std::optional(day);
}

core::Result<double> TableReader::number(std::string_view key) const {
  QGAUGE_TRY(const toml::node* node, required(key, fmt::format("a number in \"{}\"", key)));
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (value && std::isfinite(*value)) return *value;
  return core::unusable(where(key), value ? fmt::format("{}", *value) : kind_of(*node),
                        fmt::format("a finite number in \"{}\"", key), "a limit that does not exist is left out");
}

core::Result<subject::Attribute> TableReader::attribute(std::string_view key) const {
  QGAUGE_TRY(const toml::node* node, required(key, fmt::format("a string, a number, true or false in \"{}\"", key)));
  if (const auto flag = node->value_exact<bool>()) return *flag;
  if (node->is_number()) return number(key);
  return text_of(*node, key);
}

core::Result<int> TableReader::integer_or_zero(std::string_view key) const {
  if (!has(key)) return 0;
  const auto value = find(key)->value_exact<std::int64_t>();
  if (value && std::in_range<int>(*value)) return static_cast<int>(*value);
  return core::unusable(where(key), value ? fmt::format("{}", *value) : kind_of(*find(key)),
                        fmt::format("a whole number in \"{}\"", key));
}

core::Result<TableReader> TableReader::table(std::string_view key) const {
  QGAUGE_TRY(const toml::node* node, required(key, fmt::format("a table \"{}\"", key)));
  if (const toml::table* found = node->as_table()) return TableReader(*found, file_);
  return core::unusable(where(key), kind_of(*node), fmt::format("a table in \"{}\"", key));
}

core::Result<std::vector<std::string>> TableReader::texts(std::string_view key) const {
  std::vector<std::string> values;
  if (!has(key)) return values;
  const toml::array* array = find(key)->as_array();
  if (!array) return core::unusable(where(key), kind_of(*find(key)), fmt::format("an array of strings in \"{}\"", key));
  for (const toml::node& node : *array) {
    QGAUGE_TRY(auto value, text_of(node, key));
    values.push_back(std::move(value));
  }
  return values;
}

core::Result<std::vector<TableReader>> TableReader::tables(std::string_view key) const {
  std::vector<TableReader> values;
  if (!has(key)) return values;
  const toml::array* array = find(key)->as_array();
  if (!array) return core::unusable(where(key), kind_of(*find(key)), fmt::format("an array of tables \"{}\"", key));
  for (const toml::node& node : *array) {
    const toml::table* found = node.as_table();
    if (!found) return core::unusable(place(file_, node), kind_of(node), fmt::format("a table in \"{}\"", key));
    values.emplace_back(*found, file_);
  }
  return values;
}

}  // namespace qgauge::thresholds

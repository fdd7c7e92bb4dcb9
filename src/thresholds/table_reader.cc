// Typed reading of TOML tables: see table_reader.hpp. Called by the loaders; must not know what the keys mean.
#include "thresholds/table_reader.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "thresholds/load_examples.hpp"

namespace qgauge::thresholds {
namespace {

std::string place(const std::string& file, const toml::node& node) {
  return fmt::format("{}:{}", file, node.source().begin.line);
}

constexpr std::uintmax_t largest_file = 4 << 20;

core::Status check_file(const std::filesystem::path& file) {
  const auto refuse = [&](const std::string& found, const std::string& advice) {
    return core::unusable(file.string(), found, "a TOML file of at most 4 MiB", advice);
  };
  std::error_code problem;
  const auto status = std::filesystem::status(file, problem);
  if (!std::filesystem::exists(status)) return refuse("no readable file", "check the path");
  if (std::filesystem::is_directory(status)) return refuse("a folder", "name one of its files");
  if (!std::filesystem::is_regular_file(status)) return refuse("a pipe or a device", "write it to a file");
  const std::uintmax_t size = std::filesystem::file_size(file, problem);
  if (size <= largest_file) return {};
  return refuse(fmt::format("a file of {} bytes", size), "move entries to other files");
}

core::Result<std::string> read_whole(const std::filesystem::path& file) {
  QGAUGE_CHECK(check_file(file));
  std::ifstream stream(file, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(stream), {}};
  if (stream.is_open() && !stream.bad()) return content;
  return core::unusable(file.string(), "no readable file", "a TOML file", "check the path and its permissions");
}

bool is_blank(const std::string& text) {
  return std::ranges::all_of(text, [](unsigned char letter) { return std::isspace(letter) != 0; });
}

/// Of an instrument or of its versions: what lies outside was mistyped.
bool is_year_of_law(int year) { return year >= 1900 && year < 3000; }

}  // namespace

std::string kind_of(const toml::node& node) {
  std::ostringstream kind;
  kind << node.type();
  return fmt::format("a value of type {}", kind.str());
}

core::Result<toml::table> parse_toml(const std::filesystem::path& file) {
  QGAUGE_TRY(const std::string content, read_whole(file));
  // The packaged library throws; nothing of it leaves this function.
  try {
    return toml::parse(content, file.string());
  } catch (const toml::parse_error& error) {
    return core::unusable(fmt::format("{}:{}", file.string(), error.source().begin.line),
                          fmt::format("what TOML does not allow ({})", error.description()), "TOML 1.0",
                          "correct the syntax");
  }
}

TableReader::TableReader(const toml::table& table, const TableReader& outer, std::string_view key)
    : table_(&table), file_(outer.file_), header_(outer.header_of(key)), in_a_list_(outer.find(key)->is_array()) {}

std::string TableReader::header_of(std::string_view key) const {
  return header_.empty() ? std::string(key) : fmt::format("{}.{}", header_, key);
}

std::string TableReader::place_of_keys() const {
  if (header_.empty()) return "at the top of the file";
  if (table_->is_inline()) return fmt::format("between the braces at {}", where());
  return in_a_list_ ? fmt::format("below [[{}]]", header_) : fmt::format("below [{}]", header_);
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
    const std::string meant = core::suggestion(key.str(), known);
    return core::unusable(fmt::format("{}:{}", file_, key.source().begin.line),
                          fmt::format("the unknown key \"{}\" {}", key.str(), place_of_keys()),
                          fmt::format("one of {}", fmt::join(known, ", ")),
                          meant.empty() ? "correct or remove it" : meant);
  }
  return {};
}

core::Result<const toml::node*> TableReader::required(std::string_view key, const std::string& expected) const {
  if (const toml::node* node = find(key)) return node;
  return core::unusable(where(), fmt::format("no key \"{}\"", key), expected,
                        fmt::format("add it {}, such as {}", place_of_keys(), example_of(key)));
}

core::Result<std::string> TableReader::text_of(const toml::node& node, std::string_view key) const {
  const auto value = node.value_exact<std::string>();
  if (value && !is_blank(*value)) return *value;
  return core::unusable(place(file_, node), value ? "a blank string" : kind_of(node),
                        fmt::format("a string in \"{}\"", key), fmt::format("write {}", example_of(key)));
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
    const auto date = core::Date::from(day->year, day->month, day->day);
    if (date && is_year_of_law(day->year)) return *date;
    return core::unusable(where(key), fmt::format("{:04}-{:02}-{:02}", day->year, day->month, day->day),
                          fmt::format("a day from 1900 to 2999 in \"{}\"", key), "correct it");
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
                        fmt::format("a whole number in \"{}\"", key), fmt::format("write {} = 1", key));
}

core::Result<TableReader> TableReader::table(std::string_view key) const {
  QGAUGE_TRY(const toml::node* node, required(key, fmt::format("a table \"{}\"", key)));
  if (const toml::table* found = node->as_table()) return TableReader(*found, *this, key);
  const bool headed = node->is_array_of_tables();
  return core::unusable(where(key), headed ? fmt::format("[[{}]]", header_of(key)) : kind_of(*node),
                        fmt::format("one table in \"{}\"", key), fmt::format("write [{}]", header_of(key)));
}

core::Result<std::vector<std::string>> TableReader::texts(std::string_view key) const {
  std::vector<std::string> values;
  if (!has(key)) return values;
  const toml::array* array = find(key)->as_array();
  if (!array) {
    return core::unusable(where(key), kind_of(*find(key)), fmt::format("an array of strings in \"{}\"", key),
                          fmt::format("write {}", example_of(key)));
  }
  for (const toml::node& node : *array) {
    QGAUGE_TRY(auto value, text_of(node, key));
    if (std::ranges::find(values, value) != values.end()) {
      return core::unusable(place(file_, node), fmt::format("\"{}\" twice", value),
                            fmt::format("each word once in \"{}\"", key), "remove one of them");
    }
    values.push_back(std::move(value));
  }
  return values;
}

std::unexpected<core::Error> TableReader::refuse_list(std::string_view key) const {
  const toml::table* single = find(key)->as_table();
  const bool headed = single != nullptr && !single->is_inline();
  const std::string header = header_of(key);
  return core::unusable(where(key), headed ? fmt::format("[{}]", header) : kind_of(*find(key)),
                        fmt::format("an array of tables \"{}\"", key),
                        headed ? fmt::format("write [[{}]]: there may be several", header)
                               : fmt::format("write {} = [ {{ ... }} ]", key));
}

core::Result<std::vector<TableReader>> TableReader::tables(std::string_view key) const {
  std::vector<TableReader> values;
  if (!has(key)) return values;
  const toml::array* array = find(key)->as_array();
  if (!array) return refuse_list(key);
  for (const toml::node& node : *array) {
    const toml::table* found = node.as_table();
    if (!found) {
      return core::unusable(place(file_, node), kind_of(node), fmt::format("a table in \"{}\"", key),
                            "write it between braces, such as { ... }");
    }
    values.push_back(TableReader(*found, *this, key));
  }
  return values;
}

}  // namespace qgauge::thresholds

// Parsing with a limit and reading with paths: see json_cursor.hpp.
#include "report/json_cursor.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace qgauge::report {
namespace {

using nlohmann::json;

constexpr int max_nesting = 200;
constexpr std::size_t longest_quote = 60;

/// The value as found, short enough for a message.
std::string quoted(const json& value) {
  if (value.is_object()) return "an object";
  if (value.is_array()) return fmt::format("an array of {} elements", value.size());
  std::string text = value.dump(-1, ' ', true, json::error_handler_t::replace);
  if (text.size() > longest_quote) text = text.substr(0, longest_quote) + "...";
  return text;
}

std::string line_of(const std::string& text, std::size_t byte) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
  return std::to_string(1 + std::count(text.begin(), end, '\n'));
}

[[noreturn]] void fail_at(std::string where, const std::string& found, const std::string& expected,
                          const std::string& advice) {
  throw JsonFailure{core::unusable(std::move(where), found, expected, advice).error()};
}

}  // namespace

json parse_limited(const std::string& text, const std::string& file) {
  // Building a deeper tree is safe; copying and destroying one overflows the stack, so it is refused while it is read.
  const auto limit_depth = [&file](int depth, json::parse_event_t event, json&) {
    const bool opens = event == json::parse_event_t::object_start || event == json::parse_event_t::array_start;
    if (opens && depth >= max_nesting) {
      fail_at(file, fmt::format("more than {} levels of nesting", max_nesting), "a report of qgauge",
              "check that it is the file you mean");
    }
    return true;
  };
  try {
    return json::parse(text, limit_depth);
  } catch (const json::parse_error& error) {
    fail_at(file + ":" + line_of(text, error.byte), "text that is not JSON",
            "a report as `qgauge assess --json` writes it", "check that the file is complete");
  } catch (const json::out_of_range&) {
    fail_at(file, "a number beyond the range of double precision", "finite numbers", "check who wrote the file");
  }
}

void JsonCursor::fail(const std::string& expected, const std::string& advice) const {
  fail_at(place_, quoted(*value_), expected, advice);
}

std::optional<JsonCursor> JsonCursor::find(const char* key) const {
  if (!value_->is_object()) fail(fmt::format("an object with \"{}\"", key));
  const auto member = value_->find(key);
  if (member == value_->end()) return std::nullopt;
  return JsonCursor(*member, place_ + "." + key);
}

JsonCursor JsonCursor::operator[](const char* key) const {
  const auto member = find(key);
  if (!member) {
    fail_at(place_, fmt::format("no \"{}\"", key), "every member of the schema qgauge.report/1",
            "write the report again with this version");
  }
  return *member;
}

std::vector<JsonCursor> JsonCursor::elements() const {
  if (!value_->is_array()) fail("an array");
  std::vector<JsonCursor> cursors;
  for (std::size_t i = 0; i < value_->size(); ++i) cursors.emplace_back((*value_)[i], fmt::format("{}[{}]", place_, i));
  return cursors;
}

std::string JsonCursor::text() const {
  if (!value_->is_string()) fail("a text");
  return value_->get<std::string>();
}

double JsonCursor::number() const {
  if (!value_->is_number() || !std::isfinite(value_->get<double>())) fail("a finite number");
  return value_->get<double>();
}

double JsonCursor::number_not_negative() const {
  if (number() < 0) fail("a number that is not negative");
  return number();
}

double JsonCursor::number_within(double low, double high) const {
  if (number() < low || number() > high) fail(fmt::format("a number in [{}, {}]", low, high));
  return number();
}

std::optional<double> JsonCursor::number_or_null() const {
  return or_null([](const JsonCursor& cursor) { return cursor.number(); });
}

std::uint64_t JsonCursor::count() const {
  if (!value_->is_number_unsigned()) fail("a whole number that is not negative");
  return value_->get<std::uint64_t>();
}

int JsonCursor::whole_number() const {
  const std::uint64_t value = count();
  if (value > static_cast<std::uint64_t>(std::numeric_limits<int>::max())) fail("a whole number below 2147483648");
  return static_cast<int>(value);
}

bool JsonCursor::truth() const {
  if (!value_->is_boolean()) fail("true or false");
  return value_->get<bool>();
}

core::Date JsonCursor::date() const {
  const auto date = value_->is_string() ? core::Date::parse(value_->get_ref<const std::string&>()) : std::nullopt;
  if (!date || date->text() != value_->get_ref<const std::string&>()) fail("a day as in \"2025-02-26\"");
  return *date;
}

}  // namespace qgauge::report

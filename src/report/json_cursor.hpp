// A place in a JSON tree that knows its path, and reads values with one clear message where they are not what is
// expected. Used by from_json alone. Failures travel as exceptions that from_json turns into errors.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "qgauge/core.hpp"

namespace qgauge::report {

/// Thrown and caught inside report.
struct JsonFailure {
  core::Error error;
};

/// The tree of `text`. Throws JsonFailure with file and line for text that is no JSON, and for nesting beyond the
/// limit.
nlohmann::json parse_limited(const std::string& text, const std::string& file);

class JsonCursor {
 public:
  /// `value` must outlive the cursor. `place` is the file and the JSON path so far.
  JsonCursor(const nlohmann::json& value, std::string place) : value_(&value), place_(std::move(place)) {}

  [[noreturn]] void fail(const std::string& expected, const std::string& advice = {}) const;

  bool is_null() const { return value_->is_null(); }
  /// The member `key` of an object; it must be there.
  JsonCursor operator[](const char* key) const;
  /// The member `key` of an object, or empty where it is not there.
  std::optional<JsonCursor> find(const char* key) const;

  std::string text() const;
  /// Finite, as are the following.
  double number() const;
  double number_not_negative() const;
  double number_within(double low, double high) const;
  std::optional<double> number_or_null() const;
  std::uint64_t count() const;
  int whole_number() const;
  bool truth() const;
  core::Date date() const;

  /// read(element) of every element of an array.
  template <class Read>
  auto list(Read read) const {
    std::vector<decltype(read(*this))> values;
    for (const JsonCursor& element : elements()) values.push_back(read(element));
    return values;
  }

  /// read(*this), or empty where this is null.
  template <class Read>
  auto or_null(Read read) const {
    using Value = decltype(read(*this));
    return is_null() ? std::optional<Value>() : std::optional<Value>(read(*this));
  }

 private:
  std::vector<JsonCursor> elements() const;

  const nlohmann::json* value_;
  std::string place_;
};

}  // namespace qgauge::report

// A place in a JSON tree of counts: typed reading whose errors name file and JSON path. Private to the room.
// Must not know any format.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "qgauge/core.hpp"

namespace qgauge::recorded {

/// Refers to the tree and to the file's name: both must outlive it.
class Place {
 public:
  Place(const nlohmann::json& value, const std::string& file) : value_(&value), file_(&file) {}

  const nlohmann::json& json() const { return *value_; }
  /// "FILE: /json/path".
  std::string where() const;
  /// The error at this place: found is what stands here.
  std::unexpected<core::Error> refuse(const std::string& expected, const std::string& advice) const;

  /// A member of an object; nullopt where it is absent or null.
  std::optional<Place> find(std::string_view key) const;
  core::Result<Place> at(std::string_view key) const;
  core::Result<std::string> text() const;
  /// A whole number from 0; 12.0 is one.
  core::Result<std::uint64_t> count() const;
  /// Error: no array, or no object.
  core::Result<std::vector<Place>> items() const;
  core::Result<std::vector<std::pair<std::string, Place>>> members() const;

 private:
  Place child(const nlohmann::json& value, const std::string& step) const;
  std::string found() const;

  const nlohmann::json* value_;
  const std::string* file_;
  std::string path_;
};

}  // namespace qgauge::recorded

// A place in a JSON tree: typed reading whose errors name file and JSON path. Used by every JSON importer.
// Must not know any format.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "qgauge/core.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device {

/// No quantity of a machine is larger in any unit that a source uses (30 years are 1e15 microseconds): beyond is an
/// overflow or a mistake.
using components::largest_number;

/// What a number must be to be read; every quantity of a description names one.
enum class Range {
  finite,        ///< any up to largest_number (T1 and T2: validation says what a value that is not positive means)
  non_negative,  ///< durations, frequencies
  probability,   ///< [0, 1]
  infidelity,    ///< [0, 1): 1 and beyond mark a missing calibration
};

std::string_view expected_of(Range range);
bool contains(Range range, double value);

/// Refers to the tree and to the file's name: both must outlive it.
class Node {
 public:
  Node(const nlohmann::json& value, const std::string& file) : Node(value, file, {}) {}

  const nlohmann::json& json() const { return *value_; }
  /// "FILE: /json/path".
  std::string where() const;
  /// The error at this place: found is what stands here.
  std::unexpected<core::Error> refuse(const std::string& expected, const std::string& advice = {}) const;
  /// What stands here, in words: "the number -0.1", "an array of 3".
  std::string found() const;

  core::Result<double> number(Range range = Range::finite) const;
  core::Result<int> integer(int low, int high) const;
  core::Result<std::string> text() const;
  core::Result<bool> boolean() const;
  core::Result<core::Date> date() const;
  /// The elements of an array of at most `limit`.
  core::Result<std::vector<Node>> items(std::size_t limit = max_couplings) const;
  /// A member of an object; nullopt where it is absent or null.
  std::optional<Node> find(std::string_view key) const;
  core::Result<Node> at(std::string_view key) const;
  /// Error for a member that is neither in `known` nor a comment; names the nearest known one.
  core::Status only_keys(std::span<const std::string_view> known) const;

 private:
  Node(const nlohmann::json& value, const std::string& file, std::string path)
      : value_(&value), file_(&file), path_(std::move(path)) {}

  const nlohmann::json* value_;
  const std::string* file_;
  std::string path_;
};

}  // namespace qgauge::device

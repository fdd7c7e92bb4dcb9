// Text to JSON tree, for every reader of JSON: bounded depth and length, no duplicate keys, no exceptions, errors with
// their line. Must not know any format.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "qgauge/core.hpp"

namespace qgauge::store {

struct JsonLimits {
  std::size_t nesting;
  std::size_t elements;      ///< of one list
  std::string_view longest;  ///< what the longest list may hold, in words
};

/// Whether the text could be JSON, from its first visible character.
bool looks_like_json(std::string_view text);

/// Errors (unusable_input): a syntax error at "FILE:LINE", what is beyond the limits or a repeated key at
/// "FILE: /json/path".
core::Result<nlohmann::json> parse_json(std::string_view text, const std::string& file, const JsonLimits& limits);

}  // namespace qgauge::store

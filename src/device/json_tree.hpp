// Text to JSON tree, for every importer: bounded depth, no duplicate keys, no exceptions, errors with their line.
// Must not know any format.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "qgauge/core.hpp"

namespace qgauge::device {

/// Whether the text could be JSON, from its first visible character.
bool looks_like_json(std::string_view text);

/// Errors (unusable_input): a syntax error at "FILE:LINE", nesting beyond max_nesting or a repeated key at
/// "FILE: /json/path".
core::Result<nlohmann::json> parse_json(std::string_view text, const std::string& file);

}  // namespace qgauge::device

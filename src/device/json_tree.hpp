// Text to JSON tree within the limits of a description, for every importer. Must not know any format.
#pragma once

#include <string>
#include <string_view>

#include "qgauge/store/json_text.hpp"

namespace qgauge::device {

using store::looks_like_json;

/// Errors: those of store::parse_json.
core::Result<nlohmann::json> parse_json(std::string_view text, const std::string& file);

}  // namespace qgauge::device

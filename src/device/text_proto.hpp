// Protocol buffers in their text format into the same kind of tree as JSON, so that Node reads both.
// Used by importers. Must not know any message type.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "qgauge/core.hpp"

namespace qgauge::device {

/// A message is an object whose members are arrays of the values of each field, in order: without the message type, a
/// field that stands once cannot be told from a repeated one. Enumerators are strings, true and false are booleans.
/// Errors (unusable_input) at "FILE:LINE": a syntax error, nesting beyond max_nesting, too many values, and what such
/// files never hold: extensions, numbers that are not decimal, text beyond ASCII.
core::Result<nlohmann::json> parse_text_proto(std::string_view text, const std::string& file);

/// The name of the first field of a text; empty where it begins with anything else.
std::string_view first_field(std::string_view text);

}  // namespace qgauge::device

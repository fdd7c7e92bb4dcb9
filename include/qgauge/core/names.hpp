// Names that were mistyped: which of the known ones was meant. Used by every reader of files. Knows no list of names.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace qgauge::core {

/// The name with the smallest edit distance (Levenshtein 1966) to `name`; `names` must not be empty.
std::string_view nearest_name(std::string_view name, std::span<const std::string_view> names);

/// `did you mean "source"?` where one of `names` is so close that it was probably meant: at most two edits away, and
/// no more than half of the name, capital letters aside. Else empty.
std::string suggestion(std::string_view name, std::span<const std::string_view> names);

}  // namespace qgauge::core

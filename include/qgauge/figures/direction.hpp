// Which way a figure gets better, by the words of its name. Asked by comparisons of reports.
// Must not know how far a figure moved, nor whether that is known.
#pragma once

#include <optional>
#include <string_view>

namespace qgauge::figures {

enum class Direction { lower_is_better, higher_is_better, neutral };
std::string_view name_of(Direction direction);

/// Empty where no word of the name says it: every figure of the closed list has one, a later version's may have none.
std::optional<Direction> better_of(std::string_view name);

}  // namespace qgauge::figures

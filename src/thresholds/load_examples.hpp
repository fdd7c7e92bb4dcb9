// What values of the keys of a rule file look like, for the messages that ask for one. Used by table_reader.cc. Knows
// no file.
#pragma once

#include <string>
#include <string_view>

namespace qgauge::thresholds {

/// `source = "Order 12 of 2025, Schedule 1"`; of a key that the files choose themselves: `key = "..."`.
std::string example_of(std::string_view key);

}  // namespace qgauge::thresholds

// The formats of counts that read_counts tells apart. Private to the room.
#pragma once

#include <string>
#include <string_view>

#include "qgauge/recorded.hpp"
#include "recorded/place.hpp"

namespace qgauge::recorded {

core::Result<nlohmann::json> parse_tree(std::string_view text, const std::string& file);

/// Result.to_dict() of Qiskit: "results", each with "header" and "data".
core::Result<execution::RecordedCounts> read_qiskit_result(const Place& root, const std::string& file);
/// {"name": {"0101": 12}}.
core::Result<execution::RecordedCounts> read_dictionary(const Place& root, const std::string& file);
/// [{"name": "", "counts": {"0101": 12}}, {"name": "", "bitstrings": ["0101"]}].
core::Result<execution::RecordedCounts> read_list(const Place& root, const std::string& file);
/// circuit,outcome,count.
core::Result<execution::RecordedCounts> read_table(std::string_view text, const std::string& file);

}  // namespace qgauge::recorded

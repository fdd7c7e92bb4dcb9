// What plain JSON descriptions of machines have in common: lists of coupled qubits, fidelities that become errors, and
// dates as seconds since 1970. Used by the importers of IonQ, MQT Bench and QDMI files. Must not know any format.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "device/json_node.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device {

/// null, "", "None" and {} stand for a missing value.
bool is_missing(const Node& node);
/// A member whose absence is no error.
std::optional<Node> find_value(const Node& owner, std::string_view key);

/// The index of the qubit that stands at a node.
using IndexOf = std::function<core::Result<int>(const Node&)>;
/// [[a, b], ...]. Both directions of a pair are one coupling; the same direction twice is a mistake of the file.
core::Result<std::vector<std::pair<int, int>>> read_couplings(const Node& list, const IndexOf& index_of);
/// The same with qubits from 0 to count - 1.
core::Result<std::vector<std::pair<int, int>>> read_couplings(const Node& list, int count);

/// Whether these are all pairs of `count` qubits.
bool is_complete(const std::vector<std::pair<int, int>>& couplings, int count);

/// 1 - F of a fidelity in [0, 1]; 0 marks a missing calibration, for a gate that always fails is none.
core::Result<Quantity> read_infidelity(const Node& fidelity);

/// Any of "2025-06-16T00:00:00Z", 1678402800 and "1678402800"; nullopt where it is missing or 1970-01-01, which
/// stands for "unknown". Seconds give the day in UTC.
core::Result<std::optional<core::Date>> read_day(const Node& owner, std::string_view key);

}  // namespace qgauge::device

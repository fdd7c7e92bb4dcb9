// Qubits that a source names by labels: label <-> index, and the members of objects that are keyed by labels or pairs
// of labels ("0-103"). Used by the JSON importers of machines with holes in their numbering. Must not know any format.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "device/json_node.hpp"

namespace qgauge::device {

struct Member {
  std::string key;
  Node value;
};

/// The members of an object of at most `limit`; null ones count as missing and are left out.
core::Result<std::vector<Member>> members(const Node& node, std::size_t limit = max_couplings);

/// The label of a qubit: text that is not empty, or a whole number, which may be written as 0.0.
core::Result<std::string> label_of(const Node& node);

/// The labels of a machine; a qubit's index is its place in their order: by number where all are whole numbers, or
/// whole numbers behind one prefix ("QB2" before "QB10").
class Labels {
 public:
  Labels() = default;
  explicit Labels(const std::set<std::string>& labels);

  const std::vector<std::string>& texts() const { return texts_; }
  int count() const { return static_cast<int>(texts_.size()); }
  std::optional<int> find(std::string_view label) const;
  /// The index of a label that stands at `place`; an unknown one is refused there.
  core::Result<int> index(std::string_view label, const Node& place) const;
  core::Result<int> index(const Node& label) const;
  /// The two qubits of a key such as "0-103", in this direction; `place` is the member.
  core::Result<std::pair<int, int>> pair(std::string_view key, const Node& place) const;

 private:
  std::vector<std::string> texts_;
  std::map<std::string, int, std::less<>> indices_;
};

}  // namespace qgauge::device

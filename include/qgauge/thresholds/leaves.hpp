// The leaves of a condition in a row, each under a name by which those of another text can be found. Used by pages that
// set texts beside each other and by the comparison of two texts. Knows no item.
#pragma once

#include <string>
#include <vector>

#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {

/// `name`: "step 2, number of connected qubits"; `demand`: "at least 100, fewer than 200".
struct NamedLeaf {
  std::string name;
  std::string demand;

  bool operator==(const NamedLeaf&) const = default;
};

/// In the order of the text, both ends of a range as one. A name that occurs again has a number behind it.
std::vector<NamedLeaf> leaves_of(const Condition& condition);
/// What the text asks that was not read.
std::vector<std::string> unknowns_of(const Condition& condition);

}  // namespace qgauge::thresholds

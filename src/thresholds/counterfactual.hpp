// The least change of one input alone that would change a verdict. Used by the readings that take the item's own
// figures. Knows no regime and no date.
#pragma once

#include <vector>

#include "thresholds/knowledge.hpp"

namespace qgauge::thresholds {

/// One for each input and each definite decision that it alone could bring about, the smallest relative changes first.
/// An estimate would have to come out at the value, with the same uncertainty. What the exporter does not choose (the
/// kind of item, the paradigm) and stated countries are left as they are.
std::vector<Counterfactual> counterfactuals_of(const Condition& condition, const Knowledge& knowledge);

}  // namespace qgauge::thresholds

// Whether a licence is needed to a destination, as far as the rules hold exceptions from it. Used by evaluation. Knows
// no date.
#pragma once

#include "thresholds/knowledge.hpp"

namespace qgauge::thresholds {

/// `decision`: whether the entry lists the item.
Licence licence_for(const Version& version, const Entry& entry, Decision decision, const Item& item);

}  // namespace qgauge::thresholds

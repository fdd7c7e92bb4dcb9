// The reasons that decided a verdict, out of its tree. Used by the memo and the tables. Judges nothing.
#pragma once

#include <vector>

#include "qgauge/thresholds.hpp"

namespace qgauge::report {

/// The deepest reasons that came out as the verdict did: of what is listed all that it meets, up to four; of what keeps
/// it open the first two; of what keeps it out the one whose value comes nearest to its limit. Empty only where the
/// verdict has no reasons.
std::vector<const thresholds::Reason*> decisive_reasons(const thresholds::Verdict& verdict);

}  // namespace qgauge::report

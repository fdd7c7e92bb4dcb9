// Whether claims agree with each other. Private to the room; knows no rule.
#pragma once

#include "qgauge/core.hpp"
#include "qgauge/subject.hpp"

namespace qgauge::assess {

/// Of claims about one item, with what follows from them. Error: two that cannot both be true.
core::Status check_consistency(const subject::Subject& subject);

}  // namespace qgauge::assess

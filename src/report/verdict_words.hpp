// How decisions are spelled and painted on a terminal. Used by the table of verdicts and by their reasons.
#pragma once

#include <string_view>

#include "qgauge/thresholds.hpp"
#include "report/page.hpp"

namespace qgauge::report {

/// In capitals what must not be overlooked, with or without colours.
std::string_view words_for(thresholds::Decision decision);
Paint paint_of(thresholds::Decision decision);

}  // namespace qgauge::report

// Where a limit can stand, as far as some items can tell: cells between their figures. Private to the workbench; used
// by design. Knows no text.
#pragma once

#include <vector>

#include "qgauge/thresholds/parameters.hpp"

namespace qgauge::thresholds {

/// Limits between which no bound on a figure of the items changes. `limit`: one of them, short to write.
struct LimitCell {
  double low = 0;
  double high = 0;
  bool low_open = false;
  bool high_open = false;
  double limit = 0;
};

/// Ascending, covering the line. `ends`: the figures of the items in terms of the limit. The
/// limit as it stands is kept where it lies in the cell.
std::vector<LimitCell> cells_between(const Parameter& parameter, std::vector<double> ends);

/// A number of few digits in the cell that is near `towards`, or it itself where it lies in the cell; of what is
/// counted a whole one.
double short_number_in(const LimitCell& cell, double towards, const Parameter& parameter);

}  // namespace qgauge::thresholds

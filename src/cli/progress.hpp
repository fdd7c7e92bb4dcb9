// A progress bar with an estimate of the time left, on one line of a terminal. Private to the room.
#pragma once

#include <ostream>

#include "qgauge/assess.hpp"

namespace qgauge::cli {

/// Redraws at most ten times a second and clears its line when a step is done.
assess::Progress progress_bar(std::ostream& terminal);

}  // namespace qgauge::cli

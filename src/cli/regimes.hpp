// The commands of `qgauge regimes`, one a file, and what they share. Private to the room.
#pragma once

#include "cli/arguments.hpp"

namespace qgauge::cli {

core::Result<int> list_regimes(const Arguments& arguments, const Console& console);
core::Result<int> show_regime(const Arguments& arguments, const Console& console);
core::Result<int> validate_regime(const Arguments& arguments, const Console& console);
core::Result<int> compare_regimes(const Arguments& arguments, const Console& console);
core::Result<int> diff_regimes(const Arguments& arguments, const Console& console);
core::Result<int> cover_regime(const Arguments& arguments, const Console& console);
core::Result<int> probe_regime(const Arguments& arguments, const Console& console);
core::Result<int> date_regime(const Arguments& arguments, const Console& console);

}  // namespace qgauge::cli

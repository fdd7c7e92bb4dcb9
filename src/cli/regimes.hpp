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
core::Result<int> sweep_regime(const Arguments& arguments, const Console& console);
core::Result<int> design_regime(const Arguments& arguments, const Console& console);
core::Result<int> stress_regime(const Arguments& arguments, const Console& console);

/// sweep, design and stress, as subcommands of `regimes`.
void add_limit_commands(CLI::App& regimes, Arguments& arguments, Action& chosen);

}  // namespace qgauge::cli

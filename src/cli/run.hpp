// The command line as a function, so that tests can call it. Used by main and by the tests of cli.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace qgauge::cli {

/// Where a run prints and what kind of place that is.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  int columns = 80;
};

/// Runs `qgauge arguments...` (without the program's name) and returns the exit code.
int run(const std::vector<std::string>& arguments, const Console& console);

}  // namespace qgauge::cli

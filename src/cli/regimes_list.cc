// `qgauge regimes list`: every entry on one line.

#include "cli/regimes.hpp"

namespace qgauge::cli {

core::Result<int> list_regimes(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto rules, read_rules(arguments));
  console.out << report::rules_list(rules, console.columns);
  return 0;
}

}  // namespace qgauge::cli

// `qgauge regimes diff OLD NEW`: what changes between two texts, on the catalogue.

#include "cli/regimes.hpp"
#include "cli/workbench.hpp"

namespace qgauge::cli {

core::Result<int> diff_regimes(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto question, question_of(arguments));
  QGAUGE_TRY(const auto population, read_population(arguments));
  QGAUGE_TRY(const auto rules, read_rules(arguments));
  QGAUGE_TRY(const auto diff,
             thresholds::diff_of(rules, population, arguments.devices[0], arguments.devices[1], question));
  QGAUGE_CHECK(deliver({report::to_terminal(diff, population, style_of(console), arguments.all),
                        report::to_json(diff, population), report::tables_of(diff, population)},
                       arguments, console));
  return !arguments.fail_if.empty() && !diff.changed.empty() ? 1 : 0;
}

}  // namespace qgauge::cli

// `qgauge regimes sensitivity TEXT`: which answers hang on the reading or the statistic.

#include "cli/regimes.hpp"
#include "cli/workbench.hpp"

namespace qgauge::cli {

core::Result<int> probe_regime(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto question, question_of(arguments));
  QGAUGE_TRY(const auto population, read_population(arguments));
  QGAUGE_TRY(const auto rules, read_rules(arguments));
  QGAUGE_TRY(const auto sensitivity, thresholds::sensitivity_of(rules, population, arguments.device, question));
  QGAUGE_CHECK(deliver({report::to_terminal(sensitivity, population, style_of(console), arguments.all),
                        report::to_json(sensitivity, population), report::tables_of(sensitivity, population)},
                       arguments, console));
  return 0;
}

}  // namespace qgauge::cli

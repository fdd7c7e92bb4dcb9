// `qgauge regimes stress DRAFT [ITEM...]`: ways out of a text.

#include "cli/regimes.hpp"
#include "cli/workbench.hpp"
#include "qgauge/report/workbench_limits.hpp"

namespace qgauge::cli {

core::Result<int> stress_regime(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto question, question_of(arguments));
  QGAUGE_TRY(const auto population, read_population(arguments));
  QGAUGE_TRY(const auto rules, read_rules(arguments));
  QGAUGE_TRY(const auto stress,
             thresholds::stress_of(rules, population, arguments.device, arguments.devices, question));
  QGAUGE_CHECK(deliver({report::to_terminal(stress, population, style_of(console), arguments.all),
                        report::to_json(stress, population), report::tables_of(stress, population)},
                       arguments, console));
  return 0;
}

}  // namespace qgauge::cli

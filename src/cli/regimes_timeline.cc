// `qgauge regimes timeline TEXT`: what a text would have caught year by year.

#include "cli/regimes.hpp"
#include "cli/workbench.hpp"

namespace qgauge::cli {

core::Result<int> date_regime(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto question, question_of(arguments));
  QGAUGE_TRY(const auto population, read_population(arguments));
  QGAUGE_TRY(const auto rules, read_rules(arguments));
  const auto until = arguments.until == 0 ? std::nullopt : std::optional(arguments.until);
  QGAUGE_TRY(const auto timelines, thresholds::timelines_of(rules, population, arguments.device, until, question));
  QGAUGE_CHECK(deliver(
      {report::to_terminal(timelines, style_of(console)), report::to_json(timelines), report::tables_of(timelines)},
      arguments, console));
  return 0;
}

}  // namespace qgauge::cli

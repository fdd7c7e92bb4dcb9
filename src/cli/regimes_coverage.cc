// `qgauge regimes coverage TEXT --coalition CC,...`: what a coalition's list reaches.

#include <fmt/format.h>

#include "cli/regimes.hpp"
#include "cli/workbench.hpp"

namespace qgauge::cli {
namespace {

core::Status check_coalition(const std::vector<std::string>& coalition) {
  for (const std::string& code : coalition) {
    if (core::is_country(code)) continue;
    const auto meant = core::country_meant(code);
    return wrong_usage("--coalition", code,
                       meant ? fmt::format("two capital letters of ISO 3166: write {}", *meant)
                             : "two capital letters, the ISO 3166 code of a country such as NL");
  }
  return {};
}

}  // namespace

core::Result<int> cover_regime(const Arguments& arguments, const Console& console) {
  QGAUGE_CHECK(check_coalition(arguments.coalition));
  QGAUGE_TRY(const auto question, question_of(arguments));
  QGAUGE_TRY(const auto population, read_population(arguments));
  QGAUGE_TRY(const auto rules, read_rules(arguments));
  QGAUGE_TRY(const auto coverage,
             thresholds::coverage_by(rules, population, arguments.device, arguments.coalition, question));
  QGAUGE_CHECK(deliver(
      {report::to_terminal(coverage, style_of(console)), report::to_json(coverage), report::tables_of(coverage)},
      arguments, console));
  return 0;
}

}  // namespace qgauge::cli

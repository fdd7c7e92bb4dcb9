// `qgauge regimes design DRAFT --catch A,B --spare C,D`: limits that list these items and spare those.

#include <filesystem>

#include <fmt/format.h>

#include "cli/regimes.hpp"
#include "cli/workbench.hpp"
#include "qgauge/report/workbench_limits.hpp"
#include "qgauge/store.hpp"

namespace qgauge::cli {
namespace {

constexpr std::uintmax_t largest_draft = 4 << 20;

/// A draft is one file that the user named: of what is bundled nothing is written anew.
core::Result<std::string> file_of(const Arguments& arguments) {
  const std::string file = thresholds::parse_regime_name(arguments.device).name;
  if (!thresholds::names_file(file)) {
    return wrong_usage("--output", arguments.output, "a draft that is named by the path of its file");
  }
  return file;
}

/// What happened to the file, in a sentence.
core::Result<std::string> write_draft(const thresholds::Design& design, const Arguments& arguments) {
  if (arguments.output.empty()) return std::string();
  if (!design.found) return fmt::format("Nothing was written to {}: there are no such limits.\n", arguments.output);
  QGAUGE_TRY(const auto file, file_of(arguments));
  QGAUGE_TRY(const auto old, store::read_file(file, largest_draft));
  QGAUGE_TRY(const auto text, thresholds::with_limits(old, file, design.limits));
  std::error_code ignored;
  const bool replaces = std::filesystem::exists(arguments.output, ignored);
  QGAUGE_CHECK(store::write_file(arguments.output, text));
  return fmt::format("The draft with these limits was written to {}{}.\n", arguments.output,
                     replaces ? ", which replaces what was there" : "");
}

core::Status check_output(const Arguments& arguments) {
  if (arguments.output.empty()) return {};
  QGAUGE_TRY(const auto file, file_of(arguments));
  if (arguments.output == "-") return wrong_usage("--output", "-", "a file");
  return check_distinct("--output", arguments.output, file);
}

}  // namespace

core::Result<int> design_regime(const Arguments& arguments, const Console& console) {
  QGAUGE_CHECK(check_output(arguments));
  QGAUGE_TRY(const auto question, question_of(arguments));
  QGAUGE_TRY(const auto population, read_population(arguments));
  QGAUGE_TRY(const auto rules, read_rules(arguments));
  const thresholds::DesignRequest request{arguments.caught, arguments.spared, arguments.vary, arguments.strictest};
  QGAUGE_TRY(const auto design, thresholds::design_of(rules, population, arguments.device, request, question));
  QGAUGE_TRY(const auto written, write_draft(design, arguments));
  QGAUGE_CHECK(deliver({report::to_terminal(design, population, style_of(console)) + written,
                        report::to_json(design, population), report::tables_of(design, population)},
                       arguments, console));
  return 0;
}

}  // namespace qgauge::cli

// `qgauge compare OLD NEW`: two stored reports beside each other.

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/arguments.hpp"
#include "cli/stored_report.hpp"
#include "qgauge/store.hpp"

namespace qgauge::cli {
namespace {

constexpr const char* standard_output = "-";

struct NamedCondition {
  const char* name;
  assess::CompareCondition condition;
};

constexpr std::array conditions{NamedCondition{"regression", assess::CompareCondition::regression},
                                NamedCondition{"worse", assess::CompareCondition::worse},
                                NamedCondition{"verdict", assess::CompareCondition::verdict},
                                NamedCondition{"change", assess::CompareCondition::change}};

const char* kind_of(const std::string& file) {
  if (std::filesystem::is_regular_file(file)) return "no report, but perhaps a description";
  if (std::filesystem::is_directory(file)) return "a folder";
  return std::filesystem::exists(file) ? "no ordinary file" : "nothing of that name";
}

core::Result<assess::NamedReport> read_report(const std::string& file) {
  QGAUGE_TRY(const auto text, stored_report(file));
  if (!text) {
    return core::unusable(file, kind_of(file), "a report, JSON or HDF5, of assess, measure, describe or check",
                          "make one of a description with `qgauge assess DEVICE --json FILE`");
  }
  QGAUGE_TRY(auto report, report::from_json(*text, file));
  return assess::NamedReport{file, std::move(report)};
}

core::Status write_comparison(const report::Comparison& comparison, const Arguments& arguments,
                              const Console& console) {
  if (arguments.json.empty()) return {};
  const std::string text =
      report::to_json(comparison).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
  if (arguments.json != standard_output) return store::write_file(arguments.json, text);
  console.out << text;
  return {};
}

core::Status check_compare_options(const Arguments& arguments) {
  if (!(arguments.level > 0 && arguments.level < 1)) {
    return wrong_usage("--level", fmt::format("{}", arguments.level), "a number above 0 and below 1");
  }
  if (arguments.markdown && arguments.json == standard_output) {
    return wrong_usage("--json", "- beside --markdown", "a file, because both would stand on standard output");
  }
  for (const std::string& input : arguments.devices) QGAUGE_CHECK(check_distinct("--json", arguments.json, input));
  return {};
}

void print_comparison(const report::Comparison& comparison, const Arguments& arguments, const Console& console) {
  const report::ComparisonDetail detail{arguments.all, arguments.per_subject};
  if (arguments.markdown) {
    console.out << report::to_markdown(comparison, detail);
  } else if (!arguments.quiet && arguments.json != standard_output) {
    const bool colour = console.out_is_terminal && !std::getenv("NO_COLOR");
    console.out << report::to_terminal(comparison, {console.columns, colour}, detail);
  }
}

core::Result<int> run_compare(const Arguments& arguments, const Console& console) {
  QGAUGE_CHECK(check_compare_options(arguments));
  QGAUGE_TRY(const auto from, read_report(arguments.devices[0]));
  QGAUGE_TRY(const auto to, read_report(arguments.devices[1]));
  const report::Comparison comparison = assess::compare(from, to, {arguments.level});
  QGAUGE_CHECK(write_comparison(comparison, arguments, console));
  print_comparison(comparison, arguments, console);
  const bool failed = std::ranges::any_of(conditions, [&](const NamedCondition& named) {
    const bool asked = std::ranges::find(arguments.fail_if, named.name) != arguments.fail_if.end();
    return asked && assess::holds(named.condition, comparison, arguments.per_subject);
  });
  return failed ? 1 : 0;
}

void add_compare_outputs(CLI::App& command, Arguments& arguments) {
  command.add_option("--json", arguments.json, "Write the comparison as JSON; - is standard output")->type_name("FILE");
  command.add_flag("--markdown", arguments.markdown, "Markdown on standard output, for a comment or a summary");
  command.add_flag("--all", arguments.all, "Also what did not move");
  command.add_flag("--per-subject", arguments.per_subject,
                   "Single qubits and pairs one by one; --fail-if counts them too");
  command.add_flag("--quiet", arguments.quiet, "Nothing on standard output");
}

}  // namespace

void add_compare_command(CLI::App& app, Arguments& arguments, Action& chosen) {
  CLI::App* command =
      app.add_subcommand("compare", "Two stored reports: what moved beyond its uncertainty, which verdicts changed");
  command->footer("Example: qgauge compare before.json after.json --fail-if regression");
  command->callback([&chosen] { chosen = run_compare; });
  command
      ->add_option("reports", arguments.devices,
                   "Two reports, JSON or HDF5, of assess, measure, describe or check; the older one first")
      ->required()
      ->expected(2)
      ->type_name("OLD NEW");
  add_compare_outputs(*command, arguments);
  command->add_option("--level", arguments.level, "Of the test, two-sided, for all figures together")
      ->capture_default_str()
      ->type_name("P");
  command
      ->add_option("--fail-if", arguments.fail_if,
                   "Exit with 1 on: regression (a figure of the machine got worse beyond its uncertainty), worse (also "
                   "as reported without one), verdict (one changed), change (any of figures or verdicts)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("CONDITION")
      ->check(CLI::IsMember({"regression", "worse", "verdict", "change"}));
}

}  // namespace qgauge::cli

// The subcommands of `qgauge regimes` and their options; each command has a file of its own.

#include "cli/regimes.hpp"
#include "cli/workbench.hpp"

namespace qgauge::cli {
namespace {

void add_rules_folder(CLI::App& command, Arguments& arguments) {
  command.add_option("--rules", arguments.rules, "Folder of rule files instead of the bundled one")->type_name("DIR");
}

constexpr const char* text_help =
    "An identifier of `qgauge regimes list`, with @DATE and #ENTRY, or the path of a rule file";

void add_date(CLI::App& command, Arguments& arguments) {
  command.add_option("--as-of", arguments.as_of, "The version in force on this day (default: today)")
      ->type_name("DATE");
}

}  // namespace

void add_regime_commands(CLI::App& app, Arguments& arguments, Action& chosen) {
  CLI::App* regimes = app.add_subcommand("regimes", "Work on thresholds");
  regimes->require_subcommand(1);
  const auto add = [&](const char* name, const char* help, const char* example, Action action) {
    CLI::App* command = regimes->add_subcommand(name, help);
    command->footer(std::string("Example: ") + example);
    command->callback([&chosen, action] { chosen = action; });
    return command;
  };
  CLI::App* list = add("list", "Instruments, versions and entries", "qgauge regimes list", list_regimes);
  add_rules_folder(*list, arguments);

  CLI::App* show = add("show", "One instrument in words: what is listed, definitions, exceptions, open questions",
                       "qgauge regimes show us-ear#4A906.a", show_regime);
  show->add_option("regime", arguments.device,
                   "An identifier of `qgauge regimes list` or a rule file; @DATE picks a version, #ENTRY an entry")
      ->required()
      ->type_name("R");
  add_rules_folder(*show, arguments);
  add_date(*show, arguments);

  CLI::App* validate = add("validate", "Check a rule file; exit code 3 where it cannot be used",
                           "qgauge regimes validate draft.toml", validate_regime);
  validate->add_option("file", arguments.device, "A TOML rule file")->required()->type_name("FILE");

  CLI::App* matrix = add("matrix", "Entries of one topic across jurisdictions, and where they differ",
                         "qgauge regimes matrix --topic pulse_tube", compare_regimes);
  matrix->add_option("--topic", arguments.topic, "Only this topic of `qgauge regimes show` (default: all)")
      ->type_name("T");
  add_rules_folder(*matrix, arguments);
  add_date(*matrix, arguments);

  CLI::App* diff = add("diff", "Two texts: what they ask, which systems and components change, and why",
                       "qgauge regimes diff us-ear@2024-01-01 us-ear@2026-01-01 --kind computer", diff_regimes);
  diff->add_option("texts", arguments.devices, text_help)->required()->expected(2)->type_name("OLD NEW");
  diff->add_flag("--all", arguments.all, "Also each item that both texts leave open");
  diff->add_option("--fail-if", arguments.fail_if, "Exit with 1 on: change (the verdict on some item)")
      ->type_name("CONDITION")
      ->check(CLI::IsMember({"change"}));
  add_workbench_options(*diff, arguments);

  CLI::App* coverage = add("coverage", "What a list reaches that a coalition of states applies",
                           "qgauge regimes coverage us-ear#4A906.a --coalition NL,DE,FR", cover_regime);
  coverage->add_option("text", arguments.device, text_help)->required()->type_name("TEXT");
  coverage->add_option("--coalition", arguments.coalition, "The states: two capital letters each, ISO 3166")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->required()
      ->type_name("CC[,CC...]");
  add_workbench_options(*coverage, arguments);

  CLI::App* sensitivity =
      add("sensitivity", "Which items a text lists in one reading or by one statistic, and not in another",
          "qgauge regimes sensitivity us-ear#4A906.a --kind computer", probe_regime);
  sensitivity->add_option("text", arguments.device, text_help)->required()->type_name("TEXT");
  sensitivity->add_flag("--all", arguments.all, "Also every item by itself");
  add_workbench_options(*sensitivity, arguments);

  CLI::App* timeline = add("timeline", "What a text would have caught year by year, and when its steps are reached",
                           "qgauge regimes timeline us-ear#4A906.a --until 2035", date_regime);
  timeline->add_option("text", arguments.device, text_help)->required()->type_name("TEXT");
  timeline->add_option("--until", arguments.until, "Last year of the extrapolation (default: ten after the last item)")
      ->check(CLI::Range(1, 9999))
      ->type_name("YEAR");
  add_workbench_options(*timeline, arguments);

  add_limit_commands(*regimes, arguments, chosen);
}

}  // namespace qgauge::cli

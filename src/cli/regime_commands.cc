// The subcommands of `qgauge regimes` and their options; each command has a file of its own.

#include "cli/regimes.hpp"

namespace qgauge::cli {
namespace {

void add_rules_folder(CLI::App& command, Arguments& arguments) {
  command.add_option("--rules", arguments.rules, "Folder of rule files instead of the bundled one")->type_name("DIR");
}

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
}

}  // namespace qgauge::cli

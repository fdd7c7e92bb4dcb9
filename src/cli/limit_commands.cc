// The subcommands of `qgauge regimes` that move limits of a text or look for ways out of it, and their options.

#include "cli/regimes.hpp"
#include "cli/workbench.hpp"

namespace qgauge::cli {
namespace {

constexpr const char* text_help =
    "The path of a draft's rule file, or an identifier of `qgauge regimes list`, with @DATE and #ENTRY";

constexpr const char* names_help =
    "\nNAME is CLAUSE:FIGURE:RELATION, as M.2:cnot_infidelity.mean:at_most; the relation may be left out where it is "
    "clear,\nand several limits that move together are joined by +. A name that is none gets the list of them.";

CLI::App* add(CLI::App& regimes, Action& chosen, const char* name, const char* help, const std::string& footer,
              Action action) {
  CLI::App* command = regimes.add_subcommand(name, help);
  command->footer(footer);
  command->callback([&chosen, action] { chosen = action; });
  return command;
}

CLI::Option* add_items(CLI::App& command, const char* name, std::vector<std::string>& items, const char* help) {
  return command.add_option(name, items, help)->delimiter(',')->allow_extra_args(false)->type_name("ITEM[,ITEM...]");
}

}  // namespace

void add_limit_commands(CLI::App& regimes, Arguments& arguments, Action& chosen) {
  CLI::App* sweep =
      add(regimes, chosen, "sweep",
          "Whom a draft lists as one or two of its limits move: cliffs, gaps, clauses out of reach",
          std::string("Example: qgauge regimes sweep draft.toml --vary M.1:cnot_infidelity.mean=1e-4..1e-1:100,log") +
              names_help,
          sweep_regime);
  sweep->add_option("text", arguments.device, text_help)->required()->type_name("DRAFT");
  sweep
      ->add_option("--vary", arguments.vary,
                   "A limit and its range in the unit of the text; twice: a plane (default: 100 points, equal steps)")
      ->required()
      ->allow_extra_args(false)
      ->type_name("NAME=FROM..TO[:POINTS][,log]");
  add_workbench_options(*sweep, arguments);

  CLI::App* design =
      add(regimes, chosen, "design", "The limits that list these items and spare those, or what is in the way",
          std::string("Example: qgauge regimes design draft.toml --catch qtm-h2 --spare qtm-h1 --vary "
                      "M.1:cnot_infidelity.mean -o new.toml") +
              names_help,
          design_regime);
  design->add_option("text", arguments.device, text_help)->required()->type_name("DRAFT");
  add_items(*design, "--catch", arguments.caught, "Items of `qgauge catalogue` that must be listed");
  add_items(*design, "--spare", arguments.spared, "Items that must not be listed");
  design
      ->add_option("--vary", arguments.vary,
                   "A limit that may move, most important first (default: all but those on counts)")
      ->allow_extra_args(false)
      ->type_name("NAME");
  CLI::Option* loosest =
      design->add_flag("--loosest", arguments.loosest, "List as little as can be while all are caught (default)");
  design->add_flag("--strictest", arguments.strictest, "List as much as can be while all are spared")
      ->excludes(loosest);
  design->add_option("-o,--output", arguments.output, "Write the draft with these limits")->type_name("FILE");
  add_workbench_options(*design, arguments);

  CLI::App* stress = add(
      regimes, chosen, "stress",
      "How a listed system could escape or be reported out, what it costs, which reading closes it",
      "Example: qgauge regimes stress draft.toml qtm-h2\nWithout ITEM: every item that the text lists.", stress_regime);
  stress->add_option("text", arguments.device, text_help)->required()->type_name("DRAFT");
  stress->add_option("items", arguments.devices, "Items of `qgauge catalogue` (default: those that are listed)")
      ->type_name("ITEM");
  stress->add_flag("--all", arguments.all, "Also each way that leads nowhere or cannot be evaluated");
  add_workbench_options(*stress, arguments);
}

}  // namespace qgauge::cli

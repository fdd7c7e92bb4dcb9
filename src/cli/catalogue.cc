// `qgauge catalogue`: the systems and components that texts are tried on.

#include "cli/workbench.hpp"

namespace qgauge::cli {
namespace {

core::Result<int> list_catalogue(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto population, read_population(arguments));
  QGAUGE_CHECK(deliver(
      {report::to_terminal(population, style_of(console)), report::to_json(population), report::tables_of(population)},
      arguments, console));
  return 0;
}

}  // namespace

void add_catalogue_command(CLI::App& app, Arguments& arguments, Action& chosen) {
  CLI::App* command = app.add_subcommand("catalogue", "Systems and components that thresholds are tried on");
  command->footer("Example: qgauge catalogue --kind computer\nOne of them: qgauge describe qtm-h2");
  command->callback([&chosen] { chosen = list_catalogue; });
  command->add_option("--catalogue", arguments.catalogue, "Folder of descriptions instead of the bundled catalogue")
      ->type_name("DIR");
  command->add_option("--kind", arguments.kinds, "Only items of these kinds: computer, dilution_refrigerator, ...")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("KIND[,KIND...]");
  command->add_option("--json", arguments.json, "Write the list as JSON; - is standard output")->type_name("FILE");
  command->add_option("--csv", arguments.csv, "Write it as a table")->type_name("DIR");
  command->add_flag("--quiet", arguments.quiet, "Nothing on standard output");
}

}  // namespace qgauge::cli

// Options, population and output of the workbench's commands: see workbench.hpp.

#include "cli/workbench.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "qgauge/assess/population.hpp"
#include "qgauge/components.hpp"
#include "qgauge/store.hpp"

namespace qgauge::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* standard_output = "-";
constexpr const char* computer = "computer";

fs::path catalogue_folder(const Arguments& arguments) {
  return arguments.catalogue.empty() ? data_folder() / "devices" / "catalogue" : fs::path(arguments.catalogue);
}

/// Every *.json of the folder itself, in the order of their names.
core::Result<std::vector<fs::path>> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".json") files.push_back(entry->path());
  }
  if (error) return core::unusable(folder.string(), error.message(), "a folder of descriptions, one *.json a system");
  if (files.empty()) {
    return core::unusable(folder.string(), "a folder without *.json", "descriptions in the native format",
                          "see docs/native-format.md, or leave out --catalogue for the bundled one");
  }
  std::ranges::sort(files);
  return files;
}

core::Status check_kinds(const std::vector<std::string>& kinds) {
  std::vector<std::string_view> known = components::component_kind_names();
  known.insert(known.begin(), computer);
  for (const std::string& kind : kinds) {
    if (std::ranges::find(known, kind) == known.end()) return unknown_name("--kind", kind, "one of", known);
  }
  return {};
}

core::Status check_outputs(const Arguments& arguments) {
  if (arguments.csv == standard_output) {
    return wrong_usage("--csv", standard_output, "a folder, because there are several tables");
  }
  return {};
}

/// The texts and the profile, as far as they are files, would be lost under an output of their name.
core::Status check_output_is_no_input(const Arguments& arguments) {
  std::vector<std::string> inputs = arguments.devices;
  inputs.push_back(arguments.device);
  for (const std::string& input : inputs) {
    QGAUGE_CHECK(check_distinct("--json", arguments.json, thresholds::parse_regime_name(input).name));
  }
  return check_distinct("--json", arguments.json, arguments.profile);
}

}  // namespace

void add_workbench_options(CLI::App& command, Arguments& arguments) {
  command.add_option("--catalogue", arguments.catalogue, "Folder of descriptions instead of the bundled catalogue")
      ->type_name("DIR");
  command.add_option("--kind", arguments.kinds, "Only items of these kinds: computer, dilution_refrigerator, ...")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("KIND[,KIND...]");
  add_law_options(command, arguments);
  command.add_option("--json", arguments.json, "Write the result as JSON; - is standard output")->type_name("FILE");
  command.add_option("--csv", arguments.csv, "Write its tables")->type_name("DIR");
  command.add_flag("--quiet", arguments.quiet, "Nothing on standard output");
}

core::Result<thresholds::Population> read_population(const Arguments& arguments) {
  QGAUGE_CHECK(check_kinds(arguments.kinds));
  QGAUGE_CHECK(check_outputs(arguments));
  QGAUGE_TRY(const auto files, files_of(catalogue_folder(arguments)));
  std::vector<assess::CatalogueEntry> entries;
  for (const fs::path& file : files) {
    QGAUGE_TRY(auto description, device::read(file.string(), data_folder() / "devices"));
    entries.push_back({file.stem().string(), std::move(description)});
  }
  QGAUGE_TRY(auto population, assess::population_of(entries));
  std::erase_if(population.items, [&](const thresholds::PopulationItem& item) {
    return !arguments.kinds.empty() && std::ranges::find(arguments.kinds, item.kind) == arguments.kinds.end();
  });
  if (population.items.empty()) {
    return core::unusable(catalogue_folder(arguments).string(), "no item of the kinds of --kind", "at least one",
                          "`qgauge catalogue` lists the kinds that there are");
  }
  return population;
}

report::TerminalStyle style_of(const Console& console) {
  return {.columns = console.columns, .colour = console.out_is_terminal && !std::getenv("NO_COLOR")};
}

core::Status deliver(const Shown& shown, const Arguments& arguments, const Console& console) {
  QGAUGE_CHECK(check_output_is_no_input(arguments));
  if (!arguments.csv.empty()) QGAUGE_CHECK(write_tables(shown.tables, arguments.csv));
  const std::string text = shown.json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
  if (arguments.json == standard_output) {
    console.out << text;
  } else {
    if (!arguments.json.empty()) QGAUGE_CHECK(store::write_file(arguments.json, text));
    if (!arguments.quiet) console.out << shown.terminal;
  }
  return {};
}

}  // namespace qgauge::cli

// The subcommands that take a machine: assess, describe, measure, check, convert.

#include <fmt/format.h>
#include <fmt/ostream.h>

#include "cli/arguments.hpp"
#include "qgauge/store.hpp"

namespace qgauge::cli {
namespace {

core::Result<int> run_assess(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto options, options_of(arguments, console));
  QGAUGE_TRY(const auto description, read_description(arguments));
  QGAUGE_TRY(const auto rules, read_rules(arguments));
  QGAUGE_TRY(const auto report, assess::assess(description, rules, options));
  return deliver(report, arguments, console);
}

core::Result<int> run_measure(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto options, options_of(arguments, console));
  QGAUGE_TRY(const auto description, read_description(arguments));
  QGAUGE_TRY(const auto report, assess::measure(description, options));
  return deliver(report, arguments, console);
}

core::Result<int> run_describe(const Arguments& arguments, const Console& console) {
  if (arguments.write_template) {
    if (!arguments.device.empty() || !arguments.json.empty() || !arguments.hdf5.empty()) {
      return wrong_usage("--template", "DEVICE or an output file beside it", "--template alone: it is printed");
    }
    console.out << device::native_template();
    return 0;
  }
  if (arguments.device.empty())
    return wrong_usage("DEVICE", "nothing", "a file, a folder or a name of the catalogue, or --template");
  QGAUGE_TRY(const auto options, options_of(arguments, console));
  if (arguments.device.find('#') == std::string::npos) {
    QGAUGE_TRY(const auto rows, device::selectors(arguments.device, data_folder() / "devices"));
    if (!rows.empty() && !(arguments.json.empty() && arguments.hdf5.empty())) {
      return wrong_usage("DEVICE", "a file of several machines",
                         arguments.device + "#" + rows.front() + " or another of its rows");
    }
    for (const std::string& row : rows) fmt::print(console.out, "{}#{}\n", arguments.device, row);
    if (!rows.empty()) return 0;
  }
  QGAUGE_TRY(const auto description, read_description(arguments));
  QGAUGE_TRY(const auto report, assess::describe(description, options));
  return deliver(report, arguments, console);
}

core::Result<std::vector<assess::Claim>> claims_of(const Arguments& arguments) {
  std::vector<assess::Claim> claims;
  for (const std::string& claim : arguments.claims) {
    const auto equals = claim.find('=');
    if (equals == std::string::npos) return wrong_usage("--claim", claim, "NAME=VALUE");
    claims.push_back({claim.substr(0, equals), claim.substr(equals + 1)});
  }
  return claims;
}

/// The text of a stored report, JSON or HDF5, or nothing where DEVICE is no report.
core::Result<std::optional<std::string>> stored_report(const std::string& file) {
  if (!std::filesystem::is_regular_file(file)) return std::nullopt;
  QGAUGE_TRY(std::string text, store::read_file(file, device::max_file_bytes));
  if (text.starts_with("\x89HDF\r\n")) {
    QGAUGE_TRY(std::string json, store::read_hdf5_json(file));
    return std::optional(std::move(json));
  }
  if (text.find("\"qgauge.report/1\"") == std::string::npos) return std::nullopt;
  return std::optional(std::move(text));
}

/// --set and --format speak of a description; claims and stored reports have none.
core::Status refuse_description_options(const Arguments& arguments) {
  if (!arguments.overrides.empty())
    return wrong_usage("--set", arguments.overrides.front(), "a description to override");
  if (!arguments.format.empty()) return wrong_usage("--format", arguments.format, "a description to read");
  return {};
}

core::Result<report::Report> checked(const Arguments& arguments, const assess::Options& options) {
  QGAUGE_TRY(const auto rules, read_rules(arguments));
  if (!arguments.claims.empty()) {
    QGAUGE_CHECK(refuse_description_options(arguments));
    QGAUGE_TRY(const auto claims, claims_of(arguments));
    return assess::check_claims(claims, rules, options);
  }
  QGAUGE_TRY(const auto stored, stored_report(arguments.device));
  if (stored) {
    QGAUGE_CHECK(refuse_description_options(arguments));
    QGAUGE_TRY(const auto report, report::from_json(*stored, arguments.device));
    return assess::check_report(report, rules, options);
  }
  QGAUGE_TRY(const auto description, read_description(arguments));
  return assess::check(description, rules, options);
}

core::Result<int> run_check(const Arguments& arguments, const Console& console) {
  if (arguments.device.empty() == arguments.claims.empty()) {
    return wrong_usage("check", arguments.device.empty() ? "neither" : "both",
                       "either DEVICE or REPORT, or --claim NAME=VALUE");
  }
  QGAUGE_TRY(const auto options, options_of(arguments, console));
  QGAUGE_TRY(const auto report, checked(arguments, options));
  return deliver(report, arguments, console);
}

core::Result<int> run_convert(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto description, read_description(arguments));
  QGAUGE_CHECK(device::validate(description));
  const std::string text = device::write_native(description);
  if (arguments.output == "-") {
    console.out << text;
    return 0;
  }
  QGAUGE_CHECK(store::write_file(arguments.output, text));
  return 0;
}

CLI::App* add_command(CLI::App& app, const char* name, const char* help, const char* example, Action& chosen,
                      Action action) {
  CLI::App* command = app.add_subcommand(name, help);
  command->footer(std::string("Example: ") + example);
  command->callback([&chosen, action] { chosen = action; });
  return command;
}

void add_device(CLI::App& command, Arguments& arguments, bool required) {
  auto* option = command.add_option(
      "device", arguments.device,
      "A file, a folder, two files joined by a comma, FILE#MACHINE@DATE, or a name of the catalogue");
  option->type_name("DEVICE");
  if (required) option->required();
}

}  // namespace

void add_device_commands(CLI::App& app, Arguments& arguments, Action& chosen) {
  CLI::App* assess =
      add_command(app, "assess", "Read a description, simulate the protocols, check the thresholds, report",
                  "qgauge assess ibm_torino --json torino.json", chosen, run_assess);
  add_device(*assess, arguments, true);
  for (auto* add : {add_device_options, add_run_options, add_rule_options, add_output_options}) add(*assess, arguments);

  CLI::App* describe = add_command(app, "describe", "What the file says, as understood: no simulation, no verdicts",
                                   "qgauge describe ibm_torino --per-subject", chosen, run_describe);
  add_device(*describe, arguments, false);
  describe->add_flag("--template", arguments.write_template,
                     "Write a commented description in the native format to start from");
  for (auto* add : {add_device_options, add_output_options}) add(*describe, arguments);

  CLI::App* measure = add_command(app, "measure", "Run benchmark protocols: figures only",
                                  "qgauge measure ibm_lagos --protocol rb_1q,rb_2q", chosen, run_measure);
  add_device(*measure, arguments, true);
  measure->add_option("--protocol", arguments.protocols, "Names of `qgauge protocols` (default: all)")
      ->delimiter(',')
      ->type_name("P");
  for (auto* add : {add_device_options, add_run_options, add_output_options}) add(*measure, arguments);

  CLI::App* check =
      add_command(app, "check", "Verdicts only, without simulation",
                  "qgauge check --claim physical_qubits=120 --claim cnot_infidelity.mean=8e-4", chosen, run_check);
  add_device(*check, arguments, false);
  check
      ->add_option("--claim", arguments.claims,
                   "A figure without a machine; number, number±standard deviation, or a word")
      ->type_name("NAME=VALUE");
  for (auto* add : {add_device_options, add_rule_options, add_output_options}) add(*check, arguments);

  CLI::App* convert = add_command(app, "convert", "Write the description in the native format",
                                  "qgauge convert conf.json,props.json -o machine.json", chosen, run_convert);
  add_device(*convert, arguments, true);
  convert->add_option("-o,--output", arguments.output, "The file to write; - is standard output")
      ->required()
      ->type_name("FILE");
  add_device_options(*convert, arguments);
}

}  // namespace qgauge::cli

// The subcommands that take a machine: assess, describe, measure, check, convert.

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include "cli/arguments.hpp"
#include "cli/stored_report.hpp"
#include "qgauge/store.hpp"

namespace qgauge::cli {
namespace {

/// The profile decides verdicts as a description does: its file is an input too.
core::Status add_profile(const Arguments& arguments, report::Report& report) {
  if (arguments.profile.empty()) return {};
  QGAUGE_TRY(const std::string text, store::read_file(arguments.profile, device::max_file_bytes));
  report.provenance.inputs.push_back({arguments.profile, store::sha256(text)});
  return {};
}

core::Result<int> run_assess(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto options, options_of(arguments, console));
  std::vector<assess::Snapshot> snapshots;
  for (const std::string& device : arguments.devices) {
    QGAUGE_TRY(auto description, read_description(device, arguments));
    snapshots.push_back({device, std::move(description)});
  }
  QGAUGE_TRY(const auto rules, read_rules(arguments));
  QGAUGE_TRY(auto report, assess::assess_history(snapshots, rules, options));
  QGAUGE_CHECK(add_profile(arguments, report));
  const auto date = [](const assess::Snapshot& snapshot) { return snapshot.description.as_of; };
  return deliver(report, &std::ranges::max_element(snapshots, {}, date)->description, arguments, console);
}

core::Result<int> run_measure(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto options, options_of(arguments, console));
  QGAUGE_TRY(const auto description, read_description(arguments.device, arguments));
  QGAUGE_TRY(const auto report, assess::measure(description, options));
  return deliver(report, &description, arguments, console);
}

bool writes_files(const Arguments& arguments) {
  return !(arguments.json.empty() && arguments.hdf5.empty() && arguments.csv.empty());
}

/// --template or --schema, which print something about the native format and read nothing.
core::Result<int> print_alone(const char* option, const std::string& text, const Arguments& arguments,
                              const Console& console) {
  const bool both = arguments.write_template && arguments.write_schema;
  if (both || !arguments.device.empty() || writes_files(arguments)) {
    return wrong_usage(option, "DEVICE, an output file or another of these beside it",
                       std::string(option) + " alone: it is printed");
  }
  console.out << text;
  return 0;
}

/// Whether its rows have to be asked for: not where one is named, nor of a pipe, which can be read only once.
bool may_hold_several(const std::string& device) {
  const auto kind = std::filesystem::status(device).type();
  const bool stream = kind == std::filesystem::file_type::fifo || kind == std::filesystem::file_type::character;
  return !stream && device.find('#') == std::string::npos;
}

core::Result<int> run_describe(const Arguments& arguments, const Console& console) {
  if (arguments.write_template) return print_alone("--template", device::native_template(), arguments, console);
  if (arguments.write_schema) return print_alone("--schema", device::native_json_schema(), arguments, console);
  if (arguments.device.empty())
    return wrong_usage("DEVICE", "nothing", "a file, a folder or a name of the catalogue, or --template or --schema");
  QGAUGE_TRY(const auto options, options_of(arguments, console));
  if (may_hold_several(arguments.device)) {
    QGAUGE_TRY(const auto rows, device::selectors(arguments.device, data_folder() / "devices", arguments.format));
    if (!rows.empty() && writes_files(arguments)) {
      return wrong_usage("DEVICE", "a file of several machines",
                         arguments.device + "#" + rows.front() + " or another of its rows");
    }
    for (const std::string& row : rows) fmt::print(console.out, "{}#{}\n", arguments.device, row);
    if (!rows.empty()) return 0;
  }
  QGAUGE_TRY(const auto description, read_description(arguments.device, arguments));
  QGAUGE_TRY(const auto report, assess::describe(description, options));
  return deliver(report, &description, arguments, console);
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

/// --set, --drop-qubit and --format speak of a description; claims and stored reports have none.
core::Status refuse_description_options(const Arguments& arguments) {
  if (!arguments.overrides.empty())
    return wrong_usage("--set", arguments.overrides.front(), "a description to override");
  if (!arguments.dropped.empty()) {
    return wrong_usage("--drop-qubit", arguments.dropped.front(), "a description to take qubits from");
  }
  if (!arguments.format.empty()) return wrong_usage("--format", arguments.format, "a description to read");
  return {};
}

/// The verdicts on one argument, and its description where it is no stored report.
struct Checked {
  report::Report report;
  std::optional<device::DeviceDescription> description;
};

core::Result<Checked> checked(const std::string& device, const Arguments& arguments, const thresholds::RuleBook& rules,
                              const assess::Options& options) {
  QGAUGE_TRY(const auto stored, stored_report(device));
  if (stored) {
    QGAUGE_CHECK(refuse_description_options(arguments));
    QGAUGE_TRY(const auto given, report::from_json(*stored, device));
    QGAUGE_TRY(auto report, assess::check_report(given, rules, options));
    return Checked{std::move(report), std::nullopt};
  }
  QGAUGE_TRY(auto description, read_description(device, arguments));
  QGAUGE_TRY(auto report, assess::check(description, rules, options));
  return Checked{std::move(report), std::move(description)};
}

core::Result<int> check_machine(const thresholds::RuleBook& rules, const assess::Options& options,
                                const Arguments& arguments, const Console& console) {
  std::vector<Checked> all;
  std::vector<assess::NamedReport> reports;
  for (const std::string& device : arguments.devices) {
    QGAUGE_TRY(Checked one, checked(device, arguments, rules, options));
    reports.push_back({device, one.report});
    all.push_back(std::move(one));
  }
  QGAUGE_TRY(auto report, assess::history_of(std::move(reports)));
  QGAUGE_CHECK(add_profile(arguments, report));
  const auto date = [](const Checked& one) { return one.report.device.as_of; };
  const auto& latest = std::ranges::max_element(all, {}, date)->description;
  return deliver(report, latest ? &*latest : nullptr, arguments, console);
}

core::Result<int> run_check(const Arguments& arguments, const Console& console) {
  if (arguments.devices.empty() == arguments.claims.empty()) {
    return wrong_usage("check", arguments.devices.empty() ? "neither" : "both",
                       "either DEVICE or REPORT, or --claim NAME=VALUE");
  }
  QGAUGE_TRY(const auto options, options_of(arguments, console));
  QGAUGE_TRY(const auto rules, read_rules(arguments));
  if (!arguments.devices.empty()) return check_machine(rules, options, arguments, console);
  QGAUGE_CHECK(refuse_description_options(arguments));
  QGAUGE_TRY(const auto claims, claims_of(arguments));
  QGAUGE_TRY(auto report, assess::check_claims(claims, rules, options));
  QGAUGE_CHECK(add_profile(arguments, report));
  return deliver(report, nullptr, arguments, console);
}

core::Result<int> run_convert(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto description, read_description(arguments.device, arguments));
  QGAUGE_CHECK(device::validate(description));
  const std::string text = device::write_native(description);
  if (arguments.output == "-") {
    console.out << text;
    return 0;
  }
  for (const device::InputFile& input : description.inputs) {
    QGAUGE_CHECK(check_distinct("--output", arguments.output, input.path));
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

constexpr const char* device_help =
    "A file, a folder, two files joined by a comma, FILE#MACHINE@DATE, or a name of the catalogue";

CLI::Option* add_device(CLI::App& command, Arguments& arguments) {
  return command.add_option("device", arguments.device, device_help)->type_name("DEVICE");
}

CLI::Option* add_snapshots(CLI::App& command, Arguments& arguments) {
  return command
      .add_option("device", arguments.devices,
                  std::string(device_help) + "; several snapshots of one machine are its history")
      ->type_name("DEVICE");
}

}  // namespace

void add_device_commands(CLI::App& app, Arguments& arguments, Action& chosen) {
  CLI::App* assess =
      add_command(app, "assess", "Read a description, simulate the protocols, check the thresholds, report",
                  "qgauge assess ibm_torino --json torino.json", chosen, run_assess);
  add_snapshots(*assess, arguments)->required();
  for (auto* add : {add_device_options, add_run_options, add_rule_options, add_output_options}) add(*assess, arguments);

  CLI::App* describe = add_command(app, "describe", "What the file says, as understood: no simulation, no verdicts",
                                   "qgauge describe ibm_torino --per-subject", chosen, run_describe);
  add_device(*describe, arguments);
  describe->add_flag("--template", arguments.write_template,
                     "Write a commented description in the native format to start from");
  describe->add_flag("--schema", arguments.write_schema, "Write the JSON Schema of the native format");
  for (auto* add : {add_device_options, add_output_options}) add(*describe, arguments);

  CLI::App* measure = add_command(app, "measure", "Run benchmark protocols: figures only",
                                  "qgauge measure ibm_lagos --protocol rb_1q,rb_2q", chosen, run_measure);
  add_device(*measure, arguments)->required();
  measure
      ->add_option("--protocol", arguments.protocols,
                   "Names of `qgauge protocols` (default: those that the effort runs unasked)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("P");
  for (auto* add : {add_device_options, add_run_options, add_output_options}) add(*measure, arguments);

  CLI::App* check = add_command(app, "check", "Verdicts only, without simulation",
                                "qgauge check --claim physical_qubits=120 --claim cnot_infidelity.mean=8e-4\n"
                                "A component: qgauge check --claim item_kind=dilution_refrigerator --claim "
                                "cooling_power_at_100mk_w=600uW\n"
                                "  --claim rated_duration_s=72h --from US --to CH --memo refrigerator.md",
                                chosen, run_check);
  add_snapshots(*check, arguments);
  check
      ->add_option("--claim", arguments.claims,
                   "A figure without a machine: a number, number±standard deviation, or a word; with item_kind=KIND a "
                   "parameter of such a component, with its unit")
      ->allow_extra_args(false)
      ->type_name("NAME=VALUE");
  for (auto* add : {add_device_options, add_rule_options, add_output_options}) add(*check, arguments);

  CLI::App* convert = add_command(app, "convert", "Write the description in the native format",
                                  "qgauge convert conf.json,props.json -o machine.json", chosen, run_convert);
  add_device(*convert, arguments)->required();
  convert->add_option("-o,--output", arguments.output, "The file to write; - is standard output")
      ->required()
      ->type_name("FILE");
  add_device_options(*convert, arguments);
}

}  // namespace qgauge::cli

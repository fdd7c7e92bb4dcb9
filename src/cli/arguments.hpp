// The options of the command line as values, and what they turn into. Private to the room.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/run.hpp"
#include "qgauge/assess.hpp"
#include "qgauge/core.hpp"
#include "qgauge/device.hpp"
#include "qgauge/report.hpp"
#include "qgauge/thresholds.hpp"

namespace qgauge::cli {

/// Of `qgauge simulate`.
struct SimulateArguments {
  std::vector<std::string> circuits;  ///< files
  std::string counts;                 ///< file
  std::vector<std::string> probabilities;
  std::vector<std::string> amplitudes;
  std::vector<std::string> expectation;
  std::string state;  ///< file
  std::uint64_t shots = 1024;
  std::string precision = "double";
  int tile = 0;  ///< 0: by default
  bool statistics = false;
  bool dry_run = false;
};

struct Arguments {
  std::string device;
  std::vector<std::string> devices;  ///< several: snapshots of one machine
  std::string format;
  std::vector<std::string> overrides;  ///< --set KEY=VALUE
  std::vector<std::string> dropped;    ///< --drop-qubit Q[,Q...]
  std::vector<std::string> claims;     ///< --claim NAME=VALUE
  std::vector<std::string> protocols;
  std::vector<int> chain_lengths;
  std::vector<int> widths;  ///< --width, of the circuits of protocols
  std::string json;
  std::string hdf5;
  std::string csv;  ///< folder
  std::string memo;
  std::string output;
  std::string seed = "1";
  int threads = 0;
  bool quiet = false;
  bool per_subject = false;
  bool write_template = false;
  bool write_schema = false;
  bool markdown = false;
  bool all = false;
  double level = 0.95;
  std::string effort = "standard";
  std::vector<std::string> regimes{"all"};
  std::string rules;
  std::string as_of;
  std::vector<std::string> readings;  ///< none: the principal ones
  std::string from;
  std::string to;
  std::string profile;
  std::string assume_sigma;
  std::string topic;
  std::vector<std::string> fail_if;
  std::string protocol;                ///< of a plan
  std::string catalogue;               ///< folder of a population
  std::vector<std::string> kinds;      ///< of its items; none: all
  std::vector<std::string> coalition;  ///< countries
  int until = 0;                       ///< year; 0: not given
  std::string counts;                  ///< file
  std::string plan;                    ///< folder
  std::string qasm = "3";
  bool virtual_qubits = false;
  SimulateArguments simulate;
  std::vector<std::string> vary;    ///< limits of a text, with ranges in a sweep
  std::vector<std::string> caught;  ///< items that a design lists
  std::vector<std::string> spared;  ///< items that it does not
  bool strictest = false;
  bool loosest = false;
};

/// What a subcommand does once the arguments are parsed: the exit code, or the error that run() prints.
using Action = std::function<core::Result<int>(const Arguments&, const Console&)>;

void add_device_options(CLI::App& command, Arguments& arguments);
void add_output_options(CLI::App& command, Arguments& arguments);
void add_run_options(CLI::App& command, Arguments& arguments);
/// --chain and --width, which add_run_options holds.
void add_size_options(CLI::App& command, Arguments& arguments);
void add_rule_options(CLI::App& command, Arguments& arguments);
/// Those of them that say how any text is asked: rules, day, countries, reading, profile.
void add_law_options(CLI::App& command, Arguments& arguments);

/// Where devices/ and thresholds/ lie: $QGAUGE_DATA, or the folder that the program was built from.
std::filesystem::path data_folder();
/// --rules DIR, or the bundled thresholds/.
std::filesystem::path rules_folder(const Arguments& arguments);

/// The description that `device` and --format name, with every --set and --drop-qubit applied.
core::Result<device::DeviceDescription> read_description(const std::string& device, const Arguments& arguments);
core::Result<thresholds::RuleBook> read_rules(const Arguments& arguments);
/// --as-of, or today.
core::Result<core::Date> law_date_of(const Arguments& arguments);
/// Regimes, readings, day, exporter, destination and profile.
core::Result<thresholds::Question> question_of(const Arguments& arguments);
/// --assume-sigma as a share: 0.2 for "20%".
core::Result<std::optional<double>> assumed_sigma_of(const Arguments& arguments);
/// What was asked, for a memo.
report::MemoRequest memo_request_of(const Arguments& arguments);
/// The files beside descriptions that the run reads: profile and rule files.
std::vector<std::filesystem::path> rule_files_of(const Arguments& arguments);
/// --seed. Error: no whole number below 2^64.
core::Result<std::uint64_t> seed_of(const Arguments& arguments);
/// Sets --threads, by default all of the machine, and says how many.
int use_threads(const Arguments& arguments);
/// Seed, threads, effort, protocols, question; progress to the console's error stream where that is a terminal.
core::Result<assess::Options> options_of(const Arguments& arguments, const Console& console);

/// Writes the files that were asked for, prints the terminal report unless standard output carries JSON or a memo or
/// --quiet is given, and returns 0, or 1 where a --fail-if condition holds. `description` is that of the report, of a
/// history the latest, or null where there is none.
core::Result<int> deliver(const report::Report& report, const device::DeviceDescription* description,
                          const Arguments& arguments, const Console& console);

/// Writes the tables of the report, and of the description unless it is null, into `folder`.
core::Status write_csv(const report::Report& report, const device::DeviceDescription* description,
                       const std::filesystem::path& folder);

/// Writes each table into a file of its name in `folder`.
core::Status write_tables(const std::vector<std::pair<std::string, report::TextTable>>& tables,
                          const std::filesystem::path& folder);

/// Error: the output of `option` is the file `input`, which would be lost.
core::Status check_distinct(const std::string& option, const std::filesystem::path& output,
                            const std::filesystem::path& input);

/// An argument that cannot be meant: exit code 2.
std::unexpected<core::Error> wrong_usage(const std::string& option, const std::string& found,
                                         const std::string& expected);
/// A name that is none of `known`; the one that was probably meant is suggested. `expected`: what they are, "one of".
std::unexpected<core::Error> unknown_name(const std::string& option, const std::string& found,
                                          const std::string& expected, const std::vector<std::string_view>& known);

/// Each adds its subcommands to `app`; `chosen` becomes the action of the one that is called.
void add_device_commands(CLI::App& app, Arguments& arguments, Action& chosen);
void add_regime_commands(CLI::App& app, Arguments& arguments, Action& chosen);
void add_compare_command(CLI::App& app, Arguments& arguments, Action& chosen);
void add_recorded_commands(CLI::App& app, Arguments& arguments, Action& chosen);
void add_simulate_command(CLI::App& app, Arguments& arguments, Action& chosen);
void add_list_commands(CLI::App& app, Arguments& arguments, Action& chosen);
void add_catalogue_command(CLI::App& app, Arguments& arguments, Action& chosen);

}  // namespace qgauge::cli

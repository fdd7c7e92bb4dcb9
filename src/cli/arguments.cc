// Options of the command line and what they turn into: see arguments.hpp.

#include "cli/arguments.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <omp.h>

#include "cli/progress.hpp"

namespace qgauge::cli {
namespace {

/// Two outputs in one place would be none.
core::Status check_different(const char* first, const std::string& one, const char* second, const std::string& other) {
  if (one.empty() || one != other) return {};
  return wrong_usage(second, other, fmt::format("another file than that of {}", first));
}

core::Status check_outputs(const Arguments& arguments) {
  if (arguments.hdf5 == "-") return wrong_usage("--hdf5", "-", "a file, because HDF5 cannot be written to a stream");
  QGAUGE_CHECK(check_different("--json", arguments.json, "--hdf5", arguments.hdf5));
  QGAUGE_CHECK(check_different("--json", arguments.json, "--memo", arguments.memo));
  QGAUGE_CHECK(check_different("--hdf5", arguments.hdf5, "--memo", arguments.memo));
  if (arguments.csv == "-") return wrong_usage("--csv", "-", "a folder, because there are several tables");
  return {};
}

core::Status check_protocols(const std::vector<std::string>& names) {
  const auto list = protocols::protocol_list();
  for (const std::string& name : names) {
    if (std::ranges::find(list, name, &protocols::ProtocolSpec::name) != list.end()) continue;
    std::vector<std::string_view> known;
    for (const auto& spec : list) known.push_back(spec.name);
    return unknown_name("--protocol", name, "one of", known);
  }
  return {};
}

}  // namespace

core::Result<std::uint64_t> seed_of(const Arguments& arguments) {
  const std::string& text = arguments.seed;
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return wrong_usage("--seed", text, "a whole number from 0 to 2^64 - 1");
  }
  return seed;
}

int use_threads(const Arguments& arguments) {
  const int threads = arguments.threads > 0 ? arguments.threads : omp_get_max_threads();
  omp_set_num_threads(threads);  // also of what is run by itself
  return threads;
}

std::unexpected<core::Error> wrong_usage(const std::string& option, const std::string& found,
                                         const std::string& expected) {
  return core::failure(core::ErrorCode::wrong_usage, option, fmt::format("found {}, expected {}", found, expected));
}

std::unexpected<core::Error> unknown_name(const std::string& option, const std::string& found,
                                          const std::string& expected, const std::vector<std::string_view>& known) {
  const std::string meant = core::suggestion(found, known);
  const std::string names = fmt::format("{} {}", expected, fmt::join(known, ", "));
  return wrong_usage(option, found, meant.empty() ? names : fmt::format("{}; {}", names, meant));
}

std::filesystem::path data_folder() {
  const char* folder = std::getenv("QGAUGE_DATA");
  return folder && *folder ? folder : QGAUGE_DATA_DIR;
}

std::filesystem::path rules_folder(const Arguments& arguments) {
  return arguments.rules.empty() ? data_folder() / "thresholds" : std::filesystem::path(arguments.rules);
}

core::Status check_distinct(const std::string& option, const std::filesystem::path& output,
                            const std::filesystem::path& input) {
  std::error_code ignored;  // what does not exist is no other file
  if (!std::filesystem::equivalent(output, input, ignored)) return {};
  return wrong_usage(option, output.string(), "another file than the input, which would be lost");
}

core::Result<device::DeviceDescription> read_description(const std::string& device, const Arguments& arguments) {
  QGAUGE_TRY(device::DeviceDescription description, device::read(device, data_folder() / "devices", arguments.format));
  for (const std::string& assignment : arguments.overrides) {
    const auto equals = assignment.find('=');
    if (equals == std::string::npos) return wrong_usage("--set", assignment, "KEY=VALUE");
    QGAUGE_CHECK(device::override_value(description, assignment.substr(0, equals), assignment.substr(equals + 1)));
  }
  for (const std::string& qubits : arguments.dropped) QGAUGE_CHECK(device::drop_qubits(description, qubits));
  return description;
}

core::Result<thresholds::RuleBook> read_rules(const Arguments& arguments) {
  return thresholds::load_rules(rules_folder(arguments));
}

core::Result<assess::Options> options_of(const Arguments& arguments, const Console& console) {
  assess::Options options;
  QGAUGE_CHECK(check_outputs(arguments));
  QGAUGE_TRY(options.seed, seed_of(arguments));
  options.threads = use_threads(arguments);
  const auto effort = protocols::find_effort(arguments.effort);
  if (!effort) return wrong_usage("--effort", arguments.effort, "quick, standard or thorough");
  options.effort = *effort;
  if (!arguments.protocols.empty()) options.protocols = arguments.protocols;
  QGAUGE_CHECK(check_protocols(options.protocols));
  options.chain_lengths = arguments.chain_lengths;
  options.widths = arguments.widths;
  QGAUGE_TRY(options.question, question_of(arguments));
  QGAUGE_TRY(options.assume_sigma, assumed_sigma_of(arguments));
  if (console.err_is_terminal && !arguments.quiet) options.progress = progress_bar(console.err);
  return options;
}

void add_device_options(CLI::App& command, Arguments& arguments) {
  command.add_option("--format", arguments.format, "Read DEVICE as this format instead of recognising it")
      ->type_name("NAME");
  command
      .add_option("--set", arguments.overrides,
                  "What if: physical_qubits=56, or of all qubits and pairs t1, t2, cnot_infidelity, "
                  "one_qubit_infidelity or readout_error as a value (t1=100us) or a factor (t1=2x)")
      ->allow_extra_args(false)
      ->type_name("KEY=VALUE");
  command
      .add_option("--drop-qubit", arguments.dropped,
                  "What if these qubits did not work: as the description calls them, or by index")
      ->allow_extra_args(false)
      ->type_name("Q[,Q...]");
}

void add_output_options(CLI::App& command, Arguments& arguments) {
  command.add_option("--json", arguments.json, "Write the report as JSON; - is standard output")->type_name("FILE");
  command.add_option("--hdf5", arguments.hdf5, "Write the report and the raw samples as HDF5")->type_name("FILE");
  command.add_option("--csv", arguments.csv, "Write tables of qubits, pairs, figures, findings and verdicts")
      ->type_name("DIR");
  command.add_flag("--quiet", arguments.quiet, "No report on standard output, no progress");
  command.add_flag("--per-subject", arguments.per_subject, "Also print the figures of single qubits and pairs");
  command
      .add_option("--fail-if", arguments.fail_if,
                  "Exit with 1 on: controlled, undetermined (also where no rule was asked), finding")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("CONDITION")
      ->check(CLI::IsMember({"controlled", "undetermined", "finding"}));
}

void add_size_options(CLI::App& command, Arguments& arguments) {
  command
      .add_option("--chain", arguments.chain_lengths,
                  "Lengths of the chains of layer fidelities (default: 10,20,50,100 as far as the machine has them)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::Range(2, 1000))
      ->type_name("N");
  command.add_option("--width", arguments.widths, "Qubits of the circuits of protocols that come in several widths")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::Range(2, 1024))
      ->type_name("M");
}

void add_run_options(CLI::App& command, Arguments& arguments) {
  command.add_option("--seed", arguments.seed, "Seed of every random draw, a whole number below 2^64")
      ->capture_default_str()
      ->type_name("N");
  command.add_option("--threads", arguments.threads, "Threads (default: all); results do not depend on it")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  command.add_option("--effort", arguments.effort, "quick, standard or thorough: how many circuits and shots")
      ->capture_default_str();
  add_size_options(command, arguments);
}

}  // namespace qgauge::cli

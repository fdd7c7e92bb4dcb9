// Parses the arguments, runs the chosen subcommand and turns errors into one message and an exit code.

#include "cli/run.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include "cli/arguments.hpp"
#include "qgauge/simulator.hpp"

namespace qgauge::cli {
namespace {

constexpr const char* description =
    "qgauge measures what a quantum computer can do and says whether an export control would list it.\n"
    "Exit codes: 0 done, 1 done and a --fail-if condition holds, 2 wrong usage, 3 an input cannot be used,\n"
    "4 a resource is missing (memory, disk), 130 interrupted.";

int print_error(const core::Error& error, const Console& console) {
  const std::string place = error.where.empty() ? "" : error.where + ": ";
  fmt::print(console.err, "qgauge: {}{}\n", place, error.message);
  return static_cast<int>(error.code);
}

core::Status force_target_of_environment() {
  const char* target = std::getenv("QGAUGE_SIMD");
  return target && *target ? simulator::force_simd_target(target) : core::Status{};
}

/// CLI11 takes the arguments in reverse order.
std::vector<std::string> reversed(std::vector<std::string> arguments) {
  std::ranges::reverse(arguments);
  return arguments;
}

/// CLI11 itself would only say that a subcommand is required.
core::Status check_command(const CLI::App& app, const std::vector<std::string>& words) {
  if (words.empty() || words[0].starts_with('-')) return {};
  std::vector<std::string> known;
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    if (command->get_name() == words[0]) return {};
    known.push_back(command->get_name());
  }
  return unknown_name("command", words[0], "one of", {known.begin(), known.end()});
}

}  // namespace

int run(const std::vector<std::string>& words, const Console& console) {
  CLI::App app(description, "qgauge");
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string(assess::version()));
  Arguments arguments;
  Action action;
  add_device_commands(app, arguments, action);
  add_regime_commands(app, arguments, action);
  add_compare_command(app, arguments, action);
  add_recorded_commands(app, arguments, action);
  add_catalogue_command(app, arguments, action);
  add_simulate_command(app, arguments, action);
  add_list_commands(app, arguments, action);
  if (auto known = check_command(app, words); !known) return print_error(known.error(), console);
  try {
    app.parse(reversed(words));
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error, console.out, console.err);
    return code == 0 ? 0 : static_cast<int>(core::ErrorCode::wrong_usage);
  }
  if (auto forced = force_target_of_environment(); !forced) return print_error(forced.error(), console);
  const auto result = action(arguments, console);
  return result ? *result : print_error(result.error(), console);
}

}  // namespace qgauge::cli

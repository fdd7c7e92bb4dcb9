// The subcommands for real hardware: estimate figures from counts that were recorded there.

#include <fmt/format.h>

#include "cli/arguments.hpp"
#include "qgauge/assess/recorded.hpp"
#include "qgauge/recorded.hpp"
#include "qgauge/store.hpp"

namespace qgauge::cli {
namespace {

core::Result<int> run_estimate(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto options, options_of(arguments, console));
  QGAUGE_TRY(const std::string text, store::read_file(arguments.counts, recorded::max_file_bytes));
  QGAUGE_TRY(const auto record, recorded::read_survivals(text, arguments.counts));
  QGAUGE_TRY(report::Report report, assess::estimate_survivals(arguments.protocol, record, options));
  report.provenance.inputs.push_back({arguments.counts, store::sha256(text)});
  return deliver(report, nullptr, arguments, console);
}

}  // namespace

void add_recorded_commands(CLI::App& app, Arguments& arguments, Action& chosen) {
  CLI::App* estimate = app.add_subcommand("estimate", "Figures from counts recorded on real hardware");
  estimate->footer("Example: qgauge estimate rb_2q TQ_RB.json --per-subject");
  estimate->callback([&chosen] { chosen = run_estimate; });
  estimate->add_option("protocol", arguments.protocol, "rb_1q, rb_2q, rb_memory or readout")
      ->required()
      ->type_name("PROTOCOL");
  estimate->add_option("counts", arguments.counts, "A file of survivals: see docs/recorded.md")
      ->required()
      ->type_name("COUNTS");
  estimate->add_option("--seed", arguments.seed, "Seed of the bootstrap, a whole number below 2^64")
      ->capture_default_str()
      ->type_name("N");
  add_output_options(*estimate, arguments);
}

}  // namespace qgauge::cli

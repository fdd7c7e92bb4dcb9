// The closed lists (figures, findings, formats, protocols) and what this build and machine are (info).

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <omp.h>

#include "cli/arguments.hpp"
#include "cli/documents.hpp"
#include "qgauge/figures.hpp"
#include "qgauge/simulator.hpp"

namespace qgauge::cli {
namespace {

/// `text` at `indent`, broken at blanks to the width of the console.
void print_wrapped(const Console& console, std::size_t indent, std::string_view text) {
  const std::size_t width = std::max<std::size_t>(static_cast<std::size_t>(console.columns), 40) - indent;
  while (!text.empty()) {
    std::size_t end = text.size() <= width ? text.size() : text.substr(0, width + 1).rfind(' ');
    if (end == std::string_view::npos || end == 0) end = std::min(text.find(' '), text.size());
    fmt::print(console.out, "{:{}}{}\n", "", indent, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

core::Result<int> list_figures(const Arguments&, const Console& console) {
  for (const auto& spec : figures::figure_list()) {
    fmt::print(console.out, "{}  [{}]\n", spec.name, spec.unit);
    print_wrapped(console, 4, spec.meaning);
    if (!spec.convention.empty()) print_wrapped(console, 4, fmt::format("convention: {}", spec.convention));
  }
  return 0;
}

core::Result<int> list_findings(const Arguments& arguments, const Console& console) {
  if (arguments.markdown) {
    console.out << findings_markdown();
    return 0;
  }
  for (const auto& spec : core::finding_list()) {
    fmt::print(console.out, "{}  ({})\n", spec.code, core::name_of(spec.severity));
    print_wrapped(console, 4, spec.meaning);
  }
  return 0;
}

core::Result<int> list_formats(const Arguments& arguments, const Console& console) {
  if (arguments.markdown) {
    console.out << formats_markdown();
    return 0;
  }
  for (const auto& spec : device::format_list()) {
    fmt::print(console.out, "{}\n", spec.name);
    print_wrapped(console, 4, spec.what);
  }
  return 0;
}

core::Result<int> list_protocols(const Arguments&, const Console& console) {
  for (const auto& spec : protocols::protocol_list()) {
    fmt::print(console.out, "{}\n", spec.name);
    print_wrapped(console, 4, spec.meaning);
    print_wrapped(console, 4, spec.source);
  }
  return 0;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

core::Result<int> print_info(const Arguments&, const Console& console) {
  constexpr double gib = 1024.0 * 1024.0 * 1024.0;
  const std::uint64_t memory = simulator::usable_memory_bytes();
  fmt::print(console.out, "qgauge {}\n", assess::version());
  fmt::print(console.out, "SIMD target        {} (usable: {})\n", simulator::simd_target(),
             joined(simulator::simd_targets()));
  fmt::print(console.out, "threads            {}\n", omp_get_max_threads());
  fmt::print(console.out, "usable memory      {:.1f} GiB\n", static_cast<double>(memory) / gib);
  fmt::print(console.out,
             "largest register   {} qubits in single, {} in double precision;\n{:19}{} as a density matrix\n",
             simulator::largest_register(memory, false), simulator::largest_register(memory, true), "",
             simulator::max_density_matrix_qubits);
  fmt::print(console.out, "rules and devices  {}\n", data_folder().string());
  return 0;
}

CLI::App* add_list(CLI::App& app, const char* name, const char* help, Action& chosen, Action action) {
  CLI::App* command = app.add_subcommand(name, help);
  command->callback([&chosen, action] { chosen = action; });
  return command;
}

}  // namespace

void add_list_commands(CLI::App& app, Arguments& arguments, Action& chosen) {
  add_list(app, "figures", "The closed list of figures: name, unit, meaning", chosen, list_figures);
  CLI::App* findings =
      add_list(app, "findings", "The closed list of findings: code, severity, meaning", chosen, list_findings);
  CLI::App* formats = add_list(app, "formats", "The formats that can be read", chosen, list_formats);
  findings->add_flag("--markdown", arguments.markdown, "As docs/findings.md");
  formats->add_flag("--markdown", arguments.markdown, "As docs/formats.md, with what becomes of each quantity");
  add_list(app, "protocols", "The benchmark protocols that are built", chosen, list_protocols);
  add_list(app, "info", "Version, SIMD target, threads, memory, the largest register that fits", chosen, print_info);
}

}  // namespace qgauge::cli

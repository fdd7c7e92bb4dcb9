// The closed lists (figures, findings, protocols) and what this build and machine are (info).

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <omp.h>

#include "cli/arguments.hpp"
#include "qgauge/figures.hpp"
#include "qgauge/simulator.hpp"

namespace qgauge::cli {
namespace {

core::Result<int> list_figures(const Arguments&, const Console& console) {
  for (const auto& spec : figures::figure_list()) {
    fmt::print(console.out, "{}  [{}]\n    {}\n", spec.name, spec.unit, spec.meaning);
    if (!spec.convention.empty()) fmt::print(console.out, "    convention: {}\n", spec.convention);
  }
  return 0;
}

core::Result<int> list_findings(const Arguments&, const Console& console) {
  for (const auto& spec : core::finding_list()) {
    fmt::print(console.out, "{}  ({})\n    {}\n", spec.code, core::name_of(spec.severity), spec.meaning);
  }
  return 0;
}

core::Result<int> list_protocols(const Arguments&, const Console& console) {
  for (const auto& spec : protocols::protocol_list())
    fmt::print(console.out, "{}\n    {}\n    {}\n", spec.name, spec.meaning, spec.source);
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
  fmt::print(console.out, "largest register   {} qubits in single, {} in double precision; {} as a density matrix\n",
             simulator::largest_register(memory, false), simulator::largest_register(memory, true),
             simulator::max_density_matrix_qubits);
  fmt::print(console.out, "rules and devices  {}\n", data_folder().string());
  return 0;
}

void add_list(CLI::App& app, const char* name, const char* help, Action& chosen, Action action) {
  app.add_subcommand(name, help)->callback([&chosen, action] { chosen = action; });
}

}  // namespace

void add_list_commands(CLI::App& app, Arguments&, Action& chosen) {
  add_list(app, "figures", "The closed list of figures: name, unit, meaning", chosen, list_figures);
  add_list(app, "findings", "The closed list of findings: code, severity, meaning", chosen, list_findings);
  add_list(app, "protocols", "The benchmark protocols that are built", chosen, list_protocols);
  add_list(app, "info", "Version, SIMD target, threads, memory, the largest register that fits", chosen, print_info);
}

}  // namespace qgauge::cli

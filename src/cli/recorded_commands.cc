// The subcommands for real hardware: plan circuits to run there, and estimate figures from the counts that come back.

#include <filesystem>
#include <map>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include "cli/arguments.hpp"
#include "qgauge/assess/recorded.hpp"
#include "qgauge/circuit/openqasm.hpp"
#include "qgauge/recorded.hpp"
#include "qgauge/recorded/manifest.hpp"
#include "qgauge/store.hpp"
#include "qgauge/store/new_folder.hpp"

namespace qgauge::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* manifest_name = "manifest.json";
constexpr const char* description_name = "description.json";

core::Status check_empty(const fs::path& folder) {
  std::error_code problem;
  if (!fs::exists(folder, problem)) return {};
  if (fs::is_directory(folder, problem) && fs::is_empty(folder, problem)) return {};
  return wrong_usage("--output", folder.string() + ", which is there and not empty", "a new or an empty folder");
}

circuit::QasmOptions qasm_of(const Arguments& arguments) {
  return {arguments.qasm == "2" ? circuit::QasmVersion::two : circuit::QasmVersion::three, !arguments.virtual_qubits};
}

/// The circuit as it is written, and its row in the manifest.
core::Result<std::pair<recorded::ManifestCircuit, std::string>> written(const assess::PlannedCircuit& planned,
                                                                        const circuit::QasmOptions& options) {
  QGAUGE_TRY(std::string text, circuit::to_openqasm(planned.circuit, options));
  recorded::ManifestCircuit row{planned.name, "circuits/" + planned.name + ".qasm", store::sha256(text), planned.shots,
                                static_cast<std::size_t>(planned.circuit.qubits)};
  return std::pair(std::move(row), std::move(text));
}

/// Planned from the description as it was written, so that the folder alone gives the same circuits again.
core::Result<recorded::Manifest> write_plan(const device::DeviceDescription& given, const Arguments& arguments,
                                            const assess::Options& options) {
  const std::string native = device::write_native(given);
  QGAUGE_TRY(store::NewFolder folder, store::NewFolder::beside(arguments.output));
  QGAUGE_CHECK(folder.add(description_name, native));
  QGAUGE_TRY(const auto description,
             device::read((folder.path() / description_name).string(), data_folder() / "devices"));
  recorded::Manifest manifest{std::string(assess::version()),
                              arguments.protocol,
                              arguments.effort,
                              options.seed,
                              description_name,
                              store::sha256(native),
                              options.chain_lengths,
                              options.widths,
                              {}};
  const auto take = [&](const assess::PlannedCircuit& planned) -> core::Status {
    QGAUGE_TRY(auto pair, written(planned, qasm_of(arguments)));
    manifest.circuits.push_back(std::move(pair.first));
    return folder.add(manifest.circuits.back().file, pair.second);
  };
  QGAUGE_CHECK(assess::plan(description, arguments.protocol, options, take));
  QGAUGE_CHECK(folder.add(manifest_name, recorded::write_manifest(manifest)));
  QGAUGE_CHECK(folder.commit());
  return manifest;
}

core::Result<int> run_plan(const Arguments& arguments, const Console& console) {
  Arguments named = arguments;
  named.protocols = {arguments.protocol};
  QGAUGE_TRY(const auto options, options_of(named, console));
  QGAUGE_TRY(const auto description, read_description(arguments.device, arguments));
  QGAUGE_CHECK(device::validate(description));
  QGAUGE_CHECK(check_empty(arguments.output));
  QGAUGE_TRY(const recorded::Manifest manifest, write_plan(description, arguments, options));
  if (!arguments.quiet)
    fmt::print(console.out, "{} circuits in {}; counts of them: qgauge estimate {} COUNTS --plan {}\n",
               manifest.circuits.size(), arguments.output, arguments.protocol, arguments.output);
  return 0;
}

core::Result<std::string> read_checked(const fs::path& file, const std::string& sha256) {
  QGAUGE_TRY(std::string text, store::read_file(file, device::max_file_bytes));
  if (store::sha256(text) == sha256) return text;
  return core::unusable(file.string(), "another text than the manifest's checksum says",
                        "the text that was planned with", "give the folder as it was planned");
}

/// In any of the forms that `plan` writes.
bool has_checksum(const circuit::Circuit& circuit, const std::string& sha256) {
  for (const auto version : {circuit::QasmVersion::three, circuit::QasmVersion::two}) {
    for (const bool physical : {true, false}) {
      const auto text = circuit::to_openqasm(circuit, {version, physical});
      if (text && store::sha256(*text) == sha256) return true;
    }
  }
  return false;
}

/// Whether a circuit is the one of the manifest. What the manifest says of all of them is named too, because a change
/// of it changes them.
core::Status check_circuit(const recorded::Manifest& manifest, const recorded::ManifestCircuit& row,
                           const assess::PlannedCircuit& planned, const std::string& file) {
  const auto refused = [&](const std::string& found, const std::string& expected) {
    return core::unusable(file + ": circuit " + planned.name, found, expected,
                          "give the folder as it was planned, estimate with its version, or plan again");
  };
  if (row.shots != planned.shots)
    return refused(fmt::format("{} shots", row.shots),
                   fmt::format("{}, which effort {} takes", planned.shots, manifest.effort));
  if (row.qubits != static_cast<std::size_t>(planned.circuit.qubits))
    return refused(fmt::format("{} qubits", row.qubits), fmt::format("the {} of the circuit", planned.circuit.qubits));
  if (has_checksum(planned.circuit, row.sha256)) return {};
  return refused("another circuit than this version plans",
                 fmt::format("circuits of version {} with effort {} and seed {}", manifest.version, manifest.effort,
                             manifest.seed));
}

/// Whether this version plans the circuits of the manifest.
core::Status check_circuits(const recorded::Manifest& manifest, const device::DeviceDescription& description,
                            const assess::Options& options, const std::string& file) {
  std::map<std::string, recorded::ManifestCircuit> rows;
  for (const auto& circuit : manifest.circuits) rows[circuit.name] = circuit;
  std::size_t planned_circuits = 0;
  const auto take = [&](const assess::PlannedCircuit& planned) -> core::Status {
    ++planned_circuits;
    const auto row = rows.find(planned.name);
    if (row != rows.end()) return check_circuit(manifest, row->second, planned, file);
    return core::unusable(file, "no circuit " + planned.name,
                          fmt::format("all that {} plans with effort {}", manifest.protocol, manifest.effort),
                          "give the folder as it was planned");
  };
  QGAUGE_CHECK(assess::plan(description, manifest.protocol, options, take));
  if (planned_circuits == manifest.circuits.size()) return {};
  return core::unusable(file, fmt::format("{} circuits", manifest.circuits.size()),
                        fmt::format("the {} that this version plans", planned_circuits),
                        "give the folder as it was planned");
}

core::Result<report::Report> estimate_plan(const Arguments& arguments, assess::Options options,
                                           const std::string& text) {
  const fs::path folder = arguments.plan;
  const std::string file = (folder / manifest_name).string();
  QGAUGE_TRY(const std::string manifest_text, store::read_file(file, recorded::max_file_bytes));
  QGAUGE_TRY(const recorded::Manifest manifest, recorded::read_manifest(manifest_text, file));
  if (manifest.protocol != arguments.protocol)
    return wrong_usage("PROTOCOL", arguments.protocol, manifest.protocol + ", for which the folder was planned");
  const auto effort = protocols::find_effort(manifest.effort);
  if (!effort) return core::unusable(file + ": /effort", manifest.effort, "quick, standard or thorough");
  options.effort = *effort;
  options.seed = manifest.seed;
  options.chain_lengths = manifest.chain_lengths;
  options.widths = manifest.widths;
  const fs::path native = folder / manifest.description;
  QGAUGE_CHECK(read_checked(native, manifest.description_sha256));
  QGAUGE_TRY(const auto description, device::read(native.string(), data_folder() / "devices"));
  QGAUGE_CHECK(check_circuits(manifest, description, options, file));
  QGAUGE_TRY(const auto counts, recorded::read_counts(text, arguments.counts));
  QGAUGE_TRY(report::Report report, assess::estimate_counts(description, manifest.protocol, counts, options));
  report.provenance.inputs.push_back({file, store::sha256(manifest_text)});
  return report;
}

core::Result<report::Report> estimate(const Arguments& arguments, const assess::Options& options,
                                      const std::string& text) {
  if (!arguments.plan.empty()) return estimate_plan(arguments, options, text);
  if (!recorded::is_survival_record(text)) {
    if (const auto counts = recorded::read_counts(text, arguments.counts); !counts)
      return std::unexpected(counts.error());
    return wrong_usage("COUNTS", arguments.counts + " without survivals",
                       "the folder of its plan: --plan DIR, or a file of survivals");
  }
  QGAUGE_TRY(const auto record, recorded::read_survivals(text, arguments.counts));
  return assess::estimate_survivals(arguments.protocol, record, options);
}

core::Result<int> run_estimate(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto options, options_of(arguments, console));
  QGAUGE_TRY(const std::string text, store::read_file(arguments.counts, recorded::max_file_bytes));
  QGAUGE_TRY(report::Report report, estimate(arguments, options, text));
  report.provenance.inputs.push_back({arguments.counts, store::sha256(text)});
  return deliver(report, nullptr, arguments, console);
}

void add_protocol(CLI::App& command, Arguments& arguments, const char* help) {
  command.add_option("protocol", arguments.protocol, help)->required()->type_name("PROTOCOL");
}

void add_plan(CLI::App& app, Arguments& arguments, Action& chosen) {
  CLI::App* plan = app.add_subcommand("plan", "The circuits of a protocol as OpenQASM, to run on real hardware");
  plan->footer("Example: qgauge plan readout ibm_lagos -o lagos_readout");
  plan->callback([&chosen] { chosen = run_plan; });
  add_protocol(*plan, arguments, "A name of `qgauge protocols`");
  plan->add_option("device", arguments.device, "A file, a folder, FILE#MACHINE@DATE, or a name of the catalogue")
      ->required()
      ->type_name("DEVICE");
  plan->add_option("-o,--output", arguments.output, "The folder to write, new or empty")->required()->type_name("DIR");
  plan->add_option("--qasm", arguments.qasm, "OpenQASM 3, or 2, which has no waits")
      ->capture_default_str()
      ->check(CLI::IsMember({"2", "3"}));
  plan->add_flag("--virtual", arguments.virtual_qubits, "A register q[n] and not the device's qubits $k");
  plan->add_option("--seed", arguments.seed, "Seed of the circuits, a whole number below 2^64")
      ->capture_default_str()
      ->type_name("N");
  plan->add_option("--effort", arguments.effort, "quick, standard or thorough: how many circuits and shots")
      ->capture_default_str();
  plan->add_flag("--quiet", arguments.quiet, "Nothing on standard output");
  add_size_options(*plan, arguments);
  add_device_options(*plan, arguments);
}

void add_estimate(CLI::App& app, Arguments& arguments, Action& chosen) {
  CLI::App* estimate = app.add_subcommand("estimate", "Figures from counts recorded on real hardware");
  estimate->footer(
      "Example: qgauge estimate readout counts.csv --plan lagos_readout\n"
      "Survivals: qgauge estimate rb_2q TQ_RB.json --per-subject");
  estimate->callback([&chosen] { chosen = run_estimate; });
  add_protocol(*estimate, arguments, "A name of `qgauge protocols`; of survivals rb_1q, rb_2q, rb_memory or readout");
  estimate->add_option("counts", arguments.counts, "A file of counts: see docs/recorded.md")
      ->required()
      ->type_name("COUNTS");
  estimate->add_option("--plan", arguments.plan, "The folder of the plan; survivals need none")->type_name("DIR");
  estimate->add_option("--seed", arguments.seed, "Seed of the bootstrap of survivals, a whole number below 2^64")
      ->capture_default_str()
      ->type_name("N");
  add_output_options(*estimate, arguments);
}

}  // namespace

void add_recorded_commands(CLI::App& app, Arguments& arguments, Action& chosen) {
  add_plan(app, arguments, chosen);
  add_estimate(app, arguments, chosen);
}

}  // namespace qgauge::cli

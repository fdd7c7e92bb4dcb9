// `qgauge simulate FILE...`: reads circuits, runs them, and hands the results over.
#include <chrono>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include "cli/simulate.hpp"
#include "qgauge/circuit/read_openqasm.hpp"
#include "qgauge/store.hpp"

namespace qgauge::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* examples =
    "Qubits are numbered through all registers in the order of their declaration. Texts of bits and of Paulis are\n"
    "written as Qiskit writes them: the last qubit, or the last bit of the last register, stands first.\n"
    "Examples:\n"
    "  qgauge simulate bell.qasm --shots 1000\n"
    "  qgauge simulate bell.qasm --counts - --seed 7\n"
    "  qgauge simulate bell.qasm --amplitudes 00,11 --expectation ZZ,XX --probabilities 0,1\n"
    "  qgauge simulate bell.qasm --state bell.h5\n"
    "  qgauge simulate bell.qasm --device ibm_lagos --set t1=2x\n"
    "  qgauge simulate plan/circuits/*.qasm --counts counts.json";

/// Files that a circuit includes lie in its folder, or below it; links do not lead out.
circuit::IncludeReader includes_of(const fs::path& file) {
  std::error_code failed;
  const fs::path folder = fs::weakly_canonical(fs::absolute(file, failed), failed).parent_path();
  return [folder](std::string_view name, std::string_view) -> core::Result<std::string> {
    std::error_code ignored;
    const fs::path asked(name);
    const fs::path found = fs::weakly_canonical(folder / asked, ignored);
    const auto [end, rest] = std::mismatch(folder.begin(), folder.end(), found.begin(), found.end());
    static_cast<void>(rest);
    if (asked.is_absolute() || end != folder.end())
      return core::unusable("", fmt::format("the include \"{}\"", name), "a file in the folder of the circuit",
                            "copy the file there");
    auto text = store::read_file(found, circuit::QasmLimits{}.bytes);
    if (!text)
      return core::unusable("", fmt::format("the include \"{}\": {}", name, text.error().message),
                            "a file that can be read", "correct the name");
    return text;
  };
}

core::Result<SimulatedCircuit> read_circuit(const std::string& file) {
  const auto begin = std::chrono::steady_clock::now();
  SimulatedCircuit circuit;
  circuit.file = file;
  circuit.name = fs::path(file).stem().string();
  QGAUGE_TRY(const std::string text, store::read_file(file, circuit::QasmLimits{}.bytes));
  QGAUGE_TRY(circuit.program, circuit::read_openqasm(text, file, includes_of(file)));
  circuit.read_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return circuit;
}

core::Status check_arguments(const Arguments& arguments) {
  const SimulateArguments& asked = arguments.simulate;
  if (asked.counts == "-" && arguments.json == "-")
    return wrong_usage("--json", "-", "another file than that of --counts");
  if (asked.state == "-") return wrong_usage("--state", "-", "a file, because HDF5 cannot be written to a stream");
  if (asked.circuits.size() > 1 && !asked.state.empty())
    return wrong_usage("--state", fmt::format("{} circuits", asked.circuits.size()), "one");
  if (!arguments.device.empty() && asked.dry_run)
    return wrong_usage("--dry-run", "--device", "a run without a machine: the plan is that of a state vector");
  for (const std::string& file : asked.circuits)
    for (const std::string& output : {asked.counts, asked.state, arguments.json})
      QGAUGE_CHECK(check_distinct("--counts, --state or --json", output, file));
  return {};
}

core::Status write_text(const std::string& file, const std::string& text, const Console& console) {
  if (file.empty()) return {};
  if (file != "-") return store::write_file(file, text);
  console.out << text;
  return {};
}

core::Status check_counts(const SimulatedCircuit& circuit, const Arguments& arguments) {
  if (arguments.simulate.counts.empty() || circuit.program.bits > 0) return {};
  return core::unusable(circuit.file, "no classical bits", "measurements to count", "measure qubits into bits");
}

core::Status run_one(SimulatedCircuit& circuit, const Arguments& arguments, std::uint64_t seed) {
  QGAUGE_CHECK(check_counts(circuit, arguments));
  QGAUGE_TRY(const Questions questions, questions_of(arguments.simulate, circuit.program));
  if (arguments.device.empty()) return run_ideal(circuit, questions, arguments, seed);
  return run_noisy(circuit, questions, arguments, seed);
}

core::Result<int> run_simulate(const Arguments& arguments, const Console& console) {
  QGAUGE_CHECK(check_arguments(arguments));
  QGAUGE_TRY(const std::uint64_t seed, seed_of(arguments));
  use_threads(arguments);
  const bool standard = arguments.simulate.counts == "-" || arguments.json == "-";
  std::vector<SimulatedCircuit> circuits;
  for (const std::string& file : arguments.simulate.circuits) {
    QGAUGE_TRY(SimulatedCircuit circuit, read_circuit(file));
    if (arguments.simulate.dry_run) {
      QGAUGE_TRY(const std::string text, plan_text(circuit, arguments));
      if (!arguments.quiet) console.out << text;
      continue;
    }
    QGAUGE_CHECK(run_one(circuit, arguments, seed));
    if (!arguments.quiet && !standard) console.out << results_text(circuit, arguments);
    circuit.program.operations = {};
    circuits.push_back(std::move(circuit));
  }
  if (arguments.simulate.dry_run) return 0;
  QGAUGE_CHECK(write_text(arguments.simulate.counts, counts_json(circuits, seed).dump(2) + "\n", console));
  QGAUGE_CHECK(write_text(arguments.json, results_json(circuits, seed).dump(2) + "\n", console));
  return 0;
}

CLI::Option* add_list(CLI::App& command, const char* name, std::vector<std::string>& into, const char* help) {
  return command.add_option(name, into, help)->delimiter(',')->allow_extra_args(false);
}

void add_questions(CLI::App& command, SimulateArguments& asked) {
  command.add_option("--counts", asked.counts, "Write counts as Qiskit's Result.to_dict(); - is standard output")
      ->type_name("FILE");
  add_list(command, "--probabilities", asked.probabilities, "Of the outcomes of these qubits: 0,2 or q[0],q[2]")
      ->type_name("Q[,Q...]");
  add_list(command, "--amplitudes", asked.amplitudes, "Of these basis states, every qubit a bit")
      ->type_name("BITS[,...]");
  add_list(command, "--expectation", asked.expectation, "Of these Pauli strings: ZIX, or X0Z2")
      ->type_name("PAULI[,...]");
  command.add_option("--state", asked.state, "Write all amplitudes as HDF5")->type_name("FILE.h5");
}

}  // namespace

void add_simulate_command(CLI::App& app, Arguments& arguments, Action& chosen) {
  CLI::App* command = app.add_subcommand("simulate", "Run circuits in OpenQASM, ideal or with a machine's noise");
  command->footer(examples);
  command->callback([&chosen] { chosen = run_simulate; });
  SimulateArguments& asked = arguments.simulate;
  command->add_option("circuit", asked.circuits, "Circuits in OpenQASM 2 or 3: see docs/simulate.md")
      ->required()
      ->type_name("FILE");
  add_questions(*command, asked);
  command->add_option("--json", arguments.json, "Write all results as JSON; - is standard output")->type_name("FILE");
  command->add_option("--shots", asked.shots, "Shots of the counts")
      ->capture_default_str()
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{100'000'000}))
      ->type_name("N");
  command->add_option("--seed", arguments.seed, "Seed of every random draw, a whole number below 2^64")
      ->capture_default_str()
      ->type_name("N");
  command->add_option("--threads", arguments.threads, "Threads (default: all); counts do not depend on it")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  command->add_option("--precision", asked.precision, "single or double, of amplitudes")
      ->capture_default_str()
      ->check(CLI::IsMember({"single", "double"}));
  command->add_option("--tile", asked.tile, "log2 of the amplitudes of a tile (default: by the cache)")
      ->check(CLI::Range(4, 24))
      ->type_name("N");
  command->add_flag("--stats", asked.statistics, "Also print what the run did, and its share of the roofline");
  command->add_flag("--dry-run", asked.dry_run, "Print the plan, its memory and its estimated time, and run nothing");
  command
      ->add_option("--device", arguments.device,
                   "Run with the noise of this machine: a file or a name of the catalogue")
      ->type_name("DEVICE");
  command->add_flag("--quiet", arguments.quiet, "Nothing on standard output but what - asks for");
  add_device_options(*command, arguments);
}

}  // namespace qgauge::cli

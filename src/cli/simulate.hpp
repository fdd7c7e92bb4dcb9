// What `qgauge simulate` passes between its steps. Private to the room.
#pragma once

#include <complex>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "cli/arguments.hpp"
#include "qgauge/circuit/program.hpp"
#include "qgauge/simulator/dynamic.hpp"

namespace qgauge::cli {

/// Of an outcome or a Pauli string; sigma is one standard error, 0 for exact values.
struct NamedValue {
  std::string name;
  double value = 0;
  double sigma = 0;
};

/// A Pauli string: letters on qubits, ascending, without identities.
struct PauliString {
  std::string text;
  std::vector<std::pair<std::uint32_t, char>> letters;
};

/// What is asked of one circuit.
struct Questions {
  bool counts = false;
  std::vector<std::uint32_t> probabilities;  ///< qubits; the first is the right-most bit of an outcome
  std::vector<std::uint64_t> amplitudes;
  std::vector<PauliString> expectation;
};

/// One circuit and what came out of it.
struct SimulatedCircuit {
  std::string file;
  std::string name;  ///< the file's, without folder and extension
  circuit::Program program;
  std::string how;  ///< "exact state" and its like
  simulator::BitCounts counts;
  std::uint64_t shots = 0;
  std::vector<NamedValue> probabilities;
  std::vector<std::pair<std::string, std::complex<double>>> amplitudes;
  std::vector<NamedValue> expectation;
  simulator::RunStatistics statistics;
  std::uint64_t branches = 1;
  int states = 1;
  double read_s = 0, plan_s = 0;
  std::optional<double> share_of_roofline;
};

/// `qubits` bits, the highest first.
std::string bits_text(std::uint64_t bits, std::size_t qubits);

/// Error: the names and strings of the arguments do not fit the circuit.
core::Result<Questions> questions_of(const SimulateArguments& arguments, const circuit::Program& program);

/// Without noise. Errors: those of the simulator; a question other than counts to a circuit with measurements in the
/// middle. With `dry_run` prints the plan.
core::Status run_ideal(SimulatedCircuit& circuit, const Questions& questions, const Arguments& arguments,
                       std::uint64_t seed);
core::Result<std::string> plan_text(const SimulatedCircuit& circuit, const Arguments& arguments);
/// With the noise of --device. Errors: those of assess::simulate and observe; measurements in the middle.
core::Status run_noisy(SimulatedCircuit& circuit, const Questions& questions, const Arguments& arguments,
                       std::uint64_t seed);

/// As Qiskit's Result.to_dict().
nlohmann::json counts_json(const std::vector<SimulatedCircuit>& circuits, std::uint64_t seed);
nlohmann::json results_json(const std::vector<SimulatedCircuit>& circuits, std::uint64_t seed);
std::string results_text(const SimulatedCircuit& circuit, const Arguments& arguments);

}  // namespace qgauge::cli

// `qgauge simulate --device`: circuits that measure last, compiled for a described machine and run with its noise.
// Circuits on the machine's qubits run as they stand. Private to the room.
#include <bit>
#include <cmath>

#include <fmt/format.h>

#include "cli/simulate.hpp"
#include "qgauge/assess/simulate.hpp"
#include "qgauge/noise.hpp"
#include "qgauge/simulator/machine.hpp"

namespace qgauge::cli {
namespace {

using circuit::GateKind;

/// The gates, then measurements of those qubits.
circuit::Circuit measured(const circuit::Program& program, const std::vector<std::uint32_t>& qubits) {
  circuit::Circuit circuit = unitary_part(program);
  for (const std::uint32_t qubit : qubits) circuit.append(GateKind::measure, qubit);
  return circuit;
}

std::vector<std::uint32_t> measured_qubits(const circuit::FinalMeasurements& last, int qubits) {
  std::vector<bool> read(static_cast<std::size_t>(qubits), false);
  for (const auto& qubit : last.qubit_of_bit)
    if (qubit) read[*qubit] = true;
  std::vector<std::uint32_t> found;
  for (std::uint32_t q = 0; q < read.size(); ++q)
    if (read[q]) found.push_back(q);
  return found;
}

std::vector<std::uint64_t> spread(const execution::CircuitSamples& samples) {
  std::vector<std::uint64_t> shots;
  for (const auto& [bits, weight] : samples.outcomes)
    shots.insert(shots.end(), static_cast<std::size_t>(std::llround(weight)), bits);
  return shots;
}

/// A circuit that names the machine's qubits is native already: nothing is compiled.
core::Result<execution::CircuitSamples> run_native(const circuit::Circuit& circuit,
                                                   const device::DeviceDescription& description, std::uint64_t shots,
                                                   std::uint64_t seed) {
  QGAUGE_TRY(const device::DeviceModel model, device::validate(description));
  std::vector<core::Finding> findings = model.findings;
  QGAUGE_TRY(const noise::NoiseModel noise, noise::NoiseModel::from(model, findings));
  const execution::CircuitBatch batch{{circuit}, shots, seed, core::domain_of("simulate")};
  QGAUGE_TRY(const execution::Samples samples, simulator::machine_executor(noise)->run(batch));
  return samples.circuits.front();
}

/// X and Y are turned to Z; the observable is then the parity of the measured bits.
circuit::Circuit turned(const circuit::Program& program, const PauliString& pauli) {
  circuit::Circuit circuit = unitary_part(program);
  for (const auto& [qubit, letter] : pauli.letters) {
    if (letter == 'Y') circuit.append(GateKind::sdg, qubit);
    if (letter != 'Z') circuit.append(GateKind::h, qubit);
  }
  for (const auto& row : pauli.letters) circuit.append(GateKind::measure, row.first);
  return circuit;
}

execution::DiagonalObservable parity_of(const PauliString& pauli, int qubits) {
  std::uint64_t mask = 0;
  for (const auto& row : pauli.letters) mask |= std::uint64_t{1} << row.first;
  execution::DiagonalObservable observable;
  observable.weights.resize(std::size_t{1} << qubits);
  for (std::uint64_t x = 0; x < observable.weights.size(); ++x)
    observable.weights[x] = std::popcount(x & mask) % 2 == 0 ? 1.0F : -1.0F;
  return observable;
}

std::vector<execution::Observable> projections(const std::vector<std::uint32_t>& qubits, int all) {
  std::vector<execution::Observable> observables;
  for (std::uint64_t outcome = 0; outcome < std::uint64_t{1} << qubits.size(); ++outcome) {
    execution::DiagonalObservable observable;
    observable.weights.resize(std::size_t{1} << all);
    for (std::uint64_t x = 0; x < observable.weights.size(); ++x) {
      bool same = true;
      for (std::size_t k = 0; k < qubits.size(); ++k) same = same && (x >> qubits[k] & 1) == (outcome >> k & 1);
      observable.weights[x] = same ? 1.0F : 0.0F;
    }
    observables.emplace_back(std::move(observable));
  }
  return observables;
}

class Noisy {
 public:
  Noisy(SimulatedCircuit& circuit, const device::DeviceDescription& description, const assess::SimulateOptions& options)
      : circuit_(circuit), description_(description), options_(options) {}

  core::Status counts(const circuit::FinalMeasurements& last) {
    const auto circuit = measured(circuit_.program, measured_qubits(last, circuit_.program.qubits));
    execution::CircuitSamples samples;
    if (!circuit.layout.empty()) {
      QGAUGE_TRY(samples, run_native(circuit, description_, options_.shots, options_.seed));
      circuit_.how = "noise of the machine, circuit as it stands";
    } else {
      QGAUGE_TRY(auto shots, assess::simulate(circuit, description_, options_));
      samples = std::move(shots.samples);
      note(shots.run);
    }
    circuit_.shots = options_.shots;
    simulator::add_counts(circuit_.counts, spread(samples), last);
    return {};
  }

  core::Status probabilities(const std::vector<std::uint32_t>& qubits) {
    if (qubits.size() > 6)
      return wrong_usage("--probabilities", fmt::format("{} qubits", qubits.size()), "at most 6 with --device");
    const auto observables = projections(qubits, circuit_.program.qubits);
    QGAUGE_TRY(const auto result,
               assess::observe(measured(circuit_.program, qubits), description_, observables, options_));
    for (std::size_t k = 0; k < observables.size(); ++k) {
      const auto row = static_cast<Eigen::Index>(k);
      circuit_.probabilities.push_back({bits_text(k, qubits.size()), result.values(row), result.sampling(row)});
    }
    note(result.run);
    return {};
  }

  core::Status expectation(const PauliString& pauli) {
    if (pauli.letters.empty()) {
      circuit_.expectation.push_back({pauli.text, 1, 0});
      return {};
    }
    const std::vector<execution::Observable> parity{parity_of(pauli, circuit_.program.qubits)};
    QGAUGE_TRY(const auto result, assess::observe(turned(circuit_.program, pauli), description_, parity, options_));
    circuit_.expectation.push_back({pauli.text, result.values(0), result.sampling(0)});
    note(result.run);
    return {};
  }

 private:
  void note(const assess::SimulatedRun& run) { circuit_.how = "noise of the machine, " + run.method; }

  SimulatedCircuit& circuit_;
  const device::DeviceDescription& description_;
  const assess::SimulateOptions& options_;
};

core::Status check_noisy(const SimulatedCircuit& circuit, const Questions& questions, const Arguments& arguments) {
  if (!arguments.simulate.amplitudes.empty() || !arguments.simulate.state.empty())
    return wrong_usage("--device", "a question of amplitudes",
                       "--counts, --probabilities or --expectation: noise leaves no pure state");
  if (circuit.program.waits_in_dt)
    return core::unusable(circuit.file, "a delay in dt", "delays in ns, us, ms or s with --device",
                          "write the unit out");
  const bool observes = !questions.probabilities.empty() || !questions.expectation.empty();
  if (observes && (circuit.program.qubits > 24 || !circuit.program.layout.empty()))
    return core::unusable(
        circuit.file, circuit.program.layout.empty() ? "a circuit of more than 24 qubits" : "the machine's qubits",
        "probabilities and expectations with --device of registers of at most 24 qubits", "ask for --counts");
  return {};
}

}  // namespace

core::Status run_noisy(SimulatedCircuit& circuit, const Questions& questions, const Arguments& arguments,
                       std::uint64_t seed) {
  const auto last = circuit::final_measurements(circuit.program);
  if (!last)
    return core::unusable(circuit.file, "measurements, resets or conditions in the middle of the circuit",
                          "with --device a circuit that measures last", "simulate it without --device");
  QGAUGE_CHECK(check_noisy(circuit, questions, arguments));
  QGAUGE_TRY(const auto description, read_description(arguments.device, arguments));
  assess::SimulateOptions options;
  options.seed = seed;
  options.shots = arguments.simulate.shots;
  Noisy noisy(circuit, description, options);
  if (questions.counts) QGAUGE_CHECK(noisy.counts(*last));
  if (!questions.probabilities.empty()) QGAUGE_CHECK(noisy.probabilities(questions.probabilities));
  for (const PauliString& pauli : questions.expectation) QGAUGE_CHECK(noisy.expectation(pauli));
  return {};
}

}  // namespace qgauge::cli

// One circuit on a described machine: see qgauge/assess/simulate.hpp.
#include "qgauge/assess/simulate.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "qgauge/noise.hpp"

namespace qgauge::assess {
namespace {

using execution::DiagonalObservable;
using execution::Observable;
using execution::StateFidelity;

/// A machine as it is simulated.
struct Machine {
  device::DeviceModel model;
  noise::NoiseModel noise;
  std::vector<core::Finding> findings;
};

core::Result<Machine> machine_of(const device::DeviceDescription& description, const compile::Options& how) {
  QGAUGE_TRY(device::DeviceModel model, device::validate(description));
  std::vector<core::Finding> findings = model.findings;
  QGAUGE_TRY(noise::NoiseModel noise, noise::NoiseModel::from(model, findings));
  if (how.zz_base >= 0 && how.zz_base < 1) noise.scale_rzz_error(how.zz_base);  // compile refuses others
  return Machine{std::move(model), std::move(noise), std::move(findings)};
}

/// Bits of the register that is run, from those of the circuit's qubits, and back.
class Positions {
 public:
  explicit Positions(const compile::Compiled& compiled) : final_(compiled.final_position) {}

  std::uint64_t circuit_bits(std::uint64_t register_bits) const {
    std::uint64_t bits = 0;
    for (std::size_t q = 0; q < final_.size(); ++q) bits |= (register_bits >> final_[q] & 1) << q;
    return bits;
  }
  std::uint64_t register_bits(std::uint64_t circuit_bits) const {
    std::uint64_t bits = 0;
    for (std::size_t q = 0; q < final_.size(); ++q) bits |= (circuit_bits >> q & 1) << final_[q];
    return bits;
  }

 private:
  const std::vector<int>& final_;
};

execution::CircuitSamples in_circuit_order(const execution::CircuitSamples& samples, const Positions& positions) {
  std::map<std::uint64_t, double> weights;
  for (const auto& [bits, weight] : samples.outcomes) weights[positions.circuit_bits(bits)] += weight;
  execution::CircuitSamples ordered{{}, samples.shots};
  for (const auto& [bits, weight] : weights) ordered.outcomes.push_back({bits, weight});
  return ordered;
}

std::unique_ptr<execution::Executor> executor_of(simulator::Method method, const noise::NoiseModel& model) {
  switch (method) {
    case simulator::Method::density_matrix:
      return simulator::density_matrix_executor(model);
    case simulator::Method::pauli_frames:
      return simulator::pauli_frame_executor(model);
    case simulator::Method::trajectories:
    case simulator::Method::automatic:
      return simulator::trajectory_executor(model);
  }
  std::unreachable();
}

/// The observable of the circuit's qubits in terms of the register.
core::Result<Observable> on_register(const Observable& observable, const compile::Compiled& compiled) {
  const Positions positions(compiled);
  const int register_qubits = compiled.native.qubits;
  if (const auto* diagonal = std::get_if<DiagonalObservable>(&observable)) {
    constexpr int most_qubits = 30;
    if (register_qubits > most_qubits) {
      return core::unusable("observable", fmt::format("weights for a register of {} qubits", register_qubits),
                            fmt::format("at most {}", most_qubits), "ask for the fidelity of a state");
    }
    if (diagonal->weights.size() != std::size_t{1} << compiled.final_position.size()) {
      return core::unusable("observable", fmt::format("{} weights", diagonal->weights.size()),
                            fmt::format("one for each outcome of {} qubits", compiled.final_position.size()));
    }
    DiagonalObservable moved;
    for (std::uint64_t x = 0; x < std::uint64_t{1} << register_qubits; ++x) {
      moved.weights.push_back(diagonal->weights[positions.circuit_bits(x)]);
    }
    return moved;
  }
  if (static_cast<std::size_t>(register_qubits) != compiled.final_position.size()) {
    return core::unusable("observable", "the fidelity of a state of some qubits of the register",
                          "a circuit that compiles without further qubits", "name a layout that is connected");
  }
  StateFidelity moved = std::get<StateFidelity>(observable);
  for (auto& [bits, amplitude] : moved.amplitudes) bits = positions.register_bits(bits);
  return moved;
}

simulator::EstimateOptions estimate_options(const SimulateOptions& options) {
  simulator::EstimateOptions estimate{.method = options.method, .precision = options.precision, .level = options.level};
  estimate.key = {options.seed, core::domain_of("observe"), 0, 0};
  return estimate;
}

/// The native circuit with the waits that a machine's own durations ask for.
circuit::Circuit rescheduled(const circuit::Circuit& native, const device::DeviceModel& model) {
  circuit::Circuit without_waits = native;
  std::erase_if(without_waits.operations, [](const auto& each) { return each.gate == circuit::GateKind::delay; });
  return compile::schedule(without_waits, model);
}

/// Variance of the values over descriptions less that of sampling, which is independent from one to the next.
core::Result<Eigen::VectorXd> description_sigma(const circuit::Circuit& native,
                                                const device::DeviceDescription& description,
                                                std::span<const Observable> observables,
                                                const SimulateOptions& options) {
  const auto count = static_cast<Eigen::Index>(observables.size());
  Eigen::VectorXd mean = Eigen::VectorXd::Zero(count), scatter = mean, sampling = mean;
  for (int k = 0; k < options.descriptions; ++k) {
    core::Random random({options.seed, core::domain_of("description"), 0, static_cast<std::uint64_t>(k)});
    QGAUGE_TRY(const Machine machine, machine_of(device::sampled(description, random), options.compile));
    const circuit::Circuit scheduled = rescheduled(native, machine.model);
    QGAUGE_TRY(const noise::NoisyCircuit noisy, noise::noisy_circuit(scheduled, machine.noise));
    simulator::EstimateOptions how = estimate_options(options);
    how.key.circuit = static_cast<std::uint64_t>(k) + 1;
    QGAUGE_TRY(const auto estimates, simulator::estimate(noisy, observables, how));
    const Eigen::VectorXd before = estimates.values - mean;
    mean += before / (k + 1);
    scatter += before.cwiseProduct(estimates.values - mean);
    sampling += estimates.covariance.diagonal();
  }
  if (options.descriptions < 2) return Eigen::VectorXd(Eigen::VectorXd::Zero(count));
  const Eigen::VectorXd variance = scatter / (options.descriptions - 1) - sampling / options.descriptions;
  return Eigen::VectorXd(variance.cwiseMax(0).cwiseSqrt());
}

}  // namespace

core::Result<SimulatedShots> simulate(const circuit::Circuit& circuit, const device::DeviceDescription& description,
                                      const SimulateOptions& options) {
  QGAUGE_TRY(Machine machine, machine_of(description, options.compile));
  QGAUGE_TRY(compile::Compiled compiled, compile::compile(circuit, machine.model, options.compile));
  QGAUGE_TRY(const noise::NoisyCircuit noisy, noise::noisy_circuit(compiled.native, machine.noise));
  const simulator::Method method = simulator::method_for(noisy, options.method);
  const execution::CircuitBatch batch{{compiled.native}, options.shots, options.seed, core::domain_of("simulate")};
  QGAUGE_TRY(const execution::Samples samples, executor_of(method, machine.noise)->run(batch));
  execution::CircuitSamples ordered = in_circuit_order(samples.circuits.front(), Positions(compiled));
  return SimulatedShots{std::move(ordered),
                        {std::move(compiled), std::string(name_of(method)), std::move(machine.findings)}};
}

core::Result<SimulatedObservables> observe(const circuit::Circuit& circuit,
                                           const device::DeviceDescription& description,
                                           std::span<const Observable> observables, const SimulateOptions& options) {
  QGAUGE_TRY(Machine machine, machine_of(description, options.compile));
  QGAUGE_TRY(compile::Compiled compiled, compile::compile(circuit, machine.model, options.compile));
  std::vector<Observable> moved;
  for (const Observable& observable : observables) {
    moved.emplace_back();
    QGAUGE_TRY(moved.back(), on_register(observable, compiled));
  }
  QGAUGE_TRY(const noise::NoisyCircuit noisy, noise::noisy_circuit(compiled.native, machine.noise));
  QGAUGE_TRY(auto estimates, simulator::estimate(noisy, moved, estimate_options(options)));
  QGAUGE_TRY(Eigen::VectorXd sigma, description_sigma(compiled.native, description, moved, options));
  return SimulatedObservables{std::move(estimates.values),
                              estimates.covariance.diagonal().cwiseSqrt(),
                              std::move(sigma),
                              estimates.trajectories,
                              estimates.reached,
                              {std::move(compiled), std::string(estimates.method), std::move(machine.findings)}};
}

}  // namespace qgauge::assess

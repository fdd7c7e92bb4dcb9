// Cross-entropy benchmarking of a pair: see xeb.hpp. Called by assess.
// Must not know what runs the circuits.
#include "qgauge/protocols/xeb.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <utility>

#include <Eigen/Core>
#include <fmt/format.h>

#include "protocols/chains.hpp"
#include "protocols/exact_cycle.hpp"
#include "protocols/rb.hpp"
#include "protocols/works.hpp"

namespace qgauge::protocols {
namespace {

using circuit::GateKind;
using figures::Figure;

constexpr int dimension = 4;
constexpr std::uint64_t axes = 8;
constexpr std::size_t circuits_of_a_point = 2;
constexpr std::string_view process_name = "xeb.process_infidelity";
constexpr std::string_view average_name = "xeb.average_infidelity";

RbSize xeb_size(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return {5, 8, 256, 2'000};
    case Effort::standard:
      return {6, 16, 512, 8'000};
    case Effort::thorough:
      return {6, 24, 1024, 20'000};
  }
  std::unreachable();
}

/// The native gate on register qubits 0 (coupling.a) and 1; of one with an angle, pi/2.
circuit::Operation native_gate(const device::Coupling& coupling) {
  const circuit::GateSpec& spec = circuit::spec_of(coupling.gate->kind);
  const std::uint32_t first = coupling.gate->first == coupling.a ? 0 : 1;
  return {spec.kind, {first, 1 - first}, spec.parameter ? std::numbers::pi / 2 : 0};
}

/// Rotation by pi/2 about cos(phi) X + sin(phi) Y, phi = pi/4 times `axis`: Rz(phi) Rx(pi/2) Rz(-phi).
std::array<circuit::Operation, 3> pulse_about(std::uint64_t axis, std::uint32_t qubit) {
  const double phi = std::numbers::pi / 4 * static_cast<double>(axis);
  return {{{GateKind::rz, {qubit, 0}, -phi}, {GateKind::sx, {qubit, 0}, 0}, {GateKind::rz, {qubit, 0}, phi}}};
}

/// A circuit under construction with the amplitudes of its state.
class XebCircuit {
 public:
  XebCircuit(const std::vector<int>& qubits, const circuit::Operation& gate)
      : circuit_{2, qubits, {}}, gate_(gate), unitary_(circuit::unitary_of(gate.gate, gate.parameter)) {}

  void add_pulses(core::Random& random) {
    for (std::uint32_t q = 0; q < 2; ++q) {
      const bool first = circuit_.operations.size() < 2 * pulse_about(0, 0).size();
      // All but the last axis, counted from it.
      last_axis_[q] = first ? random.below(axes) : (last_axis_[q] + 1 + random.below(axes - 1)) % axes;
      for (const circuit::Operation& part : pulse_about(last_axis_[q], q)) add_local(part);
    }
    circuit_.append_barrier();
  }
  void add_gate() {
    circuit_.operations.push_back(gate_);
    circuit_.append_barrier();
    const auto turned = gate_.qubits[0] == 0 ? state_ : exchanged(state_);
    const Eigen::Vector4cd after = unitary_ * turned;
    state_ = gate_.qubits[0] == 0 ? after : exchanged(after);
  }
  PairProbabilities probabilities() const {
    PairProbabilities out{};
    for (int bits = 0; bits < dimension; ++bits) out[static_cast<std::size_t>(bits)] = std::norm(state_[bits]);
    return out;
  }
  circuit::Circuit measured() {
    circuit_.measure_all();
    return std::move(circuit_);
  }

 private:
  static Eigen::Vector4cd exchanged(const Eigen::Vector4cd& state) { return {state[0], state[2], state[1], state[3]}; }

  void add_local(const circuit::Operation& operation) {
    circuit_.operations.push_back(operation);
    const Eigen::Matrix2cd unitary = circuit::unitary_of(operation.gate, operation.parameter);
    const int step = 1 << operation.qubits[0];
    for (const int low : {0, 3 - step}) {
      const Eigen::Vector2cd after = unitary * Eigen::Vector2cd{state_[low], state_[low + step]};
      state_[low] = after[0];
      state_[low + step] = after[1];
    }
  }

  circuit::Circuit circuit_;
  circuit::Operation gate_;
  Eigen::Matrix4cd unitary_;
  Eigen::Vector4cd state_{1, 0, 0, 0};
  std::array<std::uint64_t, 2> last_axis_{};
};

/// Of a cycle as the description predicts it, for the choice of depths only.
double expected_cycle_decay(const device::DeviceModel& model, const device::Coupling& coupling) {
  const auto pulse = [&](int qubit) { return model.qubits[static_cast<std::size_t>(qubit)].gate->infidelity; };
  const double infidelity = coupling.gate->infidelity + pulse(coupling.a) + pulse(coupling.b);
  return core::decay_from_average_infidelity(std::min(infidelity, 0.7), dimension);
}

core::Status add_circuit(const device::DeviceModel& model, const circuit::Operation& gate, int depth,
                         core::Random& random, XebPlan& plan) {
  XebCircuit circuit(plan.qubits, gate);
  for (int k = 0; k < depth; ++k) {
    circuit.add_pulses(random);
    circuit.add_gate();
  }
  circuit.add_pulses(random);
  plan.depths.push_back(depth);
  plan.probabilities.push_back(circuit.probabilities());
  QGAUGE_TRY(circuit::Circuit native, compiled(circuit.measured(), model));
  plan.batch.circuits.push_back(std::move(native));
  return {};
}

/// e - u: sum p^2 - 1/4.
double ideal_excess(const PairProbabilities& probabilities) {
  double sum = -1.0 / dimension;
  for (const double p : probabilities) sum += p * p;
  return sum;
}

/// m - u: the mean of p over the shots, less 1/4.
double measured_excess(const PairProbabilities& probabilities, const execution::CircuitSamples& samples) {
  double sum = 0;
  for (const auto& [bits, weight] : samples.outcomes) sum += weight * probabilities[bits];
  return sum / samples.shots - 1.0 / dimension;
}

/// The shots of a coin whose frequency (2 + F)/4 would scatter as much as F does where nothing but uniform outcomes is
/// left: a shot of a circuit then has variance (e - u)/4.
double coin_shots(std::span<const PairProbabilities> probabilities, double shots) {
  double squares = 0, cubes = 0;
  for (const PairProbabilities& p : probabilities) {
    const double excess = ideal_excess(p);
    squares += excess * excess;
    cubes += excess * excess * excess;
  }
  return 4 * dimension * shots * squares * squares / cubes;
}

/// Circuits that are all uniform without noise tell nothing of it.
bool tells_noise(std::span<const PairProbabilities> probabilities) {
  constexpr double rounding = 1e-9;
  return std::ranges::any_of(probabilities, [](const auto& p) { return ideal_excess(p) > rounding; });
}

/// (2 + F)/4 of two circuits each as survivals of an experiment whose chance is 1/2: for all F in [0, 1] its binomial
/// variance is nearly the same, as F's is.
std::vector<figures::DecayPoint> points_of(const XebPlan& plan, const execution::Samples& samples) {
  std::vector<figures::DecayPoint> points;
  for (std::size_t c = 0; c < plan.depths.size(); c += circuits_of_a_point) {
    const auto ideal = std::span(plan.probabilities).subspan(c, circuits_of_a_point);
    const auto measured = std::span(samples.circuits).subspan(c, circuits_of_a_point);
    if (!tells_noise(ideal)) continue;
    const double share = std::clamp((2 + xeb_fidelity(ideal, measured)) / 4, 0.0, 1.0);
    const double shots = coin_shots(ideal, measured.front().shots);
    points.push_back({static_cast<double>(plan.depths[c]), share * shots, shots});
  }
  return points;
}

core::Status check_samples(const XebPlan& plan, const execution::Samples& samples) {
  const auto usable = [](const execution::CircuitSamples& circuit) {
    return circuit.shots > 0 && std::ranges::all_of(circuit.outcomes, [](const auto& o) { return o.bits < dimension; });
  };
  if (samples.circuits.size() == plan.depths.size() && std::ranges::all_of(samples.circuits, usable)) return {};
  return core::unusable("samples", fmt::format("{} circuits", samples.circuits.size()),
                        fmt::format("shots of two qubits of the {} of the plan", plan.depths.size()),
                        "use the counts of this plan's circuits");
}

Figure with_subject(const XebPlan& plan, Figure figure) {
  figure.method = "linear cross-entropy benchmarking";
  figure.samples = plan.batch.shots * plan.depths.size();
  figure.subject = figures::FigureSubject{plan.qubits, plan.gate};
  figure.assumptions.push_back("one pulse on each qubit is part of the cycle");
  return figure;
}

}  // namespace

double xeb_fidelity(std::span<const PairProbabilities> probabilities,
                    std::span<const execution::CircuitSamples> samples) {
  assert(probabilities.size() == samples.size());
  double products = 0, squares = 0;
  for (std::size_t c = 0; c < probabilities.size(); ++c) {
    const double ideal = ideal_excess(probabilities[c]);
    products += ideal * measured_excess(probabilities[c], samples[c]);
    squares += ideal * ideal;
  }
  assert(squares > 0);
  return products / squares;
}

core::Result<XebPlan> plan_xeb(const device::DeviceModel& model, const device::Coupling& coupling,
                               const Options& options) {
  QGAUGE_CHECK(expected_decay_2q(model, coupling));
  const RbSize size = xeb_size(options.effort);
  XebPlan plan;
  plan.qubits = {coupling.a, coupling.b};
  plan.gate = coupling.gate->name;
  plan.batch = {{}, size.shots, options.seed, core::domain_of("xeb", plan.qubits), {}};
  const std::uint64_t domain = core::domain_of("xeb sequences", plan.qubits);
  for (const int depth : rb_lengths(expected_cycle_decay(model, coupling), size)) {
    for (int k = 0; k < size.circuits_per_length; ++k) {
      core::Random random({options.seed, domain, plan.depths.size(), 0});
      QGAUGE_CHECK(add_circuit(model, native_gate(coupling), depth, random, plan));
    }
  }
  return plan;
}

core::Result<std::vector<Figure>> estimate_xeb(const XebPlan& plan, const execution::Samples& samples) {
  QGAUGE_CHECK(check_samples(plan, samples));
  const auto fit = figures::fit_decay(points_of(plan, samples), 0.5);
  std::vector<Figure> figures;
  for (const auto& [name, scale] : {std::pair{process_name, 15.0 / 16}, std::pair{average_name, 3.0 / 4}}) {
    const std::string own(name);
    figures.push_back(
        with_subject(plan, fit ? decay_figure(own, scale, *fit)
                               : figures::missing_figure(own, figures::Origin::simulated, fit.error().message)));
  }
  return figures;
}

std::optional<double> exact_xeb_infidelity(const device::DeviceModel& model, const device::Coupling& coupling,
                                           const execution::Executor& executor) {
  std::vector<circuit::Circuit> cycles;
  for (std::uint64_t pair = 0; pair < axes * axes; ++pair) {
    circuit::Circuit cycle{2, {coupling.a, coupling.b}, {}};
    for (const circuit::Operation& part : pulse_about(pair % axes, 0)) cycle.operations.push_back(part);
    for (const circuit::Operation& part : pulse_about(pair / axes, 1)) cycle.operations.push_back(part);
    cycle.append_barrier();
    cycle.operations.push_back(native_gate(coupling));
    cycles.push_back(std::move(cycle));
  }
  return exact_process_infidelity(cycles, model, executor);
}

core::Result<Work> xeb_work(const Setting& setting) {
  Work work;
  for (const int index : usable_couplings(setting.model)) {
    work.experiments.push_back([&setting, index]() -> core::Result<Experiment> {
      const device::Coupling& coupling = setting.model.couplings[static_cast<std::size_t>(index)];
      QGAUGE_TRY(XebPlan plan, plan_xeb(setting.model, coupling, setting.options));
      Experiment experiment;
      experiment.name = name_of(plan.qubits);
      std::vector<circuit::Circuit> circuits = std::exchange(plan.batch.circuits, {});
      experiment.batch = plan.batch;
      experiment.batch.circuits = std::move(circuits);
      experiment.labels = {{"first", static_cast<double>(coupling.a)}, {"second", static_cast<double>(coupling.b)}};
      experiment.circuit_labels = {{"depth", {plan.depths.begin(), plan.depths.end()}}};
      for (std::size_t bits = 0; bits < dimension; ++bits) {
        CircuitLabel label{fmt::format("ideal_{}", bits), {}};
        for (const PairProbabilities& p : plan.probabilities) label.values.push_back(p[bits]);
        experiment.circuit_labels.push_back(std::move(label));
      }
      experiment.estimate = [plan = std::move(plan)](const execution::Samples& samples) {
        return estimate_xeb(plan, samples);
      };
      return experiment;
    });
  }
  work.summarise = [population = setting.population](FigureLists figures) {
    return with_means(std::move(figures), {std::string(process_name), std::string(average_name)}, population);
  };
  return work;
}

}  // namespace qgauge::protocols

// Randomized benchmarking of one pair alone: error per Clifford, and per C-NOT after the one-qubit pulses and the
// waiting are removed. Called by assess. Must not know what runs the circuits.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "protocols/rb.hpp"
#include "protocols/works.hpp"

namespace qgauge::protocols {

namespace {

using circuit::GateKind;

constexpr int dimension = 4;
constexpr std::string_view cnot_name = "rb.cnot_infidelity.isolated";
constexpr std::string_view clifford_name = "rb.error_per_clifford.isolated";
constexpr std::array classes{GateKind::id, GateKind::cx, GateKind::iswap, GateKind::swap};
constexpr std::array class_shares{0.05, 0.45, 0.45, 0.05};  // 576, 5184, 5184 and 576 of 11,520
constexpr double expected_pulses = 2;                       // a qubit and Clifford, for the choice of lengths only

using Uses = std::array<int, 4>;

/// Counted on the class's entangler alone, as the pair's gate makes it.
core::Result<Uses> uses_of_classes(const device::DeviceModel& model, const device::Coupling& coupling) {
  Uses uses{};
  for (std::size_t k = 1; k < classes.size(); ++k) {
    circuit::Circuit one{2, {coupling.a, coupling.b}, {}};
    one.append(classes[k], 0, 1);
    QGAUGE_TRY(const circuit::Circuit native, compiled(one, model));
    uses[k] = static_cast<int>(std::ranges::count_if(native.operations, is_entangler));
  }
  return uses;
}

/// Mean of a function of the native entanglers of a random Clifford.
double mean_over_classes(const Uses& uses, auto&& function) {
  double mean = 0;
  for (std::size_t k = 0; k < uses.size(); ++k) mean += class_shares[k] * function(uses[k]);
  return mean;
}

/// The decay lambda of one entangler for which the mean of lambda^uses is `decay`, by Newton's method from 1. The mean
/// rises and is convex for lambda > 0; where no such lambda reaches `decay`, nothing is left of the state.
double entangler_decay(const Uses& uses, double decay) {
  double lambda = 1;
  for (int k = 0; k < 50 && lambda > 0; ++k) {
    const double mean = mean_over_classes(uses, [&](int n) { return std::pow(lambda, n); });
    const double slope = mean_over_classes(uses, [&](int n) { return n == 0 ? 0 : n * std::pow(lambda, n - 1); });
    const double step = (decay - mean) / slope;
    lambda = std::max(0.0, lambda + step);
    if (std::abs(step) < 1e-15) break;
  }
  return lambda;
}

/// Depolarizing decay of a qubit's pulses and waiting in one Clifford.
double qubit_decay(const RbPlan& plan, std::size_t k, const OneQubitPart& part) {
  double decay = std::pow(1 - 2 * part.pulse_infidelity, plan.pulses_per_clifford[k]);
  if (part.coherence) decay *= 1 - 2 * core::coherence_limit({&*part.coherence, 1}, plan.idle_s_per_clifford[k]);
  return decay;
}

/// Of the 15 non-trivial Paulis of a pair 3 live on one qubit, 3 on the other, 9 on both (Gambetta et al., PRL 109,
/// 240504).
double local_decay(double a, double b) { return (a + b + 3 * a * b) / 5; }

struct PairDecay {
  double clifford;
  std::array<OneQubitPart, 2> parts;
};

/// C-NOT infidelity that is left of a Clifford's decay. Exact where all gates depolarize alike; its first order is the
/// common division of the error per Clifford by the mean number of entanglers, 1.5 of most kinds (Magesan et al., PRA
/// 85, 042311; Barends et al., Nature 508, 500).
double cnot_infidelity(const RbPlan& plan, const PairDecay& decay) {
  const double local = local_decay(qubit_decay(plan, 0, decay.parts[0]), qubit_decay(plan, 1, decay.parts[1]));
  const double native =
      core::average_infidelity_from_decay(entangler_decay(plan.uses_of_class, decay.clifford / local), dimension);
  return core::cnot_infidelity_from_native(native, plan.uses_per_cnot);
}

/// Propagates the independent standard errors of the decay and of both pulses, by central differences one sigma wide.
double cnot_sigma(const RbPlan& plan, const PairDecay& decay, double decay_sigma) {
  const auto half_change = [&](auto&& move) {
    PairDecay up = decay, down = decay;
    move(up, 1.0);
    move(down, -1.0);
    return (cnot_infidelity(plan, up) - cnot_infidelity(plan, down)) / 2;
  };
  double variance = std::pow(half_change([&](PairDecay& d, double sign) { d.clifford += sign * decay_sigma; }), 2);
  for (std::size_t k = 0; k < 2; ++k) {
    const double sigma = decay.parts[k].sigma;
    variance +=
        std::pow(half_change([&](PairDecay& d, double sign) { d.parts[k].pulse_infidelity += sign * sigma; }), 2);
  }
  return std::sqrt(variance);
}

std::vector<std::string> assumptions_of(const RbPlan& plan, std::span<const OneQubitPart> parts) {
  std::vector<std::string> out{
      "one-qubit pulses removed with the infidelity of each qubit's own pulse, as depolarizing"};
  bool waits = false, unknown = false;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    const bool waiting = plan.idle_s_per_clifford[k] > 0;
    waits |= waiting && parts[k].coherence.has_value();
    unknown |= waiting && !parts[k].coherence.has_value();
  }
  if (waits) out.push_back("waiting during the other qubit's pulses removed at the described T1 and T2");
  if (unknown) out.push_back("waiting of a qubit without T1 and T2 counted into the entangler");
  if (plan.uses_per_cnot > 1) out.push_back(fmt::format("one C-NOT taken as {} native gates", plan.uses_per_cnot));
  return out;
}

core::Status check_pulses(const device::DeviceModel& model, const device::Coupling& coupling) {
  for (const int qubit : {coupling.a, coupling.b}) {
    if (model.qubits[static_cast<std::size_t>(qubit)].gate) continue;
    return core::unusable(fmt::format("qubit {}", qubit), "no calibrated one-qubit gate", "an error and a duration");
  }
  return {};
}

core::Status check_gates(const device::DeviceModel& model, const device::Coupling& coupling) {
  if (!coupling.gate) {
    return core::unusable(fmt::format("coupling {}-{}", coupling.a, coupling.b), "no calibrated two-qubit gate",
                          "an error and a duration");
  }
  return check_pulses(model, coupling);
}

}  // namespace

core::Result<double> expected_decay_2q(const device::DeviceModel& model, const device::Coupling& coupling) {
  QGAUGE_CHECK(check_gates(model, coupling));
  QGAUGE_TRY(const Uses uses, uses_of_classes(model, coupling));
  const auto pulse = [&](int qubit) { return model.qubits[static_cast<std::size_t>(qubit)].gate->infidelity; };
  const double pulses = expected_pulses * (pulse(coupling.a) + pulse(coupling.b));
  const double entanglers = mean_over_classes(uses, [](int n) { return n; });
  const double infidelity = std::min(0.7, entanglers * coupling.gate->infidelity + pulses);
  return core::decay_from_average_infidelity(infidelity, dimension);
}

core::Result<RbPlan> plan_pair(const device::DeviceModel& model, const device::Coupling& coupling, const RbShape& shape,
                               const Options& options, const std::optional<circuit::Operation>& interleaved) {
  QGAUGE_CHECK(check_gates(model, coupling));
  QGAUGE_TRY(const Uses uses, uses_of_classes(model, coupling));
  QGAUGE_TRY(RbPlan plan, plan_sequences(clifford_sequences(two_qubit_cliffords(), interleaved), shape,
                                         {coupling.a, coupling.b}, model, options));
  plan.uses_of_class = uses;
  plan.gate = coupling.gate->name;
  plan.uses_per_cnot = circuit::spec_of(coupling.gate->kind).uses_per_cnot;
  return plan;
}

circuit::Operation cnot_like_gate(const device::Coupling& coupling) {
  const circuit::GateSpec& spec = circuit::spec_of(coupling.gate->kind);
  const std::uint32_t first = coupling.gate->first == coupling.a ? 0 : 1;
  if (spec.uses_per_cnot != 1) return {GateKind::cx, {first, 1 - first}, 0};
  return {spec.kind, {first, 1 - first}, spec.parameter ? std::numbers::pi / 2 : 0};
}

core::Result<RbPlan> plan_rb_2q(const device::DeviceModel& model, const device::Coupling& coupling,
                                const Options& options) {
  QGAUGE_TRY(const double decay, expected_decay_2q(model, coupling));
  return plan_pair(model, coupling, rb_shape("rb_2q", rb_size(options.effort, 2), decay, 2), options);
}

core::Result<std::vector<figures::Figure>> estimate_rb_2q(const RbPlan& plan, const execution::Samples& samples,
                                                          std::span<const OneQubitPart> one_qubit) {
  assert(one_qubit.size() == 2 && plan.qubits.size() == 2);
  QGAUGE_TRY(const std::vector<figures::DecayPoint> points, survivals(plan, samples));
  const core::Result<figures::DecayFit> found = fit_decay(plan, points);
  if (!found) return missing_figures(std::array{cnot_name, clifford_name}, plan, found.error());
  const figures::DecayFit& fit = *found;
  const PairDecay decay{fit.decay, {one_qubit[0], one_qubit[1]}};
  figures::Figure clifford = rb_figure(clifford_name, core::average_infidelity_from_decay(fit.decay, dimension),
                                       core::average_infidelity_from_decay(1 - fit.decay_sigma, dimension), plan, fit);
  figures::Figure cnot =
      rb_figure(cnot_name, cnot_infidelity(plan, decay), cnot_sigma(plan, decay, fit.decay_sigma), plan, fit);
  cnot.assumptions = assumptions_of(plan, one_qubit);
  return std::vector{std::move(cnot), std::move(clifford)};
}

core::Result<Work> rb_2q_work(const Setting& setting) {
  Work work;
  for (const int index : usable_couplings(setting.model)) {
    work.experiments.push_back([&setting, index]() -> core::Result<Experiment> {
      const device::Coupling& coupling = setting.model.couplings[static_cast<std::size_t>(index)];
      QGAUGE_TRY(RbPlan plan, plan_rb_2q(setting.model, coupling, setting.options));
      const std::array parts{one_qubit_part(setting, plan.qubits[0]), one_qubit_part(setting, plan.qubits[1])};
      return rb_experiment(std::move(plan), [parts](const RbPlan& own, const execution::Samples& samples) {
        return estimate_rb_2q(own, samples, parts);
      });
    });
  }
  work.summarise = [population = setting.population](FigureLists figures) {
    return with_means(std::move(figures), {std::string(cnot_name), std::string(clifford_name)}, population);
  };
  return work;
}

}  // namespace qgauge::protocols

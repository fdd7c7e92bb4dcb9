// Randomized benchmarking of one qubit alone: error per Clifford, and per physical pulse. Called by assess.
// Must not know what runs the circuits.
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "protocols/rb.hpp"
#include "protocols/works.hpp"

namespace qgauge::protocols {

namespace {

constexpr int dimension = 2;
constexpr std::string_view clifford_name = "rb.error_per_clifford_1q.isolated";
constexpr std::string_view pulse_name = "rb.one_qubit_infidelity.isolated";
/// 20 of the 24 Cliffords take one pulse beside virtual z rotations (McKay et al., PRA 96, 022330).
constexpr double expected_pulses = 20.0 / 24.0;

}  // namespace

core::Result<double> expected_decay_1q(const device::DeviceModel& model, int qubit) {
  const auto& gate = model.qubits[static_cast<std::size_t>(qubit)].gate;
  if (!gate) {
    return core::unusable(fmt::format("qubit {}", qubit), "no calibrated one-qubit gate", "an error and a duration");
  }
  return core::decay_from_average_infidelity(expected_pulses * gate->infidelity, dimension);
}

core::Result<RbPlan> plan_qubit(const device::DeviceModel& model, int qubit, const RbShape& shape,
                                const Options& options) {
  QGAUGE_TRY(RbPlan plan, plan_sequences(clifford_sequences(one_qubit_cliffords()), shape, {qubit}, model, options));
  plan.gate = "sx";
  return plan;
}

core::Result<RbPlan> plan_rb_1q(const device::DeviceModel& model, int qubit, const Options& options) {
  QGAUGE_TRY(const double decay, expected_decay_1q(model, qubit));
  return plan_qubit(model, qubit, rb_shape("rb_1q", rb_size(options.effort, 1), decay, 1), options);
}

core::Result<std::vector<figures::Figure>> estimate_rb_1q(const RbPlan& plan, const execution::Samples& samples) {
  QGAUGE_TRY(const std::vector<figures::DecayPoint> points, survivals(plan, samples));
  const core::Result<figures::DecayFit> found = fit_decay(plan, points);
  if (!found) return missing_figures(std::array{clifford_name, pulse_name}, plan, found.error());
  const figures::DecayFit& fit = *found;
  // A Clifford's pulses decay alike: p of a pulse is p^(1/pulses).
  const double share = 1 / plan.pulses_per_clifford[0];
  const double pulse_decay = std::pow(fit.decay, share);
  const double pulse_sigma = share * std::pow(fit.decay, share - 1) * fit.decay_sigma;
  figures::Figure clifford = rb_figure(clifford_name, core::average_infidelity_from_decay(fit.decay, dimension),
                                       core::average_infidelity_from_decay(1 - fit.decay_sigma, dimension), plan, fit);
  figures::Figure pulse = rb_figure(pulse_name, core::average_infidelity_from_decay(pulse_decay, dimension),
                                    core::average_infidelity_from_decay(1 - pulse_sigma, dimension), plan, fit);
  pulse.assumptions.push_back("every pulse of a Clifford has the same error; virtual z rotations have none");
  return std::vector{std::move(clifford), std::move(pulse)};
}

core::Result<Work> rb_1q_work(const Setting& setting) {
  Work work;
  for (const int qubit : usable_qubits(setting.model)) {
    work.experiments.push_back([&setting, qubit]() -> core::Result<Experiment> {
      QGAUGE_TRY(RbPlan plan, plan_rb_1q(setting.model, qubit, setting.options));
      return rb_experiment(std::move(plan), estimate_rb_1q);
    });
  }
  work.summarise = [population = setting.population](FigureLists figures) {
    return with_means(std::move(figures), {std::string(clifford_name), std::string(pulse_name)}, population);
  };
  return work;
}

}  // namespace qgauge::protocols

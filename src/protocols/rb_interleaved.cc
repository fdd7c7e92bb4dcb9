// Interleaved randomized benchmarking: see rb_interleaved.hpp. Called by assess.
// Must not know what runs the circuits.
#include "qgauge/protocols/rb_interleaved.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "protocols/combined.hpp"
#include "protocols/rb.hpp"
#include "protocols/works.hpp"

namespace qgauge::protocols {
namespace {

using figures::DecayFit;
using figures::Figure;

constexpr int dimension = 4;
constexpr std::string_view cnot_name = "rb_interleaved.cnot_infidelity";
constexpr std::string_view bound_name = "rb_interleaved.systematic_bound";
constexpr std::string_view method = "interleaved randomized benchmarking";

/// Half the Cliffords of a pair's benchmark in each of the two series.
RbSize interleaved_size(Effort effort) {
  RbSize size = rb_size(effort, 2);
  size.most_cliffords /= 2;
  return size;
}

execution::CircuitBatch together(RbPlan& reference, RbPlan& interleaved) {
  execution::CircuitBatch batch = std::exchange(reference.batch, {});
  std::ranges::move(interleaved.batch.circuits, std::back_inserter(batch.circuits));
  interleaved.batch = reference.batch = {{}, batch.shots, batch.seed, batch.domain, {}};
  return batch;
}

/// The samples of `count` circuits from `first` on.
execution::Samples part_of(const execution::Samples& samples, std::size_t first, std::size_t count) {
  const auto begin = samples.circuits.begin() + static_cast<std::ptrdiff_t>(first);
  return {{begin, begin + static_cast<std::ptrdiff_t>(count)}, {}, {}};
}

std::vector<Figure> missing(const InterleavedPlan& plan, const std::string& series, const core::Error& error) {
  core::Error said = error;
  said.message = series + ": " + said.message;
  std::vector<Figure> figures = missing_figures(std::array{cnot_name, bound_name}, plan.interleaved, said);
  for (Figure& figure : figures) figure.method = method;
  return figures;
}

Figure figure_of(const InterleavedPlan& plan, std::string_view name, double value, const CombinedError& error) {
  Figure figure =
      figures::sampled_figure(std::string(name), value, error.sigma, figures::Origin::simulated, std::string(method));
  figure.low = value - error.t_quantile * error.sigma;
  figure.high = value + error.t_quantile * error.sigma;
  figure.samples = plan.reference.batch.shots * (plan.reference.lengths.size() + plan.interleaved.lengths.size());
  figure.subject = figures::FigureSubject{plan.interleaved.qubits, plan.interleaved.gate};
  return figure;
}

VarianceShare share_of(double slope, const DecayFit& fit) {
  return {std::pow(slope * fit.decay_sigma, 2), static_cast<double>(fit.degrees_of_freedom)};
}

Figure cnot_figure(const InterleavedPlan& plan, const DecayFit& p, const DecayFit& p_c) {
  const double ratio = p_c.decay / p.decay;
  const double scale = core::average_infidelity_from_decay(0, dimension);
  const std::array shares{share_of(scale * ratio / p.decay, p), share_of(scale / p.decay, p_c)};
  Figure figure =
      figure_of(plan, cnot_name, core::average_infidelity_from_decay(ratio, dimension), combined_error(shares));
  figure.assumptions.push_back(fmt::format(
      "errors of gate and Cliffords that add up otherwise than depolarizing ones shift it by up to {:.2g} either way, "
      "which is no part of its interval",
      interleaved_bound(p.decay, p_c.decay, dimension)));
  if (plan.composite) {
    figure.assumptions.push_back("the C-NOT as compiled, with the one-qubit pulses that make it of the native gate");
  }
  return figure;
}

/// Slopes by central differences one standard deviation wide.
Figure bound_figure(const InterleavedPlan& plan, const DecayFit& p, const DecayFit& p_c) {
  const auto bound = [&](double up, double up_c) {
    return interleaved_bound(p.decay + up * p.decay_sigma, p_c.decay + up_c * p_c.decay_sigma, dimension);
  };
  const double of_p = (bound(1, 0) - bound(-1, 0)) / 2, of_p_c = (bound(0, 1) - bound(0, -1)) / 2;
  const std::array shares{VarianceShare{of_p * of_p, static_cast<double>(p.degrees_of_freedom)},
                          VarianceShare{of_p_c * of_p_c, static_cast<double>(p_c.degrees_of_freedom)}};
  return figure_of(plan, bound_name, bound(0, 0), combined_error(shares));
}

}  // namespace

double interleaved_bound(double p, double p_c, int d) {
  const double loss = std::max(0.0, 1 - p), squared = static_cast<double>(d) * d;
  const double first = (d - 1.0) / d * (std::abs(p - p_c / p) + loss);
  const double second = 2 * (squared - 1) * loss / (p * squared) + 4 * std::sqrt(loss) * std::sqrt(squared - 1) / p;
  return std::min(first, second);
}

core::Result<InterleavedPlan> plan_rb_interleaved(const device::DeviceModel& model, const device::Coupling& coupling,
                                                  const Options& options) {
  QGAUGE_TRY(const double decay, expected_decay_2q(model, coupling));
  const circuit::Operation gate = cnot_like_gate(coupling);
  const double own =
      core::cnot_infidelity_from_native(coupling.gate->infidelity, circuit::spec_of(coupling.gate->kind).uses_per_cnot);
  const double both = decay * core::decay_from_average_infidelity(std::min(own, 0.7), dimension);
  const RbSize size = interleaved_size(options.effort);
  QGAUGE_TRY(RbPlan reference,
             plan_pair(model, coupling, rb_shape("rb_interleaved reference", size, decay, 2), options));
  QGAUGE_TRY(RbPlan interleaved, plan_pair(model, coupling, rb_shape("rb_interleaved", size, both, 2), options, gate));
  execution::CircuitBatch batch = together(reference, interleaved);
  return InterleavedPlan{std::move(reference), std::move(interleaved), gate.gate != coupling.gate->kind,
                         std::move(batch)};
}

core::Result<std::vector<Figure>> estimate_rb_interleaved(const InterleavedPlan& plan,
                                                          const execution::Samples& samples) {
  const std::size_t first = plan.reference.lengths.size(), second = plan.interleaved.lengths.size();
  if (samples.circuits.size() != first + second) {
    return core::unusable("samples", fmt::format("{} circuits", samples.circuits.size()),
                          fmt::format("the {} of the plan", first + second), "use the counts of this plan's circuits");
  }
  QGAUGE_TRY(const auto reference, survivals(plan.reference, part_of(samples, 0, first)));
  QGAUGE_TRY(const auto interleaved, survivals(plan.interleaved, part_of(samples, first, second)));
  const auto p = fit_decay(plan.reference, reference), p_c = fit_decay(plan.interleaved, interleaved);
  if (!p) return missing(plan, "without the gate", p.error());
  if (!p_c) return missing(plan, "with the gate", p_c.error());
  return std::vector{cnot_figure(plan, *p, *p_c), bound_figure(plan, *p, *p_c)};
}

core::Result<Work> rb_interleaved_work(const Setting& setting) {
  Work work;
  for (const int index : usable_couplings(setting.model)) {
    work.experiments.push_back([&setting, index]() -> core::Result<Experiment> {
      const device::Coupling& coupling = setting.model.couplings[static_cast<std::size_t>(index)];
      QGAUGE_TRY(InterleavedPlan plan, plan_rb_interleaved(setting.model, coupling, setting.options));
      Experiment experiment;
      experiment.name = name_of(plan.interleaved.qubits);
      experiment.batch = std::exchange(plan.batch, {});
      experiment.labels = {{"first", static_cast<double>(coupling.a)}, {"second", static_cast<double>(coupling.b)}};
      CircuitLabel with_gate{"interleaved", std::vector<double>(plan.reference.lengths.size(), 0)};
      with_gate.values.resize(experiment.batch.circuits.size(), 1);
      CircuitLabel length{"length", {plan.reference.lengths.begin(), plan.reference.lengths.end()}};
      length.values.insert(length.values.end(), plan.interleaved.lengths.begin(), plan.interleaved.lengths.end());
      experiment.circuit_labels = {std::move(with_gate), std::move(length)};
      experiment.estimate = [plan = std::move(plan)](const execution::Samples& samples) {
        return estimate_rb_interleaved(plan, samples);
      };
      return experiment;
    });
  }
  work.summarise = [population = setting.population](FigureLists figures) {
    return with_means(std::move(figures), {std::string(cnot_name), std::string(bound_name)}, population);
  };
  return work;
}

}  // namespace qgauge::protocols

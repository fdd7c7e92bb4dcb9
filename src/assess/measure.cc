// Runs the protocols on every usable qubit and pair of a model and gathers figures, truths and raw samples.
// Called by the pipeline; knows no rule and no file.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "assess/aggregate.hpp"
#include "assess/internal.hpp"
#include "assess/parallel.hpp"
#include "qgauge/noise.hpp"
#include "qgauge/simulator.hpp"

namespace qgauge::assess {
namespace {

using device::DeviceModel;
using figures::Figure;

/// What one qubit or pair gave; of the plan what the raw samples need, because the circuits of a whole machine are
/// large.
struct Experiment {
  std::vector<int> qubits;
  std::vector<Figure> figures;
  std::vector<int> lengths;
  std::vector<std::uint64_t> expected;
  execution::Samples samples;
};

const Figure* find(const std::vector<Figure>& figures, std::string_view name) {
  const auto found = std::ranges::find(figures, name, &Figure::name);
  return found == figures.end() ? nullptr : &*found;
}

void set_truth(std::vector<Figure>& figures, std::string_view name, std::optional<double> truth,
               std::optional<double> reported) {
  for (Figure& figure : figures) {
    if (figure.name != name) continue;
    figure.truth = truth;
    figure.reported = reported;
  }
}

/// Beside a figure whose reported value is of more than the gate.
const std::string holds_pulses =
    "the reported value holds the one-qubit gates of its benchmark; value and truth are without them";

void assume(std::vector<Figure>& figures, std::string_view name, const std::string& what) {
  for (Figure& figure : figures) {
    if (figure.name == name) figure.assumptions.push_back(what);
  }
}

/// Where the samples show no decay, the figures are missing with that reason; other qubits and pairs go on.
std::vector<Figure> estimated(core::Result<std::vector<Figure>> figures, std::initializer_list<const char*> names,
                              const protocols::RbPlan& plan) {
  if (figures) return std::move(*figures);
  std::vector<Figure> missing;
  for (const char* name : names) {
    missing.push_back(figures::missing_figure(name, figures::Origin::simulated, figures.error().message));
    missing.back().subject = figures::FigureSubject{plan.qubits, plan.gate};
  }
  return missing;
}

core::Result<Experiment> benchmark_qubit(const DeviceModel& model, int qubit, const noise::NoiseModel& noise,
                                         const execution::Executor& executor, const Options& options) {
  const protocols::Options how{options.effort, options.seed};
  QGAUGE_TRY(protocols::RbPlan plan, protocols::plan_rb_1q(model, qubit, how));
  QGAUGE_TRY(execution::Samples samples, executor.run(plan.batch));
  std::vector<Figure> figures =
      estimated(protocols::estimate_rb_1q(plan, samples),
                {"rb.error_per_clifford_1q.isolated", "rb.one_qubit_infidelity.isolated"}, plan);
  set_truth(figures, "rb.error_per_clifford_1q.isolated",
            protocols::exact_error_per_clifford_1q(model, qubit, executor), std::nullopt);
  set_truth(figures, "rb.one_qubit_infidelity.isolated", noise::average_infidelity(noise.one_qubit(qubit)->channel),
            model.qubits[static_cast<std::size_t>(qubit)].gate->infidelity);
  return Experiment{{qubit}, std::move(figures), plan.lengths, plan.expected, std::move(samples)};
}

std::optional<core::Coherence> coherence_of(const device::ModelQubit& qubit) {
  if (!qubit.t1_s || !qubit.t2_s) return std::nullopt;
  return core::Coherence{*qubit.t1_s, *qubit.t2_s};
}

using PulseFigures = std::map<int, Figure>;

/// The pulse as benchmarked, or as reported where one-qubit RB was not asked for or gave nothing.
protocols::OneQubitPart one_qubit_part(const DeviceModel& model, int qubit, const PulseFigures& pulses) {
  const device::ModelQubit& described = model.qubits[static_cast<std::size_t>(qubit)];
  const auto measured = pulses.find(qubit);
  if (measured == pulses.end() || !measured->second.value)
    return {described.gate->infidelity, 0, coherence_of(described)};
  return {*measured->second.value, measured->second.uncertainty.sampling, coherence_of(described)};
}

core::Result<Experiment> benchmark_pair(const DeviceModel& model, const device::Coupling& coupling,
                                        const noise::NoiseModel& noise, const execution::Executor& executor,
                                        const PulseFigures& pulses, const Options& options) {
  const protocols::Options how{options.effort, options.seed};
  QGAUGE_TRY(protocols::RbPlan plan, protocols::plan_rb_2q(model, coupling, how));
  QGAUGE_TRY(execution::Samples samples, executor.run(plan.batch));
  const std::array parts{one_qubit_part(model, plan.qubits[0], pulses), one_qubit_part(model, plan.qubits[1], pulses)};
  std::vector<Figure> figures = estimated(protocols::estimate_rb_2q(plan, samples, parts),
                                          {"rb.error_per_clifford.isolated", "rb.cnot_infidelity.isolated"}, plan);
  set_truth(figures, "rb.error_per_clifford.isolated",
            protocols::exact_error_per_clifford_2q(model, coupling, executor), std::nullopt);
  device::TwoQubitGate modelled = *coupling.gate;
  modelled.infidelity = noise::average_infidelity(noise.two_qubit(modelled.first, modelled.second)->channel);
  set_truth(figures, "rb.cnot_infidelity.isolated", cnot_infidelity(modelled), cnot_infidelity(*coupling.gate));
  if (noise::pulses_in_figure(coupling.gate->metric) > 0) assume(figures, "rb.cnot_infidelity.isolated", holds_pulses);
  return Experiment{plan.qubits, std::move(figures), plan.lengths, plan.expected, std::move(samples)};
}

/// One row an outcome: register qubits, circuit, Cliffords, the ideal outcome, the outcome and how often it was seen.
store::Table rb_table(const std::string& protocol, const std::vector<Experiment>& experiments) {
  store::Table table{
      "/samples/" + protocol, {"first", "second", "circuit", "length", "expected", "outcome", "count"}, {}};
  table.values.resize(table.columns.size());
  const auto add_row = [&](std::initializer_list<double> row) {
    std::size_t column = 0;
    for (const double value : row) table.values[column++].push_back(value);
  };
  for (const Experiment& experiment : experiments) {
    const double first = experiment.qubits.front(), second = experiment.qubits.back();
    for (std::size_t c = 0; c < experiment.samples.circuits.size(); ++c) {
      for (const execution::Outcome& outcome : experiment.samples.circuits[c].outcomes) {
        add_row({first, second, static_cast<double>(c), static_cast<double>(experiment.lengths[c]),
                 static_cast<double>(experiment.expected[c]), static_cast<double>(outcome.bits), outcome.weight});
      }
    }
  }
  return table;
}

/// Qubits with a calibrated pulse; of an averages-only machine the representative.
std::vector<int> usable_qubits(const DeviceModel& model) {
  std::vector<int> qubits;
  for (std::size_t q = 0; q < model.qubits.size(); ++q) {
    if (model.qubits[q].operational && model.qubits[q].gate) qubits.push_back(static_cast<int>(q));
  }
  if (model.averages_only && !qubits.empty()) return {qubits.front()};
  return qubits;
}

/// Couplings with a calibrated gate between qubits with calibrated pulses; of an averages-only machine the
/// representative.
std::vector<int> usable_couplings(const DeviceModel& model) {
  std::vector<int> couplings;
  for (std::size_t c = 0; c < model.couplings.size(); ++c) {
    const device::Coupling& coupling = model.couplings[c];
    const auto pulsed = [&](int qubit) { return model.qubits[static_cast<std::size_t>(qubit)].gate.has_value(); };
    if (coupling.gate && pulsed(coupling.a) && pulsed(coupling.b)) couplings.push_back(static_cast<int>(c));
  }
  if (model.averages_only && !couplings.empty()) return {couplings.front()};
  return couplings;
}

/// The entries named `name` of the experiments that belong to the population.
std::vector<Figure> members(const std::vector<Experiment>& experiments, const std::string& name,
                            const std::set<int>& qubits) {
  std::vector<Figure> out;
  for (const Experiment& experiment : experiments) {
    if (!std::ranges::all_of(experiment.qubits, [&](int qubit) { return qubits.contains(qubit); })) continue;
    if (const Figure* figure = find(experiment.figures, name)) out.push_back(*figure);
  }
  return out;
}

std::vector<Figure> of_qubits(std::vector<Figure> figures, const std::set<int>& qubits) {
  std::erase_if(figures, [&](const Figure& figure) { return !qubits.contains(figure.subject->qubits[0]); });
  return figures;
}

/// The mean of a member of the figures, or nothing where one lacks it.
std::optional<double> mean_over(const std::vector<Figure>& figures, std::optional<double> Figure::*member) {
  std::vector<double> values;
  for (const Figure& figure : figures) {
    if (!(figure.*member)) return std::nullopt;
    values.push_back(*(figure.*member));
  }
  return mean_of(std::move(values));
}

/// The population mean of `name`, called `name`.mean, with the means of the truths and of the reported values beside
/// it. Members without a value count as unknown.
Figure mean_with_truth(const std::string& name, std::vector<Figure> figures, int unknown) {
  unknown += static_cast<int>(std::erase_if(figures, [](const Figure& figure) { return !figure.value; }));
  if (figures.empty()) {
    return figures::missing_figure(name + ".mean", figures::Origin::simulated, "nothing calibrated to simulate");
  }
  Figure mean = protocols::population_mean(name + ".mean", figures, unknown, 1.0);
  mean.truth = mean_over(figures, &Figure::truth);
  mean.reported = mean_over(figures, &Figure::reported);
  const auto holds = [](const Figure& figure) {
    return std::ranges::find(figure.assumptions, holds_pulses) != figure.assumptions.end();
  };
  const auto holding = std::ranges::count_if(figures, holds);
  if (holding > 0) mean.assumptions.push_back(fmt::format("of {} of {}: {}", holding, figures.size(), holds_pulses));
  return mean;
}

void collect(const std::vector<Experiment>& experiments, std::initializer_list<std::string> names,
             const std::set<int>& population, int unknown, Measured& measured) {
  for (const std::string& name : names)
    measured.figures.push_back(mean_with_truth(name, members(experiments, name, population), unknown));
  for (const Experiment& experiment : experiments) {
    measured.figures.insert(measured.figures.end(), experiment.figures.begin(), experiment.figures.end());
  }
}

struct Bench {
  const DeviceModel& model;
  const noise::NoiseModel& noise;
  const execution::Executor& executor;
  const Options& options;
  std::set<int> averaged;   ///< qubits whose one-qubit figures are averaged
  std::set<int> connected;  ///< qubits between which the figures of pairs are averaged
  Measured measured;

  bool asked(std::string_view protocol) const {
    return std::ranges::find(options.protocols, protocol) != options.protocols.end();
  }
  core::Result<PulseFigures> run_rb_1q();
  core::Status run_rb_2q(const PulseFigures& pulses);
  core::Status run_readout();
};

core::Result<PulseFigures> Bench::run_rb_1q() {
  PulseFigures pulses;
  if (!asked("rb_1q")) return pulses;
  const std::vector<int> qubits = usable_qubits(model);
  QGAUGE_TRY(auto experiments, run_jobs<Experiment>(qubits.size(), options, "rb_1q", [&](std::size_t i) {
               return benchmark_qubit(model, qubits[i], noise, executor, options);
             }));
  for (const Experiment& experiment : experiments) {
    pulses[experiment.qubits[0]] = *find(experiment.figures, "rb.one_qubit_infidelity.isolated");
  }
  collect(experiments, {"rb.error_per_clifford_1q.isolated", "rb.one_qubit_infidelity.isolated"}, averaged, 0,
          measured);
  measured.samples.push_back(rb_table("rb_1q", experiments));
  return pulses;
}

core::Status Bench::run_rb_2q(const PulseFigures& pulses) {
  if (!asked("rb_2q")) return {};
  const std::vector<int> couplings = usable_couplings(model);
  QGAUGE_TRY(auto experiments, run_jobs<Experiment>(couplings.size(), options, "rb_2q", [&](std::size_t i) {
               const device::Coupling& coupling = model.couplings[static_cast<std::size_t>(couplings[i])];
               return benchmark_pair(model, coupling, noise, executor, pulses, options);
             }));
  const Population population = cnot_population(model);
  collect(experiments, {"rb.cnot_infidelity.isolated", "rb.error_per_clifford.isolated"}, connected,
          population.unknown + static_cast<int>(population.joining.size()), measured);
  measured.samples.push_back(rb_table("rb_2q", experiments));
  return {};
}

std::vector<int> readable_qubits(const DeviceModel& model) {
  std::vector<int> qubits;
  for (const int qubit : usable_qubits(model)) {
    const device::ModelQubit& described = model.qubits[static_cast<std::size_t>(qubit)];
    if (described.p1_given_0 && described.p0_given_1) qubits.push_back(qubit);
  }
  return qubits;
}

core::Status Bench::run_readout() {
  if (!asked("readout")) return {};
  const std::vector<int> qubits = readable_qubits(model);
  QGAUGE_TRY(auto plan, protocols::plan_readout(model, qubits, {options.effort, options.seed}));
  QGAUGE_TRY(auto samples, run_jobs<execution::Samples>(plan.batches.size(), options, "readout",
                                                        [&](std::size_t i) { return executor.run(plan.batches[i]); }));
  std::vector<Figure> figures = protocols::estimate_readout(plan, samples);
  for (Figure& figure : figures) {
    const device::ModelQubit& qubit = model.qubits[static_cast<std::size_t>(figure.subject->qubits[0])];
    figure.reported = (*qubit.p1_given_0 + *qubit.p0_given_1) / 2;
  }
  measured.figures.push_back(mean_with_truth("readout.assignment_error", of_qubits(figures, averaged), 0));
  measured.figures.insert(measured.figures.end(), figures.begin(), figures.end());
  return {};
}

}  // namespace

core::Result<Measured> run_protocols(const DeviceModel& model, const noise::NoiseModel& noise, const Options& options) {
  const auto executor = simulator::density_matrix_executor(noise);
  const std::vector<int> averaged = averaged_qubits(model);
  Bench bench{model,
              noise,
              *executor,
              options,
              {averaged.begin(), averaged.end()},
              {model.connected.begin(), model.connected.end()},
              {}};
  if (model.averages_only && !model.couplings.empty()) bench.connected = {model.couplings[0].a, model.couplings[0].b};
  QGAUGE_TRY(const PulseFigures pulses, bench.run_rb_1q());
  QGAUGE_CHECK(bench.run_rb_2q(pulses));
  QGAUGE_CHECK(bench.run_readout());
  return std::move(bench.measured);
}

}  // namespace qgauge::assess

// Runs the protocols on a model and gathers figures, what the model's own channels say of them, and raw samples.
// Called by the pipeline; knows no rule and no file.

#include <algorithm>
#include <utility>

#include "assess/internal.hpp"
#include "assess/parallel.hpp"
#include "assess/truths.hpp"
#include "qgauge/protocols/experiment.hpp"
#include "qgauge/simulator.hpp"
#include "qgauge/simulator/machine.hpp"

namespace qgauge::assess {
namespace {

using figures::Figure;

/// What one experiment gave; of its circuits only what the raw samples need, because they are large.
struct Ran {
  std::vector<Figure> figures;
  std::vector<protocols::Label> labels;
  std::vector<protocols::CircuitLabel> circuit_labels;
  execution::Samples samples;
};

/// Where shots are not those of the whole machine, figures say so.
void add_approximation(const std::string& approximation, std::vector<Figure>& figures) {
  if (approximation.empty()) return;
  for (Figure& figure : figures) figure.method += figure.method.empty() ? approximation : "; " + approximation;
}

core::Result<Ran> run_experiment(const std::function<core::Result<protocols::Experiment>()>& plan,
                                 const execution::Executor& executor) {
  QGAUGE_TRY(protocols::Experiment experiment, plan());
  QGAUGE_TRY(execution::Samples samples, executor.run(experiment.batch));
  QGAUGE_TRY(std::vector<Figure> figures, experiment.estimate(samples));
  add_approximation(samples.approximation, figures);
  return Ran{std::move(figures), std::move(experiment.labels), std::move(experiment.circuit_labels),
             std::move(samples)};
}

/// Rows of one experiment: its labels, the circuit and its labels, the question where there are any, the outcome and
/// how often it was seen.
class SampleTable {
 public:
  SampleTable(const std::string& protocol, const Ran& first) : asked_(!first.samples.answers.empty()) {
    table_.path = "/samples/" + protocol;
    for (const protocols::Label& label : first.labels) table_.columns.push_back(label.name);
    table_.columns.push_back("circuit");
    for (const protocols::CircuitLabel& label : first.circuit_labels) table_.columns.push_back(label.name);
    if (asked_) table_.columns.push_back("question");
    table_.columns.insert(table_.columns.end(), {"outcome", "count"});
    table_.values.resize(table_.columns.size());
  }

  void add(const Ran& ran) {
    for (std::size_t c = 0; c < ran.samples.circuits.size(); ++c) {
      if (!asked_) add(ran, c, 0, ran.samples.circuits[c]);
      if (!asked_) continue;
      for (std::size_t k = 0; k < ran.samples.answers[c].size(); ++k) add(ran, c, k, ran.samples.answers[c][k]);
    }
  }
  store::Table take() { return std::move(table_); }

 private:
  void add(const Ran& ran, std::size_t circuit, std::size_t question, const execution::CircuitSamples& samples) {
    for (const execution::Outcome& outcome : samples.outcomes) {
      std::size_t column = 0;
      const auto put = [&](double value) { table_.values[column++].push_back(value); };
      for (const protocols::Label& label : ran.labels) put(label.value);
      put(static_cast<double>(circuit));
      for (const protocols::CircuitLabel& label : ran.circuit_labels) put(label.values[circuit]);
      if (asked_) put(static_cast<double>(question));
      put(static_cast<double>(outcome.bits));
      put(outcome.weight);
    }
  }

  store::Table table_;
  bool asked_;
};

store::Table table_of(const std::string& protocol, const std::vector<Ran>& experiments) {
  SampleTable table(protocol, experiments.front());
  for (const Ran& experiment : experiments) table.add(experiment);
  return table.take();
}

/// The machine that protocols run on, and what they found so far.
struct Bench {
  const noise::NoiseModel& noise;
  const execution::Executor& executor;
  const Options& options;
  protocols::Setting setting;
  Measured measured;

  core::Status run(const protocols::ProtocolSpec& protocol);
};

core::Status Bench::run(const protocols::ProtocolSpec& protocol) {
  QGAUGE_TRY(const protocols::Work work, protocol.work(setting));
  QGAUGE_TRY(auto experiments, run_jobs<Ran>(work.experiments.size(), options, protocol.name, [&](std::size_t i) {
               auto ran = run_experiment(work.experiments[i], executor);
               if (ran) add_truths(setting.model, noise, executor, options.effort, ran->figures);
               return ran;
             }));
  protocols::FigureLists figures;
  for (Ran& experiment : experiments) figures.push_back(std::move(experiment.figures));
  std::vector<Figure> summary = work.summarise(std::move(figures));
  setting.known.insert(setting.known.end(), summary.begin(), summary.end());
  measured.figures.insert(measured.figures.end(), std::make_move_iterator(summary.begin()),
                          std::make_move_iterator(summary.end()));
  if (!experiments.empty()) measured.samples.push_back(table_of(std::string(protocol.name), experiments));
  return {};
}

/// A protocol that a machine lacks something for is an error only where it was named.
void leave_out(const protocols::ProtocolSpec& protocol, const core::Error& why, Measured& measured) {
  measured.findings.push_back({"protocol_left_out", std::string(protocol.name), why.message});
}

}  // namespace

protocols::Population averaged_population(const device::DeviceModel& model) {
  const std::vector<int> averaged = averaged_qubits(model);
  const Population pairs = cnot_population(model);
  protocols::Population population{{averaged.begin(), averaged.end()},
                                   {model.connected.begin(), model.connected.end()},
                                   pairs.unknown + static_cast<int>(pairs.joining.size())};
  if (model.averages_only && !model.couplings.empty()) {
    population.connected = {model.couplings[0].a, model.couplings[0].b};
  }
  return population;
}

bool is_asked(const protocols::ProtocolSpec& protocol, const Options& options) {
  if (!options.protocols.empty()) {
    return std::ranges::find(options.protocols, protocol.name) != options.protocols.end();
  }
  return protocol.assessed_from && *protocol.assessed_from <= options.effort;
}

core::Result<Measured> run_protocols(const device::DeviceModel& model, const noise::NoiseModel& noise,
                                     const std::vector<device::PublishedFigure>& published, const Options& options) {
  const auto executor = simulator::machine_executor(noise);
  const auto ideal = simulator::ideal_executor(simulator::Precision::single_precision);
  Bench bench{noise,
              *executor,
              options,
              {model,
               {options.effort, options.seed, options.chain_lengths, options.widths},
               averaged_population(model),
               *ideal,
               {},
               published},
              {}};
  for (const protocols::ProtocolSpec& protocol : protocols::protocol_list()) {
    if (!is_asked(protocol, options)) continue;
    core::Status done = bench.run(protocol);
    if (!done && options.protocols.empty() && done.error().code == core::ErrorCode::unusable_input) {
      leave_out(protocol, done.error(), bench.measured);
      continue;
    }
    QGAUGE_CHECK(std::move(done));
  }
  return std::move(bench.measured);
}

}  // namespace qgauge::assess

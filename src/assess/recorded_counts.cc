// Plans of protocols for real hardware, and figures of the counts that come back. Called by cli; does no I/O.
// Must not know what file a circuit or a count is in.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "assess/internal.hpp"
#include "qgauge/assess/recorded.hpp"
#include "qgauge/protocols/experiment.hpp"
#include "qgauge/simulator.hpp"

namespace qgauge::assess {
namespace {

using execution::RecordedCircuit;
using figures::Figure;
using protocols::Experiment;

core::Result<const protocols::ProtocolSpec*> find_protocol(std::string_view name) {
  const auto list = protocols::protocol_list();
  const auto found = std::ranges::find(list, name, &protocols::ProtocolSpec::name);
  if (found != list.end()) return &*found;
  return core::failure(core::ErrorCode::wrong_usage, "PROTOCOL",
                       fmt::format("found {}, expected a name of `qgauge protocols`", name));
}

/// A protocol on a machine, with what it refers to.
struct Planned {
  std::unique_ptr<device::DeviceModel> model;
  std::unique_ptr<execution::Executor> ideal;
  std::unique_ptr<protocols::Setting> setting;
  protocols::Work work;
};

core::Result<Planned> planned(const device::DeviceDescription& description, std::string_view protocol,
                              const Options& options) {
  QGAUGE_TRY(const protocols::ProtocolSpec* const spec, find_protocol(protocol));
  QGAUGE_TRY(device::DeviceModel model, device::validate(description));
  Planned out;
  out.model = std::make_unique<device::DeviceModel>(std::move(model));
  if (out.model->paradigm != device::Paradigm::gate_model || out.model->qubits.empty())
    return core::unusable(description.name, "no gate-model machine", "one, to plan circuits for");
  out.ideal = simulator::ideal_executor(simulator::Precision::single_precision);
  out.setting = std::make_unique<protocols::Setting>(
      protocols::Setting{*out.model,
                         {options.effort, options.seed, options.chain_lengths, options.widths},
                         averaged_population(*out.model),
                         *out.ideal,
                         {},
                         description.published});
  QGAUGE_TRY(out.work, spec->work(*out.setting));
  if (out.work.experiments.empty()) {
    return core::unusable(std::string(protocol), "a protocol without circuits", "one that runs on a machine",
                          "`qgauge measure` gives its figures");
  }
  return out;
}

std::string name_of(const Experiment& experiment, std::size_t circuit) {
  return fmt::format("{}-{:05}", experiment.name, circuit);
}

std::vector<execution::WantedCircuit> wanted_of(const Experiment& experiment) {
  std::vector<execution::WantedCircuit> wanted;
  for (std::size_t c = 0; c < experiment.batch.circuits.size(); ++c)
    wanted.push_back({name_of(experiment, c), static_cast<std::size_t>(experiment.batch.circuits[c].qubits)});
  return wanted;
}

/// Every circuit of the plan was recorded, and nothing else.
core::Status check_complete(const protocols::Work& work, const execution::RecordedCounts& counts) {
  std::vector<execution::WantedCircuit> all;
  for (const auto& plan_experiment : work.experiments) {
    QGAUGE_TRY(const Experiment experiment, plan_experiment());
    std::ranges::move(wanted_of(experiment), std::back_inserter(all));
  }
  const auto matched = execution::match(counts, all);
  if (!matched) return std::unexpected(matched.error());
  return {};
}

/// Circuits with questions are answered, the others handed over whole, as executors do.
execution::Samples samples_of(const Experiment& experiment, const execution::RecordedCounts& counts) {
  execution::Samples samples;
  const auto& questions = experiment.batch.questions;
  samples.circuits.resize(experiment.batch.circuits.size());
  samples.answers.resize(questions.size());
  for (std::size_t c = 0; c < samples.circuits.size(); ++c) {
    const RecordedCircuit& recorded = *execution::find_circuit(counts, name_of(experiment, c));
    if (c < questions.size() && !questions[c].empty()) {
      for (const execution::Question& question : questions[c])
        samples.answers[c].push_back(execution::answer(recorded, question));
    } else {
      samples.circuits[c] = execution::samples_of(recorded);
    }
  }
  return samples;
}

double shots_of(const execution::Samples& samples) {
  double shots = 0;
  for (const execution::CircuitSamples& circuit : samples.circuits) shots += circuit.shots;
  for (const auto& answers : samples.answers) {
    if (!answers.empty()) shots += answers.front().shots;
  }
  return shots;
}

/// Estimators count the planned shots; the recorded ones may be others.
void count_recorded(const Experiment& experiment, const execution::Samples& samples, std::vector<Figure>& figures) {
  const auto planned = static_cast<double>(experiment.batch.shots * experiment.batch.circuits.size());
  const double recorded = shots_of(samples), share = planned > 0 ? recorded / planned : 1;
  for (Figure& figure : figures) {
    if (static_cast<double>(figure.samples) == recorded) continue;  // this estimator has counted
    figure.samples = static_cast<std::uint64_t>(std::llround(static_cast<double>(figure.samples) * share));
  }
}

core::Result<std::vector<Figure>> figures_of(const protocols::Work& work, const execution::RecordedCounts& counts) {
  protocols::FigureLists lists;
  for (const auto& plan_experiment : work.experiments) {
    QGAUGE_TRY(const Experiment experiment, plan_experiment());
    const execution::Samples samples = samples_of(experiment, counts);
    QGAUGE_TRY(std::vector<Figure> figures, experiment.estimate(samples));
    count_recorded(experiment, samples, figures);
    lists.push_back(std::move(figures));
  }
  std::vector<Figure> figures = work.summarise(std::move(lists));
  for (Figure& figure : figures)
    if (figure.origin == figures::Origin::simulated) figure.origin = figures::Origin::measured;
  return figures;
}

}  // namespace

core::Status plan(const device::DeviceDescription& description, std::string_view protocol, const Options& options,
                  const TakeCircuit& take) {
  QGAUGE_TRY(const Planned planned_work, planned(description, protocol, options));
  for (const auto& plan_experiment : planned_work.work.experiments) {
    QGAUGE_TRY(Experiment experiment, plan_experiment());
    for (std::size_t c = 0; c < experiment.batch.circuits.size(); ++c)
      QGAUGE_CHECK(take({name_of(experiment, c), std::move(experiment.batch.circuits[c]), experiment.batch.shots}));
  }
  return {};
}

core::Result<report::Report> estimate_counts(const device::DeviceDescription& description, std::string_view protocol,
                                             const execution::RecordedCounts& counts, const Options& options) {
  QGAUGE_TRY(report::Report report, describe(description, options));
  QGAUGE_TRY(const Planned planned_work, planned(description, protocol, options));
  QGAUGE_CHECK(check_complete(planned_work.work, counts));
  QGAUGE_TRY(std::vector<Figure> measured, figures_of(planned_work.work, counts));
  replace_reported(measured, report.figures);
  std::ranges::move(measured, std::back_inserter(report.figures));
  return report;
}

}  // namespace qgauge::assess

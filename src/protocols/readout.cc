// Readout of each qubit alone: prepare |0> and |1>, read once a shot, count the wrong answers. Called by assess.
// Must not know what runs the circuits.
#include <cmath>

#include <fmt/format.h>

#include "protocols/rb.hpp"
#include "protocols/works.hpp"

namespace qgauge::protocols {

namespace {

std::uint64_t shots_of(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return 2'048;
    case Effort::standard:
      return 8'192;
    case Effort::thorough:
      return 65'536;
  }
  return 0;
}

circuit::Circuit preparation(int qubit, bool one) {
  circuit::Circuit out{1, {qubit}, {}};
  if (one) out.append(circuit::GateKind::x, 0);
  out.measure_all();
  return out;
}

/// Half a success and half a failure added, so that no error seen does not claim certainty.
double shrunk_variance(double errors, double shots) {
  const double p = (errors + 0.5) / (shots + 1);
  return p * (1 - p) / shots;
}

/// (P(1|0) + P(0|1))/2. The wrong answers of both preparations, equally many shots, are pooled: for unequal
/// probabilities their sum lies closer to its mean than a binomial of the mean probability (Hoeffding, Ann. Math.
/// Statist. 27, 713, 1956), so Clopper and Pearson's interval for the pooled count still covers.
figures::Figure assignment_error(int qubit, const execution::Samples& samples) {
  const execution::CircuitSamples& zero = samples.circuits[0];
  const execution::CircuitSamples& one = samples.circuits[1];
  const double wrong_zero = execution::weight_of(zero, 1), wrong_one = execution::weight_of(one, 0);
  const double shots = zero.shots;
  figures::Figure figure = figures::sampled_figure(
      "readout.assignment_error", (wrong_zero + wrong_one) / (2 * shots),
      std::sqrt(shrunk_variance(wrong_zero, shots) + shrunk_variance(wrong_one, shots)) / 2, figures::Origin::simulated,
      "prepared |0> and |1> read once; Clopper-Pearson interval of the pooled errors");
  const auto wrong = static_cast<std::uint64_t>(std::llround(wrong_zero + wrong_one));
  const auto total = static_cast<std::uint64_t>(std::llround(2 * shots));
  const figures::Interval interval = figures::clopper_pearson(wrong, total, figure.level);
  figure.low = interval.low;
  figure.high = interval.high;
  figure.samples = total;
  figure.subject = figures::FigureSubject{{qubit}, "measure"};
  figure.assumptions.push_back("the error of the preparing pulse counts as readout");
  return figure;
}

bool complete(const execution::Samples& samples) {
  return samples.circuits.size() == 2 && samples.circuits[0].shots > 0 &&
         samples.circuits[0].shots == samples.circuits[1].shots;
}

}  // namespace

core::Result<ReadoutPlan> plan_readout(const device::DeviceModel& model, std::span<const int> qubits,
                                       const Options& options) {
  ReadoutPlan plan;
  for (const int qubit : qubits) {
    execution::CircuitBatch batch{{}, shots_of(options.effort), options.seed, core::domain_of("readout", {&qubit, 1})};
    for (const bool one : {false, true}) {
      QGAUGE_TRY(circuit::Circuit native, compiled(preparation(qubit, one), model));
      batch.circuits.push_back(std::move(native));
    }
    plan.qubits.push_back(qubit);
    plan.batches.push_back(std::move(batch));
  }
  return plan;
}

std::vector<figures::Figure> estimate_readout(const ReadoutPlan& plan, std::span<const execution::Samples> samples) {
  std::vector<figures::Figure> out;
  for (std::size_t i = 0; i < plan.qubits.size(); ++i) {
    if (i < samples.size() && complete(samples[i])) {
      out.push_back(assignment_error(plan.qubits[i], samples[i]));
      continue;
    }
    figures::Figure missing = figures::missing_figure("readout.assignment_error", figures::Origin::simulated,
                                                      "no equal numbers of shots of both preparations");
    missing.subject = figures::FigureSubject{{plan.qubits[i]}, "measure"};
    out.push_back(std::move(missing));
  }
  return out;
}

core::Result<Work> readout_work(const Setting& setting) {
  Work work;
  for (const int qubit : readable_qubits(setting.model)) {
    work.experiments.push_back([&setting, qubit]() -> core::Result<Experiment> {
      QGAUGE_TRY(ReadoutPlan plan, plan_readout(setting.model, {&qubit, 1}, setting.options));
      Experiment experiment{.name = fmt::format("q{}", qubit),
                            .batch = std::move(plan.batches.front()),
                            .labels = {{"qubit", static_cast<double>(qubit)}},
                            .circuit_labels = {{"prepared", {0, 1}}},
                            .estimate = {}};
      plan.batches.clear();
      experiment.estimate = [plan](const execution::Samples& samples) -> core::Result<std::vector<figures::Figure>> {
        return estimate_readout(plan, {&samples, 1});
      };
      return experiment;
    });
  }
  work.summarise = [population = setting.population](FigureLists figures) {
    return with_means(std::move(figures), {"readout.assignment_error"}, population);
  };
  return work;
}

}  // namespace qgauge::protocols

// T1, Hahn echo and Ramsey of every qubit, and their medians. See qgauge/protocols/coherence.hpp.
// Must not know what runs the circuits.
#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "protocols/coherence/coherence.hpp"
#include "protocols/works.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;

constexpr int bootstrap_draws = 2000;

double median_of(std::vector<double> values) {
  const std::size_t middle = values.size() / 2;
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(middle));
  const double upper = values[middle];
  if (values.size() % 2 == 1) return upper;
  return (upper + *std::max_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(middle))) / 2;
}

/// Medians of redrawn estimates, ascending.
std::vector<double> redrawn_medians(const std::vector<Figure>& members) {
  std::vector<double> medians, drawn(members.size());
  for (std::uint64_t r = 0; r < bootstrap_draws; ++r) {
    core::Random random({0, core::domain_of("population median"), 0, r});
    for (std::size_t k = 0; k < members.size(); ++k) {
      drawn[k] = *members[k].value + members[k].uncertainty.sampling * random.normal();
    }
    medians.push_back(median_of(drawn));
  }
  std::ranges::sort(medians);
  return medians;
}

/// Of what stands beside the values; empty where a member has none.
std::optional<double> median_over(const std::vector<Figure>& members, std::optional<double> Figure::*beside) {
  std::vector<double> values;
  for (const Figure& figure : members) {
    if (!(figure.*beside)) return std::nullopt;
    values.push_back(*(figure.*beside));
  }
  return median_of(std::move(values));
}

core::Result<Experiment> coherence_experiment(const Setting& setting, CoherenceKind kind, int qubit) {
  QGAUGE_TRY(CoherencePlan plan, plan_coherence(kind, setting.model, qubit, setting.options));
  Experiment experiment{.name = fmt::format("q{}", qubit),
                        .batch = std::move(plan.batch),
                        .labels = {{"qubit", static_cast<double>(qubit)}},
                        .circuit_labels = {},
                        .estimate = {}};
  plan.batch = {{}, experiment.batch.shots, experiment.batch.seed, experiment.batch.domain, {}};
  const std::size_t each = experiment.batch.circuits.size() / plan.delays_s.size();
  CircuitLabel delays{"delay_s", {}};
  for (std::size_t c = 0; c < experiment.batch.circuits.size(); ++c) delays.values.push_back(plan.delays_s[c / each]);
  experiment.circuit_labels.push_back(std::move(delays));
  experiment.estimate = [plan = std::move(plan)](const execution::Samples& samples) {
    return estimate_coherence(plan, samples);
  };
  return experiment;
}

std::vector<Figure> with_median(const std::string& name, const std::set<int>& working, FigureLists lists) {
  const std::vector<Figure> all = joined(std::move(lists));
  std::vector<Figure> members;
  std::ranges::copy_if(all, std::back_inserter(members),
                       [&](const Figure& figure) { return working.contains(figure.subject->qubits.front()); });
  std::vector<Figure> out{population_median(name, members)};
  out.insert(out.end(), all.begin(), all.end());
  return out;
}

core::Result<Work> coherence_work(const Setting& setting, CoherenceKind kind) {
  Work work;
  for (const int qubit : readable_qubits(setting.model)) {
    const device::ModelQubit& described = setting.model.qubits[static_cast<std::size_t>(qubit)];
    if (!(kind == CoherenceKind::t1 ? described.t1_s : described.t2_s)) continue;
    work.experiments.push_back([&setting, kind, qubit] { return coherence_experiment(setting, kind, qubit); });
  }
  if (work.experiments.empty()) {
    return core::unusable(setting.model.name, "no qubit with a pulse, readout errors and a coherence time",
                          "T1 and T2 in the description", "use a description that holds them");
  }
  work.summarise = [kind, working = setting.population.qubits](FigureLists lists) {
    return with_median(std::string(figure_name(kind)), working, std::move(lists));
  };
  return work;
}

}  // namespace

Figure population_median(const std::string& name, std::span<const Figure> figures) {
  std::vector<Figure> members;
  std::ranges::copy_if(figures, std::back_inserter(members),
                       [](const Figure& figure) { return figure.value.has_value(); });
  if (members.empty()) {
    return figures::missing_figure(name + ".median", figures::Origin::simulated, "no qubit shows a decay");
  }
  std::vector<double> values;
  for (const Figure& figure : members) values.push_back(*figure.value);
  const std::vector<double> medians = redrawn_medians(members);
  Figure out = members.front();
  out.name = name + ".median";
  out.subject.reset();
  out.value = median_of(std::move(values));
  out.low = medians[static_cast<std::size_t>(bootstrap_draws * (1 - out.level) / 2)];
  out.high = medians[static_cast<std::size_t>(bootstrap_draws * (1 + out.level) / 2) - 1];
  out.uncertainty.sampling = (*out.high - *out.low) / 2 / figures::normal_quantile_two_sided(out.level);
  out.reported = median_over(members, &Figure::reported);
  out.truth = median_over(members, &Figure::truth);
  out.samples = 0;
  for (const Figure& figure : members) out.samples += figure.samples;
  return out;
}

core::Result<Work> t1_work(const Setting& setting) { return coherence_work(setting, CoherenceKind::t1); }
core::Result<Work> t2_echo_work(const Setting& setting) { return coherence_work(setting, CoherenceKind::t2_echo); }
core::Result<Work> ramsey_work(const Setting& setting) { return coherence_work(setting, CoherenceKind::ramsey); }

}  // namespace qgauge::protocols

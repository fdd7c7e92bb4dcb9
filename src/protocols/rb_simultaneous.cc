// Simultaneous randomized benchmarking: see rb_simultaneous.hpp. The estimates are those of qubits and pairs alone.
// Must not know what runs the circuits.
#include "qgauge/protocols/rb_simultaneous.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "protocols/rb.hpp"
#include "protocols/wide.hpp"
#include "protocols/works.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;

/// Smaller than of a qubit or a pair alone: a circuit is as wide as the machine, and no part may be tabulated.
RbSize simultaneous_size(Effort effort, int qubits) {
  const std::int64_t cheaper = qubits == 1 ? 2 : 1;
  switch (effort) {
    case Effort::quick:
      return {5, 4, 512, 600 * cheaper};
    case Effort::standard:
      return {6, 8, 1024, 2'000 * cheaper};
    case Effort::thorough:
      return {8, 24, 2048, 24'000 * cheaper};
  }
  std::unreachable();
}

template <class T>
T median(std::vector<T> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

/// Puts the circuits of equally many parts side by side. Shots are those of the median part: readout of a few poor
/// qubits costs their own figures precision, not everybody time.
SimultaneousPlan joined_plan(std::vector<RbPlan> parts, std::string_view protocol, const Options& options) {
  std::vector<std::uint64_t> shots;
  std::vector<int> subject;
  for (const RbPlan& part : parts) {
    shots.push_back(part.batch.shots);
    subject.insert(subject.end(), part.qubits.begin(), part.qubits.end());
  }
  SimultaneousPlan plan{{}, {{}, median(shots), options.seed, core::domain_of(protocol, subject), {}}};
  const std::size_t count = parts.front().batch.circuits.size();
  for (std::size_t c = 0; c < count; ++c) {
    std::vector<circuit::Circuit> beside;
    for (RbPlan& part : parts) beside.push_back(std::exchange(part.batch.circuits[c], {}));
    plan.batch.questions.push_back(question_of_each(beside));
    plan.batch.circuits.push_back(side_by_side(beside));
  }
  for (RbPlan& part : parts) {
    part.batch.circuits.clear();
    part.batch.shots = plan.batch.shots;
  }
  plan.parts = std::move(parts);
  return plan;
}

/// `decay_of` and `plan_of` of each of `members`; lengths by the median decay.
core::Result<SimultaneousPlan> plan_together(std::span<const int> members, std::string_view protocol, int qubits,
                                             const Options& options, auto&& decay_of, auto&& plan_of) {
  assert(!members.empty());
  std::vector<double> decays;
  for (const int member : members) {
    QGAUGE_TRY(const double decay, decay_of(member));
    decays.push_back(decay);
  }
  const RbShape shape = rb_shape(protocol, simultaneous_size(options.effort, qubits), median(decays), qubits);
  std::vector<RbPlan> parts;
  for (const int member : members) {
    QGAUGE_TRY(RbPlan part, plan_of(member, shape));
    parts.push_back(std::move(part));
  }
  return joined_plan(std::move(parts), protocol, options);
}

/// The answers to one question as samples of the part's own circuits.
execution::Samples samples_of(const execution::Samples& all, std::size_t part) {
  execution::Samples own;
  for (const auto& answers : all.answers) own.circuits.push_back(answers[part]);
  return own;
}

void rename(Figure& figure, std::size_t parts) {
  constexpr std::string_view alone = ".isolated";
  assert(figure.name.ends_with(alone));
  figure.name.replace(figure.name.size() - alone.size(), alone.size(), ".simultaneous");
  figure.method += fmt::format(", {} at once", parts);
}

/// Couplings that are benchmarked: of a machine of averages all, because pairs at once are more than a representative.
std::vector<int> benchmarked_couplings(const device::DeviceModel& model) {
  std::vector<int> couplings = usable_couplings(model);
  if (!model.averages_only || couplings.empty()) return couplings;
  couplings.resize(model.couplings.size());
  std::iota(couplings.begin(), couplings.end(), 0);
  std::erase_if(couplings, [&](int c) { return !model.couplings[static_cast<std::size_t>(c)].gate; });
  return couplings;
}

/// Classes of couplings that run together; of a machine of averages one says all.
std::vector<std::vector<int>> benchmarked_matchings(const device::DeviceModel& model) {
  std::vector<std::vector<int>> classes = matchings(model, benchmarked_couplings(model));
  if (model.averages_only && !classes.empty()) classes.resize(1);
  return classes;
}

std::vector<int> benchmarked_qubits(const device::DeviceModel& model) {
  std::vector<int> qubits = usable_qubits(model);
  if (!model.averages_only || qubits.empty()) return qubits;
  qubits.resize(model.qubits.size());
  std::iota(qubits.begin(), qubits.end(), 0);
  std::erase_if(qubits, [&](int q) { return !model.qubits[static_cast<std::size_t>(q)].gate; });
  return qubits;
}

Experiment experiment_of(SimultaneousPlan plan, std::string name, const Setting& setting) {
  Experiment experiment;
  experiment.name = std::move(name);
  experiment.batch = std::exchange(plan.batch, {});
  experiment.labels = {{"parts", static_cast<double>(plan.parts.size())},
                       {"part_qubits", static_cast<double>(plan.parts.front().qubits.size())}};
  experiment.circuit_labels = {{"length", {plan.parts.front().lengths.begin(), plan.parts.front().lengths.end()}}};
  experiment.estimate = [plan = std::move(plan), &setting](const execution::Samples& samples) {
    return estimate_rb_simultaneous(plan, samples, [&](int qubit) { return one_qubit_part(setting, qubit); });
  };
  return experiment;
}

/// Where all pairs of a machine of averages are benchmarked, all of them are its population.
Population population_of(const Setting& setting) {
  Population population = setting.population;
  if (!setting.model.averages_only) return population;
  for (const int qubit : benchmarked_qubits(setting.model)) {
    population.qubits.insert(qubit);
    population.connected.insert(qubit);
  }
  return population;
}

}  // namespace

core::Result<SimultaneousPlan> plan_rb_simultaneous_2q(const device::DeviceModel& model, std::span<const int> couplings,
                                                       const Options& options) {
  const auto coupling = [&](int index) -> const device::Coupling& {
    return model.couplings[static_cast<std::size_t>(index)];
  };
  return plan_together(
      couplings, "rb_simultaneous_2q", 2, options, [&](int c) { return expected_decay_2q(model, coupling(c)); },
      [&](int c, const RbShape& shape) { return plan_pair(model, coupling(c), shape, options); });
}

core::Result<SimultaneousPlan> plan_rb_simultaneous_1q(const device::DeviceModel& model, std::span<const int> qubits,
                                                       const Options& options) {
  return plan_together(
      qubits, "rb_simultaneous_1q", 1, options, [&](int q) { return expected_decay_1q(model, q); },
      [&](int q, const RbShape& shape) { return plan_qubit(model, q, shape, options); });
}

core::Result<std::vector<Figure>> estimate_rb_simultaneous(const SimultaneousPlan& plan,
                                                           const execution::Samples& samples, const PartOfQubit& part) {
  const auto complete = [&](const auto& answers) { return answers.size() == plan.parts.size(); };
  if (!std::ranges::all_of(samples.answers, complete)) {
    return core::unusable("samples", "answers of other parts", fmt::format("the {} of the plan", plan.parts.size()),
                          "use the counts of this plan's circuits");
  }
  std::vector<Figure> figures;
  for (std::size_t k = 0; k < plan.parts.size(); ++k) {
    const RbPlan& own = plan.parts[k];
    const execution::Samples own_samples = samples_of(samples, k);
    std::vector<Figure> of_part;
    if (own.qubits.size() == 1) {
      QGAUGE_TRY(of_part, estimate_rb_1q(own, own_samples));
    } else {
      const std::array parts{part(own.qubits[0]), part(own.qubits[1])};
      QGAUGE_TRY(of_part, estimate_rb_2q(own, own_samples, parts));
    }
    for (Figure& figure : of_part) rename(figure, plan.parts.size());
    figures.insert(figures.end(), of_part.begin(), of_part.end());
  }
  return figures;
}

core::Result<Work> rb_simultaneous_work(const Setting& setting) {
  Work work;
  const std::vector<std::vector<int>> classes = benchmarked_matchings(setting.model);
  for (std::size_t k = 0; k < classes.size(); ++k) {
    work.experiments.push_back([&setting, couplings = classes[k], k]() -> core::Result<Experiment> {
      QGAUGE_TRY(SimultaneousPlan plan, plan_rb_simultaneous_2q(setting.model, couplings, setting.options));
      return experiment_of(std::move(plan), fmt::format("pairs{}", k), setting);
    });
  }
  work.experiments.push_back([&setting]() -> core::Result<Experiment> {
    const std::vector<int> qubits = benchmarked_qubits(setting.model);
    QGAUGE_TRY(SimultaneousPlan plan, plan_rb_simultaneous_1q(setting.model, qubits, setting.options));
    return experiment_of(std::move(plan), "qubits", setting);
  });
  if (benchmarked_qubits(setting.model).empty()) work.experiments.clear();
  work.summarise = [population = population_of(setting)](FigureLists figures) {
    return with_means(std::move(figures),
                      {"rb.cnot_infidelity.simultaneous", "rb.error_per_clifford.simultaneous",
                       "rb.one_qubit_infidelity.simultaneous", "rb.error_per_clifford_1q.simultaneous"},
                      population);
  };
  return work;
}

}  // namespace qgauge::protocols

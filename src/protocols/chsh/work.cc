// CHSH combinations of a whole machine: their mean, the share that violates, and what the violating couplings connect.
// See qgauge/protocols/chsh.hpp. Must not know what runs the circuits.
#include <algorithm>
#include <numbers>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "protocols/qubit_set.hpp"
#include "protocols/wide.hpp"
#include "protocols/works.hpp"
#include "qgauge/protocols/chsh.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;
using Pairs = std::vector<std::pair<int, int>>;

constexpr double local_bound = 2;
constexpr double largest = 2 * std::numbers::sqrt2;  // Cirel'son, Lett. Math. Phys. 4, 93 (1980)

/// Qubits of the largest component that the pairs connect; 0 where there are none.
int largest_component(int qubits, const Pairs& pairs) {
  std::vector<int> parent(static_cast<std::size_t>(qubits)), size(static_cast<std::size_t>(qubits), 1);
  std::iota(parent.begin(), parent.end(), 0);
  const auto root = [&](int qubit) {
    while (parent[static_cast<std::size_t>(qubit)] != qubit) qubit = parent[static_cast<std::size_t>(qubit)];
    return qubit;
  };
  for (const auto& [a, b] : pairs) {
    const int one = root(a), other = root(b);
    if (one == other) continue;
    parent[static_cast<std::size_t>(other)] = one;
    size[static_cast<std::size_t>(one)] += size[static_cast<std::size_t>(other)];
  }
  return pairs.empty() ? 0 : *std::ranges::max_element(size);
}

/// What is known of a machine's couplings: those that certainly violate, those that may, and how many there are.
struct Violations {
  Pairs certain;
  Pairs possible;  ///< the certain ones too
  std::size_t tested = 0;
  std::size_t unknown = 0;
};

Pairs unknown_pairs(const device::DeviceModel& model) {
  Pairs pairs;
  const auto works = [&](int q) { return model.qubits[static_cast<std::size_t>(q)].operational; };
  for (const device::Coupling& coupling : model.couplings) {
    const bool open = coupling.usable == device::Usable::unknown && !is_usable(model, coupling);
    if (open && works(coupling.a) && works(coupling.b)) pairs.emplace_back(coupling.a, coupling.b);
  }
  return pairs;
}

Violations violations_of(const std::vector<Figure>& figures, const Pairs& unknown) {
  Violations found{{}, unknown, figures.size(), unknown.size()};
  const std::vector<bool> significant = significant_violations(figures);
  for (std::size_t k = 0; k < figures.size(); ++k) {
    const std::pair pair{figures[k].subject->qubits[0], figures[k].subject->qubits[1]};
    if (significant[k]) found.certain.push_back(pair);
    if (significant[k] || *figures[k].high > local_bound) found.possible.push_back(pair);
  }
  return found;
}

Figure bounded(const std::string& name, double low, double high, const std::vector<Figure>& figures) {
  Figure figure = figures::bounded_figure(name, low, low, high, figures::Origin::simulated,
                                          "one-sided tests of S > 2 at 5 % over all couplings together, by Holm");
  for (const Figure& one : figures) figure.samples += one.samples;
  return figure;
}

Figure violating_fraction(const Violations& found, const std::vector<Figure>& figures) {
  const auto count = [](const auto& number) { return static_cast<double>(number); };
  Figure figure = bounded("chsh.violating_fraction", count(found.certain.size()) / count(found.tested + found.unknown),
                          count(found.possible.size()) / count(found.tested + found.unknown), figures);
  figure.value = count(found.certain.size()) / count(found.tested);
  return figure;
}

/// Of an averages-only machine the representative pair speaks for all.
Figure chsh_connected(const device::DeviceModel& model, const Violations& found, const std::vector<Figure>& figures) {
  int low = largest_component(static_cast<int>(model.qubits.size()), found.certain);
  int high = largest_component(static_cast<int>(model.qubits.size()), found.possible);
  const bool speaks_for_all = model.averages_only && model.counts;
  if (speaks_for_all && low > 0) low = model.counts->connected.low;
  if (speaks_for_all && high > 0) high = model.counts->connected.high;
  Figure figure = bounded("physical_qubits.chsh_connected", low, std::max(low, high), figures);
  if (speaks_for_all) figure.assumptions.push_back("every pair like the representative one");
  return figure;
}

Figure chsh_mean(const std::vector<Figure>& figures, std::size_t unknown) {
  return population_mean("chsh.mean", figures, static_cast<int>(unknown), largest);
}

std::vector<Figure> summary(const device::DeviceModel& model, FigureLists lists) {
  const std::vector<Figure> figures = joined(std::move(lists));
  const Violations found = violations_of(figures, unknown_pairs(model));
  std::vector<Figure> out{chsh_mean(figures, found.unknown), violating_fraction(found, figures),
                          chsh_connected(model, found, figures)};
  out.insert(out.end(), figures.begin(), figures.end());
  return out;
}

std::vector<int> entangling_couplings(const device::DeviceModel& model) {
  std::vector<int> couplings = usable_couplings(model);
  std::erase_if(couplings, [&](int c) { return !is_usable(model, model.couplings[static_cast<std::size_t>(c)]); });
  return couplings;
}

core::Result<Experiment> chsh_experiment(const Setting& setting, std::size_t number, const std::vector<int>& matching) {
  QGAUGE_TRY(ChshPlan plan, plan_chsh(setting.model, matching, setting.options));
  Experiment experiment{.name = fmt::format("matching{}", number),
                        .batch = std::move(plan.batch),
                        .labels = {{"matching", static_cast<double>(number)}},
                        .circuit_labels = {},
                        .estimate = {}};
  plan.batch = {{}, experiment.batch.shots, experiment.batch.seed, experiment.batch.domain, {}};
  experiment.estimate = [plan = std::move(plan)](const execution::Samples& samples) {
    return estimate_chsh(plan, samples);
  };
  return experiment;
}

}  // namespace

core::Result<Work> chsh_work(const Setting& setting) {
  const std::vector<int> couplings = entangling_couplings(setting.model);
  if (couplings.empty()) {
    return core::unusable(setting.model.name, "no calibrated couplings", "at least one",
                          "use a description with two-qubit gates");
  }
  Work work;
  const std::vector<std::vector<int>> classes = matchings(setting.model, couplings);
  for (std::size_t k = 0; k < classes.size(); ++k) {
    work.experiments.push_back([&setting, k, matching = classes[k]] { return chsh_experiment(setting, k, matching); });
  }
  work.summarise = [&model = setting.model](FigureLists lists) { return summary(model, std::move(lists)); };
  return work;
}

}  // namespace qgauge::protocols

// GHZ states as work on a machine: which sizes are tried, and the largest entangled set. See qgauge/protocols/ghz.hpp.
// Must not know what runs the circuits.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "protocols/ghz/ghz.hpp"
#include "protocols/works.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;

constexpr double entangled_above = 0.5;  // Sackett et al., Nature 404, 256 (2000)

/// How many sizes there are from one to its double.
int sizes_per_octave(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return 2;
    case Effort::standard:
      return 4;
    case Effort::thorough:
      return 12;
  }
  std::unreachable();
}

/// Even sizes in steps of equal ratio, up to the first that has no hope by the reported errors, which leave out
/// waiting.
std::vector<int> sizes_of(const device::DeviceModel& model, Effort effort) {
  constexpr double hopeless = 0.25;
  const int largest = largest_clifford_width(model);
  std::vector<int> sizes;
  for (double exact = 2; static_cast<int>(exact) <= largest; exact *= std::pow(2, 1.0 / sizes_per_octave(effort))) {
    const int size = exact < 4 ? static_cast<int>(exact) : static_cast<int>(std::lround(exact / 2)) * 2;
    if (size > largest || (!sizes.empty() && size <= sizes.back())) continue;
    const std::optional<QubitSet> set = ghz_set(model, size);
    if (!set) break;
    sizes.push_back(size);
    if (std::exp(set->log_success) < hopeless) return sizes;
  }
  if (largest >= 2 && (sizes.empty() || sizes.back() < largest)) sizes.push_back(largest);
  return sizes;
}

core::Result<Experiment> ghz_experiment(const Setting& setting, int size) {
  QGAUGE_TRY(GhzPlan plan, plan_ghz(setting.model, size, setting.options));
  Experiment experiment{.name = fmt::format("n{}", size),
                        .batch = std::move(plan.batch),
                        .labels = {{"qubits", static_cast<double>(size)}},
                        .circuit_labels = {{"ys", {plan.ys.begin(), plan.ys.end()}}},
                        .estimate = {}};
  plan.batch = {{}, experiment.batch.shots, experiment.batch.seed, experiment.batch.domain, {}};
  experiment.estimate = [plan = std::move(plan)](const execution::Samples& samples) {
    return estimate_ghz(plan, samples);
  };
  return experiment;
}

}  // namespace

Figure entangled_qubits(std::span<const int> sizes, std::span<const Figure> fidelities, int most) {
  int certain = 0, possible = most;
  for (std::size_t k = 0; k < sizes.size(); ++k) {
    if (!fidelities[k].low || !(*fidelities[k].low > entangled_above)) break;
    certain = sizes[k];
  }
  for (std::size_t k = sizes.size(); k-- > 0;) {
    if (fidelities[k].high && *fidelities[k].high < entangled_above) possible = sizes[k] - 1;
  }
  Figure figure = figures::bounded_figure("physical_qubits.entangled", certain, certain, std::max(certain, possible),
                                          figures::Origin::simulated,
                                          "largest GHZ state whose fidelity is above 1/2 with 97.5 % confidence");
  for (const Figure& fidelity : fidelities) figure.samples += fidelity.samples;
  figure.assumptions.push_back(fmt::format("sizes tried: {}", fmt::join(sizes, ", ")));
  return figure;
}

core::Result<Work> ghz_work(const Setting& setting) {
  const std::vector<int> sizes = sizes_of(setting.model, setting.options.effort);
  if (sizes.empty()) {
    return core::unusable(setting.model.name, "no coupled qubits with gates and readout errors", "at least two",
                          "use a description with two-qubit gates and readout errors");
  }
  Work work;
  for (const int size : sizes) {
    work.experiments.push_back([&setting, size] { return ghz_experiment(setting, size); });
  }
  work.summarise = [sizes, most = largest_connected_size(setting.model)](FigureLists figures) {
    const std::vector<Figure> fidelities = joined(std::move(figures));
    std::vector<Figure> out{entangled_qubits(sizes, fidelities, most)};
    out.insert(out.end(), fidelities.begin(), fidelities.end());
    return out;
  };
  return work;
}

}  // namespace qgauge::protocols

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

/// Into how many parts a step is cut in which the limit may lie.
int refined_parts(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return 2;
    case Effort::standard:
      return 3;
    case Effort::thorough:
      return 4;
  }
  std::unreachable();
}

/// A size to try and what is expected of it.
struct Try {
  int size;
  double fidelity;
};

/// Even sizes in steps of equal ratio, up to the first that has no hope by the reported errors and waits.
core::Result<std::vector<Try>> coarse_sizes(const device::DeviceModel& model, Effort effort) {
  constexpr double hopeless = 0.25;
  const int largest = largest_clifford_width(model);
  std::vector<Try> tries;
  const auto add = [&](int size) -> core::Status {
    QGAUGE_TRY(const double fidelity, expected_ghz_fidelity(model, size));
    tries.push_back({size, fidelity});
    return {};
  };
  for (double exact = 2; static_cast<int>(exact) <= largest; exact *= std::pow(2, 1.0 / sizes_per_octave(effort))) {
    const int size = exact < 4 ? static_cast<int>(exact) : static_cast<int>(std::lround(exact / 2)) * 2;
    if (size > largest || (!tries.empty() && size <= tries.back().size)) continue;
    QGAUGE_CHECK(add(size));
    if (tries.back().fidelity < hopeless) return tries;
  }
  if (largest >= 2 && (tries.empty() || tries.back().size < largest)) QGAUGE_CHECK(add(largest));
  return tries;
}

/// With further sizes, evenly between those where the fidelity may fall below 1/2, so that the limit is met closely.
/// What is expected leaves couplings between neighbours out, and so is rather too high.
core::Result<std::vector<int>> sizes_of(const device::DeviceModel& model, Effort effort) {
  QGAUGE_TRY(const std::vector<Try> tries, coarse_sizes(model, effort));
  constexpr double surely_above = 0.7, surely_below = 0.4;
  std::vector<int> sizes;
  for (std::size_t k = 0; k < tries.size(); ++k) {
    if (k > 0 && tries[k].fidelity < surely_above && tries[k - 1].fidelity > surely_below) {
      const int gap = tries[k].size - tries[k - 1].size, parts = std::min(gap, refined_parts(effort));
      for (int part = 1; part < parts; ++part) sizes.push_back(tries[k - 1].size + gap * part / parts);
    }
    sizes.push_back(tries[k].size);
  }
  return sizes;
}

core::Result<std::vector<int>> asked_sizes(const device::DeviceModel& model, std::vector<int> sizes) {
  const int largest = largest_clifford_width(model);
  for (const int size : sizes) {
    if (size >= 2 && size <= largest) continue;
    return core::unusable(fmt::format("width {}", size), fmt::format("{} connected qubits", largest),
                          "from 2 up to their number", "ask for other widths");
  }
  std::ranges::sort(sizes);
  sizes.erase(std::ranges::unique(sizes).begin(), sizes.end());
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
  figure.assumptions.push_back(fmt::format("sizes tried: {}; none between", fmt::join(sizes, ", ")));
  figure.assumptions.emplace_back(
      "sizes are tested in this order up to the first that is not above 1/2 with 97.5 % confidence, so that too large "
      "a "
      "set is claimed with a probability of 2.5 % at most");
  return figure;
}

core::Result<Work> ghz_work(const Setting& setting) {
  const std::vector<int>& asked = setting.options.widths;
  QGAUGE_TRY(const std::vector<int> sizes,
             asked.empty() ? sizes_of(setting.model, setting.options.effort) : asked_sizes(setting.model, asked));
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

// GHZ states of one size: preparation along a broadcast, settings, fidelity. See qgauge/protocols/ghz.hpp.
// Must not know what runs the circuits.
#include "qgauge/protocols/ghz.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "protocols/ghz/ghz.hpp"
#include "protocols/mean_success.hpp"
#include "protocols/rb.hpp"

namespace qgauge::protocols {
namespace {

using circuit::GateKind;
using figures::Figure;
using Pair = std::array<std::uint32_t, 2>;

struct GhzSize {
  int settings;
  std::uint64_t shots;  ///< of each circuit
};

GhzSize ghz_size(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return {16, 500};
    case Effort::standard:
      return {40, 1000};
    case Effort::thorough:
      return {100, 4000};
  }
  std::unreachable();
}

Broadcast broadcast_from(std::uint32_t root, const std::vector<std::vector<std::uint32_t>>& neighbours) {
  Broadcast out{root, {}, 0};
  std::vector<bool> has(neighbours.size());
  std::vector<std::uint32_t> holders{root};
  has[root] = true;
  while (true) {
    const std::size_t before = holders.size();
    for (std::size_t k = 0; k < before; ++k) {
      const auto& next = neighbours[holders[k]];
      const auto free = std::ranges::find_if(next, [&](std::uint32_t qubit) { return !has[qubit]; });
      if (free == next.end()) continue;
      has[*free] = true;
      out.steps.push_back({holders[k], *free});
      holders.push_back(*free);
    }
    if (holders.size() == before) return out;
    ++out.rounds;
  }
}

/// The state, and each qubit's reading: 0 Z, 1 X, 2 Y.
circuit::Circuit ghz_circuit(const std::vector<int>& qubits, const Broadcast& broadcast,
                             const std::vector<int>& readings) {
  circuit::Circuit circuit{static_cast<int>(qubits.size()), qubits, {}};
  circuit.append(GateKind::h, broadcast.root);
  for (const Pair& step : broadcast.steps) circuit.append(GateKind::cx, step[0], step[1]);
  for (std::uint32_t q = 0; q < qubits.size(); ++q) {
    if (readings[q] == 2) circuit.append(GateKind::sdg, q);
    if (readings[q] != 0) circuit.append(GateKind::h, q);
  }
  circuit.measure_all();
  return circuit;
}

/// X or Y of each qubit, uniform among those with an even number of Y.
std::vector<int> random_setting(std::size_t qubits, core::Random& random) {
  std::vector<int> readings;
  int ys = 0;
  for (std::size_t q = 0; q + 1 < qubits; ++q) {
    readings.push_back(1 + static_cast<int>(random.below(2)));
    ys += readings.back() == 2;
  }
  readings.push_back(1 + ys % 2);
  return readings;
}

/// Distances from zero have the parity of the outcome; all of them are N where every qubit reads 1.
double parity(const execution::CircuitSamples& distances) {
  double sum = 0;
  for (const auto& [distance, weight] : distances.outcomes) sum += distance % 2 == 0 ? weight : -weight;
  return sum / distances.shots;
}

bool is_complete(const GhzPlan& plan, const execution::Samples& samples) {
  return samples.answers.size() == plan.ys.size() && samples.answers.size() >= 3 &&
         std::ranges::all_of(samples.answers,
                             [](const auto& answers) { return answers.size() == 1 && answers.front().shots > 0; });
}

struct Part {
  double value;
  double variance;
};

/// Half a success and half a failure added, so that certainty is not claimed of what was always seen.
Part populations(const execution::CircuitSamples& distances, std::size_t qubits) {
  const double seen = execution::weight_of(distances, 0) + execution::weight_of(distances, qubits);
  const double p = (seen + 0.5) / (distances.shots + 1);
  return {seen / distances.shots, p * (1 - p) / distances.shots};
}

/// Mean over the settings; their scatter holds that of the shots.
Part coherence(const GhzPlan& plan, const execution::Samples& samples) {
  const auto settings = static_cast<double>(plan.ys.size() - 1);
  const auto signed_parity = [&](std::size_t c) {
    return (plan.ys[c] % 4 == 0 ? 1 : -1) * parity(samples.answers[c].front());
  };
  double sum = 0, squares = 0;
  for (std::size_t c = 1; c < plan.ys.size(); ++c) sum += signed_parity(c);
  const double mean = sum / settings;
  for (std::size_t c = 1; c < plan.ys.size(); ++c) squares += std::pow(signed_parity(c) - mean, 2);
  const double least = (1 - mean * mean) / (settings * samples.answers[1].front().shots) / 100;
  return {mean, std::max(squares / (settings - 1) / settings, least)};
}

/// The process fidelity of a wait; without reported times all of it.
double left_of(const device::ModelQubit& qubit, double duration_s) {
  if (!qubit.t1_s || !qubit.t2_s) return 1;
  return 1 - core::process_infidelity_from_average(
                 core::coherence_limit(std::array{core::Coherence{*qubit.t1_s, *qubit.t2_s}}, duration_s), 2);
}

std::unexpected<core::Error> no_set(const device::DeviceModel& model, int size) {
  return core::unusable(model.name, fmt::format("no {} qubits that calibrated couplings connect", size),
                        "readout errors and gates of as many", "choose a smaller size");
}

}  // namespace

Broadcast shortest_broadcast(std::uint32_t qubits, std::span<const Pair> pairs) {
  std::vector<std::vector<std::uint32_t>> neighbours(qubits);
  for (const auto& [a, b] : pairs) {
    neighbours[a].push_back(b);
    neighbours[b].push_back(a);
  }
  Broadcast best;
  for (std::uint32_t root = 0; root < qubits; ++root) {
    Broadcast broadcast = broadcast_from(root, neighbours);
    const bool wider = broadcast.steps.size() > best.steps.size();
    if (root != 0 && !wider && (broadcast.steps.size() < best.steps.size() || broadcast.rounds >= best.rounds))
      continue;
    best = std::move(broadcast);
  }
  return best;
}

std::optional<QubitSet> ghz_set(const device::DeviceModel& model, int size) {
  constexpr double pulses = 3;  // two around a C-NOT of another gate, and one for the reading
  return best_connected_set(model, size, {1, pulses});
}

core::Result<double> expected_ghz_fidelity(const device::DeviceModel& model, int size) {
  const std::optional<QubitSet> set = ghz_set(model, size);
  if (!set) return no_set(model, size);
  const Broadcast broadcast = shortest_broadcast(static_cast<std::uint32_t>(size), pairs_within(model, set->qubits));
  QGAUGE_TRY(const circuit::Circuit native,
             compiled(ghz_circuit(set->qubits, broadcast, std::vector<int>(set->qubits.size())), model));
  double log_fidelity = set->log_success;
  for (const circuit::Operation& operation : native.operations) {
    if (operation.gate != GateKind::delay) continue;
    const auto qubit = static_cast<std::size_t>(native.layout[operation.qubits[0]]);
    log_fidelity += std::log(left_of(model.qubits[qubit], operation.parameter));
  }
  return std::exp(log_fidelity);
}

core::Result<GhzPlan> plan_ghz(const device::DeviceModel& model, int size, const Options& options) {
  std::optional<QubitSet> set = ghz_set(model, size);
  if (!set) return no_set(model, size);
  const GhzSize amount = ghz_size(options.effort);
  const std::vector<Pair> pairs = pairs_within(model, set->qubits);
  const Broadcast broadcast = shortest_broadcast(static_cast<std::uint32_t>(size), pairs);
  GhzPlan plan{std::move(set->qubits), broadcast.rounds, {}, {}};
  plan.batch = {{}, amount.shots, options.seed, core::domain_of("ghz", {&size, 1}), {}};
  core::Random random({options.seed, core::domain_of("ghz settings", {&size, 1}), 0, 0});
  for (int c = 0; c <= amount.settings; ++c) {
    const std::vector<int> readings =
        c == 0 ? std::vector<int>(plan.qubits.size()) : random_setting(plan.qubits.size(), random);
    QGAUGE_TRY(circuit::Circuit native, compiled(ghz_circuit(plan.qubits, broadcast, readings), model));
    plan.batch.circuits.push_back(std::move(native));
    plan.batch.questions.push_back({execution::Distances{std::vector<bool>(plan.qubits.size())}});
    plan.ys.push_back(static_cast<int>(std::ranges::count(readings, 2)));
  }
  return plan;
}

core::Result<std::vector<Figure>> estimate_ghz(const GhzPlan& plan, const execution::Samples& samples) {
  if (!is_complete(plan, samples)) {
    return core::unusable("samples", fmt::format("{} circuits", samples.answers.size()),
                          fmt::format("the {} of the plan, with one answer each", plan.ys.size()),
                          "use the counts of this plan's circuits");
  }
  const Part population = populations(samples.answers[0].front(), plan.qubits.size());
  const Part parities = coherence(plan, samples);
  const double sigma = std::sqrt(population.variance + parities.variance) / 2;
  Figure figure = figures::sampled_figure(fmt::format("ghz_fidelity.{}", plan.qubits.size()),
                                          (population.value + parities.value) / 2, sigma, figures::Origin::simulated,
                                          "populations, and parities of random settings of X and Y");
  // Satterthwaite (Biometrics Bull. 2, 110, 1946): the variance of the populations is known as if of many settings.
  const double settings = static_cast<double>(plan.ys.size() - 1);
  const double freedom = (settings - 1) * std::pow(4 * sigma * sigma / parities.variance, 2);
  const double half = student_quantile_two_sided(figure.level, freedom) * sigma;
  figure.low = *figure.value - half;
  figure.high = *figure.value + half;
  figure.samples = plan.batch.shots * plan.ys.size();
  figure.assumptions.push_back(fmt::format("qubits {}", fmt::join(plan.qubits, ", ")));
  figure.assumptions.push_back(fmt::format("{} rounds of C-NOTs, readout errors included", plan.rounds));
  return std::vector{figure};
}

}  // namespace qgauge::protocols

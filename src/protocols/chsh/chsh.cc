// CHSH combinations of couplings and which of them violate the inequality. See qgauge/protocols/chsh.hpp.
// Must not know what runs the circuits.
#include "qgauge/protocols/chsh.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "protocols/rb.hpp"
#include "protocols/wide.hpp"

namespace qgauge::protocols {
namespace {

using circuit::GateKind;
using figures::Figure;

constexpr double local_bound = 2;
constexpr double family_error = 0.05;
/// Whether the first and the second qubit are read in X, and the sign of the term.
struct Term {
  bool first_x;
  bool second_x;
  double sign;
};
constexpr std::array terms{Term{false, false, 1}, Term{false, true, -1}, Term{true, false, 1}, Term{true, true, 1}};

std::uint64_t shots_of(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return 1'000;
    case Effort::standard:
      return 4'000;
    case Effort::thorough:
      return 40'000;
  }
  std::unreachable();
}

circuit::Circuit bell_circuit(const std::array<int, 2>& pair, const Term& term) {
  circuit::Circuit circuit{2, {pair[0], pair[1]}, {}};
  circuit.append(GateKind::h, 0);
  circuit.append(GateKind::cx, 0, 1);
  circuit.append(GateKind::ry, 0, std::numbers::pi / 4);
  if (term.first_x) circuit.append(GateKind::h, 0);
  if (term.second_x) circuit.append(GateKind::h, 1);
  circuit.measure_all();
  return circuit;
}

struct Correlation {
  double value;
  double variance;
};

/// Half a success and half a failure added to the variance, so that certainty is not claimed.
Correlation correlation(const execution::CircuitSamples& samples) {
  const double equal = execution::weight_of(samples, 0) + execution::weight_of(samples, 3);
  const double p = (equal + 0.5) / (samples.shots + 1);
  return {2 * equal / samples.shots - 1, 4 * p * (1 - p) / samples.shots};
}

Figure chsh_figure(const ChshPlan& plan, std::size_t pair, const execution::Samples& samples) {
  double sum = 0, variance = 0;
  for (std::size_t t = 0; t < terms.size(); ++t) {
    const Correlation found = correlation(samples.answers[t][pair]);
    sum += terms[t].sign * found.value;
    variance += found.variance;
  }
  Figure figure = figures::sampled_figure("chsh", sum, std::sqrt(variance), figures::Origin::simulated,
                                          "Bell pairs of couplings that share no qubit, at once");
  figure.samples = plan.batch.shots * terms.size();
  figure.subject = figures::FigureSubject{{plan.pairs[pair][0], plan.pairs[pair][1]}, plan.gates[pair]};
  figure.assumptions.push_back("readout errors included");
  return figure;
}

bool is_complete(const ChshPlan& plan, const execution::Samples& samples) {
  return samples.answers.size() == terms.size() && std::ranges::all_of(samples.answers, [&](const auto& answers) {
           return answers.size() == plan.pairs.size() &&
                  std::ranges::all_of(answers, [](const auto& answer) { return answer.shots > 0; });
         });
}

double upper_tail(double z) { return std::erfc(z / std::numbers::sqrt2) / 2; }

}  // namespace

core::Result<ChshPlan> plan_chsh(const device::DeviceModel& model, std::span<const int> couplings,
                                 const Options& options) {
  ChshPlan plan;
  std::vector<int> subject(couplings.begin(), couplings.end());
  plan.batch = {{}, shots_of(options.effort), options.seed, core::domain_of("chsh", subject), {}};
  for (const int index : couplings) {
    const device::TwoQubitGate& gate = *model.couplings[static_cast<std::size_t>(index)].gate;
    plan.pairs.push_back({gate.first, gate.second});
    plan.gates.push_back(gate.name);
  }
  for (const Term& term : terms) {
    std::vector<circuit::Circuit> parts;
    for (const auto& pair : plan.pairs) {
      QGAUGE_TRY(circuit::Circuit native, compiled(bell_circuit(pair, term), model));
      parts.push_back(std::move(native));
    }
    plan.batch.circuits.push_back(side_by_side(parts));
    plan.batch.questions.push_back(question_of_each(parts));
  }
  return plan;
}

core::Result<std::vector<Figure>> estimate_chsh(const ChshPlan& plan, const execution::Samples& samples) {
  if (!is_complete(plan, samples)) {
    return core::unusable("samples", fmt::format("{} circuits", samples.answers.size()),
                          "the four of the plan, with an answer a coupling", "use the counts of this plan's circuits");
  }
  std::vector<Figure> figures;
  for (std::size_t pair = 0; pair < plan.pairs.size(); ++pair) figures.push_back(chsh_figure(plan, pair, samples));
  return figures;
}

std::vector<bool> holm_rejects(std::span<const double> p_values, double alpha) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t k) { return p_values[k]; });
  std::vector<bool> rejected(p_values.size());
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    if (p_values[order[rank]] > alpha / static_cast<double>(order.size() - rank)) break;
    rejected[order[rank]] = true;
  }
  return rejected;
}

std::vector<bool> significant_violations(std::span<const Figure> figures) {
  std::vector<double> p_values;
  for (const Figure& figure : figures) {
    p_values.push_back(figure.value ? upper_tail((*figure.value - local_bound) / figure.uncertainty.sampling) : 1);
  }
  return holm_rejects(p_values, family_error);
}

}  // namespace qgauge::protocols

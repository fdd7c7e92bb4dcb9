// Plans and estimates of algorithmic qubits. See qgauge/protocols/algorithmic_qubits.hpp.
// Must not know what runs the circuits.
#include "qgauge/protocols/algorithmic_qubits.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include <fmt/format.h>

#include "qgauge/compile.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;

constexpr double threshold = 1 / std::numbers::e;
constexpr int circuits = 3;     // of Lubinski et al.
constexpr int cheap_width = 8;  ///< up to here shots cost nothing, beyond it each is a trajectory of the state

std::uint64_t shots_for(int width, Effort effort) {
  constexpr std::uint64_t few = 100;
  switch (effort) {
    case Effort::quick:
      return width <= cheap_width ? 500 : few;
    case Effort::standard:
      return width <= cheap_width ? 1000 : few;
    case Effort::thorough:
      return width <= cheap_width ? 10'000 : 2 * few;
  }
  std::unreachable();
}

/// Of the lowest qubits, which are those that count.
std::vector<double> marginal(const std::vector<double>& probabilities, std::size_t qubits) {
  std::vector<double> out(std::size_t{1} << qubits);
  for (std::size_t bits = 0; bits < probabilities.size(); ++bits) out[bits % out.size()] += probabilities[bits];
  return out;
}

execution::Marginal counted(const ApplicationCircuit& application, const compile::Compiled& compiled) {
  execution::Marginal out;
  for (const std::uint32_t qubit : application.measured) {
    out.qubits.push_back(static_cast<std::uint32_t>(compiled.final_position[qubit]));
  }
  return out;
}

bool succeeds(const ApplicationResult& result) { return result.fidelity - result.error > threshold; }
bool surely_fails(const ApplicationResult& result) { return result.fidelity + 2 * result.error < threshold; }

/// The smallest box with a result of which `holds` is true; `otherwise` where there is none.
int first_box(const std::vector<ApplicationResult>& results, bool (*holds)(const ApplicationResult&), int otherwise) {
  int first = otherwise;
  for (const ApplicationResult& result : results) {
    if (holds(result)) first = std::min(first, box_of(result.application, result.width));
  }
  return first;
}

std::string text_of(const ApplicationResult& result) {
  return fmt::format("{} of {} qubits and {} C-NOTs: fidelity {:.3f} +- {:.3f}", name_of(result.application),
                     result.width, cnots_of(result.application, result.width), result.fidelity, result.error);
}

}  // namespace

double hellinger_fidelity(std::span<const double> ideal, const execution::CircuitSamples& shots) {
  double overlap = 0;
  for (const auto& [bits, weight] : shots.outcomes) overlap += std::sqrt(ideal[bits] * weight / shots.shots);
  return overlap * overlap;
}

core::Result<ApplicationPlan> plan_application(const device::DeviceModel& model, Application application, int width,
                                               const Options& options, const execution::Executor& ideal) {
  const std::array subject{static_cast<int>(application), width};
  ApplicationPlan plan{application, width, {}, {}};
  plan.batch = {{}, shots_for(width, options.effort), options.seed, core::domain_of("algorithmic_qubits", subject), {}};
  const std::uint64_t domain = core::domain_of("algorithmic_qubits circuits", subject);
  for (int c = 0; c < circuits; ++c) {
    core::Random random({options.seed, domain, static_cast<std::uint64_t>(c), 0});
    const ApplicationCircuit made = application_circuit(application, width, random);
    const auto probabilities = ideal.probabilities(made.circuit);
    if (!probabilities) {
      return core::unusable(fmt::format("width {}", width), "no exact outcomes of the circuits",
                            "a state that fits into memory", "ask for smaller widths");
    }
    QGAUGE_TRY(compile::Compiled compiled, compile::compile(made.circuit, model, {.seed = options.seed, .layout = {}}));
    plan.ideal.push_back(marginal(*probabilities, made.measured.size()));
    plan.batch.questions.push_back({counted(made, compiled)});
    plan.batch.circuits.push_back(std::move(compiled.native));
  }
  return plan;
}

core::Result<ApplicationResult> estimate_application(const ApplicationPlan& plan, const execution::Samples& samples) {
  const auto answered = [](const auto& answers) { return answers.size() == 1 && answers.front().shots > 0; };
  if (samples.answers.size() != plan.ideal.size() || !std::ranges::all_of(samples.answers, answered)) {
    return core::unusable("samples", fmt::format("answers of {} circuits", samples.answers.size()),
                          fmt::format("the {} of the plan, with shots each", plan.ideal.size()),
                          "use the counts of this plan's circuits");
  }
  double sum = 0, shots = 0;
  for (std::size_t c = 0; c < plan.ideal.size(); ++c) {
    sum += hellinger_fidelity(plan.ideal[c], samples.answers[c].front());
    shots += samples.answers[c].front().shots;
  }
  const double fidelity = std::min(1.0, sum / static_cast<double>(plan.ideal.size()));
  return ApplicationResult{plan.application, plan.width, fidelity, std::sqrt(fidelity * (1 - fidelity) / shots),
                           static_cast<std::uint64_t>(shots)};
}

Figure algorithmic_qubits_figure(const std::vector<ApplicationResult>& results, const BoxLimits& limits) {
  const auto fails = [](const ApplicationResult& result) { return !succeeds(result); };
  const int value = first_box(results, fails, limits.complete + 1) - 1;
  const int high = first_box(results, surely_fails, limits.most + 1) - 1;
  Figure figure = figures::bounded_figure(
      "algorithmic_qubits.n", value, value, std::max(value, high), figures::Origin::simulated,
      "circuits of applications, each compiled exactly and by itself, mean over 3 of each width");
  for (const ApplicationResult& result : results) {
    figure.samples += result.shots;
    figure.assumptions.push_back(text_of(result));
  }
  figure.assumptions.emplace_back(
      "without amplitude estimation, Monte Carlo sampling and variational eigensolving: all applications of the "
      "definition can only give as many or fewer");
  if (value == limits.complete) {
    figure.assumptions.push_back(
        fmt::format("everything up to the box of {} that ran succeeds: a lower bound for these applications", value));
  }
  return figure;
}

}  // namespace qgauge::protocols

// Quantum volume as work on a machine: compiled circuits, their heavy outputs, and what their shots say. See
// quantum_volume.hpp. Must not know what runs the circuits.
#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "protocols/quantum_volume/widths.hpp"
#include "protocols/rb.hpp"
#include "protocols/works.hpp"
#include "qgauge/compile/decoupling.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;

constexpr int circuits_per_part = 25;

/// Many circuits of few shots: the original rule counts circuits, and shots of different circuits say most.
struct VolumeSize {
  int circuits;
  std::uint64_t shots;
};

VolumeSize volume_size(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return {200, 5};
    case Effort::standard:
      return {500, 5};
    case Effort::thorough:
      return {2000, 50};
  }
  std::unreachable();
}

/// Beyond 12 qubits a shot costs a trajectory of the whole state, and circuits differ ever less.
std::uint64_t shots_for(int width, Effort effort) {
  constexpr int cheap_width = 12;
  constexpr std::uint64_t fewest = 5;
  const std::uint64_t shots = volume_size(effort).shots;
  return width <= cheap_width ? shots : std::max(fewest, shots >> std::min((width - cheap_width + 1) / 2, 10));
}

/// A part of the circuits of one width.
struct Part {
  int width;
  CircuitRange range;
};

std::vector<Part> parts_of(const std::vector<int>& widths, Effort effort) {
  std::vector<Part> parts;
  for (const int width : widths) {
    for (int first = 0; first < volume_size(effort).circuits; first += circuits_per_part) {
      parts.push_back({width, {first, std::min(circuits_per_part, volume_size(effort).circuits - first)}});
    }
  }
  return parts;
}

Figure circuit_figure(const char* name, const QuantumVolumePlan& plan, double value) {
  Figure figure = figures::exact_figure(fmt::format("{}.{}", name, plan.width), value, figures::Origin::simulated, "");
  figure.samples = plan.batch.shots;
  return figure;
}

/// Two figures of each circuit, for the summary alone: its heavy share and its gates.
core::Result<std::vector<Figure>> circuit_figures(const QuantumVolumePlan& plan, const execution::Samples& samples) {
  QGAUGE_TRY(const std::vector<double> fractions, heavy_fractions(plan, samples));
  std::vector<Figure> out;
  for (std::size_t c = 0; c < fractions.size(); ++c) {
    out.push_back(circuit_figure("heavy_output_probability", plan, fractions[c]));
    out.push_back(circuit_figure("quantum_volume.two_qubit_gates", plan, plan.two_qubit_gates[c]));
  }
  return out;
}

core::Result<Experiment> part_experiment(const Setting& setting, const Part& part) {
  QGAUGE_TRY(QuantumVolumePlan plan,
             plan_quantum_volume(setting.model, part.width, part.range, setting.options, setting.ideal));
  std::vector<circuit::Circuit> circuits = std::exchange(plan.batch.circuits, {});
  Experiment experiment{
      .name = fmt::format("m{}-from{}", part.width, part.range.first),
      .batch = plan.batch,
      .labels = {{"width", static_cast<double>(part.width)}, {"first", static_cast<double>(part.range.first)}},
      .circuit_labels = {},
      .estimate = {}};
  experiment.batch.circuits = std::move(circuits);
  experiment.estimate = [plan = std::move(plan)](const execution::Samples& samples) {
    return circuit_figures(plan, samples);
  };
  return experiment;
}

/// All circuits of a width, from the figures of its parts.
VolumeWidth gathered(int width, const std::vector<Part>& parts, const FigureLists& figures) {
  VolumeWidth out{.width = width, .fractions = {}};
  for (std::size_t p = 0; p < parts.size(); ++p) {
    if (parts[p].width != width) continue;
    for (std::size_t k = 0; k + 1 < figures[p].size(); k += 2) {
      out.fractions.push_back(*figures[p][k].value);
      out.two_qubit_gates.push_back(*figures[p][k + 1].value);
      out.shots = figures[p][k].samples;
    }
  }
  return out;
}

/// What the source publishes, beside the volume by the original rule.
void add_published(const std::vector<device::PublishedFigure>& published, std::vector<Figure>& figures) {
  for (Figure& figure : figures) {
    const auto found = std::ranges::find(published, figure.name, &device::PublishedFigure::name);
    if (found != published.end()) figure.reported = found->value;
  }
}

}  // namespace

core::Result<compile::Compiled> compile_volume(const circuit::Circuit& circuit, const device::DeviceModel& model,
                                               const Options& options) {
  return compile::compile(circuit, model,
                          {.synthesis = compile::Synthesis::approximate, .seed = options.seed, .layout = {}});
}

core::Result<QuantumVolumePlan> plan_quantum_volume(const device::DeviceModel& model, int width, CircuitRange range,
                                                    const Options& options, const execution::Executor& ideal) {
  QuantumVolumePlan plan;
  plan.width = width;
  plan.batch = {{},
                shots_for(width, options.effort),
                options.seed,
                core::domain_of("quantum_volume", std::array{width, range.first}),
                {}};
  const std::uint64_t domain = core::domain_of("quantum_volume circuits", {&width, 1});
  for (int c = range.first; c < range.first + range.count; ++c) {
    core::Random random({options.seed, domain, static_cast<std::uint64_t>(c), 0});
    const circuit::Circuit circuit = quantum_volume_circuit(width, random);
    const auto probabilities = ideal.probabilities(circuit);
    if (!probabilities) {
      return core::unusable(fmt::format("width {}", width), "no exact outcomes of the circuits",
                            "a state that fits into memory", "ask for smaller widths");
    }
    plan.heavy.push_back(heavy_outputs(*probabilities));
    QGAUGE_TRY(compile::Compiled compiled, compile_volume(circuit, model, options));
    plan.two_qubit_gates.push_back(static_cast<int>(std::ranges::count_if(compiled.native.operations, is_entangler)));
    plan.batch.questions.push_back(
        {execution::Marginal{{compiled.final_position.begin(), compiled.final_position.end()}}});
    plan.batch.circuits.push_back(compile::decoupled(compiled.native, model));
  }
  return plan;
}

core::Result<std::vector<double>> heavy_fractions(const QuantumVolumePlan& plan, const execution::Samples& samples) {
  if (samples.answers.size() != plan.heavy.size()) {
    return core::unusable("samples", fmt::format("answers of {} circuits", samples.answers.size()),
                          fmt::format("the {} of the plan", plan.heavy.size()),
                          "use the counts of this plan's circuits");
  }
  std::vector<double> fractions;
  for (std::size_t c = 0; c < plan.heavy.size(); ++c) {
    const execution::CircuitSamples& circuit = samples.answers[c].front();
    if (!(circuit.shots > 0)) return core::unusable(fmt::format("samples, circuit {}", c), "no shots", "at least one");
    double heavy = 0;
    for (const execution::Outcome& outcome : circuit.outcomes) {
      if (plan.heavy[c][outcome.bits]) heavy += outcome.weight;
    }
    fractions.push_back(heavy / circuit.shots);
  }
  return fractions;
}

core::Result<Work> quantum_volume_work(const Setting& setting) {
  QGAUGE_TRY(const VolumeWidths chosen, choose_widths(setting.model, setting.options));
  const std::vector<Part> parts = parts_of(chosen.widths, setting.options.effort);
  Work work;
  for (const Part& part : parts) {
    work.experiments.push_back([&setting, part] { return part_experiment(setting, part); });
  }
  work.summarise = [chosen, parts, published = setting.published, seed = setting.options.seed](FigureLists figures) {
    std::vector<VolumeWidth> widths;
    for (const int width : chosen.widths) widths.push_back(gathered(width, parts, figures));
    std::vector<Figure> out = quantum_volume_figures(widths, chosen.limits, seed);
    add_published(published, out);
    return out;
  };
  return work;
}

}  // namespace qgauge::protocols

// The Q-score as work on a machine: which sizes are tried, their graphs in parts. See qgauge/protocols/q_score.hpp.
// Must not know what runs the circuits.
#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "protocols/quantum_volume/widths.hpp"
#include "protocols/works.hpp"
#include "qgauge/protocols/q_score.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;

constexpr int graphs = 100;  // Martiel et al.
constexpr int graphs_per_part = 10;
constexpr int fewest_nodes = 5, most_nodes = 20;  // of the reference implementation
constexpr int cheap_most = 8;                     // up to here a density matrix holds the register

int most_of(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return cheap_most;
    case Effort::standard:
      return 14;
    case Effort::thorough:
      return most_nodes;
  }
  std::unreachable();
}

struct Part {
  int nodes;
  GraphRange range;
};

/// What the reported errors leave of the gain over chance, from a few graphs; all of it where errors only mix.
core::Result<double> predicted_beta(const device::DeviceModel& model, int nodes, const Options& options) {
  constexpr int tries = 2;
  double sum = 0;
  for (int k = 0; k < tries; ++k) {
    core::Random random(
        {options.seed, core::domain_of("q_score graphs", {&nodes, 1}), static_cast<std::uint64_t>(k), 0});
    const Graph graph = random_graph(nodes, random);
    const QaoaAngles angles = best_angles(graph);
    QGAUGE_TRY(const compile::Compiled compiled,
               compile::compile(qaoa_circuit(graph, angles), model, {.seed = options.seed, .layout = {}}));
    const double gain = expected_cut(graph, angles) - static_cast<double>(graph.edges.size()) / 2;
    sum += expected_fidelity(compiled, model) * (q_score_beta(gain, nodes) - q_score_beta(0, nodes));
  }
  return sum / tries;
}

/// One by one up to eight, then every other, up to the first that has no hope.
core::Result<std::vector<int>> sizes_of(const device::DeviceModel& model, int qubits, const Options& options) {
  constexpr double hopeless = 0.05;
  const int most = std::min(qubits, most_of(options.effort));
  std::vector<int> sizes;
  for (int nodes = fewest_nodes; nodes <= most; nodes += nodes < cheap_most ? 1 : 2) {
    sizes.push_back(nodes);
    QGAUGE_TRY(const double beta, predicted_beta(model, nodes, options));
    if (beta < hopeless) break;
  }
  return sizes;
}

core::Status check_sizes(const std::vector<int>& sizes, int qubits) {
  for (const int size : sizes) {
    if (size >= 2 && size <= std::min(qubits, most_nodes)) continue;
    return core::unusable(fmt::format("width {}", size), fmt::format("{} coupled qubits", qubits),
                          fmt::format("from 2 up to their number and to {}", most_nodes), "ask for other widths");
  }
  return {};
}

core::Result<std::vector<int>> chosen_sizes(const Setting& setting, int qubits) {
  if (setting.options.widths.empty()) return sizes_of(setting.model, qubits, setting.options);
  std::vector<int> sizes = setting.options.widths;
  std::ranges::sort(sizes);
  sizes.erase(std::ranges::unique(sizes).begin(), sizes.end());
  QGAUGE_CHECK(check_sizes(sizes, qubits));
  return sizes;
}

/// For the summary alone.
Figure graph_figure(const char* name, double value, std::uint64_t shots) {
  Figure figure = figures::exact_figure(name, value, figures::Origin::simulated, "");
  figure.samples = shots;
  return figure;
}

core::Result<Experiment> part_experiment(const Setting& setting, const Part& part) {
  QGAUGE_TRY(QScorePlan plan, plan_q_score(setting.model, part.nodes, part.range, setting.options));
  Experiment experiment{
      .name = fmt::format("n{}-from{}", part.nodes, part.range.first),
      .batch = std::move(plan.batch),
      .labels = {{"nodes", static_cast<double>(part.nodes)}, {"first", static_cast<double>(part.range.first)}},
      .circuit_labels = {{"ideal_cut", plan.ideal}},
      .estimate = {}};
  plan.batch = {{}, experiment.batch.shots, experiment.batch.seed, experiment.batch.domain, {}};
  experiment.estimate = [plan =
                             std::move(plan)](const execution::Samples& samples) -> core::Result<std::vector<Figure>> {
    QGAUGE_TRY(const std::vector<double> cuts, mean_cuts(plan, samples));
    std::vector<Figure> out;
    for (std::size_t k = 0; k < cuts.size(); ++k) {
      out.push_back(graph_figure("q_score.cut", cuts[k], plan.batch.shots));
      out.push_back(graph_figure("q_score.ideal_cut", plan.ideal[k], plan.batch.shots));
    }
    return out;
  };
  return experiment;
}

std::vector<Part> parts_of(const std::vector<int>& sizes) {
  std::vector<Part> parts;
  for (const int nodes : sizes) {
    for (int first = 0; first < graphs; first += graphs_per_part) parts.push_back({nodes, {first, graphs_per_part}});
  }
  return parts;
}

/// All graphs of a size, from the figures of its parts.
QScoreSize gathered(int nodes, const std::vector<Part>& parts, const FigureLists& figures) {
  QScoreSize out{nodes, {}, {}, 0};
  for (std::size_t p = 0; p < parts.size(); ++p) {
    if (parts[p].nodes != nodes) continue;
    for (std::size_t k = 0; k + 1 < figures[p].size(); k += 2) {
      out.cuts.push_back(*figures[p][k].value);
      out.ideal.push_back(*figures[p][k + 1].value);
      out.shots = figures[p][k].samples;
    }
  }
  return out;
}

}  // namespace

core::Result<Work> q_score_work(const Setting& setting) {
  const int qubits = coupled_qubits(setting.model);
  if (qubits < (setting.options.widths.empty() ? fewest_nodes : 2)) {
    return core::unusable(setting.model.name, fmt::format("{} coupled qubits", qubits),
                          fmt::format("at least {}, the smallest graph of a Q-score", fewest_nodes),
                          setting.model.averages_only ? "give the number of qubits: --set physical_qubits=N"
                                                      : "use a description with more qubits");
  }
  QGAUGE_TRY(const std::vector<int> sizes, chosen_sizes(setting, qubits));
  const std::vector<Part> parts = parts_of(sizes);
  Work work;
  for (const Part& part : parts) {
    work.experiments.push_back([&setting, part] { return part_experiment(setting, part); });
  }
  work.summarise = [sizes, parts, qubits](const FigureLists& figures) {
    std::vector<QScoreSize> ran;
    for (const int nodes : sizes) ran.push_back(gathered(nodes, parts, figures));
    return std::vector{q_score_figure(ran, qubits)};
  };
  return work;
}

}  // namespace qgauge::protocols

// Plans and estimates of the Q-score. See qgauge/protocols/q_score.hpp. Must not know what runs the circuits.
#include "qgauge/protocols/q_score.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "protocols/mean_success.hpp"
#include "qgauge/compile.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;

constexpr double threshold = 0.2;
constexpr double level = 0.95;
constexpr int cheap_nodes = 8;  ///< up to here shots cost nothing, beyond them each is a trajectory of the state

std::uint64_t shots_for(int nodes, Effort effort) {
  switch (effort) {
    case Effort::quick:
      return nodes <= cheap_nodes ? 50 : 10;
    case Effort::standard:
      return nodes <= cheap_nodes ? 100 : 10;
    case Effort::thorough:
      return nodes <= cheap_nodes ? 500 : 20;
  }
  std::unreachable();
}

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::string text_of(const QScoreSize& size) {
  const QScoreBeta beta = q_score_beta(size.cuts, size.nodes);
  return fmt::format("beta({}) = {:.3f} [{:.3f}, {:.3f}], {:.3f} without noise; {} graphs of {} shots", size.nodes,
                     beta.value, beta.interval.low, beta.interval.high, q_score_beta(mean_of(size.ideal), size.nodes),
                     size.cuts.size(), size.shots);
}

std::vector<std::string> assumptions_of(const std::vector<QScoreSize>& sizes, bool all_pass) {
  std::vector<std::string> out;
  for (const QScoreSize& size : sizes) out.push_back(text_of(size));
  if (sizes.front().nodes > 2) out.push_back(fmt::format("sizes below {} are not asked", sizes.front().nodes));
  if (sizes.back().nodes - sizes.front().nodes + 1 != std::ssize(sizes)) {
    out.emplace_back("sizes between those that ran are taken to pass where the next one does");
  }
  if (all_pass) out.emplace_back("the largest size that ran passes: a lower bound");
  return out;
}

}  // namespace

double q_score_beta(double cut, int nodes) {
  constexpr double best_cut = 0.178;  // Martiel et al., section III
  return (cut - nodes * (nodes - 1) / 8.0) / (best_cut * std::pow(nodes, 1.5));
}

core::Result<QScorePlan> plan_q_score(const device::DeviceModel& model, int nodes, GraphRange range,
                                      const Options& options) {
  QScorePlan plan;
  plan.nodes = nodes;
  plan.batch = {{},
                shots_for(nodes, options.effort),
                options.seed,
                core::domain_of("q_score", std::array{nodes, range.first}),
                {}};
  const std::uint64_t domain = core::domain_of("q_score graphs", {&nodes, 1});
  for (int k = range.first; k < range.first + range.count; ++k) {
    core::Random random({options.seed, domain, static_cast<std::uint64_t>(k), 0});
    Graph graph = random_graph(nodes, random);
    const QaoaAngles angles = best_angles(graph);
    QGAUGE_TRY(compile::Compiled compiled,
               compile::compile(qaoa_circuit(graph, angles), model, {.seed = options.seed, .layout = {}}));
    plan.ideal.push_back(expected_cut(graph, angles));
    plan.graphs.push_back(std::move(graph));
    plan.batch.questions.push_back(
        {execution::Marginal{{compiled.final_position.begin(), compiled.final_position.end()}}});
    plan.batch.circuits.push_back(std::move(compiled.native));
  }
  return plan;
}

core::Result<std::vector<double>> mean_cuts(const QScorePlan& plan, const execution::Samples& samples) {
  const auto answered = [](const auto& answers) { return answers.size() == 1 && answers.front().shots > 0; };
  if (samples.answers.size() != plan.graphs.size() || !std::ranges::all_of(samples.answers, answered)) {
    return core::unusable("samples", fmt::format("answers of {} circuits", samples.answers.size()),
                          fmt::format("the {} of the plan, with shots each", plan.graphs.size()),
                          "use the counts of this plan's circuits");
  }
  std::vector<double> cuts;
  for (std::size_t k = 0; k < plan.graphs.size(); ++k) {
    const execution::CircuitSamples& shots = samples.answers[k].front();
    double sum = 0;
    for (const auto& [bits, weight] : shots.outcomes) sum += cut_of(plan.graphs[k], bits) * weight;
    cuts.push_back(sum / shots.shots);
  }
  return cuts;
}

QScoreBeta q_score_beta(std::span<const double> cuts, int nodes) {
  const auto graphs = static_cast<double>(cuts.size());
  const double mean = mean_of(cuts);
  double squares = 0;
  for (const double cut : cuts) squares += (cut - mean) * (cut - mean);
  const double half = student_quantile_two_sided(level, graphs - 1) * std::sqrt(squares / (graphs - 1) / graphs);
  return {q_score_beta(mean, nodes), {q_score_beta(mean - half, nodes), q_score_beta(mean + half, nodes)}};
}

Figure q_score_figure(const std::vector<QScoreSize>& sizes, int most) {
  int certain = 0, possible = most;
  for (const QScoreSize& size : sizes) {
    if (!(q_score_beta(size.cuts, size.nodes).interval.low > threshold)) break;
    certain = size.nodes;
  }
  for (auto size = sizes.rbegin(); size != sizes.rend(); ++size) {
    if (q_score_beta(size->cuts, size->nodes).interval.high < threshold) possible = size->nodes - 1;
  }
  Figure figure =
      figures::bounded_figure("q_score.n", certain, certain, std::max(certain, possible), figures::Origin::simulated,
                              "one layer of QAOA, angles best without noise by an exact formula; every "
                              "graph compiled by itself");
  for (const QScoreSize& size : sizes) figure.samples += size.shots * size.cuts.size();
  figure.assumptions = assumptions_of(sizes, certain == sizes.back().nodes);
  return figure;
}

}  // namespace qgauge::protocols

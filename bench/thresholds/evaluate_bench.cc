// Verdicts on the bundled ladders and the search for a subset of a machine of 156 qubits.
#include <filesystem>

#include <benchmark/benchmark.h>

#include "qgauge/thresholds.hpp"

namespace {

using namespace qgauge;

const thresholds::RuleBook& rules() {
  static const auto loaded = thresholds::load_rules(std::filesystem::path(QGAUGE_SOURCE_DIR) / "thresholds");
  return *loaded;
}

subject::Subject computer(figures::Figure error) {
  subject::Subject item;
  item.attributes = {{"paradigm", std::string("gate_model")}, {"item_kind", std::string("computer")}};
  item.figures["physical_qubits.connected"] =
      figures::exact_figure("physical_qubits.connected", 156, figures::Origin::derived, "bench");
  item.figures["cnot_infidelity.mean"] = std::move(error);
  return item;
}

void evaluate_ladder(benchmark::State& state, const figures::Figure& error) {
  const auto item = computer(error);
  const thresholds::Question question{
      .regimes = {"us-ear"}, .readings = {thresholds::Reading{}}, .as_of = *core::Date::from(2026, 1, 1)};
  for (auto _ : state) benchmark::DoNotOptimize(thresholds::evaluate(rules(), item, question));
  state.SetItemsProcessed(state.iterations());
}

void exact_error(benchmark::State& state) {
  evaluate_ladder(state, figures::exact_figure("cnot_infidelity.mean", 5e-3, figures::Origin::reported, "bench"));
}
BENCHMARK(exact_error);

void unknown_error(benchmark::State& state) {
  evaluate_ladder(
      state, figures::bounded_figure("cnot_infidelity.mean", std::nullopt, 0, 1, figures::Origin::reported, "bench"));
}
BENCHMARK(unknown_error);

void sampled_error(benchmark::State& state) {
  evaluate_ladder(state,
                  figures::sampled_figure("cnot_infidelity.mean", 1e-3, 1e-4, figures::Origin::simulated, "bench"));
}
BENCHMARK(sampled_error);

void load_bundled(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(thresholds::load_rules(std::filesystem::path(QGAUGE_SOURCE_DIR) / "thresholds"));
  }
}
BENCHMARK(load_bundled);

/// A 12 x 13 grid with errors spread over 2e-3 to 6e-3; the argument is the limit in 1e-6.
void search_subset(benchmark::State& state) {
  subject::CouplingGraph graph{.qubits = 156, .uniform_infidelity = {}, .edges = {}};
  core::Random random(core::RandomKey{.seed = 1});
  for (int row = 0; row < 12; ++row) {
    for (int column = 0; column < 13; ++column) {
      const int here = 13 * row + column;
      if (column < 12) graph.edges.push_back({here, here + 1, 2e-3 + 4e-3 * random.uniform()});
      if (row < 11) graph.edges.push_back({here, here + 13, 2e-3 + 4e-3 * random.uniform()});
    }
  }
  const double limit = 1e-6 * static_cast<double>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(thresholds::find_subset(graph, 100, 200, limit));
}
BENCHMARK(search_subset)->Arg(1000)->Arg(3000)->Arg(3800)->Unit(benchmark::kMillisecond);

}  // namespace

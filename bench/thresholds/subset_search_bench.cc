// The exact subset search on made-up machines: a heavy hexagon strip, a square lattice and a dense graph. The argument
// is the limit in percent of the best mean that the heuristic finds.
#include <limits>

#include <benchmark/benchmark.h>

#include "qgauge/thresholds.hpp"

namespace {

using namespace qgauge;
using subject::CouplingGraph;
using thresholds::SubsetScope;

double error(core::Random& random) { return 1e-3 + 4e-3 * random.uniform() * random.uniform(); }

CouplingGraph lattice(int rows, int columns) {
  core::Random random(core::RandomKey{.seed = 1});
  CouplingGraph graph{.qubits = rows * columns, .uniform_infidelity = {}, .edges = {}};
  for (int q = 0; q < graph.qubits; ++q) {
    if (q % columns + 1 < columns) graph.edges.push_back({q, q + 1, error(random)});
    if (q + columns < graph.qubits) graph.edges.push_back({q, q + columns, error(random)});
  }
  return graph;
}

CouplingGraph heavy_hexagons() {
  core::Random random(core::RandomKey{.seed = 2});
  CouplingGraph graph{.qubits = 156, .uniform_infidelity = {}, .edges = {}};
  for (int row = 0; row < 8; ++row) {
    const int first = 20 * row;
    for (int i = 0; i < 15; ++i) graph.edges.push_back({first + i, first + i + 1, error(random)});
    for (int link = 0; link < 4 && row < 7; ++link) {
      const int column = 4 * link + (row % 2 == 0 ? 3 : 1);
      graph.edges.push_back({first + column, first + 16 + link, error(random)});
      graph.edges.push_back({first + 16 + link, first + 20 + column, error(random)});
    }
  }
  return graph;
}

CouplingGraph dense(int qubits) {
  core::Random random(core::RandomKey{.seed = 3});
  CouplingGraph graph{.qubits = qubits, .uniform_infidelity = {}, .edges = {}};
  for (int a = 0; a < qubits; ++a) {
    for (int b = a + 1; b < qubits; ++b) graph.edges.push_back({a, b, error(random)});
  }
  return graph;
}

void search(benchmark::State& state, const CouplingGraph& graph, int least, SubsetScope scope) {
  constexpr int no_end = std::numeric_limits<int>::max();
  const auto best = thresholds::find_subset(graph, least, no_end, 0.0, scope).best_mean;
  const double limit = *best * static_cast<double>(state.range(0)) / 100;
  thresholds::SubsetSearch found;
  for (auto _ : state) found = thresholds::find_subset(graph, least, no_end, limit, scope);
  state.counters["outcome"] = static_cast<double>(found.outcome);
  state.counters["work"] = static_cast<double>(found.work);
}

void heavy_hexagons_induced(benchmark::State& state) { search(state, heavy_hexagons(), 50, SubsetScope::induced); }
void heavy_hexagons_chosen(benchmark::State& state) { search(state, heavy_hexagons(), 50, SubsetScope::chosen); }
void lattice_induced(benchmark::State& state) { search(state, lattice(10, 10), 34, SubsetScope::induced); }
void lattice_chosen(benchmark::State& state) { search(state, lattice(10, 10), 34, SubsetScope::chosen); }
void dense_induced(benchmark::State& state) { search(state, dense(18), 10, SubsetScope::induced); }
void dense_chosen(benchmark::State& state) { search(state, dense(18), 10, SubsetScope::chosen); }

BENCHMARK(heavy_hexagons_induced)->Arg(90)->Arg(95)->Unit(benchmark::kMillisecond);
BENCHMARK(heavy_hexagons_chosen)->Arg(90)->Arg(95)->Unit(benchmark::kMillisecond);
BENCHMARK(lattice_induced)->Arg(90)->Arg(95)->Unit(benchmark::kMillisecond);
BENCHMARK(lattice_chosen)->Arg(90)->Arg(95)->Unit(benchmark::kMillisecond);
BENCHMARK(dense_induced)->Arg(90)->Arg(95)->Unit(benchmark::kMillisecond);
BENCHMARK(dense_chosen)->Arg(90)->Arg(95)->Unit(benchmark::kMillisecond);

}  // namespace

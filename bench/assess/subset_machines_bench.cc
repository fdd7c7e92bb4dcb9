// The subset search on the public calibrations of real machines, where ../shared has them: every enacted step, and
// draft ladders whose limits are 0.8 to 1.2 of the best mean that is found for a size. Counters: how many of the limits
// are found, excluded, left to unknown errors, or left open for want of work; `gap` = least mean seen / lower bound.
#include <algorithm>
#include <array>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "assess/internal.hpp"

namespace {

using namespace qgauge;
using thresholds::SubsetScope;
using thresholds::SubsetSearch;
namespace fs = std::filesystem;

struct Machine {
  std::string name;
  subject::CouplingGraph graph;
};

/// What cannot be read, or has no calibrated coupling of its own, is left out.
void add_machine(const fs::path& path, std::vector<Machine>& machines) {
  const auto description = device::read(path.string(), fs::path(QGAUGE_SOURCE_DIR) / "devices");
  if (!description) return;
  const auto model = device::validate(*description);
  if (!model) return;
  const subject::Subject subject = assess::subject_of(*model, {});
  const auto found = subject.graphs.find("cnot_infidelity");
  if (found == subject.graphs.end()) return;
  const subject::CouplingGraph& graph = found->second;
  const auto known = [](const subject::Edge& edge) { return edge.cnot_infidelity.has_value(); };
  if (graph.complete ? !graph.uniform_infidelity : std::ranges::none_of(graph.edges, known)) return;
  machines.push_back({path.stem().string(), graph});
}

/// Every file of the vendors' folders, and every folder of one machine.
std::vector<Machine> read_machines() {
  std::vector<Machine> machines;
  const fs::path shared = fs::path(QGAUGE_SOURCE_DIR) / "../shared/devices";
  for (const char* vendor : {"google", "ibm", "ibm-csv", "ionq", "iqm", "mqt-bench", "mqt-qdmi", "oqc", "rigetti"}) {
    if (!fs::exists(shared / vendor)) continue;
    for (const auto& item : fs::directory_iterator(shared / vendor)) add_machine(item.path(), machines);
  }
  std::ranges::sort(machines, {}, &Machine::name);
  return machines;
}

struct Tally {
  int found = 0;
  int none = 0;
  int unknown = 0;
  int open = 0;
  double gap = 1;

  void add(const SubsetSearch& search) {
    if (search.outcome == SubsetSearch::Outcome::found) {
      ++found;
    } else if (search.outcome == SubsetSearch::Outcome::proven_none) {
      ++none;
    } else if (search.obstacle == SubsetSearch::Obstacle::unknown_errors) {
      ++unknown;
    } else {
      ++open;
      gap = std::max(gap, search.best_mean.value_or(1) / search.lower_bound);
    }
  }

  void report(benchmark::State& state) const {
    state.counters = {{"found", found}, {"none", none}, {"unknown", unknown}, {"open", open}, {"gap", gap}};
  }
};

void enacted_steps(benchmark::State& state, const subject::CouplingGraph& graph, SubsetScope scope) {
  struct Step {
    int at_least;
    int below;
    double limit;
  };
  constexpr std::array steps{Step{34, 100, 1e-4}, Step{100, 200, 1e-3}, Step{200, 350, 2e-3}};
  Tally tally;
  for (auto _ : state) {
    for (const Step& step : steps) {
      tally.add(thresholds::find_subset(graph, step.at_least, step.below, step.limit, scope));
    }
  }
  tally.report(state);
}

void draft_ladder(benchmark::State& state, const subject::CouplingGraph& graph, SubsetScope scope, int least,
                  int below) {
  const auto best = thresholds::find_subset(graph, least, below, 0.0, scope).best_mean;
  if (!best) return state.SkipWithError("no connected subset of this size");
  Tally tally;
  for (auto _ : state) {
    for (const double factor : {0.8, 0.85, 0.9, 0.95, 1.0, 1.05, 1.1, 1.15, 1.2}) {
      tally.add(thresholds::find_subset(graph, least, below, *best * factor, scope));
    }
  }
  tally.report(state);
}

void register_machine(const Machine& machine, SubsetScope scope) {
  const std::string name = machine.name + (scope == SubsetScope::chosen ? "/chosen" : "/induced");
  const auto enacted = [=, &machine](benchmark::State& state) { enacted_steps(state, machine.graph, scope); };
  benchmark::RegisterBenchmark(("subset_enacted/" + name).c_str(), enacted)
      ->Iterations(1)
      ->Unit(benchmark::kMillisecond);
  constexpr std::array sizes{20, 34, 50, 100, std::numeric_limits<int>::max()};
  for (std::size_t i = 0; i + 1 < sizes.size() && sizes[i] <= machine.graph.qubits; ++i) {
    const auto draft = [=, &machine](benchmark::State& state) {
      draft_ladder(state, machine.graph, scope, sizes[i], sizes[i + 1]);
    };
    benchmark::RegisterBenchmark(("subset_draft/" + name + "/" + std::to_string(sizes[i])).c_str(), draft)
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
  }
}

[[maybe_unused]] const bool registered = [] {
  static const std::vector<Machine> machines = read_machines();
  for (const Machine& machine : machines) {
    register_machine(machine, SubsetScope::induced);
    register_machine(machine, SubsetScope::chosen);
  }
  return true;
}();

}  // namespace

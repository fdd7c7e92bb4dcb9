// Decisions a second of a ready-made table, on the bundled ladder of a computer: what a sweep over figures costs.
#include <array>
#include <filesystem>

#include <benchmark/benchmark.h>

#include "qgauge/thresholds.hpp"

namespace {

using namespace qgauge;
using thresholds::Belief;

/// The ladder with the most steps among the bundled rules.
const thresholds::Condition& ladder() {
  static const auto rules = thresholds::load_rules(std::filesystem::path(QGAUGE_SOURCE_DIR) / "thresholds");
  static const thresholds::Condition* const longest = [] {
    const thresholds::Condition* found = nullptr;
    for (const auto& regime : rules->regimes) {
      for (const auto& entry : regime.versions.back().entries) {
        const bool steps = !entry.condition.steps_by.empty();
        if (steps && (!found || entry.condition.parts.size() > found->parts.size())) found = &entry.condition;
      }
    }
    return found;
  }();
  return *longest;
}

void decide(benchmark::State& state, Belief qubits, Belief error) {
  const auto table = thresholds::RuleTable::of(ladder(), {});
  std::array beliefs{qubits, error};
  const bool qubits_first = table.figures().front().starts_with("physical_qubits");
  Belief& moving = beliefs[qubits_first ? 1 : 0];
  if (!qubits_first) std::swap(beliefs[0], beliefs[1]);
  for (auto _ : state) {
    moving.value *= 1 + 1e-9;  // so that nothing can be remembered
    benchmark::DoNotOptimize(table.decide(beliefs));
  }
  state.SetItemsProcessed(state.iterations());
}

constexpr Belief exactly(double value) { return {.kind = Belief::Kind::exact, .value = value}; }
constexpr Belief about(double value, double sigma) {
  return {.kind = Belief::Kind::estimate, .value = value, .sigma = sigma};
}
constexpr Belief between(double low, double high) { return {.kind = Belief::Kind::between, .low = low, .high = high}; }

BENCHMARK_CAPTURE(decide, exact_error, exactly(156), exactly(1.1e-3));
BENCHMARK_CAPTURE(decide, unknown_error, exactly(156), between(0, 1));
BENCHMARK_CAPTURE(decide, estimated_error, exactly(156), about(1.1e-3, 1e-4));
BENCHMARK_CAPTURE(decide, estimated_error_across_steps, exactly(156), about(3e-3, 1e-3));
BENCHMARK_CAPTURE(decide, count_between_bounds, between(90, 400), exactly(1.1e-3));
BENCHMARK_CAPTURE(decide, count_between_bounds_and_estimated_error, between(90, 400), about(1.1e-3, 1e-4));
BENCHMARK_CAPTURE(decide, nothing_known, between(0, 1e6), between(0, 1));

void make_table(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(thresholds::RuleTable::of(ladder(), {}));
}
BENCHMARK(make_table);

}  // namespace

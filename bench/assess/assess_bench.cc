// How long the main job takes on a machine of 133 qubits, by effort, without reading and writing files.
#include <filesystem>

#include <benchmark/benchmark.h>
#include <omp.h>

#include "qgauge/assess.hpp"

namespace {

using namespace qgauge;

void assess_torino(benchmark::State& state, protocols::Effort effort) {
  const std::filesystem::path root = QGAUGE_SOURCE_DIR;
  const auto description = device::read("ibm_torino", root / "devices");
  const auto rules = thresholds::load_rules(root / "thresholds");
  if (!description || !rules) return state.SkipWithError("the bundled machine or rules cannot be read");
  assess::Options options;
  options.effort = effort;
  options.threads = omp_get_max_threads();
  options.question.readings = thresholds::principal_readings();
  options.question.as_of = *core::Date::from(2026, 1, 1);
  for (auto _ : state) {
    auto report = assess::assess(*description, *rules, options);
    if (!report) return state.SkipWithError(report.error().message.c_str());
    benchmark::DoNotOptimize(report);
  }
}

BENCHMARK_CAPTURE(assess_torino, quick, protocols::Effort::quick)->Unit(benchmark::kSecond)->UseRealTime();
BENCHMARK_CAPTURE(assess_torino, standard, protocols::Effort::standard)->Unit(benchmark::kSecond)->UseRealTime();

}  // namespace

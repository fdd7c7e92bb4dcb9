// How long a large report takes to write and read: every coupling of a thousand-qubit machine with its figures.
#include <filesystem>
#include <string>

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>

#include "qgauge/report.hpp"

namespace {

using namespace qgauge;

report::Report large_report(int pairs) {
  report::Report report;
  report.device.paradigm = "gate_model";
  for (int pair = 0; pair < pairs; ++pair) {
    report.figures.push_back(figures::sampled_figure("rb.cnot_infidelity.isolated", 7e-3, 1e-4,
                                                     figures::Origin::simulated, "two-qubit randomized benchmarking"));
    report.figures.back().subject = figures::FigureSubject{{pair, pair + 1}, "cz"};
  }
  return report;
}

void to_json_text(benchmark::State& state) {
  const report::Report report = large_report(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(report::to_json(report).dump(2));
}
BENCHMARK(to_json_text)->Arg(100)->Arg(2000);

void from_json_text(benchmark::State& state) {
  const std::string text = report::to_json(large_report(static_cast<int>(state.range(0)))).dump(2);
  for (auto _ : state) benchmark::DoNotOptimize(report::from_json(text, "report.json"));
}
BENCHMARK(from_json_text)->Arg(100)->Arg(2000);

void to_hdf5_file(benchmark::State& state) {
  const report::Report report = large_report(static_cast<int>(state.range(0)));
  const auto file = std::filesystem::temp_directory_path() / "qgauge-report-bench.h5";
  for (auto _ : state) benchmark::DoNotOptimize(report::write_hdf5(report, file));
  state.counters["file_bytes"] = static_cast<double>(std::filesystem::file_size(file));
  std::filesystem::remove(file);
}
BENCHMARK(to_hdf5_file)->Arg(100)->Arg(2000);

void to_terminal_text(benchmark::State& state) {
  const report::Report report = large_report(static_cast<int>(state.range(0)));
  const report::TerminalStyle style{.columns = 80, .colour = false, .per_subject = true};
  for (auto _ : state) benchmark::DoNotOptimize(report::to_terminal(report, style));
}
BENCHMARK(to_terminal_text)->Arg(100)->Arg(2000);

}  // namespace

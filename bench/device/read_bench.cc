// Time to read, validate and write the largest bundled description.

#include <filesystem>

#include <benchmark/benchmark.h>

#include "qgauge/device.hpp"

namespace {

using namespace qgauge;

const std::filesystem::path catalogue = std::filesystem::path(QGAUGE_SOURCE_DIR) / "devices";
constexpr auto largest = "ibm_kingston";

void read_description(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(device::read(largest, catalogue));
  const auto bytes = std::filesystem::file_size(catalogue / (std::string(largest) + ".json"));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}
BENCHMARK(read_description)->Unit(benchmark::kMillisecond);

void validate_description(benchmark::State& state) {
  const auto description = device::read(largest, catalogue);
  if (!description) return state.SkipWithError(description.error().message.c_str());
  for (auto _ : state) benchmark::DoNotOptimize(device::validate(*description));
}
BENCHMARK(validate_description)->Unit(benchmark::kMillisecond);

void write_description(benchmark::State& state) {
  const auto description = device::read(largest, catalogue);
  if (!description) return state.SkipWithError(description.error().message.c_str());
  for (auto _ : state) benchmark::DoNotOptimize(device::write_native(*description));
}
BENCHMARK(write_description)->Unit(benchmark::kMillisecond);

/// A public file or folder below ../shared/devices; skipped where it is absent.
void read_public(benchmark::State& state, const std::string& path) {
  const auto device = std::filesystem::path(QGAUGE_SOURCE_DIR) / "../shared/devices" / path;
  if (!std::filesystem::exists(device)) return state.SkipWithError("../shared is absent");
  for (auto _ : state) benchmark::DoNotOptimize(device::read(device.string(), catalogue));
}
BENCHMARK_CAPTURE(read_public, ibm_miami, "ibm/miami")->Unit(benchmark::kMillisecond);
// The largest of all public files; most of it is a section of pulses that no figure is read from.
BENCHMARK_CAPTURE(read_public, braket_cepheus, "rigetti/braket_cepheus-1-108q_2026-04-23.json")
    ->Unit(benchmark::kMillisecond);

}  // namespace

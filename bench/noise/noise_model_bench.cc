// Time to build all channels of a machine: a made-up one of 133 qubits and 150 couplings, and ibm_torino where its
// calibration files are present.

#include <vector>

#include <benchmark/benchmark.h>

#include "qgauge/noise.hpp"

namespace qgauge::noise {
namespace {

constexpr const char* torino = QGAUGE_SOURCE_DIR "/../shared/devices/ibm/torino";

void build(benchmark::State& state, const device::DeviceModel& model) {
  for (auto _ : state) {
    std::vector<core::Finding> findings;
    benchmark::DoNotOptimize(NoiseModel::from(model, findings));
  }
}

/// Every third gate reports an error below its coherence limit, the slower branch.
device::DeviceModel heavy_hex_like() {
  constexpr int qubits = 133;
  constexpr int couplings = 150;
  device::DeviceModel model;
  for (int q = 0; q < qubits; ++q) {
    device::ModelQubit qubit;
    qubit.t1_s = (120 + q) * 1e-6;
    qubit.t2_s = (90 + q) * 1e-6;
    qubit.gate = device::OneQubitGate{q % 3 == 0 ? 5e-5 : 3e-4, 32e-9};
    model.qubits.push_back(qubit);
  }
  for (int c = 0; c < couplings; ++c) {
    const int a = c % qubits;
    const int b = (a + 1 + c / qubits) % qubits;
    const double infidelity = c % 3 == 0 ? 5e-4 : 4e-3;
    model.couplings.push_back(
        {a, b, device::TwoQubitGate{"cz", circuit::GateKind::cz, a, b, infidelity, 84e-9}, device::Usable::yes, {}});
  }
  return model;
}

void build_133_qubits(benchmark::State& state) { build(state, heavy_hex_like()); }
BENCHMARK(build_133_qubits)->Unit(benchmark::kMillisecond);

void build_torino(benchmark::State& state) {
  const auto description = device::read(torino, QGAUGE_SOURCE_DIR "/devices");
  if (!description) return state.SkipWithError("ibm_torino's calibration files are absent");
  const auto model = device::validate(*description);
  if (!model) return state.SkipWithError("ibm_torino cannot be validated");
  build(state, *model);
}
BENCHMARK(build_torino)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace qgauge::noise

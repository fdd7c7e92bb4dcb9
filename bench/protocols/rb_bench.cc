// Speed of planning and of exact decays. Run by developers; never a gate.
#include <benchmark/benchmark.h>

#include "protocols/clifford.hpp"
#include "protocols/rb.hpp"

namespace {

using namespace qgauge;

device::DeviceModel pair() {
  device::DeviceModel model;
  for (int q = 0; q < 2; ++q) {
    device::ModelQubit qubit;
    qubit.gate = device::OneQubitGate{3e-4, 30e-9 + 10e-9 * q, 0};
    model.qubits.push_back(qubit);
  }
  model.couplings.push_back({0, 1, device::TwoQubitGate{"cz", circuit::GateKind::cz, 0, 1, 8e-3, 100e-9, 0},
                             device::Usable::yes, std::nullopt});
  return model;
}

/// Knows every transfer matrix at once, so that only the work of protocols is timed.
struct Instant final : execution::Executor {
  core::Result<execution::Samples> run(const execution::CircuitBatch&) const override { return execution::Samples{}; }
  std::optional<Eigen::MatrixXd> pauli_transfer_matrix(const circuit::Circuit& circuit) const override {
    const int size = circuit.qubits == 1 ? 4 : 16;
    return Eigen::MatrixXd(Eigen::MatrixXd::Identity(size, size));
  }
};

void plan_pair(benchmark::State& state) {
  const device::DeviceModel model = pair();
  for (auto _ : state) benchmark::DoNotOptimize(protocols::plan_rb_2q(model, model.couplings[0], {}));
}
BENCHMARK(plan_pair)->Unit(benchmark::kMillisecond);

void exact_pair(benchmark::State& state) {
  const device::DeviceModel model = pair();
  const Instant executor;
  for (auto _ : state) {
    benchmark::DoNotOptimize(protocols::exact_error_per_clifford_2q(model, model.couplings[0], executor));
  }
}
BENCHMARK(exact_pair)->Unit(benchmark::kMillisecond);

}  // namespace

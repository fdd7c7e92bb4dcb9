// Times of the simulator: gates on a 20-qubit state with all threads, and the batch of native circuits that randomized
// benchmarking of one pair runs.

#include <array>
#include <random>
#include <vector>

#include <benchmark/benchmark.h>

#include "qgauge/simulator.hpp"

namespace {

using namespace qgauge;
using circuit::GateKind;

constexpr int qubits = 20;

template <class Real>
void gate(benchmark::State& state, GateKind kind, const std::vector<int>& targets) {
  auto vector = simulator::StateVector<Real>::create(qubits);
  const auto unitary = circuit::unitary_of(kind, 0.3);
  for (auto _ : state) vector->apply(targets, unitary);
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) << qubits);
  state.SetLabel(simulator::simd_target());
}

void single_precision(benchmark::State& state, GateKind kind, const std::vector<int>& targets) {
  gate<float>(state, kind, targets);
}
void double_precision(benchmark::State& state, GateKind kind, const std::vector<int>& targets) {
  gate<double>(state, kind, targets);
}

device::DeviceModel pair() {
  device::DeviceModel model;
  for (int q = 0; q < 2; ++q) {
    device::ModelQubit qubit;
    qubit.t1_s = 200e-6;
    qubit.t2_s = 150e-6;
    qubit.gate = device::OneQubitGate{3e-4, 36e-9};
    model.qubits.push_back(qubit);
  }
  device::Coupling coupling{0, 1, {}, device::Usable::yes, {}};
  coupling.gate = device::TwoQubitGate{"cz", GateKind::cz, 0, 1, 5e-3, 70e-9};
  model.couplings.push_back(coupling);
  return model;
}

/// Like a compiled two-qubit Clifford: 1.5 entangling gates, 4 pulses between 6 virtual rotations, 2 waits.
void append_clifford(circuit::Circuit& circuit, std::mt19937_64& engine) {
  for (std::uint32_t layer = 0; layer < 2; ++layer) {
    for (std::uint32_t q = 0; q < 2; ++q) {
      circuit.append(GateKind::rz, q, 0.785 * static_cast<double>(engine() % 8));
      circuit.append(GateKind::sx, q);
    }
    circuit.append(GateKind::delay, layer, 36e-9 * static_cast<double>(engine() % 3));
    if (layer == 0 || engine() % 2 == 0) circuit.append(GateKind::cz, 0u, 1u);
    circuit.append(GateKind::rz, layer, 1.57);
  }
}

execution::CircuitBatch rb_batch() {
  execution::CircuitBatch batch{{}, 1000, 1, 2};
  std::mt19937_64 engine(1);
  for (int i = 0; i < 150; ++i) {
    circuit::Circuit circuit;
    circuit.qubits = 2;
    circuit.layout = {0, 1};
    const int cliffords = 266 * (i % 15) / 14;  // 20,000 in all, 14 operations each
    for (int c = 0; c < cliffords; ++c) append_clifford(circuit, engine);
    circuit.measure_all();
    batch.circuits.push_back(std::move(circuit));
  }
  return batch;
}

void randomized_benchmarking_batch(benchmark::State& state) {
  std::vector<core::Finding> findings;
  const auto model = noise::NoiseModel::from(pair(), findings);
  const auto batch = rb_batch();
  std::int64_t operations = 0;
  for (const auto& circuit : batch.circuits) operations += static_cast<std::int64_t>(circuit.operations.size());
  for (auto _ : state) {
    const auto executor = simulator::density_matrix_executor(*model);
    benchmark::DoNotOptimize(executor->run(batch));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * operations);
}

void pauli_transfer_matrix_of_a_clifford(benchmark::State& state) {
  std::vector<core::Finding> findings;
  const auto model = noise::NoiseModel::from(pair(), findings);
  const auto executor = simulator::density_matrix_executor(*model);
  circuit::Circuit circuit;
  circuit.qubits = 2;
  std::mt19937_64 engine(1);
  append_clifford(circuit, engine);
  for (auto _ : state) benchmark::DoNotOptimize(executor->pauli_transfer_matrix(circuit));
}

void density_matrix_of_eight_qubits(benchmark::State& state) {
  auto rho = simulator::DensityMatrix::create(8);
  const std::array targets{2, 5};
  const auto channel = noise::depolarizing_channel(2, 0.01);
  for (auto _ : state) rho->apply(targets, channel);
}

BENCHMARK_CAPTURE(single_precision, h_q0, GateKind::h, {0})->UseRealTime();
BENCHMARK_CAPTURE(single_precision, h_q19, GateKind::h, {19})->UseRealTime();
BENCHMARK_CAPTURE(single_precision, iswap_q9_q10, GateKind::iswap, {9, 10})->UseRealTime();
BENCHMARK_CAPTURE(double_precision, h_q19, GateKind::h, {19})->UseRealTime();
BENCHMARK_CAPTURE(double_precision, iswap_q9_q10, GateKind::iswap, {9, 10})->UseRealTime();
BENCHMARK(randomized_benchmarking_batch)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(pauli_transfer_matrix_of_a_clifford);
BENCHMARK(density_matrix_of_eight_qubits)->UseRealTime();

}  // namespace

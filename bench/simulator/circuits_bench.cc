// Whole circuits on a register, as plans and gate by gate, so that both stand in one run; and the time to make a plan.
#include <random>
#include <vector>

#include <benchmark/benchmark.h>

#include "qgauge/simulator.hpp"

namespace {

using namespace qgauge;
using circuit::Circuit;
using circuit::GateKind;

Circuit on_register(int qubits) {
  Circuit circuit;
  circuit.qubits = qubits;
  for (int q = 0; q < qubits; ++q) circuit.append(GateKind::ry, static_cast<std::uint32_t>(q), 0.3 + 0.1 * q);
  return circuit;
}

/// Controlled phases up to phases of single qubits, as RZZ, which the gate table has.
Circuit fourier(int qubits) {
  Circuit circuit = on_register(qubits);
  for (int q = qubits - 1; q >= 0; --q) {
    circuit.append(GateKind::h, static_cast<std::uint32_t>(q));
    for (int p = q - 1; p >= 0; --p) circuit.append(GateKind::rzz, p, q, 3.14159265358979 / (2 << (q - p)));
  }
  return circuit;
}

Circuit ising(int qubits) {
  Circuit circuit = on_register(qubits);
  for (int step = 0; step < 10; ++step) {
    for (int q = 0; q + 1 < qubits; ++q) circuit.append(GateKind::rzz, q, q + 1, 0.2);
    for (int q = 0; q < qubits; ++q) circuit.append(GateKind::rx, static_cast<std::uint32_t>(q), 0.3);
  }
  return circuit;
}

Circuit clifford(int qubits) {
  Circuit circuit = on_register(qubits);
  std::mt19937_64 engine(1);
  for (int i = 0; i < 20 * qubits; ++i) {
    const auto a = static_cast<std::uint32_t>(engine() % static_cast<unsigned>(qubits));
    circuit.append(i % 2 == 0 ? GateKind::h : GateKind::s, a);
    circuit.append(GateKind::cx, a,
                   (a + 1 + static_cast<std::uint32_t>(engine() % static_cast<unsigned>(qubits - 1))) %
                       static_cast<unsigned>(qubits));
  }
  return circuit;
}

using Maker = Circuit (*)(int);

template <class Real>
void planned(benchmark::State& state, Maker make) {
  const auto plan = simulator::Plan<Real>::make(make(static_cast<int>(state.range(0))));
  const auto roofline = simulator::measure_roofline<Real>();
  auto vector = simulator::StateVector<Real>::create(plan->qubits());
  simulator::RunStatistics last;
  for (auto _ : state) {
    vector->reset();
    last = *vector->run(*plan);
  }
  state.counters["passes"] = last.passes;
  state.counters["GB/s"] = last.gbytes_per_s();
  state.counters["GFLOP/s"] = last.gflops();
  state.counters["roofline"] = simulator::share_of_roofline(last, *roofline);
}

template <class Real>
void gate_by_gate(benchmark::State& state, Maker make) {
  const Circuit circuit = make(static_cast<int>(state.range(0)));
  auto vector = simulator::StateVector<Real>::create(circuit.qubits);
  for (auto _ : state) {
    vector->reset();
    for (const auto& operation : circuit.operations) {
      const int targets[] = {static_cast<int>(operation.qubits[0]), static_cast<int>(operation.qubits[1])};
      const std::span used(targets, static_cast<std::size_t>(circuit::spec_of(operation.gate).qubits));
      vector->apply(used, circuit::unitary_of(operation.gate, operation.parameter));
    }
  }
}

void make_plan(benchmark::State& state, Maker make) {
  const Circuit circuit = make(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(simulator::Plan<float>::make(circuit));
}

void planned_f32(benchmark::State& state, Maker make) { planned<float>(state, make); }
void planned_f64(benchmark::State& state, Maker make) { planned<double>(state, make); }
void gates_f32(benchmark::State& state, Maker make) { gate_by_gate<float>(state, make); }

#define QGAUGE_CIRCUIT(name)                                                                                           \
  BENCHMARK_CAPTURE(planned_f32, name, name)->Arg(12)->Arg(16)->Arg(22)->UseRealTime()->Unit(benchmark::kMicrosecond); \
  BENCHMARK_CAPTURE(gates_f32, name, name)->Arg(12)->Arg(16)->Arg(22)->UseRealTime()->Unit(benchmark::kMicrosecond);   \
  BENCHMARK_CAPTURE(planned_f64, name, name)->Arg(12)->Arg(22)->UseRealTime()->Unit(benchmark::kMicrosecond);          \
  BENCHMARK_CAPTURE(make_plan, name, name)->Arg(12)->Arg(22)->Unit(benchmark::kMicrosecond)
QGAUGE_CIRCUIT(fourier);
QGAUGE_CIRCUIT(ising);
QGAUGE_CIRCUIT(clifford);

}  // namespace

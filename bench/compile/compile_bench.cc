// Translation and scheduling of a circuit as randomized benchmarking of a pair makes them: 20,000 random Cliffords,
// each one-qubit words, on average 1.5 CNOTs and a barrier, 14 operations a Clifford.
#include <array>
#include <cstdint>
#include <string>

#include <benchmark/benchmark.h>

#include "qgauge/compile.hpp"

namespace {

using namespace qgauge;
using circuit::GateKind;
constexpr int cliffords = 20'000;

device::DeviceModel pair_of(GateKind kind) {
  device::DeviceModel model;
  model.qubits.resize(2);
  model.qubits[0].gate = device::OneQubitGate{.infidelity = 2e-4, .duration_s = 32e-9};
  model.qubits[1].gate = device::OneQubitGate{.infidelity = 2e-4, .duration_s = 36e-9};
  device::TwoQubitGate gate{.name = std::string(circuit::spec_of(kind).name),
                            .kind = kind,
                            .first = 1,
                            .second = 0,
                            .infidelity = 2e-3,
                            .duration_s = 68e-9};
  model.couplings.push_back({.a = 0, .b = 1, .gate = gate, .usable = device::Usable::yes, .infidelity_sigma = {}});
  return model;
}

void append_words(circuit::Circuit& circuit, core::Random& random) {
  constexpr std::array letters{GateKind::h, GateKind::s, GateKind::sx, GateKind::x, GateKind::sdg, GateKind::z};
  for (std::uint32_t q = 0; q < 2; ++q)
    for (std::uint64_t left = 2 + random.below(2); left > 0; --left)
      circuit.append(letters[random.below(letters.size())], q);
}

circuit::Circuit benchmarking_circuit() {
  core::Random random({.seed = 1});
  circuit::Circuit circuit{.qubits = 2, .layout = {0, 1}, .operations = {}};
  for (int c = 0; c < cliffords; ++c) {
    append_words(circuit, random);
    for (std::uint64_t left = 1 + random.below(2); left > 0; --left) {
      circuit.append(GateKind::cx, 0, 1);
      append_words(circuit, random);
    }
    circuit.append_barrier();
  }
  circuit.measure_all();
  return circuit;
}

void report(benchmark::State& state, std::size_t operations) {
  state.counters["operations"] = static_cast<double>(operations);
  state.SetItemsProcessed(static_cast<std::int64_t>(operations) * state.iterations());
}

void translate(benchmark::State& state) {
  const auto model = pair_of(static_cast<GateKind>(state.range(0)));
  const auto circuit = benchmarking_circuit();
  for (auto _ : state) benchmark::DoNotOptimize(compile::to_native(circuit, model));
  report(state, circuit.operations.size());
}

void translate_and_schedule(benchmark::State& state) {
  const auto model = pair_of(static_cast<GateKind>(state.range(0)));
  const auto circuit = benchmarking_circuit();
  for (auto _ : state) benchmark::DoNotOptimize(compile::schedule(*compile::to_native(circuit, model), model));
  report(state, circuit.operations.size());
}

void natives(benchmark::internal::Benchmark* bench) {
  for (const auto kind : {GateKind::cx, GateKind::cz, GateKind::ecr}) bench->Arg(static_cast<std::int64_t>(kind));
  bench->Unit(benchmark::kMillisecond);
}

BENCHMARK(translate)->Apply(natives);
BENCHMARK(translate_and_schedule)->Apply(natives);

}  // namespace

// Times of Pauli frames: a million shots of 1,000 qubits, as a GHZ state and as mirror circuits, and what is prepared
// once for a circuit.

#include <random>
#include <vector>

#include <benchmark/benchmark.h>

#include "qgauge/simulator.hpp"

namespace {

using namespace qgauge;
using circuit::GateKind;

constexpr std::uint64_t shots = 1'000'000;

noise::PauliChannel depolarizing(int qubits, double probability) {
  const std::size_t paulis = std::size_t{1} << (2 * qubits);
  std::vector<double> probabilities(paulis, probability / static_cast<double>(paulis - 1));
  probabilities.front() = 1 - probability;
  return {probabilities};
}

void read_all(noise::NoisyCircuit& circuit) {
  for (auto& readout : circuit.readout) readout = noise::Readout{0.005, 0.01};
}

noise::NoisyCircuit ghz(int qubits) {
  noise::NoisyCircuit circuit(qubits);
  circuit.add_unitary({0}, circuit::unitary_of(GateKind::h));
  for (int q = 0; q + 1 < qubits; ++q) {
    circuit.add_unitary({q, q + 1}, circuit::unitary_of(GateKind::cx));
    circuit.add_pauli({q, q + 1}, depolarizing(2, 1e-3));
  }
  read_all(circuit);
  return circuit;
}

struct Placed {
  int qubit;
  bool pair;
  Eigen::MatrixXcd matrix;
};

void add(noise::NoisyCircuit& circuit, const Placed& gate, const Eigen::MatrixXcd& matrix) {
  if (gate.pair) {
    circuit.add_unitary({gate.qubit, gate.qubit + 1}, matrix);
    circuit.add_pauli({gate.qubit, gate.qubit + 1}, depolarizing(2, 1e-3));
  } else {
    circuit.add_unitary({gate.qubit}, matrix);
    circuit.add_pauli({gate.qubit}, depolarizing(1, 1e-4));
  }
}

/// One-qubit Clifford gates and cz on a line, layer by layer.
std::vector<Placed> random_layers(int qubits, int layers) {
  std::mt19937_64 engine(1);
  const Eigen::MatrixXcd h = circuit::unitary_of(GateKind::h), s = circuit::unitary_of(GateKind::s);
  std::vector<Placed> gates;
  for (int layer = 0; layer < layers; ++layer) {
    for (int q = 0; q < qubits; ++q) {
      Eigen::MatrixXcd gate = Eigen::MatrixXcd::Identity(2, 2);
      for (int k = 0; k < 6; ++k) gate = (engine() % 2 == 0 ? h : s) * gate;
      gates.push_back({q, false, gate});
    }
    for (int q = layer % 2; q + 1 < qubits; q += 2) gates.push_back({q, true, circuit::unitary_of(GateKind::cz)});
  }
  return gates;
}

/// No outcome is certain in the end: the longest way to the reference outcome.
noise::NoisyCircuit scrambled(int qubits, int layers) {
  noise::NoisyCircuit circuit(qubits);
  for (const Placed& gate : random_layers(qubits, layers)) add(circuit, gate, gate.matrix);
  read_all(circuit);
  return circuit;
}

/// Half of the layers, then the inverse of all.
noise::NoisyCircuit mirror(int qubits, int layers) {
  const std::vector<Placed> half = random_layers(qubits, layers / 2);
  noise::NoisyCircuit circuit(qubits);
  for (const Placed& gate : half) add(circuit, gate, gate.matrix);
  for (auto gate = half.rbegin(); gate != half.rend(); ++gate) add(circuit, *gate, gate->matrix.adjoint());
  read_all(circuit);
  return circuit;
}

void make(benchmark::State& state, const noise::NoisyCircuit& circuit) {
  for (auto _ : state) benchmark::DoNotOptimize(simulator::PauliFrames::make(circuit));
}

/// Nothing is stored: the shots that read as without noise.
void count(benchmark::State& state, const noise::NoisyCircuit& circuit) {
  const auto frames = simulator::PauliFrames::make(circuit);
  const auto outcome = frames->noiseless_outcome();
  for (auto _ : state) benchmark::DoNotOptimize(frames->count(outcome, shots, {}));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * shots));
}

/// All bits, packed.
void sample(benchmark::State& state, const noise::NoisyCircuit& circuit) {
  const auto frames = simulator::PauliFrames::make(circuit);
  for (auto _ : state) benchmark::DoNotOptimize(frames->sample(shots, {}));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * shots));
}

void ghz_make(benchmark::State& state) { make(state, ghz(static_cast<int>(state.range(0)))); }
void ghz_count(benchmark::State& state) { count(state, ghz(static_cast<int>(state.range(0)))); }
void ghz_sample(benchmark::State& state) { sample(state, ghz(static_cast<int>(state.range(0)))); }
void scrambled_make(benchmark::State& state) { make(state, scrambled(static_cast<int>(state.range(0)), 32)); }
void mirror_make(benchmark::State& state) { make(state, mirror(static_cast<int>(state.range(0)), 32)); }
void mirror_count(benchmark::State& state) { count(state, mirror(static_cast<int>(state.range(0)), 32)); }
void mirror_sample(benchmark::State& state) { sample(state, mirror(static_cast<int>(state.range(0)), 32)); }

}  // namespace

BENCHMARK(ghz_make)->Arg(1000)->Arg(2000)->Unit(benchmark::kMillisecond);
BENCHMARK(ghz_count)->Arg(1000)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(ghz_sample)->Arg(1000)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(scrambled_make)->Arg(1000)->Arg(2000)->Unit(benchmark::kMillisecond);
BENCHMARK(mirror_make)->Arg(1000)->Arg(2000)->Unit(benchmark::kMillisecond);
BENCHMARK(mirror_count)->Arg(1000)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(mirror_sample)->Arg(1000)->UseRealTime()->Unit(benchmark::kMillisecond);

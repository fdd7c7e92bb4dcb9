// compile() on whole circuits: quantum volume of 20 qubits where every pair is coupled, and the same on 127 qubits in a
// heavy-hexagon lattice, where most of the time goes into routing; and the canonical form that everything rests on.
#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <Eigen/QR>
#include <benchmark/benchmark.h>

#include "qgauge/compile.hpp"

namespace {

using namespace qgauge;
using circuit::GateKind;
constexpr int width = 20;

Eigen::Matrix4cd random_unitary(core::Random& random) {
  Eigen::Matrix4cd gaussian;
  for (auto& entry : gaussian.reshaped()) entry = {random.normal(), random.normal()};
  return Eigen::HouseholderQR<Eigen::Matrix4cd>(gaussian).householderQ();
}

void append_local(circuit::Circuit& circuit, std::uint32_t qubit, core::Random& random) {
  for (const auto gate : {GateKind::rz, GateKind::ry, GateKind::rz})
    circuit.append(gate, qubit, 6.28 * random.uniform());
}

/// Rotations between random local gates: as hard as a quantum volume circuit.
circuit::Circuit volume_circuit() {
  core::Random random({.seed = 1});
  circuit::Circuit circuit{.qubits = width, .layout = {}, .operations = {}};
  std::vector<std::uint32_t> order(width);
  std::iota(order.begin(), order.end(), 0u);
  for (int layer = 0; layer < width; ++layer) {
    for (std::size_t i = order.size() - 1; i > 0; --i) std::swap(order[i], order[random.below(i + 1)]);
    for (std::size_t k = 0; k + 1 < order.size(); k += 2) {
      const auto coordinates = compile::canonical_form(random_unitary(random)).coordinates;
      for (const std::size_t q : {k, k + 1}) append_local(circuit, order[q], random);
      constexpr std::array axes{GateKind::rxx, GateKind::ryy, GateKind::rzz};
      for (std::size_t axis = 0; axis < 3; ++axis)
        circuit.append(axes[axis], order[k], order[k + 1], -2 * coordinates[axis]);
    }
  }
  circuit.measure_all();
  return circuit;
}

void couple(device::DeviceModel& model, int a, int b, GateKind kind, double infidelity) {
  device::TwoQubitGate gate{.name = std::string(circuit::spec_of(kind).name),
                            .kind = kind,
                            .first = a,
                            .second = b,
                            .infidelity = infidelity,
                            .duration_s = 68e-9};
  model.couplings.push_back(
      {.a = std::min(a, b), .b = std::max(a, b), .gate = gate, .usable = device::Usable::yes, .infidelity_sigma = {}});
}

device::DeviceModel all_to_all(GateKind kind) {
  device::DeviceModel model;
  model.qubits.resize(width);
  model.all_to_all = true;
  for (int a = 0; a < width; ++a)
    for (int b = a + 1; b < width; ++b) couple(model, a, b, kind, 1e-3);
  return model;
}

/// Seven rows of qubits, joined by single ones at every fourth column: 127 qubits in all.
device::DeviceModel heavy_hexagons() {
  constexpr int rows = 7, length = 15, bridges = 4;
  core::Random random({.seed = 2});
  device::DeviceModel model;
  const auto start = [](int row) { return row == 0 ? 0 : row * (length + bridges) - 1; };
  const auto length_of = [](int row) { return row == 0 || row == rows - 1 ? length - 1 : length; };
  model.qubits.resize(static_cast<std::size_t>(start(rows - 1) + length_of(rows - 1)));
  const auto join = [&](int a, int b) { couple(model, a, b, GateKind::ecr, 0.004 + 0.01 * random.uniform()); };
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column + 1 < length_of(row); ++column) join(start(row) + column, start(row) + column + 1);
    for (int k = 0; k < bridges && row + 1 < rows; ++k) {
      const int bridge = start(row) + length_of(row) + k, column = 4 * k + (row % 2 == 0 ? 0 : 2);
      join(start(row) + std::min(column, length_of(row) - 1), bridge);
      join(start(row + 1) + std::min(column, length_of(row + 1) - 1), bridge);
    }
  }
  std::ranges::sort(model.couplings, {}, [](const auto& c) { return std::pair(c.a, c.b); });
  return model;
}

void run(benchmark::State& state, const device::DeviceModel& model, const compile::Options& options) {
  const auto circuit = volume_circuit();
  int swaps = 0;
  for (auto _ : state) swaps = compile::compile(circuit, model, options)->swaps;
  state.counters["swaps"] = swaps;
}

void volume_all_to_all(benchmark::State& state) {
  const bool any_angle = state.range(1) != 0;
  run(state, all_to_all(static_cast<GateKind>(state.range(0))),
      {.synthesis = compile::Synthesis::approximate, .continuous_zz = any_angle, .zz_base = any_angle ? 0.3 : 1.0});
}

void volume_heavy_hexagons(benchmark::State& state) {
  run(state, heavy_hexagons(), {.trials = static_cast<int>(state.range(0))});
}

void canonical_form(benchmark::State& state) {
  core::Random random({.seed = 3});
  const auto unitary = random_unitary(random);
  for (auto _ : state) benchmark::DoNotOptimize(compile::canonical_form(unitary));
}

BENCHMARK(volume_all_to_all)
    ->ArgsProduct({{static_cast<std::int64_t>(GateKind::cz), static_cast<std::int64_t>(GateKind::sqrt_iswap),
                    static_cast<std::int64_t>(GateKind::sycamore), static_cast<std::int64_t>(GateKind::rzz)},
                   {0}})
    ->Args({static_cast<std::int64_t>(GateKind::rzz), 1})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(volume_heavy_hexagons)->Arg(1)->Arg(8)->Unit(benchmark::kMillisecond);
BENCHMARK(canonical_form);

}  // namespace

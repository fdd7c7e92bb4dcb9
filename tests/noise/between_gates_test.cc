// What acts on a register beyond the noise of each operation: always-on couplings, memory errors, preparation errors,
// crosstalk.

#include <cmath>
#include <numbers>

#include <catch2/catch.hpp>

#include "noise/machines.hpp"

namespace qgauge::noise {
namespace {

using namespace testing;
using circuit::Circuit;
using circuit::GateKind;

constexpr double zeta_hz = 200e3;

NoisyCircuit attached(const Circuit& native, const NoiseModel& noise) {
  auto circuit = noisy_circuit(native, noise);
  REQUIRE(circuit.has_value());
  return std::move(*circuit);
}

device::DeviceModel coupled_pair() {
  device::DeviceModel model = row_of(2);
  model.zz = {{0, 1, zeta_hz}};
  return model;
}

/// exp(-i 2 pi zeta t |11><11|).
Eigen::MatrixXcd coupled(double duration_s, double hz = zeta_hz) {
  Eigen::MatrixXcd unitary = Eigen::Matrix4cd::Identity();
  unitary(3, 3) = std::polar(1.0, -2 * std::numbers::pi * hz * duration_s);
  return unitary;
}

Eigen::MatrixXcd both(GateKind gate) {
  return Eigen::kroneckerProduct(circuit::unitary_of(gate), circuit::unitary_of(gate));
}

Eigen::MatrixXcd on_first(GateKind gate) {
  return Eigen::kroneckerProduct(Eigen::Matrix2cd::Identity(), circuit::unitary_of(gate));
}

void wait(Circuit& native, std::initializer_list<std::uint32_t> qubits, double duration_s) {
  for (const std::uint32_t qubit : qubits) native.append(GateKind::delay, qubit, duration_s);
}

/// How many steps of a kind that are noise.
auto noise_steps(const NoisyCircuit& circuit, StepKind kind) {
  return std::ranges::count_if(circuit.steps, [&](const Step& step) { return step.is_noise && step.kind == kind; });
}

/// Of all unitary noise of a circuit in which one pair is coupled.
Eigen::MatrixXcd unitary_noise(const NoisyCircuit& circuit) {
  Eigen::MatrixXcd product = Eigen::Matrix4cd::Identity();
  for (const Step& step : circuit.steps) {
    if (step.is_noise && step.kind == StepKind::unitary) product = (circuit.unitaries[step.index] * product).eval();
  }
  return product;
}

// A pulse splits the coupling at its middle.
TEST_CASE("a coupling acts on idle neighbours for all the time that both are alive") {
  Circuit native{2, {0, 1}, {}};
  native.append(GateKind::sx, 0u);
  native.append(GateKind::sx, 1u);
  wait(native, {0, 1}, 1e-6);
  const Channel whole = channel_of(attached(native, noise_of(coupled_pair())));
  const Eigen::MatrixXcd expected = coupled(1e-6 + pulse_s / 2) * both(GateKind::sx) * coupled(pulse_s / 2);
  CHECK(distance(whole.superoperator, unitary_channel(expected).superoperator) < 1e-12);
}

// An echo on one qubit leaves -Z of the other alone, half of zeta: its frame is that of neighbours in |0>.
TEST_CASE("a pulse on one qubit turns the sign of its coupling from its middle on") {
  Circuit native{2, {0, 1}, {}};
  native.append(GateKind::sx, 0u);
  native.append(GateKind::sx, 1u);
  wait(native, {0, 1}, 1e-6);
  native.append(GateKind::x, 0u);
  wait(native, {1}, pulse_s);
  wait(native, {0, 1}, 1e-6 + pulse_s / 2);
  const Channel whole = channel_of(attached(native, noise_of(coupled_pair())));
  const Eigen::MatrixXcd half = coupled(1e-6 + pulse_s);
  const Eigen::MatrixXcd expected = half * on_first(GateKind::x) * half * both(GateKind::sx) * coupled(pulse_s / 2);
  CHECK(distance(whole.superoperator, unitary_channel(expected).superoperator) < 1e-12);
  Eigen::Matrix2cd of_second = Eigen::Matrix2cd::Identity();
  of_second(1, 1) = std::polar(1.0, -2 * std::numbers::pi * zeta_hz * (1e-6 + pulse_s));
  const Eigen::MatrixXcd refocused = Eigen::kroneckerProduct(of_second, Eigen::Matrix2cd::Identity()) *
                                     on_first(GateKind::x) * both(GateKind::sx) * coupled(pulse_s / 2);
  CHECK(distance(whole.superoperator, unitary_channel(refocused).superoperator) < 1e-12);
}

TEST_CASE("the coupling acts in the order of time whatever the order of the operations") {
  Circuit mixed{2, {0, 1}, {}};
  mixed.append(GateKind::sx, 0u);
  mixed.append(GateKind::sx, 1u);
  wait(mixed, {0, 1}, 1e-6);
  mixed.append(GateKind::x, 0u);
  mixed.append(GateKind::x, 1u);
  wait(mixed, {0, 1}, 2e-6);
  Circuit one_by_one{2, {0, 1}, {}};
  for (const std::uint32_t qubit : {0u, 1u}) {
    one_by_one.append(GateKind::sx, qubit);
    wait(one_by_one, {qubit}, 1e-6);
    one_by_one.append(GateKind::x, qubit);
    wait(one_by_one, {qubit}, 2e-6);
  }
  const NoiseModel noise = noise_of(coupled_pair());
  CHECK(distance(channel_of(attached(mixed, noise)).superoperator,
                 channel_of(attached(one_by_one, noise)).superoperator) < 1e-12);
}

TEST_CASE("the coupling of a pair during its own gate is in the gate's reported error") {
  Circuit native{2, {0, 1}, {}};
  native.append(GateKind::cz, 0u, 1u);
  CHECK(noise_steps(attached(native, noise_of(coupled_pair())), StepKind::unitary) == 0);
  native.append(GateKind::sx, 0u);
  wait(native, {1}, pulse_s);
  const Channel whole = channel_of(attached(native, noise_of(coupled_pair())));
  const Eigen::MatrixXcd expected =
      coupled(pulse_s / 2) * on_first(GateKind::sx) * coupled(pulse_s / 2) * circuit::unitary_of(GateKind::cz);
  CHECK(distance(whole.superoperator, unitary_channel(expected).superoperator) < 1e-12);
}

TEST_CASE("a spectator of a gate is coupled to it while the gate runs") {
  device::DeviceModel model = row_of(3);
  model.zz = {{1, 2, zeta_hz}};
  Circuit native{3, {0, 1, 2}, {}};
  native.append(GateKind::cz, 0u, 1u);
  native.append(GateKind::delay, 2u, gate_s);
  const NoisyCircuit circuit = attached(native, noise_of(model));
  CHECK(distance(unitary_noise(circuit), coupled(gate_s)) < 1e-12);
}

// Against the Lindblad equation in steps of 25 ns: a neighbour that may decay at any time during a wait.
TEST_CASE("decay during a wait does not commute with the coupling and is taken in its time") {
  constexpr double wait_s = 20e-6, slow_hz = 50e3;
  constexpr int steps = 800;
  device::DeviceModel model = coupled_pair();
  model.zz = {{0, 1, slow_hz}};
  for (auto& qubit : model.qubits) qubit.t1_s = 100e-6, qubit.t2_s = 200e-6;
  Circuit native{2, {0, 1}, {}};
  wait(native, {0, 1}, wait_s);
  const auto circuit = noisy_circuit(native, noise_of(model), Preparation::perfect);
  REQUIRE(circuit.has_value());
  const Channel decay = relaxation_channel({100e-6, 200e-6}, wait_s / steps);
  const Channel both_decay = tensor(decay, decay);
  const Channel turn = unitary_channel(coupled(wait_s / steps, slow_hz));
  Channel expected = identity_channel(2);
  for (int k = 0; k < steps; ++k) expected = compose(both_decay, compose(turn, expected));
  CHECK(distance(channel_of(*circuit).superoperator, expected.superoperator) < 5e-4);
}

// Magesan and Gambetta, PRA 101, 052308 (2020): zeta = f(11) - f(10) - f(01) + f(00) with the frames f(10) and f(01).
TEST_CASE("a neighbour in its ground state does not turn a qubit and an excited one turns it by zeta") {
  const auto phase = [](std::initializer_list<GateKind> on_second) {
    Circuit native{2, {0, 1}, {}};
    for (const GateKind gate : on_second) native.append(gate, 1u);
    native.append_barrier();
    wait(native, {0, 1}, 1e-6);
    const auto circuit = noisy_circuit(native, noise_of(coupled_pair()), Preparation::perfect);
    Eigen::Vector4cd state(1, 1, 0, 0);
    for (const Step& step : circuit->steps) {
      REQUIRE(step.kind == StepKind::unitary);
      const Eigen::MatrixXcd& matrix = circuit->unitaries[step.index];
      REQUIRE((step.operands == 2 || step.qubits[0] == 1));
      state = step.operands == 2
                  ? Eigen::Vector4cd(matrix * state)
                  : Eigen::Vector4cd(Eigen::kroneckerProduct(matrix, Eigen::Matrix2cd::Identity()) * state);
    }
    const Eigen::Index low = on_second.size() > 0 ? 2 : 0;
    return std::arg(state[low + 1] / state[low]);
  };
  CHECK(std::abs(phase({})) < 1e-12);
  const double turned = -2 * std::numbers::pi * zeta_hz * (1e-6 + pulse_s / 2);
  CHECK(std::abs(std::remainder(phase({GateKind::x}) - turned, 2 * std::numbers::pi)) < 1e-12);
}

TEST_CASE("a qubit that is still in its ground state is not coupled") {
  Circuit native{2, {0, 1}, {}};
  native.append(GateKind::sx, 0u);
  wait(native, {0}, 1e-6);
  CHECK(noise_steps(attached(native, noise_of(coupled_pair())), StepKind::unitary) == 0);
}

TEST_CASE("a part of a circuit has qubits that are alive from its begin") {
  Circuit native{2, {0, 1}, {}};
  native.append(GateKind::delay, 0u, 1e-6);
  const auto part = noisy_circuit(native, noise_of(coupled_pair()), Preparation::perfect);
  REQUIRE(part.has_value());
  CHECK(distance(unitary_noise(*part), coupled(1e-6)) < 1e-12);
}

TEST_CASE("the register of a layout has the couplings of its device qubits") {
  device::DeviceModel model = row_of(3);
  model.zz = {{1, 2, zeta_hz}};
  Circuit native{2, {2, 1}, {}};
  wait(native, {0, 1}, 1e-6);
  const NoisyCircuit circuit = attached(native, noise_of(model));
  REQUIRE(noise_steps(circuit, StepKind::unitary) > 0);
  native.layout = {0, 1};
  CHECK(noise_steps(attached(native, noise_of(model)), StepKind::unitary) == 0);
}

// Average infidelity 2e-3 of dephasing is Z with probability 3e-3.
TEST_CASE("every qubit that is alive dephases once a layer of two-qubit gates") {
  device::DeviceModel model = row_of(3);
  model.memory_error_per_layer = 2e-3;
  Circuit native{3, {0, 1, 2}, {}};
  native.append(GateKind::sx, 2u);
  native.append_barrier();
  native.append(GateKind::cz, 0u, 1u);
  native.append(GateKind::cz, 1u, 2u);
  const NoisyCircuit circuit = attached(native, noise_of(model));
  std::vector<double> kept(3, 1);
  for (const Step& step : circuit.steps) {
    if (step.kind == StepKind::pauli) kept[step.qubits[0]] *= 1 - 2 * circuit.paulis[step.index].probabilities[3];
  }
  for (const double factor : kept) CHECK(std::abs(factor - std::pow(1 - 6e-3, 2)) < 1e-14);
}

TEST_CASE("a layer of few gates has that share of the memory error that its pairs have in the full layer") {
  device::DeviceModel model = row_of(9);
  model.memory_error_per_layer = 2e-3;
  Circuit native{5, {0, 1, 2, 3, 4}, {}};
  native.append(GateKind::cz, 0u, 1u);
  native.append(GateKind::cz, 2u, 3u);
  native.append_barrier();
  native.append(GateKind::cz, 3u, 4u);
  const NoisyCircuit circuit = attached(native, noise_of(model));
  std::vector<double> kept(5, 1);
  for (const Step& step : circuit.steps) {
    if (step.kind == StepKind::pauli) kept[step.qubits[0]] *= 1 - 2 * circuit.paulis[step.index].probabilities[3];
  }
  const double one = 1 - 6e-3;  // of four pairs, two and then one
  for (std::size_t q = 0; q < 4; ++q) CHECK(std::abs(kept[q] - std::pow(one, 0.75)) < 1e-14);
  CHECK(std::abs(kept[4] - std::pow(one, 0.25)) < 1e-14);
}

TEST_CASE("with gate zones a layer has the share of the memory error that its rounds have in those of the full layer") {
  device::DeviceModel model = row_of(56);
  CHECK(noise_of(model).memory_share(7) == 0.25);
  model.gate_zones = 4;
  CHECK(noise_of(model).memory_share(1) == 1.0 / 7);
  CHECK(noise_of(model).memory_share(9) == 3.0 / 7);
  CHECK(noise_of(model).memory_share(28) == 1);
}

TEST_CASE("gates in parallel or in a row on one pair are one layer, and a qubit in |0> has no memory error") {
  device::DeviceModel model = row_of(4);
  model.memory_error_per_layer = 2e-3;
  Circuit native{4, {0, 1, 2, 3}, {}};
  native.append(GateKind::cz, 0u, 1u);
  native.append(GateKind::cz, 2u, 3u);
  CHECK(noise_steps(attached(native, noise_of(model)), StepKind::pauli) == 4);
  Circuit late{4, {0, 1, 2, 3}, {}};
  late.append(GateKind::cz, 0u, 1u);
  late.append(GateKind::cz, 0u, 1u);
  late.append(GateKind::cz, 1u, 2u);
  const NoisyCircuit circuit = attached(late, noise_of(model));
  const auto on = [&](std::uint32_t qubit) {
    return std::ranges::count_if(
        circuit.steps, [&](const Step& step) { return step.kind == StepKind::pauli && step.qubits[0] == qubit; });
  };
  CHECK(on(0) == 2);
  CHECK(on(1) == 2);
  CHECK(on(2) == 1);
  CHECK(on(3) == 0);
}

TEST_CASE("a pair alone has no memory error, as in the benchmark of its gate") {
  device::DeviceModel model = row_of(2);
  model.memory_error_per_layer = 2e-3;
  Circuit native{2, {0, 1}, {}};
  native.append(GateKind::cz, 0u, 1u);
  CHECK(attached(native, noise_of(model)).steps.size() == 1);
}

TEST_CASE("a preparation error flips a qubit once, before its first operation") {
  device::DeviceModel model = row_of(2);
  model.qubits[1].preparation_error = 0.01;
  Circuit native{2, {0, 1}, {}};
  native.append(GateKind::sx, 1u);
  native.append(GateKind::sx, 1u);
  native.append(GateKind::sx, 0u);
  const NoiseModel noise = noise_of(model);
  const NoisyCircuit circuit = attached(native, noise);
  CHECK(circuit.steps.size() == 4);
  CHECK(circuit.steps[0].kind == StepKind::pauli);
  CHECK(circuit.steps[0].qubits[0] == 1);
  CHECK(circuit.paulis[0].probabilities == std::vector<double>{0.99, 0.01, 0, 0});
  CHECK(noisy_circuit(native, noise, Preparation::perfect)->steps.size() == 3);
}

/// The infidelity of the noise after the first gate of a circuit on a row with isolated 0.005 and simultaneous 0.012.
double error_of_first_gate(const Circuit& native) {
  device::DeviceModel model = row_of(6, 0.005);
  for (device::Coupling& coupling : model.couplings) coupling.gate->simultaneous_infidelity = 0.012;
  const NoisyCircuit circuit = attached(native, noise_of(model));
  return average_infidelity(channel_of(circuit, circuit.steps[1]));
}

TEST_CASE("a gate has its simultaneous error while a coupled gate runs and else its isolated one") {
  Circuit alone{6, {}, {}};
  alone.append(GateKind::cz, 0u, 1u);
  CHECK(std::abs(error_of_first_gate(alone) - 0.005) < 1e-12);
  Circuit together = alone;
  together.append(GateKind::cz, 2u, 3u);
  CHECK(std::abs(error_of_first_gate(together) - 0.012) < 1e-12);
  Circuit apart = alone;
  apart.append(GateKind::cz, 4u, 5u);
  CHECK(std::abs(error_of_first_gate(apart) - 0.005) < 1e-12);
  Circuit later = alone;
  later.append_barrier();
  later.append(GateKind::cz, 2u, 3u);
  CHECK(std::abs(error_of_first_gate(later) - 0.005) < 1e-12);
}

TEST_CASE("the noise model says where channels of single operations are not all") {
  const std::vector<int> pair{0, 1}, three{0, 1, 2};
  CHECK_FALSE(noise_of(row_of(3)).acts_between_gates(three));
  CHECK(noise_of(coupled_pair()).acts_between_gates(pair));
  device::DeviceModel memory = row_of(3);
  memory.memory_error_per_layer = 1e-4;
  CHECK_FALSE(noise_of(memory).acts_between_gates(pair));
  CHECK(noise_of(memory).acts_between_gates(three));
  device::DeviceModel prepared = row_of(3);
  prepared.qubits[2].preparation_error = 1e-3;
  CHECK_FALSE(noise_of(prepared).acts_between_gates(pair));
  CHECK(noise_of(prepared).acts_between_gates(three));
}

}  // namespace
}  // namespace qgauge::noise

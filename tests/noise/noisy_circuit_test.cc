// Noisy circuits: the steps after a gate multiply to the channel that the noise model states; the elementary channels.
#include <array>

#include <Eigen/Eigenvalues>
#include <catch2/catch.hpp>

#include "noise/random_channels.hpp"
#include "qgauge/noise.hpp"

using namespace qgauge;
using namespace qgauge::noise::testing;
using circuit::GateKind;

namespace {

device::DeviceModel pair_machine() {
  device::DeviceModel model;
  for (int q = 0; q < 2; ++q) {
    device::ModelQubit qubit;
    qubit.t1_s = 100e-6 + 20e-6 * q;
    qubit.t2_s = 150e-6 - 90e-6 * q;
    qubit.gate = device::OneQubitGate{4e-4 + 1e-4 * q, 40e-9, 0.01};
    model.qubits.push_back(qubit);
  }
  device::Coupling coupling{0, 1, {}, device::Usable::yes, {}};
  coupling.gate = device::TwoQubitGate{"ecr", GateKind::ecr, 1, 0, 8e-3, 300e-9, 0.05};
  model.couplings.push_back(coupling);
  return model;
}

noise::NoiseModel noise_of(const device::DeviceModel& model) {
  std::vector<core::Finding> findings;
  auto noise = noise::NoiseModel::from(model, findings);
  REQUIRE(noise);
  return std::move(*noise);
}

/// Of all steps, on two qubits.
noise::Channel whole(const noise::NoisyCircuit& circuit) {
  noise::Channel all = noise::identity_channel(2);
  for (const noise::Step& step : circuit.steps) {
    noise::Channel channel = noise::channel_of(circuit, step);
    if (step.operands == 1) {
      channel = step.qubits[0] == 0 ? noise::tensor(noise::identity_channel(1), channel)
                                    : noise::tensor(channel, noise::identity_channel(1));
    } else if (step.qubits[0] == 1) {
      const auto swap = noise::unitary_channel(circuit::unitary_of(GateKind::swap));
      channel = noise::compose(swap, noise::compose(channel, swap));
    }
    all = noise::compose(channel, all);
  }
  return all;
}

}  // namespace

TEST_CASE("the steps of a gate multiply to the gate and the channel of the noise model") {
  const noise::NoiseModel model = noise_of(pair_machine());
  for (const std::array<int, 2> layout : {std::array{0, 1}, std::array{1, 0}}) {
    circuit::Circuit native{2, {layout.begin(), layout.end()}, {}};
    native.append(GateKind::ecr, layout[0] == 1 ? 0u : 1u, layout[0] == 1 ? 1u : 0u);
    const auto noisy = noise::noisy_circuit(native, model);
    REQUIRE(noisy);
    const auto& operation = native.operations.front();
    noise::Channel expected =
        noise::compose(model.two_qubit(1, 0)->channel, noise::unitary_channel(circuit::unitary_of(GateKind::ecr)));
    if (operation.qubits[0] == 1) {
      const auto swap = noise::unitary_channel(circuit::unitary_of(GateKind::swap));
      expected = noise::compose(swap, noise::compose(expected, swap));
    }
    CHECK(distance(whole(*noisy).superoperator, expected.superoperator) < rounding);
  }
}

TEST_CASE("a pulse and a wait multiply to the pulse, its channel and idling") {
  const noise::NoiseModel model = noise_of(pair_machine());
  circuit::Circuit native{2, {0, 1}, {}};
  native.append(GateKind::sx, 1u);
  native.append(GateKind::delay, 1u, 200e-9);
  native.append(GateKind::rz, 1u, 0.3);
  const auto noisy = noise::noisy_circuit(native, model);
  REQUIRE(noisy);
  const auto gate =
      noise::compose(model.one_qubit(1)->channel, noise::unitary_channel(circuit::unitary_of(GateKind::sx)));
  const auto turn = noise::unitary_channel(circuit::unitary_of(GateKind::rz, 0.3));
  const auto expected = noise::compose(turn, noise::compose(model.idle(1, 200e-9), gate));
  CHECK(distance(whole(*noisy).superoperator, noise::tensor(expected, noise::identity_channel(1)).superoperator) <
        rounding);
}

TEST_CASE("damping, reset and any Kraus operators are complete, and no fault is likelier than its candidate") {
  core::Random random = random_stream(71);
  std::vector<noise::KrausChannel> channels{noise::damping(0.3), noise::reset_to_zero(0.2)};
  for (int qubits : {1, 1, 2, 2}) channels.push_back(noise::from_kraus(random_channel(qubits, 3, random).kraus));
  for (const noise::KrausChannel& channel : channels) {
    const auto d = channel.otherwise.rows();
    Eigen::MatrixXcd faulty = Eigen::MatrixXcd::Zero(d, d);
    for (const auto& fault : channel.faults) faulty += fault.adjoint() * fault;
    CHECK((faulty + channel.otherwise.adjoint() * channel.otherwise).isIdentity(1e-12));
    const Eigen::MatrixXcd left = channel.candidate * Eigen::MatrixXcd::Identity(d, d) - faulty;
    CHECK(Eigen::SelfAdjointEigenSolver<Eigen::MatrixXcd>(left).eigenvalues().minCoeff() > -1e-12);
  }
}

TEST_CASE("circuits without a place in the machine are refused with the operation") {
  const noise::NoiseModel model = noise_of(pair_machine());
  circuit::Circuit native{1, {0}, {}};
  native.append(GateKind::h, 0u);
  const auto refused = noise::noisy_circuit(native, model);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().where == "operation 0");
  native = {1, {7}, {}};
  CHECK_FALSE(noise::noisy_circuit(native, model));
  native = {1, {0}, {}};
  native.append(GateKind::measure, 0u);
  native.append(GateKind::x, 0u);
  CHECK_FALSE(noise::noisy_circuit(native, model));
}
